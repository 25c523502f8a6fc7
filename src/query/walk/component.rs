//! What hangs together at all: the islands of the graph, and the knots in which every thing reaches every other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;

use super::{Network, View};

/// The islands: sets of things with a way between any two, whichever way the edges lead. The largest first, then by
/// their first IRI; each sorted.
#[must_use]
pub fn components<'g>(view: &View<'g>) -> Vec<Vec<&'g str>> {
    sorted(view, grouped(&Network::of(view).components()).into_values())
}

/// The knots: sets of more than one thing with a way along the edges between any two. In the order of [`components`].
#[must_use]
pub fn knots<'g>(view: &View<'g>) -> Vec<Vec<&'g str>> {
    sorted(view, grouped(&Network::of(view).knots()).into_values().filter(|group| group.len() > 1))
}

fn grouped(labels: &[u32]) -> BTreeMap<u32, Vec<NodeIndex>> {
    let mut groups: BTreeMap<u32, Vec<NodeIndex>> = BTreeMap::new();
    for (vertex, label) in labels.iter().enumerate() {
        groups.entry(*label).or_default().push(NodeIndex::new(vertex));
    }
    groups
}

impl Network {
    /// A label for each vertex: two have the same if there is a way between them, whichever way the edges lead.
    #[must_use]
    pub fn components(&self) -> Vec<u32> {
        let mut union = UnionFind::<u32>::new(self.len());
        for (from, to) in self.edges() {
            union.union(from, to);
        }
        union.into_labeling()
    }

    /// A label for each vertex: two have the same if each reaches the other along the edges.
    ///
    /// R. Tarjan: Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2), 1972.
    #[must_use]
    pub fn knots(&self) -> Vec<u32> {
        let mut search = Knots {
            network: self,
            marks: vec![UNSEEN; self.len()],
            labels: vec![UNSEEN; self.len()],
            open: Vec::new(),
            seen: 0,
        };
        (0..self.len() as u32).for_each(|start| search.explore(start));
        search.labels
    }
}

const UNSEEN: u32 = u32::MAX;

/// A search in depth that keeps its way itself: long chains would be too deep for calls within calls.
struct Knots<'n> {
    network: &'n Network,
    /// The number under which each vertex was met, then the lowest number that can be reached from it.
    marks: Vec<u32>,
    labels: Vec<u32>,
    /// The vertices whose knot is not known yet, as they were met.
    open: Vec<u32>,
    seen: u32,
}

impl Knots<'_> {
    fn explore(&mut self, start: u32) {
        if self.marks[start as usize] != UNSEEN {
            return;
        }
        let mut way = vec![self.enter(start)];
        while let Some((vertex, first, next)) = way.pop() {
            let row = self.network.out.row(vertex as usize);
            let mark = self.marks[vertex as usize];
            let lower = |&other: &u32| self.labels[other as usize] == UNSEEN && self.marks[other as usize] != UNSEEN;
            let Some(at) = row[next..].iter().position(|other| self.marks[*other as usize] == UNSEEN) else {
                let lowest = row.iter().filter(|other| lower(other)).map(|other| self.marks[*other as usize]).min();
                self.marks[vertex as usize] = mark.min(lowest.unwrap_or(mark));
                self.leave(vertex, first);
                continue;
            };
            way.push((vertex, first, next + at + 1));
            way.push(self.enter(row[next + at]));
        }
    }

    /// A vertex with the number under which it was met and the first of its edges.
    fn enter(&mut self, vertex: u32) -> (u32, u32, usize) {
        self.marks[vertex as usize] = self.seen;
        self.open.push(vertex);
        self.seen += 1;
        (vertex, self.seen - 1, 0)
    }

    /// If nothing before it can be reached, the vertex and all that is open behind it are a knot.
    fn leave(&mut self, vertex: u32, first: u32) {
        if self.marks[vertex as usize] < first {
            return;
        }
        while let Some(other) = self.open.pop() {
            self.labels[other as usize] = vertex;
            if other == vertex {
                return;
            }
        }
    }
}

/// The groups with the largest first, then by their first IRI.
pub(super) fn sorted<'g>(view: &View<'g>, groups: impl Iterator<Item = Vec<NodeIndex>>) -> Vec<Vec<&'g str>> {
    let named = |mut group: Vec<NodeIndex>| {
        group.sort_unstable();
        group.into_iter().map(|node| view.iri(node)).collect()
    };
    let mut groups: Vec<Vec<&str>> = groups.map(named).collect();
    groups.sort_by(|one, other| (Reverse(one.len()), one).cmp(&(Reverse(other.len()), other)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::walk::reference;
    use crate::store::fixture;

    #[test]
    fn a_small_graph_hangs_together() {
        let graph = fixture::graph();
        let islands = components(&View::asserted(&graph));
        assert_eq!(islands.iter().map(Vec::len).collect::<Vec<_>>(), [5]);
        assert!(knots(&View::asserted(&graph)).is_empty());
    }

    #[test]
    fn a_long_chain_that_closes_is_one_knot_and_an_open_one_is_none() {
        let mut edges: Vec<(u32, u32)> = (0..99_999).map(|vertex| (vertex, vertex + 1)).collect();
        let open = Network::of_edges(100_000, &edges).knots();
        assert_eq!(open.iter().collect::<std::collections::BTreeSet<_>>().len(), 100_000);
        edges.push((99_999, 0));
        let closed = Network::of_edges(100_000, &edges);
        assert!(closed.knots().windows(2).all(|pair| pair[0] == pair[1]));
        assert!(closed.components().windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn islands_and_knots_are_as_large_as_those_of_networkx() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        assert_eq!(components(&view).iter().map(Vec::len).collect::<Vec<_>>(), reference::COMPONENTS);
        assert_eq!(knots(&view).iter().map(Vec::len).collect::<Vec<_>>(), reference::KNOTS);
    }
}
