//! Lets every piece look at all pieces of its sentence: scaled products of queries and keys weigh the values (Vaswani
//! et al. 2017). Sentences do not see each other, so nothing has to be masked.

use std::ops::Range;

use crate::lexicon::Panels;

use super::arithmetic::softmax;

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

/// One head of one sentence.
fn attend_with(rows: &[f32], into: &mut [f32], hidden: usize, head: Range<usize>) {
    let (length, width) = (into.len() / hidden, head.len());
    let scale = (width as f32).sqrt().recip();
    let mut queries = Vec::with_capacity(length * width);
    for row in rows.chunks_exact(3 * hidden) {
        queries.extend(row[head.clone()].iter().map(|value| value * scale));
    }
    let at = |row: usize, part: usize, column: usize| rows[row * 3 * hidden + part * hidden + head.start + column];
    let mut weights = Panels::new(width, length, |column, row| at(row, 1, column)).multiply(&queries);
    softmax(&mut weights, length);
    let mixed = Panels::new(length, width, |row, column| at(row, 2, column)).multiply(&weights);
    for (row, mixed) in into.chunks_exact_mut(hidden).zip(mixed.chunks_exact(width)) {
        row[head.clone()].copy_from_slice(mixed);
    }
}
