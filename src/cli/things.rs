//! Finds the things that the user means by a name or an IRI, among all named things of a graph folder.

use anyhow::bail;

use super::Options;
use crate::ground::{Naming, Ontology, Thing, things};
use crate::store::GraphFolder;

/// The named things of a folder.
pub(super) fn of(folder: &GraphFolder) -> anyhow::Result<Vec<Thing>> {
    let (readings, damaged) = folder.readings()?;
    super::tell_all(&damaged);
    let lexicon = super::graph::lexicon(folder)?;
    let decisions = folder.decisions()?;
    let naming = Naming { base: folder.base(), decisions: &decisions };
    Ok(things(&readings, &Ontology::embedded()?, &lexicon, naming))
}

/// The one thing that is called so.
pub(super) fn one<'a>(things: &'a [Thing], name: &str, options: &Options) -> anyhow::Result<&'a Thing> {
    if let Some(thing) = things.iter().find(|thing| thing.iri == name) {
        return Ok(thing);
    }
    let called: Vec<&Thing> = things.iter().filter(|thing| thing.is_called(name)).collect();
    match called[..] {
        [] => {
            bail!("nothing in {} is called `{name}`; `tripel entities` lists all named things", options.graph.display())
        }
        [thing] => Ok(thing),
        _ => {
            let all: Vec<String> = called.iter().map(|thing| format!("{}  {:?}", thing.iri, thing.kind)).collect();
            bail!("several things are called `{name}`; name one by its IRI:\n  {}", all.join("\n  "))
        }
    }
}
