//! Tables with the column names that Gephi's import knows: `Id` and `Label`, `Source` and `Target`. What stands in `Kind`
//! keeps parallel edges apart; without it, Gephi joins them and adds up their weights.

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
        vec![source, target, "Directed".to_owned(), edge.kind(), edge.id(), label, weight]
    };
    let names = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"];
    table(&names, first, &column::of_edges(view.has_evidence()), view.edges(), out)
}

fn table<R, B: Borrow<R>>(
    names: &[&str],
    first: impl Fn(&R) -> Vec<String>,
    columns: &[Column<R>],
    rows: impl Iterator<Item = B>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(names.iter().copied().chain(columns.iter().map(|column| column.name)))?;
    for row in rows {
        let row = row.borrow();
        write_row(&mut table, &first(row), row, columns)?;
    }
    table.flush()
}

/// Writes a row: what comes first, then the cell of each column.
pub(super) fn write_row<R, W: Write>(
    table: &mut ::csv::Writer<W>,
    first: &[String],
    row: &R,
    columns: &[Column<R>],
) -> io::Result<()> {
    first.iter().try_for_each(|field| table.write_field(field))?;
    let mut cell = String::new();
    for column in columns {
        column.has(row, &mut cell);
        table.write_field(&cell)?;
    }
    Ok(table.write_record(None::<&[u8]>)?)
}
