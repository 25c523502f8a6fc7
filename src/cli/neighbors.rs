//! `tripel neighbors`: what lies around a thing.

use std::io::Write;

use super::names::Names;
use super::output::Output;
use super::{Options, Outcome, graph, tell};
use crate::query::walk::{self, View};

/// Show what lies around a thing
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Neighbors {
    /// The thing, by any name in German or English, or by IRI
    #[arg(value_name = "A")]
    thing: String,
    /// How many edges away, whichever way they lead
    #[arg(long, value_name = "N", default_value_t = 1)]
    hops: usize,
    /// One JSON object an edge and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel neighbors Huawei
  tripel neighbors China --hops 2 --language en
  tripel neighbors Microsoft --json | jq -r .object.label";

impl Neighbors {
    /// Finds it.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let center = names.find(&self.thing)?;
        let found = walk::neighborhood(&View::asserted(&opened.graph), &center, self.hops);
        if found.statements.is_empty() {
            tell("tripel: nothing is asserted about it; `tripel explain` also shows what is only planned or reported");
        }
        let mut output = Output::stdout();
        for position in &found.statements {
            let statement = &opened.graph.statements[*position];
            if self.json {
                output.json(&names.json(statement))?;
            } else {
                writeln!(output, "{}", names.line(statement, &output))?;
            }
        }
        output.flush()?;
        Ok(Outcome::of(!found.statements.is_empty()))
    }
}
