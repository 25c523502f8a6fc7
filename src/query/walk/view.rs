//! The graph as petgraph sees it. Its vertices stand in the order of their IRIs, so that the order of indices is the
//! order in which ties are broken.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::ground::{Graph, NodeKind, Object, Statement};

/// A thing of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vertex<'g> {
    /// Its IRI.
    pub iri: &'g str,
    /// Whether paths may lead through it. *80 %* has many neighbours that have nothing to do with each other.
    pub passable: bool,
}

/// An edge of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge<'g> {
    /// The IRI of the relation.
    pub relation: &'g str,
    /// How many independent sources support it.
    pub support: u32,
    /// Its position in [`Graph::statements`].
    pub statement: usize,
}

/// The things that have an edge, and their edges; parallel edges are kept. Words said are no things and left out.
#[derive(Debug, Clone)]
pub struct View<'g> {
    pub(super) graph: DiGraph<Vertex<'g>, Edge<'g>>,
    index: BTreeMap<&'g str, NodeIndex>,
}

impl<'g> View<'g> {
    /// What at least one article asserts.
    #[must_use]
    pub fn asserted(graph: &'g Graph) -> Self {
        Self::of(graph, |statement| statement.asserted)
    }

    /// What is negated, planned or only reported, too.
    #[must_use]
    pub fn all(graph: &'g Graph) -> Self {
        Self::of(graph, |_| true)
    }

    fn of(graph: &'g Graph, keep: impl Fn(&Statement) -> bool) -> Self {
        let edges: Vec<(&str, &str, Edge<'_>)> =
            edges(graph).filter(|edge| keep(&graph.statements[edge.2.statement])).collect();
        let ends: BTreeSet<&str> = edges.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
        let mut view = Self { graph: DiGraph::new(), index: BTreeMap::new() };
        for iri in ends {
            let kind = graph.nodes.get(iri).map(|node| node.kind);
            let passable = !matches!(kind, Some(NodeKind::Amount | NodeKind::Time));
            view.index.insert(iri, view.graph.add_node(Vertex { iri, passable }));
        }
        for (from, to, edge) in edges {
            view.graph.add_edge(view.index[from], view.index[to], edge);
        }
        view
    }

    /// The things, in the order of their IRIs.
    pub fn vertices(&self) -> impl Iterator<Item = Vertex<'g>> + '_ {
        self.graph.node_weights().copied()
    }

    /// How many edges there are.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// Whether a thing has an edge.
    #[must_use]
    pub fn contains(&self, iri: &str) -> bool {
        self.index.contains_key(iri)
    }

    pub(super) fn find(&self, iri: &str) -> Option<NodeIndex> {
        self.index.get(iri).copied()
    }

    pub(super) fn iri(&self, node: NodeIndex) -> &'g str {
        self.graph[node].iri
    }

    /// The neighbours of a vertex, sorted, each once; itself left out.
    pub(super) fn neighbors(&self, node: NodeIndex, direction: Option<Direction>) -> BTreeSet<NodeIndex> {
        let all: BTreeSet<NodeIndex> = match direction {
            Some(direction) => self.graph.neighbors_directed(node, direction).collect(),
            None => self.graph.neighbors_undirected(node).collect(),
        };
        all.into_iter().filter(|other| *other != node).collect()
    }

    /// The statements from one vertex to another, sorted.
    pub(super) fn statements(&self, from: NodeIndex, to: NodeIndex) -> Vec<usize> {
        let mut statements: Vec<usize> =
            self.graph.edges_connecting(from, to).map(|edge| edge.weight().statement).collect();
        statements.sort_unstable();
        statements
    }
}

fn edges(graph: &Graph) -> impl Iterator<Item = (&str, &str, Edge<'_>)> {
    graph.statements.iter().enumerate().filter_map(|(number, statement)| {
        let Object::Node(object) = &statement.object else { return None };
        let edge = Edge { relation: &statement.relation, support: statement.support, statement: number };
        Some((statement.subject.as_str(), object.as_str(), edge))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn only_what_is_asserted_is_an_edge_unless_all_is_asked_for() {
        let graph = fixture::graph();
        assert_eq!(View::asserted(&graph).edge_count(), 4);
        assert_eq!(View::all(&graph).edge_count(), 5);
    }

    #[test]
    fn words_said_are_no_vertices() {
        let graph = fixture::graph();
        assert!(!View::asserted(&graph).contains(fixture::NIKKEI));
        assert_eq!(View::asserted(&graph).vertices().count(), 5);
    }
}
