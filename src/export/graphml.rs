//! `GraphML` as yEd, Cytoscape, networkx and Neo4j read it. The label is an attribute like any other there; the weight
//! of an edge is the number of independent sources.

use std::io::{self, Write};

use super::column::{self, Column, Kind, put};
use super::view::{Edge, Node, View};
use super::xml::Xml;

/// Writes a network.
pub(super) fn write(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Xml::begin(out);
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")]);
    graph(&mut xml, view)?;
    xml.close("graphml")?;
    xml.finish()
}

fn graph<W: Write>(xml: &mut Xml<'_, W>, view: &View<'_>) -> io::Result<()> {
    let nodes = keys("node", node_columns(view));
    let edges = keys("edge", edge_columns(view.has_evidence()));
    declare(xml, "node", &nodes);
    declare(xml, "edge", &edges);
    xml.open("graph", &[("id", "tripel"), ("edgedefault", "directed")]);
    let mut cell = String::new();
    for node in &view.nodes {
        xml.open("node", &[("id", node.iri)]);
        cells(xml, node, &nodes, &mut cell);
        xml.close("node")?;
    }
    for edge in view.edges() {
        xml.open("edge", &[("id", &edge.id()), ("source", edge.source), ("target", edge.target)]);
        cells(xml, &edge, &edges, &mut cell);
        xml.close("edge")?;
    }
    xml.close("graph")
}

fn node_columns<'g>(view: &View<'g>) -> Vec<Column<Node<'g>>> {
    let label = Column { name: "label", kind: Kind::Text, fill: |node: &Node<'_>, cell| cell.push_str(&node.label) };
    std::iter::once(label).chain(column::of_nodes(view)).collect()
}

fn edge_columns<'g>(evidence: bool) -> Vec<Column<Edge<'g>>> {
    let label = Column { name: "label", kind: Kind::Text, fill: |edge: &Edge<'_>, cell| cell.push_str(&edge.label()) };
    let weight = Column { name: "weight", kind: Kind::Real, fill: |edge: &Edge<'_>, cell| put(cell, edge.weight()) };
    [label, weight].into_iter().chain(column::of_edges(evidence)).collect()
}

/// A column with its id: the same name may stand for nodes and for edges, and ids are of the whole document.
struct Key<R> {
    id: String,
    column: Column<R>,
}

fn keys<R>(of: &str, columns: Vec<Column<R>>) -> Vec<Key<R>> {
    columns.into_iter().map(|column| Key { id: format!("{of}_{}", column.name), column }).collect()
}

fn declare<W: Write, R>(xml: &mut Xml<'_, W>, of: &str, keys: &[Key<R>]) {
    for Key { id, column } in keys {
        let kind = column.kind.graphml();
        xml.empty("key", &[("id", id), ("for", of), ("attr.name", column.name), ("attr.type", kind)]);
    }
}

fn cells<W: Write, R>(xml: &mut Xml<'_, W>, row: &R, keys: &[Key<R>], cell: &mut String) {
    for key in keys {
        if key.column.has(row, cell) {
            xml.filled("data", &[("key", &key.id)], cell);
        }
    }
}
