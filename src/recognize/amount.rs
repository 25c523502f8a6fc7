//! Amounts: *2.000 Arbeitsplätze*, *rund 40 Prozent*, *über eine Milliarde Dollar*, *$28.8 billion*, *20-jährig*.
//!
//! Covers number, magnitude and unit; a bare count covers the number alone, for its noun is its head in the tree. Leaves
//! alone: times, ordinals, numbers that are part of a name (*Nr. 5*), and sums without a number (*Milliardensumme*).

use std::ops::Range;

use super::phrase::Phrase;
use super::{Amount, Bound, Mention, MentionKind, Unit, date};
use crate::lexicon::{Lexicon, ListName};
use crate::text::{Document, Language, SentenceKind};

/// Finds the amounts of a document.
#[must_use]
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Mention> {
    let times = date::find(document, lexicon);
    let mut mentions = Vec::new();
    for sentence in &document.sentences {
        let phrase = Phrase::new(document, sentence, lexicon);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = amount_at(&phrase, at, sentence.kind).filter(|(tokens, _)| !touches(&times, tokens));
            at = found.as_ref().map_or(at + 1, |(tokens, _)| tokens.end);
            let mention = |(tokens, amount)| phrase.mention(tokens, MentionKind::Amount(amount), 0.9);
            mentions.extend(found.map(mention));
        }
    }
    mentions
}

fn touches(times: &[Mention], tokens: &Range<usize>) -> bool {
    let after = times.partition_point(|time| time.tokens.end <= tokens.start);
    times.get(after).is_some_and(|time| time.tokens.start < tokens.end)
}

/// The amount that begins at a position.
fn amount_at(phrase: &Phrase<'_>, at: usize, kind: SentenceKind) -> Option<(Range<usize>, Amount)> {
    if let Some((value, unit)) = compound(phrase, at) {
        return Some((at..at + 1, Amount { value, unit, bound: bound(phrase, at) }));
    }
    let before = phrase.value(ListName::Currency, at).and_then(code);
    let number_at = at + usize::from(before.is_some());
    let (number, mut end) = number(phrase, number_at)?;
    let mut value = number;
    let mut multiplied = false;
    while let Some(factor) = phrase.value(ListName::Magnitude, end).and_then(|factor| factor.parse::<f64>().ok()) {
        (value, end, multiplied) = (value * factor, end + 1, true);
    }
    let bound = bound(phrase, at);
    if let Some(code) = before {
        return Some((at..end, Amount { value, unit: Unit::Currency(code), bound }));
    }
    if let Some((unit, factor, unit_end)) = unit(phrase, end) {
        return Some((at..unit_end, Amount { value: value * factor, unit, bound }));
    }
    let counts = (multiplied || number > 1.5) && counts_something(phrase, at, end, kind);
    counts.then_some((at..end, Amount { value, unit: Unit::Count, bound }))
}

/// A number in figures or in words, with its end.
fn number(phrase: &Phrase<'_>, at: usize) -> Option<(f64, usize)> {
    let word = phrase.word(at);
    let value = if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        figures(word, phrase.language)?
    } else {
        phrase.value(ListName::NumberWord, at)?.parse().ok()?
    };
    Some((value, at + 1))
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

/// A unit at a position, with what it multiplies by and its end; a hyphen may stand before it: *20-year*.
fn unit(phrase: &Phrase<'_>, at: usize) -> Option<(Unit, f64, usize)> {
    let at = if phrase.word(at) == "-" { at + 1 } else { at };
    if let Some((_, end)) = phrase.longest(ListName::Percent, at) {
        return Some((Unit::Percent, 1.0, end));
    }
    if let Some((unit, end)) = phrase.longest(ListName::Currency, at).and_then(|(unit, end)| Some((code(unit)?, end))) {
        return Some((Unit::Currency(unit), 1.0, end));
    }
    let (unit, factor) = time_unit(phrase.value(ListName::TimeUnit, at)?)?;
    Some((unit, factor, at + 1))
}

fn time_unit(value: &str) -> Option<(Unit, f64)> {
    match value.split(' ').next()? {
        "year" => Some((Unit::Years, 1.0)),
        "decade" => Some((Unit::Years, 10.0)),
        "month" => Some((Unit::Months, 1.0)),
        "quarter" => Some((Unit::Months, 3.0)),
        "week" => Some((Unit::Days, 7.0)),
        "day" => Some((Unit::Days, 1.0)),
        "hour" => Some((Unit::Hours, 1.0)),
        _ => None,
    }
}

fn code(value: &str) -> Option<[u8; 3]> {
    value.as_bytes().try_into().ok()
}

/// A number with a unit in one word: *100-prozentiger*, *20-jähriges*.
fn compound(phrase: &Phrase<'_>, at: usize) -> Option<(f64, Unit)> {
    let word = phrase.word(at);
    let end = word.find(|letter: char| letter.is_alphabetic() || letter == '-').filter(|end| *end > 0)?;
    let value = figures(&word[..end], phrase.language)?;
    let stem = word[end..].trim_start_matches('-');
    // The ending of the adjective is one or two letters: -e, -en, -er, -es.
    let known = |list| {
        let stems = (0..=2).filter_map(|cut| stem.len().checked_sub(cut).and_then(|end| stem.get(..end)));
        stems.into_iter().find_map(|stem| phrase.value_of(list, &format!("-{stem}")))
    };
    if known(ListName::Percent).is_some() {
        return Some((value, Unit::Percent));
    }
    let (unit, factor) = time_unit(known(ListName::TimeUnit)?)?;
    Some((value * factor, unit))
}

/// How sharp the words before an amount say it is.
fn bound(phrase: &Phrase<'_>, at: usize) -> Bound {
    match phrase.longest_before(ListName::Bound, at) {
        Some("about") => Bound::About,
        Some("least") => Bound::AtLeast,
        Some("most") => Bound::AtMost,
        _ => Bound::Exact,
    }
}

/// Whether a noun follows that the number counts: a capital in German, a small letter in English, with at most two
/// words before it. A number after the label of a name counts nothing.
fn counts_something(phrase: &Phrase<'_>, at: usize, end: usize, kind: SentenceKind) -> bool {
    let labelled = phrase.word(at.wrapping_sub(1)).ends_with('.')
        || (kind == SentenceKind::TableRow && end == phrase.tokens().end);
    let is_word = |at: usize| phrase.form(at).starts_with(char::is_alphabetic) && !is_function_word(phrase, at);
    let capital = |at: usize| phrase.form(at).starts_with(char::is_uppercase);
    let follows = match phrase.language {
        Language::German => (end..end + 3).take_while(|&next| is_word(next)).any(capital),
        Language::English => is_word(end) && !capital(end),
    };
    !labelled && follows
}

/// Whether a word can open a sentence: then it is an article, pronoun, preposition or the like.
fn is_function_word(phrase: &Phrase<'_>, at: usize) -> bool {
    let mut letters = phrase.word(at).chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    phrase.value_of(ListName::Opener, &capital).is_some() || phrase.value(ListName::TimeRelation, at).is_some()
}
