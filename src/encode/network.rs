//! The layers of the encoder (a transformer with its norms behind each part, learned places), run over the pieces of
//! several sentences that stand one below the other in one matrix.

use std::ops::Range;

use crate::lexicon::{Layer, Model, Workspace};

use super::arithmetic::{add_and_norm, gelu, norm};
use super::attention::{Scratch, attend};

/// What the layers write into, again and again.
#[derive(Default)]
pub(super) struct Buffers {
    projected: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    workspace: Workspace,
    attention: Scratch,
}

/// The vectors of the pieces of all sentences, rows run on.
pub(super) struct Encoded {
    /// As they go in: what a piece is by itself.
    pub(super) alone: Vec<f32>,
    /// As they come out: what it is in its sentence.
    pub(super) in_sentence: Vec<f32>,
}

/// Runs the pieces of all sentences through the layers.
pub(super) fn run(model: &Model, sentences: &[&[u32]], buffers: &mut Buffers) -> Encoded {
    let alone = embed(model, sentences);
    let mut rows = alone.clone();
    let places = places(sentences);
    for layer in &model.layers {
        through(layer, &mut rows, &places, model, buffers);
    }
    Encoded { alone, in_sentence: rows }
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

fn through(layer: &Layer, rows: &mut [f32], places: &[Range<usize>], model: &Model, buffers: &mut Buffers) {
    let Buffers { projected, mixed, wide, narrow, workspace, attention } = buffers;
    layer.query_key_value.apply(rows, workspace, projected);
    attend(projected, places, model.hidden, model.attention_heads, attention, mixed);
    layer.mix.apply(mixed, workspace, narrow);
    add_and_norm(rows, narrow, &layer.mix_norm);
    layer.widen.apply_then(
        rows,
        workspace,
        wide,
        #[inline(always)]
        |_, row| gelu(row),
    );
    layer.narrow.apply(wide, workspace, narrow);
    add_and_norm(rows, narrow, &layer.narrow_norm);
}
