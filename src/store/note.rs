//! The note `tripel.toml`, which makes a folder a graph folder: its format, and what minted IRIs begin with.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{StoreError, failed};
use super::file::replace;

/// The name of its file.
pub(super) const FILE: &str = "tripel.toml";
const FORMAT: u32 = 1;
const HEAD: &str =
    "# A graph folder of tripel. `base` is what minted IRIs begin with; `reason` whether what follows is shown.\n";

#[derive(Serialize, Deserialize)]
pub(super) struct Note {
    format: u32,
    pub(super) base: String,
    /// Whether what follows from the ontology is shown.
    #[serde(default)]
    pub(super) reason: bool,
}

/// Writes the note of a folder.
pub(super) fn write(root: &Path, base: &str, reason: bool) -> Result<(), StoreError> {
    let path = root.join(FILE);
    let note = Note { format: FORMAT, base: base.to_owned(), reason };
    let body = toml::to_string(&note).map_err(|error| failed(&path, io::Error::other(error)))?;
    replace(&path, format!("{HEAD}{body}").as_bytes())
}

/// Reads the note of a folder.
pub(super) fn read(root: &Path) -> Result<Note, StoreError> {
    let path = root.join(FILE);
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::Missing(root.to_owned()),
        _ => failed(&path, error),
    })?;
    let note: Note = toml::from_str(&text).map_err(|error| StoreError::Note(path, error.message().to_owned()))?;
    if note.format > FORMAT {
        return Err(StoreError::Newer { path: root.to_owned(), format: note.format, known: FORMAT });
    }
    Ok(note)
}
