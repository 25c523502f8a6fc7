//! Cuts a document into what the encoder reads at once and what is read off it at once. The encoder reads a sentence or a
//! passage of several; tags, trees and names are read off sentence by sentence.

use std::ops::Range;

use crate::lexicon::Pieces;
use crate::text::{Document, Sentence, SentenceKind};

/// Attention costs the square of the length; hardly a real sentence is longer.
const WORDS: usize = 150;
/// A passage ends before the sentence that would make it longer; it was trained on such.
const PASSAGE: usize = 64;
/// The encoder has 512 places; two are for the signs of begin and end.
const PIECES: usize = 500;
/// Pieces to encode together: as many as let the weights, which fit no near cache, be fetched seldom.
const BATCH: usize = 512;

/// A stretch that is read off at once: a sentence, or a part of one that is very long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The number of its sentence.
    pub sentence: usize,
}

/// The windows of all sentences, in the order of the text.
pub(super) fn windows(document: &Document) -> Vec<Window> {
    let parts = |(number, sentence): (usize, &Sentence)| {
        let end = sentence.tokens.end;
        let starts = sentence.tokens.clone().step_by(WORDS);
        starts.map(move |start| Window { tokens: start..(start + WORDS).min(end), sentence: number })
    };
    document.sentences.iter().enumerate().flat_map(parts).collect()
}

/// A stretch that the encoder reads at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) tokens: Range<usize>,
    pub(super) pieces: Vec<u32>,
    /// For each token the places of its first and last piece.
    pub(super) ends: Vec<(usize, usize)>,
}

/// Each sentence as a passage.
pub(super) fn sentences(document: &Document, pieces: &Pieces) -> Vec<Passage> {
    let alone = |sentence: &Sentence| passages(document, sentence.tokens.clone(), pieces);
    document.sentences.iter().flat_map(alone).collect()
}

/// Sentences of a paragraph that follow each other, as many as a passage has room for.
pub(super) fn neighbours(document: &Document, pieces: &Pieces) -> Vec<Passage> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &document.sentences[before]);
        match stretches.last_mut() {
            Some(last)
                if before.is_some_and(|before| belong_together(before, sentence))
                    && sentence.tokens.end - last.start <= PASSAGE =>
            {
                last.end = sentence.tokens.end;
            }
            _ => stretches.push(sentence.tokens.clone()),
        }
    }
    stretches.into_iter().flat_map(|stretch| passages(document, stretch, pieces)).collect()
}

/// Whether two neighbours are running text of one paragraph; what is no running text stands alone.
pub(super) fn belong_together(left: &Sentence, right: &Sentence) -> bool {
    let is_prose = left.kind == SentenceKind::Prose && right.kind == SentenceKind::Prose;
    is_prose && left.paragraph == right.paragraph && left.language == right.language
}

/// The passages of some tokens: one, unless they are too many.
fn passages(document: &Document, tokens: Range<usize>, pieces: &Pieces) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for token in tokens {
        let word = pieces.cut(&document.tokens[token].form);
        if passages.last().is_none_or(|passage| !passage.has_room(&word)) {
            passages.push(Passage::at(token));
        }
        if let Some(passage) = passages.last_mut() {
            passage.push(&word);
        }
    }
    for passage in &mut passages {
        passage.pieces.push(Pieces::END);
    }
    passages
}

impl Passage {
    fn at(token: usize) -> Self {
        Self { tokens: token..token, pieces: vec![Pieces::BEGIN], ends: Vec::new() }
    }

    fn has_room(&self, word: &[u32]) -> bool {
        self.tokens.len() < WORDS && self.pieces.len() + word.len() <= PIECES
    }

    fn push(&mut self, word: &[u32]) {
        let first = self.pieces.len();
        self.pieces.extend_from_slice(word);
        self.ends.push((first, self.pieces.len() - 1));
        self.tokens.end += 1;
    }
}

/// Neighbouring passages, as many as are read together.
pub(super) fn batches(passages: &[Passage]) -> Vec<&[Passage]> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (end, passage) in passages.iter().enumerate() {
        if size + passage.pieces.len() > BATCH && end > start {
            batches.push(&passages[start..end]);
            (start, size) = (end, 0);
        }
        size += passage.pieces.len();
    }
    if start < passages.len() {
        batches.push(&passages[start..]);
    }
    batches
}
