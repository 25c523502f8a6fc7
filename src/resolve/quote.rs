//! Finds what is said in quotation marks. A quote counts as speech only when a finite verb stands in it: names and
//! words held at arm's length („Digital Escort“) do not.

use crate::tag::{Tags, Upos, VerbForm};
use crate::text::{Document, Span};

const OPENING: [char; 4] = ['„', '«', '»', '“'];
const CLOSING: [char; 4] = ['“', '”', '»', '«'];
const STRAIGHT: char = '"';

/// The quotes of a document, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotes {
    spans: Vec<Span>,
}

impl Quotes {
    /// Finds all quotes that hold speech. A quote ends with its paragraph at the latest.
    #[must_use]
    pub fn find(document: &Document, tags: &Tags) -> Self {
        let mut spans = Vec::new();
        for paragraph in document.sentences.chunk_by(|one, next| one.paragraph == next.paragraph) {
            let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { continue };
            spans.extend(quotes_between(&document.source, first.span.cover(last.span)));
        }
        spans.retain(|span| holds_speech(*span, document, tags));
        Self { spans }
    }

    /// The quote that holds a place of the source.
    #[must_use]
    pub fn at(&self, byte: u32) -> Option<Span> {
        let after = self.spans.partition_point(|span| span.start <= byte);
        let span = *self.spans.get(after.checked_sub(1)?)?;
        (byte < span.end).then_some(span)
    }

    /// All quotes, without their marks.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
}

fn quotes_between(source: &str, paragraph: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (offset, mark) in paragraph.of(source).char_indices() {
        let at = paragraph.start as usize + offset;
        match open {
            None if OPENING.contains(&mark) || mark == STRAIGHT || mark == '”' => {
                open = Some((at + mark.len_utf8(), mark));
            }
            Some((start, first)) if closes(first, mark) => {
                found.push(without_blanks(source, start, at));
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// *« Je suis là »*: the blanks inside the marks are no words of the quote.
fn without_blanks(source: &str, start: usize, end: usize) -> Span {
    let text = &source[start..end];
    let start = end - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

fn closes(opening: char, mark: char) -> bool {
    if opening == STRAIGHT { mark == STRAIGHT } else { CLOSING.contains(&mark) || mark == STRAIGHT }
}

fn holds_speech(span: Span, document: &Document, tags: &Tags) -> bool {
    let from = document.tokens.partition_point(|token| token.span.start < span.start);
    let inside = document.tokens[from..].iter().take_while(|token| token.span.end <= span.end);
    let finite = |token: usize| {
        matches!(tags[token].upos, Upos::Verb | Upos::Aux) && tags[token].features.verb_form == Some(VerbForm::Fin)
    };
    inside.enumerate().any(|(offset, _)| finite(from + offset))
}
