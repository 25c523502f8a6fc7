//! Turtle for the eyes: an empty line before each subject, and its name. Who knows that `wd:Q2283` is Microsoft?

use std::io::{self, Write};

use oxigraph::model::{NamedOrBlankNode, Quad, TripleRef};
use oxttl::TurtleSerializer;

use super::Options;
use super::rdf::Source;
use super::survey::Survey;
use crate::ground::Graph;

/// Writes the graph.
pub(super) fn write(source: &Source<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, space) in Survey::of(source)?.prefixes() {
        serializer = serializer.with_prefix(prefix, space).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.low_level();
    let mut text = Vec::new();
    source.each_thing(|quads| {
        text.clear();
        for quad in quads {
            let triple = TripleRef::new(&quad.subject, &quad.predicate, &quad.object);
            serializer.serialize_triple(triple, &mut text)?;
        }
        let (before, own) = text.split_at(start(&text));
        out.write_all(before)?;
        write!(out, "\n{}", heading(quads, source.graph, source.options))?;
        out.write_all(own)
    })?;
    serializer.finish(&mut *out)?;
    out.flush()
}

/// Where the subject begins: the prefixes stand before the first one, before the others what ends the one before.
fn start(text: &[u8]) -> usize {
    let lines = text.split_inclusive(|&byte| byte == b'\n');
    lines.take_while(|line| line.starts_with(b"@") || line.starts_with(b" .")).map(<[u8]>::len).sum()
}

/// What the subject is called, as a comment; nothing where nobody calls it anything.
fn heading(quads: &[Quad], graph: &Graph, options: Options<'_>) -> String {
    let Some(Quad { subject: NamedOrBlankNode::NamedNode(iri), .. }) = quads.first() else { return String::new() };
    let node = graph.nodes.get(iri.as_str()).map(|node| node.label(options.language));
    let article = || graph.articles.get(iri.as_str())?.meta.title.as_deref();
    let name = node.or_else(article).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    name.filter(|name| !name.is_empty()).map(|name| format!("# {name}\n")).unwrap_or_default()
}
