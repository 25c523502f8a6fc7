//! The six formats of RDF, by the serializers of Oxigraph. Those without named graphs hold the union of all articles;
//! the statements that evidence speaks of are written as the options say.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};

use super::{EvidenceForm, Format, Options, jsonld, xml};
use crate::ground::Graph;
use crate::ground::vocabulary::PREFIXES;
use crate::store;

/// A kind of thing that is named so often gets a prefix.
const MANY: usize = 3;

/// Writes the graph, and with it what was `inferred`, in a format of RDF.
pub(super) fn write(
    graph: &Graph,
    inferred: &[Quad],
    format: Format,
    options: Options,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut quads = if options.evidence { store::quads(graph) } else { store::bare_quads(graph) };
    quads.extend(inferred.iter().cloned());
    if options.form != EvidenceForm::Rdf12 {
        quads = quads.into_iter().flat_map(|quad| options.form.express(quad)).collect();
    }
    if matches!(format, Format::Turtle | Format::NTriples | Format::RdfXml) {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    if format == Format::RdfXml {
        quads.iter_mut().for_each(clean);
    }
    quads.sort_by_cached_key(place);
    quads.dedup();
    match format {
        Format::Turtle => {
            let mut turtle = Vec::new();
            serialize(&quads, format, &mut turtle)?;
            write_spaced(&turtle, &headings(&quads, graph, options), out)
        }
        Format::JsonLd => jsonld::write(&quads, &used_prefixes(&quads), out),
        _ => serialize(&quads, format, out),
    }
}

/// What each subject is called, in their order; the empty name where nobody calls it anything.
fn headings(quads: &[Quad], graph: &Graph, options: Options) -> Vec<String> {
    let subjects = quads.chunk_by(|one, other| one.subject == other.subject).map(|said| &said[0].subject);
    let name = |subject: &NamedOrBlankNode| {
        let NamedOrBlankNode::NamedNode(iri) = subject else { return None };
        let node = graph.nodes.get(iri.as_str()).map(|node| node.label(options.language));
        let article = || graph.articles.get(iri.as_str())?.meta.title.as_deref();
        node.or_else(article).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    subjects.map(|subject| name(subject).unwrap_or_default()).collect()
}

/// Writes Turtle with an empty line before each subject, and its name: who knows that `wd:Q2283` is Microsoft? Line
/// breaks in literals are escaped, so that a line that is not indented begins a subject.
fn write_spaced(turtle: &[u8], headings: &[String], out: &mut impl Write) -> io::Result<()> {
    let mut headings = headings.iter();
    for line in turtle.split_inclusive(|&byte| byte == b'\n') {
        if !line.starts_with(b"\t") && !line.starts_with(b"@") {
            let heading = headings.next().filter(|heading| !heading.is_empty());
            let heading = heading.map(|heading| format!("# {heading}\n")).unwrap_or_default();
            write!(out, "\n{heading}")?;
        }
        out.write_all(line)?;
    }
    out.flush()
}

/// Takes out of a literal what XML cannot hold.
fn clean(quad: &mut Quad) {
    let Term::Literal(literal) = &quad.object else { return };
    let value = xml::clean(literal.value());
    if value.len() < literal.value().len() {
        quad.object = match literal.language() {
            Some(language) => Literal::new_language_tagged_literal_unchecked(value, language).into(),
            None => Literal::new_typed_literal(value, literal.datatype()).into(),
        };
    }
}

/// Where a quad stands: all about a subject together, its class first, as one would tell of it.
fn place(quad: &Quad) -> (String, String, bool, String, String) {
    let graph = match &quad.graph_name {
        GraphName::DefaultGraph => String::new(),
        name => name.to_string(),
    };
    let is_class = quad.predicate == rdf::TYPE;
    (graph, quad.subject.to_string(), !is_class, quad.predicate.as_str().to_owned(), quad.object.to_string())
}

fn serialize(quads: &[Quad], format: Format, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(rdf_format(format));
    for (prefix, space) in used_prefixes(quads) {
        serializer = serializer.with_prefix(prefix, space).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    quads.iter().try_for_each(|quad| serializer.serialize_quad(quad))?;
    serializer.finish()?.flush()
}

fn rdf_format(format: Format) -> RdfFormat {
    match format {
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::TriG => RdfFormat::TriG,
        Format::RdfXml => RdfFormat::RdfXml,
        _ => RdfFormat::Turtle,
    }
}

/// The prefixes that the quads have use for: those of the project, and one for each kind of thing that has many
/// (`company:` for what begins with `…/id/company/`).
fn used_prefixes(quads: &[Quad]) -> Vec<(String, String)> {
    let mut spaces: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |iri| *spaces.entry(namespace(iri)).or_default() += 1;
    for quad in quads {
        count(quad.predicate.as_str());
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            count(node.as_str());
        }
        match &quad.object {
            Term::NamedNode(node) => count(node.as_str()),
            Term::Literal(literal) => count(literal.datatype().as_str()),
            _ => {}
        }
    }
    let known = PREFIXES.into_iter().filter(|(_, space)| spaces.contains_key(space));
    let mut prefixes: BTreeMap<String, String> =
        known.map(|(prefix, space)| (prefix.to_owned(), space.to_owned())).collect();
    let known: Vec<String> = prefixes.values().cloned().collect();
    for (space, _) in
        spaces.into_iter().filter(|(space, count)| *count >= MANY && !known.iter().any(|own| own == space))
    {
        if let Some(prefix) = kind(space) {
            prefixes.entry(prefix.to_owned()).or_insert_with(|| space.to_owned());
        }
    }
    prefixes.into_iter().collect()
}

/// The last part of a namespace, where it is a word.
fn kind(space: &str) -> Option<&str> {
    let name = space.trim_end_matches('/').rsplit('/').next()?;
    let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_word && space.ends_with('/')).then_some(name)
}

/// The IRI up to the last `/` or `#`, that sign included.
fn namespace(iri: &str) -> &str {
    iri.rfind(['/', '#']).map_or(iri, |end| &iri[..=end])
}
