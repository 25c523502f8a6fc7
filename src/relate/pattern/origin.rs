//! A place or an organisation tied to a name: *Magiclab Robotics aus Suzhou*, *Sinnet in Peking*, *Julian Müller-Kaler
//! vom Stimson Center*.
//!
//! Gives Magiclab Robotics —sein aus→ Suzhou. Only a place right behind an organisation counts: behind persons and verbs
//! it is too often where something happens. A person is tied to an organisation (Müller-Kaler —sein von→ Stimson Center).

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::text::EntityType;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    tokens.filter_map(|token| read(context, token)).collect()
}

fn read(context: &Context<'_>, token: usize) -> Option<Candidate> {
    let affiliated = || affiliation(context, token).map(|organization| affiliated(context, token, organization));
    located(context, token).or_else(affiliated)
}

/// The organisation right behind the name of a person.
pub(super) fn affiliation(context: &Context<'_>, person: usize) -> Option<usize> {
    let (_, mention) = context.mention(person)?;
    let (_, kind) = context.entity(person)?;
    let list = context.lexicon.list(ListName::AffiliationPreposition, context.language(person));
    let next = mention.tokens.end;
    let opens = next < context.document.tokens.len() && list.contains(context.lower(next));
    if kind != EntityType::Person || mention.tokens.start != person || !opens {
        return None;
    }
    let mut behind = (next + 1..context.document.tokens.len()).take(2);
    let organization = behind.find(|&token| context.entity(token).is_some_and(|(_, kind)| kind.is_organization()))?;
    let (_, name) = context.mention(organization)?;
    let mut tokens = name.tokens.clone();
    tokens.find(|&token| context.trees.head(token).is_none_or(|head| !name.tokens.contains(&head)))
}

fn affiliated(context: &Context<'_>, person: usize, organization: usize) -> Candidate {
    let words = preposition_words(context, organization);
    let preposition = context.preposition(organization);
    Candidate {
        subject: Slot::Noun(person),
        predicate: predicate(context, super::super::IS, preposition.as_deref(), &words),
        object: Slot::Noun(organization),
        roles: Vec::new(),
        status: Status::of_noun(context, organization),
        anchor: person,
    }
}

fn located(context: &Context<'_>, place: usize) -> Option<Candidate> {
    let (_, kind) = context.entity(place).filter(|(_, kind)| kind.is_place())?;
    let relation = context.trees.relation(place);
    let name = context.trees.head(place).filter(|_| relation.is(Relation::Nmod) || relation.is(Relation::Obl))?;
    let (_, owner) = context.entity(name)?;
    let preposition = context.preposition(place)?;
    let list = context.lexicon.list(ListName::OriginPreposition, context.language(place));
    let written = list.get(&preposition)?;
    // *Rückzug von Microsoft aus China*: the place belongs to the noun above; *Müller vom Institut in Bonn*: to the name.
    let above = context.trees.head(name).filter(|&above| affiliation(context, above) == Some(name));
    let governed = context.preposition(name).is_some() && above.is_none();
    let near = !governed && owner.is_organization() && kind.is_place() && place > name && place - name <= REACH;
    near.then(|| Candidate {
        subject: Slot::Noun(name),
        predicate: predicate(context, super::super::IS, Some(written), &preposition_words(context, place)),
        object: Slot::Noun(place),
        roles: Vec::new(),
        status: Status::of_noun(context, place),
        anchor: place,
    })
}

/// How many tokens the place may stand behind the last word of the name: its preposition and an article.
const REACH: usize = 4;

fn preposition_words(context: &Context<'_>, place: usize) -> Vec<usize> {
    context.trees.children_by(place, Relation::Case).collect()
}
