//! `tripel rank`: which things matter most.

use std::io::Write;

use clap::ValueEnum;
use serde_json::json;

use super::names::Names;
use super::output::Output;
use super::{Options, Outcome, graph};
use crate::query::walk::{self, RankedBy, View};

/// Rank the things of the graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rank {
    /// What counts
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = Measure::Pagerank)]
    by: Measure,
    /// How many things; 0 for all
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// The share of the rank that follows edges, for pagerank
    #[arg(long, value_name = "SHARE", default_value_t = walk::DAMPING)]
    damping: f64,
    /// One JSON object a thing and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel rank
  tripel rank --by betweenness --limit 5 --language en
  tripel rank --by degree --limit 0 --json | jq -r '[.score, .label] | @tsv'";

/// What things are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// How much leads to them
    Pagerank,
    /// How many edges they have
    Degree,
    /// How often they lie between others
    Betweenness,
}

impl Rank {
    /// Ranks.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let view = View::asserted(&opened.graph);
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let ranked = walk::rank(&view, self.measure())?;
        let shown = ranked.iter().take(limit);
        let mut output = Output::stdout();
        for (position, thing) in shown.enumerate() {
            let label = names.node(thing.iri);
            if self.json {
                output
                    .json(&json!({ "rank": position + 1, "score": thing.score, "iri": thing.iri, "label": label }))?;
            } else {
                writeln!(output, "{:>4}  {:>9}  {label}", position + 1, self.score(thing.score))?;
            }
        }
        output.flush()?;
        Ok(Outcome::of(!ranked.is_empty()))
    }

    fn measure(&self) -> RankedBy<'_> {
        match self.by {
            Measure::Pagerank => RankedBy::PageRank(self.damping),
            Measure::Degree => RankedBy::Degree,
            Measure::Betweenness => RankedBy::Betweenness,
        }
    }

    fn score(&self, score: f64) -> String {
        if self.by == Measure::Degree { format!("{score:.0}") } else { format!("{score:.5}") }
    }
}
