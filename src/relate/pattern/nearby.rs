//! The firms that stand nearest to a word that tells of an event, where the sentence does not say by its structure whose
//! event it is: *Kettler pleite*, *Kettler ist am Ende: Insolvenz*, *Karstadt und Kaufhof vor Fusion*.
//!
//! Gives what `event` and `union` would: Kettler —anmelden→ Insolvenz, Karstadt —Fusion mit→ Kaufhof. Leaves alone a word
//! with a phrase that says whose it is (*die Insolvenz des Betreibers*), one with two firms as near as each other, and a
//! firm behind a comma or beyond a verb of its own.

use std::ops::Range;

use crate::lexicon::ListName;
use crate::tag::Upos;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;
use super::{event, nominalization, union};

/// So many words may stand between a word that tells of an event and its firm.
const REACH: usize = 5;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    super::prose(context, sentence)
        .filter_map(|token| befallen(context, token).or_else(|| merging(context, token)))
        .collect()
}

/// The event of the one firm beside its word.
fn befallen(context: &Context<'_>, token: usize) -> Option<Candidate> {
    let fits = event::without_firm(context, token)?;
    let mut near = firms(context, token, false);
    near.retain(|&(_, number)| fits(number));
    near.sort_unstable();
    let &(distance, nearest) = near.first()?;
    let chain = |number: usize| context.chain(number).map(|(chain, _)| chain);
    let rival = near.iter().any(|&(other, number)| other == distance && chain(number) != chain(nearest));
    let status =
        if context.is_nominal(token) { nominalization::status(context, token) } else { Status::of(context, token) };
    if rival { None } else { event::told(context, token, Slot::Mention(nearest), status) }
}

/// Both firms of the only pair of them in the sentence of a noun for what two have with each other.
fn merging(context: &Context<'_>, noun: usize) -> Option<Candidate> {
    let with = union::unsaid(context, noun)?;
    let [(_, one), (_, other)] = firms(context, noun, true)[..] else { return None };
    let places = [one, other].map(|number| &context.mentions.mentions[number].tokens);
    let joined = match context.document.tokens.get(places[0].end..places[1].start)? {
        [] => true,
        [word] => matches!(word.form.as_str(), "/" | "-" | "–") || context.in_list(places[0].end, ListName::Additive),
        _ => false,
    };
    joined.then(|| Candidate {
        subject: Slot::Mention(one),
        predicate: predicate(context, &context.tags[noun].lemma, Some(with), &[noun]),
        object: Slot::Mention(other),
        roles: Vec::new(),
        status: nominalization::status(context, noun),
        anchor: noun,
    })
}

/// The mentions of firms in the reach of a word, with how many words stand between.
fn firms(context: &Context<'_>, token: usize, joined: bool) -> Vec<(usize, usize)> {
    let Some(sentence) = context.document.sentence_of(token) else { return Vec::new() };
    let tokens = &context.document.sentences[sentence].tokens;
    let mentions = &context.mentions.mentions;
    // They stand in the order of the text, so that a long text takes no longer than many short ones.
    let first = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let here = (first..mentions.len()).take_while(|&number| mentions[number].tokens.start < tokens.end);
    let reached = here.filter_map(|number| {
        let own = &mentions[number].tokens;
        let between = if own.end <= token { own.end..token } else { token + 1..own.start };
        let firm = context.chain(number).is_some_and(|(_, kind)| kind.is_firm());
        let near = firm && between.len() <= REACH;
        let clear = near && between.clone().all(|at| goes_on(context, at, joined)) && !is_agent(context, own.clone());
        clear.then_some((between.len(), number))
    });
    reached.collect()
}

/// A comma, or a word that another clause begins with, ends the reach; a conjunction only of one firm alone.
fn goes_on(context: &Context<'_>, token: usize, joined: bool) -> bool {
    let mark = matches!(context.document.tokens[token].form.as_str(), "," | ";" | "(" | ")");
    let upos = context.tags[token].upos;
    !mark && upos != Upos::Sconj && (joined || upos != Upos::Cconj)
}

/// *wurde nach der Insolvenz von Ameos übernommen*
pub(super) fn is_agent(context: &Context<'_>, mut tokens: Range<usize>) -> bool {
    let agents = context.lexicon.list(ListName::AgentPreposition, context.language(tokens.start));
    tokens.any(|token| context.preposition(token).is_some_and(|word| agents.contains(&word)))
}
