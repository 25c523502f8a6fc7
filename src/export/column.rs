//! The columns that describe nodes and edges, the same in `GraphML`, GEXF, CSV and Parquet. A cell that is not known is
//! left out. Cells are written one after another into the same room: a million edges have ten million of them.

use std::fmt::{Display, Write};

use super::view::{Edge, Node, View};
use crate::ground::Measure;

/// A column: its name, the type of its cells, and how a row fills it.
pub(super) struct Column<R> {
    /// Its name.
    pub(super) name: &'static str,
    /// The type of its cells.
    pub(super) kind: Kind,
    /// Writes the cell of a row behind what is there; nothing where it is not known.
    pub(super) fill: fn(&R, &mut String),
}

impl<R> Column<R> {
    /// Puts the cell of a row in place of what is there. Says whether it is known.
    pub(super) fn has(&self, row: &R, cell: &mut String) -> bool {
        cell.clear();
        (self.fill)(row, cell);
        !cell.is_empty()
    }

    /// The cell of a row, if it is known.
    #[cfg(feature = "parquet")]
    pub(super) fn cell(&self, row: &R) -> Option<String> {
        let mut cell = String::new();
        self.has(row, &mut cell).then_some(cell)
    }
}

/// Writes a number, a date or a truth value into a cell.
pub(super) fn put(cell: &mut String, value: impl Display) {
    // Writing to a string cannot fail.
    let _ = write!(cell, "{value}");
}

/// Writes what is known.
pub(super) fn put_known(cell: &mut String, value: Option<impl Display>) {
    if let Some(value) = value {
        put(cell, value);
    }
}

/// Writes several, parted by a sign.
pub(super) fn put_all(cell: &mut String, parts: impl IntoIterator<Item: AsRef<str>>, between: &str) {
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            cell.push_str(between);
        }
        cell.push_str(part.as_ref());
    }
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

const fn column<R>(name: &'static str, kind: Kind, fill: fn(&R, &mut String)) -> Column<R> {
    Column { name, kind, fill }
}

/// What is told of a node beside its IRI and its label.
pub(super) fn of_nodes<'g>(view: &View<'g>) -> Vec<Column<Node<'g>>> {
    let mut columns = vec![
        column("type", Kind::Text, |node: &Node<'_>, cell| cell.push_str(node.class())),
        column("degree", Kind::Integer, |node, cell| put(cell, node.degree)),
        column("pagerank", Kind::Real, |node, cell| put(cell, format_args!("{:.12}", node.rank))),
        column("mentions", Kind::Integer, |node, cell| put(cell, node.mentions)),
        column("first_seen", Kind::Text, |node, cell| put_known(cell, node.seen.first)),
        column("last_seen", Kind::Text, |node, cell| put_known(cell, node.seen.last)),
        column("iri", Kind::Text, |node, cell| cell.push_str(node.iri)),
    ];
    columns.extend(view.measures().into_iter().map(of_measure));
    columns
}

/// What a walk found and was written back.
fn of_measure<'g>(measure: Measure) -> Column<Node<'g>> {
    let fill: fn(&Node<'g>, &mut String) = match measure {
        Measure::PageRank => |node, cell| put_known(cell, node.measure(Measure::PageRank)),
        Measure::PersonalPageRank => |node, cell| put_known(cell, node.measure(Measure::PersonalPageRank)),
        Measure::Degree => |node, cell| put_known(cell, node.measure(Measure::Degree)),
        Measure::Betweenness => |node, cell| put_known(cell, node.measure(Measure::Betweenness)),
        Measure::Closeness => |node, cell| put_known(cell, node.measure(Measure::Closeness)),
        Measure::Community => |node, cell| put_known(cell, node.measure(Measure::Community)),
        Measure::Component => |node, cell| put_known(cell, node.measure(Measure::Component)),
        Measure::Knot => |node, cell| put_known(cell, node.measure(Measure::Knot)),
    };
    let kind = if measure.is_whole() { Kind::Integer } else { Kind::Real };
    column(measure.name(), kind, fill)
}

/// What is told of an edge beside its ends, its label and its weight; more with evidence.
pub(super) fn of_edges<'g>(evidence: bool) -> Vec<Column<Edge<'g>>> {
    let mut columns = vec![
        column("relation", Kind::Text, |edge: &Edge<'_>, cell| cell.push_str(&edge.statement.relation)),
        column("first_seen", Kind::Text, |edge, cell| put_known(cell, edge.seen().first)),
        column("last_seen", Kind::Text, |edge, cell| put_known(cell, edge.seen().last)),
        column("articles", Kind::Text, |edge, cell| put_all(cell, edge.titles(), "; ")),
        column("sentence", Kind::Text, |edge, cell| put_all(cell, edge.sentences(), " | ")),
    ];
    if evidence {
        columns.extend(of_evidence());
    }
    columns
}

fn of_evidence<'g>() -> [Column<Edge<'g>>; 5] {
    [
        column("asserted", Kind::Boolean, |edge: &Edge<'_>, cell| put(cell, edge.statement.asserted)),
        column("modality", Kind::Text, |edge, cell| put_all(cell, edge.modalities(), "; ")),
        column("polarity", Kind::Text, |edge, cell| put_all(cell, edge.polarities(), "; ")),
        column("speakers", Kind::Text, |edge, cell| put_all(cell, edge.speakers(), "; ")),
        column("confidence", Kind::Real, |edge, cell| put(cell, format_args!("{:.3}", edge.confidence()))),
    ]
}
