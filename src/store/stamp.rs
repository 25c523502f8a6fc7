//! Tells whether what is kept in a graph folder to save time may still be used: whether the program is the one that made
//! it, and whether the files that it was made from are as they were, by size, time and place, without reading them.

use std::fs::{self, Metadata};
use std::time::UNIX_EPOCH;

#[cfg(feature = "rocksdb")]
pub(super) use folder::{DISK, DISK_STAMP, stamp};

/// What tells this program from others, which may ground, link and name in another way: its version, and the traits of
/// its file.
pub(super) fn program() -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    format!("{} {}", env!("CARGO_PKG_VERSION"), file.map_or_else(|_| String::new(), |file| traits(&file)))
}

/// What changes when a file is written or replaced.
fn traits(file: &Metadata) -> String {
    let time = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{} {} {}", file.len(), time.unwrap_or_default().as_nanos(), inode(file))
}

#[cfg(unix)]
fn inode(file: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(file)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(feature = "rocksdb")]
mod folder {
    use std::path::Path;

    use super::{fs, program, traits};
    use crate::pipeline::hash;
    use crate::store::StoreError;
    use crate::store::error::failed;
    use crate::store::file::files;

    /// The folder of the graph on disk.
    pub(in crate::store) const DISK: &str = "rocksdb";
    /// The file with the stamp of what it was made from.
    pub(in crate::store) const DISK_STAMP: &str = "rocksdb.stamp";

    /// The folders whose files the graph is made from, beside those of the graph folder itself.
    const SOURCES: [&str; 3] = ["readings", "entities", "walks"];
    /// Files of the graph folder that are made from the others.
    const MADE: [&str; 2] = [DISK_STAMP, "tally"];

    /// The stamp of a graph folder. It takes a moment even for a hundred thousand readings.
    pub(in crate::store) fn stamp(root: &Path) -> Result<String, StoreError> {
        let mut lines = vec![program()];
        for folder in std::iter::once(root.to_owned()).chain(SOURCES.map(|name| root.join(name))) {
            for file in files(&folder)? {
                lines.extend(line(root, &file)?);
            }
        }
        Ok(hash(lines.join("\n").as_bytes()))
    }

    fn line(root: &Path, file: &Path) -> Result<Option<String>, StoreError> {
        // The folder may be named in several ways.
        let name = file.strip_prefix(root).unwrap_or(file);
        if MADE.iter().any(|made| name == Path::new(made)) {
            return Ok(None);
        }
        let found = fs::metadata(file).map_err(|error| failed(file, error))?;
        Ok(found.is_file().then(|| format!("{} {}", name.display(), traits(&found))))
    }
}
