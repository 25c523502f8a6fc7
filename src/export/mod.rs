//! Writes the graph for other programs: one format a file behind one face, [`write()`]. The same graph gives the same
//! bytes, whatever the order in which its articles were read.

mod color;
mod column;
mod csv;
mod dot;
mod gexf;
mod graphml;
mod html;
mod jsonld;
mod layout;
mod lettering;
mod neo4j;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "png")]
mod png;
mod rdf;
mod reification;
mod scene;
mod select;
mod survey;
mod svg;
#[cfg(test)]
mod tests;
mod turtle;
mod view;
mod xml;

use std::io::Write;
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;

use crate::ground::{Graph, Ontology};
use crate::text::Language;

pub use reification::EvidenceForm;
/// More nodes make a picture that nobody reads at once.
pub const MOST_DRAWN: usize = 60;
/// More nodes make a page that moves slowly.
pub const MOST_IN_PAGE: usize = 400;

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
    /// Tables as Gephi imports them.
    Csv,
    /// Tables as Neo4j imports them.
    Neo4j,
    /// Tables as Parquet, with one for the evidence; only where the feature `parquet` is built in.
    Parquet,
    /// A picture of the things with most to tell.
    Svg,
    /// A page to look at and search, all in one file.
    Html,
}

impl Format {
    /// All of them, RDF first.
    pub const ALL: [Self; 14] = [
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
        Self::Neo4j,
        Self::Parquet,
        Self::Svg,
        Self::Html,
    ];

    /// Whether it keeps triples in graphs with names.
    #[must_use]
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }

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
            Self::Neo4j => "neo4j",
            Self::Parquet => "parquet",
            Self::Svg => "svg",
            Self::Html => "html",
        }
    }
}

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// Whether the evidence is written too, and with it the statements that no article asserts.
    pub evidence: bool,
    /// How the formats of RDF write the statements that evidence speaks of.
    pub form: EvidenceForm,
    /// The language of the labels in the formats that have one label a node.
    pub language: Language,
    /// Where pictures find what classes are called; without it, they show the last part of an IRI.
    pub ontology: Option<&'o Ontology>,
}

/// Why the graph could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file or pipe does not take it.
    #[error("cannot write the graph: {0}")]
    Write(#[from] std::io::Error),
    /// The format needs what was not built in, or a place of its own.
    #[error("{0}")]
    Format(&'static str),
    /// A picture cannot be made.
    #[error("cannot draw: {0}")]
    Picture(String),
    /// The format has no named graphs.
    #[error("{0} has no graphs to keep what is inferred apart from what articles state; name nquads, trig or jsonld")]
    NoGraphs(&'static str),
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
/// Tables are one here, that of the edges; [`write_tables`] writes both.
///
/// # Errors
/// When `out` fails, and for Parquet, which is written by [`write_tables`] only.
pub fn write(graph: &Graph, format: Format, options: Options<'_>, out: &mut impl Write) -> Result<(), ExportError> {
    match format {
        Format::GraphMl => graphml::write(&view::View::of(graph, options), out)?,
        Format::Gexf => gexf::write(&view::View::of(graph, options), out)?,
        Format::Dot => dot::write(&view::View::of(graph, options), out)?,
        Format::Csv => csv::write_edges(&view::View::of(graph, options), out)?,
        Format::Neo4j => neo4j::write_edges(&view::View::of(graph, options), out)?,
        Format::Parquet => {
            return Err(ExportError::Format("parquet is several tables; name a folder for them with `-o`"));
        }
        Format::Svg => drop(draw(graph, options, MOST_DRAWN, out)?),
        Format::Html => drop(page(graph, options, MOST_IN_PAGE, out)?),
        Format::Turtle | Format::NTriples | Format::NQuads | Format::TriG | Format::JsonLd | Format::RdfXml => {
            rdf::write(&rdf::Source { graph, inferred: &[], format, options }, out)?;
        }
    }
    Ok(())
}

/// Draws the graph as SVG, with at most `limit` nodes: those with most to tell. Says how many are shown.
///
/// # Errors
/// When `out` fails.
pub fn draw(graph: &Graph, options: Options<'_>, limit: usize, out: &mut impl Write) -> Result<usize, ExportError> {
    let view = view::View::of(graph, options);
    let shown = select::main_nodes(&view, limit);
    svg::write(&scene::Scene::of(&view, &shown), out)?;
    Ok(shown.len())
}

/// Draws the graph as PNG, as [`draw`] does.
///
/// # Errors
/// When `out` fails, or the machine has no font.
#[cfg(feature = "png")]
pub fn png(graph: &Graph, options: Options<'_>, limit: usize, out: &mut impl Write) -> Result<usize, ExportError> {
    let mut drawing = Vec::new();
    let shown = draw(graph, options, limit, &mut drawing)?;
    png::write(&String::from_utf8_lossy(&drawing), out)?;
    Ok(shown)
}

/// Writes a page that shows the graph, with at most `limit` nodes, and lets one search it, drag it and read the sentences
/// behind each line; it needs nothing but itself. Says how many are shown.
///
/// # Errors
/// When `out` fails.
pub fn page(graph: &Graph, options: Options<'_>, limit: usize, out: &mut impl Write) -> Result<usize, ExportError> {
    let view = view::View::of(graph, options);
    let shown = select::main_nodes(&view, limit);
    html::write(&scene::Scene::of(&view, &shown), options.language, out)?;
    Ok(shown.len())
}

/// Writes the graph with what was inferred from it, whose quads are in a graph of their own.
///
/// # Errors
/// When `out` fails, or the format has no graphs that keep what is inferred apart.
pub fn write_inferred(
    graph: &Graph,
    inferred: &[Quad],
    format: Format,
    options: Options<'_>,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    if !format.has_graphs() {
        return Err(ExportError::NoGraphs(format.name()));
    }
    Ok(rdf::write(&rdf::Source { graph, inferred, format, options }, out)?)
}

/// Writes tables into a folder, which is made when it is missing: `nodes.csv` and `edges.csv` for Gephi, `nodes.csv` and
/// `relationships.csv` for Neo4j, or the tables of Parquet.
///
/// # Errors
/// When the folder cannot be made or written to.
pub fn write_tables(graph: &Graph, format: Format, options: Options<'_>, folder: &Path) -> Result<(), ExportError> {
    std::fs::create_dir_all(folder).map_err(|source| ExportError::Table { path: folder.to_owned(), source })?;
    let view = view::View::of(graph, options);
    if format == Format::Parquet {
        return parquet_tables(&view, folder);
    }
    if format == Format::Neo4j {
        table(&folder.join("nodes.csv"), |file| neo4j::write_nodes(&view, file))?;
        return table(&folder.join("relationships.csv"), |file| neo4j::write_edges(&view, file));
    }
    table(&folder.join("nodes.csv"), |file| csv::write_nodes(&view, file))?;
    table(&folder.join("edges.csv"), |file| csv::write_edges(&view, file))
}

#[cfg(feature = "parquet")]
fn parquet_tables(view: &view::View<'_>, folder: &Path) -> Result<(), ExportError> {
    table(&folder.join("nodes.parquet"), |file| parquet::write_nodes(view, file))?;
    table(&folder.join("edges.parquet"), |file| parquet::write_edges(view, file))?;
    table(&folder.join("evidence.parquet"), |file| parquet::write_evidence(view, file))
}

#[cfg(not(feature = "parquet"))]
fn parquet_tables(_: &view::View<'_>, _: &Path) -> Result<(), ExportError> {
    Err(ExportError::Format(
        "this tripel writes no Parquet; build it with `cargo build --release --features parquet`, or take csv",
    ))
}

fn table(path: &Path, write: impl FnOnce(&mut std::fs::File) -> std::io::Result<()>) -> Result<(), ExportError> {
    let written = std::fs::File::create(path).and_then(|mut file| write(&mut file));
    written.map_err(|source| ExportError::Table { path: path.to_owned(), source })
}
