//! A gazetteer too large to be held as tables: one file with an automaton (`fst`) over the folded names and the entries
//! they lead to. It is read as bytes; an entry is made when its name is first asked for.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | the mark `tripelG1` |
//! | 8 | the length of the entries, little-endian |
//! | 8 | the length of the lists, little-endian |
//! | … | the entries, as postcard, each behind the length of it (4 bytes) |
//! | … | the lists of entries that share a name: a count and places (8 bytes each) |
//! | … | the automaton: folded name → place of an entry, or of a list (top bit set) |

use std::path::{Path, PathBuf};

use elsa::sync::FrozenMap;
use fst::Map;
use serde::{Deserialize, Serialize};

use super::gazetteer::{Entry, Source, folded};
use crate::text::EntityType;

pub(super) const MARK: &[u8; 8] = b"tripelG1";
pub(super) const HEAD: usize = 24;

/// Set in the value of a name that several entries share.
pub(super) const SHARED: u64 = 1 << 63;

/// Why a gazetteer of the user cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EntitiesError {
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line or statement is not as it should be.
    #[error("{}:{line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The number of the line, counted from 1; 0 where there are no lines.
        line: usize,
        /// What is wrong, and what to do.
        what: String,
    },
}

impl EntitiesError {
    pub(super) fn file(path: &Path, source: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }

    pub(super) fn line(path: &Path, line: usize, what: impl Into<String>) -> Self {
        Self::Line { path: path.to_owned(), line, what: what.into() }
    }
}

/// An entry as the file holds it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record<'a> {
    pub(super) iri: &'a str,
    pub(super) kind: EntityType,
    pub(super) label_de: &'a str,
    pub(super) label_en: &'a str,
    #[serde(borrow)]
    pub(super) aliases: Vec<&'a str>,
    pub(super) country: &'a str,
}

impl Record<'_> {
    fn entry(&self) -> Entry {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Entry {
            iri: some(self.iri),
            kind: self.kind,
            label_de: self.label_de.to_owned(),
            label_en: self.label_en.to_owned(),
            aliases: self.aliases.iter().map(ToString::to_string).collect(),
            country: some(self.country),
            source: Source::Brand,
        }
    }
}

/// A gazetteer in a file.
pub struct Index {
    names: Map<Vec<u8>>,
    /// Entries, then lists.
    entries: Vec<u8>,
    lists: usize,
    made: FrozenMap<u64, Box<Entry>>,
    longest: usize,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Index").field("names", &self.names.len()).finish_non_exhaustive()
    }
}

/// Words of the longest name that is looked for; longer ones are not found in running text.
const LONGEST: usize = 8;

impl Index {
    /// Reads a gazetteer that `tripel gazetteer import` wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is none.
    pub fn open(path: &Path) -> Result<Self, EntitiesError> {
        let bytes = std::fs::read(path).map_err(|error| EntitiesError::file(path, error))?;
        let foreign =
            || EntitiesError::line(path, 0, "no gazetteer of `tripel gazetteer import`; import the dump again");
        let length = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize);
        let (entries, lists) = length(8).zip(length(16)).ok_or_else(foreign)?;
        let end = entries.checked_add(lists).and_then(|sum| sum.checked_add(HEAD)).ok_or_else(foreign)?;
        if !bytes.starts_with(MARK) || end > bytes.len() {
            return Err(foreign());
        }
        let mut bytes = bytes;
        let automaton = bytes.split_off(end);
        bytes.drain(..HEAD);
        let names = Map::new(automaton).map_err(|_| foreign())?;
        Ok(Self { names, entries: bytes, lists: entries, made: FrozenMap::new(), longest: LONGEST })
    }

    /// How many different names it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it has no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Words of the longest name.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// All entries with a name that folds like this one, in the order of the dump.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<&Entry> {
        let Some(value) = self.names.get(folded(name)) else { return Vec::new() };
        if value & SHARED == 0 {
            return self.entry(value).into_iter().collect();
        }
        let list = self.entries.get(self.lists + (value & !SHARED) as usize..).unwrap_or_default();
        let number = |at: usize| Some(u64::from_le_bytes(*list.get(8 * at..)?.first_chunk()?));
        let count = number(0).unwrap_or_default() as usize;
        (1..=count).filter_map(|at| self.entry(number(at)?)).collect()
    }

    fn entry(&self, place: u64) -> Option<&Entry> {
        if let Some(entry) = self.made.get(&place) {
            return Some(entry);
        }
        let rest = self.entries.get(place as usize..self.lists)?;
        let length = u32::from_le_bytes(*rest.first_chunk()?) as usize;
        let record: Record<'_> = postcard::from_bytes(rest.get(4..4 + length)?).ok()?;
        Some(self.made.insert(place, Box::new(record.entry())))
    }
}
