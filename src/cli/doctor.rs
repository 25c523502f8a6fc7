//! `tripel doctor`: tests every reading of the graph folder to the last byte, and reads the articles of damaged ones
//! again. An article is known by the hash of its text, so that it is found wherever it lies and never mistaken.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::build::{read_one, version};
use super::graph;
use super::input::Inputs;
use super::output::Output;
use super::{Options, Outcome, tell_all};
use crate::pipeline;
use crate::store::{Card, Damaged, GraphFolder};

/// Test the graph folder, and read again what is damaged
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Doctor {
    /// Where to look for the articles of damaged readings, beside where they were
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only tell what is damaged
    #[arg(long)]
    check: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel doctor                     test all readings, read damaged ones again
  tripel doctor ~/archive           look for their articles there too
  tripel doctor --check             change nothing

Every reading has a checksum; one that was cut off or changed is left out of the graph until its article is read \
again. Ends with 2 when something is still damaged.";

impl Doctor {
    /// Tests, and mends.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let folder = GraphFolder::open(&options.graph)?;
        let (whole, damaged) = folder.readings()?;
        let mut output = Output::stdout();
        writeln!(output, "{} readings whole, {} damaged", whole.len(), damaged.len())?;
        for one in &damaged {
            writeln!(output, "{}: {}", one.path.display(), one.why)?;
        }
        let cards: Vec<Card> = whole.iter().map(Card::from).collect();
        let mended =
            if self.check || damaged.is_empty() { 0 } else { self.mend(&folder, &cards, &damaged, &mut output)? };
        output.flush()?;
        Ok(if mended == damaged.len() { Outcome::Done } else { Outcome::Failed })
    }

    /// Reads the articles of damaged readings again; says how many.
    fn mend(
        &self,
        folder: &GraphFolder,
        cards: &[Card],
        damaged: &[Damaged],
        out: &mut Output,
    ) -> anyhow::Result<usize> {
        let found = self.look_for(cards, damaged);
        let (lexicon, version) = (graph::lexicon(folder)?, version(folder)?);
        let mut mended = 0;
        for one in damaged {
            let Some(file) = one.hash.as_ref().and_then(|hash| found.get(hash)) else {
                writeln!(out, "{}", advice(one))?;
                continue;
            };
            if let Some(failure) = read_one(file, folder, &lexicon, &version)? {
                tell_all([failure]);
            } else {
                writeln!(out, "read again {}", file.display())?;
                mended += 1;
            }
        }
        Ok(mended)
    }

    /// The files that have the texts of damaged readings, by hash: first where the reading says, then where the user
    /// says, then beside the other articles.
    fn look_for(&self, cards: &[Card], damaged: &[Damaged]) -> BTreeMap<String, PathBuf> {
        let wanted: BTreeSet<&String> = damaged.iter().filter_map(|one| one.hash.as_ref()).collect();
        let said = damaged.iter().filter_map(|one| one.article.as_ref()).map(PathBuf::from).collect::<Vec<_>>();
        let beside: BTreeSet<&Path> = cards.iter().filter_map(|card| Path::new(&card.path).parent()).collect();
        let beside =
            beside.into_iter().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let mut found = BTreeMap::new();
        for places in [said, self.paths.clone(), beside.map(Path::to_owned).collect()] {
            if found.len() < wanted.len() {
                add(&mut found, &Inputs::of(&places).files, &wanted);
            }
        }
        found
    }
}

fn add(found: &mut BTreeMap<String, PathBuf>, files: &[PathBuf], wanted: &BTreeSet<&String>) {
    let hash = |file: &PathBuf| std::fs::read(file).ok().map(|bytes| (pipeline::hash(&bytes), file.clone()));
    let hashed: Vec<(String, PathBuf)> = files.par_iter().filter_map(hash).collect();
    for (hash, file) in hashed.into_iter().filter(|(hash, _)| wanted.contains(hash)) {
        found.entry(hash).or_insert(file);
    }
}

fn advice(damaged: &Damaged) -> String {
    let path = damaged.path.display();
    match (&damaged.hash, &damaged.article) {
        (Some(_), Some(article)) => {
            format!("{path}: {article} is gone or has another text now; name the folder that has it")
        }
        (Some(_), None) => format!("{path}: its article is not to be found; name the folder that has it"),
        (None, _) => format!("{path}: is none of tripel's; put it elsewhere"),
    }
}
