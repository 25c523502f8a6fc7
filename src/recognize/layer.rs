//! The layer for names that stands beside that of the reader: its scores are added. `training/names.py` grows it; the file
//! holds the eight bytes `tripeln1`, three sizes (what goes in, the middle, the labels), and the weights of two layers.

use std::ops::Range;
use std::sync::LazyLock;

use crate::encode::{Encoding, gelu};
use crate::lexicon::{Floats, Linear, wide};

const MAGIC: &[u8] = b"tripeln1";

/// The layer that is built in.
pub(super) fn embedded() -> &'static Layer {
    static EMBEDDED: LazyLock<Layer> =
        LazyLock::new(|| Layer::open(crate::lexicon::names()).expect("a test opens the layer that is built in"));
    &EMBEDDED
}

/// A network of one hidden layer over what a word is in its sentence and by itself.
#[derive(Debug)]
pub(super) struct Layer {
    widen: Linear,
    narrow: Linear,
}

impl Layer {
    /// Opens the file; `None` when it is none of ours or cut off.
    fn open(bytes: &[u8]) -> Option<Self> {
        let ([inputs, hidden, labels], mut floats) = Floats::open::<3>(bytes, MAGIC)?;
        let (widen, narrow) = (floats.linear(inputs, hidden)?, floats.linear(hidden, labels)?);
        floats.is_empty().then_some(Self { widen, narrow })
    }

    /// What is added to the scores of the labels of some words, rows run on.
    pub(super) fn scores(&self, encoding: &Encoding, tokens: Range<usize>) -> Vec<f32> {
        let words = tokens.flat_map(|token| [encoding.in_sentence(token), encoding.alone(token)]);
        let mut middle = self.widen.apply(&words.collect::<Vec<&[f32]>>().concat());
        wide(
            #[inline(always)]
            || gelu(&mut middle),
        );
        self.narrow.apply(&middle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, Model};

    #[test]
    fn the_layer_that_is_built_in_has_the_labels_of_the_reader() {
        let lexicon = Lexicon::embedded();
        let (_, labels) = lexicon.model().labels.layer(Model::ENTITIES);
        assert_eq!(embedded().narrow.bias.len(), labels.len());
    }

    #[test]
    fn what_is_cut_off_is_not_opened() {
        let bytes = crate::lexicon::names();
        assert!(Layer::open(&bytes[..bytes.len() - 4]).is_none());
        assert!(Layer::open(&[bytes, &[0; 4]].concat()).is_none());
        assert!(Layer::open(b"").is_none());
    }
}
