//! Numbers in figures and in words: *1.234,5*, *zweieinhalb*, *dreihundertfünfzig*, *twenty-five*, *10 Milliarden*,
//! *2.5bn*. What a magnitude multiplies belongs to the number.

use std::sync::LazyLock;

use crate::lexicon::ListName;
use crate::recognize::phrase::Phrase;
use crate::text::Language;

/// Words that a number in words may have: *one hundred and twenty - five*.
const LONGEST: usize = 6;

/// Above this a magnitude is a noun, which the readers of numbers in words disagree on: *Billion*.
const LARGEST_WRITTEN: f64 = 1e5;

/// A number with its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// The number without its magnitude: 2 of *2 Milliarden*.
    pub(super) plain: f64,
    /// The position behind it.
    pub(super) end: usize,
    /// Whether a magnitude is part of it.
    pub(super) multiplied: bool,
}

/// The number at a position, with its magnitudes.
pub(super) fn read(phrase: &Phrase<'_>, at: usize) -> Option<Number> {
    let mut number = glued(phrase, at).or_else(|| simple(phrase, at))?;
    // *10-billion*: a hyphen may stand between the two.
    while let Some((factor, end)) = magnitude(phrase, number.end) {
        number = Number { value: number.value * factor, end, multiplied: true, ..number };
    }
    Some(number)
}

fn magnitude(phrase: &Phrase<'_>, at: usize) -> Option<(f64, usize)> {
    let at = if phrase.word(at) == "-" { at + 1 } else { at };
    Some((phrase.value(ListName::Magnitude, at)?.parse().ok()?, at + 1))
}

/// *2.5bn*, *300m*: figures with their magnitude in one word.
fn glued(phrase: &Phrase<'_>, at: usize) -> Option<Number> {
    let word = phrase.word(at);
    let end = word.find(char::is_alphabetic).filter(|end| *end > 0)?;
    let factor: f64 = phrase.value_of(ListName::Magnitude, &word[end..])?.parse().ok()?;
    let plain = figures(&word[..end], phrase.language)?;
    Some(Number { value: plain * factor, plain, end: at + 1, multiplied: true })
}

fn simple(phrase: &Phrase<'_>, at: usize) -> Option<Number> {
    let word = phrase.word(at);
    let (value, end) = if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        (figures(word, phrase.language)?, at + 1)
    } else {
        written(phrase, at)?
    };
    Some(Number { value, plain: value, end, multiplied: false })
}

/// Reads *1.234,5* in German and *1,234.5* in English. A German full stop before other than three figures is a decimal
/// point all the same, as tables have it.
pub(super) fn figures(word: &str, language: Language) -> Option<f64> {
    let (group, point) = if language == Language::German { ('.', ',') } else { (',', '.') };
    if word.ends_with(['.', ',']) || word.contains(':') {
        return None;
    }
    let (whole, part) = word.split_once(point).unwrap_or((word, ""));
    let grouped = whole.split(group).skip(1).all(|figures| figures.len() == 3);
    if !grouped {
        return word.parse().ok();
    }
    let plain = format!("{}.{}0", whole.replace(group, ""), part);
    plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.').then(|| plain.parse().ok()).flatten()
}

/// A number in words, of several if they make one: *twenty-five*.
fn written(phrase: &Phrase<'_>, at: usize) -> Option<(f64, usize)> {
    let listed = phrase.value(ListName::NumberWord, at).and_then(|value| value.parse().ok());
    let magnitude = phrase.value(ListName::Magnitude, at).is_some();
    let unlisted = || in_words(phrase.word(at), phrase.language).filter(|_| !magnitude);
    let first = listed.or_else(unlisted)?;
    let run = (at..at + LONGEST).take_while(|&next| is_part(phrase, next)).last().map_or(at, |last| last + 1);
    let phrases = (at + 2..=run).rev().filter(|&end| phrase.value(ListName::NumberWord, end - 1).is_some());
    let longest = phrases.into_iter().find_map(|end| Some((in_words(&phrase.words(at..end), phrase.language)?, end)));
    Some(longest.unwrap_or((first, at + 1)))
}

/// Whether a word may stand inside a number of several words.
fn is_part(phrase: &Phrase<'_>, at: usize) -> bool {
    let magnitude = || phrase.value(ListName::Magnitude, at).and_then(|factor| factor.parse::<f64>().ok());
    phrase.word(at) == "-"
        || phrase.value(ListName::NumberWord, at).is_some()
        || phrase.value(ListName::RangeWord, at) == Some("close")
        || magnitude().is_some_and(|factor| factor < LARGEST_WRITTEN)
}

static GERMAN: LazyLock<text2num::Language> = LazyLock::new(text2num::Language::german);
static ENGLISH: LazyLock<text2num::Language> = LazyLock::new(text2num::Language::english);

/// Reads *siebenhundertfünfzig* and *two hundred and five*; an ordinal is no number.
pub(super) fn in_words(words: &str, language: Language) -> Option<f64> {
    let reader = match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    };
    if !words.starts_with(char::is_alphabetic) {
        return None;
    }
    let figures = text2num::text2digits(&words.replace(" - ", "-"), &**reader).ok()?;
    figures.bytes().all(|byte| byte.is_ascii_digit()).then(|| figures.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_as_the_language_does() {
        assert_eq!(figures("1.234,5", Language::German), Some(1234.5));
        assert_eq!(figures("1,234.5", Language::English), Some(1234.5));
        assert_eq!(figures("5.8", Language::German), Some(5.8));
        assert_eq!(figures("15:30", Language::German), None);
    }

    #[test]
    fn an_ordinal_is_no_number() {
        assert_eq!(in_words("siebenhundertfünfzig", Language::German), Some(750.0));
        assert_eq!(in_words("two hundred and five", Language::English), Some(205.0));
        assert_eq!(in_words("zweite", Language::German), None);
        assert_eq!(in_words("Konzern", Language::German), None);
    }
}
