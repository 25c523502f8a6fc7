//! `tripel merge`: says that two things of the graph are one. The decision is kept in the graph folder and always wins.

use std::io::Write;

use super::output::Output;
use super::{Options, Outcome, things};
use crate::ground::Decision;
use crate::store::GraphFolder;

/// Say that two things are one, or take it back
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Merge {
    /// The thing that stays, by name or IRI
    #[arg(value_name = "THING")]
    one: String,
    /// The thing that becomes one with it, by name or IRI
    #[arg(value_name = "OTHER")]
    other: String,
    /// Take the decision back; both by their IRIs, as `tripel entities --decisions` shows them
    #[arg(long)]
    undo: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel merge 'Trip.com' Ctrip
  tripel entities --decisions
  tripel merge https://tripel.example/id/organization/trip-com https://tripel.example/id/organization/ctrip --undo

No article is read again. Taking the decision back restores the graph as it was, byte for byte.";

impl Merge {
    /// Decides.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let folder = GraphFolder::open(&options.graph)?;
        let mut output = Output::stdout();
        let outcome =
            if self.undo { self.take_back(&folder, &mut output)? } else { self.decide(&folder, options, &mut output)? };
        output.flush()?;
        Ok(outcome)
    }

    fn decide(&self, folder: &GraphFolder, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
        let all = things::of(folder)?;
        let (one, other) = (things::one(&all, &self.one, options)?, things::one(&all, &self.other, options)?);
        if one.iri == other.iri {
            writeln!(output, "{} and {} are one already: {}", self.one, self.other, one.iri)?;
            return Ok(Outcome::Nothing);
        }
        let decision = Decision::Same { one: one.iri.clone(), other: other.iri.clone() };
        // What was parted by hand and is joined again is as it was.
        folder.decide(|decisions| decisions.add(decision))?;
        writeln!(output, "{} is now {} ({})", other.iri, one.iri, one.name)?;
        Ok(Outcome::Done)
    }

    fn take_back(&self, folder: &GraphFolder, output: &mut Output) -> anyhow::Result<Outcome> {
        let decision = Decision::Same { one: self.one.clone(), other: self.other.clone() };
        let found = folder.decide(|decisions| decisions.undo(&decision))?;
        if found {
            writeln!(output, "{} and {} are two again", self.one, self.other)?;
        } else {
            super::tell("tripel: no such decision; `tripel entities --decisions` lists them with their IRIs");
        }
        Ok(Outcome::of(found))
    }
}
