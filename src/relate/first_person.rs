//! *ich* and *wir* in a quote: *„Wir schließen das Werk“, sagte Siemens-Chef Roland Busch* speaks of Siemens, *„Ich bleibe
//! in Berlin“* of the speaker.
//!
//! *wir* is the organisation or state that speaks, or the one office of the person who speaks that the text names. Leaves
//! alone: quotes whose speaker has no name, people with several offices or none, *wir alle*, and *ich* of an organisation.

use std::collections::BTreeSet;

use super::argument::{Slot, apposed_name};
use super::attribution::quote_speakers;
use super::candidate::Candidate;
use super::context::Context;
use super::fact::Tense;
use super::pattern::offices;
use crate::parse::Relation;
use crate::tag::{Number, Person, PronType, Upos};
use crate::text::EntityType;

/// The chain that a pronoun of the first person in a quote speaks of.
pub(super) fn meant(context: &Context<'_>, token: usize) -> Option<usize> {
    let features = context.tags[token].features;
    let personal = context.tags[token].upos == Upos::Pron && features.pron_type == Some(PronType::Prs);
    if !personal || features.person != Some(Person::First) || features.reflex || is_everybody(context, token) {
        return None;
    }
    let speaker = quote_speakers(context, token).into_iter().next()?;
    let chain = chain_of(context, &speaker.slot)?;
    let kind = context.chains.chains[chain].kind;
    match features.number {
        Some(Number::Sing) => (kind == EntityType::Person).then_some(chain),
        Some(Number::Plur) if kind == EntityType::Person => employer(context, chain),
        Some(Number::Plur) => speaks_as_one(kind).then_some(chain),
        _ => None,
    }
}

/// *wir alle*, *we Germans*: a word beside the pronoun makes it somebody else.
fn is_everybody(context: &Context<'_>, token: usize) -> bool {
    let beside = [Relation::Det, Relation::Appos, Relation::Amod, Relation::Nummod, Relation::Conj];
    beside.into_iter().any(|relation| context.trees.children_by(token, relation).next().is_some())
}

fn speaks_as_one(kind: EntityType) -> bool {
    kind.is_organization() || kind == EntityType::Country
}

/// The chain that a slot names or describes.
fn chain_of(context: &Context<'_>, slot: &Slot) -> Option<usize> {
    match slot {
        Slot::Mention(number) => context.chain(*number).map(|(chain, _)| chain),
        Slot::Noun(head) | Slot::Phrase(head) => {
            let named = context.entity(*head).map(|(chain, _)| chain);
            let apposed =
                || apposed_name(context, *head).and_then(|number| context.chain(number)).map(|(chain, _)| chain);
            named.or_else(apposed).or_else(|| context.chains.at(*head))
        }
        Slot::Ready(_) => None,
    }
}

/// The one organisation or state in which the text says that a person holds an office.
fn employer(context: &Context<'_>, person: usize) -> Option<usize> {
    let mentions = context.chains.chains[person].mentions.iter();
    let sentences: BTreeSet<usize> = mentions
        .filter_map(|&number| context.document.sentence_of(context.mentions.mentions[number].tokens.start))
        .collect();
    let found = sentences.into_iter().flat_map(|sentence| offices(context, sentence));
    let held = found.filter(|office| office.status.tense != Tense::Past);
    let employers: BTreeSet<usize> = held.filter_map(|office| other_side(context, &office, person)).collect();
    employers.first().copied().filter(|_| employers.len() == 1)
}

/// The organisation at the other end of an office of a person.
fn other_side(context: &Context<'_>, office: &Candidate, person: usize) -> Option<usize> {
    let ends = [&office.subject, &office.object].map(|slot| chain_of(context, slot));
    let other = match ends {
        [Some(one), Some(other)] if one == person => other,
        [Some(one), Some(other)] if other == person => one,
        _ => return None,
    };
    speaks_as_one(context.chains.chains[other].kind).then_some(other)
}
