//! `tripel communities`: which things belong together.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::bail;
use clap::ValueEnum;
use serde_json::json;

use super::choice::Part;
use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, graph};
use crate::ground::Measure;
use crate::query::walk::{self, View};
use crate::store::GraphFolder;

/// Show which things belong together
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Communities {
    /// What makes things belong together
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = By::Louvain)]
    by: By,
    /// Leave out communities of fewer things
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_size: usize,
    /// Write their numbers back to the graph: queries and exports have them until articles change
    #[arg(long)]
    write: bool,
    /// One JSON object a community and line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    part: Part,
}

const EXAMPLES: &str = "\
Examples:
  tripel communities
  tripel communities --min-size 5 --language en
  tripel communities --by islands
  tripel communities --write && tripel export --format gexf -o news.gexf     colour by `community` in Gephi
  tripel communities --json | jq '.members | length'

By the method of Louvain over the asserted edges, each as heavy as it has sources. The modularity says how much more lies inside communities than would by chance; from 0.3 on there is something to see.";

/// What makes things belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// More edges among each other than with others
    Louvain,
    /// Any way between them, whichever way the edges lead
    Islands,
    /// A way along the edges from each to each
    Knots,
}

impl Communities {
    /// Finds them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let part = self.part.of(&opened.graph, names)?;
        if self.write && part.is_some() {
            bail!("what is found in a part of the graph is not written back to all of it; leave out one of the two");
        }
        let view = View::asserted(part.as_ref().unwrap_or(&opened.graph));
        let (groups, modularity) = self.groups(&view);
        if self.write {
            GraphFolder::open(&options.graph)?.write_measure(self.measure(), &numbers(&groups), &opened.graph)?;
        }
        let shown: Vec<_> = groups.into_iter().filter(|group| group.len() >= self.min_size).collect();
        self.show(&shown, modularity, names)?;
        Ok(Outcome::of(!shown.is_empty()))
    }

    fn groups<'g>(&self, view: &View<'g>) -> (Vec<Vec<&'g str>>, Option<f64>) {
        match self.by {
            By::Louvain => {
                let found = walk::communities(view);
                (found.groups, Some(found.modularity))
            }
            By::Islands => (walk::components(view), None),
            By::Knots => (walk::knots(view), None),
        }
    }

    fn measure(&self) -> Measure {
        match self.by {
            By::Louvain => Measure::Community,
            By::Islands => Measure::Component,
            By::Knots => Measure::Knot,
        }
    }

    fn show(&self, groups: &[Vec<&str>], modularity: Option<f64>, names: Names<'_>) -> anyhow::Result<()> {
        let mut output = Output::stdout();
        for (position, group) in groups.iter().enumerate() {
            let members: Vec<_> = group.iter().map(|iri| (iri, names.node(iri))).collect();
            if self.json {
                let members: Vec<_> =
                    members.iter().map(|(iri, label)| json!({ "iri": iri, "label": label })).collect();
                output.json(&json!({ "community": position + 1, "members": members }))?;
            } else {
                let head = output.paint(Style::Bold, &format!("{}. {} things", position + 1, members.len()));
                let labels: Vec<_> = members.into_iter().map(|(_, label)| label).collect();
                writeln!(output, "{head}: {}", labels.join(", "))?;
            }
        }
        if let Some(modularity) = modularity.filter(|_| !self.json && !groups.is_empty()) {
            writeln!(output, "modularity {modularity:.3}")?;
        }
        Ok(output.flush()?)
    }
}

/// The number of its group for each thing.
fn numbers(groups: &[Vec<&str>]) -> BTreeMap<String, f64> {
    let numbered = groups.iter().enumerate();
    numbered.flat_map(|(place, group)| group.iter().map(move |iri| ((*iri).to_owned(), place as f64 + 1.0))).collect()
}
