//! Tells whether a graph folder is still as it was: a digest of the names, sizes and times of its files and of the
//! program, which takes a moment even for a hundred thousand readings. What is kept beside the readings has it.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::error::{StoreError, failed};
use crate::pipeline::hash;

/// The stamp of a graph folder. Other folders in it, and files that are made from the readings, do not
/// count.
pub(super) fn stamp(root: &Path) -> Result<String, StoreError> {
    let mut lines = vec![program()];
    for folder in [root.to_owned(), root.join("readings"), root.join("entities")] {
        lines.extend(if folder.is_dir() { files(&folder)? } else { Vec::new() });
    }
    lines.sort_unstable();
    Ok(hash(lines.join("\n").as_bytes()))
}

/// Another program may read, link and name in another way.
fn program() -> String {
    let program = std::env::current_exe().and_then(fs::metadata);
    format!("{} {}", env!("CARGO_PKG_VERSION"), program.map_or_else(|_| String::new(), |program| traits(&program)))
}

fn files(folder: &Path) -> Result<Vec<String>, StoreError> {
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, error))?;
    let mut lines = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| failed(folder, error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.ends_with(".stamp") {
            continue;
        }
        let file = entry.metadata().map_err(|error| failed(&entry.path(), error))?;
        if file.is_file() {
            lines.push(format!("{name} {}", traits(&file)));
        }
    }
    Ok(lines)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{GraphFolder, fixture};

    #[test]
    fn it_changes_with_every_change_and_only_then() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = GraphFolder::create_or_open(place.path().join("graph")).unwrap();
        let root = folder.path().to_owned();
        let empty = stamp(&root).unwrap();
        assert_eq!(stamp(&root).unwrap(), empty);
        let reading = fixture::reading("a.txt", "Text");
        folder.write(&reading).unwrap();
        let one = stamp(&root).unwrap();
        folder.write(&reading).unwrap();
        let again = stamp(&root).unwrap();
        folder.set_base("https://example.org/").unwrap();
        let other = stamp(&root).unwrap();
        let all = [&empty, &one, &again, &other];
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    }
}
