//! `tripel conflicts`: where articles contradict each other.

use std::io::Write;

use serde_json::json;

use super::moment::Moment;
use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome};
use crate::ground::{Evidence, Graph};
use crate::query::{self, Conflict, ConflictKind, Side};

/// List where articles contradict each other
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Conflicts {
    /// Only what is about this thing, by any of its names
    #[arg(value_name = "THING")]
    thing: Option<String>,
    #[command(flatten)]
    moment: Moment,
    /// One JSON object a conflict and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel conflicts
  tripel conflicts Microsoft --as-of 2025-04
  tripel conflicts --json | jq 'select(.kind == \"denied\")'

Listed are facts that one article asserts and another denies, and different values of what a thing has only one of at \
a time: seat, owner, revenue, share (`owl:FunctionalProperty` in the ontology). Who is right is not decided.";

impl Conflicts {
    /// Lists them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = self.moment.open(options)?;
        let names = Names::of(&opened, options);
        let thing = self.thing.as_ref().map(|name| names.find(name)).transpose()?;
        let mut conflicts = query::conflicts(&opened.graph, &opened.ontology, &opened.known);
        conflicts.retain(|conflict| thing.as_ref().is_none_or(|iri| is_about(conflict, iri)));
        let mut output = Output::stdout();
        for conflict in &conflicts {
            if self.json {
                output.json(&json(&opened.graph, names, conflict))?;
            } else {
                write(&opened.graph, names, conflict, &mut output)?;
            }
        }
        output.flush()?;
        Ok(Outcome::of(!conflicts.is_empty()))
    }
}

fn is_about(conflict: &Conflict<'_>, iri: &str) -> bool {
    let object = |side: &Side<'_>| side.statement.object == crate::ground::Object::Node(iri.to_owned());
    conflict.sides.iter().any(|side| side.statement.subject == iri || object(side))
}

fn kind(conflict: &Conflict<'_>) -> &'static str {
    match conflict.kind {
        ConflictKind::Denied => "denied",
        ConflictKind::Values => "values",
    }
}

fn write(graph: &Graph, names: Names<'_>, conflict: &Conflict<'_>, output: &mut Output) -> std::io::Result<()> {
    for (number, side) in conflict.sides.iter().enumerate() {
        let denial = conflict.kind == ConflictKind::Denied && number > 0;
        let line = if denial { "  denied:".to_owned() } else { names.line(side.statement, output) };
        writeln!(output, "{line}")?;
        for evidence in &side.evidence {
            writeln!(output, "  {}", evidence.text)?;
            writeln!(output, "  {}", output.paint(Style::Dim, &source(graph, evidence)))?;
        }
    }
    writeln!(output)
}

/// The article of a sentence with its date.
fn source(graph: &Graph, evidence: &Evidence) -> String {
    let Some(article) = graph.articles.get(&evidence.article) else { return evidence.article.clone() };
    let date = article.meta.published.map(|date| date.to_string());
    let valid = evidence.valid.map(|valid| format!("time {valid}"));
    [date, valid, Some(article.path.clone())].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn json(graph: &Graph, names: Names<'_>, conflict: &Conflict<'_>) -> serde_json::Value {
    let evidence = |one: &&Evidence| {
        json!({
            "sentence": one.text,
            "path": graph.articles.get(&one.article).map(|article| &article.path),
            "published": graph.articles.get(&one.article).and_then(|article| article.meta.published).map(|date| date.to_string()),
            "time": one.valid.map(|valid| valid.to_string()),
            "polarity": one.polarity.name(),
            "modality": one.modality.name(),
        })
    };
    let side = |side: &Side<'_>| json!({ "fact": names.json(side.statement), "evidence": side.evidence.iter().map(evidence).collect::<Vec<_>>() });
    json!({ "kind": kind(conflict), "sides": conflict.sides.iter().map(side).collect::<Vec<_>>() })
}
