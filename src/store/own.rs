//! The user's own ontology and table of predicates, kept in the graph folder so that every command knows them and no
//! article has to be read again for them.

use std::fs;
use std::io;

use super::error::{StoreError, failed};
use super::file::replace;
use super::folder::GraphFolder;

/// A text that users bring along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Classes and relations, in Turtle.
    Ontology,
    /// Rows from predicates to relations, like those of `seeds/mapping/`.
    Mapping,
}

impl Own {
    /// The name of its file in the graph folder.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Ontology => "ontology.ttl",
            Self::Mapping => "mapping.tsv",
        }
    }
}

impl GraphFolder {
    /// The user's own text; empty when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn own(&self, own: Own) -> Result<String, StoreError> {
        let file = self.path().join(own.file());
        match fs::read_to_string(&file) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(failed(&file, error)),
        }
    }

    /// Keeps the user's own text; an empty one takes the earlier away.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn set_own(&self, own: Own, text: &str) -> Result<(), StoreError> {
        self.hold_lock()?;
        let file = self.path().join(own.file());
        if !text.trim().is_empty() {
            return replace(&file, text.as_bytes());
        }
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&file, error)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_text_is_kept_until_an_empty_one_takes_it_away() {
        let place = tempfile::tempdir().unwrap();
        let folder = GraphFolder::create_or_open(place.path().join("graph")).unwrap();
        assert_eq!(folder.own(Own::Ontology).unwrap(), "");
        folder.set_own(Own::Ontology, "<a:a> <a:b> <a:c> .").unwrap();
        drop(folder);
        let folder = GraphFolder::open(place.path().join("graph")).unwrap();
        assert_eq!(folder.own(Own::Ontology).unwrap(), "<a:a> <a:b> <a:c> .");
        folder.set_own(Own::Ontology, "\n").unwrap();
        assert_eq!(folder.own(Own::Ontology).unwrap(), "");
    }

    #[test]
    fn whether_to_reason_is_kept_beside_the_base() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = GraphFolder::create_or_open(place.path().join("graph")).unwrap();
        assert!(!folder.reasons());
        folder.set_reasons(true).unwrap();
        folder.set_base("https://own.example/").unwrap();
        drop(folder);
        let folder = GraphFolder::open(place.path().join("graph")).unwrap();
        assert_eq!((folder.reasons(), folder.base()), (true, "https://own.example/"));
    }
}
