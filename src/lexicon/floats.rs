//! Files of weights as the scripts of `training/` write them: eight bytes that say what it is, sizes (u32), then floats, all
//! little-endian.

use super::product::{Linear, Panels};

/// The floats of a file of weights that are still to be taken.
#[derive(Debug, Clone)]
pub struct Floats {
    floats: Vec<f32>,
    taken: usize,
}

impl Floats {
    /// The sizes and the floats of a file; `None` when it does not begin with the magic bytes or is cut off in its sizes.
    #[must_use]
    pub fn open<const SIZES: usize>(bytes: &[u8], magic: &[u8]) -> Option<([usize; SIZES], Self)> {
        let (sizes, rest) = bytes.strip_prefix(magic)?.split_at_checked(4 * SIZES)?;
        let sizes = sizes.as_chunks::<4>().0.iter().map(|size| u32::from_le_bytes(*size) as usize);
        let (floats, beyond) = rest.as_chunks::<4>();
        let floats = floats.iter().map(|number| f32::from_le_bytes(*number)).collect();
        let sizes: Vec<usize> = sizes.collect();
        beyond.is_empty().then_some((sizes.try_into().ok()?, Self { floats, taken: 0 }))
    }

    /// The next so many; `None` when there are fewer.
    pub fn take(&mut self, count: usize) -> Option<&[f32]> {
        let taken = self.floats.get(self.taken..self.taken.checked_add(count)?)?;
        self.taken += count;
        Some(taken)
    }

    /// The next layer: its weights input by input, then what is added.
    pub fn linear(&mut self, inputs: usize, outputs: usize) -> Option<Linear> {
        let weights = self.take(inputs.checked_mul(outputs)?)?;
        let weight = Panels::new(inputs, outputs, |input, output| weights[input * outputs + output]);
        Some(Linear { weight, bias: self.take(outputs)?.to_vec() })
    }

    /// Whether all were taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.taken == self.floats.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(sizes: &[u32], floats: &[f32]) -> Vec<u8> {
        let sizes = sizes.iter().flat_map(|size| size.to_le_bytes());
        b"tripelx1".iter().copied().chain(sizes).chain(floats.iter().flat_map(|float| float.to_le_bytes())).collect()
    }

    #[test]
    fn a_layer_is_read_input_by_input() {
        let bytes = file(&[2, 1], &[3.0, 4.0, 0.5]);
        let ([inputs, outputs], mut floats) = Floats::open::<2>(&bytes, b"tripelx1").unwrap();
        let layer = floats.linear(inputs, outputs).unwrap();
        assert_eq!(layer.apply(&[1.0, 10.0, 2.0, 20.0]), [43.5, 86.5]);
        assert!(floats.is_empty());
        assert!(floats.take(1).is_none());
    }

    #[test]
    fn what_is_foreign_or_cut_off_is_not_opened() {
        let bytes = file(&[2, 1], &[3.0]);
        assert!(Floats::open::<2>(&bytes, b"tripelx2").is_none());
        assert!(Floats::open::<2>(&bytes[..bytes.len() - 1], b"tripelx1").is_none());
        assert!(Floats::open::<2>(&bytes[..12], b"tripelx1").is_none());
        let (_, mut floats) = Floats::open::<2>(&bytes, b"tripelx1").unwrap();
        assert!(floats.linear(usize::MAX, 2).is_none());
        assert!(floats.linear(1, 1).is_none());
    }
}
