//! Amounts without a number: *Dutzende*, *mehrere Hundert*, *Milliarden Dollar*, *die Hälfte*, *eine zweistellige
//! Milliardensumme*, *a nine-figure sum*.
//!
//! A plural says at least two of it. A number of digits says a stretch: two digits are 10 to 99. A sum that names no
//! currency has `XXX`, which is ISO 4217 for none.

use super::{Found, bound, unit};
use crate::lexicon::ListName;
use crate::recognize::phrase::Phrase;
use crate::recognize::{Amount, Bound, Unit};

/// ISO 4217 for no currency.
const NO_CURRENCY: Unit = Unit::Currency(*b"XXX");

/// Tried in this order; the first that fits wins, so the narrow ones come first.
pub(super) fn read(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let found = digits(phrase, at).or_else(|| half(phrase, at)).or_else(|| few(phrase, at));
    found.or_else(|| many(phrase, at)).or_else(|| sum(phrase, at))
}

/// *zweistellige Milliardensumme*, *zweistellig Millionen Euro*, *double-digit percentage*.
fn digits(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let (count, next) = phrase.longest(ListName::DigitCount, at)?;
    let count: i32 = count.parse().ok()?;
    let (kind, factor, end) = sum_noun(phrase, next).or_else(|| magnitude(phrase, next))?;
    let (unit, end) = match kind {
        "percent" => (Unit::Percent, end),
        _ => named_currency(phrase, end).unwrap_or((NO_CURRENCY, end)),
    };
    let (least, most) = (10f64.powi(count - 1) * factor, (10f64.powi(count) - 1.0) * factor);
    let amount = Amount { upper: Some(most), bound: bound(phrase, at), ..Amount::of(least, unit) };
    Some(Found { tokens: at..end, amount, part: None })
}

/// *Milliardensumme*, *Prozentbereich*, *sum*: what is meant, what it multiplies by, its end.
fn sum_noun<'a>(phrase: &Phrase<'a>, at: usize) -> Option<(&'a str, f64, usize)> {
    let (value, end) = phrase.longest(ListName::SumNoun, at)?;
    let (kind, factor) = value.split_once(' ')?;
    Some((kind, factor.parse().ok()?, end))
}

/// A magnitude with no number before it, in the singular or plural.
fn magnitude<'a>(phrase: &Phrase<'a>, at: usize) -> Option<(&'a str, f64, usize)> {
    let listed = phrase.value(ListName::Magnitude, at).and_then(|factor| factor.parse().ok());
    let plural = || phrase.value(ListName::VagueNumber, at)?.parse().ok().map(|least: f64| least / 2.0);
    Some(("money", listed.or_else(plural)?, at + 1))
}

/// A currency that follows, also after *of* or a hyphen.
fn named_currency(phrase: &Phrase<'_>, at: usize) -> Option<(Unit, usize)> {
    let between = phrase.word(at) == "-" || phrase.value(ListName::AfterShare, at).is_some();
    unit::currency(phrase, at + usize::from(between))
}

/// *die Hälfte der Belegschaft*, *half of them*.
fn half(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    phrase.value(ListName::Fraction, at).filter(|&whole| whole == "2")?;
    phrase.value(ListName::AfterShare, at + 1)?;
    let article = at.checked_sub(1).filter(|&before| phrase.value(ListName::TimeRelation, before) == Some("skip"));
    if phrase.value(ListName::OrdinalWord, at.checked_sub(1).unwrap_or(at)).is_some() {
        return None;
    }
    let amount = Amount { bound: bound(phrase, article.unwrap_or(at)), ..Amount::of(50.0, Unit::Percent) };
    Some(Found { tokens: at..at + 1, amount, part: None })
}

/// *mehrere Hundert Mitarbeiter*, *several thousand engineers*.
fn few(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let (_, next) = phrase.longest(ListName::Few, at)?;
    let (_, factor, end) = magnitude(phrase, next)?;
    Some(at_least(phrase, at, 2.0 * factor, end))
}

/// *Dutzende*, *tens of thousands*, *Milliarden Dollar*.
fn many(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let (least, end) = phrase.longest(ListName::VagueNumber, at)?;
    Some(at_least(phrase, at, least.parse().ok()?, end))
}

fn at_least(phrase: &Phrase<'_>, at: usize, least: f64, end: usize) -> Found {
    let (unit, end) = named_currency(phrase, end).unwrap_or((Unit::Count, end));
    let amount = Amount { bound: Bound::AtLeast, ..Amount::of(least, unit) };
    Found { tokens: at..end, amount, part: None }
}

/// *in Milliardenhöhe*: at least one of it.
fn sum(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let (kind, factor, end) = sum_noun(phrase, at)?;
    let amount = Amount { bound: Bound::AtLeast, ..Amount::of(factor, NO_CURRENCY) };
    (kind == "money" && factor > 1.0).then_some(Found { tokens: at..end, amount, part: None })
}
