//! Gives every token a vector that knows its sentence: the joint encoder, run once; `tag`, `parse` and `recognize` read
//! off it. Nothing is padded: the tokens of several passages stand in one matrix, and each attends to its own only.

mod arithmetic;
mod attention;
mod network;
mod segment;
mod window;

use std::cell::RefCell;
use std::ops::Range;

use crate::lexicon::{Lexicon, Model, Task};
use crate::text::{Document, Language};

pub(crate) use arithmetic::{dot, gelu, softmax, tanh};
use network::Buffers;
pub use segment::segment;
use window::Passage;
pub use window::Window;

/// The vectors of all tokens of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Encoding {
    width: usize,
    vectors: Vec<f32>,
    /// What the words are by themselves, before the layers.
    alone: Vec<f32>,
    windows: Vec<Window>,
}

/// Runs the encoder over a document, sentence by sentence.
#[must_use]
pub fn encode(document: &Document, lexicon: &Lexicon) -> Encoding {
    let model = lexicon.model();
    let passages = window::sentences(document, &model.pieces);
    Encoding { windows: window::windows(document), ..encoded(document, &passages, model) }
}

thread_local! {
    /// What the layers write into. It is kept: to get as much memory anew for each document takes its time.
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// The vectors of all tokens of a document that is read in these passages; the windows are still to be found.
fn encoded(document: &Document, passages: &[Passage], model: &Model) -> Encoding {
    let mut vectors = vec![0.0; document.tokens.len() * model.hidden];
    let mut alone = vectors.clone();
    for batch in window::batches(passages) {
        let pieces: Vec<&[u32]> = batch.iter().map(|passage| passage.pieces.as_slice()).collect();
        let encoded = BUFFERS.with_borrow_mut(|buffers| network::run(model, &pieces, buffers));
        let mut start = 0;
        for passage in batch {
            let words = passage.tokens.start * model.hidden..passage.tokens.end * model.hidden;
            let pieces = start * model.hidden;
            gather(&encoded.in_sentence[pieces..], passage, &mut vectors[words.clone()], model.hidden);
            gather(&encoded.alone[pieces..], passage, &mut alone[words], model.hidden);
            start += passage.pieces.len();
        }
    }
    Encoding { width: model.hidden, vectors, alone, windows: Vec::new() }
}

/// A word is the mean of its first and its last piece.
fn gather(pieces: &[f32], passage: &Passage, words: &mut [f32], width: usize) {
    for (word, (first, last)) in words.chunks_exact_mut(width).zip(&passage.ends) {
        let ends = pieces[first * width..].iter().zip(&pieces[last * width..]);
        word.iter_mut().zip(ends).for_each(|(value, (first, last))| *value = (first + last) * 0.5);
    }
}

impl Encoding {
    /// The stretches to read off at once: a sentence each but for very long ones, which are cut.
    #[must_use]
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// What a token is in its sentence.
    #[must_use]
    pub fn in_sentence(&self, token: usize) -> &[f32] {
        &self.vectors[token * self.width..(token + 1) * self.width]
    }

    /// What a token is by itself, whatever surrounds it.
    #[must_use]
    pub fn alone(&self, token: usize) -> &[f32] {
        &self.alone[token * self.width..(token + 1) * self.width]
    }

    /// The vectors of some tokens, rows run on, as the model annotates a language in a task.
    #[must_use]
    pub fn styled(&self, tokens: Range<usize>, language: Language, task: Task, lexicon: &Lexicon) -> Vec<f32> {
        let style = lexicon.model().style(language, task);
        let mut rows = self.vectors[tokens.start * self.width..tokens.end * self.width].to_vec();
        for row in rows.chunks_exact_mut(self.width.max(1)) {
            row.iter_mut().zip(style).for_each(|(value, style)| *value += style);
        }
        rows
    }
}

#[cfg(test)]
mod tests;
