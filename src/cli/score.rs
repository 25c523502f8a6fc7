//! `tripel score`: how well tripel reads, measured against what people annotated.

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;

use super::output::Output;
use super::{Options, Outcome};
use crate::ground::Ontology;
use crate::lexicon::Lexicon;
use crate::score;

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
            Of::Facts { folder } => score::facts(folder, &Lexicon::embedded(), &Ontology::embedded()?)?.to_string(),
        };
        let mut output = Output::stdout();
        writeln!(output, "{}", report.trim_end())?;
        output.flush()?;
        Ok(Outcome::Done)
    }
}
