//! `tripel draw`: a picture of the graph, or of what lies around a thing.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::choice::Part;
use super::names::Names;
use super::output::Output;
use super::{Options, Outcome, graph, tell};
use crate::export::{self, EvidenceForm, MOST_DRAWN};

/// Draw the graph, or what lies around a thing
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Draw {
    /// The thing in the middle, by any name or by IRI; without one, all of the graph
    #[arg(value_name = "A")]
    thing: Option<String>,
    /// The file: what it ends in says whether it is .svg, .html or .png. Without it, SVG to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many things at most, those with most to tell first
    #[arg(long, short, value_name = "N", default_value_t = MOST_DRAWN)]
    limit: usize,
    /// Also what is only planned, possible, denied or told by others, with broken lines
    #[arg(long)]
    with_evidence: bool,
    #[command(flatten)]
    part: Part,
}

const EXAMPLES: &str = "\
Examples:
  tripel draw -o news.svg
  tripel draw Microsoft --hops 2 -o microsoft.html --language en
  tripel draw --type Corporation --since 2025-02 -o firms.svg
  tripel draw Apple | rsvg-convert > apple.png

Names are as large as things have edges, colours are types, called as `--language` says. What leads from one thing to another is one line, as thick as it has sources; resting the mouse on it shows the sentences. PNG needs a tripel that was built with `--features png`.";

impl Draw {
    /// Draws.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = graph::open(&options.graph)?;
        let names = Names::of(&opened, options);
        let part = self.part.clone().with_thing(self.thing.as_deref()).of(&opened.graph, names)?;
        let graph = part.as_ref().unwrap_or(&opened.graph);
        let wanted = export::Options {
            evidence: self.with_evidence,
            form: EvidenceForm::Rdf12,
            language: options.language,
            ontology: Some(&opened.ontology),
        };
        let mut picture = Vec::new();
        let shown = match ending(self.output.as_deref()) {
            "svg" => export::draw(graph, wanted, self.limit, &mut picture)?,
            "html" => export::page(graph, wanted, self.limit, &mut picture)?,
            "png" => png(graph, wanted, self.limit, &mut picture)?,
            other => bail!("tripel draws .svg, .html and .png, not .{other}; name a file that ends so"),
        };
        if shown == 0 {
            tell(
                "tripel: no two things are linked there; `--with-evidence` also draws what is only planned or reported",
            );
            return Ok(Outcome::Nothing);
        }
        put(self.output.as_deref(), &picture)?;
        Ok(Outcome::Done)
    }
}

fn ending(file: Option<&Path>) -> &str {
    file.map_or("svg", |file| file.extension().and_then(|ending| ending.to_str()).unwrap_or_default())
}

#[cfg(feature = "png")]
fn png(
    graph: &crate::ground::Graph,
    options: export::Options<'_>,
    limit: usize,
    out: &mut Vec<u8>,
) -> anyhow::Result<usize> {
    Ok(export::png(graph, options, limit, out)?)
}

#[cfg(not(feature = "png"))]
fn png(_: &crate::ground::Graph, _: export::Options<'_>, _: usize, _: &mut Vec<u8>) -> anyhow::Result<usize> {
    bail!("this tripel draws no PNG; draw .svg, or build it with `cargo build --release --features png`")
}

fn put(file: Option<&Path>, picture: &[u8]) -> anyhow::Result<()> {
    let Some(file) = file else {
        let mut output = Output::stdout();
        output.write_all(picture)?;
        return Ok(output.flush()?);
    };
    let wrong = || format!("{}: cannot be written; name a file in a folder that is there", file.display());
    std::fs::write(file, picture).with_context(wrong)
}
