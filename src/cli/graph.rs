//! Opens the graph folder and makes its graph, telling of readings that are damaged.

use std::path::Path;

use anyhow::Context;

use super::tell_all;
use crate::ground::{self, Graph, Naming, Ontology};
use crate::lexicon::{Entities, Lexicon};
use crate::store::{Card, GraphFolder};

/// A graph with what it was made from.
pub(super) struct Opened {
    /// The graph.
    pub(super) graph: Graph,
    /// The ontology that it is in.
    pub(super) ontology: Ontology,
    /// What minted IRIs begin with.
    pub(super) base: String,
    /// The cards of its readings.
    pub(super) cards: Vec<Card>,
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
    let ontology = Ontology::embedded().context("the ontology that is built in cannot be read")?;
    let graph = ground::ground_as(
        &readings,
        &ontology,
        lexicon,
        Naming { base: folder.base(), decisions: &folder.decisions()? },
    );
    let cards = readings.iter().map(Card::from).collect();
    Ok(Opened { graph, ontology, base: folder.base().to_owned(), cards })
}
