//! `tripel split`: says that a name, or what an article calls so, is not the thing that the graph takes it for. The
//! decision is kept in the graph folder and always wins.

use std::io::Write;

use anyhow::bail;

use super::output::Output;
use super::{Options, Outcome, things};
use crate::ground::Decision;
use crate::store::{Card, GraphFolder};

/// Take a name or an article's thing out of a node that is another, or take that back
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Split {
    /// The thing that holds too much, by name or IRI
    #[arg(value_name = "THING")]
    thing: String,
    /// The names that are another thing's
    #[arg(value_name = "NAME", required_unless_present = "article")]
    names: Vec<String>,
    /// Only in this article: its path, the name of its file or the first digits of its hash
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Take the decision back; the thing by its IRI
    #[arg(long)]
    undo: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel split 'Brad Smith' Smith --article quarterly-report.md
  tripel split Alibaba 'Alibaba Cloud'
  tripel split Alibaba 'Alibaba Cloud' --undo

No article is read again. Taking the decision back restores the graph as it was, byte for byte.";

impl Split {
    /// Decides.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let folder = GraphFolder::open(&options.graph)?;
        let all = things::of(&folder)?;
        let iri = match things::one(&all, &self.thing, options) {
            Ok(thing) => thing.iri.clone(),
            // What is to be taken back may have left nothing of the thing.
            Err(_) if self.undo && self.thing.contains(':') => self.thing.clone(),
            Err(error) => return Err(error),
        };
        let article = self.article.as_ref().map(|article| article_hash(&folder, article)).transpose()?;
        let names = self.names.iter().cloned().map(Some);
        let names: Vec<Option<String>> = if self.names.is_empty() { vec![None] } else { names.collect() };
        let apart = |name| Decision::Apart { iri: iri.clone(), name, article: article.clone() };
        let changed = folder.decide(|decisions| {
            names.into_iter().map(apart).fold(false, |changed, decision| {
                changed | if self.undo { decisions.undo(&decision) } else { decisions.add(decision) }
            })
        })?;
        let mut output = Output::stdout();
        match (changed, self.undo) {
            (true, false) => writeln!(output, "parted from {iri}")?,
            (true, true) => writeln!(output, "taken back for {iri}")?,
            (false, _) => super::tell("tripel: nothing changed; `tripel entities --decisions` lists what was decided"),
        }
        output.flush()?;
        Ok(Outcome::of(changed))
    }
}

fn article_hash(folder: &GraphFolder, article: &str) -> anyhow::Result<String> {
    let cards: Vec<Card> = folder.find(article)?;
    match &cards[..] {
        [card] => Ok(card.hash.clone()),
        [] => bail!("no article `{article}` in {}; `tripel list` shows them", folder.path().display()),
        _ => bail!("`{article}` may mean several articles; name one by its hash, as `tripel list` shows it"),
    }
}
