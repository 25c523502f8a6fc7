//! Turns the facts of many articles into one graph: entities linked, relations mapped to the ontology. The graph is a
//! pure function of the set of readings; a reading given twice counts once.

mod cluster;
mod containment;
mod decision;
mod graph;
mod independence;
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
mod tally;
#[cfg(test)]
mod tests;
mod thing;
mod value;
mod variant;
pub mod vocabulary;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::relate::Reading;
use crate::text::Language;

pub use cluster::Reason;
pub use containment::containment;
pub use decision::{Decision, Decisions};
pub use graph::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement, Value};
use independence::Sources;
pub use mapping::{Choice, Mapping};
pub use measure::Measure;
pub use ontology::{Ontology, OntologyError, OntologyRelation};
pub use own::OwnError;
use statement::{Ground, Growth};
pub use suspect::{Doubt, Suspect, suspects};
pub use tally::{Mark, Marked, Tally, Totals};
pub use thing::{Naming, Thing, things};

/// How many readings grow together: enough to be worth joining, few enough to keep all processors busy.
const PART: usize = 512;

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
    let ground = prepare(&readings, ontology, lexicon, naming);
    let parts: Vec<Growth> =
        readings.par_chunks(PART).enumerate().map(|(part, some)| grow(&ground, part, some)).collect();
    let growth = parts.into_iter().reduce(Growth::join).unwrap_or_default();
    let mut graph = growth.into_graph(&Sources::of(&readings, base));
    graph.articles = readings.iter().map(|reading| article(reading, base)).collect();
    graph
}

/// Links the things of readings that are sorted by hash; then facts can be added.
fn prepare<'a>(readings: &[&Reading], ontology: &'a Ontology, lexicon: &'a Lexicon, naming: Naming<'a>) -> Ground<'a> {
    let mappings = Language::ALL.map(|language| ontology.rows().clone().then(mapping(language)));
    let links = link::link(readings, ontology, lexicon, naming);
    Ground { ontology, lexicon, mappings, links, base: naming.base }
}

/// What grows from the readings of a part.
fn grow(ground: &Ground<'_>, part: usize, readings: &[&Reading]) -> Growth {
    let mut growth = Growth::default();
    for (position, reading) in readings.iter().enumerate() {
        ground.add(&mut growth, part * PART + position, reading);
    }
    growth
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
