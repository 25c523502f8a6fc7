//! `tripel list`: the articles of the graph.

use std::io::Write;

use super::output::Output;
use super::{Options, Outcome, tell_all};
use crate::store::{Card, GraphFolder};

/// List the articles of the graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel list
  tripel list --json | jq -r 'select(.published == null) | .path'

The first digits of the hash name an article to `tripel remove`.";

impl List {
    /// Lists them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let (cards, damaged) = GraphFolder::open(&options.graph)?.cards()?;
        tell_all(&damaged);
        let mut output = Output::stdout();
        if self.json {
            cards.iter().try_for_each(|card| output.json(&json(card)))?;
        } else if !cards.is_empty() {
            output.table(
                &["hash", "date", "lang", "sentences", "facts", "title", "path"],
                cards.iter().map(row).collect(),
            )?;
        }
        output.flush()?;
        Ok(if damaged.is_empty() { Outcome::of(!cards.is_empty()) } else { Outcome::Failed })
    }
}

fn row(card: &Card) -> Vec<String> {
    let date = card.meta.published.map_or_else(String::new, |date| date.to_string());
    let title = card.meta.title.clone().unwrap_or_default();
    vec![
        card.hash.chars().take(12).collect(),
        date,
        card.language.code().to_owned(),
        card.sentences.to_string(),
        card.facts.to_string(),
        title.split_whitespace().collect::<Vec<_>>().join(" "),
        card.path.clone(),
    ]
}

fn json(card: &Card) -> serde_json::Value {
    serde_json::json!({
        "hash": card.hash,
        "path": card.path,
        "title": card.meta.title,
        "published": card.meta.published.map(|date| date.to_string()),
        "publisher": card.meta.publisher,
        "author": card.meta.author,
        "url": card.meta.url,
        "language": card.language.code(),
        "sentences": card.sentences,
        "facts": card.facts,
        "reader": card.version,
    })
}
