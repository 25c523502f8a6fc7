//! Which things matter most: by edges, by how much leads to them (`PageRank`), by how much leads through them
//! (betweenness), by how near they are to all others (closeness).

use super::{DAMPING, Network, View};

/// What things are ranked by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RankedBy<'a> {
    /// How likely a reader who follows edges at random is there; the share of the rank that follows edges, in [0, 1).
    PageRank(f64),
    /// The same for a reader who always starts at one of these things, by IRI.
    PageRankFrom(f64, &'a [String]),
    /// How many edges it has, in either direction; parallel ones count.
    Degree,
    /// On what share of the shortest ways between others it lies, along the edges.
    Betweenness,
    /// About that: only the ways from so many things are looked at, evenly drawn from all of them.
    SampledBetweenness(usize),
    /// How near it is to all that have a way to it, along the edges.
    Closeness,
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
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RankError {
    /// The damping makes no sense.
    #[error("a damping of {0} gives no ranking; take one from 0 up to but not including 1, such as {DAMPING}")]
    Damping(f64),
    /// It does not settle.
    #[error("PageRank with a damping of {0} does not settle in {1} rounds; take a smaller one")]
    Unsettled(f64, usize),
    /// A reader cannot start there.
    #[error("nothing is asserted of {0}, so that no way begins there; name a thing that has an edge")]
    Start(String),
}

/// The things with their scores, the highest first, those of one score by IRI.
///
/// # Errors
/// When `PageRank` is asked for with a damping that gives no ranking, or from a thing without edges.
pub fn rank<'g>(view: &View<'g>, by: RankedBy<'_>) -> Result<Vec<Ranked<'g>>, RankError> {
    let scores = scores(view, by)?;
    let things = view.vertices().map(|vertex| vertex.iri);
    let mut ranked: Vec<Ranked<'_>> = things.zip(scores).map(|(iri, score)| Ranked { iri, score }).collect();
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.iri.cmp(other.iri)));
    Ok(ranked)
}

/// The scores of the things, in their order.
fn scores(view: &View<'_>, by: RankedBy<'_>) -> Result<Vec<f64>, RankError> {
    let network = Network::of(view);
    match by {
        RankedBy::PageRank(damping) => network.page_rank(damping, &[]),
        RankedBy::PageRankFrom(damping, starts) => network.page_rank(damping, &vertices(view, starts)?),
        RankedBy::Degree => Ok(network.degrees().into_iter().map(f64::from).collect()),
        RankedBy::Betweenness => Ok(betweenness(&network, network.len())),
        RankedBy::SampledBetweenness(count) => Ok(betweenness(&network, count)),
        RankedBy::Closeness => Ok(network.simple().closeness()),
    }
}

fn vertices(view: &View<'_>, iris: &[String]) -> Result<Vec<usize>, RankError> {
    let vertex = |iri: &String| view.find(iri).map(petgraph::graph::NodeIndex::index);
    iris.iter().map(|iri| vertex(iri).ok_or_else(|| RankError::Start(iri.clone()))).collect()
}

/// As the share of all pairs of others; of a sample, what all sources would about give.
fn betweenness(network: &Network, sample: usize) -> Vec<f64> {
    let count = network.len();
    let sources = sources(count, sample);
    let pairs = (count.saturating_sub(1) * count.saturating_sub(2)).max(1) as f64;
    let whole = count as f64 / sources.len().max(1) as f64;
    let sums = network.simple().betweenness(&sources);
    sums.into_iter().map(|sum| sum * whole / pairs).collect()
}

/// So many of the numbers below `count`, evenly spread: no chance, the same every time.
fn sources(count: usize, sample: usize) -> Vec<usize> {
    let sample = sample.min(count);
    (0..sample).map(|number| number * count / sample).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Graph;
    use crate::query::walk::reference;
    use crate::store::fixture;

    fn scores(by: RankedBy<'_>) -> Vec<f64> {
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
    fn page_rank_from_two_things_is_that_of_networkx() {
        let starts = [reference::iri(3), reference::iri(12)];
        assert_near(&scores(RankedBy::PageRankFrom(DAMPING, &starts)), &reference::PAGE_RANK_FROM_3_AND_12);
    }

    #[test]
    fn nobody_starts_where_there_is_no_edge() {
        let graph = reference::graph();
        let starts = ["https://tripel.example/id/nobody".to_owned()];
        let ranked = rank(&View::asserted(&graph), RankedBy::PageRankFrom(DAMPING, &starts));
        assert!(matches!(ranked, Err(RankError::Start(_))));
    }

    #[test]
    fn betweenness_is_that_of_networkx() {
        assert_near(&scores(RankedBy::Betweenness), &reference::BETWEENNESS);
    }

    #[test]
    fn a_sample_of_all_gives_betweenness_itself_and_a_smaller_one_something_near() {
        assert_near(&scores(RankedBy::SampledBetweenness(reference::NODES)), &reference::BETWEENNESS);
        let sampled = scores(RankedBy::SampledBetweenness(reference::NODES / 2));
        let (sum, whole) = (sampled.iter().sum::<f64>(), reference::BETWEENNESS.iter().sum::<f64>());
        assert!((sum / whole - 1.0).abs() < 0.3, "{sum} of {whole}");
    }

    #[test]
    fn closeness_is_that_of_networkx() {
        assert_near(&scores(RankedBy::Closeness), &reference::CLOSENESS);
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
        for by in [RankedBy::PageRank(DAMPING), RankedBy::Degree, RankedBy::Betweenness, RankedBy::Closeness] {
            assert_eq!(rank(&View::asserted(&graph), by), Ok(Vec::new()));
        }
    }
}
