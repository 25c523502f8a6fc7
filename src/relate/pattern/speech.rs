//! Speech: *Brad Smith erklärte: „KI wird sich weiter ausbreiten.“*
//!
//! Gives Brad Smith —erklären→ the quote, kept as text. Reported speech without quotation marks becomes the attribution
//! of what it says; only where that speaks of nothing with a name (*KI breite sich aus, sagte Smith*) it is kept as text.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::Upos;
use crate::text::Span;

use super::super::argument::{Slot, apposed_name, words};
use super::super::attribution::{sentences_of, speakers};
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{self, Voice};
use super::super::context::Context;
use super::super::fact::{Modality, Polarity, Tense, Term};
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let span = context.document.sentences[sentence].span;
    let quotes = context.quotes.spans().iter().filter(|quote| span.start <= quote.start && quote.start < span.end);
    let mut found: Vec<Candidate> = quotes.filter_map(|&quote| read(context, quote)).collect();
    let tokens = super::prose(context, sentence);
    found.extend(tokens.filter_map(|verb| indirect(context, verb)));
    found
}

/// *Man könne ihm nicht trauen, erklärte Coker*: what somebody says in front of the verb of saying.
fn indirect(context: &Context<'_>, verb: usize) -> Option<Candidate> {
    let says = context.in_list(verb, ListName::ReportingVerb) && context.tags[verb].upos == Upos::Verb;
    let quoted = context.quotes.at(context.document.tokens[verb].span.start).is_some();
    let said = context.trees.children_by(verb, Relation::Ccomp).find(|_| says && !quoted)?;
    let clause = context.clause(verb);
    let speaker = *clause.subjects.first().filter(|_| clause.voice == Voice::Active)?;
    let known = context.entity(speaker).is_some()
        || context.chains.at(speaker).is_some()
        || apposed_name(context, speaker).is_some();
    let words_of = content_words(context, said, verb).filter(|_| known && is_nameless(context, said))?;
    let first = context.document.tokens[*words_of.first()?].span;
    let span = first.cover(context.document.tokens[*words_of.last()?].span);
    Some(Candidate {
        subject: Slot::Noun(speaker),
        predicate: predicate(context, &clause.lemma, None, &[verb]),
        object: Slot::Ready(words(context, &[span], Term::Quote)),
        roles: Vec::new(),
        status: Status { speakers: Vec::new(), ..Status::of(context, verb) },
        anchor: verb,
    })
}

/// The words of a clause without conjunction that stands in front of its verb of saying.
fn content_words(context: &Context<'_>, said: usize, verb: usize) -> Option<Vec<usize>> {
    let mut words = context.trees.subtree(said);
    let marked = context.trees.children_by(said, Relation::Mark).next().is_some();
    while words.last().is_some_and(|&last| context.tags[last].upos == Upos::Punct) {
        words.pop();
    }
    let before = words.last().is_some_and(|&last| last < verb);
    let quoted = words.iter().any(|&word| context.quotes.at(context.document.tokens[word].span.start).is_some());
    (!marked && before && !quoted && clause::is_finite(context, said)).then_some(words)
}

/// Whether nothing with a name is an argument of a clause: then no edge tells what it says.
fn is_nameless(context: &Context<'_>, said: usize) -> bool {
    let clause = context.clause(said);
    let obliques = clause.obliques.iter().map(|oblique| oblique.head);
    let mut all = clause.subjects.iter().chain(&clause.objects).chain(&clause.recipients).copied().chain(obliques);
    let named = |noun: usize| context.entity(noun).is_some() || context.chains.at(noun).is_some();
    !all.any(named)
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
    })
}

/// The verb of saying that the marker of the speaker is, in the sentences of the quote or the one before.
fn verb_of(context: &Context<'_>, quote: Span, marker: &str) -> Option<usize> {
    let touched = sentences_of(context, quote);
    let sentences = touched.start.saturating_sub(1)..touched.end;
    let mut tokens = sentences.flat_map(|number| context.document.sentences[number].tokens.clone());
    tokens.find(|&token| context.document.tokens[token].form == marker && clause::is_head(context, token))
}
