//! Lets every piece look at all pieces of its sentence: scaled products of queries and keys weigh the values (Vaswani
//! et al. 2017). Sentences do not see each other, so nothing has to be masked.

use std::ops::Range;

use crate::lexicon::{Panels, Rows, RowsMut};

use super::arithmetic::weigh;

/// The values in the widest register.
const LANES: usize = 16;

/// What attention writes into, again and again.
#[derive(Default)]
pub(super) struct Scratch {
    keys: Panels,
    values: Panels,
    weights: Vec<f32>,
    sums: Vec<f32>,
}

/// Writes the mixed values of all heads, side by side; `projected` has query, key and value of a piece in each row.
pub(super) fn attend(
    projected: &[f32],
    places: &[Range<usize>],
    hidden: usize,
    heads: usize,
    scratch: &mut Scratch,
    mixed: &mut Vec<f32>,
) {
    mixed.resize(projected.len() / 3, 0.0);
    let width = hidden / heads.max(1);
    for place in places {
        let rows = &projected[place.start * 3 * hidden..place.end * 3 * hidden];
        let into = &mut mixed[place.start * hidden..place.end * hidden];
        for head in 0..heads {
            attend_with(rows, into, hidden, head * width..(head + 1) * width, scratch);
        }
    }
}

/// One head of one sentence. The rows of weights are as long as whole registers, for what is left over takes as long as
/// all the rest; what stands behind the last piece weighs nothing.
fn attend_with(rows: &[f32], into: &mut [f32], hidden: usize, head: Range<usize>, scratch: &mut Scratch) {
    let Scratch { keys, values, weights, sums } = scratch;
    let (length, width) = (into.len() / hidden, head.len());
    let padded = length.next_multiple_of(LANES);
    let part = |number: usize| Rows { values: &rows[number * hidden + head.start..], step: 3 * hidden };
    keys.set_columns(width, padded, part(1).iter(width));
    weights.resize(length * padded, 0.0);
    keys.multiply_into(part(0), RowsMut { values: weights, step: padded }, length);
    weigh(weights, padded, length, sums);
    values.set_rows(padded, width, part(2).iter(width));
    let into = &mut into[head.start..];
    values.multiply_into(Rows { values: weights, step: padded }, RowsMut { values: into, step: hidden }, length);
    for (row, sum) in into.chunks_mut(hidden).zip(sums) {
        row[..width].iter_mut().for_each(|value| *value /= *sum);
    }
}
