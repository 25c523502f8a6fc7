//! Measures what the rooms make against what people annotated.

pub mod agreement;
pub mod benchie;
mod calibration;
mod comparison;
pub mod conllu;
mod coreference;
mod entity;
mod fact;
mod gazetteer;
mod gold;
mod judged;
pub mod lemma;
pub mod lesson;
mod mapping;
mod matching;
mod merging;
pub mod model;
pub mod name;
pub mod raw;
mod relation;
mod report;
pub mod speed;
mod status;
pub mod synthetic;

use std::path::{Path, PathBuf};

pub use benchie::benchie;
pub use calibration::{Bin, CalibrationReport, calibration, fit, table as weight_table};
pub use comparison::compare;
pub use coreference::{
    Clusters, Coreference, CoreferenceReport, CoreferenceSource, Links, Measure, PronounScore, Ratio, Rehearsal,
    coreference, learn, rehearse,
};
pub use entity::{EntityReport, EntitySource, Unlinked, entities};
pub use fact::facts;
pub use gazetteer::{GazetteerReport, GazetteerScore, gazetteer};
pub use gold::{GoldArticle, GoldFact, read_gold};
pub use judged::{Judged, draw, read_judged};
pub use mapping::{MappingReport, MappingScore, mapping};
pub use merging::{MergingReport, MergingScore, merging};
pub use model::{Report, models};
pub use relation::{RelationCounts, RelationReport, relations};
pub use report::{ArticleScore, FactReport, Share};
pub use speed::speed;
pub use status::{StatusGroup, StatusReport, StatusRow, StatusSentence, StatusTally, Verdict, status};
pub use synthetic::Synthesizer;

/// Why nothing could be measured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// A file cannot be read.
    #[error("{}: {why}; is it where you said?", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// A line is not as its format wants it.
    #[error("{}:{line}: {what}; mend the line or fetch the file again", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The number of the line, counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A folder has no gold facts.
    #[error("{}: no file in it ends with `.gold.tsv`; give a folder such as seeds/articles", path.display())]
    NoGold {
        /// The folder.
        path: PathBuf,
    },
}

impl ScoreError {
    pub(crate) fn at(path: &Path, line: usize, what: &str) -> Self {
        Self::Line { path: path.to_owned(), line, what: what.to_owned() }
    }
}
