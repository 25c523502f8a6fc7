//! `PageRank`: how likely a reader who follows edges at random is at a thing, starting anywhere or from some things only.
//!
//! S. Brin and L. Page: The anatomy of a large-scale hypertextual web search engine. Computer Networks 30, 1998.

use rayon::prelude::*;

use super::{Network, RankError};

/// The share of the rank that follows edges, as Brin and Page set it.
pub const DAMPING: f64 = 0.85;
const SETTLED: f64 = 1e-12;
const MOST_ROUNDS: usize = 10_000;

impl Network {
    /// The rank of each vertex. The reader starts, and starts again, at one of `starts`, or anywhere if there are none.
    ///
    /// # Errors
    /// When `damping` is not in [0, 1) or so near to 1 that the ranks do not settle.
    ///
    /// # Panics
    /// When a start is no vertex.
    pub fn page_rank(&self, damping: f64, starts: &[usize]) -> Result<Vec<f64>, RankError> {
        if !(0.0..1.0).contains(&damping) {
            return Err(RankError::Damping(damping));
        }
        let home = self.home(starts);
        let mut ranks = home.clone();
        for _ in 0..MOST_ROUNDS {
            let next = self.flow(&ranks, &home, damping);
            let change: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
            ranks = next;
            if change < SETTLED {
                return Ok(ranks);
            }
        }
        Err(RankError::Unsettled(damping, MOST_ROUNDS))
    }

    /// How likely the reader starts at each vertex.
    fn home(&self, starts: &[usize]) -> Vec<f64> {
        if starts.is_empty() {
            return vec![1.0 / self.len().max(1) as f64; self.len()];
        }
        let mut home = vec![0.0; self.len()];
        for start in starts {
            home[*start] += 1.0 / starts.len() as f64;
        }
        home
    }

    /// One round: every vertex gives its rank to those its edges lead to, one without edges to those where readers
    /// start. Each vertex adds up what it gets in the order of its row, so that threads do not change the sum.
    fn flow(&self, ranks: &[f64], home: &[f64], damping: f64) -> Vec<f64> {
        let share = |vertex: usize| match self.out.degree(vertex) {
            0 => 0.0,
            degree => ranks[vertex] / degree as f64,
        };
        let shares: Vec<f64> = (0..self.len()).map(share).collect();
        let lost: f64 =
            (0..self.len()).filter(|vertex| self.out.degree(*vertex) == 0).map(|vertex| ranks[vertex]).sum();
        let back = 1.0 - damping + damping * lost;
        let got = |vertex: usize| self.into.row(vertex).iter().map(|from| shares[*from as usize]).sum::<f64>();
        let next = (0..self.len()).into_par_iter().with_min_len(1 << 12);
        next.map(|vertex| back * home[vertex] + damping * got(vertex)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_add_up_to_one() {
        let network = Network::of_edges(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]);
        for starts in [&[][..], &[0], &[0, 3]] {
            let sum: f64 = network.page_rank(DAMPING, starts).unwrap().iter().sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }

    #[test]
    fn what_no_start_reaches_has_no_rank() {
        let network = Network::of_edges(3, &[(0, 1), (2, 1)]);
        let ranks = network.page_rank(DAMPING, &[0]).unwrap();
        assert!(ranks[0] > 0.0 && ranks[1] > 0.0 && ranks[2].abs() < 1e-12, "{ranks:?}");
    }
}
