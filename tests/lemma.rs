//! Dictionary forms are right as often as the cards of the lemma tables say. The treebanks are no part of the project;
//! where they are missing the test says so and passes.

use std::path::Path;

use tripel::lexicon::Lexicon;
use tripel::score::lemma::lemma;
use tripel::text::Language;

#[expect(clippy::print_stderr, reason = "whoever runs the tests should see what was skipped")]
fn accuracy(treebank: &str, language: Language) -> Option<f64> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/treebank").join(treebank);
    if !path.exists() {
        eprintln!("skipped: {treebank} is not here");
        return None;
    }
    Some(lemma(&path, language, &Lexicon::embedded()).expect("the treebank is sound").accuracy())
}

#[test]
fn german_lemmas_are_right_in_97_of_100_words() {
    let accuracy = accuracy("de_gsd-test.conllu.gz", Language::German);
    assert!(accuracy.is_none_or(|share| share >= 0.97), "{accuracy:?}");
}

#[test]
fn english_lemmas_are_right_in_97_of_100_words() {
    let accuracy = accuracy("en_ewt-test.conllu.gz", Language::English);
    assert!(accuracy.is_none_or(|share| share >= 0.97), "{accuracy:?}");
}
