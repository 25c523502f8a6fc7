//! The language of Graphviz, for `dot -Tsvg`; it is laid out so that the names stay readable. Nodes without an edge are
//! left out, and what leads from one thing to another is drawn as one line: a picture has no use for more.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::view::{Edge, Node, View};

/// The size of the names of relations, in points.
const SMALL: f32 = 8.0;

/// Writes a network.
pub(super) fn write(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "digraph tripel {{")?;
    writeln!(out, "  graph [layout=neato, overlap=vpsc, sep=\"+6\", pack=12, splines=true,")?;
    writeln!(out, "         outputorder=edgesfirst, charset=\"UTF-8\"];")?;
    writeln!(out, "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\",")?;
    writeln!(out, "        margin=\"0.08,0.04\", height=0.2, width=0.2];")?;
    writeln!(out, "  edge [fontname=\"Helvetica\", fontsize={SMALL}, fontcolor=\"#444444\",")?;
    writeln!(out, "        color=\"#999999\", arrowsize=0.6];")?;
    let nodes: BTreeMap<&str, &Node<'_>> = view.nodes.iter().map(|node| (node.iri, node)).collect();
    view.nodes.iter().filter(|node| node.degree > 0).try_for_each(|one| node(one, out))?;
    lines(view).values().try_for_each(|edges| line(edges, &nodes, out))?;
    writeln!(out, "}}")
}

fn node(node: &Node<'_>, out: &mut impl Write) -> io::Result<()> {
    let (id, label, kind) = (quoted(node.iri), quoted(&node.label), quoted(node.class()));
    let (size, fill, border) = (font_size(node), node.color.pale().hex(), node.color.hex());
    writeln!(
        out,
        "  {id} [label={label}, class={kind}, tooltip={kind}, fontsize={size}, fillcolor=\"{fill}\", color=\"{border}\"];"
    )
}

/// What is linked to much is written larger, up to twice as large.
fn font_size(node: &Node<'_>) -> f32 {
    10.0 + (3.0 * ((node.degree.max(1) as f32).sqrt() - 1.0)).round().min(12.0)
}

/// The edges by what they link, those that hold apart from those that do not.
fn lines<'g>(view: &View<'g>) -> BTreeMap<(&'g str, &'g str, bool), Vec<Edge<'g>>> {
    let mut lines: BTreeMap<_, Vec<Edge<'_>>> = BTreeMap::new();
    for edge in view.edges() {
        lines.entry((edge.source, edge.target, edge.statement.asserted)).or_default().push(edge);
    }
    lines
}

fn line(edges: &[Edge<'_>], nodes: &BTreeMap<&str, &Node<'_>>, out: &mut impl Write) -> io::Result<()> {
    let Some(first) = edges.first() else { return Ok(()) };
    let (source, target) = (quoted(first.source), quoted(first.target));
    let label = edges.iter().map(|edge| escaped(&edge.label())).collect::<Vec<_>>().join("\\n");
    let sentences = edges.iter().flat_map(|edge| edge.sentences()).map(|sentence| escaped(&sentence));
    let sentences = sentences.collect::<Vec<_>>().join("\\n");
    // What is only planned or reported is told from what holds by its line.
    let style = if first.statement.asserted { "solid" } else { "dashed" };
    let (id, length) = (first.id(), length(edges, nodes));
    writeln!(
        out,
        "  {source} -> {target} [id={id}, label=\"{label}\", tooltip=\"{sentences}\", len={length:.2}, style={style}];"
    )
}

/// How long a line must be for its words to fit between its ends, in inches.
fn length(edges: &[Edge<'_>], nodes: &BTreeMap<&str, &Node<'_>>) -> f32 {
    let words = edges.iter().map(|edge| width(&edge.label(), SMALL)).fold(0.0, f32::max);
    let ends = edges.first().map_or([None; 2], |edge| [edge.source, edge.target].map(|end| nodes.get(end)));
    let ends: f32 = ends.into_iter().flatten().map(|node| width(&node.label, font_size(node)) / 2.0).sum();
    0.4 + words + 0.8 * ends
}

/// About how wide the words are, in inches of 72 points.
fn width(words: &str, size: f32) -> f32 {
    words.chars().count() as f32 * 0.53 * size / 72.0
}

/// A quoted string of DOT.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// What may stand between the quotes of a string, where only the quote and the backslash are special.
fn escaped(text: &str) -> String {
    let kept: String = text.chars().filter(|character| !character.is_control()).collect();
    kept.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_cannot_end_a_string() {
        assert_eq!(quoted("say \"a\\b\"\u{0}"), "\"say \\\"a\\\\b\\\"\"");
    }
}
