//! Multiplies matrices, in the widest registers that the processor has. The right-hand side is laid out once in panels
//! of 32 columns, which is what makes a small product fast: nothing is left to rearrange but the rows of the left.

use pulp::{Arch, Simd, WithSimd};

/// Columns of a panel: two registers of AVX-512, four of AVX2.
const PANEL: usize = 32;

/// The right-hand side of a product: `inputs` rows and `outputs` columns.
#[derive(Clone, Default)]
pub struct Panels {
    inputs: usize,
    outputs: usize,
    values: Vec<f32>,
}

impl std::fmt::Debug for Panels {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Panels({} to {})", self.inputs, self.outputs)
    }
}

impl Panels {
    /// The panels of the matrix that has the value `at(input, output)` in its cells.
    pub fn new(inputs: usize, outputs: usize, at: impl Fn(usize, usize) -> f32) -> Self {
        let mut values = vec![0.0; outputs.div_ceil(PANEL) * PANEL * inputs];
        for (number, panel) in values.chunks_exact_mut((inputs * PANEL).max(1)).enumerate() {
            let first = number * PANEL;
            for (input, row) in panel.chunks_exact_mut(PANEL).enumerate() {
                for (value, output) in row.iter_mut().zip(first..outputs) {
                    *value = at(input, output);
                }
            }
        }
        Self { inputs, outputs, values }
    }

    /// The panels of the matrix with these rows, and so many rows of zeros behind them that there are `inputs`.
    pub fn of_rows<'a>(inputs: usize, outputs: usize, rows: impl Iterator<Item = &'a [f32]>) -> Self {
        let mut values = vec![0.0; outputs.div_ceil(PANEL) * PANEL * inputs];
        for (input, row) in rows.enumerate() {
            for (part, panel) in row.chunks(PANEL).zip(values.chunks_exact_mut((inputs * PANEL).max(1))) {
                panel[input * PANEL..][..part.len()].copy_from_slice(part);
            }
        }
        Self { inputs, outputs, values }
    }

    /// The panels of the matrix with these columns, and so many columns of zeros behind them that there are `outputs`.
    pub fn of_columns<'a>(inputs: usize, outputs: usize, columns: impl Iterator<Item = &'a [f32]>) -> Self {
        let mut values = vec![0.0; outputs.div_ceil(PANEL) * PANEL * inputs];
        for (output, column) in columns.enumerate() {
            let panel = &mut values[output / PANEL * PANEL * inputs..][..PANEL * inputs];
            for (row, value) in panel.chunks_exact_mut(PANEL).zip(column) {
                row[output % PANEL] = *value;
            }
        }
        Self { inputs, outputs, values }
    }

    /// The product of `rows`, each of as many values as there are inputs, with this matrix: a row of outputs for each.
    #[must_use]
    pub fn multiply(&self, rows: &[f32]) -> Vec<f32> {
        let mut products = vec![0.0; rows.len() / self.inputs.max(1) * self.outputs];
        Arch::new().dispatch(Multiply { rows, panels: self, products: &mut products });
        products
    }
}

/// A layer that multiplies and adds.
#[derive(Debug, Clone, Default)]
pub struct Linear {
    /// The weights.
    pub weight: Panels,
    /// What is added to each output.
    pub bias: Vec<f32>,
}

impl Linear {
    /// The outputs for each of the rows.
    #[must_use]
    pub fn apply(&self, rows: &[f32]) -> Vec<f32> {
        let mut products = self.weight.multiply(rows);
        for row in products.chunks_exact_mut(self.bias.len().max(1)) {
            row.iter_mut().zip(&self.bias).for_each(|(value, bias)| *value += bias);
        }
        products
    }
}

struct Multiply<'a> {
    rows: &'a [f32],
    panels: &'a Panels,
    products: &'a mut [f32],
}

impl WithSimd for Multiply<'_> {
    type Output = ();

    #[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // The sums of a tile must fit the registers: 2 × 8 of 32 with AVX-512, 2 × 6 of 16 else.
        if S::F32_LANES == 16 { run::<S, 8>(simd, self) } else { run::<S, 6>(simd, self) }
    }
}

#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn run<S: Simd, const ROWS: usize>(simd: S, Multiply { rows, panels, products }: Multiply<'_>) {
    let (inputs, outputs) = (panels.inputs, panels.outputs);
    if inputs == 0 || outputs == 0 {
        return;
    }
    let nothing = vec![0.0; inputs];
    for (panel, first) in panels.values.chunks_exact(inputs * PANEL).zip((0..outputs).step_by(PANEL)) {
        let width = PANEL.min(outputs - first);
        for (block, into) in rows.chunks(ROWS * inputs).zip(products.chunks_mut(ROWS * outputs)) {
            let row = |number: usize| block.get(number * inputs..(number + 1) * inputs).unwrap_or(&nothing);
            let tile = tile::<S, ROWS>(simd, std::array::from_fn(row), panel);
            for (row, sums) in into.chunks_exact_mut(outputs).zip(&tile) {
                row[first..first + width].copy_from_slice(&sums[..width]);
            }
        }
    }
}

#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn tile<S: Simd, const ROWS: usize>(simd: S, rows: [&[f32]; ROWS], panel: &[f32]) -> [[f32; PANEL]; ROWS] {
    let mut tile = [[0.0; PANEL]; ROWS];
    for offset in (0..PANEL).step_by(2 * S::F32_LANES) {
        let sums = sums::<S, ROWS>(simd, rows, panel, offset);
        for (row, sums) in tile.iter_mut().zip(sums) {
            let (vectors, _) = S::as_mut_simd_f32s(&mut row[offset..offset + 2 * S::F32_LANES]);
            vectors.copy_from_slice(&sums);
        }
    }
    tile
}

/// The sums of two registers' width of columns.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn sums<S: Simd, const ROWS: usize>(
    simd: S,
    rows: [&[f32]; ROWS],
    panel: &[f32],
    offset: usize,
) -> [[S::f32s; 2]; ROWS] {
    let mut sums = [[simd.splat_f32s(0.0); 2]; ROWS];
    // All are as long, and said to be so: then no place has to be checked inside the loop.
    let inputs = panel.len() / PANEL;
    let rows: [&[f32]; ROWS] = rows.map(|row| &row[..inputs]);
    for (input, weights) in panel.chunks_exact(PANEL).enumerate() {
        let (weights, _) = S::as_simd_f32s(&weights[offset..offset + 2 * S::F32_LANES]);
        let (left, right) = (weights[0], weights[1]);
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let value = simd.splat_f32s(row[input]);
            sum[0] = simd.mul_add_e_f32s(value, left, sum[0]);
            sum[1] = simd.mul_add_e_f32s(value, right, sum[1]);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slowly(rows: &[f32], inputs: usize, outputs: usize, at: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        let row = |row: &[f32]| -> Vec<f32> {
            (0..outputs).map(|output| row.iter().enumerate().map(|(input, x)| x * at(input, output)).sum()).collect()
        };
        rows.chunks_exact(inputs).flat_map(row).collect()
    }

    proptest! {
        #[test]
        fn a_product_is_the_sums_of_products(inputs in 1_usize..40, outputs in 1_usize..80, count in 0_usize..20) {
            let at = |input: usize, output: usize| ((input * 7 + output * 3) % 11) as f32 - 5.0;
            let rows: Vec<f32> = (0..count * inputs).map(|i| (i % 13) as f32 - 6.0).collect();
            let products = Panels::new(inputs, outputs, at).multiply(&rows);
            prop_assert_eq!(products, slowly(&rows, inputs, outputs, at));
        }
    }

    #[test]
    fn a_layer_adds_its_bias_to_every_row() {
        let layer = Linear { weight: Panels::new(1, 2, |_, output| output as f32), bias: vec![10.0, 20.0] };
        assert_eq!(layer.apply(&[1.0, 2.0]), [10.0, 21.0, 10.0, 22.0]);
    }
}
