//! Cuts a document into what the encoder reads at once. A sentence is one window unless it is so long that the encoder
//! has no places left for it; then it is cut, so that the cost stays in proportion to the text.

use std::ops::Range;

use crate::lexicon::Pieces;
use crate::text::{Document, Sentence};

/// Attention costs the square of the length; hardly a real sentence is longer.
const WORDS: usize = 150;
/// The encoder has 512 places; two are for the signs of begin and end.
const PIECES: usize = 500;
/// Pieces to encode together: enough for the products to be fast, few enough to stay in the cache.
const BATCH: usize = 256;

/// A stretch of a sentence that is read at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The number of its sentence.
    pub sentence: usize,
    pub(super) pieces: Vec<u32>,
    /// For each token the places of its first and last piece.
    pub(super) ends: Vec<(usize, usize)>,
}

/// The windows of all sentences, in the order of the text.
pub(super) fn windows(document: &Document, pieces: &Pieces) -> Vec<Window> {
    let numbered = document.sentences.iter().enumerate();
    numbered.flat_map(|(number, sentence)| cut(document, number, sentence, pieces)).collect()
}

fn cut(document: &Document, number: usize, sentence: &Sentence, pieces: &Pieces) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for token in sentence.tokens.clone() {
        let word = pieces.cut(&document.tokens[token].form);
        if windows.last().is_none_or(|window| !window.has_room(&word)) {
            windows.push(Window::at(token, number));
        }
        if let Some(window) = windows.last_mut() {
            window.push(&word);
        }
    }
    for window in &mut windows {
        window.pieces.push(Pieces::END);
    }
    windows
}

impl Window {
    fn at(token: usize, sentence: usize) -> Self {
        Self { tokens: token..token, sentence, pieces: vec![Pieces::BEGIN], ends: Vec::new() }
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

/// Neighbouring windows, as many as are read together.
pub(super) fn batches(windows: &[Window]) -> Vec<&[Window]> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (end, window) in windows.iter().enumerate() {
        if size + window.pieces.len() > BATCH && end > start {
            batches.push(&windows[start..end]);
            (start, size) = (end, 0);
        }
        size += window.pieces.len();
    }
    if start < windows.len() {
        batches.push(&windows[start..]);
    }
    batches
}
