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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
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
    /// Ways that differ anywhere, not only the next best: all of them without loops, up to -k
    #[arg(long)]
    all: bool,
    /// Only ways on which no step is told of before the last, with their days
    #[arg(long, conflicts_with_all = ["all", "or_from", "or_to"])]
    in_time: bool,
    /// The ways may also begin here; may be given more than once
    #[arg(long, value_name = "NAME")]
    or_from: Vec<String>,
    /// The ways may also end here; may be given more than once
    #[arg(long, value_name = "NAME")]
    or_to: Vec<String>,
    /// One JSON object a way and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel path Microsoft Vietnam
  tripel path \"Brad Smith\" China --undirected --max-hops 4 -k 5
  tripel path Apple China --all -k 50 --max-hops 4                    every way
  tripel path Apple China --or-from Microsoft --or-to Vietnam         what links either to either
  tripel path Huawei Berlin --in-time --undirected                    what could have followed from what
  tripel path Apple Huawei --undirected --json | jq '.edges | length'";

impl Path {
    /// Finds them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let (from, to) = (names.find(&self.from)?, names.find(&self.to)?);
        let view = View::asserted(&opened.graph);
        let limits = PathLimits { count: self.k, max_hops: self.max_hops, undirected: self.undirected };
        if self.in_time {
            return self.show_in_time(&opened.graph, &view, [&from, &to], limits, names);
        }
        let paths = self.find(&view, from, to, limits, names)?;
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

    fn find<'g>(
        &self,
        view: &View<'g>,
        from: String,
        to: String,
        limits: PathLimits,
        names: Names<'_>,
    ) -> anyhow::Result<Vec<walk::Path<'g>>> {
        if !self.all && self.or_from.is_empty() && self.or_to.is_empty() {
            return Ok(walk::paths(view, &from, &to, limits));
        }
        let also = |more: &[String]| more.iter().map(|name| names.find(name)).collect::<anyhow::Result<Vec<String>>>();
        let starts: Vec<String> = also(&self.or_from)?.into_iter().chain([from]).collect();
        let goals: Vec<String> = also(&self.or_to)?.into_iter().chain([to]).collect();
        Ok(walk::all_paths(view, &starts, &goals, limits))
    }

    fn show_in_time(
        &self,
        graph: &Graph,
        view: &View<'_>,
        [from, to]: [&str; 2],
        limits: PathLimits,
        names: Names<'_>,
    ) -> anyhow::Result<Outcome> {
        let paths = walk::temporal_paths(graph, view, from, to, limits);
        if paths.is_empty() {
            self.tell_what_may_help();
        }
        let mut output = Output::stdout();
        for (number, path) in paths.iter().enumerate() {
            if self.json {
                let edge = |step: &walk::TimedStep| json!({ "day": step.day.to_string(), "edge": names.json(&graph.statements[step.statement]) });
                output.json(&json!({ "steps": path.steps.iter().map(edge).collect::<Vec<_>>() }))?;
                continue;
            }
            let days = path.steps.iter().map(|step| step.day.to_string()).collect::<Vec<_>>().join(" · ");
            writeln!(output, "{}", output.paint(Style::Bold, &format!("{}. {days}", number + 1)))?;
            for step in &path.steps {
                writeln!(output, "   {}  {}", step.day, names.line(&graph.statements[step.statement], &output))?;
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
