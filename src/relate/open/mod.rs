//! Open reading: what a sentence states as triples in its own inflected words, the verb group put in order
//! (*St. Michael — wurde betrachtet → als Schutzpatron*). It shares the clauses with the graph mode, but keeps what has
//! no name.

mod edge;
mod embedded;
mod noun;
mod rest;
mod subject;
mod target;
mod verb;

use std::fmt;

use super::clause::Clause;
use super::context::Context;
use super::fact::{Modality, Polarity};
use super::status::Status;
use crate::text::{SentenceKind, Span};
use edge::Edge;

/// What a sentence states, in its own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Triple {
    /// Who does it or of whom it is said.
    pub subject: Phrase,
    /// The verb group in order, with what stands between it and the object.
    pub relation: Phrase,
    /// To whom, what, where, when.
    pub object: Phrase,
    /// What it was read from.
    pub family: Family,
    /// Whether it is said to hold.
    pub polarity: Polarity,
    /// How it is said to hold.
    pub modality: Modality,
    /// The chance of the weakest arc of the tree that it rests on, in [0, 1].
    pub confidence: f32,
    /// The sentence that states it.
    pub sentence: Span,
}

impl fmt::Display for Triple {
    /// Writes it as `subject — relation → object`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} — {} → {}", self.subject.text, self.relation.text, self.object.text)
    }
}

/// Words of the source, in the order in which they are said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase {
    /// Their places; neighbours with a blank or nothing between them are one stretch.
    pub spans: Vec<Span>,
    /// The words of the stretches, a blank between any two.
    pub text: String,
}

/// What a triple was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The object of a verb.
    Object,
    /// What something is.
    Predicate,
    /// A phrase of a verb.
    Oblique,
    /// A phrase of a noun behind the verb.
    Modifier,
    /// A clause inside the clause.
    Clause,
    /// All that a clause says beside its subject and its verb.
    Rest,
}

impl Family {
    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Predicate => "predicate",
            Self::Oblique => "oblique",
            Self::Modifier => "modifier",
            Self::Clause => "clause",
            Self::Rest => "rest",
        }
    }
}

/// A triple is told when each arc of the tree that it rests on is at least about as likely as not: below that, on the
/// development part of `BenchIE`, not one in ten is right.
const SURE: f32 = 0.45;

/// Reads all triples of a document, in the order of the text.
#[must_use]
pub fn triples(context: &Context<'_>) -> Vec<Triple> {
    let mut all = Vec::new();
    for (number, sentence) in context.document.sentences.iter().enumerate() {
        if sentence.kind == SentenceKind::TableRow {
            continue;
        }
        let mut found: Vec<Triple> = Vec::new();
        let clauses = Clause::all(context, number).into_iter();
        for clause in clauses.filter(|clause| !embedded::is_purpose(context, clause.head)) {
            let status = Status::of(context, clause.head);
            for edge in edge::edges(context, clause) {
                let triple = triple(context, &edge, &status, sentence.span);
                if triple.confidence >= SURE {
                    push(&mut found, triple);
                }
            }
        }
        all.extend(found);
    }
    all
}

fn push(found: &mut Vec<Triple>, triple: Triple) {
    let places = |one: &Triple| [one.subject.clone(), one.relation.clone(), one.object.clone()];
    let empty = places(&triple).iter().any(|phrase| phrase.text.is_empty());
    if !empty && !found.iter().any(|other| places(other) == places(&triple)) {
        found.push(triple);
    }
}

fn triple(context: &Context<'_>, edge: &Edge, status: &Status, sentence: Span) -> Triple {
    Triple {
        subject: phrase(context, &edge.subject, &[]),
        relation: phrase(context, &edge.relation, &[]),
        // *im* in front of the object belongs to the relation: then the article in it is said there.
        object: phrase(context, &edge.object, &edge.relation),
        family: edge.family,
        polarity: status.polarity,
        modality: status.modality,
        confidence: weakest_arc(context, edge),
        sentence,
    }
}

fn weakest_arc(context: &Context<'_>, edge: &Edge) -> f32 {
    let words = edge.subject.iter().chain(&edge.relation).chain(&edge.object);
    words.map(|&word| context.trees.sure(word)).fold(1.0, f32::min)
}

/// The phrase of these tokens, each word once, without what `said` has already said of a contraction.
fn phrase(context: &Context<'_>, tokens: &[usize], said: &[usize]) -> Phrase {
    let document = context.document;
    let before: Vec<Span> = said.iter().map(|&token| document.tokens[token].span).collect();
    let mut spans: Vec<Span> = Vec::new();
    for span in tokens.iter().map(|&token| document.tokens[token].span) {
        if before.contains(&span) || spans.iter().any(|other| other.overlaps(span)) {
            continue;
        }
        match spans.last_mut() {
            Some(last) if touches(&document.source, *last, span) => *last = last.cover(span),
            _ => spans.push(span),
        }
    }
    let text = spans.iter().map(|span| span.of(&document.source)).collect::<Vec<_>>().join(" ");
    Phrase { spans, text }
}

fn touches(source: &str, one: Span, next: Span) -> bool {
    one.end <= next.start && matches!(source.get(one.end as usize..next.start as usize), Some("" | " "))
}
