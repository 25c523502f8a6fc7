//! What can go wrong with a graph folder, and what the user can do about it.

use std::io;
use std::path::{Path, PathBuf};

/// Why a graph folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is none.
    #[error("{}: no graph here; run `tripel build PATH… --graph {}` first", .0.display(), .0.display())]
    Missing(PathBuf),
    /// There is a folder, but not one of tripel's.
    #[error("{}: is not empty and no graph folder; name another folder with `--graph`", .0.display())]
    Foreign(PathBuf),
    /// Its note cannot be understood.
    #[error("{}: {}; mend it, or remove the folder and build the graph again", .0.display(), .1)]
    Note(PathBuf, String),
    /// A later version of tripel made it.
    #[error(
        "{}: has format {format}, this tripel knows up to {known}; \
         use a newer tripel, or build the graph again in another folder", path.display()
    )]
    Newer {
        /// The folder.
        path: PathBuf,
        /// Its format.
        format: u32,
        /// The last format that this version knows.
        known: u32,
    },
    /// Another process is writing to it.
    #[error("{}: {} is writing to it; wait until it is done and try again", .0.display(), .1)]
    Locked(PathBuf, String),
    /// It must not be read or written.
    #[error("{}: {}; change its permissions, or name another folder with `--graph`", .0.display(), .1)]
    ReadOnly(PathBuf, #[source] io::Error),
    /// There is no room left.
    #[error("{}: no room left ({}); make room and run the command again, finished articles are kept", .0.display(), .1)]
    Full(PathBuf, #[source] io::Error),
    /// What users added cannot be understood.
    #[error("{}: {}; put the line right, or remove the file and add your triples again", .0.display(), .1)]
    Added(PathBuf, String),
    /// A name that is no hash of an article.
    #[error("`{0}` is no hash of an article, which has 8 to 64 hexadecimal digits; `tripel list` shows them")]
    Hash(String),
    /// A base that IRIs cannot begin with.
    #[error("`{0}` cannot be the base of IRIs; name an absolute IRI that ends in `/` or `#`")]
    Base(String),
    /// Anything else that the system says.
    #[error("{}: {}; look whether it is there and may be read and written", .0.display(), .1)]
    Failed(PathBuf, #[source] io::Error),
}

/// The error for what the system said about a file.
pub(super) fn failed(path: &Path, error: io::Error) -> StoreError {
    use io::ErrorKind::{FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    let path = path.to_owned();
    match error.kind() {
        PermissionDenied | ReadOnlyFilesystem => StoreError::ReadOnly(path, error),
        StorageFull | QuotaExceeded | FileTooLarge => StoreError::Full(path, error),
        _ => StoreError::Failed(path, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_apart_from_a_folder_that_may_not_be_written() {
        let error = |kind: io::ErrorKind| failed(Path::new("graph"), kind.into());
        assert!(matches!(error(io::ErrorKind::StorageFull), StoreError::Full(..)));
        assert!(matches!(error(io::ErrorKind::ReadOnlyFilesystem), StoreError::ReadOnly(..)));
        assert!(matches!(error(io::ErrorKind::PermissionDenied), StoreError::ReadOnly(..)));
        assert!(matches!(error(io::ErrorKind::TimedOut), StoreError::Failed(..)));
    }
}
