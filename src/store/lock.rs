//! Keeps two processes from writing to one graph folder. The lock is the system's, so it ends with its process,
//! however that ends; the words in the file only say who holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::{StoreError, failed};

/// The name of the file that is locked.
pub(super) const FILE: &str = ".lock";
/// How long a writer waits for another: longer than `tripel remove` takes, shorter than a user's patience.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// Locks a folder for writing until the file is dropped.
pub(super) fn acquire(root: &Path, patience: Duration) -> Result<File, StoreError> {
    let path = root.join(FILE);
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let mut file = open.map_err(|error| failed(&path, error))?;
    let end = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if Instant::now() < end => sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(root.to_owned(), holder(&path))),
            // Some network file systems know no locks; the renaming of whole files still keeps every reading whole.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => break,
            Err(TryLockError::Error(error)) => return Err(failed(&path, error)),
        }
    }
    // Only a courtesy to those who wait: without it they read "another process".
    let _ = file.set_len(0).and_then(|()| writeln!(file, "process {}", std::process::id()));
    Ok(file)
}

fn holder(path: &Path) -> String {
    let words = fs::read_to_string(path).unwrap_or_default();
    let words = words.trim();
    if words.is_empty() { "another process".to_owned() } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_writes() {
        let folder = tempfile::tempdir().unwrap();
        let first = acquire(folder.path(), Duration::ZERO).unwrap();
        let error = acquire(folder.path(), Duration::ZERO).unwrap_err().to_string();
        assert!(error.contains(&format!("process {}", std::process::id())), "{error}");
        drop(first);
        acquire(folder.path(), Duration::ZERO).unwrap();
    }

    #[test]
    fn a_second_writer_waits_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = acquire(folder.path(), Duration::ZERO).unwrap();
        let waiting = folder.path().to_owned();
        let second = std::thread::spawn(move || acquire(&waiting, Duration::from_secs(20)).map(drop));
        sleep(Duration::from_millis(120));
        drop(first);
        second.join().unwrap().unwrap();
    }
}
