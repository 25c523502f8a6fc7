//! Writes the graph for other programs: one format a file behind one face, [`write()`]. The same graph gives the same
//! bytes, whatever the order in which its articles were read.

mod color;
mod column;
mod csv;
mod dot;
mod gexf;
mod graphml;
mod rdf;
mod reification;
#[cfg(test)]
mod tests;
mod view;
mod xml;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::ground::Graph;
use crate::text::Language;

pub use reification::EvidenceForm;

/// The formats that the graph can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle: RDF to read with the eyes.
    Turtle,
    /// N-Triples: one triple a line.
    NTriples,
    /// N-Quads: one triple a line, with the article that states it.
    NQuads,
    /// `TriG`: Turtle with a graph an article.
    TriG,
    /// JSON-LD.
    JsonLd,
    /// RDF/XML.
    RdfXml,
    /// `GraphML`, for yEd, Cytoscape, networkx, Neo4j.
    GraphMl,
    /// GEXF 1.3, for Gephi.
    Gexf,
    /// The language of Graphviz.
    Dot,
    /// Tables.
    Csv,
}

impl Format {
    /// All of them, RDF first.
    pub const ALL: [Self; 10] = [
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::JsonLd,
        Self::RdfXml,
        Self::GraphMl,
        Self::Gexf,
        Self::Dot,
        Self::Csv,
    ];

    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::TriG => "trig",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdfxml",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Dot => "dot",
            Self::Csv => "csv",
        }
    }
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether the evidence is written too, and with it the statements that no article asserts.
    pub evidence: bool,
    /// How the formats of RDF write the statements that evidence speaks of.
    pub form: EvidenceForm,
    /// The language of the labels in the formats that have one label a node.
    pub language: Language,
}

/// Why the graph could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file or pipe does not take it.
    #[error("cannot write the graph: {0}")]
    Write(#[from] std::io::Error),
    /// A table cannot be made.
    #[error("cannot write `{path}`: {source}; give a folder that can be written to")]
    Table {
        /// The file of the table.
        path: PathBuf,
        /// What stands against it.
        source: std::io::Error,
    },
}

/// Writes the graph.
///
/// CSV has one table here, that of the edges; [`write_tables`] writes both.
///
/// # Errors
/// When `out` fails.
pub fn write(graph: &Graph, format: Format, options: Options, out: &mut impl Write) -> Result<(), ExportError> {
    match format {
        Format::GraphMl => graphml::write(&view::View::of(graph, options), out)?,
        Format::Gexf => gexf::write(&view::View::of(graph, options), out)?,
        Format::Dot => dot::write(&view::View::of(graph, options), out)?,
        Format::Csv => csv::write_edges(&view::View::of(graph, options), out)?,
        Format::Turtle | Format::NTriples | Format::NQuads | Format::TriG | Format::JsonLd | Format::RdfXml => {
            rdf::write(graph, format, options, out)?;
        }
    }
    Ok(())
}

/// Writes the tables `nodes.csv` and `edges.csv` into a folder, which is made when it is missing.
///
/// # Errors
/// When the folder cannot be made or written to.
pub fn write_tables(graph: &Graph, options: Options, folder: &Path) -> Result<(), ExportError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ExportError::Table { path, source }
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let view = view::View::of(graph, options);
    let nodes = folder.join("nodes.csv");
    let edges = folder.join("edges.csv");
    std::fs::File::create(&nodes).and_then(|mut file| csv::write_nodes(&view, &mut file)).map_err(failed(&nodes))?;
    std::fs::File::create(&edges).and_then(|mut file| csv::write_edges(&view, &mut file)).map_err(failed(&edges))
}
