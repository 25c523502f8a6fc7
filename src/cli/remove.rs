//! `tripel remove`: takes articles out of the graph, and with them exactly what only they state.

use std::io::Write;

use anyhow::bail;

use super::output::Output;
use super::{Options, Outcome, tell};
use crate::store::{Card, GraphFolder};

/// Take articles out of the graph, with all that only they state
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Remove {
    /// The path, the name of the file, or the first digits of the hash, as `tripel list` shows them
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  tripel remove seeds/articles/roboter-aus-suzhou.md
  tripel remove 3f9a2c71";

impl Remove {
    /// Removes them.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let folder = GraphFolder::open(&options.graph)?;
        let mut output = Output::stdout();
        let mut all_found = true;
        for article in &self.articles {
            if let Some(card) = one(&folder, article)? {
                folder.remove(&card.hash)?;
                writeln!(output, "removed {}", card.path)?;
            } else {
                let folder = folder.path().display();
                tell(&format!("tripel: no article `{article}` in {folder}; `tripel list` shows them"));
                all_found = false;
            }
        }
        output.flush()?;
        Ok(Outcome::of(all_found))
    }
}

/// The one article that is meant.
fn one(folder: &GraphFolder, article: &str) -> anyhow::Result<Option<Card>> {
    let mut cards = folder.find(article)?;
    if cards.len() > 1 {
        let choices: Vec<_> = cards.iter().map(|card| format!("{:.12} {}", card.hash, card.path)).collect();
        bail!("`{article}` may mean several articles; name one by its hash:\n  {}", choices.join("\n  "));
    }
    Ok(cards.pop())
}
