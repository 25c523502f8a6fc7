//! Finds the files that the user means: files as they are named, folders with all the `.txt` and `.md` inside.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// What the user named.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The files, sorted, each once.
    pub(super) files: Vec<PathBuf>,
    /// What could not be found or looked into, and why.
    pub(super) failures: Vec<String>,
}

impl Inputs {
    /// The files behind the paths.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let mut files = BTreeSet::new();
        let mut failures = Vec::new();
        for path in paths {
            match std::fs::metadata(path) {
                Ok(found) if found.is_dir() => walk(path, &mut files, &mut failures),
                Ok(_) => drop(files.insert(path.clone())),
                Err(error) => {
                    failures.push(format!("{}: {error}; name a file or folder that is there", path.display()));
                }
            }
        }
        Self { files: files.into_iter().collect(), failures }
    }
}

fn walk(folder: &Path, files: &mut BTreeSet<PathBuf>, failures: &mut Vec<String>) {
    for entry in WalkDir::new(folder).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_text(entry.path()) => drop(files.insert(entry.into_path())),
            Ok(_) => {}
            Err(error) => failures.push(format!("{error}; left out")),
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_and_hidden_files_left_out() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        for name in ["b.txt", "in/a.MD", ".hidden.txt", "c.pdf"] {
            std::fs::write(folder.path().join(name), "Text").unwrap();
        }
        let inputs = Inputs::of(&[folder.path().to_owned(), folder.path().join("b.txt"), "nowhere".into()]);
        let names: Vec<_> = inputs.files.iter().map(|file| file.strip_prefix(folder.path()).unwrap()).collect();
        assert_eq!(names, [Path::new("b.txt"), Path::new("in/a.MD")]);
        assert_eq!(inputs.failures.len(), 1);
    }
}
