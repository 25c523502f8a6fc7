//! The graph on disk, by Oxigraph's `RocksDB` (feature `rocksdb`): opening it takes no time, however large it is. It is a
//! copy of what the readings say; a stamp beside it tells of which, and when they have changed it is made again.

use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::model::{GraphName, Quad};
use oxigraph::store::{StorageError, Store};

use super::dataset::each_quad;
use super::error::{StoreError, failed};
use super::file::{UNFINISHED, replace};
use super::folder::GraphFolder;
use super::index::Dataset;
use super::stamp::stamp;
use crate::ground::{Graph, Ontology};

const FOLDER: &str = "rocksdb";
const STAMP: &str = "rocksdb.stamp";

/// The graph of a folder, from disk where it is still that of the readings, else made by `make` and put there.
///
/// # Errors
/// When the graph cannot be made, or the folder not be written.
pub fn on_disk<E: From<StoreError>>(
    folder: &GraphFolder,
    make: impl FnOnce() -> Result<(Graph, Ontology), E>,
) -> Result<Dataset, E> {
    let stamp = stamp(folder.path())?;
    if let Some(store) = open(folder.path(), &stamp) {
        return Ok(Dataset::Store(store));
    }
    let (graph, ontology) = make()?;
    // Who waited for another to make it finds it made.
    folder.hold_lock()?;
    if let Some(store) = open(folder.path(), &stamp) {
        return Ok(Dataset::Store(store));
    }
    build(folder.path(), &stamp, &graph, &ontology)?;
    let path = folder.path().join(FOLDER);
    Store::open_read_only(&path).map(Dataset::Store).map_err(|error| wrong(&path, error).into())
}

/// The store, if it is that of this stamp and can be opened.
fn open(root: &Path, stamp: &str) -> Option<Store> {
    let kept = fs::read_to_string(root.join(STAMP)).ok()?;
    if kept == stamp { Store::open_read_only(root.join(FOLDER)).ok() } else { None }
}

/// Makes the store under another name and puts it in place; the stamp comes last.
fn build(root: &Path, stamp: &str, graph: &Graph, ontology: &Ontology) -> Result<(), StoreError> {
    let unfinished = root.join(format!("{UNFINISHED}{FOLDER}"));
    remove(&unfinished)?;
    remove(&root.join(STAMP))?;
    load(&unfinished, graph, ontology).map_err(|error| wrong(&unfinished, error))?;
    let path = root.join(FOLDER);
    remove(&path)?;
    fs::rename(&unfinished, &path).map_err(|error| failed(&path, error))?;
    replace(&root.join(STAMP), stamp.as_bytes())
}

/// Loads all quads at once; the default graph gets those of all graphs.
fn load(path: &Path, graph: &Graph, ontology: &Ontology) -> Result<(), StorageError> {
    let store = Store::open(path)?;
    let mut loader = store.bulk_loader();
    let mut batch = Vec::new();
    let mut result = Ok(());
    each_quad(graph, ontology.triples(), |quad| {
        batch.push(Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
        batch.push(quad);
        if batch.len() >= 1 << 16 && result.is_ok() {
            result = loader.load_quads(batch.drain(..));
        }
    });
    result?;
    loader.load_quads(batch)?;
    loader.commit()?;
    store.flush()
}

fn remove(path: &PathBuf) -> Result<(), StoreError> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(path, error)),
        _ => Ok(()),
    }
}

fn wrong(path: &Path, error: StorageError) -> StoreError {
    failed(path, std::io::Error::from(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    fn asked(folder: &GraphFolder, made: &mut usize) -> usize {
        let make = || {
            *made += 1;
            Ok::<_, StoreError>((fixture::graph(), Ontology::embedded().unwrap()))
        };
        let Dataset::Store(store) = on_disk(folder, make).unwrap() else { panic!("not on disk") };
        store.len().unwrap()
    }

    #[test]
    fn it_is_made_once_and_again_when_the_readings_have_changed() {
        let place = tempfile::tempdir().unwrap();
        let folder = GraphFolder::create_or_open(place.path().join("graph")).unwrap();
        let mut made = 0;
        let size = asked(&folder, &mut made);
        assert!(size > 100);
        assert_eq!((asked(&folder, &mut made), made), (size, 1));
        folder.write(&fixture::reading("a.txt", "Text")).unwrap();
        assert_eq!((asked(&folder, &mut made), made), (size, 2));
    }

    #[test]
    fn a_store_that_is_broken_is_made_again() {
        let place = tempfile::tempdir().unwrap();
        let folder = GraphFolder::create_or_open(place.path().join("graph")).unwrap();
        let mut made = 0;
        asked(&folder, &mut made);
        fs::write(folder.path().join(FOLDER).join("CURRENT"), "nonsense").unwrap();
        asked(&folder, &mut made);
        assert_eq!(made, 2);
    }
}
