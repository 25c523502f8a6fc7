//! `tripel communities`: which things belong together.

use std::io::Write;

use serde_json::json;

use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, graph};
use crate::query::walk::{self, View};

/// Show which things belong together
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Communities {
    /// Leave out communities of fewer things
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_size: usize,
    /// One JSON object a community and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel communities
  tripel communities --min-size 5 --language en
  tripel communities --json | jq '.members | length'

By the method of Louvain over the asserted edges, each as heavy as it has sources. The modularity says how much more lies inside communities than would by chance; from 0.3 on there is something to see.";

impl Communities {
    /// Finds them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let view = View::asserted(&opened.graph);
        let found = walk::communities(&view);
        let groups: Vec<_> = found.groups.iter().filter(|group| group.len() >= self.min_size).collect();
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
        if !self.json && !groups.is_empty() {
            writeln!(output, "modularity {:.3}", found.modularity)?;
        }
        output.flush()?;
        Ok(Outcome::of(!groups.is_empty()))
    }
}
