//! Numbers: *2.000*, *1.234,5*, *14:30*, *2025-02-06*, *20-jähriges*. A percent sign or currency is a piece of its own.

use super::word;
use super::words::Words;

/// The length of the number at the start of a text, with the letters that are grown to it.
pub(super) fn length(text: &str, words: &Words<'_>) -> usize {
    if let Some(length) = hyphenated(text) {
        return length;
    }
    let end = figures(text);
    let range = text[end..].starts_with('-') && text[end + 1..].starts_with(|letter: char| letter.is_ascii_digit());
    if range { end } else { word::continue_word(text, end, words) }
}

/// Figures with the marks between them.
fn figures(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end)
        || (end > 0 && matches!(bytes.get(end), Some(b'.' | b',' | b':')) && digit(end - 1) && digit(end + 1))
    {
        end += 1;
    }
    end
}

/// Figures with two hyphens or more are a date or a telephone number; with one they are two numbers: *10-12*.
fn hyphenated(text: &str) -> Option<usize> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(text.len());
    let whole = text[..end].trim_end_matches('-');
    let grown = text[whole.len()..].starts_with(char::is_alphanumeric);
    (whole.matches('-').count() >= 2 && !whole.contains("--") && !grown).then_some(whole.len())
}
