//! Stretches of amounts: *5 bis 7 Prozent*, *ein bis zwei Monate*, *zwischen 2 und 3 Milliarden Euro*, *$5 to $7 billion*.
//!
//! The first number takes unit and magnitude of the second. *Von 5 auf 7 Prozent* is a change and no stretch; its first
//! number takes the unit all the same.

use super::{Found, bound, counts_something, currency_before, number, unit};
use crate::lexicon::ListName;
use crate::recognize::phrase::Phrase;
use crate::recognize::{Amount, Unit};
use crate::text::SentenceKind;

/// What two numbers are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Stretch,
    Change,
}

/// The stretch that begins at a position, or the number that a change begins with.
pub(super) fn read(phrase: &Phrase<'_>, at: usize) -> Option<Found> {
    let first_currency = currency_before(phrase, at);
    let first = number::read(phrase, first_currency.map_or(at, |(_, end)| end))?;
    let first_unit = unit::read(phrase, first.end, first.value);
    let joint = first_unit.map_or(first.end, |(.., end)| end);
    let (kind, second_at) = joins(phrase, at, joint)?;
    let second_currency = currency_before(phrase, second_at);
    let second = number::read(phrase, second_currency.map_or(second_at, |(_, end)| end))?;
    let behind = unit::read(phrase, second.end, second.value);
    let (unit, factor, end) = match first_currency.or(second_currency) {
        Some((currency, _)) => (Unit::Currency(currency), 1.0, second.end),
        None => behind.or_else(|| bare(phrase, at, second.end))?,
    };
    // *2 bis 3 Milliarden*: both are milliards.
    let least = if first.multiplied { first.value } else { first.plain * (second.value / second.plain) };
    let same = first_unit.is_none_or(|(own, ..)| own == unit);
    let first = Amount { bound: bound(phrase, at), ..Amount::of(unit::rounded(least * factor), unit) };
    if kind == Joint::Change {
        return same.then_some(Found { tokens: at..joint, amount: first, part: None });
    }
    let amount = Amount { upper: Some(unit::rounded(second.value * factor)), ..first };
    (same && least < second.value).then_some(Found { tokens: at..end, amount, part: None })
}

/// The position of the second number behind a joining word; *und* joins only after *zwischen*.
fn joins(phrase: &Phrase<'_>, at: usize, joint: usize) -> Option<(Joint, usize)> {
    let before = at.checked_sub(1).and_then(|before| phrase.value(ListName::RangeWord, before));
    let kind = match (phrase.value(ListName::RangeWord, joint)?, before) {
        ("join", Some("change")) | ("onto", _) => Joint::Change,
        ("join", _) | ("close", Some("open")) => Joint::Stretch,
        _ => return None,
    };
    Some((kind, joint + 1))
}

/// Things that are counted: *20 bis 30 Mitarbeiter*.
fn bare(phrase: &Phrase<'_>, at: usize, end: usize) -> Option<(Unit, f64, usize)> {
    counts_something(phrase, at, end, SentenceKind::Prose).then_some((Unit::Count, 1.0, end))
}
