//! `tripel update`: what users add to the graph in SPARQL or as a file of RDF, kept apart from what articles state.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use super::bounds::Bounds;
use super::output::Output;
use super::{Options, Outcome, graph};
use crate::query;
use crate::store::{self, GraphFolder};

/// Add your own triples to the graph, and change or take away what was added
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Update {
    /// The update; `-` reads it from standard input
    #[arg(value_name = "SPARQL", conflicts_with_all = ["file", "load"])]
    sparql: Option<String>,
    /// The file of the update
    #[arg(long, value_name = "FILE", conflicts_with = "load")]
    file: Option<PathBuf>,
    /// A file of RDF to add: .ttl, .nt, .nq, .trig, .rdf or .jsonld
    #[arg(long, value_name = "FILE")]
    load: Option<PathBuf>,
    #[command(flatten)]
    bounds: Bounds,
}

const EXAMPLES: &str = "\
Examples:
  tripel update 'INSERT DATA { wd:Q2283 id:watched true }'
  tripel update 'INSERT { ?who id:flag \"leaves\" } WHERE { ?who tripel:movesProductionFrom wd:Q148 }'
  tripel update 'DELETE WHERE { ?who id:flag ?flag }'
  tripel update --load customers.ttl
  tripel query 'SELECT * { GRAPH id:added { ?s ?p ?o } }'    what was added
  tripel update 'CLEAR GRAPH id:added'                       and all of it away again

What you add is kept in the graph folder (added.nq), through builds and removals, and stands in a graph of its own: \
id:added, or that which GRAPH names. Queries and the formats of RDF have it; walks, pictures and tables show only \
what articles state. WHERE asks the whole graph. What comes from the articles cannot be changed so: `tripel remove`, \
`merge` and `split` do that. An update is carried out as a whole or not at all. Ends with 1 when nothing changed.";

impl Update {
    /// Carries it out.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let folder = GraphFolder::open(&options.graph)?;
        let base = folder.base();
        let (before, after) = if let Some(file) = &self.load {
            let quads = read(file)?;
            folder.change_added(|added| anyhow::Ok(query::insert(quads, base, added)?))?
        } else {
            let text = self.text()?;
            folder.change_added(|added| self.update(&text, &folder, added))?
        };
        let (new, gone) = (missing(&after, &before), missing(&before, &after));
        let mut output = Output::stdout();
        writeln!(output, "{new} added, {gone} taken away; {} of your own", after.len())?;
        output.flush()?;
        Ok(Outcome::of(new + gone > 0))
    }

    fn text(&self) -> anyhow::Result<String> {
        match (&self.sparql, &self.file) {
            (Some(text), _) if text == "-" => Ok(io::read_to_string(io::stdin())?),
            (Some(text), _) => Ok(text.clone()),
            (_, Some(file)) => std::fs::read_to_string(file).with_context(|| unreadable(file, "an update")),
            _ => bail!("no update; give one as SPARQL, by `--file FILE`, or a file of RDF by `--load FILE`"),
        }
    }

    /// What there is after the update. The graph is made only if the update asks it.
    fn update(&self, text: &str, folder: &GraphFolder, added: &[Quad]) -> anyhow::Result<Vec<Quad>> {
        let limits = self.bounds.limits(false);
        let mut made = None;
        query::update(text, folder.base(), added, limits, |added| {
            let opened = match &mut made {
                Some(opened) => opened,
                None => made.insert(graph::of(folder, &graph::lexicon(folder)?)?),
            };
            opened.graph.added = added.to_vec();
            Ok(store::index(&opened.graph, opened.ontology.triples()))
        })
    }
}

/// The quads of a file of RDF.
fn read(file: &Path) -> anyhow::Result<Vec<Quad>> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let Some(format) = RdfFormat::from_extension(ending) else {
        bail!("{}: `.{ending}` is no file of RDF; name a .ttl, .nt, .nq, .trig, .rdf or .jsonld", file.display());
    };
    let bytes = std::fs::read(file).with_context(|| unreadable(file, "RDF"))?;
    let quads: Result<Vec<Quad>, _> = RdfParser::from_format(format).for_slice(&bytes).collect();
    quads.with_context(|| format!("{}: cannot be understood; put it right and try again", file.display()))
}

fn unreadable(file: &Path, what: &str) -> String {
    format!("{}: cannot be read; name a file with {what}", file.display())
}

/// How many of some quads others lack.
fn missing(quads: &[Quad], others: &[Quad]) -> usize {
    let others: HashSet<&Quad> = others.iter().collect();
    quads.iter().filter(|quad| !others.contains(quad)).count()
}
