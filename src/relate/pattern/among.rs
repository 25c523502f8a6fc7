//! Examples of a noun of the sentence before: *… verlor große Kunden. Darunter: Xiaohongshu; Ctrip; und BYD.*
//!
//! Gives AWS —Kundenabgang→ Xiaohongshu: the noun that the list goes on with is the predicate, the organisation of its
//! sentence the subject. Without exactly one organisation there nothing is made.

use std::collections::BTreeSet;

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::{Number, Upos};

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    let Some(before) = sentence.checked_sub(1).filter(|_| opens_list(context, tokens.start)) else { return Vec::new() };
    let (Some(noun), Some(owner)) = (listed_noun(context, before), only_organization(context, before)) else {
        return Vec::new();
    };
    let lemma = context.tags[noun].lemma.clone();
    let candidate = |name| Candidate {
        subject: Slot::Mention(owner),
        predicate: predicate(context, &lemma, None, &[noun]),
        object: Slot::Mention(name),
        roles: Vec::new(),
        status: Status::of_noun(context, tokens.start),
        anchor: tokens.start,
    };
    listed(context, tokens.clone()).into_iter().map(candidate).collect()
}

fn opens_list(context: &Context<'_>, first: usize) -> bool {
    let sentence = context.document.sentence_of(first);
    let next = context.document.tokens.get(first + 1).is_some_and(|token| token.form == ":");
    sentence.is_some() && next && context.in_list(first, ListName::AmongThem)
}

/// The last plural noun of a sentence that its own clause does not complete further.
fn listed_noun(context: &Context<'_>, sentence: usize) -> Option<usize> {
    let tokens = context.document.sentences[sentence].tokens.clone();
    let plural = |&token: &usize| {
        let tag = &context.tags[token];
        tag.upos == Upos::Noun && tag.features.number == Some(Number::Plur) && context.entity(token).is_none()
    };
    let arguments = |&token: &usize| !context.trees.relation(token).is(Relation::Nsubj);
    tokens.rev().filter(plural).find(arguments)
}

fn only_organization(context: &Context<'_>, sentence: usize) -> Option<usize> {
    let tokens = context.document.sentences[sentence].tokens.clone();
    let named = tokens.filter_map(|token| {
        let (number, mention) = context.mention(token)?;
        let MentionKind::Entity(kind) = mention.kind else { return None };
        let (chain, _) = context.chain(number).filter(|_| kind.is_organization())?;
        Some((chain, number))
    });
    let all: BTreeSet<(usize, usize)> = named.collect();
    let chains: BTreeSet<usize> = all.iter().map(|(chain, _)| *chain).collect();
    if chains.len() == 1 { all.first().map(|(_, number)| *number) } else { None }
}

/// The first name of each entry of the list.
fn listed(context: &Context<'_>, tokens: std::ops::Range<usize>) -> Vec<usize> {
    let entries: Vec<usize> = tokens.collect();
    let parts = entries.split(|&token| context.document.tokens[token].form == ";");
    let first = |part: &[usize]| {
        part.iter().find_map(|&token| {
            let (number, mention) = context.mention(token)?;
            matches!(mention.kind, MentionKind::Entity(_)).then_some(number)
        })
    };
    parts.filter_map(first).collect()
}
