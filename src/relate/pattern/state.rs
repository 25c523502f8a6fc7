//! States: *Sinnet ist in Peking ansässig*, *Magiclab Robotics, which is based in Suzhou*, *SAP ist an Bleu beteiligt*.
//!
//! Gives Sinnet —ansässig in→ Peking: an adjective or participle with the phrase that it asks for. Other adjectives say
//! nothing that an edge could carry, and a passive with somebody who acts is `passive`.

use crate::lexicon::ListName;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Oblique, Voice};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    if super::prose(context, sentence).is_empty() {
        return Vec::new();
    }
    let clauses = Clause::all(context, sentence).into_iter().filter(|clause| clause.voice != Voice::Active);
    clauses.flat_map(|clause| read(context, clause)).collect()
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let Some(governed) = context.value(clause.head, ListName::StatePredicate) else { return Vec::new() };
    let asked = |oblique: &&Oblique| {
        let word = oblique.preposition.as_deref();
        word.is_some_and(|word| governed.split(' ').any(|other| other == word))
            && context.entity(oblique.head).is_some()
    };
    let phrases: Vec<&Oblique> = clause.obliques.iter().filter(asked).collect();
    let pairs = clause.subjects.iter().flat_map(|&subject| phrases.iter().map(move |&oblique| (subject, oblique)));
    let candidate = |(subject, oblique): (usize, &Oblique)| Candidate {
        subject: Slot::Phrase(subject),
        predicate: predicate(context, &clause.lemma, oblique.preposition.as_deref(), &clause.words),
        object: Slot::Phrase(oblique.head),
        roles: Vec::new(),
        status: Status::of(context, clause.head),
        anchor: clause.head,
    };
    pairs.map(candidate).collect()
}
