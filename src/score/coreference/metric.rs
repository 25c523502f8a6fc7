//! The measures of coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF-e (Luo 2005), as the scorer of
//! the `CoNLL` tasks defines them (Pradhan et al. 2014): mentions that only one side has are neither added nor removed.

use std::collections::BTreeMap;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Mentions that speak of one thing each, by any key that tells mentions apart.
pub type Clusters<M> = Vec<Vec<M>>;

/// How much of one side is in the other, summed over documents.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ratio {
    part: f64,
    whole: f64,
}

impl Ratio {
    fn new(part: f64, whole: f64) -> Self {
        Self { part, whole }
    }

    fn plus(self, other: Self) -> Self {
        Self::new(self.part + other.part, self.whole + other.whole)
    }

    /// The share in [0, 1]; 0 of nothing.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.whole > 0.0 { self.part / self.whole } else { 0.0 }
    }
}

/// Recall and precision of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measure {
    /// Of the key, what the response has.
    pub recall: Ratio,
    /// Of the response, what the key has.
    pub precision: Ratio,
}

impl Measure {
    /// Their harmonic mean.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (recall, precision) = (self.recall.value(), self.precision.value());
        if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 }
    }

    fn plus(self, other: Self) -> Self {
        Self { recall: self.recall.plus(other.recall), precision: self.precision.plus(other.precision) }
    }
}

/// All measures of a set of documents.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Coreference {
    /// Which mentions are found at all.
    pub mentions: Measure,
    /// Links.
    pub muc: Measure,
    /// Mentions.
    pub b_cubed: Measure,
    /// Things.
    pub ceaf_e: Measure,
}

impl Coreference {
    /// Measures one document.
    #[must_use]
    pub fn of<M: Ord + Clone>(key: &Clusters<M>, response: &Clusters<M>) -> Self {
        let (in_key, in_response) = (places(key), places(response));
        let similarity = matched(key, &in_response, response);
        let found = in_key.keys().filter(|mention| in_response.contains_key(mention)).count() as f64;
        let of = |clusters: usize| Ratio::new(similarity, clusters as f64);
        Self {
            mentions: Measure {
                recall: Ratio::new(found, in_key.len() as f64),
                precision: Ratio::new(found, in_response.len() as f64),
            },
            muc: Measure { recall: muc(key, &in_response), precision: muc(response, &in_key) },
            b_cubed: Measure { recall: b_cubed(key, &in_response), precision: b_cubed(response, &in_key) },
            ceaf_e: Measure { recall: of(key.len()), precision: of(response.len()) },
        }
    }

    /// The sums over both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            mentions: self.mentions.plus(other.mentions),
            muc: self.muc.plus(other.muc),
            b_cubed: self.b_cubed.plus(other.b_cubed),
            ceaf_e: self.ceaf_e.plus(other.ceaf_e),
        }
    }

    /// The mean of the three F1, in percent.
    #[must_use]
    pub fn average(self) -> f64 {
        100.0 * (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

/// The cluster of each mention.
fn places<M: Ord + Clone>(clusters: &Clusters<M>) -> BTreeMap<M, usize> {
    let numbered = clusters.iter().enumerate();
    numbered.flat_map(|(number, cluster)| cluster.iter().map(move |mention| (mention.clone(), number))).collect()
}

/// How the other side cuts a cluster: how many of its mentions lie in each cluster there, and how many in none.
fn cut<M: Ord>(cluster: &[M], other: &BTreeMap<M, usize>) -> (BTreeMap<usize, usize>, usize) {
    let (mut parts, mut missing) = (BTreeMap::new(), 0);
    for mention in cluster {
        match other.get(mention) {
            Some(&number) => *parts.entry(number).or_default() += 1,
            None => missing += 1,
        }
    }
    (parts, missing)
}

/// Of the links that hold the clusters together, those that the other side does not cut.
fn muc<M: Ord>(clusters: &Clusters<M>, other: &BTreeMap<M, usize>) -> Ratio {
    let kept = |cluster: &Vec<M>| {
        let (parts, missing) = cut(cluster, other);
        Ratio::new((cluster.len() - parts.len() - missing) as f64, (cluster.len() - 1) as f64)
    };
    clusters.iter().filter(|cluster| !cluster.is_empty()).map(kept).fold(Ratio::default(), Ratio::plus)
}

/// For each mention, the share of its cluster that the other side puts with it.
fn b_cubed<M: Ord>(clusters: &Clusters<M>, other: &BTreeMap<M, usize>) -> Ratio {
    let shared = |cluster: &Vec<M>| {
        let together: f64 = cut(cluster, other).0.values().map(|&count| (count * count) as f64).sum();
        Ratio::new(together / cluster.len() as f64, cluster.len() as f64)
    };
    clusters.iter().filter(|cluster| !cluster.is_empty()).map(shared).fold(Ratio::default(), Ratio::plus)
}

/// Parts of one, so that the matching counts in whole numbers.
const UNITS: f64 = 1e12;

/// The sum of the similarities (φ4) of the clusters under the one-to-one matching that makes it greatest.
fn matched<M: Ord>(key: &Clusters<M>, in_response: &BTreeMap<M, usize>, response: &Clusters<M>) -> f64 {
    if key.is_empty() || response.is_empty() {
        return 0.0;
    }
    // The algorithm wants no more rows than columns; what is no cluster is like none.
    let columns = key.len().max(response.len());
    let mut similarities = Matrix::new(key.len(), columns, 0_i64);
    for (number, cluster) in key.iter().enumerate() {
        for (other, shared) in cut(cluster, in_response).0 {
            let similarity = 2.0 * shared as f64 / (cluster.len() + response[other].len()) as f64;
            similarities[(number, other)] = (similarity * UNITS) as i64;
        }
    }
    kuhn_munkres(&similarities).0 as f64 / UNITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(text: &str) -> Clusters<char> {
        text.split(' ').map(|cluster| cluster.chars().collect()).collect()
    }

    /// In hundredths.
    fn rounded(ratio: Ratio) -> u32 {
        (100.0 * ratio.value()).round() as u32
    }

    /// The example of Pradhan et al. (2014), *Scoring Coreference Partitions of Predicted Mentions*, with their figures;
    /// but for the last, 0.4545, which they reckon from rounded ones (0.46).
    #[test]
    fn the_example_of_the_reference_scorer() {
        let score = Coreference::of(&clusters("abc defg"), &clusters("ab cd fghi"));
        assert_eq!([score.muc.recall, score.muc.precision].map(rounded), [40, 40]);
        assert_eq!([score.b_cubed.recall, score.b_cubed.precision].map(rounded), [42, 50]);
        assert_eq!([score.ceaf_e.recall, score.ceaf_e.precision].map(rounded), [65, 43]);
        assert_eq!(rounded(Ratio::new(score.ceaf_e.f1(), 1.0)), 52);
        assert_eq!(rounded(Ratio::new(score.b_cubed.f1(), 1.0)), 45);
    }

    /// The second example of Bagga and Baldwin (1998): twelve mentions, two of three things joined.
    #[test]
    fn joining_two_things_costs_precision_alone() {
        let score = Coreference::of(&clusters("12345 67 89abc"), &clusters("1234589abc 67"));
        assert_eq!(rounded(score.muc.recall), 100);
        assert_eq!(rounded(score.muc.precision), 90);
        assert_eq!(rounded(score.b_cubed.precision), 58);
        assert_eq!(rounded(score.b_cubed.recall), 100);
    }

    #[test]
    fn what_is_right_scores_all_and_single_mentions_have_no_link() {
        let key = clusters("ab c");
        let score = Coreference::of(&key, &key);
        assert!((score.average() - 100.0).abs() < 1e-9);
        let single = clusters("a b");
        assert!(Coreference::of(&single, &single).muc.f1() < 1e-9);
    }

    #[test]
    fn the_matching_is_the_best_one_not_the_first() {
        // Taking the most similar pair first (c with cd) would leave nothing for abe.
        let score = Coreference::of(&clusters("abcd ef"), &clusters("ab cdef"));
        let expected = 2.0 * 2.0 / 6.0 + 2.0 * 2.0 / 6.0;
        assert!((score.ceaf_e.recall.part - expected).abs() < 1e-9);
    }
}
