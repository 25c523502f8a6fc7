//! Which things belong together: communities by the method of Louvain, whichever way the edges lead. No kept crate has
//! it, so it stands here. As in the method of Leiden, no community falls apart into pieces.
//!
//! V. D. Blondel and others: Fast unfolding of communities in large networks. J. Stat. Mech. P10008, 2008.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::View;
use super::component::sorted;

/// In how many orders the vertices are moved; the best result counts. A graph so large that this takes long gets fewer.
const ORDERS: u64 = 20;
/// The edges that are looked at in all orders together.
const EFFORT: u64 = 1_000_000;

/// A smaller gain is noise of the arithmetic; taking it could go on for ever.
const LEAST_GAIN: f64 = 1e-12;

/// The communities of a graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Communities<'g> {
    /// Their IRIs: the largest community first, then by the first IRI; each sorted.
    pub groups: Vec<Vec<&'g str>>,
    /// How much more weight lies inside them than would by chance, below 1; from 0.3 on there is something to see.
    pub modularity: f64,
}

/// The communities of the view. An edge weighs as much as it has independent sources.
#[must_use]
pub fn communities<'g>(view: &View<'g>) -> Communities<'g> {
    let weights = Weights::of(view);
    let community = weights.best_communities();
    let mut groups: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    for node in view.graph.node_indices() {
        groups.entry(community[node.index()]).or_default().push(node);
    }
    Communities { groups: sorted(view, groups.into_values()), modularity: weights.modularity(&community) }
}

/// An undirected weighted graph: for each vertex the weight to every neighbour, and to itself.
struct Weights {
    neighbors: Vec<BTreeMap<usize, f64>>,
    loops: Vec<f64>,
}

impl Weights {
    fn of(view: &View<'_>) -> Self {
        let mut weights = Self::empty(view.graph.node_count());
        for edge in view.graph.edge_references() {
            weights.add(edge.source().index(), edge.target().index(), f64::from(edge.weight().support.max(1)));
        }
        weights
    }

    fn empty(count: usize) -> Self {
        Self { neighbors: vec![BTreeMap::new(); count], loops: vec![0.0; count] }
    }

    fn add(&mut self, one: usize, other: usize, weight: f64) {
        if one == other {
            self.loops[one] += weight;
        } else {
            *self.neighbors[one].entry(other).or_default() += weight;
            *self.neighbors[other].entry(one).or_default() += weight;
        }
    }

    /// The weight of the ends of edges at a vertex.
    fn degree(&self, vertex: usize) -> f64 {
        self.neighbors[vertex].values().sum::<f64>() + 2.0 * self.loops[vertex]
    }

    fn degrees(&self) -> Vec<f64> {
        (0..self.loops.len()).map(|vertex| self.degree(vertex)).collect()
    }

    /// The communities of the order with the highest modularity, the first of equals: which vertex moves first decides
    /// where the method gets stuck.
    fn best_communities(&self) -> Vec<usize> {
        let edges = self.neighbors.iter().map(BTreeMap::len).sum::<usize>() as u64;
        let orders = (EFFORT / edges.max(1)).clamp(1, ORDERS);
        let found = (0..orders).map(|number| self.connected(&self.communities(&order(self.loops.len(), number))));
        let rated = found.map(|community| (self.modularity(&community), community));
        let better = |best: (f64, Vec<usize>), next: (f64, Vec<usize>)| {
            if next.0 > best.0 + LEAST_GAIN { next } else { best }
        };
        rated.reduce(better).map(|(_, community)| community).unwrap_or_default()
    }

    /// The community of each vertex. Vertices are moved in an order, each community becomes one vertex of a smaller graph, whose
    /// communities are found in the same way; then single vertices may move again, until nothing changes.
    fn communities(&self, order: &[usize]) -> Vec<usize> {
        let mut community: Vec<usize> = (0..self.loops.len()).collect();
        loop {
            let moved = numbered(&self.moved(community.clone(), order));
            let joined = self.joined(&moved);
            let smaller = joined.loops.len() < self.loops.len();
            let upper = if smaller {
                joined.communities(&(0..joined.loops.len()).collect::<Vec<_>>())
            } else {
                (0..joined.loops.len()).collect()
            };
            let next: Vec<usize> = numbered(&moved.iter().map(|own| upper[*own]).collect::<Vec<_>>());
            if next == community {
                return community;
            }
            community = next;
        }
    }

    /// Moves each vertex to the neighbouring community where it gains most, until none gains.
    fn moved(&self, mut community: Vec<usize>, order: &[usize]) -> Vec<usize> {
        let degrees = self.degrees();
        let ends: f64 = degrees.iter().sum();
        let mut totals = vec![0.0; degrees.len()];
        for (own, degree) in community.iter().zip(&degrees) {
            totals[*own] += degree;
        }
        let mut moving = true;
        while moving {
            moving = false;
            for &vertex in order {
                let own = community[vertex];
                totals[own] -= degrees[vertex];
                let best = self.best(vertex, &community, |other| degrees[vertex] * totals[other] / ends);
                totals[best] += degrees[vertex];
                moving |= best != own;
                community[vertex] = best;
            }
        }
        community
    }

    /// The community where a vertex has most weight above what chance gives; its own unless another is better.
    fn best(&self, vertex: usize, community: &[usize], chance: impl Fn(usize) -> f64) -> usize {
        let own = community[vertex];
        let mut weights = BTreeMap::from([(own, 0.0)]);
        for (neighbor, weight) in &self.neighbors[vertex] {
            *weights.entry(community[*neighbor]).or_default() += weight;
        }
        let mut best = (weights[&own] - chance(own) + LEAST_GAIN, own);
        for (other, weight) in weights {
            let gain = weight - chance(other);
            if gain > best.0 {
                best = (gain, other);
            }
        }
        best.1
    }

    /// The graph with each community as one vertex.
    fn joined(&self, community: &[usize]) -> Self {
        let mut joined = Self::empty(community.iter().map(|own| own + 1).max().unwrap_or(0));
        for (vertex, neighbors) in self.neighbors.iter().enumerate() {
            joined.loops[community[vertex]] += self.loops[vertex];
            // Each edge stands at both its ends and is taken at the first.
            for (&neighbor, &weight) in neighbors.range(vertex..) {
                joined.add(community[vertex], community[neighbor], weight);
            }
        }
        joined
    }

    /// The communities, those that have fallen apart taken as several. Joining pieces that share no edge only ever
    /// lowers the modularity, so this raises it.
    fn connected(&self, community: &[usize]) -> Vec<usize> {
        let mut piece = vec![usize::MAX; community.len()];
        for start in 0..community.len() {
            let mut waiting = BTreeSet::from([start]);
            while let Some(vertex) = waiting.pop_first() {
                if piece[vertex] == usize::MAX {
                    piece[vertex] = start;
                    let neighbors = self.neighbors[vertex].keys().copied();
                    waiting.extend(
                        neighbors.filter(|&other| community[other] == community[vertex] && piece[other] == usize::MAX),
                    );
                }
            }
        }
        numbered(&piece)
    }

    fn modularity(&self, community: &[usize]) -> f64 {
        let joined = self.joined(&numbered(community));
        let ends: f64 = joined.degrees().iter().sum();
        if ends == 0.0 {
            return 0.0;
        }
        let inside = joined.loops.iter().map(|weight| 2.0 * weight / ends);
        inside.zip(joined.degrees()).map(|(inside, degree)| inside - (degree / ends).powi(2)).sum()
    }
}

/// The numbers below `count` in the order with this number: as they are, then well mixed, but the same every time.
fn order(count: usize, number: u64) -> Vec<usize> {
    // The fraction of the golden section spreads multiples evenly (Knuth, The Art of Computer Programming, 6.4).
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut order: Vec<usize> = (0..count).collect();
    if number > 0 {
        order.sort_by_key(|vertex| (*vertex as u64 + number).wrapping_mul(SPREAD.wrapping_mul(2 * number + 1)));
    }
    order
}

/// The same communities, numbered from 0 in the order of their first vertices.
fn numbered(community: &[usize]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    let mut number = |own: &usize| {
        let next = numbers.len();
        *numbers.entry(*own).or_insert(next)
    };
    community.iter().map(&mut number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Graph;
    use crate::query::walk::{components, reference};

    fn numbers(groups: &[Vec<&str>]) -> Vec<Vec<usize>> {
        let number = |iri: &&str| iri.rsplit('/').next().and_then(|digits| digits.parse().ok()).unwrap();
        groups.iter().map(|group| group.iter().map(number).collect()).collect()
    }

    #[test]
    fn planted_communities_are_found() {
        let graph = reference::graph();
        let found = communities(&View::asserted(&graph));
        let planted: Vec<Vec<usize>> = [0..10, 10..20, 20..30, 30..34].map(Iterator::collect).into();
        assert_eq!(numbers(&found.groups), planted);
    }

    #[test]
    fn the_communities_are_as_good_as_the_best_of_networkx() {
        let graph = reference::graph();
        let found = communities(&View::asserted(&graph));
        assert!(found.modularity > reference::LOUVAIN - 1e-6, "{} against {}", found.modularity, reference::LOUVAIN);
    }

    #[test]
    fn modularity_is_that_of_networkx() {
        let graph = reference::graph();
        let weights = Weights::of(&View::asserted(&graph));
        let planted: Vec<usize> = (0..reference::NODES).map(|number| number / 10).collect();
        assert!((weights.modularity(&planted) - reference::MODULARITY_BY_TENS).abs() < 1e-6);
    }

    #[test]
    fn every_thing_is_in_one_community_of_one_island() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        let found = communities(&view);
        let all: Vec<&str> = found.groups.concat();
        assert_eq!(all.len(), reference::NODES);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), reference::NODES);
        let islands = components(&view);
        let inside = |group: &Vec<&str>| islands.iter().any(|island| group.iter().all(|iri| island.contains(iri)));
        assert!(found.groups.iter().all(inside));
    }

    #[test]
    fn an_empty_graph_has_no_communities() {
        assert_eq!(communities(&View::asserted(&Graph::default())), Communities::default());
    }
}
