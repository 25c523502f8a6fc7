//! A place tied to a name: *Magiclab Robotics aus Suzhou*, *Sinnet in Peking*, *Julian Müller-Kaler vom Stimson Center in
//! Washington*, *eine Firma mit Sitz in Shanghai*.
//!
//! Gives Magiclab Robotics —sein aus→ Suzhou. Only a place right behind an organisation counts: behind persons and verbs
//! it is too often where something happens.

use crate::lexicon::ListName;
use crate::parse::Relation;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    tokens.filter_map(|token| read(context, token)).collect()
}

fn read(context: &Context<'_>, place: usize) -> Option<Candidate> {
    let (_, kind) = context.entity(place).filter(|(_, kind)| kind.is_place())?;
    let name = context.trees.head(place).filter(|_| context.trees.relation(place).is(Relation::Nmod))?;
    let (_, owner) = context.entity(name)?;
    let preposition = context.preposition(place)?;
    let list = context.lexicon.list(ListName::OriginPreposition, context.language(place));
    let written = list.get(&preposition)?;
    // *Rückzug von Microsoft aus China*: the place belongs to the noun above.
    let governed = context.preposition(name).is_some()
        && context.trees.head(name).is_some_and(|above| context.noun_value(above, ListName::Nominalization).is_some());
    let near = !governed && owner.is_organization() && kind.is_place() && place > name && place - name <= REACH;
    near.then(|| Candidate {
        subject: Slot::Noun(name),
        predicate: predicate(context, super::super::IS, Some(written), &preposition_words(context, place)),
        object: Slot::Noun(place),
        roles: Vec::new(),
        status: Status::of_noun(context, place),
        anchor: place,
        trust: 0.8,
    })
}

/// How many tokens the place may stand behind the last word of the name: its preposition and an article.
const REACH: usize = 4;

fn preposition_words(context: &Context<'_>, place: usize) -> Vec<usize> {
    context.trees.children_by(place, Relation::Case).collect()
}
