//! Keeps what people decided about things in the graph folder: `decisions.tsv`, made when the first decision is made and
//! removed with the last, so that a decision taken back leaves the folder as it was.

use std::fs;
use std::io;

use super::error::{StoreError, failed};
use super::file::replace;
use super::folder::GraphFolder;
use crate::ground::Decisions;

const FILE: &str = "decisions.tsv";

/// What the file says of itself.
const HEAD: &str = "\
# What is one thing and what is not, as people decided with `tripel merge` and `tripel split`.
# same, the IRI that stays, the IRI that goes; apart, an IRI, a name, the hash of an article (* is any).
";

impl GraphFolder {
    /// What people decided about the things of the graph.
    ///
    /// # Errors
    /// When the file of decisions cannot be read or a line of it is none.
    pub fn decisions(&self) -> Result<Decisions, StoreError> {
        let file = self.path().join(FILE);
        match fs::read_to_string(&file) {
            Ok(text) => Decisions::parse(&text).map_err(|what| failed(&file, io::Error::other(what))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Decisions::default()),
            Err(error) => Err(failed(&file, error)),
        }
    }

    /// Keeps the decisions in place of those that were there.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn decide(&self, decisions: &Decisions) -> Result<(), StoreError> {
        self.hold_lock()?;
        let file = self.path().join(FILE);
        if !decisions.is_empty() {
            return replace(&file, format!("{HEAD}{decisions}").as_bytes());
        }
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&file, error)),
            _ => Ok(()),
        }
    }
}
