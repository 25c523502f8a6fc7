//! The readings of a graph folder, one file an article: kept, found, forgotten, and read with what is damaged told apart.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{StoreError, failed};
use super::file::{files, replace, sync_folder};
use super::folder::{GraphFolder, READINGS};
use super::reading::{self, Card, Flaw};
use crate::ground::Marked;
use crate::relate::Reading;

const ENDING: &str = "reading";

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
    /// All readings, sorted by hash, and the files that could not be read.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn readings(&self) -> Result<(Vec<Reading>, Vec<Damaged>), StoreError> {
        let (mut readings, damaged) = self.load(reading::decode, |reading| &reading.hash)?;
        readings.sort_by(|one, other| one.hash.cmp(&other.hash));
        Ok((readings, damaged))
    }

    /// All readings, each with the checksum that tells it from every other, and the files that could not be read.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn marked_readings(&self) -> Result<(Vec<Marked>, Vec<Damaged>), StoreError> {
        self.load(reading::decode_marked, |(_, reading)| &reading.hash)
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
            Ok(()) => sync_folder(&self.path().join(READINGS)).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(&file, error)),
        }
    }

    fn load<T: Send>(
        &self,
        decode: fn(&[u8]) -> Result<T, Flaw>,
        hash: fn(&T) -> &String,
    ) -> Result<(Vec<T>, Vec<Damaged>), StoreError> {
        let files = files(&self.path().join(READINGS))?;
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
        Ok(self.path().join(READINGS).join(hash).with_extension(ENDING))
    }
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
