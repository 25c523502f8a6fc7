//! Turns the facts of many articles into one graph: entities linked, relations mapped to the ontology. The graph is a
//! pure function of the set of readings; a reading given twice counts once.

mod cluster;
mod containment;
mod graph;
mod known;
mod link;
mod mapping;
mod name;
mod ontology;
mod own;
mod phrase;
mod relation;
mod row;
mod statement;
#[cfg(test)]
mod tests;
mod value;
pub mod vocabulary;

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::relate::Reading;
use crate::text::Language;

pub use containment::containment;
pub use graph::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement, Value};
pub use mapping::{Choice, Mapping};
pub use ontology::{Ontology, OntologyError, OntologyRelation};
pub use own::OwnError;
use statement::{Ground, Growth};

/// Makes the graph of a set of readings. Things are minted under `base`, an IRI that ends in `/` or `#`.
#[must_use]
pub fn ground(readings: &[Reading], ontology: &Ontology, lexicon: &Lexicon, base: &str) -> Graph {
    let readings: BTreeMap<&str, &Reading> = readings.iter().map(|reading| (reading.hash.as_str(), reading)).collect();
    let readings: Vec<&Reading> = readings.into_values().collect();
    let links = link::link(&readings, ontology, lexicon, base);
    let ground = Ground {
        ontology,
        lexicon,
        mappings: Language::ALL.map(|language| ontology.rows().clone().then(mapping(language))),
        links,
        base,
    };
    let mut growth = Growth::default();
    for (position, reading) in readings.iter().enumerate() {
        ground.add(&mut growth, position, reading);
    }
    let mut graph = growth.into_graph();
    graph.articles = readings.iter().map(|reading| article(reading, base)).collect();
    graph
}

/// The mapping of a language; a test reads both files, so none is ever empty.
fn mapping(language: Language) -> Mapping {
    Mapping::parse(crate::lexicon::mapping(language)).unwrap_or_default()
}

fn article(reading: &Reading, base: &str) -> (String, ArticleNode) {
    let node = ArticleNode {
        hash: reading.hash.clone(),
        path: reading.path.clone(),
        meta: reading.meta.clone(),
        language: reading.language,
    };
    (vocabulary::article_iri(base, &reading.hash), node)
}
