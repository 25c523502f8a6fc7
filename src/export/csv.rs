//! Tables with the column names that Gephi's import knows: `Id` and `Label`, `Source` and `Target`.

use std::io::{self, Write};

use super::column::{self, Column};
use super::view::{Edge, Node, View};

/// Writes the table of nodes.
pub(super) fn write_nodes(view: &View, out: &mut impl Write) -> io::Result<()> {
    let first = |node: &Node| vec![node.iri.clone(), node.label.clone()];
    // The IRI is the id already.
    let columns: Vec<_> = column::of_nodes().into_iter().filter(|column| column.name != "iri").collect();
    table(&["Id", "Label"], first, &columns, &view.nodes, out)
}

/// Writes the table of edges.
pub(super) fn write_edges(view: &View, out: &mut impl Write) -> io::Result<()> {
    let first = |edge: &Edge| {
        let weight = edge.weight.to_string();
        vec![
            edge.source.clone(),
            edge.target.clone(),
            "Directed".to_owned(),
            edge.id.clone(),
            edge.label.clone(),
            weight,
        ]
    };
    let names = ["Source", "Target", "Type", "Id", "Label", "Weight"];
    table(&names, first, &column::of_edges(view.evidence), &view.edges, out)
}

fn table<R>(
    names: &[&str],
    first: impl Fn(&R) -> Vec<String>,
    columns: &[Column<R>],
    rows: &[R],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(names.iter().copied().chain(columns.iter().map(|column| column.name)))?;
    for row in rows {
        let rest = columns.iter().map(|column| (column.cell)(row).unwrap_or_default());
        table.write_record(first(row).into_iter().chain(rest))?;
    }
    table.flush()
}
