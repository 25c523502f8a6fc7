//! `tripel export`: the graph for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::builder::PossibleValue;

use super::choice::Part;
use super::graph::Opened;
use super::moment::Moment;
use super::names::Names;
use super::output::Output;
use super::{Options, Outcome};
use crate::export::{self, EvidenceForm, Format};
use crate::ground::Graph;
use crate::query;

/// Write the graph for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// The format
    #[arg(long, short, value_enum, value_name = "FORMAT")]
    format: Format,
    /// The file to write; for csv, neo4j and parquet, a folder for the tables. Without it, to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also what is only planned, possible, denied or told by others, and the sentence behind every edge
    #[arg(long)]
    with_evidence: bool,
    /// The same, and how RDF writes the statements that it speaks of [default: reification in jsonld and rdfxml, else rdf12]
    #[arg(long, value_enum, value_name = "FORM")]
    evidence: Option<Evidence>,
    #[command(flatten)]
    part: Part,
    /// Also what follows from the ontology, in the graph id:graph/inferred (nquads, trig and jsonld)
    #[arg(long)]
    reason: bool,
    #[command(flatten)]
    moment: Moment,
}

const EXAMPLES: &str = "\
Examples:
  tripel export --format gexf -o news.gexf                  for Gephi: colours, sizes, places, a time line
  tripel export --format graphml --language en -o n.graphml for yEd, Cytoscape, networkx, Neo4j
  tripel export --format csv -o tables/                     nodes.csv and edges.csv for Gephi
  tripel export --format neo4j -o tables/                   nodes.csv and relationships.csv for neo4j-admin
  tripel export --format nquads --with-evidence | gzip      all of it, one line a quad
  tripel export --format trig --evidence named-graphs       for stores that do not know RDF 1.2
  tripel export --format html -o news.html                  a page to look at, all in one file
  tripel export --format turtle --around China --hops 2     only what lies around a thing
  tripel export --format nquads --reason                    with what follows, in a graph of its own

Without evidence, only what the articles assert is written. With it, the statement that a sentence speaks of is a \
triple term of RDF 1.2 (rdf12: `rdf:reifies <<( s p o )>>`), which rdflib 7 does not read yet; an `rdf:Statement` of \
RDF 1.1 (reification), which it does; or the one triple of a graph that is called like the evidence (named-graphs: \
nquads, trig and jsonld), even if no article asserts it. nquads, trig and jsonld have a graph an article. \
In graphml, gexf, dot and csv an edge links two nodes; quotes, whose object is words, are left out.";

impl Export {
    /// Writes it.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let (evidence, form) = self.evidence()?;
        let opened = self.moment.open(options)?;
        let ontology = Some(&opened.ontology);
        let wanted = export::Options { evidence, form, language: options.language, ontology };
        let part = self.part.of(&opened.graph, Names::of(&opened, options))?;
        let graph = part.as_ref().unwrap_or(&opened.graph);
        if self.reason || (opened.reasons() && self.format.has_graphs()) {
            return self.with_inferences(&opened, graph, wanted);
        }
        match &self.output {
            Some(folder) if matches!(self.format, Format::Csv | Format::Neo4j | Format::Parquet) => {
                export::write_tables(graph, self.format, wanted, folder)?;
            }
            Some(file) => to_file(file, |out| export::write(graph, self.format, wanted, out))?,
            None => {
                let mut output = Output::stdout();
                export::write(graph, self.format, wanted, &mut output)?;
                output.flush()?;
            }
        }
        Ok(Outcome::of(!graph.statements.is_empty()))
    }

    /// What follows would be lost among what articles state in a format without graphs; that is said, not done.
    fn with_inferences(&self, opened: &Opened, graph: &Graph, wanted: export::Options<'_>) -> anyhow::Result<Outcome> {
        if !self.format.has_graphs() {
            return Err(export::ExportError::NoGraphs(self.format.name()).into());
        }
        let mut inferences = opened.inferences(true)?;
        inferences.retain(|inference| inference.is_within(graph));
        let inferred = query::inferred_quads(&inferences, &opened.base);
        if let Some(file) = &self.output {
            to_file(file, |out| export::write_inferred(graph, &inferred, self.format, wanted, out))?;
        } else {
            let mut output = Output::stdout();
            export::write_inferred(graph, &inferred, self.format, wanted, &mut output)?;
            output.flush()?;
        }
        Ok(Outcome::of(!graph.statements.is_empty()))
    }

    /// Whether evidence is wanted, and how.
    fn evidence(&self) -> anyhow::Result<(bool, EvidenceForm)> {
        let (evidence, form) = match self.evidence {
            None => (self.with_evidence, EvidenceForm::usual(self.format)),
            Some(Evidence::None) => (false, EvidenceForm::usual(self.format)),
            Some(Evidence::Form(form)) => (true, form),
        };
        if !form.fits(self.format) {
            let fitting = EvidenceForm::ALL.into_iter().filter(|form| form.fits(self.format)).map(EvidenceForm::name);
            let fitting: Vec<_> = fitting.collect();
            bail!("{} cannot carry evidence as {}; name {}", self.format.name(), form.name(), fitting.join(" or "));
        }
        Ok((evidence, form))
    }
}

/// What the user wants of the evidence.
#[derive(Debug, Clone, Copy)]
enum Evidence {
    None,
    Form(EvidenceForm),
}

impl clap::ValueEnum for Evidence {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Evidence; 4] = [
            Evidence::Form(EvidenceForm::Rdf12),
            Evidence::Form(EvidenceForm::Reification),
            Evidence::Form(EvidenceForm::NamedGraphs),
            Evidence::None,
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::None => "none",
            Self::Form(form) => form.name(),
        }))
    }
}

fn to_file(
    file: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), export::ExportError>,
) -> anyhow::Result<()> {
    let wrong = || format!("{}: cannot be written; name a file in a folder that is there", file.display());
    let mut writer = BufWriter::new(File::create(file).with_context(wrong)?);
    write(&mut writer).with_context(wrong)?;
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
