//! GEXF 1.3 as Gephi reads it: coloured by type, sized by rank, laid out, and on a time line where the dates of the
//! articles are known.

use std::io::{self, Write};

use super::column::{self, Column};
use super::layout::{Point, Pull, Size, layout};
use super::lettering::Lettering;
use super::view::{Edge, Node, Seen, View};
use super::xml::{self, Xml};
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::store::shorten;

/// Beyond so many nodes, Gephi lays them out faster than we do, and in parallel with whoever looks at it.
const MOST_LAID_OUT: usize = 20_000;
/// The diameters of the least and the most important node, in points.
const SMALLEST: f64 = 8.0;
const LARGEST: f64 = 50.0;
/// The size of the names in Gephi as it comes, in points.
const NAMES: f64 = 12.0;

/// Writes a network.
pub(super) fn write(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
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

fn graph<W: Write>(xml: &mut Xml<'_, W>, view: &View<'_>) -> io::Result<()> {
    let mut graph = xml.create_element("graph").with_attribute(("defaultedgetype", "directed"));
    if is_dated(view) {
        graph =
            graph.with_attributes([("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")]);
    }
    graph.write_inner_content(|xml| content(xml, view))?;
    Ok(())
}

/// Whether there is a time line: only articles with a date give one.
fn is_dated(view: &View<'_>) -> bool {
    view.nodes.iter().any(|node| node.seen.first.is_some()) || view.edges().any(|edge| edge.seen().first.is_some())
}

fn content<W: Write>(xml: &mut Xml<'_, W>, view: &View<'_>) -> io::Result<()> {
    let of_nodes = column::of_nodes(view);
    let of_edges = column::of_edges(view.has_evidence());
    attributes(xml, "node", &of_nodes)?;
    attributes(xml, "edge", &of_edges)?;
    let look = Look::of(view);
    xml.create_element("nodes").write_inner_content(|xml| {
        view.nodes.iter().enumerate().try_for_each(|(place, one)| node(xml, one, &look, place, &of_nodes))
    })?;
    xml.create_element("edges")
        .write_inner_content(|xml| view.edges().try_for_each(|one| edge(xml, &one, &of_edges)))?;
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

/// How large nodes are and where they stand.
struct Look {
    largest_rank: f64,
    places: Option<Vec<Point>>,
}

impl Look {
    fn of(view: &View<'_>) -> Self {
        let largest_rank = view.nodes.iter().map(|node| node.rank).fold(f64::MIN_POSITIVE, f64::max);
        let fits = view.nodes.len() <= MOST_LAID_OUT;
        Self { largest_rank, places: fits.then(|| places(view)) }
    }

    /// The diameter of a node; its area grows with its rank.
    fn size(&self, node: &Node<'_>) -> f64 {
        SMALLEST + (LARGEST - SMALLEST) * (node.rank / self.largest_rank).sqrt()
    }
}

/// The middles of the nodes, with room for their names.
fn places(view: &View<'_>) -> Vec<Point> {
    let sizes: Vec<Size> = view.nodes.iter().map(|node| Lettering::of(&node.label, NAMES).size()).collect();
    let pull = |(from, to): (u32, u32)| {
        let (one, other) = (from as usize, to as usize);
        Pull { one, other, weight: 1.0, length: 0.6 * (sizes[one].width + sizes[other].width) }
    };
    let pulls: Vec<Pull> = view.ends().into_iter().map(pull).collect();
    layout(&sizes, &pulls)
}

fn node<'g, W: Write>(
    xml: &mut Xml<'_, W>,
    node: &Node<'g>,
    look: &Look,
    place: usize,
    columns: &[Column<Node<'g>>],
) -> io::Result<()> {
    let (id, label) = (xml::clean(node.iri), xml::clean(&node.label));
    let element = xml.create_element("node").with_attributes([("id", id.as_str()), ("label", label.as_str())]);
    let element = element.with_attributes(interval(node.seen).iter().map(|(end, date)| (*end, date.as_str())));
    element.write_inner_content(|xml| {
        values(xml, node, columns)?;
        let [red, green, blue] = [node.color.red, node.color.green, node.color.blue].map(|part| part.to_string());
        let color = xml.create_element("viz:color");
        color.with_attributes([("r", red.as_str()), ("g", &green), ("b", &blue)]).write_empty()?;
        shape(xml, look.size(node), look.places.as_ref().and_then(|places| places.get(place)))
    })?;
    Ok(())
}

/// Writes where a node stands and how large it is. In Gephi, y grows upwards.
fn shape<W: Write>(xml: &mut Xml<'_, W>, size: f64, place: Option<&Point>) -> io::Result<()> {
    if let Some(place) = place {
        let [x, y] = [place.x, -place.y].map(|number| format!("{number:.1}"));
        let position = xml.create_element("viz:position");
        position.with_attributes([("x", x.as_str()), ("y", &y), ("z", "0.0")]).write_empty()?;
    }
    xml.create_element("viz:size").with_attribute(("value", format!("{size:.1}").as_str())).write_empty()?;
    Ok(())
}

fn edge<'g, W: Write>(xml: &mut Xml<'_, W>, edge: &Edge<'g>, columns: &[Column<Edge<'g>>]) -> io::Result<()> {
    let [source, target, label] = [edge.source, edge.target, &edge.label()].map(xml::clean);
    let kind = xml::clean(&shorten(&edge.statement.relation, DEFAULT_BASE));
    let (id, weight) = (edge.id(), edge.weight().to_string());
    // `kind` tells parallel edges apart; without it Gephi joins them into one.
    let element = xml.create_element("edge").with_attributes([
        ("id", id.as_str()),
        ("source", &source),
        ("target", &target),
        ("label", &label),
        ("kind", &kind),
        ("weight", &weight),
    ]);
    let element = element.with_attributes(interval(edge.seen()).iter().map(|(end, date)| (*end, date.as_str())));
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
