//! `tripel score`: how well tripel reads, measured against what people annotated.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use rayon::prelude::*;

use super::output::Output;
use super::{Options, Outcome};
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::ground::{Ontology, ground};
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::relate::Reading;
use crate::score::{self, GoldArticle};

/// Measure how well tripel reads
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Score {
    #[command(subcommand)]
    of: Of,
}

#[derive(Debug, Subcommand)]
enum Of {
    /// Tags, trees and names against treebanks and annotated names
    #[command(after_help = "Example:\n  tripel score models --shared ../shared --limit 200")]
    Models {
        /// The folder that has data/treebank and data/ner
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// Only the first sentences of each part
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// Facts against the gold facts (.gold.tsv) beside articles
    #[command(after_help = "Example:\n  tripel score facts seeds/articles")]
    Facts {
        /// A folder of articles with gold facts
        #[arg(value_name = "DIR", default_value = "seeds/articles")]
        folder: PathBuf,
    },
}

const EXAMPLES: &str = "\
Examples:
  tripel score facts seeds/articles
  tripel score models --shared ../shared > report.md";

impl Score {
    /// Measures, and writes the report as Markdown.
    pub(super) fn run(&self, _: &Options) -> anyhow::Result<Outcome> {
        let report = match &self.of {
            Of::Models { shared, limit } => score::models(shared, *limit)?.markdown(),
            Of::Facts { folder } => facts(folder)?,
        };
        let mut output = Output::stdout();
        writeln!(output, "{}", report.trim_end())?;
        output.flush()?;
        Ok(Outcome::Done)
    }
}

/// Reads the articles and holds their graph against the gold facts.
fn facts(folder: &Path) -> anyhow::Result<String> {
    let gold = score::read_gold(folder)?;
    let lexicon = Lexicon::embedded();
    let ontology = Ontology::embedded()?;
    let readings: anyhow::Result<Vec<Reading>> = gold.par_iter().map(|article| reading(article, &lexicon)).collect();
    let graph = ground(&readings?, &ontology, &lexicon, DEFAULT_BASE);
    Ok(score::compare(&graph, &gold).to_string())
}

fn reading(article: &GoldArticle, lexicon: &Lexicon) -> anyhow::Result<Reading> {
    let path = article.path.display().to_string();
    let bytes = std::fs::read(&article.path).with_context(|| format!("{path}: cannot be read"))?;
    pipeline::reading(&path, &bytes, lexicon).context(path)
}
