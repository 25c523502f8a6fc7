//! `GraphML` as yEd, Cytoscape, networkx and Neo4j read it. The label is an attribute like any other there; the weight
//! of an edge is the number of independent sources.

use std::io::{self, Write};

use quick_xml::events::BytesText;

use super::column::{self, Column, Kind};
use super::view::{Edge, Node, View};
use super::xml::{self, Xml};

/// Writes a network.
pub(super) fn write(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut xml = xml::document(out)?;
    let root = xml.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|xml| graph(xml, view))?;
    xml::finish(xml)
}

fn graph<W: Write>(xml: &mut Xml<'_, W>, view: &View<'_>) -> io::Result<()> {
    let nodes = node_columns(view);
    let edges = edge_columns(view.has_evidence());
    keys(xml, "node", &nodes)?;
    keys(xml, "edge", &edges)?;
    let graph = xml.create_element("graph").with_attributes([("id", "tripel"), ("edgedefault", "directed")]);
    graph.write_inner_content(|xml| {
        view.nodes.iter().try_for_each(|one| node(xml, one, &nodes))?;
        view.edges().try_for_each(|one| edge(xml, &one, &edges))
    })?;
    Ok(())
}

fn node_columns<'g>(view: &View<'g>) -> Vec<Column<Node<'g>>> {
    let label = Column { name: "label", kind: Kind::Text, cell: |node: &Node<'_>| Some(node.label.to_string()) };
    std::iter::once(label).chain(column::of_nodes(view)).collect()
}

fn edge_columns<'g>(evidence: bool) -> Vec<Column<Edge<'g>>> {
    let label = Column { name: "label", kind: Kind::Text, cell: |edge: &Edge<'_>| Some(edge.label().into_owned()) };
    let weight = Column { name: "weight", kind: Kind::Real, cell: |edge: &Edge<'_>| Some(edge.weight().to_string()) };
    [label, weight].into_iter().chain(column::of_edges(evidence)).collect()
}

fn keys<W: Write, R>(xml: &mut Xml<'_, W>, of: &str, columns: &[Column<R>]) -> io::Result<()> {
    for column in columns {
        let key = xml.create_element("key").with_attribute(("id", key(of, column).as_str()));
        let key = key.with_attributes([("for", of), ("attr.name", column.name), ("attr.type", column.kind.graphml())]);
        key.write_empty()?;
    }
    Ok(())
}

/// The id of a column: the same name may stand for nodes and for edges, and ids are of the whole document.
fn key<R>(of: &str, column: &Column<R>) -> String {
    format!("{of}_{}", column.name)
}

fn node<'g, W: Write>(xml: &mut Xml<'_, W>, node: &Node<'g>, columns: &[Column<Node<'g>>]) -> io::Result<()> {
    let element = xml.create_element("node").with_attribute(("id", xml::clean(node.iri).as_str()));
    element.write_inner_content(|xml| cells(xml, "node", node, columns))?;
    Ok(())
}

fn edge<'g, W: Write>(xml: &mut Xml<'_, W>, edge: &Edge<'g>, columns: &[Column<Edge<'g>>]) -> io::Result<()> {
    let (id, source, target) = (edge.id(), xml::clean(edge.source), xml::clean(edge.target));
    let ends = [("id", id.as_str()), ("source", &source), ("target", &target)];
    let element = xml.create_element("edge").with_attributes(ends);
    element.write_inner_content(|xml| cells(xml, "edge", edge, columns))?;
    Ok(())
}

fn cells<W: Write, R>(xml: &mut Xml<'_, W>, of: &str, row: &R, columns: &[Column<R>]) -> io::Result<()> {
    for column in columns {
        if let Some(cell) = (column.cell)(row) {
            let element = xml.create_element("data").with_attribute(("key", key(of, column).as_str()));
            element.write_text_content(BytesText::new(&xml::clean(&cell)))?;
        }
    }
    Ok(())
}
