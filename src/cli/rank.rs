//! `tripel rank`: which things matter most.

use std::io::Write;

use anyhow::bail;
use clap::ValueEnum;
use serde_json::json;

use super::choice::Part;
use super::names::Names;
use super::output::Output;
use super::{Options, Outcome, graph};
use crate::ground::Measure;
use crate::query::walk::{self, Ranked, RankedBy, View};
use crate::store::GraphFolder;

/// Rank the things of the graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rank {
    /// What counts
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = By::Pagerank)]
    by: By,
    /// How many things; 0 for all
    #[arg(long, short, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// The share of the rank that follows edges, for pagerank
    #[arg(long, value_name = "SHARE", default_value_t = walk::DAMPING)]
    damping: f64,
    /// For pagerank: how near things are to this one, by any name or by IRI; may be given more than once
    #[arg(long, value_name = "NAME")]
    from: Vec<String>,
    /// For betweenness: look only at the ways from so many things, for large graphs
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Write the scores back to the graph: queries and exports have them until articles change
    #[arg(long)]
    write: bool,
    /// One JSON object a thing and line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    part: Part,
}

const EXAMPLES: &str = "\
Examples:
  tripel rank
  tripel rank --by betweenness --limit 5 --language en
  tripel rank --from Microsoft --from Apple        what is near to both
  tripel rank --by closeness --write               tripel:closeness in queries, a column in exports
  tripel rank --by degree --limit 0 --json | jq -r '[.score, .label] | @tsv'

What is written back stands in a named graph of its own. It is left out once the graph changes.";

/// What things are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// How much leads to them
    Pagerank,
    /// How many edges they have
    Degree,
    /// How often they lie between others
    Betweenness,
    /// How near they are to all others
    Closeness,
}

impl Rank {
    /// Ranks.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let part = self.part.of(&opened.graph, names)?;
        if self.write && part.is_some() {
            bail!("what is found in a part of the graph is not written back to all of it; leave out one of the two");
        }
        let starts = self.from.iter().map(|name| names.find(name)).collect::<anyhow::Result<Vec<_>>>()?;
        let view = View::asserted(part.as_ref().unwrap_or(&opened.graph));
        let ranked = walk::rank(&view, self.ranked_by(&starts))?;
        if self.write {
            let scores = ranked.iter().map(|thing| (thing.iri.to_owned(), thing.score)).collect();
            GraphFolder::open(&options.graph)?.write_measure(self.measure(), &scores, &opened.graph)?;
        }
        self.show(&ranked, names)?;
        Ok(Outcome::of(!ranked.is_empty()))
    }

    fn show(&self, ranked: &[Ranked<'_>], names: Names<'_>) -> anyhow::Result<()> {
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let mut output = Output::stdout();
        for (position, thing) in ranked.iter().take(limit).enumerate() {
            let label = names.node(thing.iri);
            if self.json {
                output
                    .json(&json!({ "rank": position + 1, "score": thing.score, "iri": thing.iri, "label": label }))?;
            } else {
                writeln!(output, "{:>4}  {:>9}  {label}", position + 1, self.score(thing.score))?;
            }
        }
        Ok(output.flush()?)
    }

    fn ranked_by<'a>(&self, starts: &'a [String]) -> RankedBy<'a> {
        match self.by {
            By::Pagerank if starts.is_empty() => RankedBy::PageRank(self.damping),
            By::Pagerank => RankedBy::PageRankFrom(self.damping, starts),
            By::Degree => RankedBy::Degree,
            By::Betweenness => self.sample.map_or(RankedBy::Betweenness, RankedBy::SampledBetweenness),
            By::Closeness => RankedBy::Closeness,
        }
    }

    fn measure(&self) -> Measure {
        match self.by {
            By::Pagerank if self.from.is_empty() => Measure::PageRank,
            By::Pagerank => Measure::PersonalPageRank,
            By::Degree => Measure::Degree,
            By::Betweenness => Measure::Betweenness,
            By::Closeness => Measure::Closeness,
        }
    }

    fn score(&self, score: f64) -> String {
        if self.by == By::Degree { format!("{score:.0}") } else { format!("{score:.5}") }
    }
}
