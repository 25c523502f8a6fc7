//! What the files of this room look at: the document with its tags and the lexicon, token by token.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lexicon::{Lexicon, ListName, WordClass, WordList};
use crate::tag::{Tag, Tags, Upos};
use crate::text::{Document, Language, Part, Span};

/// A document with its tags.
pub(super) struct Text<'a> {
    pub(super) document: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    tags: &'a Tags,
    /// All words of the document, as evidence: who reads *Wicresoft* knows that *Wicresofts* is a genitive.
    words: BTreeSet<&'a str>,
}

impl<'a> Text<'a> {
    pub(super) fn new(document: &'a Document, tags: &'a Tags, lexicon: &'a Lexicon) -> Self {
        let words = document.tokens.iter().map(|token| token.form.as_str()).collect();
        Self { document, lexicon, tags, words }
    }

    /// The token as it is written.
    pub(super) fn form(&self, token: usize) -> &'a str {
        self.document.tokens.get(token).map_or("", |token| token.span.of(&self.document.source))
    }

    pub(super) fn tag(&self, token: usize) -> Option<&'a Tag> {
        self.tags.tags.get(token)
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.tag(token).map_or(Upos::X, |tag| tag.upos)
    }

    /// The dictionary form of a token taken as a noun, whatever the tagger takes it for.
    pub(super) fn noun_lemma(&self, token: usize) -> String {
        self.lexicon.lemma(self.form(token), WordClass::Noun, self.language(token))
    }

    pub(super) fn language(&self, token: usize) -> Language {
        let sentence = self.document.sentence_of(token);
        sentence.map_or(self.document.language, |number| self.document.sentences[number].language)
    }

    pub(super) fn list(&self, name: ListName, token: usize) -> &'a WordList {
        self.lexicon.list(name, self.language(token))
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        let spans = self.document.tokens.get(tokens.clone()).unwrap_or_default();
        match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words of some tokens, parted by single spaces where there was white space.
    pub(super) fn words(&self, tokens: &Range<usize>) -> String {
        let surface = self.document.surface(tokens.clone());
        surface.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether the word stands somewhere in the document.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether it is the second word of a contraction, which has no letters of its own.
    pub(super) fn is_hidden(&self, token: usize) -> bool {
        let first = token.checked_sub(1).and_then(|before| self.document.tokens.get(before));
        let Some(own) = self.document.tokens.get(token) else { return true };
        own.part == Part::Rest && first.is_some_and(|first| first.span == own.span)
    }
}

/// The value of the longest tail of a word that is in the list, and the byte at which the tail begins. A tail inside a
/// word is looked up with a capital: *Investmentanalyst* ends in *Analyst*.
pub(super) fn tail<'a>(word: &str, list: &'a WordList) -> Option<(usize, &'a str)> {
    let whole = list.get(word).map(|value| (0, value));
    whole.or_else(|| tail_after_hyphen(word, list)).or_else(|| tail_inside(word, list))
}

fn tail_after_hyphen<'a>(word: &str, list: &'a WordList) -> Option<(usize, &'a str)> {
    let (start, _) = word.match_indices('-').find(|(at, _)| list.contains(&word[at + 1..]))?;
    list.get(&word[start + 1..]).map(|value| (start + 1, value))
}

/// Letters of the shortest tail and of the shortest stretch before it.
const SHORTEST_TAIL: usize = 4;
const BEFORE_TAIL: usize = 3;

fn tail_inside<'a>(word: &str, list: &'a WordList) -> Option<(usize, &'a str)> {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let starts = starts.get(BEFORE_TAIL..(starts.len() + 1).checked_sub(SHORTEST_TAIL)?)?;
    starts.iter().find_map(|&start| {
        let (tail, before) = (&word[start..], word[..start].chars().next_back()?);
        let joined = before.is_lowercase() && tail.starts_with(char::is_lowercase);
        joined.then(|| list.get(&capitalized(tail))).flatten().map(|value| (start, value))
    })
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
