//! The graph folder: one file per article, and a note that says what the folder is. A file is written under another
//! name and renamed, so that a run that was killed leaves whole readings or none.
//!
//! ```text
//! graph/tripel.toml              format of the folder, base of minted IRIs
//! graph/.lock                    held while somebody writes
//! graph/readings/<hash>.reading  one article each
//! graph/added.nq                 what users added with `tripel update`
//! graph/walks/<measure>.tsv      what walks found, if it was written back
//! graph/tally                    what was counted of each reading, to count only what changed
//! graph/rocksdb/                 the graph on disk, with the feature `rocksdb`
//! ```

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::error::{StoreError, failed};
use super::file::{is_unfinished, remove_unfinished};
use super::lock::{self, PATIENCE};
use super::note;
use crate::ground::vocabulary::DEFAULT_BASE;

/// Where the readings are.
pub(super) const READINGS: &str = "readings";

/// A folder of readings. It may be shared between threads; only one process at a time may write to it.
#[derive(Debug)]
pub struct GraphFolder {
    root: PathBuf,
    base: String,
    reasons: bool,
    lock: Mutex<Option<File>>,
}

impl GraphFolder {
    /// Opens a folder for writing, making it where there is none.
    ///
    /// # Errors
    /// When the folder holds something else, was made by a newer tripel, cannot be written, or is being written by
    /// another process for longer than a few seconds.
    pub fn create_or_open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = path.as_ref();
        fs::create_dir_all(root).map_err(|error| failed(root, error))?;
        if !root.join(note::FILE).exists() {
            ensure_empty(root)?;
        }
        let lock = lock::acquire(root, PATIENCE)?;
        let readings = root.join(READINGS);
        fs::create_dir_all(&readings).map_err(|error| failed(&readings, error))?;
        if !root.join(note::FILE).exists() {
            note::write(root, DEFAULT_BASE, false)?;
        }
        remove_unfinished(root);
        remove_unfinished(&readings);
        Ok(Self { lock: Mutex::new(Some(lock)), ..Self::open(root)? })
    }

    /// Opens a folder that is there; nothing is written until asked for.
    ///
    /// # Errors
    /// When there is none, or a newer tripel made it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = path.as_ref().to_owned();
        let note = note::read(&root)?;
        Ok(Self { root, base: note.base, reasons: note.reason, lock: Mutex::new(None) })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// What minted IRIs begin with.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Sets what minted IRIs begin with; the graph follows, no article is read again.
    ///
    /// # Errors
    /// When `base` is no IRI that ends in `/` or `#`, or the folder cannot be written.
    pub fn set_base(&mut self, base: &str) -> Result<(), StoreError> {
        let fits = base.ends_with(['/', '#']) && oxigraph::model::NamedNode::new(base).is_ok();
        if !fits {
            return Err(StoreError::Base(base.to_owned()));
        }
        self.hold_lock()?;
        note::write(&self.root, base, self.reasons)?;
        base.clone_into(&mut self.base);
        Ok(())
    }

    /// Whether what follows from what the articles assert is shown with it.
    #[must_use]
    pub fn reasons(&self) -> bool {
        self.reasons
    }

    /// Sets whether what follows is shown.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn set_reasons(&mut self, reasons: bool) -> Result<(), StoreError> {
        self.hold_lock()?;
        note::write(&self.root, &self.base, reasons)?;
        self.reasons = reasons;
        Ok(())
    }

    /// Keeps others from writing until this folder is closed.
    pub(super) fn hold_lock(&self) -> Result<(), StoreError> {
        // A thread that panicked while it held the guard left nothing half done: the guard only keeps a file open.
        let mut lock = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if lock.is_none() {
            *lock = Some(lock::acquire(&self.root, PATIENCE)?);
        }
        Ok(())
    }
}

fn ensure_empty(root: &Path) -> Result<(), StoreError> {
    let entries = fs::read_dir(root).map_err(|error| failed(root, error))?;
    let own = |name: &std::ffi::OsStr| name == lock::FILE || name == READINGS || is_unfinished(name);
    let foreign = entries.filter_map(Result::ok).any(|entry| !own(&entry.file_name()));
    if foreign { Err(StoreError::Foreign(root.to_owned())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::folder;

    #[test]
    fn a_folder_that_is_not_there_asks_for_a_build() {
        let place = tempfile::tempdir().unwrap();
        let error = GraphFolder::open(place.path().join("graph")).unwrap_err().to_string();
        assert!(error.contains("run `tripel build"), "{error}");
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("letter.txt"), "text").unwrap();
        assert!(matches!(GraphFolder::create_or_open(place.path()), Err(StoreError::Foreign(_))));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_no_folder() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("graph");
        fs::write(&file, "text").unwrap();
        assert!(matches!(GraphFolder::create_or_open(&file), Err(StoreError::Failed(..))));
        assert!(matches!(GraphFolder::open(&file), Err(StoreError::Missing(_))));
    }

    #[test]
    fn a_newer_folder_is_not_touched() {
        let (_place, folder) = folder();
        fs::write(folder.path().join(note::FILE), "format = 2\nbase = \"https://example.org/\"\n").unwrap();
        assert!(matches!(GraphFolder::open(folder.path()), Err(StoreError::Newer { format: 2, .. })));
    }

    #[test]
    fn the_base_is_kept() {
        let (_place, mut folder) = folder();
        assert_eq!(folder.base(), DEFAULT_BASE);
        assert!(matches!(folder.set_base("no iri"), Err(StoreError::Base(_))));
        folder.set_base("https://example.org/news/").unwrap();
        assert_eq!(GraphFolder::open(folder.path()).unwrap().base(), "https://example.org/news/");
    }

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let (_place, folder) = folder();
        let left = folder.path().join("readings").join(format!("{}abc", crate::store::file::UNFINISHED));
        fs::write(&left, "half").unwrap();
        assert_eq!(folder.readings().unwrap(), (Vec::new(), Vec::new()));
        let root = folder.path().to_owned();
        drop(folder);
        GraphFolder::create_or_open(root).unwrap();
        assert!(!left.exists());
    }
}
