//! The zero-invention law, for whichever test reads a text: every word of a fact and of an open triple stands in the
//! source, at the place that it names.

use tripel::lexicon::Lexicon;
use tripel::pipeline::Analysis;
use tripel::relate::{Argument, Fact, Triple};
use tripel::text::Span;

/// Panics if a fact or a triple of the analysis says a word that does not stand in the source; gives how many there are.
pub(crate) fn nothing_is_invented(analysis: &Analysis, lexicon: &Lexicon) -> [usize; 2] {
    let facts = &analysis.facts.facts;
    for fact in facts {
        fact_stands_in(analysis, fact);
    }
    let triples = analysis.triples(lexicon);
    for triple in &triples {
        open_triple_stands_in(analysis, triple);
    }
    [facts.len(), triples.len()]
}

fn fact_stands_in(analysis: &Analysis, fact: &Fact) {
    let source = &analysis.document.source;
    stands_in(source, &fact.predicate.spans, &fact.predicate.text);
    for argument in arguments(fact) {
        assert!(!argument.spans.is_empty(), "{fact:?}");
        stands_in(source, &argument.spans, &argument.text);
    }
    let mut places = fact.subject.spans.iter().chain(&fact.object.spans);
    assert!(places.any(|span| fact.sentence.overlaps(*span)), "outside of its sentence: {fact:?}");
    let sentences = &analysis.document.sentences;
    assert!(sentences.iter().any(|sentence| sentence.span == fact.sentence), "no sentence: {fact:?}");
}

fn arguments(fact: &Fact) -> impl Iterator<Item = &Argument> {
    let places = [&fact.subject, &fact.object].into_iter();
    places
        .chain(fact.roles.iter().map(|role| &role.argument))
        .chain(fact.attribution.iter().map(|source| &source.speaker))
}

/// All three parts are words of the sentence, none of them said twice in one part.
fn open_triple_stands_in(analysis: &Analysis, triple: &Triple) {
    for phrase in [&triple.subject, &triple.relation, &triple.object] {
        assert!(!phrase.spans.is_empty(), "{triple}");
        stands_in(&analysis.document.source, &phrase.spans, &phrase.text);
        for (at, span) in phrase.spans.iter().enumerate() {
            assert!(triple.sentence.contains(*span), "{triple}");
            assert!(!phrase.spans[at + 1..].iter().any(|other| other.overlaps(*span)), "a word twice: {triple}");
        }
    }
}

/// Panics unless the words are exactly those of the spans, and the spans lie in the source, each a whole word or more.
fn stands_in(source: &str, spans: &[Span], text: &str) {
    let words: Vec<&str> =
        spans.iter().map(|span| source.get(span.range()).expect("a span lies in the source")).collect();
    assert_eq!(words.join(" "), text);
    assert!(words.iter().all(|word| !word.is_empty() && word.trim() == *word), "a span of blanks: {text:?}");
}
