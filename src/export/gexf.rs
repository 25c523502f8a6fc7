//! GEXF 1.3 as Gephi reads it: with colours by type, and on a time line where the dates of the articles are known.

use std::io::{self, Write};

use super::column::{self, Column};
use super::view::{Edge, Node, Seen, View};
use super::xml::{self, Xml};

/// Writes a network.
pub(super) fn write(view: &View, out: &mut impl Write) -> io::Result<()> {
    let mut xml = xml::document(out)?;
    let root = xml.create_element("gexf").with_attributes([
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("version", "1.3"),
    ]);
    root.write_inner_content(|xml| {
        xml.create_element("meta").write_inner_content(|xml| {
            xml.create_element("creator").write_text_content(quick_xml::events::BytesText::new("tripel"))?;
            Ok(())
        })?;
        graph(xml, view)
    })?;
    xml::finish(xml)
}

fn graph<W: Write>(xml: &mut Xml<'_, W>, view: &View) -> io::Result<()> {
    let mut graph = xml.create_element("graph").with_attribute(("defaultedgetype", "directed"));
    if is_dated(view) {
        graph =
            graph.with_attributes([("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")]);
    }
    graph.write_inner_content(|xml| content(xml, view))?;
    Ok(())
}

/// Whether there is a time line: only articles with a date give one.
fn is_dated(view: &View) -> bool {
    view.nodes.iter().any(|node| node.seen.first.is_some()) || view.edges.iter().any(|edge| edge.seen.first.is_some())
}

fn content<W: Write>(xml: &mut Xml<'_, W>, view: &View) -> io::Result<()> {
    let of_nodes = column::of_nodes();
    let of_edges = column::of_edges(view.evidence);
    attributes(xml, "node", &of_nodes)?;
    attributes(xml, "edge", &of_edges)?;
    xml.create_element("nodes")
        .write_inner_content(|xml| view.nodes.iter().try_for_each(|one| node(xml, one, &of_nodes)))?;
    xml.create_element("edges")
        .write_inner_content(|xml| view.edges.iter().try_for_each(|one| edge(xml, one, &of_edges)))?;
    Ok(())
}

fn attributes<W: Write, R>(xml: &mut Xml<'_, W>, class: &str, columns: &[Column<R>]) -> io::Result<()> {
    xml.create_element("attributes").with_attribute(("class", class)).write_inner_content(|xml| {
        for column in columns {
            let kind = column.kind.gexf();
            let attribute = xml.create_element("attribute").with_attribute(("id", column.name));
            attribute.with_attributes([("title", column.name), ("type", kind)]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn node<W: Write>(xml: &mut Xml<'_, W>, node: &Node, columns: &[Column<Node>]) -> io::Result<()> {
    let (id, label) = (xml::clean(&node.iri), xml::clean(&node.label));
    let element = xml.create_element("node").with_attributes([("id", id.as_str()), ("label", label.as_str())]);
    let element = element.with_attributes(interval(node.seen).iter().map(|(end, date)| (*end, date.as_str())));
    element.write_inner_content(|xml| {
        values(xml, node, columns)?;
        let [red, green, blue] = [node.color.red, node.color.green, node.color.blue].map(|part| part.to_string());
        let color = xml.create_element("viz:color");
        color.with_attributes([("r", red.as_str()), ("g", &green), ("b", &blue)]).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn edge<W: Write>(xml: &mut Xml<'_, W>, edge: &Edge, columns: &[Column<Edge>]) -> io::Result<()> {
    let [source, target, label] = [&edge.source, &edge.target, &edge.label].map(|text| xml::clean(text));
    let weight = edge.weight.to_string();
    // `kind` tells parallel edges apart; without it Gephi joins them into one.
    let element = xml.create_element("edge").with_attributes([
        ("id", edge.id.as_str()),
        ("source", &source),
        ("target", &target),
        ("label", &label),
        ("kind", &label),
        ("weight", &weight),
    ]);
    let element = element.with_attributes(interval(edge.seen).iter().map(|(end, date)| (*end, date.as_str())));
    element.write_inner_content(|xml| values(xml, edge, columns))?;
    Ok(())
}

/// From the first to the last day; a date that is no sharper than its month covers all of it.
fn interval(seen: Seen) -> Vec<(&'static str, String)> {
    let start = seen.first.map(|date| ("start", date.first_day().to_string()));
    let end = seen.last.map(|date| ("end", date.last_day().to_string()));
    start.into_iter().chain(end).collect()
}

fn values<W: Write, R>(xml: &mut Xml<'_, W>, row: &R, columns: &[Column<R>]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for column in columns {
            if let Some(cell) = (column.cell)(row) {
                let value = xml.create_element("attvalue").with_attribute(("for", column.name));
                value.with_attribute(("value", xml::clean(&cell).as_str())).write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
