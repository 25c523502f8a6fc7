//! Opens the graph to ask it in SPARQL: in memory, or with the feature `rocksdb` from disk, where it is put by the first
//! command that asks after the graph folder has changed.

use std::mem::ManuallyDrop;

use super::Options;
use super::moment::Moment;
use crate::store::{self, Dataset};

/// A graph that can be asked in SPARQL.
pub(super) struct Asked {
    /// The graph with the ontology. It ends with the process, as taking it apart takes time.
    pub(super) dataset: ManuallyDrop<Dataset>,
    /// What minted IRIs begin with.
    pub(super) base: String,
}

/// Opens the graph, with what follows if that is wanted.
pub(super) fn open(moment: Moment, reason: bool, options: &Options) -> anyhow::Result<Asked> {
    #[cfg(feature = "rocksdb")]
    if let Some(asked) = on_disk::open(moment, reason, options)? {
        return Ok(asked);
    }
    let opened = moment.open(options)?;
    let dataset = if reason || opened.reasons() {
        Dataset::Store(opened.dataset(reason)?.0)
    } else {
        store::dataset(&opened.graph, opened.ontology.triples())
    };
    Ok(Asked { dataset: ManuallyDrop::new(dataset), base: opened.base })
}

#[cfg(feature = "rocksdb")]
pub(super) use on_disk::forget;

#[cfg(feature = "rocksdb")]
mod on_disk {
    use std::mem::ManuallyDrop;

    use super::{Asked, Moment, Options};
    use crate::cli::{graph, tell, tell_all};
    use crate::store::{self, Dataset, Disk, GraphFolder};

    /// Opens the graph on disk; `None` when what is asked for is not kept there.
    pub(super) fn open(moment: Moment, reason: bool, options: &Options) -> anyhow::Result<Option<Asked>> {
        let folder = GraphFolder::open(&options.graph)?;
        if !moment.is_now() || reason || folder.reasons() {
            return Ok(None);
        }
        let Some(disk) = folder.disk()? else { return Ok(None) };
        let dataset = disk.open().map_or_else(|| put(&disk, &folder), Ok)?;
        Ok(Some(Asked { dataset: ManuallyDrop::new(dataset), base: folder.base().to_owned() }))
    }

    /// Makes the graph and puts it on disk. What lacks an article is not put there, so that each command tells of it;
    /// where the disk does not take it, the graph in memory answers.
    fn put(disk: &Disk<'_>, folder: &GraphFolder) -> anyhow::Result<Dataset> {
        let (readings, damaged) = folder.readings()?;
        tell_all(&damaged);
        let opened = graph::make(folder, &graph::lexicon(folder)?, &readings)?;
        let in_memory = || store::dataset(&opened.graph, opened.ontology.triples());
        if !damaged.is_empty() {
            return Ok(in_memory());
        }
        Ok(disk.put(&opened.graph, opened.ontology.triples()).unwrap_or_else(|error| {
            tell(&format!("tripel: {error}; the graph is asked in memory, which takes longer"));
            in_memory()
        }))
    }

    /// Takes away a graph on disk that turned out to be damaged: the next command that asks makes it again.
    pub(in crate::cli) fn forget(options: &Options) -> anyhow::Result<()> {
        let folder = GraphFolder::open(&options.graph)?;
        Ok(folder.disk()?.map_or(Ok(()), |disk| disk.forget())?)
    }
}
