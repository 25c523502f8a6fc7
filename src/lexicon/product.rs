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

    /// Becomes the matrix with these rows, and so many rows of zeros behind them that there are `inputs`.
    pub fn set_rows<'a>(&mut self, inputs: usize, outputs: usize, rows: impl Iterator<Item = &'a [f32]>) {
        self.clear(inputs, outputs);
        for (input, row) in rows.enumerate() {
            for (part, panel) in row.chunks(PANEL).zip(self.values.chunks_exact_mut((inputs * PANEL).max(1))) {
                panel[input * PANEL..][..part.len()].copy_from_slice(part);
            }
        }
    }

    /// Becomes the matrix with these columns, and so many columns of zeros behind them that there are `outputs`.
    pub fn set_columns<'a>(&mut self, inputs: usize, outputs: usize, columns: impl Iterator<Item = &'a [f32]>) {
        self.clear(inputs, outputs);
        for (output, column) in columns.enumerate() {
            let panel = &mut self.values[output / PANEL * PANEL * inputs..][..PANEL * inputs];
            for (row, value) in panel.as_chunks_mut::<PANEL>().0.iter_mut().zip(column) {
                row[output % PANEL] = *value;
            }
        }
    }

    fn clear(&mut self, inputs: usize, outputs: usize) {
        (self.inputs, self.outputs) = (inputs, outputs);
        self.values.clear();
        self.values.resize(outputs.div_ceil(PANEL) * PANEL * inputs, 0.0);
    }

    /// The product of `rows`, each of as many values as there are inputs, with this matrix: a row of outputs for each.
    #[must_use]
    pub fn multiply(&self, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.inputs.max(1);
        let mut products = vec![0.0; count * self.outputs];
        let into = RowsMut { values: &mut products, step: self.outputs };
        self.multiply_into(Rows { values: rows, step: self.inputs }, into, count);
        products
    }

    /// Writes the product of so many rows with this matrix.
    pub fn multiply_into(&self, rows: Rows<'_>, products: RowsMut<'_>, count: usize) {
        Arch::new().dispatch(Multiply { rows, panels: self, products, count });
    }
}

/// Rows that begin every `step` values.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The values from the first of the first row on.
    pub values: &'a [f32],
    /// How far a row begins behind the one before.
    pub step: usize,
}

impl<'a> Rows<'a> {
    /// The first values of each row.
    pub fn iter(self, width: usize) -> impl Iterator<Item = &'a [f32]> {
        self.values.chunks(self.step.max(1)).map(move |row| &row[..width])
    }

    /// The first values of a row; none when there is no such row.
    fn get(self, number: usize, width: usize) -> Option<&'a [f32]> {
        self.values.get(number * self.step..number * self.step + width)
    }
}

/// Rows to write that begin every `step` values.
#[derive(Debug)]
pub struct RowsMut<'a> {
    /// The values from the first of the first row on.
    pub values: &'a mut [f32],
    /// How far a row begins behind the one before.
    pub step: usize,
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
    rows: Rows<'a>,
    panels: &'a Panels,
    products: RowsMut<'a>,
    count: usize,
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
fn run<S: Simd, const ROWS: usize>(simd: S, Multiply { rows, panels, products, count }: Multiply<'_>) {
    let (inputs, outputs) = (panels.inputs, panels.outputs);
    if inputs == 0 || outputs == 0 {
        return;
    }
    let nothing = vec![0.0; inputs];
    for (panel, first) in panels.values.chunks_exact(inputs * PANEL).zip((0..outputs).step_by(PANEL)) {
        for block in (0..count).step_by(ROWS) {
            let row = |number: usize| rows.get(block + number, inputs).unwrap_or(&nothing);
            let rows = std::array::from_fn(row);
            for offset in (0..PANEL.min(outputs - first)).step_by(2 * S::F32_LANES) {
                let width = (2 * S::F32_LANES).min(outputs - first - offset);
                for (number, sums) in (block..count).zip(sums::<S, ROWS>(simd, rows, panel, offset)) {
                    let place = number * products.step + first + offset;
                    write::<S>(&mut products.values[place..place + width], sums);
                }
            }
        }
    }
}

/// Writes as many of the sums as there is room for.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn write<S: Simd>(into: &mut [f32], sums: [S::f32s; 2]) {
    if into.len() == 2 * S::F32_LANES {
        S::as_mut_simd_f32s(into).0.copy_from_slice(&sums);
        return;
    }
    let mut row = [0.0; PANEL];
    S::as_mut_simd_f32s(&mut row[..2 * S::F32_LANES]).0.copy_from_slice(&sums);
    into.copy_from_slice(&row[..into.len()]);
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
