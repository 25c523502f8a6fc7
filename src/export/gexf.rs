//! GEXF 1.3 as Gephi reads it: coloured by type, sized by rank, laid out, and on a time line where the dates of the
//! articles are known.

use std::io::{self, Write};

use super::column::{self, Column};
use super::layout::{Point, Pull, Size, layout};
use super::lettering::Lettering;
use super::view::{Edge, Node, Seen, View};
use super::xml::{Attribute, Xml};

/// Beyond so many nodes, Gephi lays them out faster than we do, and in parallel with whoever looks at it.
const MOST_LAID_OUT: usize = 20_000;
/// The diameters of the least and the most important node, in points.
const SMALLEST: f64 = 8.0;
const LARGEST: f64 = 50.0;
/// The size of the names in Gephi as it comes, in points.
const NAMES: f64 = 12.0;

/// Writes a network.
pub(super) fn write(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Xml::begin(out);
    let spaces = [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
    xml.open("gexf", &spaces);
    xml.open("meta", &[]);
    xml.filled("creator", &[], "tripel");
    xml.close("meta")?;
    let timed = [("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")];
    let timed = if is_dated(view) { &timed[..] } else { &[] };
    xml.open("graph", &[&[("defaultedgetype", "directed")], timed].concat());
    content(&mut xml, view)?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.finish()
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
    xml.open("nodes", &[]);
    view.nodes.iter().enumerate().try_for_each(|(place, one)| node(xml, one, &look, place, &of_nodes))?;
    xml.close("nodes")?;
    xml.open("edges", &[]);
    view.edges().try_for_each(|one| edge(xml, one, &of_edges))?;
    xml.close("edges")
}

fn attributes<W: Write, R>(xml: &mut Xml<'_, W>, class: &str, columns: &[Column<R>]) -> io::Result<()> {
    xml.open("attributes", &[("class", class)]);
    for column in columns {
        let kind = column.kind.gexf();
        xml.empty("attribute", &[("id", column.name), ("title", column.name), ("type", kind)]);
    }
    xml.close("attributes")
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
    let interval = Interval::of(node.seen);
    xml.open("node", &[&[("id", node.iri), ("label", &node.label)], &*interval.attributes()].concat());
    values(xml, node, columns)?;
    let [red, green, blue] = [node.color.red, node.color.green, node.color.blue].map(|part| part.to_string());
    xml.empty("viz:color", &[("r", &red), ("g", &green), ("b", &blue)]);
    shape(xml, look.size(node), look.places.as_ref().and_then(|places| places.get(place)));
    xml.close("node")
}

/// Writes where a node stands and how large it is. In Gephi, y grows upwards.
fn shape<W: Write>(xml: &mut Xml<'_, W>, size: f64, place: Option<&Point>) {
    if let Some(place) = place {
        let [x, y] = [place.x, -place.y].map(|number| format!("{number:.1}"));
        xml.empty("viz:position", &[("x", &x), ("y", &y), ("z", "0.0")]);
    }
    xml.empty("viz:size", &[("value", &format!("{size:.1}"))]);
}

fn edge<'g, W: Write>(xml: &mut Xml<'_, W>, edge: Edge<'g>, columns: &[Column<Edge<'g>>]) -> io::Result<()> {
    let (id, label, kind, weight) = (edge.id(), edge.label(), edge.kind(), edge.weight().to_string());
    let ends = [("id", id.as_str()), ("source", edge.source), ("target", edge.target)];
    // `kind` tells parallel edges apart; without it Gephi joins them into one.
    let told = [("label", &*label), ("kind", &kind), ("weight", &weight)];
    let interval = Interval::of(edge.seen());
    xml.open("edge", &[&ends, &told, &*interval.attributes()].concat());
    values(xml, &edge, columns)?;
    xml.close("edge")
}

/// From the first to the last day; a date that is no sharper than its month covers all of it.
struct Interval {
    start: Option<String>,
    end: Option<String>,
}

impl Interval {
    fn of(seen: Seen) -> Self {
        let start = seen.first.map(|date| date.first_day().to_string());
        Self { start, end: seen.last.map(|date| date.last_day().to_string()) }
    }

    fn attributes(&self) -> Vec<Attribute<'_>> {
        let start = self.start.as_deref().map(|start| ("start", start));
        start.into_iter().chain(self.end.as_deref().map(|end| ("end", end))).collect()
    }
}

fn values<W: Write, R>(xml: &mut Xml<'_, W>, row: &R, columns: &[Column<R>]) -> io::Result<()> {
    xml.open("attvalues", &[]);
    let mut cell = String::new();
    for column in columns {
        if column.has(row, &mut cell) {
            xml.empty("attvalue", &[("for", column.name), ("value", &cell)]);
        }
    }
    xml.close("attvalues")
}
