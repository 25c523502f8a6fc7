//! Lets every piece look at all pieces of its sentence: scaled products of queries and keys weigh the values (Vaswani
//! et al. 2017). Sentences do not see each other, so nothing has to be masked.

use std::ops::Range;

use crate::lexicon::Panels;

use super::arithmetic::softmax;

/// The values in the widest register.
const LANES: usize = 16;

/// Writes the mixed values of all heads, side by side; `projected` has query, key and value of a piece in each row.
pub(super) fn attend(projected: &[f32], places: &[Range<usize>], hidden: usize, heads: usize, mixed: &mut Vec<f32>) {
    mixed.resize(projected.len() / 3, 0.0);
    let width = hidden / heads.max(1);
    for place in places {
        let rows = &projected[place.start * 3 * hidden..place.end * 3 * hidden];
        let into = &mut mixed[place.start * hidden..place.end * hidden];
        for head in 0..heads {
            attend_with(rows, into, hidden, head * width..(head + 1) * width);
        }
    }
}

/// One head of one sentence. The rows of weights are as long as whole registers, for what is left over takes as long as
/// all the rest; what stands behind the last piece weighs nothing.
fn attend_with(rows: &[f32], into: &mut [f32], hidden: usize, head: Range<usize>) {
    let (length, width) = (into.len() / hidden, head.len());
    let padded = length.next_multiple_of(LANES);
    let part = |number: usize| {
        let columns = number * hidden + head.start..number * hidden + head.end;
        rows.chunks_exact(3 * hidden).map(move |row| &row[columns.clone()])
    };
    let mut queries = Vec::with_capacity(length * width);
    part(0).for_each(|row| queries.extend_from_slice(row));
    let mut weights = Panels::of_columns(width, padded, part(1)).multiply(&queries);
    weights.chunks_exact_mut(padded).for_each(|row| row[length..].fill(f32::MIN));
    softmax(&mut weights, padded);
    let mixed = Panels::of_rows(padded, width, part(2)).multiply(&weights);
    for (row, mixed) in into.chunks_exact_mut(hidden).zip(mixed.chunks_exact(width)) {
        row[head.clone()].copy_from_slice(mixed);
    }
}
