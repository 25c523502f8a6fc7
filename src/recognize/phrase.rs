//! A sentence as dates and amounts read it: words in small letters, asked against the word lists of its language.

use std::ops::Range;

use super::{Mention, MentionKind};
use crate::lexicon::{Lexicon, ListName};
use crate::text::{Document, Language, Sentence, Span};

/// A sentence with its words in small letters. Positions are those of the document.
pub(super) struct Phrase<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    tokens: Range<usize>,
    words: Vec<String>,
    pub(super) language: Language,
}

impl<'a> Phrase<'a> {
    pub(super) fn new(document: &'a Document, sentence: &Sentence, lexicon: &'a Lexicon) -> Self {
        let tokens = sentence.tokens.clone();
        let words = document.tokens[tokens.clone()].iter().map(|token| token.form.to_lowercase()).collect();
        Self { document, lexicon, tokens, words, language: sentence.language }
    }

    pub(super) fn tokens(&self) -> Range<usize> {
        self.tokens.clone()
    }

    /// The word at a position in small letters; nothing outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        at.checked_sub(self.tokens.start).and_then(|at| self.words.get(at)).map_or("", String::as_str)
    }

    /// The word as it is written.
    pub(super) fn form(&self, at: usize) -> &str {
        if self.tokens.contains(&at) { &self.document.tokens[at].form } else { "" }
    }

    /// Several words with blanks between them.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        range.map(|at| self.word(at)).collect::<Vec<_>>().join(" ")
    }

    /// The value of the word at a position in a list.
    pub(super) fn value(&self, list: ListName, at: usize) -> Option<&'a str> {
        self.value_of(list, self.word(at))
    }

    pub(super) fn value_of(&self, list: ListName, word: &str) -> Option<&'a str> {
        if word.is_empty() { None } else { self.lexicon.list(list, self.language).get(word) }
    }

    /// The first value, of the longest run of up to three words that begins at a position, with its end.
    pub(super) fn longest(&self, list: ListName, at: usize) -> Option<(&'a str, usize)> {
        let found = |count: usize| self.value_of(list, &self.words(at..at + count)).map(|value| (value, at + count));
        (1..=3).rev().find_map(found)
    }

    /// The value of the longest run of up to three words that ends before a position.
    pub(super) fn longest_before(&self, list: ListName, at: usize) -> Option<&'a str> {
        let starts = (1..=3).rev().filter_map(|count| at.checked_sub(count));
        starts.filter(|&start| start >= self.tokens.start).find_map(|start| self.value_of(list, &self.words(start..at)))
    }

    pub(super) fn mention(&self, tokens: Range<usize>, kind: MentionKind, confidence: f32) -> Mention {
        let inner = &self.document.tokens[tokens.clone()];
        let span = inner.iter().map(|token| token.span).reduce(Span::cover).unwrap_or_default();
        let name = span.of(&self.document.source).split_whitespace().collect::<Vec<_>>().join(" ");
        Mention { span, tokens, kind, name, in_compound: false, confidence }
    }
}
