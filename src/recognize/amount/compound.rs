//! A number with a unit in one word: *100-prozentiger*, *20-jähriges*, *12-Milliarden-Euro-Plan*, *Zehn-Personen-Team*.
//!
//! In a noun the amount is the part of the word before its last part; the adjectives are amounts as a whole.

use super::{number, unit};
use crate::lexicon::ListName;
use crate::recognize::mention::{Symbol, Unit};
use crate::recognize::phrase::Phrase;

/// Letters of the shortest noun that a part may count: *zwei* counts something in *Zwei-Mann-Betrieb*, not in *1-A-Lage*.
const SHORTEST_NOUN: usize = 4;

/// The value and unit of the word at a position, and the bytes of it that they take when a noun follows in it.
pub(super) fn read(phrase: &Phrase<'_>, at: usize) -> Option<(f64, Unit, Option<usize>)> {
    adjective(phrase, at).map(|(value, unit)| (value, unit, None)).or_else(|| {
        let (value, unit, length) = noun(phrase, at)?;
        Some((value, unit, Some(length)))
    })
}

/// *100-prozentiger*, *20-jähriges*.
fn adjective(phrase: &Phrase<'_>, at: usize) -> Option<(f64, Unit)> {
    let word = phrase.word(at);
    let end = word.find(|letter: char| letter.is_alphabetic() || letter == '-').filter(|end| *end > 0)?;
    let value = number::figures(&word[..end], phrase.language)?;
    let stem = word[end..].trim_start_matches('-');
    // The ending of the adjective is one or two letters: -e, -en, -er, -es.
    let known = |list| {
        let stems = (0..=2).filter_map(|cut| stem.len().checked_sub(cut).and_then(|end| stem.get(..end)));
        stems.into_iter().find_map(|stem| phrase.value_of(list, &format!("-{stem}")))
    };
    if known(ListName::Percent).is_some() {
        return Some((value, Unit::Percent));
    }
    let (unit, factor) = unit::time(known(ListName::TimeUnit)?)?;
    Some((value * factor, unit))
}

/// *12-Milliarden-Euro-Plan*, *300-Millimeter-Wafer*, *Zehn-Personen-Team*.
fn noun(phrase: &Phrase<'_>, at: usize) -> Option<(f64, Unit, usize)> {
    let parts: Vec<&str> = phrase.form(at).split('-').collect();
    let lower: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    let head = parts.last().filter(|head| parts.len() > 2 && head.starts_with(char::is_alphabetic))?;
    let first = lower.first()?;
    let value = number::figures(first, phrase.language);
    let value = value.or_else(|| phrase.value_of(ListName::NumberWord, first)?.parse().ok());
    let mut value = value.or_else(|| number::in_words(first, phrase.language))?;
    let mut next = 1;
    while let Some(factor) = phrase.value_of(ListName::Magnitude, &lower[next]).and_then(|one| one.parse::<f64>().ok())
    {
        (value, next) = (value * factor, next + 1);
        if next + 1 >= parts.len() {
            return None;
        }
    }
    let (unit, factor) = part_unit(phrase, &lower[next], parts[next])?;
    let taken: usize = parts[..=next].iter().map(|part| part.len() + 1).sum();
    let counted = if unit == Unit::Count { parts[next].len() + 1 } else { 0 };
    (!head.is_empty()).then_some((value * factor, unit, taken - 1 - counted))
}

fn part_unit(phrase: &Phrase<'_>, lower: &str, written: &str) -> Option<(Unit, f64)> {
    if phrase.value_of(ListName::Percent, lower).is_some() {
        return Some((Unit::Percent, 1.0));
    }
    if let Some(code) = phrase.value_of(ListName::Currency, lower).and_then(unit::code) {
        return Some((Unit::Currency(code), 1.0));
    }
    if let Some(symbol) = phrase.value_of(ListName::Measure, lower).and_then(Symbol::new) {
        return Some((Unit::Measure(symbol), 1.0));
    }
    let time = phrase.value_of(ListName::TimeUnit, lower).and_then(unit::time);
    let noun = written.starts_with(char::is_uppercase) && written.len() >= SHORTEST_NOUN;
    time.or_else(|| noun.then_some((Unit::Count, 1.0)))
}
