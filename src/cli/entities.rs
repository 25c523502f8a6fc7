//! `tripel entities`: the named things of the graph with all that was put together for each and why; with `--duplicates`
//! those that may be one and are two.

use std::io::Write;

use serde_json::json;

use super::output::Output;
use super::{Options, Outcome, things};
use crate::ground::{Thing, suspects};
use crate::store::GraphFolder;

/// List the named things, why their names were put together, and what may be one
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Entities {
    /// Only things with a name that contains this
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Pairs that may be one thing and were not put together
    #[arg(long, conflicts_with = "decisions")]
    duplicates: bool,
    /// What was decided by `tripel merge` and `tripel split`
    #[arg(long)]
    decisions: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel entities
  tripel entities Microsoft
  tripel entities --duplicates
  tripel entities --json | jq 'select(.mentions > 10) | .name'

What is one is said by `tripel merge`, what is not by `tripel split`. Ends with 1 when nothing is found.";

impl Entities {
    /// Lists.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let folder = GraphFolder::open(&options.graph)?;
        let mut output = Output::stdout();
        let found = if self.decisions {
            let decisions = folder.decisions()?;
            write!(output, "{decisions}")?;
            !decisions.is_empty()
        } else if self.duplicates {
            self.write_suspects(&things::of(&folder)?, &mut output)?
        } else {
            self.write_all(&things::of(&folder)?, &mut output)?
        };
        output.flush()?;
        Ok(Outcome::of(found))
    }

    fn write_all(&self, things: &[Thing], output: &mut Output) -> anyhow::Result<bool> {
        let part = self.name.as_ref().map(|name| name.to_lowercase()).unwrap_or_default();
        let fits = |thing: &&Thing| {
            let mut names = std::iter::once(&thing.name).chain(&thing.others);
            part.is_empty() || names.any(|name| name.to_lowercase().contains(&part))
        };
        let mut found = false;
        for thing in things.iter().filter(fits) {
            found = true;
            if self.json { write_json(thing, output)? } else { write_thing(thing, output)? }
        }
        Ok(found)
    }

    fn write_suspects(&self, things: &[Thing], output: &mut Output) -> anyhow::Result<bool> {
        let found = suspects(things);
        let name = |iri: &str| things.iter().find(|thing| thing.iri == iri).map_or("", |thing| thing.name.as_str());
        for suspect in &found {
            if self.json {
                let line = json!({ "one": suspect.one, "other": suspect.other, "why": suspect.why.words() });
                writeln!(output, "{line}")?;
            } else {
                let (one, other) = (&suspect.one, &suspect.other);
                writeln!(output, "{} <{one}> / {} <{other}>: {}", name(one), name(other), suspect.why.words())?;
            }
        }
        Ok(!found.is_empty())
    }
}

fn write_thing(thing: &Thing, output: &mut Output) -> anyhow::Result<()> {
    let articles: std::collections::BTreeSet<&String> = thing.members.iter().map(|(hash, _)| hash).collect();
    writeln!(
        output,
        "{}  {:?}, {} mentions in {} articles  <{}>",
        thing.name,
        thing.kind,
        thing.mentions,
        articles.len(),
        thing.iri
    )?;
    for (name, reason) in &thing.because {
        writeln!(output, "    {name}: {}", reason.words())?;
    }
    if !thing.kinds.is_empty() {
        let kinds: Vec<String> = thing.kinds.iter().map(|(kind, count)| format!("{kind:?} {count} times")).collect();
        writeln!(output, "    taken for {}", kinds.join(", "))?;
    }
    Ok(())
}

fn write_json(thing: &Thing, output: &mut Output) -> anyhow::Result<()> {
    let because: Vec<_> =
        thing.because.iter().map(|(name, reason)| json!({ "name": name, "why": reason.words() })).collect();
    let kinds: Vec<_> =
        thing.kinds.iter().map(|(kind, count)| json!({ "kind": format!("{kind:?}"), "mentions": count })).collect();
    let line = json!({
        "iri": thing.iri,
        "name": thing.name,
        "kind": format!("{:?}", thing.kind),
        "names": thing.others,
        "mentions": thing.mentions,
        "articles": thing.members.iter().map(|(hash, _)| hash).collect::<std::collections::BTreeSet<_>>(),
        "put_together": because,
        "taken_for": kinds,
    });
    writeln!(output, "{line}")?;
    Ok(())
}
