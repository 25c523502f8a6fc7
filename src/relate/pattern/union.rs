//! Nouns for what two have with each other: *die Fusion von Karstadt und Kaufhof*, *das Abkommen zwischen China und Japan*,
//! *die Linde-Praxair-Fusion*.
//!
//! Gives Karstadt —Fusion mit→ Kaufhof: the preposition is the one that the noun takes for the other side. Leaves alone a
//! noun with one side (*die Fusion mit Kaufhof*), which is `nominalization`, and one with three.

use crate::lexicon::ListName;
use crate::parse::Relation;

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::nominalization::status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    super::prose(context, sentence).filter_map(|token| read(context, token)).collect()
}

fn read(context: &Context<'_>, noun: usize) -> Option<Candidate> {
    let other_side = preposition(context, noun)?;
    let (one, other) = inside(context, noun).or_else(|| below(context, noun))?;
    Some(Candidate {
        subject: one,
        predicate: predicate(context, &context.tags[noun].lemma, Some(other_side), &[noun]),
        object: other,
        roles: Vec::new(),
        status: status(context, noun),
        anchor: noun,
    })
}

/// The preposition that leads to the other side, where no structure says who the two are.
pub(super) fn unsaid<'a>(context: &Context<'a>, noun: usize) -> Option<&'a str> {
    let preposition = preposition(context, noun)?;
    // *Zusammenschluss der Konzerne Linde und Praxair*
    let mut sides = context.trees.children_by(noun, Relation::Nmod);
    let described = |side: usize| context.entity(side).is_none() && apposed_name(context, side).is_some();
    (sides.all(described) && !context.trees.relation(noun).is(Relation::Obj)).then_some(preposition)
}

/// The preposition that leads to the other side, where the word is a noun of this kind.
fn preposition<'a>(context: &Context<'a>, noun: usize) -> Option<&'a str> {
    let free = context.is_nominal(noun) && context.entity(noun).is_none();
    let (_, preposition) = context.noun_value(noun, ListName::MutualNoun).filter(|_| free)?;
    Some(preposition)
}

/// *die Linde-Praxair-Fusion*: both sides stand in the word.
fn inside(context: &Context<'_>, noun: usize) -> Option<(Slot, Slot)> {
    let (first, _) = context.inner_entity(noun)?;
    let here = |number: &usize| {
        let mention = context.mentions.mentions.get(*number);
        mention.is_some_and(|mention| mention.in_compound && mention.tokens.start == noun)
    };
    let numbers: Vec<usize> = (first..context.mentions.mentions.len()).take_while(here).collect();
    let [one, other] = numbers[..] else { return None };
    Some((Slot::Mention(one), Slot::Mention(other)))
}

/// *von Karstadt und Kaufhof*, *zwischen der Bank und ihrem Rivalen UBS*: both sides hang on the noun.
fn below(context: &Context<'_>, noun: usize) -> Option<(Slot, Slot)> {
    let phrases = context.trees.children_by(noun, Relation::Nmod).filter(|&child| leads(context, child));
    let sides = phrases.map(|child| both(context, child)).find(|sides| sides.len() == 2)?;
    let named = |side: usize| {
        let apposed = || apposed_name(context, side).and_then(|mention| context.chain(mention));
        context.entity(side).or_else(apposed).is_some_and(|(_, kind)| kind.is_agent())
    };
    let [one, other] = sides[..] else { return None };
    (named(one) && named(other)).then_some((Slot::Noun(one), Slot::Noun(other)))
}

/// The conjuncts of a phrase; where the tree has but one, the name behind it and *und* is the other.
fn both(context: &Context<'_>, child: usize) -> Vec<usize> {
    let mut sides = context.conjuncts(child);
    let end = context.mention(child).map(|(_, mention)| mention.tokens.end).filter(|_| sides.len() == 1);
    let joined = end.filter(|&end| end + 1 < context.document.tokens.len() && context.in_list(end, ListName::Additive));
    let other = joined.and_then(|end| context.mention(end + 1).filter(|_| context.entity(end + 1).is_some()));
    sides.extend(other.map(|(_, mention)| mention.tokens.start));
    sides
}

/// A genitive, or a phrase that leads to what a genitive would or to two sides.
fn leads(context: &Context<'_>, child: usize) -> bool {
    let between = context.lexicon.list(ListName::Between, context.language(child));
    context.is_possessor(child) || context.preposition(child).is_some_and(|word| between.contains(&word))
}
