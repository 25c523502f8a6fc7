//! The six formats of RDF, by the serializers of Oxigraph. Those without named graphs hold the union of all articles;
//! the statements that evidence speaks of are written as the options say.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::{EvidenceForm, Format, Options, xml};
use crate::ground::Graph;
use crate::ground::vocabulary::PREFIXES;
use crate::store;

const REIFIES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");
const ACTIVITY: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#Activity");

/// Writes the graph, and with it what was `inferred`, in a format of RDF.
pub(super) fn write(
    graph: &Graph,
    inferred: &[Quad],
    format: Format,
    options: Options,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut quads = store::quads(graph);
    if !options.evidence {
        quads = without_evidence(quads);
    }
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
    if format == Format::Turtle {
        let mut turtle = Vec::new();
        serialize(&quads, format, &mut turtle)?;
        return write_spaced(&turtle, out);
    }
    serialize(&quads, format, out)
}

/// Writes Turtle with an empty line before each subject. Line breaks in literals are escaped, so that a line that is
/// not indented begins a subject.
fn write_spaced(turtle: &[u8], out: &mut impl Write) -> io::Result<()> {
    for line in turtle.split_inclusive(|&byte| byte == b'\n') {
        if !line.starts_with(b"\t") && !line.starts_with(b"@") {
            out.write_all(b"\n")?;
        }
        out.write_all(line)?;
    }
    out.flush()
}

/// The quads without reifiers and the activity that they name: what is left is what the articles assert, and what
/// things are called.
fn without_evidence(quads: Vec<Quad>) -> Vec<Quad> {
    let is_evidence = |quad: &&Quad| quad.predicate == REIFIES || is_activity(quad);
    let subjects: BTreeSet<String> = quads.iter().filter(is_evidence).map(|quad| quad.subject.to_string()).collect();
    quads.into_iter().filter(|quad| !subjects.contains(&quad.subject.to_string())).collect()
}

fn is_activity(quad: &Quad) -> bool {
    quad.predicate == rdf::TYPE && quad.object == Term::from(ACTIVITY)
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
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::RdfXml => RdfFormat::RdfXml,
        _ => RdfFormat::Turtle,
    }
}

/// The prefixes that the quads have use for.
fn used_prefixes(quads: &[Quad]) -> Vec<(&'static str, &'static str)> {
    let mut namespaces = BTreeSet::new();
    for quad in quads {
        namespaces.insert(namespace(quad.predicate.as_str()));
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            namespaces.insert(namespace(node.as_str()));
        }
        match &quad.object {
            Term::NamedNode(node) => namespaces.insert(namespace(node.as_str())),
            Term::Literal(literal) => namespaces.insert(namespace(literal.datatype().as_str())),
            _ => false,
        };
    }
    PREFIXES.into_iter().filter(|(_, space)| namespaces.contains(space)).collect()
}

/// The IRI up to the last `/` or `#`, that sign included.
fn namespace(iri: &str) -> &str {
    iri.rfind(['/', '#']).map_or(iri, |end| &iri[..=end])
}
