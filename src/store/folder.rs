//! The graph folder: one file per article, and a note that says what the folder is. A file is written under another
//! name and renamed, so that a run that was killed leaves whole readings or none.
//!
//! ```text
//! graph/tripel.toml              format of the folder, base of minted IRIs
//! graph/.lock                    held while somebody writes
//! graph/readings/<hash>.reading  one article each
//! graph/walks/<measure>.tsv      what walks found, if it was written back
//! ```

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::error::{StoreError, failed};
use super::file::{files, is_unfinished, remove_unfinished, replace, sync_folder};
use super::lock::{self, PATIENCE};
use super::note;
use super::reading::{self, Card, Flaw};
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::relate::Reading;

const READINGS: &str = "readings";
const ENDING: &str = "reading";

/// A folder of readings. It may be shared between threads; only one process at a time may write to it.
#[derive(Debug)]
pub struct GraphFolder {
    root: PathBuf,
    base: String,
    reasons: bool,
    lock: Mutex<Option<File>>,
}

/// A file of the folder that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: String,
    /// The hash of its article, if its name is one.
    pub hash: Option<String>,
    /// Where its article was read from, as far as that can be made out.
    pub article: Option<String>,
}

impl std::fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        write!(formatter, "{path}: {}; left out, `tripel doctor` reads its article again", self.why)
    }
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

    /// All readings, sorted by hash, and the files that could not be read.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn readings(&self) -> Result<(Vec<Reading>, Vec<Damaged>), StoreError> {
        let (mut readings, damaged) = self.load(reading::decode, |reading| &reading.hash)?;
        readings.sort_by(|one, other| one.hash.cmp(&other.hash));
        Ok((readings, damaged))
    }

    /// The cards of all readings, sorted by path and hash, and the files that could not be read.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn cards(&self) -> Result<(Vec<Card>, Vec<Damaged>), StoreError> {
        let (mut cards, damaged) = self.load(reading::decode_card, |card| &card.hash)?;
        cards.sort_by(|one, other| (&one.path, &one.hash).cmp(&(&other.path, &other.hash)));
        Ok((cards, damaged))
    }

    /// The cards of the readings whose article was read from `path`; more than one when its text has changed.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn by_path(&self, path: &str) -> Result<Vec<Card>, StoreError> {
        Ok(self.cards()?.0.into_iter().filter(|card| card.path == path).collect())
    }

    /// The cards that a user may mean by `article`: its path, the name of its file, or the first digits of its hash.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn find(&self, article: &str) -> Result<Vec<Card>, StoreError> {
        let cards = self.cards()?.0;
        let is_hash = article.len() >= 4;
        let tests: [&dyn Fn(&Card) -> bool; 3] =
            [&|card| card.path == article, &|card| is_hash && card.hash.starts_with(article), &|card| {
                Path::new(&card.path).file_name().is_some_and(|name| name == article)
            }];
        let found = tests.iter().map(|test| cards.iter().filter(|card| test(card)).cloned().collect::<Vec<_>>());
        Ok(found.into_iter().find(|cards| !cards.is_empty()).unwrap_or_default())
    }

    /// Whether an article is there, whole, as the given version of the reader read it.
    #[must_use]
    pub fn contains(&self, hash: &str, version: &str) -> bool {
        let Ok(file) = self.file(hash) else { return false };
        let card = fs::read(file).ok().and_then(|bytes| reading::decode_card(&bytes).ok());
        card.is_some_and(|card| card.hash == hash && card.version == version)
    }

    /// Keeps a reading; one of the same article is replaced.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, reading: &Reading) -> Result<(), StoreError> {
        self.hold_lock()?;
        let file = self.file(&reading.hash)?;
        let bytes = reading::encode(reading).map_err(|flaw| failed(&file, io::Error::other(flaw)))?;
        replace(&file, &bytes)
    }

    /// Forgets a reading; says whether there was one.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn remove(&self, hash: &str) -> Result<bool, StoreError> {
        self.hold_lock()?;
        let file = self.file(hash)?;
        match fs::remove_file(&file) {
            Ok(()) => sync_folder(&self.root.join(READINGS)).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(&file, error)),
        }
    }

    fn load<T: Send>(
        &self,
        decode: fn(&[u8]) -> Result<T, Flaw>,
        hash: fn(&T) -> &String,
    ) -> Result<(Vec<T>, Vec<Damaged>), StoreError> {
        let files = files(&self.root.join(READINGS))?;
        let load = |file: &PathBuf| load_file(file, decode, hash);
        let loaded: Vec<Result<T, Damaged>> = files.par_iter().map(load).collect();
        let (mut whole, mut damaged) = (Vec::new(), Vec::new());
        for one in loaded {
            match one {
                Ok(value) => whole.push(value),
                Err(flaw) => damaged.push(flaw),
            }
        }
        Ok((whole, damaged))
    }

    fn file(&self, hash: &str) -> Result<PathBuf, StoreError> {
        if !is_hash(hash) {
            return Err(StoreError::Hash(hash.to_owned()));
        }
        Ok(self.root.join(READINGS).join(hash).with_extension(ENDING))
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

fn load_file<T>(file: &Path, decode: fn(&[u8]) -> Result<T, Flaw>, hash: fn(&T) -> &String) -> Result<T, Damaged> {
    let bytes = fs::read(file).map_err(|error| damaged(file, &[], format!("cannot be read ({error})")))?;
    let value = decode(&bytes).map_err(|flaw| damaged(file, &bytes, flaw.to_string()))?;
    let named = file.file_stem().is_some_and(|stem| stem == hash(&value).as_str());
    let other = || damaged(file, &[], "holds the reading of another article than its name says".to_owned());
    if named { Ok(value) } else { Err(other()) }
}

fn damaged(file: &Path, bytes: &[u8], why: String) -> Damaged {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let hash = stem.filter(|stem| is_hash(stem) && file.extension().is_some_and(|ending| ending == ENDING));
    Damaged { path: file.to_owned(), why, hash, article: reading::salvage_path(bytes) }
}

fn is_hash(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::fixture::{self, folder};

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
    fn removing_and_adding_restores_the_folder() {
        let (_place, folder) = folder();
        let readings = ["eins", "zwei", "drei"].map(|text| fixture::reading(&format!("{text}.txt"), text));
        readings.iter().try_for_each(|reading| folder.write(reading)).unwrap();
        let before = folder.readings().unwrap();
        assert_eq!(before.0.len(), 3);
        assert!(folder.remove(&readings[1].hash).unwrap());
        assert!(!folder.contains(&readings[1].hash, "0.1.0"));
        assert_eq!(folder.readings().unwrap().0.len(), 2);
        assert!(!folder.remove(&readings[1].hash).unwrap());
        folder.write(&readings[1]).unwrap();
        assert_eq!(folder.readings().unwrap(), before);
    }

    #[test]
    fn an_article_read_by_another_version_is_not_contained() {
        let (_place, folder) = folder();
        let reading = fixture::reading("a.txt", "Text");
        folder.write(&reading).unwrap();
        assert!(folder.contains(&reading.hash, "0.1.0"));
        assert!(!folder.contains(&reading.hash, "0.2.0"));
    }

    #[test]
    fn damaged_files_are_told_and_the_rest_is_read() {
        let (_place, folder) = folder();
        let [good, bad] = ["gut", "schlecht"].map(|text| fixture::reading("a.txt", text));
        folder.write(&good).unwrap();
        folder.write(&bad).unwrap();
        let file = folder.file(&bad.hash).unwrap();
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        fs::write(folder.path().join("readings/notes.txt"), "text").unwrap();
        fs::copy(folder.file(&good.hash).unwrap(), folder.path().join("readings/aaaaaaaa.reading")).unwrap();
        fs::create_dir(folder.path().join("readings/folder")).unwrap();

        let (readings, damaged) = folder.readings().unwrap();
        assert_eq!(readings, [good]);
        assert_eq!(damaged.len(), 4);
        assert!(damaged.iter().all(|one| one.to_string().contains("tripel doctor")));
        assert!(!folder.contains(&bad.hash, "0.1.0"), "a damaged reading is to be built again");
    }

    #[test]
    fn an_article_is_found_by_path_name_and_hash() {
        let (_place, folder) = folder();
        let reading = fixture::reading("seeds/articles/a.txt", "Text");
        folder.write(&reading).unwrap();
        for article in ["seeds/articles/a.txt", "a.txt", &reading.hash, &reading.hash[..8]] {
            assert_eq!(folder.find(article).unwrap().len(), 1, "{article}");
        }
        assert!(folder.find("b.txt").unwrap().is_empty());
        assert_eq!(folder.by_path("seeds/articles/a.txt").unwrap().len(), 1);
    }

    #[test]
    fn no_hash_leads_out_of_the_folder() {
        let (_place, folder) = folder();
        for hash in ["../../escape", "", "/etc/passwd", "äöü", "a"] {
            assert!(matches!(folder.remove(hash), Err(StoreError::Hash(_))), "{hash}");
        }
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_written_is_read(source in "\\PC{0,400}", path in "\\PC{0,40}", title in proptest::option::of("\\PC{0,40}")) {
            let (_place, folder) = folder();
            let mut reading = fixture::reading(&path, &source);
            reading.meta.title = title;
            folder.write(&reading).unwrap();
            prop_assert_eq!(folder.readings().unwrap(), (vec![reading], Vec::new()));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let marked = [b"tripel\r\n\x01\x00".as_slice(), &bytes].concat();
            prop_assert!(reading::decode(&bytes).is_err());
            prop_assert!(reading::decode(&marked).is_err());
            prop_assert!(reading::decode_card(&marked).is_err());
        }
    }
}
