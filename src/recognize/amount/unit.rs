//! Units behind a number: *Prozent*, *Milliarden Dollar*, *Monate*, `GWh`, *square kilometres*; also the parts of a
//! whole, which are so many percent: *zwei Drittel*.

use crate::lexicon::ListName;
use crate::recognize::mention::{Symbol, Unit};
use crate::recognize::phrase::Phrase;

/// The unit at a position behind a number, with what it multiplies by and its end; a hyphen may stand before it:
/// *20-year*.
pub(super) fn read(phrase: &Phrase<'_>, at: usize, number: f64) -> Option<(Unit, f64, usize)> {
    let at = if phrase.word(at) == "-" { at + 1 } else { at };
    if let Some((_, end)) = phrase.longest(ListName::Percent, at) {
        return Some((Unit::Percent, 1.0, end));
    }
    if let Some((unit, end)) = currency(phrase, at) {
        return Some((unit, 1.0, end));
    }
    if let Some(share) = share(phrase, at, number) {
        return Some(share);
    }
    if let Some((value, end)) = phrase.longest(ListName::TimeUnit, at)
        && let Some((unit, factor)) = time(value)
    {
        return Some((unit, factor, end));
    }
    measure(phrase, at)
}

/// A currency at a position, with its end; a preposition may stand before it: *billions of dollars*.
pub(super) fn currency(phrase: &Phrase<'_>, at: usize) -> Option<(Unit, usize)> {
    let (currency, end) = phrase.longest(ListName::Currency, at)?;
    Some((Unit::Currency(code(currency)?), end))
}

/// The length of time that a list names, with what it multiplies by.
pub(super) fn time(value: &str) -> Option<(Unit, f64)> {
    match value.trim_end_matches(" many") {
        "century" => Some((Unit::Years, 100.0)),
        "decade" => Some((Unit::Years, 10.0)),
        "year" => Some((Unit::Years, 1.0)),
        "half" => Some((Unit::Months, 6.0)),
        "quarter" => Some((Unit::Months, 3.0)),
        "month" => Some((Unit::Months, 1.0)),
        "week" => Some((Unit::Days, 7.0)),
        "day" => Some((Unit::Days, 1.0)),
        "hour" => Some((Unit::Hours, 1.0)),
        "minute" => Some((Unit::Minutes, 1.0)),
        "second" => Some((Unit::Seconds, 1.0)),
        _ => None,
    }
}

fn measure(phrase: &Phrase<'_>, at: usize) -> Option<(Unit, f64, usize)> {
    let (symbol, end) = phrase.longest(ListName::Measure, at)?;
    Some((Unit::Measure(Symbol::new(symbol)?), 1.0, end))
}

/// *ein Drittel der Mitarbeiter*, *two-thirds of users*. A single one may be something else (*ein Viertel in Wien*), so
/// the whole must follow.
fn share(phrase: &Phrase<'_>, at: usize, number: f64) -> Option<(Unit, f64, usize)> {
    let whole: f64 = phrase.value(ListName::Fraction, at)?.parse().ok().filter(|whole| *whole > 2.0)?;
    let of_whole = phrase.value(ListName::AfterShare, at + 1).is_some();
    let plain = (2.0..whole).contains(&number) && phrase.value(ListName::TimeUnit, at).is_none();
    (of_whole || plain).then_some((Unit::Percent, 100.0 / whole, at + 1))
}

/// To two decimals, where a third is not written out.
pub(super) fn rounded(value: f64) -> f64 {
    let near = (value * 100.0).round() / 100.0;
    if value.abs() < 100.0 { near } else { value }
}

/// The three letters of a currency.
pub(super) fn code(value: &str) -> Option<[u8; 3]> {
    value.as_bytes().try_into().ok()
}
