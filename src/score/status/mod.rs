//! Scores how facts are stated: polarity, modality and attribution on sentences that people annotated. Whether a fact
//! is found is counted beside it, so that the one is not mistaken for the other.

mod gold;
mod matching;
mod report;

use std::path::Path;

use rayon::prelude::*;

pub use gold::{StatusGroup, StatusRow, StatusSentence};
pub use report::{StatusReport, StatusTally, Verdict};

use super::ScoreError;
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::relate::Facts;
use crate::text::{Article, Language};

/// Reads the annotated sentences of a folder, `de.tsv` and `en.tsv`, and holds the facts they give against them.
///
/// # Errors
/// When a file cannot be read or a line of it has a mistake.
pub fn status(folder: &Path, lexicon: &Lexicon) -> Result<StatusReport, ScoreError> {
    let mut groups = Vec::new();
    for language in Language::ALL {
        for group in gold::read(&folder.join(format!("{}.tsv", language.code())))? {
            let verdicts = group.sentences.par_iter().flat_map_iter(|sentence| judge(sentence, language, lexicon));
            groups.push((language, group.name.clone(), verdicts.collect()));
        }
    }
    Ok(StatusReport { groups })
}

/// Reads a sentence and holds its facts against its rows.
fn judge(sentence: &StatusSentence, language: Language, lexicon: &Lexicon) -> Vec<Verdict> {
    let facts = pipeline::read(&Article::of_paragraph(&sentence.text, language), lexicon).facts;
    sentence.rows.iter().map(|row| verdict(&sentence.text, row, &facts)).collect()
}

fn verdict(sentence: &str, row: &StatusRow, facts: &Facts) -> Verdict {
    let found = matching::find(row, facts);
    Verdict {
        sentence: sentence.to_owned(),
        wanted: row.written.clone(),
        got: found.map(|fact| matching::written(fact, facts)),
        polarity: found.is_some_and(|fact| row.polarity.contains(&fact.polarity)),
        modality: found.is_some_and(|fact| row.modality.contains(&fact.modality)),
        attribution: found.is_some_and(|fact| matching::has_attribution(fact, row, facts)),
    }
}
