//! Turns the facts of many articles into one graph: entities linked, relations mapped to the ontology. The graph is a
//! pure function of the set of readings; a reading given twice counts once.

mod cluster;
mod containment;
mod decision;
mod graph;
mod known;
mod link;
mod mapping;
mod measure;
mod name;
mod ontology;
mod own;
mod phrase;
mod relation;
mod row;
mod statement;
mod suspect;
#[cfg(test)]
mod tests;
mod thing;
mod value;
mod variant;
pub mod vocabulary;

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::relate::Reading;
use crate::text::Language;

pub use cluster::Reason;
pub use containment::containment;
pub use decision::{Decision, Decisions};
pub use graph::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement, Value};
pub use mapping::{Choice, Mapping};
pub use measure::Measure;
pub use ontology::{Ontology, OntologyError, OntologyRelation};
pub use own::OwnError;
use statement::{Ground, Growth};
pub use suspect::{Doubt, Suspect, suspects};
pub use thing::{Naming, Thing, things};

/// Makes the graph of a set of readings. Things are minted under `base`, an IRI that ends in `/` or `#`.
#[must_use]
pub fn ground(readings: &[Reading], ontology: &Ontology, lexicon: &Lexicon, base: &str) -> Graph {
    let decisions = Decisions::default();
    ground_as(readings, ontology, lexicon, Naming { base, decisions: &decisions })
}

/// Makes the graph of a set of readings, with what people decided about its things.
#[must_use]
pub fn ground_as(readings: &[Reading], ontology: &Ontology, lexicon: &Lexicon, naming: Naming<'_>) -> Graph {
    let base = naming.base;
    let readings: BTreeMap<&str, &Reading> = readings.iter().map(|reading| (reading.hash.as_str(), reading)).collect();
    let readings: Vec<&Reading> = readings.into_values().collect();
    let links = link::link(&readings, ontology, lexicon, naming);
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
