//! Layers whose weights are bytes: the rows are made bytes too, each with its own scale, multiplied as whole numbers, and
//! made floats again. Whole numbers add up to the same sum in any order, and four of them fit the place of a float.

use std::fmt;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use super::wide::wide;

/// Rows that are multiplied and made floats together: enough for the weights to be worth fetching, few enough for what
/// is made to stay near.
const BLOCK: usize = 64;

thread_local! {
    /// What multiplies, as fast as the processor can. It is the same on every thread, but may not go from one to another.
    static GEMM: GemmExecutor<u8, i8, i32> = GemmExecutor::default();
}

/// A layer that multiplies and adds, with a scale for the weights of each output.
pub struct Quantized {
    weights: PackedBMatrix<i8>,
    scales: Vec<f32>,
    /// The sum of the weights of each output, scaled: what the zero of a row must be multiplied with and taken off.
    /// (rten-gemm 0.27 takes zeros too, but gets the rows behind its first tile wrong.)
    sums: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl fmt::Debug for Quantized {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Quantized({} to {})", self.inputs, self.bias.len())
    }
}

impl Quantized {
    /// The layer with the `weights` of its outputs one after the other, as many for each as there are inputs.
    #[must_use]
    pub fn new(weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let inputs = weights.len() / bias.len().max(1);
        let sum = |row: &[i8]| row.iter().map(|&weight| i32::from(weight)).sum::<i32>() as f32;
        let sums = weights.chunks_exact(inputs.max(1)).zip(&scales).map(|(row, scale)| sum(row) * scale).collect();
        let matrix = NdTensorView::from_data([bias.len(), inputs], weights);
        let weights = GEMM.with(|gemm| gemm.prepack_b(matrix.transposed()));
        Self { weights, scales, sums, bias, inputs }
    }

    /// The layer with these weights of floats, made bytes.
    pub fn of_floats(inputs: usize, at: impl Fn(usize, usize) -> f32, bias: Vec<f32>) -> Self {
        let (mut weights, mut scales) = (Vec::with_capacity(inputs * bias.len()), Vec::with_capacity(bias.len()));
        for output in 0..bias.len() {
            let most = (0..inputs).map(|input| at(input, output).abs()).fold(f32::MIN_POSITIVE, f32::max);
            let scale = most / f32::from(i8::MAX);
            weights.extend((0..inputs).map(|input| (at(input, output) / scale).round() as i8));
            scales.push(scale);
        }
        Self::new(&weights, scales, bias)
    }

    /// How many outputs it has.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Writes the outputs for each of the rows.
    pub fn apply(&self, rows: &[f32], workspace: &mut Workspace, outputs: &mut Vec<f32>) {
        self.apply_then(rows, workspace, outputs, |_, _| ());
    }

    /// Writes what `then` makes of the outputs for each of the rows; it is given the number of the row and its outputs
    /// while they are still near. To be as wide as the processor it must be marked `#[inline(always)]`.
    pub fn apply_then(
        &self,
        rows: &[f32],
        workspace: &mut Workspace,
        outputs: &mut Vec<f32>,
        mut then: impl FnMut(usize, &mut [f32]),
    ) {
        let Workspace { bytes, sums } = workspace;
        // Without the instructions for products of bytes two of them must fit 16 bits.
        let most = if GEMM.with(GemmExecutor::may_saturate) { 127.0 } else { 255.0 };
        bytes.set(rows, self.inputs, most);
        let width = self.bias.len();
        let count = bytes.scales.len();
        sums.resize((count.min(BLOCK) * width).max(sums.len()), 0);
        outputs.resize(count * width, 0.0);
        for (number, outputs) in outputs.chunks_mut((BLOCK * width).max(1)).enumerate() {
            let sums = &mut sums[..outputs.len()];
            self.multiply(bytes, number * BLOCK, sums);
            self.make_floats(bytes, number * BLOCK, sums, outputs, &mut then);
        }
    }

    /// The products of a block of rows, the first of which has this number.
    fn multiply(&self, bytes: &Bytes, first: usize, sums: &mut [i32]) {
        let count = sums.len() / self.bias.len().max(1);
        let rows = &bytes.values[first * self.inputs..(first + count) * self.inputs];
        let left = GemmInputA::Unpacked(NdTensorView::from_data([count, self.inputs], rows));
        let right = GemmInputB::Packed(&self.weights);
        let done = GEMM.with(|gemm| gemm.gemm(sums, left, right, GemmOptions::default()));
        debug_assert!(done.is_ok(), "the shapes are those of the layer: {done:?}");
    }

    fn make_floats(
        &self,
        bytes: &Bytes,
        first: usize,
        sums: &[i32],
        outputs: &mut [f32],
        then: &mut impl FnMut(usize, &mut [f32]),
    ) {
        let width = self.bias.len().max(1);
        wide(
            #[inline(always)]
            || {
                let rows = outputs.chunks_exact_mut(width).zip(sums.chunks_exact(width));
                let scales = bytes.scales[first..].iter().zip(&bytes.zeros[first..]);
                for (number, ((row, sums), (scale, zero))) in (first..).zip(rows.zip(scales)) {
                    let zero = zero * scale;
                    let weights = self.scales.iter().zip(&self.sums).zip(&self.bias);
                    for ((output, sum), ((weight, all), bias)) in row.iter_mut().zip(sums).zip(weights) {
                        *output = *sum as f32 * (scale * weight) + (bias - zero * all);
                    }
                    then(number, row);
                }
            },
        );
    }
}

/// What layers write into between their rows and their outputs.
#[derive(Default)]
pub struct Workspace {
    bytes: Bytes,
    sums: Vec<i32>,
}

/// Rows as bytes: a value is (byte − zero) × scale of its row.
#[derive(Default)]
struct Bytes {
    values: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<f32>,
}

impl Bytes {
    fn set(&mut self, rows: &[f32], width: usize, most: f32) {
        self.values.resize(rows.len(), 0);
        self.scales.clear();
        self.zeros.clear();
        wide(
            #[inline(always)]
            || {
                let rows = rows.chunks_exact(width.max(1)).zip(self.values.chunks_exact_mut(width.max(1)));
                for (row, values) in rows {
                    let (least, greatest) = bounds(row);
                    let scale = ((greatest - least) / most).max(f32::MIN_POSITIVE);
                    let zero = (-least / scale).round_ties_even();
                    let factor = scale.recip();
                    for (byte, value) in values.iter_mut().zip(row) {
                        // Adding 1.5 × 2^23 leaves the nearest whole number in the low bits. (`clamp` would look at its
                        // bounds for each value, one value at a time.)
                        *byte = ((value * factor + zero).max(0.0).min(most) + 12_582_912.0).to_bits() as u8;
                    }
                    self.scales.push(scale);
                    self.zeros.push(zero);
                }
            },
        );
    }
}

/// The least and the greatest value, and 0 between them, in sixteen parts. (`min` and `max` would look for values that
/// are no number, one value at a time.)
#[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
#[inline(always)]
fn bounds(row: &[f32]) -> (f32, f32) {
    let (chunks, rest) = row.as_chunks::<16>();
    let (mut least, mut greatest) = ([0.0_f32; 16], [0.0_f32; 16]);
    for chunk in chunks {
        for ((least, greatest), value) in least.iter_mut().zip(&mut greatest).zip(chunk) {
            *least = if *value < *least { *value } else { *least };
            *greatest = if *value > *greatest { *value } else { *greatest };
        }
    }
    let least = least.iter().chain(rest).copied().fold(0.0, f32::min);
    (least, greatest.iter().chain(rest).copied().fold(0.0, f32::max))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn applied(layer: &Quantized, rows: &[f32]) -> Vec<f32> {
        let mut outputs = Vec::new();
        layer.apply(rows, &mut Workspace::default(), &mut outputs);
        outputs
    }

    proptest! {
        #[test]
        fn a_layer_of_bytes_is_close_to_one_of_floats(
            rows in prop::collection::vec(-3.0_f32..5.0, 30 * 40),
            weights in prop::collection::vec(any::<i8>(), 7 * 40),
        ) {
            let scales: Vec<f32> = (1_u8..=7).map(|n| f32::from(n) * 1e-3).collect();
            let bias = vec![0.5; 7];
            let layer = Quantized::new(&weights, scales.clone(), bias);
            let outputs = applied(&layer, &rows);
            for (row, outputs) in rows.chunks_exact(40).zip(outputs.chunks_exact(7)) {
                for ((weights, scale), output) in weights.chunks_exact(40).zip(&scales).zip(outputs) {
                    let exact: f32 = row.iter().zip(weights).map(|(x, w)| x * f32::from(*w) * scale).sum();
                    // A row is rounded to 8 / 127 at worst, each weight is at most 128 scales.
                    prop_assert!((output - 0.5 - exact).abs() <= 0.5 * (8.0 / 127.0) * 128.0 * scale * 40.0);
                }
            }
        }
    }

    #[test]
    fn a_row_of_one_value_is_exact() {
        let layer = Quantized::new(&[100; 16], vec![0.01], vec![1.0]);
        let outputs = applied(&layer, &[[2.0_f32; 16], [0.0; 16], [-2.0; 16]].concat());
        let expected = [33.0, 1.0, -31.0];
        assert!(outputs.iter().zip(expected).all(|(own, right)| (own - right).abs() < 0.05), "{outputs:?}");
    }
}
