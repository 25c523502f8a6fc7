//! Which things matter most: by edges, by how much leads to them (`PageRank`), by how much leads through them
//! (betweenness).
//!
//! `PageRank` is our own: petgraph's looks at every pair of vertices in each round, counts parallel edges in the degree
//! only, and does not say whether it has settled.

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustworkx_core::centrality::betweenness_centrality;

use super::View;

/// The share of the rank that follows edges, as Brin and Page set it in 1998.
pub const DAMPING: f64 = 0.85;
const SETTLED: f64 = 1e-12;
const MOST_ROUNDS: usize = 10_000;

/// What things are ranked by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RankedBy {
    /// How likely a reader who follows edges at random is there; the share of the rank that follows edges, in [0, 1).
    PageRank(f64),
    /// How many edges it has, in either direction; parallel ones count.
    Degree,
    /// On what share of the shortest ways between others it lies, along the edges.
    Betweenness,
}

/// A thing with its rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked<'g> {
    /// The IRI of the thing.
    pub iri: &'g str,
    /// Its score; what it means depends on [`RankedBy`].
    pub score: f64,
}

/// Why there is no ranking.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RankError {
    /// The damping makes no sense.
    #[error("a damping of {0} gives no ranking; take one from 0 up to but not including 1, such as {DAMPING}")]
    Damping(f64),
    /// It does not settle.
    #[error("PageRank with a damping of {0} does not settle in {MOST_ROUNDS} rounds; take a smaller one")]
    Unsettled(f64),
}

/// The things with their scores, the highest first, those of one score by IRI.
///
/// # Errors
/// When `PageRank` is asked for with a damping that gives no ranking.
pub fn rank<'g>(view: &View<'g>, by: RankedBy) -> Result<Vec<Ranked<'g>>, RankError> {
    let scores = match by {
        RankedBy::PageRank(damping) => page_rank(view, damping)?,
        RankedBy::Degree => degrees(view),
        RankedBy::Betweenness => betweenness(view),
    };
    let things = view.vertices().map(|vertex| vertex.iri);
    let mut ranked: Vec<Ranked<'_>> = things.zip(scores).map(|(iri, score)| Ranked { iri, score }).collect();
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.iri.cmp(other.iri)));
    Ok(ranked)
}

fn page_rank(view: &View<'_>, damping: f64) -> Result<Vec<f64>, RankError> {
    if !(0.0..1.0).contains(&damping) {
        return Err(RankError::Damping(damping));
    }
    let mut ranks = vec![1.0 / view.graph.node_count().max(1) as f64; view.graph.node_count()];
    for _ in 0..MOST_ROUNDS {
        let next = flow(view, &ranks, damping);
        let change: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        ranks = next;
        if change < SETTLED {
            return Ok(ranks);
        }
    }
    Err(RankError::Unsettled(damping))
}

/// One round: every vertex gives its rank to those its edges lead to, one without edges to all.
fn flow(view: &View<'_>, ranks: &[f64], damping: f64) -> Vec<f64> {
    let out_degree = |node: NodeIndex| view.graph.edges(node).count() as f64;
    let dangling = view.graph.node_indices().filter(|node| view.graph.edges(*node).next().is_none());
    let lost: f64 = dangling.map(|node| ranks[node.index()]).sum();
    let mut next = vec![(1.0 - damping + damping * lost) / ranks.len() as f64; ranks.len()];
    for node in view.graph.node_indices() {
        let share = damping * ranks[node.index()] / out_degree(node);
        for edge in view.graph.edges(node) {
            next[edge.target().index()] += share;
        }
    }
    next
}

fn degrees(view: &View<'_>) -> Vec<f64> {
    let degree = |node| view.graph.neighbors_undirected(node).count() as f64;
    // A loop is met once from its only end, yet has two ends as every edge.
    let loops = |node| view.graph.edges_connecting(node, node).count() as f64;
    view.graph.node_indices().map(|node| degree(node) + loops(node)).collect()
}

/// Parallel edges are joined first: they would count as several ways. In one thread, since the order in which several
/// would add up changes the last digits.
fn betweenness(view: &View<'_>) -> Vec<f64> {
    let mut simple: DiGraph<(), ()> = DiGraph::new();
    view.vertices().for_each(|_| {
        simple.add_node(());
    });
    simple.extend_with_edges(view.pairs());
    let scores = betweenness_centrality(&simple, false, true, usize::MAX);
    scores.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Graph;
    use crate::query::walk::reference;
    use crate::store::fixture;

    fn scores(by: RankedBy) -> Vec<f64> {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        let ranked = rank(&view, by).unwrap();
        let score = |number| ranked.iter().find(|one| one.iri == reference::iri(number)).map(|one| one.score);
        (0..reference::NODES).map(|number| score(number).unwrap()).collect()
    }

    fn assert_near(ours: &[f64], theirs: &[f64]) {
        assert_eq!(ours.len(), theirs.len());
        for (number, (our, their)) in ours.iter().zip(theirs).enumerate() {
            assert!((our - their).abs() < 1e-6, "vertex {number}: {our}, networkx {their}");
        }
    }

    #[test]
    fn page_rank_is_that_of_networkx() {
        assert_near(&scores(RankedBy::PageRank(DAMPING)), &reference::PAGE_RANK);
    }

    #[test]
    fn betweenness_is_that_of_networkx() {
        assert_near(&scores(RankedBy::Betweenness), &reference::BETWEENNESS);
    }

    #[test]
    fn degrees_are_those_of_networkx() {
        assert_near(&scores(RankedBy::Degree), &reference::DEGREE);
    }

    #[test]
    fn ties_are_broken_by_iri() {
        let graph = fixture::graph();
        let ranked = rank(&View::asserted(&graph), RankedBy::Degree).unwrap();
        let order = |one: &Ranked<'_>, other: &Ranked<'_>| (-one.score, one.iri) < (-other.score, other.iri);
        assert!(ranked.is_sorted_by(order));
    }

    #[test]
    fn a_damping_without_sense_is_refused() {
        let graph = fixture::graph();
        for damping in [1.0, -0.1, 2.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(rank(&View::asserted(&graph), RankedBy::PageRank(damping)), Err(RankError::Damping(_))));
        }
    }

    #[test]
    fn an_empty_graph_has_no_ranks() {
        let graph = Graph::default();
        for by in [RankedBy::PageRank(DAMPING), RankedBy::Degree, RankedBy::Betweenness] {
            assert_eq!(rank(&View::asserted(&graph), by), Ok(Vec::new()));
        }
    }
}
