//! Decides which files must be read: what is new or changed, one file of those with the same text. What is decided does
//! not depend on the order in which files are named.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::pipeline;
use crate::store::Card;

/// What there is to do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The files to read, sorted.
    pub(super) to_read: Vec<PathBuf>,
    /// How many files are in the graph already as they are.
    pub(super) unchanged: usize,
    /// Files with the text of another: the file, and the one that stands for both.
    pub(super) copies: Vec<(PathBuf, PathBuf)>,
    /// Readings of files that have changed since.
    pub(super) outdated: Vec<Outdated>,
    /// What could not be opened, and why.
    pub(super) failures: Vec<String>,
}

/// A reading whose file has another text now.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outdated {
    /// The hash of the text that was read.
    pub(super) before: String,
    /// The hash of the text that the file has now.
    pub(super) now: String,
}

/// A file with the hash of its bytes.
struct Hashed {
    path: PathBuf,
    hash: String,
}

impl Plan {
    /// The plan for the files, given the articles of the graph. `is_current` says whether the graph has a reading of
    /// that hash by this reader that need not be made again.
    pub(super) fn of(files: &[PathBuf], cards: &[Card], is_current: impl Fn(&str) -> bool) -> Self {
        let mut plan = Self::default();
        let hashed: Vec<_> = files.par_iter().map(|file| (file, hash(file))).collect();
        let mut found = Vec::new();
        for (file, hash) in hashed {
            match hash {
                Ok(hash) => found.push(Hashed { path: file.clone(), hash }),
                Err(error) => plan.failures.push(format!("{}: {error}; left out", file.display())),
            }
        }
        plan.sort_out(&found, cards, is_current);
        plan
    }

    fn sort_out(&mut self, found: &[Hashed], cards: &[Card], is_current: impl Fn(&str) -> bool) {
        let hashes: BTreeMap<&Path, &str> = found.iter().map(|one| (one.path.as_path(), one.hash.as_str())).collect();
        let mut of_hash: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
        for one in found {
            of_hash.entry(&one.hash).or_default().push(&one.path);
        }
        for (hash, mut paths) in of_hash {
            let known = cards.iter().find(|card| card.hash == hash).map(|card| Path::new(&card.path));
            let known = known.filter(|path| still_holds(path, hash, &hashes));
            paths.extend(known);
            paths.sort();
            paths.dedup();
            // The first by name stands for all, so that the order of runs makes no difference.
            let Some((first, copies)) = paths.split_first() else { continue };
            self.copies.extend(copies.iter().map(|copy| (copy.to_path_buf(), first.to_path_buf())));
            if known == Some(first) && is_current(hash) {
                self.unchanged += 1;
            } else {
                self.to_read.push(first.to_path_buf());
            }
        }
        self.outdated = outdated(cards, &hashes);
        self.to_read.sort();
        self.copies.sort();
    }
}

/// The readings of changed files, but for texts that another file has now.
fn outdated(cards: &[Card], hashes: &BTreeMap<&Path, &str>) -> Vec<Outdated> {
    let kept: BTreeSet<&str> = hashes.values().copied().collect();
    let changed = cards.iter().filter(|card| !kept.contains(card.hash.as_str()));
    let outdated = changed.filter_map(|card| {
        let now = hashes.get(Path::new(&card.path))?;
        Some(Outdated { before: card.hash.clone(), now: (*now).to_owned() })
    });
    outdated.collect()
}

/// Whether the file of a reading still has the text of that reading.
fn still_holds(path: &Path, expected: &str, hashes: &BTreeMap<&Path, &str>) -> bool {
    match hashes.get(path) {
        Some(now) => *now == expected,
        None => hash(path).is_ok_and(|now| now == expected),
    }
}

/// The identity of the article in a file.
fn hash(path: &Path) -> io::Result<String> {
    std::fs::read(path).map(|bytes| pipeline::hash(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    /// A folder with these files, and the paths of them.
    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Vec<PathBuf>) {
        let folder = tempfile::tempdir().unwrap();
        let write = |&(name, text): &(&str, &str)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let paths = files.iter().map(write).collect();
        (folder, paths)
    }

    fn card(path: &Path, text: &str) -> Card {
        Card::from(&fixture::reading(&path.display().to_string(), text))
    }

    #[test]
    fn what_is_current_is_not_read_again() {
        let (_folder, paths) = folder(&[("a.txt", "eins"), ("b.txt", "zwei")]);
        let plan = Plan::of(&paths, &[card(&paths[0], "eins")], |_| true);
        assert_eq!((plan.unchanged, plan.to_read), (1, vec![paths[1].clone()]));
    }

    #[test]
    fn a_reading_of_an_older_reader_is_made_again() {
        let (_folder, paths) = folder(&[("a.txt", "eins")]);
        assert_eq!(Plan::of(&paths, &[card(&paths[0], "eins")], |_| false).to_read, paths);
    }

    #[test]
    fn a_changed_file_takes_the_place_of_its_reading() {
        let (_folder, paths) = folder(&[("a.txt", "neu")]);
        let before = card(&paths[0], "alt");
        let plan = Plan::of(&paths, std::slice::from_ref(&before), |_| true);
        assert_eq!(plan.to_read, paths);
        assert_eq!(plan.outdated.iter().map(|one| &one.before).collect::<Vec<_>>(), [&before.hash]);
    }

    #[test]
    fn a_text_that_moved_to_another_file_is_not_outdated() {
        let (_folder, paths) = folder(&[("a.txt", "neu"), ("b.txt", "alt")]);
        let plan = Plan::of(&paths, &[card(&paths[0], "alt")], |_| true);
        assert_eq!(plan.outdated, []);
        assert_eq!(plan.to_read, paths);
    }

    #[test]
    fn of_files_with_one_text_the_first_by_name_is_read_in_any_order() {
        let (_folder, paths) = folder(&[("b.txt", "eins"), ("a.txt", "eins")]);
        let reversed: Vec<_> = paths.iter().rev().cloned().collect();
        for files in [&paths, &reversed] {
            let plan = Plan::of(files, &[], |_| true);
            assert_eq!(plan.to_read, [paths[1].clone()]);
            assert_eq!(plan.copies, [(paths[0].clone(), paths[1].clone())]);
        }
        // And so it is when the other was read in an earlier run.
        let plan = Plan::of(&paths[1..], &[card(&paths[0], "eins")], |_| true);
        assert_eq!(plan.to_read, [paths[1].clone()]);
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_told() {
        let plan = Plan::of(&["nowhere.txt".into()], &[], |_| true);
        assert!(plan.failures[0].starts_with("nowhere.txt: "), "{:?}", plan.failures);
    }
}
