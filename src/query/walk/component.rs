//! What hangs together at all: the islands of the graph, and the knots in which every thing reaches every other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use super::View;

/// The islands: sets of things with a way between any two, whichever way the edges lead. The largest first, then by
/// their first IRI; each sorted.
#[must_use]
pub fn components<'g>(view: &View<'g>) -> Vec<Vec<&'g str>> {
    let mut union = UnionFind::<usize>::new(view.graph.node_count());
    for edge in view.graph.edge_references() {
        union.union(edge.source().index(), edge.target().index());
    }
    let mut groups: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    for node in view.graph.node_indices() {
        groups.entry(union.find(node.index())).or_default().push(node);
    }
    sorted(view, groups.into_values())
}

/// The knots: sets of more than one thing with a way along the edges between any two. In the order of [`components`].
#[must_use]
pub fn knots<'g>(view: &View<'g>) -> Vec<Vec<&'g str>> {
    sorted(view, kosaraju_scc(&view.graph).into_iter().filter(|group| group.len() > 1))
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
    fn islands_and_knots_are_as_large_as_those_of_networkx() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        assert_eq!(components(&view).iter().map(Vec::len).collect::<Vec<_>>(), reference::COMPONENTS);
        assert_eq!(knots(&view).iter().map(Vec::len).collect::<Vec<_>>(), reference::KNOTS);
    }
}
