//! Words, and what joins their parts: hyphens, apostrophes, `&`, the stops of `z.B.` and `JD.com`. German compounds
//! with hyphens are one word here, though the treebank cuts them; English ones are cut as the treebank cuts them.

use std::ops::Range;

use super::words::{Words, first_word};

/// The length of an address of the web at the start of a text.
pub(super) fn address(text: &str) -> Option<usize> {
    let begins = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    if !begins {
        return None;
    }
    let end = text.find(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '“' | '”'));
    let whole = &text[..end.unwrap_or(text.len())];
    Some(whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’', '“']).len())
}

/// The length of the word at the start of a text.
pub(super) fn length(text: &str, words: &Words<'_>) -> usize {
    continue_word(text, 0, words)
}

/// How far a word goes on whose first `at` bytes are known.
pub(super) fn continue_word(text: &str, mut at: usize, words: &Words<'_>) -> usize {
    loop {
        at += run(&text[at..]);
        let Some(joint) = text[at..].chars().next() else { return at };
        let after = at + joint.len_utf8();
        if is_hyphen(joint) && words.is_german() && hyphen_ends(&text[after..], words) {
            return after;
        }
        if !joins(&text[..at], joint, &text[after..], words) {
            return at;
        }
        at = after;
    }
}

/// The bytes of letters, figures and what modifies them.
fn run(text: &str) -> usize {
    let is_part = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '_' | '\u{ad}' | '\u{200d}' | '\u{300}'..='\u{36f}')
    };
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a word ends with this hyphen: *KI- und*, *KI-und*, *Spa-/Wellness*.
fn hyphen_ends(after: &str, words: &Words<'_>) -> bool {
    match after.chars().next() {
        Some(letter) if letter.is_alphanumeric() => words.coordinator.contains(first_word(after)),
        Some(letter) => !is_hyphen(letter) && letter != '>',
        None => true,
    }
}

/// Whether a mark joins the part before it with the part after it.
fn joins(before: &str, joint: char, after: &str, words: &Words<'_>) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if !right.is_alphanumeric() {
        return false;
    }
    let letters = left.is_alphabetic() && right.is_alphabetic();
    let small = left.is_lowercase() && right.is_lowercase();
    match joint {
        '-' | '\u{2010}' | '\u{2011}' => words.is_german() || keeps_hyphen(before, words),
        '\'' | '’' | '`' | '´' => letters || (left.is_ascii_digit() && right == 's'),
        '&' => letters,
        '@' => true,
        '/' => left.is_ascii_digit() && right.is_ascii_digit(),
        '+' | ':' | '*' if words.is_german() => small || (joint == '+' && right.is_ascii_digit()),
        '.' => stop_joins(before, after),
        _ => false,
    }
}

fn keeps_hyphen(before: &str, words: &Words<'_>) -> bool {
    words.hyphen_prefix.contains(&before.to_lowercase())
}

/// Whether a full stop joins two letters (*U.S.*, *z.B.*) or the parts of a host name or file name (*JD.com*).
fn stop_joins(before: &str, after: &str) -> bool {
    let part = before.rsplit('.').next().unwrap_or("");
    let next = first_word(after);
    let letter = |text: &str| text.chars().count() == 1;
    if letter(part) && before.len() < 16 {
        return letter(next) && before.split('.').all(letter);
    }
    next.len() >= 2 && next.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// The end of a word with the apostrophe of a genitive, where it has one: *Darius'*, but in English it is cut off.
pub(super) fn with_apostrophe(text: &str, word: Range<usize>, quoted: bool, words: &Words<'_>) -> usize {
    let rest = &text[word.end..];
    let hisses = text[word.clone()].ends_with(['s', 'x', 'z', 'ß']);
    let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '\'' | '’')) else { return word.end };
    let follows = rest[mark.len_utf8()..].chars().next();
    let apart = follows.is_none_or(|letter| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    let alone = mark == '\'' || words.is_german();
    if hisses && apart && alone && !quoted { word.end + mark.len_utf8() } else { word.end }
}
