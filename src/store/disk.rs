//! The graph on disk, by Oxigraph's `RocksDB` (feature `rocksdb`): opening it takes no time, however large it is. It is a
//! copy of what the files of the graph folder say and is called by their stamp; once they change, another is made.
//!
//! ```text
//! graph/rocksdb/<stamp>/   the store; may be removed at any time
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::model::{GraphName, Quad, Triple};
use oxigraph::store::{StorageError, Store};

use super::dataset::each_quad;
use super::error::{StoreError, failed};
use super::file::{UNFINISHED, files, sync_folder};
use super::folder::{GraphFolder, READINGS};
use super::index::Dataset;
use super::measure::WALKS;
use super::stamp::{program, traits};
use super::{entities, tally};
use crate::ground::Graph;
use crate::pipeline::hash;

/// The folder of the graph on disk.
const DISK: &str = "rocksdb";
/// The folders whose files the graph is made from, beside those of the graph folder itself.
const SOURCES: [&str; 3] = [READINGS, entities::FOLDER, WALKS];
/// So many quads are loaded at a time.
const BATCH: usize = 1 << 16;

/// Where the graph of a folder as it is now has its place on disk, be it there or not.
#[derive(Debug)]
pub struct Disk<'f> {
    folder: &'f GraphFolder,
    place: PathBuf,
}

impl GraphFolder {
    /// The place of the graph on disk; `None` where this program cannot be told from others, which may make another graph.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn disk(&self) -> Result<Option<Disk<'_>>, StoreError> {
        let stamp = stamp(self.path())?;
        Ok(stamp.map(|stamp| Disk { folder: self, place: self.path().join(DISK).join(stamp) }))
    }
}

impl Disk<'_> {
    /// Opens the graph, if it is there.
    #[must_use]
    pub fn open(&self) -> Option<Dataset> {
        if self.place.is_dir() { Store::open_read_only(&self.place).ok().map(Dataset::Store) } else { None }
    }

    /// Puts the graph there and takes away those of earlier states of the folder. Another process that has done so
    /// meanwhile is not disturbed.
    ///
    /// # Errors
    /// When the folder has changed meanwhile or cannot be written, or somebody else writes to it.
    pub fn put(&self, graph: &Graph, ontology: &[Triple]) -> Result<Dataset, StoreError> {
        self.folder.hold_lock()?;
        if let Some(dataset) = self.open() {
            return Ok(dataset);
        }
        if self.folder.disk()?.is_none_or(|now| now.place != self.place) {
            return Err(failed(&self.place, io::Error::other("the graph has changed meanwhile")));
        }
        let unfinished = self.unfinished();
        remove(&unfinished)?;
        let loaded = load(&unfinished, graph, ontology).map_err(|error| wrong(&unfinished, error));
        loaded.and_then(|()| self.put_in_place(&unfinished)).inspect_err(|_| drop(remove(&unfinished)))?;
        Store::open_read_only(&self.place).map(Dataset::Store).map_err(|error| wrong(&self.place, error))
    }

    /// Takes away a graph that turned out to be damaged, so that it is made again.
    ///
    /// # Errors
    /// When the folder cannot be written, or somebody else writes to it.
    pub fn forget(&self) -> Result<(), StoreError> {
        self.folder.hold_lock()?;
        self.clear()
    }

    fn put_in_place(&self, unfinished: &Path) -> Result<(), StoreError> {
        self.clear()?;
        let all = self.folder.path().join(DISK);
        fs::create_dir_all(&all).map_err(|error| failed(&all, error))?;
        fs::rename(unfinished, &self.place).map_err(|error| failed(&self.place, error))?;
        sync_folder(&all)?;
        sync_folder(self.folder.path())
    }

    /// Removes all that there is. Under the name of a graph there is all of it or nothing, so each is renamed first.
    fn clear(&self) -> Result<(), StoreError> {
        let old = self.folder.path().join(format!("{UNFINISHED}{DISK}-old"));
        for place in files(&self.folder.path().join(DISK))? {
            remove(&old)?;
            fs::rename(&place, &old).map_err(|error| failed(&place, error))?;
        }
        remove(&old)
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.path().join(format!("{UNFINISHED}{DISK}"))
    }
}

/// What tells one state of a graph folder from others: its files by size, time and place. None is read, so that it takes
/// a moment even for a hundred thousand readings.
fn stamp(root: &Path) -> Result<Option<String>, StoreError> {
    let Some(program) = program() else { return Ok(None) };
    let mut lines = vec![program];
    for folder in std::iter::once(root.to_owned()).chain(SOURCES.map(|name| root.join(name))) {
        for file in files(&folder)? {
            lines.extend(line(root, &file)?);
        }
    }
    Ok(Some(hash(lines.join("\n").as_bytes())))
}

fn line(root: &Path, file: &Path) -> Result<Option<String>, StoreError> {
    // The graph folder may be called in several ways; the tally is made from the others.
    let name = file.strip_prefix(root).unwrap_or(file);
    if name == Path::new(tally::FILE) {
        return Ok(None);
    }
    let found = fs::metadata(file).map_err(|error| failed(file, error))?;
    Ok(found.is_file().then(|| format!("{} {}", name.display(), traits(&found))))
}

/// Loads all quads; the default graph gets the triples of all graphs, as in memory.
fn load(path: &Path, graph: &Graph, ontology: &[Triple]) -> Result<(), StorageError> {
    let store = Store::open(path)?;
    let mut loader = store.bulk_loader();
    let mut batch = Vec::with_capacity(BATCH);
    let mut result = Ok(());
    each_quad(graph, ontology, |quad| {
        batch.push(Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
        batch.push(quad);
        if batch.len() >= BATCH && result.is_ok() {
            result = loader.load_quads(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
        }
    });
    result?;
    loader.load_quads(batch)?;
    loader.commit()?;
    store.optimize()?;
    store.flush()
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path, error)),
        _ => Ok(()),
    }
}

fn wrong(path: &Path, error: StorageError) -> StoreError {
    failed(path, io::Error::from(error))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use oxigraph::model::NamedNode;
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};

    use super::*;
    use crate::ground::Ontology;
    use crate::store::fixture::{self, folder};
    use crate::store::{Asked, dataset};

    /// How many quads the graph on disk has, and whether it had to be put there.
    fn asked(folder: &GraphFolder) -> (usize, bool) {
        let disk = folder.disk().unwrap().unwrap();
        let there = disk.open();
        let made = there.is_none();
        let ontology = Ontology::embedded().unwrap();
        let dataset = there.unwrap_or_else(|| disk.put(&fixture::graph(), ontology.triples()).unwrap());
        let Dataset::Store(store) = dataset else { panic!("not on disk") };
        (store.len().unwrap(), made)
    }

    fn places(folder: &GraphFolder) -> Vec<PathBuf> {
        files(&folder.path().join(DISK)).unwrap()
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
        assert_eq!(places(&folder).len(), 1, "an old one was left");
    }

    #[test]
    fn a_graph_of_an_earlier_state_of_the_folder_is_not_put_there() {
        let (_place, folder) = folder();
        let disk = folder.disk().unwrap().unwrap();
        folder.write(&fixture::reading("a.txt", "Text")).unwrap();
        assert!(disk.put(&fixture::graph(), &[]).is_err());
        assert_eq!(places(&folder), Vec::<PathBuf>::new());
    }

    #[test]
    fn disk_and_memory_give_the_same_answers() {
        let (_place, folder) = folder();
        asked(&folder);
        let disk = folder.disk().unwrap().unwrap().open().unwrap();
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
        // On disk the types derived from `xsd:integer` are that.
        let row = |values: &[_]| format!("{values:?}").replace("nonNegativeInteger", "integer");
        let mut rows: Vec<String> = solutions.map(|solution| row(solution.unwrap().values())).collect();
        rows.sort();
        rows
    }

    #[test]
    fn a_store_that_is_broken_or_half_made_is_made_again() {
        let (_place, folder) = folder();
        let (size, _) = asked(&folder);
        fs::write(places(&folder)[0].join("CURRENT"), "nonsense").unwrap();
        assert_eq!([asked(&folder), asked(&folder)], [(size, true), (size, false)]);
        fs::remove_dir_all(folder.path().join(DISK)).unwrap();
        fs::create_dir(folder.path().join(format!("{UNFINISHED}{DISK}"))).unwrap();
        assert_eq!([asked(&folder), asked(&folder)], [(size, true), (size, false)]);
        folder.disk().unwrap().unwrap().forget().unwrap();
        assert_eq!(asked(&folder), (size, true));
    }
}
