//! Scores the facts of the program: it reads articles that have gold facts beside them, as `tripel build` would, into
//! one graph, and holds the graph against them.

use std::path::Path;

use rayon::prelude::*;

use super::ScoreError;
use super::comparison::compare;
use super::gold::{GoldArticle, read_gold};
use super::report::FactReport;
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::ground::{Ontology, ground};
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::relate::Reading;

/// Reads the articles of a folder that have gold facts beside them and scores the graph that they give.
///
/// # Errors
/// When the folder or a file of it cannot be read, holds no gold, or a gold file has a mistake.
pub fn facts(folder: &Path, lexicon: &Lexicon, ontology: &Ontology) -> Result<FactReport, ScoreError> {
    let articles = read_gold(folder)?;
    let readings = articles.par_iter().map(|article| reading(article, lexicon)).collect::<Result<Vec<_>, _>>()?;
    Ok(compare(&ground(&readings, ontology, lexicon, DEFAULT_BASE), &articles))
}

fn reading(gold: &GoldArticle, lexicon: &Lexicon) -> Result<Reading, ScoreError> {
    let path = gold.path.display().to_string();
    pipeline::reading(&path, &gold.bytes, lexicon)
        .map_err(|error| ScoreError::Unreadable { path: gold.path.clone(), why: error.to_string() })
}
