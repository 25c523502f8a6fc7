//! Amounts: *2.000 Arbeitsplätze*, *rund 40 Prozent*, *5 bis 7 Prozent*, *ein Drittel*, *Dutzende*, *$28.8 billion*,
//! *eine zweistellige Milliardensumme*. Lengths of time are amounts too: *fünf Monate*.
//!
//! Covers number, magnitude and unit; a bare count covers the number alone, for its noun is its head in the tree. Leaves
//! alone: dates and times of day, ordinals, and numbers that are part of a name (*Nr. 5*).

mod compound;
mod number;
mod range;
mod unit;
mod vague;

use std::ops::Range;

use super::phrase::Phrase;
use super::{Amount, Bound, Mention, MentionKind, Unit, date};
use crate::lexicon::{Lexicon, ListName};
use crate::text::{Document, Language, SentenceKind};

/// How sure we are of an amount.
const CONFIDENCE: f32 = 0.9;

/// Finds the amounts of a document.
#[must_use]
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Mention> {
    let times = date::find(document, lexicon);
    let mut mentions = Vec::new();
    for sentence in &document.sentences {
        let phrase = Phrase::new(document, sentence, lexicon);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = amount_at(&phrase, at, sentence.kind).filter(|found| !touches(&times, &found.tokens));
            at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
            mentions.extend(found.map(|found| found.mention(&phrase)));
        }
    }
    mentions
}

fn touches(times: &[Mention], tokens: &Range<usize>) -> bool {
    let after = times.partition_point(|time| time.tokens.end <= tokens.start);
    times.get(after).is_some_and(|time| time.tokens.start < tokens.end)
}

/// An amount that was found.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    tokens: Range<usize>,
    amount: Amount,
    /// How much of its only token it takes, when a noun follows in the same word: *12-Milliarden-Euro* of
    /// *12-Milliarden-Euro-Plan*.
    part: Option<usize>,
}

impl Found {
    fn mention(self, phrase: &Phrase<'_>) -> Mention {
        let mention = phrase.mention(self.tokens, MentionKind::Amount(self.amount), CONFIDENCE);
        match self.part {
            Some(length) => mention.head(length),
            None => mention,
        }
    }
}

/// The amount that begins at a position. Tried in this order; the first that fits wins, so the longer ones come first.
fn amount_at(phrase: &Phrase<'_>, at: usize, kind: SentenceKind) -> Option<Found> {
    let one_word = compound::read(phrase, at).map(|(value, unit, part)| {
        let amount = Amount { bound: bound(phrase, at), ..Amount::of(value, unit) };
        Found { tokens: at..at + 1, amount, part }
    });
    let found = one_word.or_else(|| range::read(phrase, at)).or_else(|| measured(phrase, at));
    let found = found.or_else(|| vague::read(phrase, at)).or_else(|| counted(phrase, at, kind));
    found.filter(|found| !is_clock(phrase, found.tokens.end))
}

/// *9 Uhr*, *3 p.m.* are times of day.
fn is_clock(phrase: &Phrase<'_>, at: usize) -> bool {
    phrase.longest(ListName::TimeUnit, at).is_some_and(|(unit, _)| unit == "clock")
}

/// A number with a unit behind it, or a currency before it.
fn measured(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let before = currency_before(phrase, at);
    let number_at = before.map_or(at, |(_, end)| end);
    let number = number::read(phrase, number_at)?;
    let (unit, factor, end) = match before {
        Some((currency, _)) => (Unit::Currency(currency), 1.0, number.end),
        None => unit::read(phrase, number.end, number.value)?,
    };
    let amount = Amount { bound: bound(phrase, at), ..Amount::of(unit::rounded(number.value * factor), unit) };
    Some(Found { tokens: at..end, amount, part: None })
}

/// *$*, *€*, *US$* before a number.
fn currency_before(phrase: &Phrase<'_>, at: usize) -> Option<([u8; 3], usize)> {
    let (code, end) = phrase.longest(ListName::Currency, at)?;
    Some((unit::code(code)?, end))
}

/// A bare number: one that a noun follows, which it counts.
fn counted(phrase: &Phrase<'_>, at: usize, kind: SentenceKind) -> Option<Found> {
    let number = number::read(phrase, at)?;
    let counts = number.multiplied || number.value > 1.5;
    let counts = counts && counts_something(phrase, at, number.end, kind);
    let amount = Amount { bound: bound(phrase, at), ..Amount::of(number.value, Unit::Count) };
    counts.then_some(Found { tokens: at..number.end, amount, part: None })
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
