//! `tripel timeline`: what happened to a thing, day by day.

use std::io::Write;

use serde_json::json;

use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, graph, tell};
use crate::ground::Graph;
use crate::query::{self, Told};
use crate::text::CalendarDate;

/// Show what is told about a thing in the order of time
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Timeline {
    /// The thing, by any of its names in German or English, or by its IRI
    #[arg(value_name = "ENTITY")]
    thing: String,
    /// Also what is only planned, possible, denied or told by others
    #[arg(long)]
    all: bool,
    /// One JSON object a fact and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel timeline Microsoft
  tripel timeline Microsoft --all --json | jq -r '[.date, .fact.relation.label] | @tsv'

The date is when it happened, where the article says so; else, with `told`, when the article was published. What has \
neither stands at the end.";

/// A fact with its date; what has none comes last.
struct Dated<'g> {
    date: Option<CalendarDate>,
    /// Whether it is the date of the article.
    told: bool,
    fact: Told<'g>,
}

impl Timeline {
    /// Shows it.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let thing = names.find(&self.thing)?;
        let told = query::explain(&opened.graph, &thing, None).into_iter();
        let wanted = told.filter(|told| self.all || told.evidence.asserted);
        let mut facts: Vec<Dated<'_>> = wanted.map(|fact| dated(&opened.graph, fact)).collect();
        facts.sort_by_key(|one| (one.date.is_none(), one.date.map(CalendarDate::first_day)));
        facts.dedup_by(|next, one| std::ptr::eq(next.fact.statement, one.fact.statement) && next.date == one.date);
        if facts.is_empty() {
            tell("tripel: nothing is asserted about that; `--all` shows what is planned, possible or denied");
        }
        let mut output = Output::stdout();
        facts.iter().try_for_each(|one| {
            if self.json { write_json(names, one, &mut output) } else { write(names, one, &mut output) }
        })?;
        output.flush()?;
        Ok(Outcome::of(!facts.is_empty()))
    }
}

fn dated<'g>(graph: &Graph, fact: Told<'g>) -> Dated<'g> {
    let valid = fact.evidence.valid.and_then(|valid| valid.from.or(valid.to));
    let published = || graph.articles.get(&fact.evidence.article)?.meta.published;
    Dated { date: valid.or_else(published), told: valid.is_none(), fact }
}

fn write(names: Names<'_>, one: &Dated<'_>, output: &mut Output) -> std::io::Result<()> {
    let date = one.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    let told = if one.told && one.date.is_some() { "told" } else { "" };
    let modality = one.fact.evidence.modality.name();
    let modality = if one.fact.evidence.asserted { String::new() } else { format!(" [{modality}]") };
    writeln!(output, "{date:<10} {told:<4} {}{modality}", names.line(one.fact.statement, output))?;
    writeln!(output, "                {}", output.paint(Style::Dim, &one.fact.evidence.text))
}

fn write_json(names: Names<'_>, one: &Dated<'_>, output: &mut Output) -> std::io::Result<()> {
    let evidence = one.fact.evidence;
    output.json(&json!({
        "date": one.date.map(|date| date.to_string()),
        "of": if one.told { "article" } else { "event" },
        "time": evidence.valid.map(|valid| valid.to_string()),
        "modality": evidence.modality.name(),
        "fact": names.json(one.fact.statement),
        "sentence": evidence.text,
    }))
}
