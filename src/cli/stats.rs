//! `tripel stats`: how much is in the graph, of what kind.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, graph};
use crate::ground::{Graph, Object, Statement};
use crate::query;

/// Count what is in the graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Stats {
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel stats
  tripel stats --json | jq .edges

Edges are asserted statements between two nodes, as the exports without evidence have them. A quote is a \
statement whose object is words, not a node.";

impl Stats {
    /// Counts.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let stats = query::stats(&opened.graph, &opened.cards);
        let edges = Edges::of(&opened.graph);
        let mut output = Output::stdout();
        if self.json {
            output.json(&json(&stats, &edges))?;
        } else {
            write(&stats, &edges, Names::of(&opened, options), &mut output)?;
        }
        output.flush()?;
        Ok(Outcome::of(stats.articles > 0))
    }
}

/// The statements as the exports have them.
struct Edges {
    asserted: usize,
    all: usize,
    quotes: usize,
}

impl Edges {
    fn of(graph: &Graph) -> Self {
        let has_node = |one: &&Statement| matches!(one.object, Object::Node(_));
        let all = graph.statements.iter().filter(has_node).count();
        let asserted = graph.statements.iter().filter(has_node).filter(|one| one.asserted).count();
        Self { asserted, all, quotes: graph.statements.len() - all }
    }
}

fn json(stats: &query::Stats, edges: &Edges) -> Value {
    let tally = |counts: &[(String, usize)]| counts.iter().map(|(name, count)| (name.clone(), json!(count))).collect();
    let [types, relations, rejected]: [Map<String, Value>; 3] =
        [tally(&stats.nodes_by_type), tally(&stats.relations), tally(&stats.rejected)];
    json!({
        "articles": stats.articles,
        "sentences": stats.sentences,
        "nodes": stats.nodes,
        "edges": edges.asserted,
        "edges_with_evidence": edges.all,
        "quotes": edges.quotes,
        "statements": stats.asserted + stats.reified,
        "asserted": stats.asserted,
        "only_reified": stats.reified,
        "evidence": stats.evidence,
        "corroborated": stats.corroborated,
        "in_ontology": stats.in_ontology,
        "nodes_by_type": types,
        "statements_by_relation": relations,
        "rejected": rejected,
    })
}

fn write(stats: &query::Stats, edges: &Edges, names: Names<'_>, output: &mut Output) -> io::Result<()> {
    let rows = [
        ("articles", stats.articles as u64),
        ("sentences", stats.sentences),
        ("nodes", stats.nodes as u64),
        ("edges", edges.asserted as u64),
        ("statements asserted", stats.asserted as u64),
        ("statements only reified", stats.reified as u64),
        ("quotes", edges.quotes as u64),
        ("pieces of evidence", stats.evidence as u64),
        ("of several sources", stats.corroborated as u64),
        ("in the ontology", stats.in_ontology as u64),
    ];
    rows.iter().try_for_each(|(name, count)| writeln!(output, "{count:>8}  {name}"))?;
    let local = |iri: &str| iri.rsplit(['/', '#']).next().unwrap_or(iri).to_owned();
    write_tally(output, "nodes by type", &stats.nodes_by_type, local)?;
    write_tally(output, "statements by relation", &stats.relations, |iri| names.relation(iri))?;
    write_tally(output, "facts rejected", &stats.rejected, str::to_owned)
}

fn write_tally(
    output: &mut Output,
    title: &str,
    counts: &[(String, usize)],
    name: impl Fn(&str) -> String,
) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let title = output.paint(Style::Bold, title);
    writeln!(output, "\n{title}")?;
    counts.iter().try_for_each(|(one, count)| writeln!(output, "{count:>8}  {}", name(one)))
}
