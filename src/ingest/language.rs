//! Finds the language of an article and of a paragraph. Only German and English are looked for: a text in a third
//! language is taken for the nearer of the two.

use whatlang::{Detector, Lang};

use crate::text::Language;

/// The letters of a text that are looked at; more does not change the answer.
const SAMPLE: usize = 4000;
/// Shorter paragraphs are in the language of their article: names alone mislead.
const SHORTEST: usize = 80;
/// A paragraph is in another language than its article only when that is this sure.
const SURE: f64 = 0.9;

/// The language of a whole article.
pub(super) fn of_article(source: &str) -> Language {
    let long = source.lines().filter(|line| line.len() >= SHORTEST).collect::<Vec<_>>().join("\n");
    let sample = if long.is_empty() { source } else { &long };
    detect(sample).map_or(Language::German, |(language, _)| language)
}

/// The language of a paragraph in an article.
pub(super) fn of_block(text: &str, article: Language) -> Language {
    if text.len() < SHORTEST {
        return article;
    }
    detect(text).filter(|(_, confidence)| *confidence >= SURE).map_or(article, |(language, _)| language)
}

fn detect(text: &str) -> Option<(Language, f64)> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let found = Detector::with_allowlist(vec![Lang::Deu, Lang::Eng]).detect(&sample)?;
    let language = if found.lang() == Lang::Eng { Language::English } else { Language::German };
    Some((language, found.confidence()))
}
