//! The columns that describe nodes and edges, the same in `GraphML`, GEXF, CSV and Parquet. A cell that is not known is
//! left out.

use super::view::{Edge, Node, View};
use crate::ground::Measure;

/// A column: its name, the type of its cells, and how a row fills it.
pub(super) struct Column<R> {
    /// Its name.
    pub(super) name: &'static str,
    /// The type of its cells.
    pub(super) kind: Kind,
    /// The cell of a row.
    pub(super) cell: fn(&R) -> Option<String>,
}

/// The type of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Real,
    /// `true` or `false`.
    Boolean,
}

impl Kind {
    /// Its name in `GraphML`.
    pub(super) fn graphml(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "int",
            Self::Real => "double",
            Self::Boolean => "boolean",
        }
    }

    /// Its name in GEXF.
    pub(super) fn gexf(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            kind => kind.graphml(),
        }
    }

    /// Its name in the headers that Neo4j imports.
    pub(super) fn neo4j(self) -> &'static str {
        self.graphml()
    }
}

const fn column<R>(name: &'static str, kind: Kind, cell: fn(&R) -> Option<String>) -> Column<R> {
    Column { name, kind, cell }
}

/// What is told of a node beside its IRI and its label.
pub(super) fn of_nodes<'g>(view: &View<'g>) -> Vec<Column<Node<'g>>> {
    let mut columns = vec![
        column("type", Kind::Text, |node: &Node<'_>| Some(node.class().to_owned())),
        column("degree", Kind::Integer, |node| Some(node.degree.to_string())),
        column("pagerank", Kind::Real, |node| Some(format!("{:.12}", node.rank))),
        column("mentions", Kind::Integer, |node| Some(node.mentions.to_string())),
        column("first_seen", Kind::Text, |node| node.seen.first.map(|date| date.to_string())),
        column("last_seen", Kind::Text, |node| node.seen.last.map(|date| date.to_string())),
        column("iri", Kind::Text, |node| Some(node.iri.to_owned())),
    ];
    columns.extend(view.measures().into_iter().map(of_measure));
    columns
}

/// What a walk found and was written back.
fn of_measure<'g>(measure: Measure) -> Column<Node<'g>> {
    let cell: fn(&Node<'g>) -> Option<String> = match measure {
        Measure::PageRank => |node| score(node, Measure::PageRank),
        Measure::PersonalPageRank => |node| score(node, Measure::PersonalPageRank),
        Measure::Degree => |node| score(node, Measure::Degree),
        Measure::Betweenness => |node| score(node, Measure::Betweenness),
        Measure::Closeness => |node| score(node, Measure::Closeness),
        Measure::Community => |node| score(node, Measure::Community),
        Measure::Component => |node| score(node, Measure::Component),
        Measure::Knot => |node| score(node, Measure::Knot),
    };
    let kind = if measure.is_whole() { Kind::Integer } else { Kind::Real };
    column(measure.name(), kind, cell)
}

fn score(node: &Node<'_>, measure: Measure) -> Option<String> {
    node.measure(measure).map(|score| score.to_string())
}

/// What is told of an edge beside its ends, its label and its weight; more with evidence.
pub(super) fn of_edges<'g>(evidence: bool) -> Vec<Column<Edge<'g>>> {
    let mut columns = vec![
        column("relation", Kind::Text, |edge: &Edge<'_>| Some(edge.statement.relation.clone())),
        column("first_seen", Kind::Text, |edge| edge.seen().first.map(|date| date.to_string())),
        column("last_seen", Kind::Text, |edge| edge.seen().last.map(|date| date.to_string())),
        column("articles", Kind::Text, |edge| Some(edge.titles().join("; "))),
        column("sentence", Kind::Text, |edge| Some(edge.sentences().join(" | "))),
    ];
    if evidence {
        columns.extend(of_evidence());
    }
    columns
}

fn of_evidence<'g>() -> [Column<Edge<'g>>; 5] {
    [
        column("asserted", Kind::Boolean, |edge: &Edge<'_>| Some(edge.statement.asserted.to_string())),
        column("modality", Kind::Text, |edge| Some(edge.modalities().join("; "))),
        column("polarity", Kind::Text, |edge| Some(edge.polarities().join("; "))),
        column("speakers", Kind::Text, |edge| Some(edge.speakers().join("; ")).filter(|names| !names.is_empty())),
        column("confidence", Kind::Real, |edge| Some(format!("{:.3}", edge.confidence()))),
    ]
}
