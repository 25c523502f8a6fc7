//! Decides whether a full stop belongs to the word before it: *bzw.*, *z. B.*, *U.S.*, *14. Mai*, *Wilhelm II.* All
//! evidence is local: the word, the words before and after, the lists.

use std::ops::Range;

use super::words::{Words, first_word, is_capital, last_word};

/// The end of a word, with its full stop where that belongs to it.
pub(super) fn with_stop(text: &str, word: Range<usize>, words: &Words<'_>) -> usize {
    let after = &text[word.end..];
    let stop = after.starts_with('.') && !after.starts_with("..");
    if stop && owns_stop(text, word.clone(), words) { word.end + 1 } else { word.end }
}

fn owns_stop(text: &str, word: Range<usize>, words: &Words<'_>) -> bool {
    let (form, after) = (&text[word.clone()], &text[word.end + 1..]);
    if form.bytes().all(|byte| byte.is_ascii_digit()) {
        return number_owns_stop(text, word, words);
    }
    if form.len() > 1 && form.contains('.') && form.split('.').all(|part| part.chars().count() == 1) {
        return true;
    }
    match words.abbreviation.get(&text[word.start..=word.end]) {
        Some("inner") => !after.trim().is_empty(),
        Some("number") => first_word(after).starts_with(|letter: char| letter.is_ascii_digit()),
        Some(_) => true,
        None => is_letter_or_roman(form) && names_more(after, words),
    }
}

/// Whether a word of one letter or a Roman number goes on: *J. Edgar*, *Wilhelm II. war*; not *Vitamin C. Der …*
fn names_more(after: &str, words: &Words<'_>) -> bool {
    let next = first_word(after);
    after.starts_with(char::is_whitespace) && !next.is_empty() && !words.opener.contains(next)
}

fn is_letter_or_roman(form: &str) -> bool {
    let mut letters = form.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single || (form.len() <= 5 && form.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
}

/// Whether a number with a full stop is an ordinal or the number of a list.
fn number_owns_stop(text: &str, word: Range<usize>, words: &Words<'_>) -> bool {
    let (form, after) = (&text[word.clone()], &text[word.end + 1..]);
    let next = first_word(after);
    if next.is_empty() || !after.starts_with([' ', '\u{a0}', '\n', '-', ',']) {
        return words.is_german() && form.len() <= 2 && after.starts_with([',', '-']);
    }
    if word.start == 0 && form.len() <= 3 {
        return true;
    }
    words.is_german() && form.len() <= 3 && is_ordinal(&text[..word.start], next, words)
}

fn is_ordinal(before: &str, next: &str, words: &Words<'_>) -> bool {
    if !is_capital(next) || words.month.contains(&next.to_lowercase()) {
        return true;
    }
    !words.opener.contains(next) && words.before_ordinal.contains(&last_word(before).to_lowercase())
}
