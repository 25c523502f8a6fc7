//! The organisation of an office that stands with a name alone: *Magiclab baut Roboter. Präsident Wu Changzheng sagte …*.

use crate::lexicon::ListName;
use crate::recognize::{Mention, MentionKind};
use crate::resolve::outstanding;
use crate::text::EntityType;

use super::super::argument::Slot;
use super::super::context::Context;

/// How many times as often as any other company the one that a text speaks of is named.
const FAR_MORE: usize = 3;

/// *Magiclab baut Roboter. Präsident Wu Changzheng sagte …*: the head of the one organisation that the sentence, or the
/// one before, speaks of; not of persons whom everybody knows as the head of something else.
pub(super) fn organization(context: &Context<'_>, noun: usize, mention: &Mention) -> Option<Slot> {
    let person = matches!(mention.kind, MentionKind::Entity(EntityType::Person));
    let office = context.lexicon.list(ListName::Role, context.language(noun)).get(&context.tags[noun].lemma);
    let leads = office.is_some_and(|value| matches!(value.split(' ').next(), Some("head" | "founder")));
    let known = context.lexicon.gazetteer().find(&mention.name).is_some();
    let here = context.document.sentence_of(noun).filter(|_| person && leads && !known && mention.tokens.len() > 1)?;
    let near = (here.saturating_sub(1)..=here).rev().find_map(|sentence| only_company(context, sentence));
    let owned = || own_company(context, noun, here);
    near.or_else(owned).or_else(|| company_of_all(context, here))
}

/// *ihr Vorstandsvorsitzender Carsten Kengeter*: the company that was named last.
fn own_company(context: &Context<'_>, noun: usize, here: usize) -> Option<Slot> {
    context.possessive(noun)?;
    let start = context.document.sentences[here.saturating_sub(1)].tokens.start;
    let company = |&token: &usize| context.entity(token).is_some_and(|(_, kind)| kind.is_firm());
    (start..noun).rev().find(company).map(Slot::Noun)
}

/// The company that a whole text speaks of, by its mention in the sentence or the last one before: the only one, or one that
/// is named far more often than any other.
fn company_of_all(context: &Context<'_>, here: usize) -> Option<Slot> {
    let end = context.document.sentences[here].tokens.end;
    let chains = context.chains.chains.iter().enumerate().filter(|(_, chain)| chain.kind.is_firm());
    let (_, most) = outstanding(chains.map(|(number, chain)| (chain.mentions.len(), number)), FAR_MORE)?;
    (0..end).rev().find(|&token| context.entity(token).is_some_and(|(chain, _)| chain == most)).map(Slot::Noun)
}

/// The only organisation or place that a sentence names or describes, if it is a company.
fn only_company(context: &Context<'_>, sentence: usize) -> Option<Slot> {
    let tokens = context.document.sentences[sentence].tokens.clone();
    let named = tokens.clone().filter_map(|token| {
        let (chain, kind) = context.entity(token)?;
        kind.is_agent().then_some((chain, kind)).filter(|_| kind != EntityType::Person).map(|(chain, _)| (chain, token))
    });
    let described = tokens.filter_map(|token| Some((context.chains.at(token)?, token)));
    let all: Vec<(usize, usize)> = named.chain(described).collect();
    let &(chain, token) = all.first()?;
    let kind = context.chains.chains[chain].kind;
    (kind.is_firm() && all.iter().all(|&(other, _)| other == chain)).then_some(Slot::Noun(token))
}
