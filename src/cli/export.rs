//! `tripel export`: the graph for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::PossibleValue;

use super::output::Output;
use super::{Options, Outcome, graph};
use crate::export::{self, Format};
use crate::ground::Graph;

/// Write the graph for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// The format
    #[arg(long, short, value_enum, value_name = "FORMAT")]
    format: Format,
    /// The file to write; for csv, a folder for nodes.csv and edges.csv. Without it, to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also what is only planned, possible, denied or told by others, and the sentence behind every edge
    #[arg(long)]
    with_evidence: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel export --format gexf -o news.gexf                  for Gephi, with colours and a time line
  tripel export --format graphml --language en -o n.graphml for yEd, Cytoscape, networkx, Neo4j
  tripel export --format csv -o tables/                     nodes.csv and edges.csv
  tripel export --format nquads --with-evidence | gzip      all of it, one line a quad
  tripel export --format dot | dot -Tsvg > news.svg         a picture

Without --with-evidence, only what the articles assert is written. With it, turtle, ntriples, nquads and trig \
carry it as triple terms of RDF 1.2 (`rdf:reifies <<( s p o )>>`), which rdflib 7 does not read yet; jsonld and \
rdfxml carry it as `rdf:Statement` of RDF 1.1, which it does. nquads, trig and jsonld have a graph an article. \
In graphml, gexf, dot and csv an edge links two nodes; quotes, whose object is words, are left out.";

impl Export {
    /// Writes it.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let graph = graph::open(&options.graph)?.graph;
        let wanted = export::Options { evidence: self.with_evidence, language: options.language };
        match &self.output {
            Some(folder) if self.format == Format::Csv => export::write_tables(&graph, wanted, folder)?,
            Some(file) => write_file(&graph, self.format, wanted, file)?,
            None => {
                let mut output = Output::stdout();
                export::write(&graph, self.format, wanted, &mut output)?;
                output.flush()?;
            }
        }
        Ok(Outcome::of(!graph.statements.is_empty()))
    }
}

fn write_file(graph: &Graph, format: Format, options: export::Options, file: &Path) -> anyhow::Result<()> {
    let wrong = || format!("{}: cannot be written; name a file in a folder that is there", file.display());
    let mut writer = BufWriter::new(File::create(file).with_context(wrong)?);
    export::write(graph, format, options, &mut writer).with_context(wrong)?;
    writer.flush().with_context(wrong)
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
