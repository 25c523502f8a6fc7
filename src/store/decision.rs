//! Keeps what people decided about things in the graph folder: `decisions.tsv`, made when the first decision is made and
//! removed with the last, so that a decision taken back leaves the folder as it was.

use std::fs;
use std::io;

use super::error::{StoreError, failed};
use super::file::{replace, sync_folder};
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

    /// Changes the decisions and keeps them; nobody else changes them meanwhile, so that none is lost.
    ///
    /// # Errors
    /// When the decisions cannot be read or the folder cannot be written.
    pub fn decide<T>(&self, change: impl FnOnce(&mut Decisions) -> T) -> Result<T, StoreError> {
        self.hold_lock()?;
        let before = self.decisions()?;
        let mut decisions = before.clone();
        let told = change(&mut decisions);
        if decisions != before {
            self.keep(&decisions)?;
        }
        Ok(told)
    }

    fn keep(&self, decisions: &Decisions) -> Result<(), StoreError> {
        let file = self.path().join(FILE);
        if !decisions.is_empty() {
            return replace(&file, format!("{HEAD}{decisions}").as_bytes());
        }
        match fs::remove_file(&file) {
            Ok(()) => sync_folder(self.path()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed(&file, error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Decision;
    use crate::store::fixture::folder;

    #[test]
    fn of_decisions_made_at_once_none_is_lost() {
        let (_place, folder) = folder();
        let root = folder.path().to_owned();
        drop(folder);
        let decide = |number: usize| {
            let decision = Decision::Same { one: "urn:one".to_owned(), other: format!("urn:{number}") };
            assert!(GraphFolder::open(&root).unwrap().decide(|decisions| decisions.add(decision)).unwrap());
        };
        std::thread::scope(|scope| {
            for number in 0..8 {
                let decide = &decide;
                scope.spawn(move || decide(number));
            }
        });
        assert_eq!(GraphFolder::open(&root).unwrap().decisions().unwrap().to_string().lines().count(), 8);
    }
}
