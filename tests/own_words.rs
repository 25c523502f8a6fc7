//! The demo articles are written in our own words: none repeats a stretch of the articles used in development. Those
//! are not part of the project; where they are missing the test says so and passes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// So many words in a row are no chance.
const RUN: usize = 7;

#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests should see what was skipped")]
fn no_demo_article_repeats_a_development_article() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let development = texts(&top.join("../shared/seeds"), "txt");
    if development.is_empty() {
        eprintln!("skipped: the development articles are not here");
        return;
    }
    let known: BTreeSet<Vec<String>> = development.iter().flat_map(|(_, text)| runs(text)).collect();
    for (path, text) in texts(&top.join("seeds/articles"), "md") {
        let repeated: Vec<String> = runs(&text).filter(|run| known.contains(run)).map(|run| run.join(" ")).collect();
        assert!(repeated.is_empty(), "{} repeats: {repeated:#?}", path.display());
    }
}

fn texts(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let fitting = entries.filter(|path| path.extension().is_some_and(|found| found == ending));
    fitting.filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text))).collect()
}

/// All stretches of [`RUN`] words, in small letters.
fn runs(text: &str) -> impl Iterator<Item = Vec<String>> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let count = words.len().saturating_sub(RUN - 1);
    (0..count).map(move |start| words[start..start + RUN].to_vec())
}
