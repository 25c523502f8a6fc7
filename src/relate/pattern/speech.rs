//! Speech: *Brad Smith erklärte: „KI wird sich weiter ausbreiten.“*
//!
//! Gives Brad Smith —erklären→ the quote, kept as text. Reported speech without quotation marks becomes the attribution
//! of what it says, not an edge of its own.

use crate::text::Span;

use super::super::argument::{Slot, words};
use super::super::attribution::{sentences_of, speakers};
use super::super::candidate::{Candidate, predicate};
use super::super::clause;
use super::super::context::Context;
use super::super::fact::{Modality, Polarity, Tense, Term};
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let span = context.document.sentences[sentence].span;
    let quotes = context.quotes.spans().iter().filter(|quote| span.start <= quote.start && quote.start < span.end);
    quotes.filter_map(|&quote| read(context, quote)).collect()
}

fn read(context: &Context<'_>, quote: Span) -> Option<Candidate> {
    let first = context.document.tokens.partition_point(|token| token.span.start < quote.start);
    let speaker = speakers(context, first).into_iter().next().filter(|speaker| speaker.sure > 0.0)?;
    let verb = verb_of(context, quote, &speaker.marker)?;
    let status = Status {
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        tense: Tense::Past,
        time: None,
        speakers: Vec::new(),
    };
    Some(Candidate {
        subject: speaker.slot,
        predicate: predicate(context, &context.clause(verb).lemma, None, &[verb]),
        object: Slot::Ready(words(context, &[quote], Term::Quote)),
        roles: Vec::new(),
        status,
        anchor: first,
        trust: 0.85,
        parsed: true,
    })
}

/// The verb of saying that the marker of the speaker is, in the sentences of the quote or the one before.
fn verb_of(context: &Context<'_>, quote: Span, marker: &str) -> Option<usize> {
    let touched = sentences_of(context, quote);
    let sentences = touched.start.saturating_sub(1)..touched.end;
    let mut tokens = sentences.flat_map(|number| context.document.sentences[number].tokens.clone());
    tokens.find(|&token| context.document.tokens[token].form == marker && clause::is_head(context, token))
}
