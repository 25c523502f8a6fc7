//! Functions of rows of numbers. They are written so that the compiler turns them into wide registers: no calls of the
//! mathematical library, sums in sixteen parts.

use crate::lexicon::{Norm, wide};

/// The Gaussian error linear unit of each value: x times the chance that a standard normal number is below x. To be
/// called from what is wide.
#[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
#[inline(always)]
pub(crate) fn gelu(values: &mut [f32]) {
    for value in values {
        *value *= normal_below(*value);
    }
}

/// The hyperbolic tangent of each value, likewise.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
pub(crate) fn tanh(values: &mut [f32]) {
    each(values, |value| {
        let small = exp(-2.0 * value.abs());
        ((1.0 - small) / (1.0 + small)).copysign(value)
    });
}

/// The sum of the products of the values, likewise.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
pub(crate) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let ((left, left_rest), (right, right_rest)) = (left.as_chunks::<16>(), right.as_chunks::<16>());
    let mut parts = [0.0; 16];
    for (left, right) in left.iter().zip(right) {
        parts.iter_mut().zip(left.iter().zip(right)).for_each(|(part, (left, right))| *part += left * right);
    }
    parts.iter().sum::<f32>() + left_rest.iter().zip(right_rest).map(|(left, right)| left * right).sum::<f32>()
}

/// Makes the scores of each row of so many chances that sum to 1.
pub(crate) fn softmax(scores: &mut [f32], width: usize) {
    wide(
        #[inline(always)]
        || {
            for row in scores.chunks_exact_mut(width.max(1)) {
                let all = exponentials(row);
                each(row, |score| score / all);
            }
        },
    );
}

/// Makes the scores of each row of so many chances but for their sum, which is written behind the others. Of a row only
/// the first `length` scores count; the rest become 0.
pub(super) fn weigh(scores: &mut [f32], width: usize, length: usize, sums: &mut Vec<f32>) {
    sums.clear();
    wide(
        #[inline(always)]
        || {
            for row in scores.chunks_exact_mut(width.max(1)) {
                row[length..].fill(f32::MIN);
                sums.push(exponentials(row));
            }
        },
    );
}

/// Puts e to the power of what each score has less than the greatest in its place; gives the sum.
#[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
#[inline(always)]
fn exponentials(row: &mut [f32]) -> f32 {
    let most = greatest(row);
    let (chunks, rest) = row.as_chunks_mut::<16>();
    let mut parts = [0.0; 16];
    for chunk in chunks {
        for (part, score) in parts.iter_mut().zip(chunk) {
            *score = exp(*score - most);
            *part += *score;
        }
    }
    for score in rest.iter_mut() {
        *score = exp(*score - most);
    }
    parts.iter().chain(rest.iter()).sum()
}

/// Adds to each row what a part of the layer made of it, then norms it.
pub(super) fn add_and_norm(rows: &mut [f32], more: &[f32], with: &Norm) {
    rows.iter_mut().zip(more).for_each(|(value, more)| *value += more);
    norm(rows, with);
}

/// Norms each row.
pub(super) fn norm(rows: &mut [f32], with: &Norm) {
    wide(
        #[inline(always)]
        || {
            for row in rows.chunks_exact_mut(with.weight.len().max(1)) {
                let count = row.len() as f32;
                let mean = sum(row, |value| value) / count;
                let variance = sum(row, |value| (value - mean) * (value - mean)) / count;
                let scale = (variance + with.epsilon).sqrt().recip();
                for ((value, weight), bias) in row.iter_mut().zip(&with.weight).zip(&with.bias) {
                    *value = (*value - mean) * scale * weight + bias;
                }
            }
        },
    );
}

/// Puts a function of each value in its place, whole registers at a time.
#[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
#[inline(always)]
fn each(values: &mut [f32], of: impl Fn(f32) -> f32) {
    let (chunks, rest) = values.as_chunks_mut::<16>();
    for chunk in chunks {
        for value in chunk {
            *value = of(*value);
        }
    }
    for value in rest {
        *value = of(*value);
    }
}

/// The sum of a function of the values, in sixteen parts, so that they can be added side by side.
#[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = values.as_chunks::<16>();
    let mut parts = [0.0; 16];
    for chunk in chunks {
        parts.iter_mut().zip(chunk).for_each(|(part, value)| *part += of(*value));
    }
    parts.iter().sum::<f32>() + rest.iter().map(|value| of(*value)).sum::<f32>()
}

/// The greatest of the values, in sixteen parts.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn greatest(values: &[f32]) -> f32 {
    let (chunks, rest) = values.as_chunks::<16>();
    let mut parts = [f32::MIN; 16];
    for chunk in chunks {
        parts.iter_mut().zip(chunk).for_each(|(part, value)| *part = if *value > *part { *value } else { *part });
    }
    parts.iter().chain(rest).copied().fold(f32::MIN, f32::max)
}

/// The chance that a standard normal number is below `x`, to 2e-5: one half and `x` times a polynomial in its square
/// (fit up to 4.5 for the least error of the unit; from there on it hardly changes). The values become bytes right
/// after, which is far coarser.
#[inline(always)]
fn normal_below(x: f32) -> f32 {
    const END: f32 = 4.5;
    const FACTORS: [f32; 9] = [
        3.354_955_7e-3,
        -9.329_008e-3,
        1.220_642_1e-2,
        -1.674_340_5e-2,
        2.763_047e-2,
        -4.055_600_5e-2,
        5.481_84e-2,
        -7.717_195e-2,
        1.569_021_2e-1,
    ];
    let x = x.clamp(-END, END);
    let place = x * x * (2.0 / (END * END)) - 1.0;
    let series = FACTORS.iter().fold(0.0, |series: f32, factor| series.mul_add(place, *factor));
    x.mul_add(series, 0.5)
}

/// e to the power of `x`, for `x` up to 0, to a relative 2e-7: the whole powers of two by the bits of the number, the
/// rest by a polynomial.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // Adding 1.5 × 2^23 leaves the nearest whole number in the low bits.
    const SHIFT: f32 = 12_582_912.0;
    const FACTORS: [f32; 6] = [1.987_569_1e-4, 1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5];
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x.mul_add(std::f32::consts::LOG2_E, SHIFT);
    let whole = shifted - SHIFT;
    // The logarithm of 2 in two parts keeps the difference exact.
    let rest = whole.mul_add(2.121_944_4e-4, whole.mul_add(-0.693_359_4, x));
    let series = FACTORS.iter().fold(0.0, |series: f32, factor| series.mul_add(rest, *factor));
    let power = f32::from_bits(shifted.to_bits().wrapping_sub(SHIFT.to_bits()).wrapping_add(127) << 23);
    (series * rest).mul_add(rest, rest + 1.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_those_of_the_library() {
        for step in 0..8_000 {
            let x = step as f32 * -0.01;
            let (own, library) = (exp(x), x.exp());
            assert!((own - library).abs() <= 4e-7 * library, "{x}: {own}, not {library}");
        }
    }

    #[test]
    fn gelu_has_its_known_values() {
        let mut values = [-4.0, -3.0, -1.0, 0.0, 0.5, 1.0, 3.0, 10.0];
        gelu(&mut values);
        let known = [-0.000_126_7, -0.004_049_7, -0.158_655_25, 0.0, 0.345_731_23, 0.841_344_7, 2.995_950_3, 10.0];
        for (own, known) in values.iter().zip(known) {
            assert!((own - known).abs() < 5e-5, "{own}, not {known}");
        }
    }

    #[test]
    fn tangents_are_those_of_the_library() {
        let mut values: Vec<f32> = (-900..900).map(|step: i16| f32::from(step) * 0.01).collect();
        let known: Vec<f32> = values.iter().map(|value| value.tanh()).collect();
        tanh(&mut values);
        for (own, known) in values.iter().zip(known) {
            assert!((own - known).abs() < 1e-6, "{own}, not {known}");
        }
    }

    #[test]
    fn chances_sum_to_one_however_large_the_scores() {
        let mut scores = [1_000.0, 999.0, -1e4, 0.0];
        softmax(&mut scores, 4);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[0] > scores[1] && scores[2] < 1e-30);
    }
}
