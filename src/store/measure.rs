//! What walks found, written back: a table for each measure in the folder `walks`, and in RDF a named graph for each. A
//! table names the graph that it was made from; it is not used once that has changed.
//!
//! ```text
//! graph/walks/pagerank.tsv   a line with the digest of the graph, then IRI and score of a thing a line
//! ```

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use oxigraph::model::{GraphName, Literal, NamedNode};
use sha2::{Digest, Sha256};

use super::dataset::{Quads, iri};
use super::error::{StoreError, failed};
use super::file::replace;
use super::{GraphFolder, term as v};
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::ground::{Graph, Measure, Object};

/// Where the tables are.
pub(super) const WALKS: &str = "walks";

/// The scores of things, by measure and IRI.
pub type Measures = BTreeMap<Measure, BTreeMap<String, f64>>;

impl GraphFolder {
    /// Keeps what a walk found in the graph; what the same walk found before is replaced.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write_measure(
        &self,
        measure: Measure,
        scores: &BTreeMap<String, f64>,
        graph: &Graph,
    ) -> Result<(), StoreError> {
        self.hold_lock()?;
        let file = self.table(measure);
        let folder = self.path().join(WALKS);
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        let mut table = format!("# {}\n", digest(graph));
        for (iri, score) in scores {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{iri}\t{score}");
        }
        replace(&file, table.as_bytes())
    }

    /// What walks found in the graph, and which walks found it in another one or cannot be read.
    #[must_use]
    pub fn measures(&self, graph: &Graph) -> (Measures, Vec<Measure>) {
        let (mut measures, mut stale) = (Measures::new(), Vec::new());
        let head = LazyCell::new(|| format!("# {}", digest(graph)));
        for measure in Measure::ALL {
            let Ok(table) = fs::read_to_string(self.table(measure)) else { continue };
            match scores(&table, &head) {
                Some(scores) => drop(measures.insert(measure, scores)),
                None => stale.push(measure),
            }
        }
        (measures, stale)
    }

    fn table(&self, measure: Measure) -> PathBuf {
        self.path().join(WALKS).join(measure.name()).with_extension("tsv")
    }
}

fn scores(table: &str, head: &str) -> Option<BTreeMap<String, f64>> {
    let mut lines = table.lines();
    if lines.next() != Some(head) {
        return None;
    }
    let score = |line: &str| {
        let (iri, score) = line.split_once('\t')?;
        Some((iri.to_owned(), score.parse().ok()?))
    };
    lines.map(score).collect()
}

/// What tells one graph from another: what walks can see of it.
fn digest(graph: &Graph) -> String {
    let mut hasher = Sha256::new();
    for statement in &graph.statements {
        let Object::Node(object) = &statement.object else { continue };
        let parts = [statement.subject.as_str(), &statement.relation, object];
        for part in parts {
            hasher.update(format!("{part}\n"));
        }
        hasher.update(format!("{} {}\n", statement.asserted, statement.support));
    }
    let digest: [u8; 32] = hasher.finalize().into();
    digest.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Adds the scores, each measure in a graph of its own.
pub(super) fn state(quads: &mut Quads<'_>, graph: &Graph) {
    for (measure, scores) in &graph.measures {
        let known = scores.iter().filter(|(node, _)| graph.nodes.contains_key(*node));
        known.for_each(|(node, found)| score(quads, *measure, node, *found));
    }
}

/// Adds the score of a thing.
pub(super) fn score(quads: &mut Quads<'_>, measure: Measure, node: &str, score: f64) {
    let space = GraphName::from(NamedNode::new_unchecked(format!("{DEFAULT_BASE}walk/{}", measure.name())));
    let score = if measure.is_whole() { Literal::from(score as i64) } else { Literal::from(score) };
    quads.add(&iri(node), v::tripel(measure.property()), score, &space);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{self, APPLE, MICROSOFT, folder};
    use crate::store::quads;

    #[test]
    fn what_was_written_is_read_while_the_graph_is_the_same() {
        let (_place, folder) = folder();
        let scores = BTreeMap::from([(APPLE.to_owned(), 0.1 + 0.2), (MICROSOFT.to_owned(), 1e-300)]);
        folder.write_measure(Measure::PageRank, &scores, &fixture::graph()).unwrap();
        let (measures, stale) = folder.measures(&fixture::graph());
        assert_eq!((measures.get(&Measure::PageRank), stale.as_slice()), (Some(&scores), &[][..]));
        let (measures, stale) = folder.measures(&fixture::graph_without(fixture::SECOND));
        assert_eq!((measures.len(), stale.as_slice()), (0, &[Measure::PageRank][..]));
    }

    #[test]
    fn a_table_that_was_cut_off_is_not_used() {
        let (_place, folder) = folder();
        let scores = BTreeMap::from([(APPLE.to_owned(), 1.0)]);
        folder.write_measure(Measure::Degree, &scores, &Graph::default()).unwrap();
        let file = folder.table(Measure::Degree);
        let table = fs::read_to_string(&file).unwrap();
        fs::write(&file, table.trim_end().trim_end_matches(|letter| letter != '\t')).unwrap();
        assert_eq!(folder.measures(&Graph::default()).1, [Measure::Degree]);
    }

    #[test]
    fn scores_stand_in_a_graph_of_their_own() {
        let mut graph = fixture::graph();
        graph.measures.insert(Measure::Community, BTreeMap::from([(APPLE.to_owned(), 2.0)]));
        let found = quads(&graph).into_iter().filter(|quad| quad.graph_name.to_string().contains("walk/community"));
        let found: Vec<String> = found.map(|quad| quad.to_string()).collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("/community> \"2\"^^"), "{}", found[0]);
    }
}
