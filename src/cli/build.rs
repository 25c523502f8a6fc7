//! `tripel build`: reads articles into the graph folder, many at a time. An article that cannot be read is told and
//! left out; all others are built.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::input::Inputs;
use super::own::Meaning;
use super::plan::Plan;
use super::summary::Summary;
use super::{Options, Outcome, graph, tell, tell_all};
use crate::lexicon::{Entities, Lexicon};
use crate::pipeline;
use crate::relate::Reading;
use crate::store::GraphFolder;

/// Read articles into the graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Build {
    /// Articles, or folders in which all .txt and .md files are articles
    #[arg(required_unless_present_any = ["ontology", "mapping", "reason", "no_reason"], value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read articles again that have not changed
    #[arg(long)]
    force: bool,
    /// How many articles to read at a time [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// What the IRIs of new things begin with; kept in the graph folder
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
    #[command(flatten)]
    meaning: Meaning,
    /// A gazetteer of your own: .tsv, .ttl, or .fst of `tripel gazetteer import`; kept in the graph folder
    #[arg(long, value_name = "FILE")]
    entities: Vec<PathBuf>,
    /// The summary as one JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel build seeds/articles
  tripel build news/ extra.txt --graph ~/news-graph --jobs 2
  tripel build news/ --json | jq .facts_asserted
  tripel build --ontology own.ttl --mapping own.tsv   your own relations; no article is read again
  tripel build news/ --reason                     also what follows (tripel query, explain, export)
  tripel build news/ --entities our-customers.tsv

Articles that are in the graph already and have not changed are skipped; one that has changed takes the place of \
its earlier reading; files with the same text are read once. What cannot be read is told on a line each, the rest \
is built all the same, and the command ends with 2. A run that was stopped goes on where it stopped.";

impl Build {
    /// Builds.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let jobs = self.jobs.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start the threads")?;
        pool.install(|| self.build(options))
    }

    fn build(&self, options: &Options) -> anyhow::Result<Outcome> {
        let start = Instant::now();
        let inputs = Inputs::of(&self.paths);
        if inputs.files.is_empty() && !self.meaning.is_given() {
            return Ok(nothing_to_read(&inputs.failures));
        }
        let folder = self.open(options)?;
        let plan = self.plan(&folder, &inputs.files)?;
        let lexicon = graph::lexicon(&folder)?;
        let mut failures = [inputs.failures, plan.failures.clone()].concat();
        let version = version(&folder)?;
        let unread = read_all(&plan.to_read, &folder, &lexicon, &version)?;
        let read = plan.to_read.len() - unread.len();
        failures.extend(unread);
        forget(&plan, &folder, &version)?;
        tell_about(&plan, &failures);
        let summary = Summary::of(graph::count(&folder, &lexicon)?, &plan, read, failures.len(), start.elapsed());
        summary.show(self.json)?;
        Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Failed })
    }

    fn open(&self, options: &Options) -> anyhow::Result<GraphFolder> {
        let mut folder = GraphFolder::create_or_open(&options.graph)?;
        if let Some(base) = self.base.as_ref().filter(|base| *base != folder.base()) {
            folder.set_base(base)?;
        }
        self.meaning.keep(&mut folder)?;
        for file in &self.entities {
            // One that cannot be read must not get into the folder.
            Entities::read(file)?;
            folder.add_entities(file)?;
        }
        Ok(folder)
    }

    fn plan(&self, folder: &GraphFolder, files: &[PathBuf]) -> anyhow::Result<Plan> {
        let (cards, _) = folder.cards()?;
        let version = version(folder)?;
        Ok(Plan::of(files, &cards, |hash| !self.force && folder.contains(hash, &version)))
    }
}

/// The version of the reader with the gazetteers of the folder: with others an article is read again.
pub(super) fn version(folder: &GraphFolder) -> anyhow::Result<String> {
    let digest = folder.entities_digest()?;
    Ok(if digest.is_empty() { pipeline::VERSION.to_owned() } else { format!("{}+{digest}", pipeline::VERSION) })
}

/// Without an article no folder is made.
fn nothing_to_read(failures: &[String]) -> Outcome {
    tell_all(failures);
    if failures.is_empty() {
        tell("tripel: no .txt or .md file in what was named; name articles or a folder of them");
    }
    if failures.is_empty() { Outcome::Nothing } else { Outcome::Failed }
}

/// Reads the files and keeps the readings; gives what failed, in the order of the files.
fn read_all(files: &[PathBuf], folder: &GraphFolder, lexicon: &Lexicon, version: &str) -> anyhow::Result<Vec<String>> {
    let bar = progress(files.len());
    let read = |file: &PathBuf| {
        let result = read_one(file, folder, lexicon, version);
        bar.inc(1);
        result
    };
    let results: Vec<anyhow::Result<Option<String>>> = files.par_iter().map(read).collect();
    bar.finish_and_clear();
    // A folder that cannot be written to ends the run; an article that cannot be read does not.
    Ok(results.into_iter().collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Reads one file and keeps its reading; says why where it cannot be read.
pub(super) fn read_one(
    file: &Path,
    folder: &GraphFolder,
    lexicon: &Lexicon,
    version: &str,
) -> anyhow::Result<Option<String>> {
    let path = file.display().to_string();
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Some(format!("{path}: {error}; left out"))),
    };
    // One article that brings the reader down must not take the others with it.
    match catch_unwind(AssertUnwindSafe(|| pipeline::reading(&path, &bytes, lexicon))) {
        Ok(Ok(reading)) => {
            let reading = Reading { version: version.to_owned(), ..reading };
            folder.write(&reading).map(|()| None).map_err(Into::into)
        }
        Ok(Err(error)) => Ok(Some(format!("{path}: {error}"))),
        Err(_) => Ok(Some(format!("{path}: the reader failed on it, which is a fault of tripel; left out"))),
    }
}

/// A bar on a terminal, else nothing.
fn progress(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    let style = ProgressStyle::with_template("reading {bar:30} {pos}/{len} articles, {eta} left");
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}

/// Takes the earlier readings of changed files away, where the new ones are kept: an old reading is better than none.
fn forget(plan: &Plan, folder: &GraphFolder, version: &str) -> anyhow::Result<()> {
    for outdated in plan.outdated.iter().filter(|outdated| folder.contains(&outdated.now, version)) {
        folder.remove(&outdated.before)?;
    }
    Ok(())
}

fn tell_about(plan: &Plan, failures: &[String]) {
    for (copy, first) in &plan.copies {
        tell(&format!("tripel: {}: has the text of {}; read once", copy.display(), first.display()));
    }
    tell_all(failures);
}
