//! Finds the language of an article and of a paragraph. Only German and English are looked for: a text in a third
//! language is taken for the nearer of the two.

use std::cmp::Ordering;

use whatlang::{Detector, Lang};

use crate::lexicon::{Lexicon, ListName};
use crate::text::Language;

/// The letters of a text that are looked at; more does not change the answer.
const SAMPLE: usize = 4000;
/// Shorter paragraphs are in the language of their article: names alone mislead.
const SHORTEST: usize = 80;
/// A paragraph is in another language than its article only when that is this sure.
const SURE: f64 = 0.9;
/// How many times as many function words of one language as of the other decide.
const CLEAR: usize = 2;
/// How many words in small letters tell the language of a text without any of the commonest words.
const FEW: usize = 16;
/// Letters of the shortest word that tells a language in that way.
const SHORTEST_WORD: usize = 4;

/// The language of a whole article.
pub(super) fn of_article(source: &str, lexicon: &Lexicon) -> Language {
    let long = source.lines().filter(|line| line.len() >= SHORTEST).collect::<Vec<_>>().join("\n");
    let sample: String = if long.is_empty() { source } else { &long }.chars().take(SAMPLE).collect();
    // Letters mislead in a headline full of names.
    let guess = || match detect(&sample) {
        Some((language, _)) if sample.len() >= SHORTEST => language,
        _ => Language::German,
    };
    by_function_words(&sample, lexicon).or_else(|| by_verbs(&sample, lexicon)).unwrap_or_else(guess)
}

/// The language of a paragraph in an article.
pub(super) fn of_block(text: &str, article: Language) -> Language {
    if text.len() < SHORTEST {
        return article;
    }
    detect(text).filter(|(_, confidence)| *confidence >= SURE).map_or(article, |(language, _)| language)
}

/// The language whose commonest words are clearly more: letters mislead where a short text has names of the other.
fn by_function_words(text: &str, lexicon: &Lexicon) -> Option<Language> {
    let words: Vec<String> = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
    let count = |language| {
        let list = lexicon.list(ListName::FunctionWord, language);
        words.iter().filter(|word| list.contains(word)).count()
    };
    let (german, english) = (count(Language::German), count(Language::English));
    match () {
        () if german >= CLEAR * english && german > 0 => Some(Language::German),
        () if english >= CLEAR * german && english > 0 => Some(Language::English),
        () => None,
    }
}

/// *Apple-CEO Tim Cook besucht China*: the language in which more of the words in small letters end like verbs.
fn by_verbs(text: &str, lexicon: &Lexicon) -> Option<Language> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let small = words.filter(|word| word.starts_with(char::is_lowercase) && word.chars().count() >= SHORTEST_WORD);
    let words: Vec<&str> = small.take(FEW).collect();
    let count = |language| {
        let endings = lexicon.list(ListName::VerbEnding, language);
        words.iter().filter(|word| endings.iter().any(|(ending, _)| word.ends_with(ending))).count()
    };
    let (german, english) = (count(Language::German), count(Language::English));
    match german.cmp(&english) {
        Ordering::Greater => Some(Language::German),
        Ordering::Less => Some(Language::English),
        Ordering::Equal => None,
    }
}

fn detect(text: &str) -> Option<(Language, f64)> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let found = Detector::with_allowlist(vec![Lang::Deu, Lang::Eng]).detect(&sample)?;
    let language = if found.lang() == Lang::Eng { Language::English } else { Language::German };
    Some((language, found.confidence()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_names_of_the_other_language_keeps_its_own() {
        let lexicon = Lexicon::embedded();
        let read = |text| of_article(text, &lexicon);
        assert_eq!(read("Siemens denied that it would close the plant in Görlitz."), Language::English);
        assert_eq!(read("Microsoft will Cloud Services in New York nicht mehr verkaufen."), Language::German);
        assert_eq!(read("Apple-CEO Tim Cook besucht China."), Language::German);
        assert_eq!(read("Airbus-Manager Tom Enders kritisierte Berlin."), Language::German);
        assert_eq!(read("Apple CEO Tim Cook visits China."), Language::English);
        assert_eq!(read(""), Language::German);
    }
}
