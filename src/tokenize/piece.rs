//! Cuts a paragraph into pieces: words with their full stops, numbers, marks. What lies between two pieces is a gap:
//! white space, control characters, and the marks of Markdown, which are no words.

use std::ops::Range;

use super::words::Words;
use super::{abbreviation, number, punctuation, word};

/// How far the target of a Markdown link is sought; a bound keeps the cutting linear.
const LONGEST_LINK: usize = 400;

/// The pieces of a text, in its order.
pub(super) fn cut(text: &str, words: &Words<'_>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    // An apostrophe after a word closes a quotation if one is open, else it is part of the word: *Darius'*.
    let mut quoted = false;
    while let Some(start) = skip_gap(text, at) {
        at = start + length(text, start, quoted, words);
        quoted = punctuation::single_quote_open(&text[start..at], quoted);
        if !is_emphasis(&text[start..at]) {
            pieces.push(start..at);
        }
    }
    pieces
}

fn skip_gap(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let letter = text[at..].chars().next()?;
        match link_mark(text, at) {
            Some(length) => at += length,
            None if is_gap(letter) => at += letter.len_utf8(),
            None => return Some(at),
        }
    }
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
}

/// The length of a mark that makes a Markdown link: `[` or `](target)`.
fn link_mark(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if let Some(label) = rest.strip_prefix('[') {
        let end = label[..floor(label, LONGEST_LINK)].find(['[', ']'])?;
        return link_target(&label[end..]).map(|_| 1);
    }
    link_target(rest)
}

/// The length of `](target)` at the start of a text.
fn link_target(text: &str) -> Option<usize> {
    let target = text.strip_prefix("](")?;
    let end = target[..floor(target, LONGEST_LINK)].find(|letter: char| letter == ')' || letter.is_whitespace())?;
    target[end..].starts_with(')').then_some(end + 3)
}

fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0)
}

fn is_emphasis(piece: &str) -> bool {
    matches!(piece, "**" | "***" | "__" | "___")
}

fn length(text: &str, start: usize, quoted: bool, words: &Words<'_>) -> usize {
    let rest = &text[start..];
    if let Some(length) = word::address(rest) {
        return length;
    }
    let first = rest.chars().next().map_or(' ', |letter| letter);
    if !first.is_alphanumeric() {
        return punctuation::length(rest);
    }
    let end = start + if first.is_ascii_digit() { number::length(rest, words) } else { word::length(rest, words) };
    let end = abbreviation::with_stop(text, start..end, words);
    word::with_apostrophe(text, start..end, quoted, words) - start
}
