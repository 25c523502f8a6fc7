//! The label of an open relation: the predicate as a verb phrase in the third person, *zieht sich zurück aus*, *moves to*.
//! A verb whose third person no list knows keeps its dictionary form, which is never wrong.

use crate::lexicon::{Lexicon, ListName};
use crate::relate::Fact;
use crate::text::Language;

/// Patterns whose predicate is a noun or an adverb.
const NOMINAL: [&str; 6] = ["title", "apposition", "partner", "among", "origin", "table"];

/// What an English verb ends in that takes *-es*.
const HISSING: [&str; 6] = ["s", "x", "z", "ch", "sh", "o"];

/// The predicate of a fact as words to read.
pub(super) fn phrase(fact: &Fact, lexicon: &Lexicon) -> String {
    let predicate = &fact.predicate;
    let (verb, particle) = verb(fact, lexicon);
    let words = [
        Some(verb.as_str()).filter(|_| is_conjugated(&verb, fact)),
        predicate.reflexive.then_some("sich").filter(|_| fact.language == Language::German),
        predicate.noun.as_deref(),
        Some(verb.as_str()).filter(|_| !is_conjugated(&verb, fact)),
        particle.as_deref(),
        predicate.preposition.as_deref(),
    ];
    words.into_iter().flatten().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// A verb in its dictionary form stands behind its noun, one in the third person before it.
fn is_conjugated(verb: &str, fact: &Fact) -> bool {
    fact.language == Language::English || verb != fact.predicate.lemma
}

/// The verb in the third person, if it is one and the form is known, and its particle.
fn verb(fact: &Fact, lexicon: &Lexicon) -> (String, Option<String>) {
    let lemma = fact.predicate.lemma.as_str();
    let (first, rest) = lemma.split_once(' ').map_or((lemma, None), |(first, rest)| (first, Some(rest)));
    let own = |text: &str| Some(text.to_owned());
    match lexicon.list(ListName::ThirdPerson, fact.language).get(first) {
        Some(form) => match form.split_once(' ') {
            Some((form, particle)) => (form.to_owned(), own(particle)),
            None => (form.to_owned(), rest.and_then(own)),
        },
        None if fact.language == Language::English && !NOMINAL.contains(&fact.pattern.as_str()) => {
            (with_s(first), rest.and_then(own))
        }
        None => (lemma.to_owned(), None),
    }
}

/// *move*, *study*, *push* with the ending of the third person.
fn with_s(verb: &str) -> String {
    let before_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if HISSING.iter().any(|ending| verb.ends_with(ending)) => format!("{verb}es"),
        None => format!("{verb}s"),
    }
}
