//! Sites: *die Büros von AWS in Peking*, *Volkswagens Werk in Zwickau*, *the VW plant in Chattanooga*.
//!
//! Gives AWS —Büro in→ Peking: who has a site in a place is there. Leaves alone what somebody closes, opens, sells or
//! plans (*schloss das Werk von VW in Zwickau*): there the verb says what becomes of it.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Case, Upos};

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    tokens.filter_map(|noun| read(context, noun)).collect()
}

fn read(context: &Context<'_>, noun: usize) -> Option<Candidate> {
    if !is_site(context, noun) || !is_taken_for_granted(context, noun) {
        return None;
    }
    let owner = owner(context, noun)?;
    let place = place(context, noun, &owner)?;
    let lemma = &context.tags[noun].lemma;
    let preposition = context.preposition(place);
    Some(Candidate {
        subject: owner,
        predicate: predicate(context, lemma, preposition.as_deref(), &[noun]),
        object: Slot::Phrase(place),
        roles: Vec::new(),
        status: Status::of_noun(context, noun),
        anchor: noun,
    })
}

fn is_site(context: &Context<'_>, noun: usize) -> bool {
    context.is_nominal(noun) && context.noun_value(noun, ListName::SiteNoun).is_some()
}

/// The noun is where something happens, or does something: nothing is done to it.
fn is_taken_for_granted(context: &Context<'_>, noun: usize) -> bool {
    let relation = context.trees.relation(noun);
    let acts = relation.is(Relation::Nsubj) && relation != Relation::NsubjPass;
    relation.is(Relation::Obl) && relation != Relation::OblArg || acts
}

/// The organisation whose site it is: a genitive, a phrase with *von*, a name in the compound, *ihr*.
fn owner(context: &Context<'_>, noun: usize) -> Option<Slot> {
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(noun));
    let belongs = |&child: &usize| {
        let organization = context.entity(child).is_some_and(|(_, kind)| kind.is_organization());
        let genitive = context.tags[child].features.case == Some(Case::Gen) || child < noun;
        organization && context.preposition(child).map_or(genitive, |word| possessive.contains(&word))
    };
    let relations = [Relation::Nmod, Relation::NmodPoss, Relation::Compound].into_iter();
    let mut children = relations.flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    let inner = || {
        let (mention, chain) = context.inner_entity(noun)?;
        context.chains.chains[chain].kind.is_organization().then_some(Slot::Mention(mention))
    };
    let meant = || context.owner_meant(noun).filter(|(_, kind)| kind.is_organization());
    children.find(belongs).map(Slot::Noun).or_else(inner).or_else(|| meant().map(|(pronoun, _)| Slot::Noun(pronoun)))
}

/// The place behind it, which the tree may hang on the name of the owner.
fn place(context: &Context<'_>, noun: usize, owner: &Slot) -> Option<usize> {
    let (_, prepositions) = context.noun_value(noun, ListName::SiteNoun)?;
    let fits = |&child: &usize| {
        let place = context.entity(child).is_some_and(|(_, kind)| kind.is_place());
        let preposition = context.preposition(child);
        child > noun && place && preposition.is_some_and(|word| prepositions.split(' ').any(|other| other == word))
    };
    let named = if let Slot::Noun(name) = owner { Some(*name) } else { None };
    let heads = [Some(noun), named].into_iter().flatten();
    let mut own = heads.flat_map(|head| context.trees.children_by(head, Relation::Nmod).collect::<Vec<_>>());
    own.find(fits).or_else(|| beside(context, noun).filter(fits))
}

/// *in den Büros von AWS in Peking*: the phrase right behind that of the site, which the tree hangs on the same verb.
fn beside(context: &Context<'_>, noun: usize) -> Option<usize> {
    let last = context.trees.subtree(noun).last().copied()?;
    let next = (last + 1..context.document.tokens.len()).find(|&token| context.tags[token].upos != Upos::Punct)?;
    let place = context.trees.head(next).filter(|_| context.trees.relation(next).is(Relation::Case))?;
    (context.trees.head(place) == context.trees.head(noun)).then_some(place)
}
