//! The weights of the network that weighs a pair, as `training/parts.py` writes them: the eight bytes `tripelp2`, four
//! numbers (u32: the width of an input, how many places of the middle are sums and how many products, and how many features
//! there are), then floats, all little-endian.

use std::sync::LazyLock;

use crate::encode::{dot, tanh};
use crate::lexicon::{Floats, Linear, wide};

use super::{EventPart, FEATURES};

const MAGIC: &[u8] = b"tripelp2";
/// How many parts there are.
const PARTS: usize = EventPart::ALL.len();

/// The weights that are built in.
pub(super) fn embedded() -> &'static Weights {
    static EMBEDDED: LazyLock<Weights> =
        LazyLock::new(|| Weights::open(crate::lexicon::parts()).expect("a test opens the weights that are built in"));
    &EMBEDDED
}

/// A network of one hidden layer over a pair. A place of it is a sum of what the word and what the mention with its features
/// give, if positive; or the product of the two, for what a mention does by standing so to a word of this kind.
#[derive(Debug)]
pub(super) struct Weights {
    /// How many places of the middle are sums; they come first.
    sums: usize,
    /// From the vector of the word to the middle.
    trigger: Linear,
    /// From the vector of the mention.
    player: Linear,
    /// From each feature to the middle, and right to the parts.
    features: Vec<(Vec<f32>, [f32; PARTS])>,
    /// From the middle to each part.
    middle: [Vec<f32>; PARTS],
    /// What is added to the scores.
    bias: [f32; PARTS],
}

impl Weights {
    /// Opens the file; `None` when it is none of ours or cut off.
    fn open(bytes: &[u8]) -> Option<Self> {
        let ([inputs, sums, products, features], mut floats) = Floats::open::<4>(bytes, MAGIC)?;
        let hidden = sums + products;
        let trigger = floats.linear(inputs, hidden)?;
        let player = floats.linear(inputs, hidden)?;
        let to_middle: Vec<Vec<f32>> =
            floats.take(features * hidden)?.chunks_exact(hidden.max(1)).map(<[f32]>::to_vec).collect();
        let to_parts = floats.take(features * PARTS)?.as_chunks::<PARTS>().0.to_vec();
        let by_place = floats.take(hidden * PARTS)?.as_chunks::<PARTS>().0;
        let middle = std::array::from_fn(|part| by_place.iter().map(|to_parts| to_parts[part]).collect());
        let bias = floats.take(PARTS)?.try_into().ok()?;
        (features == FEATURES && floats.is_empty()).then(|| Self {
            sums,
            trigger,
            player,
            features: to_middle.into_iter().zip(to_parts).collect(),
            middle,
            bias,
        })
    }

    /// The width of the middle.
    pub(super) fn hidden(&self) -> usize {
        self.trigger.bias.len()
    }

    /// What words give to the middle, a row each.
    pub(super) fn of_triggers(&self, inputs: &[f32]) -> Vec<f32> {
        let mut rows = self.trigger.apply(inputs);
        wide(
            #[inline(always)]
            || rows.chunks_exact_mut(self.hidden().max(1)).for_each(|row| tanh(&mut row[self.sums..])),
        );
        rows
    }

    /// What mentions give to the middle, a row each.
    pub(super) fn of_players(&self, inputs: &[f32]) -> Vec<f32> {
        self.player.apply(inputs)
    }

    /// The scores of a pair for each part. What the middle held before does not matter.
    pub(super) fn scores(
        &self,
        trigger: &[f32],
        player: &[f32],
        features: &[usize],
        middle: &mut Vec<f32>,
    ) -> [f32; PARTS] {
        let mut scores = self.bias;
        middle.clear();
        middle.extend_from_slice(player);
        wide(
            #[inline(always)]
            || {
                for (to_middle, to_parts) in features.iter().filter_map(|&feature| self.features.get(feature)) {
                    middle.iter_mut().zip(to_middle).for_each(|(sum, weight)| *sum += weight);
                    scores.iter_mut().zip(to_parts).for_each(|(score, weight)| *score += weight);
                }
                let (added, multiplied) = middle.split_at_mut(self.sums);
                let (to_add, to_multiply) = trigger.split_at(self.sums);
                added.iter_mut().zip(to_add).for_each(|(value, other)| *value = (*value + other).max(0.0));
                multiplied.iter_mut().zip(to_multiply).for_each(|(value, other)| *value *= other);
                scores.iter_mut().zip(&self.middle).for_each(|(score, to_part)| *score += dot(middle, to_part));
            },
        );
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_are_built_in_are_opened() {
        assert!(embedded().hidden() > 0);
        assert_eq!(embedded().features.len(), FEATURES);
    }

    #[test]
    fn what_is_cut_off_or_foreign_is_not_opened() {
        let bytes = crate::lexicon::parts();
        assert!(Weights::open(&bytes[..bytes.len() - 4]).is_none());
        assert!(Weights::open(&bytes[1..]).is_none());
        assert!(Weights::open(b"").is_none());
    }
}
