//! The layers of the encoder (a transformer with its norms behind each part, learned places), run over the pieces of
//! several sentences that stand one below the other in one matrix.

use std::ops::Range;

use crate::lexicon::{Layer, Model};

use super::arithmetic::{add_and_norm, gelu, norm};
use super::attention::attend;

/// The vectors of the pieces of all sentences, rows run on.
pub(super) fn run(model: &Model, sentences: &[&[u32]]) -> Vec<f32> {
    let mut rows = embed(model, sentences);
    let places = places(sentences);
    for layer in &model.layers {
        through(layer, &mut rows, &places, model);
    }
    rows
}

/// The rows of each sentence.
fn places(sentences: &[&[u32]]) -> Vec<Range<usize>> {
    let mut start = 0;
    let next = |pieces: &&[u32]| {
        start += pieces.len();
        start - pieces.len()..start
    };
    sentences.iter().map(next).collect()
}

fn embed(model: &Model, sentences: &[&[u32]]) -> Vec<f32> {
    let mut rows = Vec::new();
    for pieces in sentences {
        for (piece, position) in pieces.iter().zip(model.positions.chunks_exact(model.hidden)) {
            let start = rows.len();
            rows.extend_from_slice(position);
            model.words.add(*piece, &mut rows[start..]);
        }
    }
    norm(&mut rows, &model.norm);
    rows
}

fn through(layer: &Layer, rows: &mut [f32], places: &[Range<usize>], model: &Model) {
    let projected = layer.query_key_value.apply(rows);
    let mixed = attend(&projected, places, model.hidden, model.attention_heads);
    add_and_norm(rows, &layer.mix.apply(&mixed), &layer.mix_norm);
    let mut wide = layer.widen.apply(rows);
    gelu(&mut wide);
    add_and_norm(rows, &layer.narrow.apply(&wide), &layer.narrow_norm);
}
