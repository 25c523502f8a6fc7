//! The weights of a small linear model: a name and a number a line, so that one can read what counts for what.

use std::collections::BTreeMap;

static CONFIDENCE: &str = include_str!("../../models/confidence.tsv");

/// Weights by the names of the features.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights(BTreeMap<String, f32>);

impl Weights {
    /// The weights of these features.
    #[must_use]
    pub fn new(weights: BTreeMap<String, f32>) -> Self {
        Self(weights)
    }

    /// The weights that the confidence of a fact is worked out with.
    #[must_use]
    pub(super) fn confidence() -> Self {
        Self::parse(CONFIDENCE)
    }

    /// Reads the text of a table; a line that gives no number is left out.
    fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let weight = |line: &str| {
            let (name, number) = line.split_once('\t')?;
            Some((name.to_owned(), number.parse().ok()?))
        };
        Self(lines.filter_map(weight).collect())
    }

    /// The weight of a feature; 0 for one that nothing is known of.
    #[must_use]
    pub fn of(&self, name: &str) -> f32 {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// All weights, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f32)> {
        self.0.iter().map(|(name, weight)| (name.as_str(), *weight))
    }
}
