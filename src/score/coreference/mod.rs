//! Measures coreference: in English on GUM over its words and sentences, in German on lists that people made for it. The
//! mentions are those that the program finds; nothing of the key is given to it.

mod german;
mod gum;
mod metric;
mod rehearsal;
mod report;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use german::PronounScore;
pub use metric::{Clusters, Coreference, Measure, Ratio};
pub use rehearsal::{Links, Rehearsal, rehearse};
pub use report::CoreferenceReport;

use super::ScoreError;
use super::entity::EntitySource;
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::resolve::phrase::{Learner, Phrases, References, SURE, Weights};
use german::GermanDocument;
use gum::{GumDocument, Place};

/// The chances from which on pronouns are counted, to show what surer ones are worth.
const CHANCES: [f32; 6] = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8];

/// What coreference is measured on.
#[derive(Debug, Clone)]
pub struct CoreferenceSource {
    /// The folder that has data/treebank and data/ner.
    pub shared: PathBuf,
    /// The list of our own articles.
    pub own: EntitySource,
    /// The list of places in `SmartData`.
    pub smartdata: PathBuf,
}

/// Measures with a table of weights.
///
/// # Errors
/// When a file is not there or not as its format wants it.
pub fn coreference(
    source: &CoreferenceSource,
    weights: &Weights,
    lexicon: &Lexicon,
) -> Result<CoreferenceReport, ScoreError> {
    let english = gum::read(&treebank(&source.shared, "test"))?;
    let scored: Vec<(String, [Coreference; 2])> =
        english.par_iter().map(|document| (document.name.clone(), english_score(document, weights, lexicon))).collect();
    let data = source.shared.join("data/ner/smartdata.jsonl.gz");
    let german = german::documents(&source.own, &source.smartdata, &data, lexicon)?;
    Ok(report(scored, &german, weights, lexicon))
}

fn treebank(shared: &Path, part: &str) -> PathBuf {
    shared.join(format!("data/treebank/en_gum-{part}.conllu.gz"))
}

fn report(
    english: Vec<(String, [Coreference; 2])>,
    german: &[GermanDocument],
    weights: &Weights,
    lexicon: &Lexicon,
) -> CoreferenceReport {
    let by_chance = CHANCES.map(|least| (least, BTreeMap::new())).to_vec();
    let mut report = CoreferenceReport { german_documents: german.len(), by_chance, ..CoreferenceReport::default() };
    for (name, [all, linked]) in english {
        report.english = report.english.plus(all);
        report.english_linked = report.english_linked.plus(linked);
        report.documents.push((name, all.average(), linked.average()));
    }
    let resolved: Vec<References> =
        german.par_iter().map(|document| german_references(document, weights, lexicon)).collect();
    let mut pronouns = BTreeMap::new();
    for (document, references) in german.iter().zip(&resolved) {
        report.german = report.german.plus(german::score(document, references));
        german::pronouns(document, references, SURE, &mut pronouns, &mut report.wrong_pronouns);
        german::pronouns_of_facts(document, references, &mut report.pronouns_of_facts, &mut report.wrong_pronouns);
        for (least, scores) in &mut report.by_chance {
            german::pronouns(document, references, *least, scores, &mut Vec::new());
        }
    }
    report.pronouns = pronouns;
    report
}

fn english_score(gold: &GumDocument, weights: &Weights, lexicon: &Lexicon) -> [Coreference; 2] {
    let analysis = pipeline::analyze(gold.document.clone(), lexicon);
    english_measures(gold, &analysis.phrases(lexicon).resolve(weights))
}

/// With single mentions and without them on either side.
fn english_measures(gold: &GumDocument, found: &References) -> [Coreference; 2] {
    let response: Clusters<Place> = found
        .groups()
        .into_iter()
        .map(|group| group.into_iter().map(|tokens| (tokens.start, tokens.end)).collect())
        .map(distinct)
        .collect();
    let linked = |clusters: &Clusters<Place>| clusters.iter().filter(|cluster| cluster.len() > 1).cloned().collect();
    [Coreference::of(&gold.clusters, &response), Coreference::of(&linked(&gold.clusters), &linked(&response))]
}

fn distinct(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    places.dedup();
    places
}

fn german_references(document: &GermanDocument, weights: &Weights, lexicon: &Lexicon) -> References {
    document.analysis.phrases(lexicon).resolve(weights)
}

/// Learns the table of weights from the training part of GUM.
///
/// # Errors
/// When the file cannot be read.
pub fn learn(shared: &Path, lexicon: &Lexicon) -> Result<String, ScoreError> {
    Ok(lessons(&analyzed(shared, lexicon)?, lexicon).table())
}

/// The training part of GUM, read.
fn analyzed(shared: &Path, lexicon: &Lexicon) -> Result<Vec<(GumDocument, pipeline::Analysis)>, ScoreError> {
    let documents = gum::read(&treebank(shared, "train"))?;
    let analyze = |gold: GumDocument| {
        let analysis = pipeline::analyze(gold.document.clone(), lexicon);
        (gold, analysis)
    };
    Ok(documents.into_par_iter().map(analyze).collect())
}

fn lessons<'a>(
    documents: impl IntoIterator<Item = &'a (GumDocument, pipeline::Analysis)>,
    lexicon: &Lexicon,
) -> Learner {
    let mut learner = Learner::default();
    for (gold, analysis) in documents {
        let phrases: Phrases<'_> = analysis.phrases(lexicon);
        learner.hear(&phrases, &things(gold));
    }
    learner
}

/// The thing at each place.
fn things(gold: &GumDocument) -> BTreeMap<Place, usize> {
    let numbered = gold.clusters.iter().enumerate();
    numbered.flat_map(|(thing, places)| places.iter().map(move |&place| (place, thing))).collect()
}
