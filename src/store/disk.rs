//! The graph on disk, by Oxigraph's `RocksDB` (feature `rocksdb`): opening it takes no time, however large it is. It is a
//! copy of what the readings say; a stamp beside it tells of which, and when they have changed it is made again.
//!
//! ```text
//! graph/rocksdb/        the store; may be removed
//! graph/rocksdb.stamp   what it was made from; put there last, taken away first
//! ```

use std::fs;
use std::path::Path;

use oxigraph::model::{GraphName, Quad};
use oxigraph::store::{StorageError, Store};

use super::dataset::each_quad;
use super::error::{StoreError, failed};
use super::file::{UNFINISHED, replace, sync_folder};
use super::folder::GraphFolder;
use super::index::Dataset;
use super::stamp::{DISK, DISK_STAMP, stamp};
use crate::ground::{Graph, Ontology};

/// So many quads are loaded at a time.
const BATCH: usize = 1 << 16;

impl GraphFolder {
    /// The graph of the folder on disk, if it is there and of the readings as they are now.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn on_disk(&self) -> Result<Option<Dataset>, StoreError> {
        Ok(self.open_disk(&stamp(self.path())?))
    }

    /// Puts the graph that `make` makes on disk, in place of what is there. Who waited for another that did so finds it
    /// done.
    ///
    /// # Errors
    /// When the graph cannot be made, the folder cannot be written, or somebody else writes to it.
    pub fn put_on_disk<E: From<StoreError>>(
        &self,
        make: impl FnOnce() -> Result<(Graph, Ontology), E>,
    ) -> Result<Dataset, E> {
        self.hold_lock()?;
        // Whatever changes while the graph is made changes the stamp, so that the next who asks makes it again.
        let stamp = stamp(self.path())?;
        if let Some(dataset) = self.open_disk(&stamp) {
            return Ok(dataset);
        }
        let (graph, ontology) = make()?;
        build(self.path(), &stamp, &graph, &ontology)?;
        let path = self.path().join(DISK);
        Ok(Store::open_read_only(&path).map(Dataset::Store).map_err(|error| wrong(&path, error))?)
    }

    fn open_disk(&self, stamp: &str) -> Option<Dataset> {
        let kept = fs::read_to_string(self.path().join(DISK_STAMP)).ok()?;
        if kept == stamp { Store::open_read_only(self.path().join(DISK)).ok().map(Dataset::Store) } else { None }
    }
}

/// Makes the store under another name and puts it in place; the stamp comes last.
fn build(root: &Path, stamp: &str, graph: &Graph, ontology: &Ontology) -> Result<(), StoreError> {
    let (path, stamp_file) = (root.join(DISK), root.join(DISK_STAMP));
    let unfinished = root.join(format!("{UNFINISHED}{DISK}"));
    remove(&unfinished)?;
    load(&unfinished, graph, ontology).map_err(|error| wrong(&unfinished, error))?;
    remove(&stamp_file)?;
    sync_folder(root)?;
    remove(&path)?;
    fs::rename(&unfinished, &path).map_err(|error| failed(&path, error))?;
    sync_folder(root)?;
    replace(&stamp_file, stamp.as_bytes())
}

/// Loads all quads; the default graph gets the triples of all graphs, as in memory.
fn load(path: &Path, graph: &Graph, ontology: &Ontology) -> Result<(), StorageError> {
    let store = Store::open(path)?;
    let mut loader = store.bulk_loader();
    let mut batch = Vec::with_capacity(BATCH);
    let mut result = Ok(());
    each_quad(graph, ontology.triples(), |quad| {
        batch.push(Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
        batch.push(quad);
        if batch.len() >= BATCH && result.is_ok() {
            result = loader.load_quads(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
        }
    });
    result?;
    loader.load_quads(batch)?;
    loader.commit()?;
    store.flush()
}

fn remove(path: &Path) -> Result<(), StoreError> {
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
    use std::sync::Arc;

    use oxigraph::model::NamedNode;
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};

    use super::*;
    use crate::store::fixture::{self, folder};
    use crate::store::{Asked, dataset};

    /// How many quads the graph on disk has, and whether it was made for that.
    fn asked(folder: &GraphFolder) -> (usize, bool) {
        let mut made = false;
        let make = || {
            made = true;
            Ok::<_, StoreError>((fixture::graph(), Ontology::embedded().unwrap()))
        };
        let dataset = folder.on_disk().unwrap().map_or_else(|| folder.put_on_disk(make), Ok).unwrap();
        let Dataset::Store(store) = dataset else { panic!("not on disk") };
        (store.len().unwrap(), made)
    }

    #[test]
    fn it_is_made_once_and_again_when_the_folder_has_changed() {
        let (_place, mut folder) = folder();
        let (size, made) = asked(&folder);
        assert!(size > 100 && made);
        assert_eq!(asked(&folder), (size, false));
        folder.write(&fixture::reading("a.txt", "Text")).unwrap();
        assert_eq!([asked(&folder), asked(&folder)], [(size, true), (size, false)]);
        folder.set_base("https://example.org/").unwrap();
        assert_eq!([asked(&folder), asked(&folder)], [(size, true), (size, false)]);
    }

    #[test]
    fn disk_and_memory_give_the_same_answers() {
        let (_place, folder) = folder();
        asked(&folder);
        let disk = folder.on_disk().unwrap().unwrap();
        let memory = dataset(&fixture::graph(), Ontology::embedded().unwrap().triples());
        for query in [
            "SELECT * { ?s ?p ?o FILTER(!isBLANK(?s) && !isBLANK(?o)) }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(!isBLANK(?s) && !isBLANK(?o)) }",
            "SELECT ?s (COUNT(*) AS ?n) { ?s <https://tripel.example/ontology/movesProductionFrom> ?o } GROUP BY ?s",
            "SELECT * { ?e <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( ?s ?p ?o )>> }",
        ] {
            assert!(!rows(&disk, query).is_empty());
            assert_eq!(rows(&disk, query), rows(&memory, query), "{query}");
        }
        let label = NamedNode::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label");
        let thing = NamedNode::new_unchecked(fixture::MICROSOFT);
        assert_eq!(disk.objects(&thing, &label), memory.objects(&thing, &label));
    }

    fn rows(dataset: &Dataset, query: &str) -> Vec<String> {
        let query = SparqlEvaluator::new().parse_query(query).unwrap();
        let results = match dataset {
            Dataset::Memory(index) => query.on_queryable_dataset(Asked(Arc::clone(index))).execute(),
            Dataset::Store(store) => query.on_store(store).execute(),
        };
        let QueryResults::Solutions(solutions) = results.unwrap() else { panic!("no rows") };
        let mut rows: Vec<String> = solutions.map(|row| format!("{:?}", row.unwrap().values())).collect();
        rows.sort();
        rows
    }

    #[test]
    fn a_store_that_is_broken_or_half_made_is_made_again() {
        let (_place, folder) = folder();
        let (size, _) = asked(&folder);
        fs::write(folder.path().join(DISK).join("CURRENT"), "nonsense").unwrap();
        assert_eq!([asked(&folder), asked(&folder)], [(size, true), (size, false)]);
        fs::remove_file(folder.path().join(DISK_STAMP)).unwrap();
        assert_eq!(asked(&folder), (size, true));
        fs::remove_dir_all(folder.path().join(DISK)).unwrap();
        fs::create_dir(folder.path().join(format!("{UNFINISHED}{DISK}"))).unwrap();
        assert_eq!([asked(&folder), asked(&folder)], [(size, true), (size, false)]);
    }
}
