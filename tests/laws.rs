//! Laws that hold for every text: nothing is invented, reading twice gives the same, no text makes the reader panic.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use tripel::ingest::ingest;
use tripel::lexicon::Lexicon;
use tripel::pipeline::{Analysis, read, reading};
use tripel::relate::{Argument, Fact, Triple};
use tripel::text::Span;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The texts of a folder, none when it is absent.
fn texts(folder: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn analyses() -> Vec<Analysis> {
    let texts = texts("seeds/articles").into_iter().chain(texts("../shared/seeds"));
    texts.filter_map(|text| ingest(&text, &LEXICON).ok()).map(|article| read(&article, &LEXICON)).collect()
}

/// Panics unless the words are exactly those of the spans, and the spans lie in the source.
fn stands_in(source: &str, spans: &[Span], text: &str) {
    let words: Vec<&str> =
        spans.iter().map(|span| source.get(span.range()).expect("a span lies in the source")).collect();
    assert_eq!(words.join(" "), text);
}

fn arguments(fact: &Fact) -> impl Iterator<Item = &Argument> {
    let places = [&fact.subject, &fact.object].into_iter();
    places
        .chain(fact.roles.iter().map(|role| &role.argument))
        .chain(fact.attribution.iter().map(|source| &source.speaker))
}

#[test]
fn every_word_of_a_fact_stands_in_the_source() {
    let mut facts = 0;
    for analysis in analyses() {
        let source = &analysis.document.source;
        for fact in &analysis.facts.facts {
            stands_in(source, &fact.predicate.spans, &fact.predicate.text);
            for argument in arguments(fact) {
                assert!(!argument.spans.is_empty(), "{fact:?}");
                stands_in(source, &argument.spans, &argument.text);
            }
            facts += 1;
        }
    }
    assert!(facts > 100, "the demo articles give facts: {facts}");
}

#[test]
fn every_word_of_an_open_triple_stands_in_its_sentence() {
    let mut triples = 0;
    for analysis in analyses() {
        for triple in analysis.triples(&LEXICON) {
            open_triple_stands_in(&analysis, &triple);
            triples += 1;
        }
    }
    assert!(triples > 500, "the demo articles give triples: {triples}");
}

/// Panics unless all three parts are words of the sentence, none of them said twice in one part.
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

#[test]
fn every_fact_lies_in_the_sentence_that_it_names() {
    for analysis in analyses() {
        let sentences: Vec<Span> = analysis.document.sentences.iter().map(|sentence| sentence.span).collect();
        for fact in &analysis.facts.facts {
            assert!(sentences.contains(&fact.sentence), "{fact:?}");
            let inside = fact.subject.spans.iter().chain(&fact.object.spans).any(|span| fact.sentence.overlaps(*span));
            assert!(inside, "subject or object stands in the sentence: {fact:?}");
        }
    }
}

#[test]
fn reading_twice_is_the_same() {
    for text in texts("seeds/articles") {
        let twice = [(); 2].map(|()| reading("article", &text, &LEXICON).expect("a demo article is read"));
        assert_eq!(twice[0], twice[1]);
    }
}

#[test]
fn one_head_a_token_and_one_root_a_sentence() {
    for analysis in analyses() {
        assert_eq!(analysis.trees.len(), analysis.document.tokens.len());
        for sentence in &analysis.document.sentences {
            let roots = sentence.tokens.clone().filter(|&token| analysis.trees.head(token).is_none()).count();
            assert_eq!(roots, 1, "{}", sentence.span.of(&analysis.document.source));
        }
    }
}

#[test]
fn a_sentence_of_ten_thousand_letters_is_read() {
    let text = "Microsoft verlagert Server aus China und ".repeat(250);
    let article = ingest(text.as_bytes(), &LEXICON).expect("it is text");
    let analysis = read(&article, &LEXICON);
    assert_eq!(analysis.trees.len(), analysis.document.tokens.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "[ -~äöüßÄÖÜ„“«»–.:;,!?\\n\\tА-я😀\u{0}-\u{8}]{0,300}") {
        if let Ok(article) = ingest(text.as_bytes(), &LEXICON) {
            let analysis = read(&article, &LEXICON);
            for fact in &analysis.facts.facts {
                stands_in(&analysis.document.source, &fact.object.spans, &fact.object.text);
            }
            for triple in analysis.triples(&LEXICON) {
                open_triple_stands_in(&analysis, &triple);
            }
        }
    }

    #[test]
    fn no_bytes_make_ingest_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = ingest(&bytes, &LEXICON).map(|article| read(&article, &LEXICON));
    }
}
