//! `tripel diff`: what came and what ended between two days.

use std::io::Write;

use anyhow::ensure;
use serde_json::json;

use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, graph};
use crate::ground::{Evidence, Statement};
use crate::query;
use crate::text::CalendarDate;

/// Show what was new and what ended between two days
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The first day, which does not count itself: 2025, 2025-04 or 2025-04-17
    #[arg(value_name = "DATE1")]
    from: CalendarDate,
    /// The last day, which counts
    #[arg(value_name = "DATE2")]
    to: CalendarDate,
    /// One JSON object a fact and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel diff 2025-03-31 2025-04-30           April
  tripel diff 2024 2025 --json | jq .fact.subject.label

New (+) is what an article of these days asserts and none before them; ended (-) is what the articles say lasted until \
one of these days. Articles without a date tell nothing about when.";

impl Diff {
    /// Shows it.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        ensure!(
            self.from.last_day() < self.to.last_day(),
            "{} is not before {}; name the earlier day first",
            self.from,
            self.to
        );
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let changes = query::changes(&opened.graph, self.from, self.to);
        let mut output = Output::stdout();
        let new = changes.new.iter().map(|change| ('+', change));
        for (sign, (statement, evidence)) in new.chain(changes.ended.iter().map(|change| ('-', change))) {
            if self.json {
                let change = if sign == '+' { "new" } else { "ended" };
                output.json(&json!({ "change": change, "fact": names.json(statement), "sentence": evidence.text }))?;
            } else {
                write(names, sign, statement, evidence, &mut output)?;
            }
        }
        output.flush()?;
        Ok(Outcome::of(!changes.new.is_empty() || !changes.ended.is_empty()))
    }
}

fn write(
    names: Names<'_>,
    sign: char,
    statement: &Statement,
    evidence: &Evidence,
    output: &mut Output,
) -> std::io::Result<()> {
    writeln!(output, "{sign} {}", names.line(statement, output))?;
    writeln!(output, "  {}", output.paint(Style::Dim, &evidence.text))
}
