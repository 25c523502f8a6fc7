//! Measures what the rooms make against what people annotated.

pub mod agreement;
pub mod conllu;

use std::path::{Path, PathBuf};

/// Why nothing could be measured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// A file cannot be read.
    #[error("{}: {why}; is the folder of shared data where `--shared` says?", path.display())]
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
}

impl ScoreError {
    pub(crate) fn at(path: &Path, line: usize, what: &str) -> Self {
        Self::Line { path: path.to_owned(), line, what: what.to_owned() }
    }
}
