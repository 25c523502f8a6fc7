//! Tells whether the program that left something in a graph folder is the one that runs now: another may ground, link and
//! name in another way, so what is kept to save time is not used by it.

use std::fs::{self, Metadata};
use std::time::UNIX_EPOCH;

/// What tells this program from others: its version, and the size, time and place of its file. `None` where that cannot
/// be told, as when the file was replaced while the program runs.
pub(super) fn program() -> Option<String> {
    let file = std::env::current_exe().and_then(fs::metadata).ok()?;
    Some(format!("{} {}", env!("CARGO_PKG_VERSION"), traits(&file)))
}

/// What changes when a file is written or replaced.
pub(super) fn traits(file: &Metadata) -> String {
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
