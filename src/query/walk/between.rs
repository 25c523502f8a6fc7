//! How much leads through a thing (betweenness) and how near it is to all others (closeness), over the shortest ways.
//!
//! U. Brandes: A faster algorithm for betweenness centrality. J. Math. Sociology 25(2), 2001. Crates have it too, but none
//! that takes only some of the sources, without which a million edges are out of reach.

use rayon::prelude::*;

use super::Network;

/// The sources are shared out in so many parts, whatever the number of threads: the order of adding up, and with it the
/// last digits, must not depend on the machine.
const PARTS: usize = 16;
const FAR: u32 = u32::MAX;

/// What a search from a source keeps of a vertex; together, since it is asked for together.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// How far it is.
    distance: u32,
    /// How many shortest ways lead there.
    ways: f64,
    /// What share of the ways to all others lead through it.
    through: f64,
}

const UNSEEN: Mark = Mark { distance: FAR, ways: 0.0, through: 0.0 };

impl Network {
    /// On how many of the shortest ways from `sources` to all others each vertex lies, shares added up. The network must
    /// be simple (see [`Network::simple`]): parallel edges would count as several ways.
    #[must_use]
    pub fn betweenness(&self, sources: &[usize]) -> Vec<f64> {
        let part = sources.len().div_ceil(PARTS).max(1);
        let parts: Vec<Vec<f64>> = sources.par_chunks(part).map(|sources| self.between(sources)).collect();
        let mut sums = vec![0.0; self.len()];
        for part in parts {
            sums.iter_mut().zip(part).for_each(|(sum, score)| *sum += score);
        }
        sums
    }

    fn between(&self, sources: &[usize]) -> Vec<f64> {
        let mut sums = vec![0.0; self.len()];
        let mut marks = vec![UNSEEN; self.len()];
        let mut order: Vec<u32> = Vec::with_capacity(self.len());
        for &source in sources {
            self.spread(source, &mut marks, &mut order);
            self.gather(&mut marks, &order);
            for &vertex in &order[1..] {
                sums[vertex as usize] += marks[vertex as usize].through;
            }
            for vertex in order.drain(..) {
                marks[vertex as usize] = UNSEEN;
            }
        }
        sums
    }

    /// Finds what can be reached, the nearest first.
    fn spread(&self, source: usize, marks: &mut [Mark], order: &mut Vec<u32>) {
        marks[source] = Mark { distance: 0, ways: 1.0, through: 0.0 };
        order.push(source as u32);
        let mut at = 0;
        while let Some(&vertex) = order.get(at) {
            at += 1;
            let Mark { distance, ways, .. } = marks[vertex as usize];
            for &next in self.out.row(vertex as usize) {
                let mark = &mut marks[next as usize];
                if mark.distance == FAR {
                    mark.distance = distance + 1;
                    order.push(next);
                }
                if mark.distance == distance + 1 {
                    mark.ways += ways;
                }
            }
        }
    }

    /// Goes back from the farthest and gives each vertex what lies behind it.
    fn gather(&self, marks: &mut [Mark], order: &[u32]) {
        for &vertex in order.iter().skip(1).rev() {
            let Mark { distance, ways, through } = marks[vertex as usize];
            let share = (1.0 + through) / ways;
            for &before in self.into.row(vertex as usize) {
                let mark = &mut marks[before as usize];
                if mark.distance.wrapping_add(1) == distance {
                    mark.through += mark.ways * share;
                }
            }
        }
    }

    /// How near each vertex is to those with a way to it: their share of all others by their mean distance, as
    /// Wasserman and Faust have it, so that small islands do not come first.
    #[must_use]
    pub fn closeness(&self) -> Vec<f64> {
        let near = |(marks, order): &mut (Vec<u32>, Vec<u32>), vertex| self.nearness(vertex, marks, order);
        let fresh = || (vec![FAR; self.len()], Vec::new());
        (0..self.len()).into_par_iter().map_init(fresh, near).collect()
    }

    fn nearness(&self, vertex: usize, distances: &mut [u32], order: &mut Vec<u32>) -> f64 {
        order.push(vertex as u32);
        distances[vertex] = 0;
        let (mut at, mut sum) = (0, 0.0);
        while let Some(&vertex) = order.get(at) {
            at += 1;
            let distance = distances[vertex as usize];
            sum += f64::from(distance);
            for &next in self.into.row(vertex as usize) {
                if distances[next as usize] == FAR {
                    distances[next as usize] = distance + 1;
                    order.push(next);
                }
            }
        }
        let reached = (order.len() - 1) as f64;
        for vertex in order.drain(..) {
            distances[vertex as usize] = FAR;
        }
        if sum > 0.0 { reached / sum * reached / (self.len() - 1) as f64 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_along_a_line_lead_through_its_middle() {
        let line = Network::of_edges(3, &[(0, 1), (1, 2)]);
        assert_eq!(line.betweenness(&[0, 1, 2]), [0.0, 1.0, 0.0]);
        assert_eq!(line.betweenness(&[1]), [0.0, 0.0, 0.0]);
        assert_eq!(line.betweenness(&[]), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn two_ways_of_one_length_share() {
        let diamond = Network::of_edges(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]);
        assert_eq!(diamond.betweenness(&[0, 1, 2, 3]), [0.0, 0.5, 0.5, 0.0]);
    }

    #[test]
    fn what_nothing_leads_to_is_not_near() {
        let line = Network::of_edges(3, &[(0, 1), (1, 2)]);
        assert_eq!(line.closeness(), [0.0, 0.5, 2.0 / 3.0]);
    }
}
