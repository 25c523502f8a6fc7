//! What a picture shows and where: each node as a box with its name, and one line for all edges that lead from one
//! thing to another. What is linked to much is written larger.

use std::collections::BTreeMap;

use super::layout::{Point, Pull, Size, layout};
use super::lettering::{Lettering, width};
use super::view::{Edge, Node, View};

/// The size of the plainest name and of the largest, in points.
const PLAIN: f64 = 10.0;
const LARGEST: f64 = 22.0;
/// The size of the names of relations, in points.
pub(super) const SMALL: f64 = 8.0;
/// The room between a name and the border of its box.
const PADDING: Size = Size { width: 7.0, height: 4.0 };

/// A picture, laid out.
pub(super) struct Scene<'v, 'g> {
    /// The boxes.
    pub(super) boxes: Vec<Box<'v, 'g>>,
    /// The lines between them, by their places among the boxes.
    pub(super) lines: Vec<Line<'g>>,
    /// The room that all of it takes.
    pub(super) size: Size,
}

/// A node in a picture.
pub(super) struct Box<'v, 'g> {
    /// The node.
    pub(super) node: &'v Node<'g>,
    /// What its class is called.
    pub(super) class: String,
    /// Its name, set.
    pub(super) name: Lettering,
    /// Its middle.
    pub(super) place: Point,
    /// The room it takes.
    pub(super) size: Size,
}

/// All edges that lead from one node to another and hold alike.
pub(super) struct Line<'g> {
    /// Where it begins, among the boxes.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// The edges, in the order of the graph.
    pub(super) edges: Vec<Edge<'g>>,
}

impl Line<'_> {
    /// The names of its relations, each once.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.edges.iter().map(|edge| edge.label().into_owned()).collect();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    /// Whether an article asserts it.
    pub(super) fn asserted(&self) -> bool {
        self.edges.iter().any(|edge| edge.statement.asserted)
    }
}

impl<'v, 'g> Scene<'v, 'g> {
    /// The picture of the `shown` nodes, by their places in the view.
    pub(super) fn of(view: &'v View<'g>, shown: &[usize]) -> Self {
        let nodes: Vec<&Node<'_>> = shown.iter().map(|place| &view.nodes[*place]).collect();
        let lines = lines(view, &nodes);
        let most = nodes.iter().map(|node| node.degree).max().unwrap_or(1).max(1);
        let names: Vec<Lettering> = nodes.iter().map(|node| Lettering::of(&node.label, points(node, most))).collect();
        let sizes: Vec<Size> = names.iter().map(padded).collect();
        let places = layout(&sizes, &pulls(&lines, &sizes));
        let boxes = nodes.into_iter().zip(names).zip(sizes.iter().zip(places));
        let boxes: Vec<Box<'_, '_>> = boxes
            .map(|((node, name), (size, place))| Box { node, class: view.class_name(node), name, place, size: *size })
            .collect();
        let far = |end: fn(&Box<'_, '_>) -> f64| boxes.iter().map(end).fold(0.0, f64::max);
        let size = Size {
            width: far(|one| one.place.x + one.size.width / 2.0),
            height: far(|one| one.place.y + one.size.height / 2.0),
        };
        Self { boxes, lines, size }
    }
}

fn lines<'g>(view: &View<'g>, nodes: &[&Node<'g>]) -> Vec<Line<'g>> {
    let places: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(place, node)| (node.iri, place)).collect();
    let mut lines: BTreeMap<(usize, usize, bool), Vec<Edge<'g>>> = BTreeMap::new();
    for edge in view.edges() {
        if let (Some(&from), Some(&to)) = (places.get(edge.source), places.get(edge.target)) {
            lines.entry((from, to, !edge.statement.asserted)).or_default().push(edge);
        }
    }
    lines.into_iter().map(|((from, to, _), edges)| Line { from, to, edges }).collect()
}

/// Eyes compare areas: a thing with four times the edges is written twice as large.
fn points(node: &Node<'_>, most: u32) -> f64 {
    let share = (f64::from(node.degree.saturating_sub(1)) / f64::from(most)).sqrt();
    (PLAIN + (LARGEST - PLAIN) * share).round()
}

fn padded(name: &Lettering) -> Size {
    let Size { width, height } = name.size();
    Size { width: width + 2.0 * PADDING.width, height: height + 2.0 * PADDING.height }
}

/// A line must be so long that its words fit between its ends.
fn pulls(lines: &[Line<'_>], sizes: &[Size]) -> Vec<Pull> {
    let pull = |line: &Line<'_>| {
        let words = line.names().iter().map(|name| width(name, SMALL)).fold(0.0, f64::max);
        let ends = f64::midpoint(sizes[line.from].width, sizes[line.to].width);
        let weight = line.edges.iter().map(|edge| f64::from(edge.weight())).sum::<f64>().sqrt();
        Pull { one: line.from, other: line.to, weight, length: 36.0 + 0.65 * ends + 0.85 * words }
    };
    lines.iter().map(pull).collect()
}
