//! The table of weights of the features: a word for each, and what it adds to the score of a pair. It is text, made by
//! `tripel score coreference --learn`, and small enough to be read.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use super::pair::Pair;

/// The table that is built in.
pub(super) fn embedded() -> &'static Weights {
    static EMBEDDED: LazyLock<Weights> = LazyLock::new(|| {
        Weights::parse(crate::lexicon::references()).expect("a test reads the table that is built in")
    });
    &EMBEDDED
}

/// Joins the words of a feature.
const JOINT: char = '/';

/// What each feature adds to the score of a pair.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    by_hash: HashMap<u64, f32>,
}

impl Weights {
    /// Reads a table: feature and weight a line, parted by a tab; lines that begin with `#` are comments.
    ///
    /// # Errors
    /// Names the line that is none of a table.
    pub fn parse(text: &str) -> Result<Self, String> {
        let row = |line: &str| {
            let (feature, weight) = line.split_once('\t')?;
            Some((hash(&feature.split(JOINT).collect::<Vec<_>>()), weight.parse().ok()?))
        };
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let rows = lines.map(|line| row(line).ok_or_else(|| format!("`{line}` is no feature with its weight")));
        Ok(Self { by_hash: rows.collect::<Result<_, _>>()? })
    }

    /// The weight of a pair.
    pub(super) fn sum(&self, pair: &Pair<'_>) -> f32 {
        let mut sum = 0.0;
        pair.features(&mut |parts| sum += self.by_hash.get(&hash(parts)).copied().unwrap_or_default());
        sum
    }
}

/// FNV-1a over the words of a feature.
fn hash(parts: &[&str]) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    parts.iter().fold(0xcbf2_9ce4_8422_2325, |hash, part| step(part.bytes().fold(hash, step), JOINT as u8))
}

/// The words of a feature as one.
pub(super) fn name(parts: &[&str]) -> String {
    parts.join(&JOINT.to_string())
}

/// A table as text, sorted, without weights that are as good as none.
pub(super) fn table<'a>(weights: impl Iterator<Item = (&'a str, f32)>) -> String {
    let mut rows: Vec<(&str, f32)> = weights.filter(|(_, weight)| weight.abs() >= 0.005).collect();
    rows.sort_by_key(|(name, _)| *name);
    rows.iter().fold(String::new(), |mut text, (name, weight)| {
        let _ = writeln!(text, "{name}\t{weight:.2}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_is_built_in_is_read() {
        assert!(embedded().by_hash.len() > 1000);
    }

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let text = table([("a/b", 1.5), ("c", 0.001)].into_iter());
        assert_eq!(text, "a/b\t1.50\n");
        let weights = Weights::parse(&text).unwrap();
        assert!((weights.by_hash[&hash(&["a", "b"])] - 1.5).abs() < 1e-6);
        assert!(Weights::parse("a b").is_err());
    }
}
