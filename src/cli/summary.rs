//! What `tripel build` says when it is done.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use super::graph::Counted;
use super::output::Output;
use super::plan::Plan;
use crate::ground::Totals;

/// What was done, and what the graph holds now.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    articles: usize,
    read: usize,
    unchanged: usize,
    copies: usize,
    failed: usize,
    sentences: u64,
    facts_asserted: usize,
    facts_only_reified: usize,
    facts_rejected: BTreeMap<String, usize>,
    entities: usize,
    seconds: f64,
}

impl Summary {
    /// Sums up.
    pub(super) fn of(counted: Counted, plan: &Plan, read: usize, failed: usize, time: Duration) -> Self {
        let Totals { asserted, reified, things, rejected } = counted.totals;
        Self {
            articles: counted.articles,
            read,
            unchanged: plan.unchanged,
            copies: plan.copies.len(),
            failed,
            sentences: counted.sentences,
            facts_asserted: asserted,
            facts_only_reified: reified,
            facts_rejected: rejected,
            entities: things,
            seconds: (time.as_secs_f64() * 100.0).round() / 100.0,
        }
    }

    /// Writes it.
    pub(super) fn show(&self, json: bool) -> io::Result<()> {
        let mut output = Output::stdout();
        if json {
            output.json(self)?;
        } else {
            self.write(&mut output)?;
        }
        output.flush()
    }

    fn write(&self, output: &mut Output) -> io::Result<()> {
        let Self { articles, read, unchanged, copies, failed, sentences, entities, seconds, .. } = self;
        let rejected: usize = self.facts_rejected.values().sum();
        writeln!(
            output,
            "{articles} articles ({read} read, {unchanged} unchanged, {copies} copies, {failed} failed), {sentences} sentences"
        )?;
        let (asserted, reified) = (self.facts_asserted, self.facts_only_reified);
        writeln!(output, "facts: {asserted} asserted, {reified} only reified, {rejected} rejected")?;
        for (reason, count) in &self.facts_rejected {
            writeln!(output, "  {count:>6}  {reason}")?;
        }
        writeln!(output, "{entities} entities, {seconds:.2} seconds")
    }
}
