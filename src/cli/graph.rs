//! Opens the graph folder and makes its graph, telling of readings that are damaged.

use std::mem::ManuallyDrop;
use std::path::Path;

use oxigraph::store::Store;

use super::{own, tell_all};
use crate::ground::{self, Graph, Naming, Ontology, Tally, Totals};
use crate::lexicon::{Entities, Lexicon};
use crate::query::{self, Inference};
use crate::relate::Reading;
use crate::store::{self, Card, GraphFolder};

/// A graph with what it was made from.
pub(super) struct Opened {
    /// The graph. It ends with the process: to take a large one apart would take seconds.
    pub(super) graph: ManuallyDrop<Graph>,
    /// The ontology that it is in.
    pub(super) ontology: Ontology,
    /// What minted IRIs begin with.
    pub(super) base: String,
    /// The cards of its readings.
    pub(super) cards: Vec<Card>,
    /// Which of its places lie in which of its countries.
    pub(super) known: Vec<(String, String)>,
    /// Whether what follows is to be shown unless the user says otherwise.
    reasons: bool,
}

impl Opened {
    /// The graph as a store, with all that follows if the user asks for it or the folder is kept so; and what follows.
    pub(super) fn dataset(&self, reason: bool) -> anyhow::Result<(Store, Vec<Inference>)> {
        let store = store::changeable(&self.graph, self.ontology.triples())?;
        let wanted = reason || self.reasons;
        let inferences = if wanted { query::reason(&store, &self.known, &self.base)? } else { Vec::new() };
        Ok((store, inferences))
    }

    /// Whether the folder is kept so that what follows is shown.
    pub(super) fn reasons(&self) -> bool {
        self.reasons
    }

    /// What follows, if the user asks for it or the folder is kept so.
    pub(super) fn inferences(&self, reason: bool) -> anyhow::Result<Vec<Inference>> {
        if reason || self.reasons { Ok(self.dataset(reason)?.1) } else { Ok(Vec::new()) }
    }
}

/// Opens the graph in a folder.
pub(super) fn open(path: &Path) -> anyhow::Result<Opened> {
    let folder = GraphFolder::open(path)?;
    of(&folder, &lexicon(&folder)?)
}

/// The lexicon with the gazetteers that the folder keeps.
pub(super) fn lexicon(folder: &GraphFolder) -> anyhow::Result<Lexicon> {
    let files = folder.entities()?;
    files.iter().try_fold(Lexicon::embedded(), |lexicon, file| Ok(lexicon.with_entities(Entities::read(file)?)))
}

/// The graph of a folder that is open already.
pub(super) fn of(folder: &GraphFolder, lexicon: &Lexicon) -> anyhow::Result<Opened> {
    let (readings, damaged) = folder.readings()?;
    tell_all(&damaged);
    make(folder, lexicon, &readings)
}

/// The graph of some readings of a folder.
pub(super) fn make(folder: &GraphFolder, lexicon: &Lexicon, readings: &[Reading]) -> anyhow::Result<Opened> {
    let ontology = own::ontology(folder)?;
    let mut graph = ground::ground_as(
        readings,
        &ontology,
        lexicon,
        Naming { base: folder.base(), decisions: &folder.decisions()? },
    );
    let cards = readings.iter().map(Card::from).collect();
    let (measures, stale) = folder.measures(&graph);
    graph.measures = measures;
    graph.added = folder.added()?;
    tell_all(stale.into_iter().map(|measure| {
        format!(
            "the {} that was written is of another state of the graph; write it again with `--write`",
            measure.name()
        )
    }));
    let known = ground::containment(&graph, lexicon);
    Ok(Opened {
        graph: ManuallyDrop::new(graph),
        ontology,
        base: folder.base().to_owned(),
        cards,
        known,
        reasons: folder.reasons(),
    })
}

/// What is in a folder, in figures.
pub(super) struct Counted {
    /// Its articles.
    pub(super) articles: usize,
    /// The sentences read in them.
    pub(super) sentences: u64,
    /// What they come to.
    pub(super) totals: Totals,
}

/// Counts what is in a folder without making its graph, and keeps the counts for the next time.
pub(super) fn count(folder: &GraphFolder, lexicon: &Lexicon) -> anyhow::Result<Counted> {
    let (readings, damaged) = folder.marked_readings()?;
    tell_all(&damaged);
    let ontology = own::ontology(folder)?;
    let naming = Naming { base: folder.base(), decisions: &folder.decisions()? };
    let tally = Tally::of(&readings, &ontology, lexicon, naming, &folder.tally()?);
    // All readings are stored; on a disk that is full now the next build counts again, nothing else is lost.
    let _ = folder.keep_tally(&tally);
    let sentences = readings.iter().map(|(_, reading)| u64::from(reading.sentences)).sum();
    // As the graph, they end with the process.
    let readings = ManuallyDrop::new(readings);
    Ok(Counted { articles: readings.len(), sentences, totals: tally.totals() })
}
