//! What lies around a thing: everything within some edges of it, whichever way they lead.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::View;

/// The surroundings of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighborhood<'g> {
    /// The IRIs of the things, each with how many edges away it is; the nearest first, then by IRI.
    pub things: Vec<(&'g str, usize)>,
    /// The statements between them, by position, sorted.
    pub statements: Vec<usize>,
}

/// All within `hops` edges of a thing, itself included, and all edges between what is found. Amounts and times are
/// found, but nothing beyond them. Empty when the thing has no edge.
#[must_use]
pub fn neighborhood<'g>(view: &View<'g>, iri: &str, hops: usize) -> Neighborhood<'g> {
    let Some(center) = view.find(iri) else { return Neighborhood::default() };
    let distances = distances(view, center, hops);
    let mut things: Vec<(&str, usize)> = distances.iter().map(|(node, hops)| (view.iri(*node), *hops)).collect();
    things.sort_by_key(|(iri, hops)| (*hops, *iri));
    Neighborhood { things, statements: statements(view, &distances) }
}

fn distances(view: &View<'_>, center: NodeIndex, hops: usize) -> BTreeMap<NodeIndex, usize> {
    let mut distances = BTreeMap::from([(center, 0)]);
    let mut queue = VecDeque::from([center]);
    while let Some(at) = queue.pop_front() {
        let distance = distances[&at] + 1;
        if distance > hops || (at != center && !view.graph[at].passable) {
            continue;
        }
        for next in view.neighbors(at, None) {
            if let std::collections::btree_map::Entry::Vacant(place) = distances.entry(next) {
                place.insert(distance);
                queue.push_back(next);
            }
        }
    }
    distances
}

fn statements(view: &View<'_>, distances: &BTreeMap<NodeIndex, usize>) -> Vec<usize> {
    let edges = distances.keys().flat_map(|node| view.graph.edges(*node));
    let inside = edges.filter(|edge| distances.contains_key(&edge.target()));
    inside.map(|edge| edge.weight().statement).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{self, APPLE, CHINA, MICROSOFT, SHARE};

    #[test]
    fn one_hop_gives_what_has_an_edge_with_it() {
        let graph = fixture::graph();
        let found = neighborhood(&View::asserted(&graph), MICROSOFT, 1);
        assert_eq!(found.things, [(MICROSOFT, 0), (CHINA, 1), (SHARE, 1)]);
        assert_eq!(found.statements.len(), 2);
    }

    #[test]
    fn nothing_lies_beyond_an_amount_but_what_it_is_asked_for() {
        let mut graph = fixture::graph();
        let evidence = || vec![fixture::evidence(fixture::FIRST, true)];
        graph.statements = vec![
            fixture::statement(MICROSOFT, "share", fixture::node(SHARE), evidence()),
            fixture::statement(APPLE, "share", fixture::node(SHARE), evidence()),
        ];
        let view = View::asserted(&graph);
        assert_eq!(neighborhood(&view, MICROSOFT, 5).things, [(MICROSOFT, 0), (SHARE, 1)]);
        assert_eq!(neighborhood(&view, SHARE, 1).things.len(), 3);
    }

    #[test]
    fn no_hops_give_the_thing_alone() {
        let graph = fixture::graph();
        let view = View::asserted(&graph);
        assert_eq!(neighborhood(&view, MICROSOFT, 0).things, [(MICROSOFT, 0)]);
        assert_eq!(neighborhood(&view, "https://tripel.example/id/nobody", 2), Neighborhood::default());
    }
}
