//! The language of Graphviz, for `dot -Tsvg`. Nodes without an edge are left out: a picture has no use for them.

use std::io::{self, Write};

use super::view::{Edge, Node, View};

/// Writes a network.
pub(super) fn write(view: &View, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "digraph tripel {{")?;
    writeln!(out, "  graph [rankdir=LR, overlap=false, splines=true, charset=\"UTF-8\"];")?;
    writeln!(out, "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];")?;
    writeln!(out, "  edge [fontname=\"Helvetica\", fontsize=9, color=\"#666666\"];")?;
    view.nodes.iter().filter(|node| node.degree > 0).try_for_each(|one| node(one, out))?;
    view.edges.iter().try_for_each(|one| edge(one, out))?;
    writeln!(out, "}}")
}

fn node(node: &Node, out: &mut impl Write) -> io::Result<()> {
    let (id, label, kind) = (quoted(&node.iri), quoted(&node.label), quoted(&node.kind));
    writeln!(out, "  {id} [label={label}, tooltip={kind}, fillcolor=\"{}40\", color=\"{0}\"];", node.color.hex())
}

fn edge(edge: &Edge, out: &mut impl Write) -> io::Result<()> {
    let (source, target) = (quoted(&edge.source), quoted(&edge.target));
    let (label, sentence) = (quoted(&edge.label), quoted(&edge.sentences.join(" | ")));
    // What is only planned or reported is told from what holds by its line.
    let style = if edge.asserted { "solid" } else { "dashed" };
    let (id, weight) = (&edge.id, edge.weight);
    writeln!(
        out,
        "  {source} -> {target} [id={id}, label={label}, tooltip={sentence}, weight={weight}, style={style}];"
    )
}

/// A quoted string of DOT, where only the quote and the backslash are special.
fn quoted(text: &str) -> String {
    let kept: String = text.chars().filter(|character| !character.is_control()).collect();
    format!("\"{}\"", kept.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_cannot_end_a_string() {
        assert_eq!(quoted("say \"a\\b\"\u{0}"), "\"say \\\"a\\\\b\\\"\"");
    }
}
