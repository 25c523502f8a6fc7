//! Files that are whole or not there: they are written under another name, synced and renamed, so that a run that was
//! killed, or a disk that was full, leaves what was there before.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::error::{StoreError, failed};

/// Names of files that are not yet whole begin so; they are none of the graph's, and the next writer removes them.
pub(super) const UNFINISHED: &str = ".unfinished-";

/// Whether a file is one that a killed run may have left.
pub(super) fn is_unfinished(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(UNFINISHED)
}

/// Removes what killed runs left; what cannot be removed does no harm.
pub(super) fn remove_unfinished(folder: &Path) {
    for left in unfinished(folder) {
        let _ = if left.is_dir() { fs::remove_dir_all(left) } else { fs::remove_file(left) };
    }
}

/// What killed runs left in a folder.
pub(super) fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| is_unfinished(&entry.file_name())).map(|entry| entry.path()).collect()
}

/// The files of a folder, sorted; unfinished ones and those of the system (`.DS_Store`) are left out.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(folder, error)),
    };
    let entries: Result<Vec<_>, _> = entries.collect();
    let entries = entries.map_err(|error| failed(folder, error))?;
    let shown = entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut files: Vec<PathBuf> = shown.map(fs::DirEntry::path).collect();
    files.sort();
    Ok(files)
}

/// Puts `bytes` into `file` so that it holds either what it held or all of them, whatever happens.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace_by(file, |out| out.write_all(bytes))
}

/// Puts what `write` writes into `file`, all of it or nothing.
pub(super) fn replace_by(
    file: &Path,
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>,
) -> Result<(), StoreError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let replace = || {
        let unfinished = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
        let mut out = BufWriter::new(unfinished.as_file());
        write(&mut out)?;
        out.flush()?;
        drop(out);
        unfinished.as_file().sync_all()?;
        unfinished.persist(file).map_err(|error| error.error)
    };
    replace().map_err(|error| failed(file, error))?;
    sync_folder(folder)
}

/// Makes renaming and removing last; where folders cannot be opened (Windows), the system sees to it.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failed(folder, error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_fails_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        replace(&file, b"before").unwrap();
        let result = replace_by(&file, |out| {
            out.write_all(&vec![0; 100_000])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(matches!(result, Err(StoreError::Full(..))));
        assert_eq!(fs::read(&file).unwrap(), b"before");
        assert_eq!(unfinished(folder.path()), Vec::<PathBuf>::new());
    }
}
