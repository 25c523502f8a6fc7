//! Tables with the column names that Gephi's import knows: `Id` and `Label`, `Source` and `Target`.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::column::{self, Column};
use super::view::{Edge, Node, View};

/// Writes the table of nodes.
pub(super) fn write_nodes(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let first = |node: &Node<'_>| vec![node.iri.to_owned(), node.label.to_string()];
    // The IRI is the id already.
    let columns: Vec<_> = column::of_nodes(view).into_iter().filter(|column| column.name != "iri").collect();
    table(&["Id", "Label"], first, &columns, view.nodes.iter(), out)
}

/// Writes the table of edges.
pub(super) fn write_edges(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let first = |edge: &Edge<'_>| {
        let (source, target) = (edge.source.to_owned(), edge.target.to_owned());
        let (label, weight) = (edge.label().into_owned(), edge.weight().to_string());
        vec![source, target, "Directed".to_owned(), edge.id(), label, weight]
    };
    let names = ["Source", "Target", "Type", "Id", "Label", "Weight"];
    table(&names, first, &column::of_edges(view.has_evidence()), view.edges(), out)
}

fn table<R, B: Borrow<R>>(
    names: &[&str],
    first: impl Fn(&R) -> Vec<String>,
    columns: &[Column<R>],
    rows: impl Iterator<Item = B>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(names.iter().copied().chain(columns.iter().map(|column| column.name)))?;
    for row in rows {
        let row = row.borrow();
        let rest = columns.iter().map(|column| (column.cell)(row).unwrap_or_default());
        table.write_record(first(row).into_iter().chain(rest))?;
    }
    table.flush()
}
