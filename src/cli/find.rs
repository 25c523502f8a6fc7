//! `tripel find`: names and sentences that have some words.

use std::io::Write;

use serde_json::json;

use super::output::{Output, Style};
use super::{Options, Outcome, tell_all};
use crate::query::{self, Hits};
use crate::store::GraphFolder;

/// Find names and sentences by words
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Find {
    /// The words, in any order and inflection; all must be there
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// The most names and the most sentences
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// One JSON object a hit and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel find \"seltene Erden\"
  tripel find Microsoft Rechenzentrum --limit 5
  tripel find chips --json | jq -r .sentence

`tripel explain NAME` shows the facts about a name that was found.";

impl Find {
    /// Finds.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let (readings, damaged) = GraphFolder::open(&options.graph)?.readings()?;
        tell_all(&damaged);
        let hits = query::search(&readings, &self.words.join(" "), self.limit);
        let mut output = Output::stdout();
        if self.json {
            write_json(&hits, &mut output)?;
        } else {
            write(&hits, &mut output)?;
        }
        output.flush()?;
        Ok(Outcome::of(!hits.things.is_empty() || !hits.sentences.is_empty()))
    }
}

fn write(hits: &Hits, output: &mut Output) -> std::io::Result<()> {
    for thing in &hits.things {
        let articles = if thing.articles == 1 { "article" } else { "articles" };
        let about = format!("{:?}, in {} {articles}", thing.kind, thing.articles);
        writeln!(output, "{}  ({about})", output.paint(Style::Bold, &thing.name))?;
    }
    for hit in &hits.sentences {
        let date = hit.published.map(|date| format!("{date} · ")).unwrap_or_default();
        writeln!(output, "{}", hit.text)?;
        writeln!(output, "  {}", output.paint(Style::Dim, &format!("{date}{}:{}", hit.path, hit.start)))?;
    }
    Ok(())
}

fn write_json(hits: &Hits, output: &mut Output) -> std::io::Result<()> {
    for thing in &hits.things {
        let kind = format!("{:?}", thing.kind);
        output.json(&json!({ "thing": thing.name, "kind": kind, "articles": thing.articles }))?;
    }
    hits.sentences.iter().try_for_each(|hit| {
        let published = hit.published.map(|date| date.to_string());
        output.json(&json!({ "sentence": hit.text, "path": hit.path, "start": hit.start, "published": published }))
    })
}
