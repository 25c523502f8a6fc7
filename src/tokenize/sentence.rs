//! Cuts the pieces of a paragraph into sentences. A quotation that ends with a full stop and goes on in small letters
//! or with a comma stays with the clause that says who spoke: *„Das reicht.“ sagte er.*

use std::ops::Range;

use super::punctuation::{is_closer, is_dash, is_either_quote, is_terminal};
use super::words::{Words, first_word};

/// The sentences, as ranges of pieces.
pub(super) fn split(text: &str, pieces: &[Range<usize>], words: &Words<'_>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < pieces.len() {
        let end = end_after(text, pieces, at, start, words);
        if let Some(end) = end {
            sentences.push(start..end);
            start = end;
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    if start < pieces.len() {
        sentences.push(start..pieces.len());
    }
    sentences
}

/// The end of the sentence if it ends with the piece `at` and the marks that close after it.
fn end_after(text: &str, pieces: &[Range<usize>], at: usize, start: usize, words: &Words<'_>) -> Option<usize> {
    let piece = &text[pieces[at].clone()];
    let abbreviated = piece.len() > 1 && piece.ends_with('.') && !is_terminal(piece);
    if !abbreviated && !is_terminal(piece) {
        return None;
    }
    let end = with_closers(text, pieces, at + 1);
    let Some(next) = pieces.get(end) else { return Some(end) };
    let rest = &text[next.start..];
    if abbreviated {
        let ends = may_end(piece, words) && words.opener.contains(first_word(rest));
        return (ends && at > start).then_some(end);
    }
    begins(rest, &text[next.clone()], end == at + 1 && next.start == pieces[at].end).then_some(end)
}

/// Whether a word with a full stop can be the last of its sentence.
fn may_end(piece: &str, words: &Words<'_>) -> bool {
    let number = piece.starts_with(|letter: char| letter.is_ascii_digit());
    !number && piece.chars().count() > 2 && words.abbreviation.get(piece).unwrap_or("").is_empty()
}

/// The number of the first piece after those that close a quotation or bracket.
fn with_closers(text: &str, pieces: &[Range<usize>], mut at: usize) -> usize {
    while at < pieces.len() && closes(text, pieces, at) {
        at += 1;
    }
    at
}

fn closes(text: &str, pieces: &[Range<usize>], at: usize) -> bool {
    let piece = &text[pieces[at].clone()];
    let touches_before = at > 0 && pieces[at - 1].end == pieces[at].start;
    let touches_after = pieces
        .get(at + 1)
        .is_some_and(|next| next.start == pieces[at].end && text[next.clone()].starts_with(char::is_alphanumeric));
    is_closer(piece) || (is_either_quote(piece) && touches_before && !touches_after)
}

/// Whether a new sentence begins here. `glued`: no space stands between it and the full stop.
fn begins(rest: &str, piece: &str, glued: bool) -> bool {
    let first = rest.chars().next().map_or(' ', |letter| letter);
    if matches!(first, ',' | ';' | ':' | ')' | ']' | '/') || is_terminal(piece) || (is_dash(piece) && !glued) {
        return false;
    }
    // The first letter is sought a few marks on, not through a line of nothing but marks.
    let word = rest.char_indices().take(8).find(|(_, letter)| letter.is_alphanumeric());
    let word = word.map_or("", |(at, _)| &rest[at..]);
    let opens_small = word.starts_with(char::is_lowercase) && !is_brand(first_word(word));
    !opens_small && (!glued || first.is_uppercase() || is_either_quote(piece) || "„‚(«»".contains(first))
}

/// Whether a word is written with a small letter and a capital: *iPhone*, *eBay*.
fn is_brand(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}
