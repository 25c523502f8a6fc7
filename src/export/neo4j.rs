//! Tables for `neo4j-admin database import`. Their headers say which column is an id, which a label and which has numbers;
//! lists within a cell are parted by `;`, which is what the importer expects unless it is told otherwise.

use std::io::{self, Write};

use super::column::{self, Column, Kind};
use super::csv::write_row;
use super::view::{Edge, Node, View, local_name};

/// Writes the table of nodes.
pub(super) fn write_nodes(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let skipped = ["iri", "type", "first_seen", "last_seen"];
    let columns: Vec<_> = column::of_nodes(view).into_iter().filter(|column| !skipped.contains(&column.name)).collect();
    let mut table = ::csv::Writer::from_writer(out);
    let fixed = ["iri:ID", ":LABEL", "name", "first_seen:date", "last_seen:date"].map(str::to_owned);
    table.write_record(fixed.into_iter().chain(columns.iter().map(header)))?;
    for node in &view.nodes {
        write_row(&mut table, &first_of_node(node), node, &columns)?;
    }
    table.flush()
}

/// Writes the table of relationships.
pub(super) fn write_edges(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let skipped = ["first_seen", "last_seen"];
    let columns = column::of_edges(view.has_evidence()).into_iter();
    let columns: Vec<_> = columns.filter(|column| !skipped.contains(&column.name)).collect();
    let mut table = ::csv::Writer::from_writer(out);
    let fixed = [":START_ID", ":END_ID", ":TYPE", "name", "weight:int", "first_seen:date", "last_seen:date"];
    table.write_record(fixed.map(str::to_owned).into_iter().chain(columns.iter().map(header)))?;
    for edge in view.edges() {
        write_row(&mut table, &first_of_edge(edge), &edge, &columns)?;
    }
    table.flush()
}

fn header<R>(column: &Column<R>) -> String {
    match column.kind {
        Kind::Text => column.name.to_owned(),
        kind => format!("{}:{}", column.name, kind.neo4j()),
    }
}

fn first_of_node(node: &Node<'_>) -> Vec<String> {
    let mut labels: Vec<&str> = node.types.iter().map(|class| local_name(class)).collect();
    if labels.is_empty() {
        labels.push(node.class());
    }
    let [first, last] = days(node.seen.first, node.seen.last);
    vec![node.iri.to_owned(), labels.join(";"), node.label.to_string(), first, last]
}

fn first_of_edge(edge: Edge<'_>) -> Vec<String> {
    let seen = edge.seen();
    let [first, last] = days(seen.first, seen.last);
    let kind = local_name(&edge.statement.relation).to_owned();
    let ends = [edge.source.to_owned(), edge.target.to_owned(), kind, edge.label().into_owned()];
    ends.into_iter().chain([edge.weight().to_string(), first, last]).collect()
}

/// Neo4j knows no date that is only a month or a year: it gets the first and the last day.
fn days(first: Option<crate::text::CalendarDate>, last: Option<crate::text::CalendarDate>) -> [String; 2] {
    let first = first.map(|date| date.first_day().to_string());
    let last = last.map(|date| date.last_day().to_string());
    [first, last].map(Option::unwrap_or_default)
}
