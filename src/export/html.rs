//! A page that shows the graph and needs nothing but itself: the picture of `svg`, with a script that lets one search,
//! zoom, drag and read the sentences behind each line.

use std::io::{self, Write};

use serde_json::json;

use super::scene::{Line, Scene};
use super::svg;
use super::xml;
use crate::text::Language;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
pub(super) fn write(scene: &Scene<'_, '_>, language: Language, out: &mut impl Write) -> io::Result<()> {
    let title = title(scene);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">", language.code())?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", xml::escaped(&title))?;
    writeln!(out, "<header><strong>{}</strong>", xml::escaped(&title))?;
    writeln!(out, "<input id=\"search\" type=\"search\" list=\"names\" placeholder=\"?\" aria-label=\"search\">")?;
    writeln!(out, "<datalist id=\"names\">{}</datalist></header>", names(scene))?;
    writeln!(out, "<main id=\"picture\">")?;
    svg::write(scene, out)?;
    writeln!(out, "</main>\n<aside id=\"told\" aria-live=\"polite\"></aside>")?;
    writeln!(out, "<script type=\"application/json\" id=\"edges\">{}</script>", embedded(&edges(scene)))?;
    writeln!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>")
}

/// The names of what has most edges: what the page is about.
fn title(scene: &Scene<'_, '_>) -> String {
    const NAMED: usize = 3;
    let mut boxes: Vec<_> = scene.boxes.iter().map(|one| one.node).collect();
    boxes.sort_by_key(|node| std::cmp::Reverse(node.degree));
    boxes.iter().take(NAMED).map(|node| node.label.as_ref()).collect::<Vec<_>>().join(" · ")
}

fn names(scene: &Scene<'_, '_>) -> String {
    let option = |label: &str| format!("<option value=\"{}\">", xml::escaped(label));
    let options: Vec<String> = scene.boxes.iter().map(|one| option(&one.node.label)).collect();
    options.concat()
}

fn edges(scene: &Scene<'_, '_>) -> serde_json::Value {
    scene
        .lines
        .iter()
        .flat_map(|line| line.edges.iter().map(move |edge| (line, edge)))
        .map(|(line, edge)| edge_of(line, *edge))
        .collect()
}

fn edge_of(line: &Line<'_>, edge: super::view::Edge<'_>) -> serde_json::Value {
    json!({
        "from": line.from,
        "to": line.to,
        "label": edge.label(),
        "asserted": edge.statement.asserted,
        "sources": edge.weight(),
        "sentences": edge.sentences(),
        "articles": edge.titles(),
        "modality": edge.modalities(),
        "seen": edge.seen().first.map(|date| date.to_string()),
    })
}

/// JSON within a page: nothing in it may end the element that it stands in.
fn embedded(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_can_end_the_script() {
        let text = embedded(&json!({ "label": "</script><b>\u{2028}" }));
        assert!(!text.contains('<') && !text.contains('\u{2028}'));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["label"], "</script><b>\u{2028}");
    }
}
