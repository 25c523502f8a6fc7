//! `tripel path`: the shortest ways from one thing to another.

use std::io::{self, Write};

use serde_json::json;

use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, graph, tell};
use crate::ground::Graph;
use crate::query::walk::{self, PathLimits, View};

/// Show the shortest ways from one thing to another
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Path {
    /// Where the ways begin, by any name in German or English, or by IRI
    #[arg(value_name = "A")]
    from: String,
    /// Where they end
    #[arg(value_name = "B")]
    to: String,
    /// How many ways
    #[arg(short, value_name = "N", default_value_t = PathLimits::default().count)]
    k: usize,
    /// How many edges a way may have
    #[arg(long, value_name = "N", default_value_t = PathLimits::default().max_hops)]
    max_hops: usize,
    /// Walk edges against their direction too
    #[arg(long)]
    undirected: bool,
    /// One JSON object a way and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel path Microsoft Vietnam
  tripel path \"Brad Smith\" China --undirected --max-hops 4 -k 5
  tripel path Apple Huawei --undirected --json | jq '.edges | length'";

impl Path {
    /// Finds them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let (from, to) = (names.find(&self.from)?, names.find(&self.to)?);
        let view = View::asserted(&opened.graph);
        let limits = PathLimits { count: self.k, max_hops: self.max_hops, undirected: self.undirected };
        let paths = walk::paths(&view, &from, &to, limits);
        if paths.is_empty() {
            self.tell_what_may_help();
        }
        let mut output = Output::stdout();
        for (number, path) in paths.iter().enumerate() {
            if self.json {
                output.json(&json(path, &opened.graph, names))?;
            } else {
                write(number + 1, path, &opened.graph, names, &mut output)?;
            }
        }
        output.flush()?;
        Ok(Outcome::of(!paths.is_empty()))
    }

    fn tell_what_may_help(&self) {
        let hops = self.max_hops;
        let next =
            if self.undirected { "try a larger `--max-hops`" } else { "try `--undirected` or a larger `--max-hops`" };
        tell(&format!("tripel: no way of at most {hops} edges; {next}"));
    }
}

fn write(number: usize, path: &walk::Path<'_>, graph: &Graph, names: Names<'_>, output: &mut Output) -> io::Result<()> {
    let stations = path.steps.iter().map(|step| step.from).chain(path.steps.last().map(|step| step.to));
    let stations = stations.map(|iri| names.node(iri)).collect::<Vec<_>>().join(" · ");
    writeln!(output, "{}", output.paint(Style::Bold, &format!("{number}. {stations}")))?;
    for statement in path.steps.iter().flat_map(|step| step.forward.iter().chain(&step.backward)) {
        writeln!(output, "   {}", names.line(&graph.statements[*statement], output))?;
    }
    Ok(())
}

fn json(path: &walk::Path<'_>, graph: &Graph, names: Names<'_>) -> serde_json::Value {
    let edges = path.steps.iter().flat_map(|step| step.forward.iter().chain(&step.backward));
    let edges: Vec<_> = edges.map(|statement| names.json(&graph.statements[*statement])).collect();
    let stations = path.steps.iter().map(|step| step.from).chain(path.steps.last().map(|step| step.to));
    json!({ "hops": path.steps.len(), "stations": stations.collect::<Vec<_>>(), "edges": edges })
}
