//! Reads the date that a line of the head gives: `2025-02-06`, `06.02.2025`, `6. Februar 2025`, `February 6, 2025`.

use super::line::Page;
use crate::lexicon::ListName;
use crate::text::CalendarDate;

/// The first date in a text, with the bytes where it ends.
pub(super) fn first(text: &str, page: &Page<'_>) -> Option<(CalendarDate, usize)> {
    let words = words(text);
    (0..words.len()).find_map(|at| at_word(&words[at..], text, page))
}

/// The words of a text with the place where each begins.
fn words(text: &str) -> Vec<(usize, &str)> {
    let trimmed = |word: &'_ str| word.trim_end_matches([',', ';', ')', '.', '|', ':']).len();
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, &word[..trimmed(word)]))
        .filter(|(_, word)| !word.is_empty())
        .take(24)
        .collect()
}

fn at_word(words: &[(usize, &str)], text: &str, page: &Page<'_>) -> Option<(CalendarDate, usize)> {
    let word = |number: usize| words.get(number).map_or("", |(_, word)| *word);
    let end = |number: usize| words.get(number).map_or(text.len(), |(start, word)| start + word.len());
    if let Some(date) = numeric(word(0)) {
        return Some((date, end(0)));
    }
    let month = |number: usize| page.look_up(ListName::Month, &word(number).to_lowercase())?.parse().ok();
    let day = |number: usize| word(number).parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let year = |number: usize| word(number).parse::<i16>().ok().filter(|year| (1900..2100).contains(year));
    if let (Some(day), Some(month), Some(year)) = (day(0), month(1), year(2)) {
        return valid(year, Some(month), Some(day)).map(|date| (date, end(2)));
    }
    if let (Some(month), Some(day), Some(year)) = (month(0), day(1), year(2)) {
        return valid(year, Some(month), Some(day)).map(|date| (date, end(2)));
    }
    valid(year(1)?, Some(month(0)?), None).map(|date| (date, end(1)))
}

/// `2025-02`, `2025-02-06`, `2025-02-06T10:00`, `06.02.2025`.
fn numeric(word: &str) -> Option<CalendarDate> {
    let day = word.split('T').next().unwrap_or(word);
    if day.len() >= 7 && day.as_bytes().get(4) == Some(&b'-') {
        return day.parse().ok();
    }
    let parts: Vec<&str> = word.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let year = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    valid(year, Some(month.parse().ok()?), Some(day.parse().ok()?))
}

fn valid(year: i16, month: Option<u8>, day: Option<u8>) -> Option<CalendarDate> {
    CalendarDate { year, month, day }.to_string().parse().ok()
}
