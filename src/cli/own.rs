//! What users bring along to a build: an ontology and a table of predicates of their own, and whether to reason. All are
//! kept in the graph folder, so that later commands need not be told again.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::ground::Ontology;
use crate::store::{GraphFolder, Own};

/// The options of `tripel build` that say what the graph means.
#[derive(Debug, clap::Args)]
pub(super) struct Meaning {
    /// Your own classes and relations (Turtle) beside ours; kept in the graph folder until an empty file comes
    #[arg(long, value_name = "FILE.ttl")]
    ontology: Option<PathBuf>,
    /// Your own rows from words to relations (as in seeds/mapping), tried before ours; kept like --ontology
    #[arg(long, value_name = "FILE.tsv")]
    mapping: Option<PathBuf>,
    /// From now on show what follows from the ontology, apart from what articles state
    #[arg(long, conflicts_with = "no_reason")]
    reason: bool,
    /// From now on show only what articles state
    #[arg(long)]
    no_reason: bool,
}

impl Meaning {
    /// Whether anything is to be kept; then no article need be named.
    pub(super) fn is_given(&self) -> bool {
        self.ontology.is_some() || self.mapping.is_some() || self.reason || self.no_reason
    }

    /// Keeps in the folder what the user gives, once all of it is sound.
    pub(super) fn keep(&self, folder: &mut GraphFolder) -> anyhow::Result<()> {
        let turtle = text(self.ontology.as_deref(), folder, Own::Ontology)?;
        let table = text(self.mapping.as_deref(), folder, Own::Mapping)?;
        extended(&turtle, &table)?;
        for (own, text, given) in [(Own::Ontology, &turtle, &self.ontology), (Own::Mapping, &table, &self.mapping)] {
            if given.is_some() {
                folder.set_own(own, &text.words)?;
            }
        }
        if self.reason || self.no_reason {
            folder.set_reasons(self.reason)?;
        }
        Ok(())
    }
}

/// A text with the file that it is from.
struct Text {
    file: String,
    words: String,
}

/// The built-in ontology with the user's own terms and rows, as the folder keeps them.
pub(super) fn ontology(folder: &GraphFolder) -> anyhow::Result<Ontology> {
    extended(&text(None, folder, Own::Ontology)?, &text(None, folder, Own::Mapping)?)
}

fn extended(turtle: &Text, table: &Text) -> anyhow::Result<Ontology> {
    let mut ontology = Ontology::embedded().context("the ontology that is built in cannot be read")?;
    if !turtle.words.trim().is_empty() {
        ontology = ontology.with_terms(&turtle.file, &turtle.words)?;
    }
    if !table.words.trim().is_empty() {
        ontology = ontology.with_rows(&table.file, &table.words, &turtle.words)?;
    }
    Ok(ontology)
}

/// The text of the user's file, or without one what the folder keeps.
fn text(given: Option<&Path>, folder: &GraphFolder, own: Own) -> anyhow::Result<Text> {
    match given {
        Some(file) => {
            let wrong = || format!("{}: cannot be read; name a file that is there", file.display());
            let words = std::fs::read_to_string(file).with_context(wrong)?;
            Ok(Text { file: file.display().to_string(), words })
        }
        None => Ok(Text { file: folder.path().join(own.file()).display().to_string(), words: folder.own(own)? }),
    }
}
