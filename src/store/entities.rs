//! Keeps the gazetteers that the user brings in the graph folder, `entities/`, so that every later command names things
//! as the build did.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::{StoreError, failed};
use super::file::{files, replace_by};
use super::folder::GraphFolder;

/// Where they are.
pub(super) const FOLDER: &str = "entities";

impl GraphFolder {
    /// The gazetteers that the folder keeps, sorted by name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn entities(&self) -> Result<Vec<PathBuf>, StoreError> {
        files(&self.path().join(FOLDER))
    }

    /// Keeps a gazetteer; one of the same name is replaced.
    ///
    /// # Errors
    /// When it cannot be read or the folder cannot be written.
    pub fn add_entities(&self, file: &Path) -> Result<(), StoreError> {
        self.hold_lock()?;
        let folder = self.path().join(FOLDER);
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        let name = file.file_name().ok_or_else(|| failed(file, io::Error::other("is no file")))?;
        let mut source = fs::File::open(file).map_err(|error| failed(file, error))?;
        replace_by(&folder.join(name), |out| io::copy(&mut source, out).map(drop))
    }

    /// What tells one set of gazetteers from another; empty when there is none.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn entities_digest(&self) -> Result<String, StoreError> {
        let mut digest = Sha256::new();
        let files = self.entities()?;
        for file in &files {
            let mut source = fs::File::open(file).map_err(|error| failed(file, error))?;
            io::copy(&mut source, &mut Hasher(&mut digest)).map_err(|error| failed(file, error))?;
        }
        let bytes = digest.finalize();
        let digits = bytes.iter().take(4).map(|byte| format!("{byte:02x}"));
        Ok(if files.is_empty() { String::new() } else { digits.collect() })
    }
}

/// Feeds a digest what is written to it.
struct Hasher<'a>(&'a mut Sha256);

impl io::Write for Hasher<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
