//! The six formats of RDF, by the serializers of Oxigraph. Those without named graphs hold the union of all articles;
//! the statements that evidence speaks of are written as the options say. The quads come thing by thing and are sorted
//! there, so that no more than what is said of one thing is held beside the graph.

use std::cmp::Ordering;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};

use super::survey::Survey;
use super::{EvidenceForm, Format, Options, jsonld, turtle, xml};
use crate::ground::Graph;
use crate::store;

/// What is written: a graph, and what was inferred from it.
pub(super) struct Source<'g> {
    /// The graph.
    pub(super) graph: &'g Graph,
    /// The quads that follow from it, in a graph of their own.
    pub(super) inferred: &'g [Quad],
    /// The format of RDF.
    pub(super) format: Format,
    /// What is wanted.
    pub(super) options: Options<'g>,
}

/// Writes the graph, and with it what was inferred, in a format of RDF.
pub(super) fn write(source: &Source<'_>, out: &mut impl Write) -> io::Result<()> {
    match source.format {
        Format::Turtle => turtle::write(source, out),
        Format::JsonLd => jsonld::write(source, out),
        _ => serialize(source, out),
    }
}

fn serialize(source: &Source<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(rdf_format(source.format));
    if matches!(source.format, Format::TriG | Format::RdfXml) {
        for (prefix, space) in Survey::of(source)?.prefixes() {
            serializer = serializer.with_prefix(prefix, space).map_err(io::Error::other)?;
        }
    }
    let mut serializer = serializer.for_writer(out);
    source.each_thing(|quads| quads.iter().try_for_each(|quad| serializer.serialize_quad(quad)))?;
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

impl Source<'_> {
    /// Gives what is said of a thing in a graph, sorted and each once; graph by graph where the format has them.
    pub(super) fn each_thing(&self, mut take: impl FnMut(&[Quad]) -> io::Result<()>) -> io::Result<()> {
        let evidence = self.options.evidence;
        if !self.format.has_graphs() {
            return store::each_thing(self.graph, evidence, |portion| self.give(portion, &mut take));
        }
        let own = store::Spaces::of(self.graph, evidence);
        let of_triples: &[Option<bool>] = match self.options.form {
            // What evidence speaks of goes into graphs of its own, which would cut that of the article in pieces.
            EvidenceForm::NamedGraphs => &[Some(false), Some(true)],
            _ => &[None],
        };
        for space in own.all() {
            for wanted in of_triples {
                own.each_thing(space, |portion| {
                    let speaks = |quad: &Quad| matches!(quad.object, Term::Triple(_));
                    portion.retain(|quad| wanted.is_none_or(|wanted| wanted == speaks(quad)));
                    self.give(portion, &mut take)
                })?;
            }
        }
        self.give(&mut self.inferred.to_vec(), &mut take)
    }

    /// Brings quads into the form that the format and the options want, and gives them subject by subject.
    fn give(&self, quads: &mut Vec<Quad>, take: &mut impl FnMut(&[Quad]) -> io::Result<()>) -> io::Result<()> {
        let Options { form, .. } = self.options;
        if form != EvidenceForm::Rdf12 {
            *quads = quads.drain(..).flat_map(|quad| form.express(quad)).collect();
        }
        if !self.format.has_graphs() {
            for quad in &mut *quads {
                quad.graph_name = GraphName::DefaultGraph;
            }
        }
        if self.format == Format::RdfXml {
            quads.iter_mut().for_each(clean);
        }
        quads.sort_unstable_by(compare);
        quads.dedup();
        let mut of_subjects =
            quads.chunk_by(|one, other| (&one.subject, &one.graph_name) == (&other.subject, &other.graph_name));
        of_subjects.try_for_each(take)
    }
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

/// All about a subject together, its class first, as one would tell of it.
fn compare(one: &Quad, other: &Quad) -> Ordering {
    let place = |quad: &Quad| quad.predicate != rdf::TYPE;
    graph(&one.graph_name)
        .cmp(graph(&other.graph_name))
        .then_with(|| subject(&one.subject).cmp(subject(&other.subject)))
        .then_with(|| place(one).cmp(&place(other)))
        .then_with(|| one.predicate.as_str().cmp(other.predicate.as_str()))
        .then_with(|| store::compare_terms(&one.object, &other.object))
}

fn graph(name: &GraphName) -> &str {
    match name {
        GraphName::DefaultGraph => "",
        GraphName::NamedNode(node) => node.as_str(),
        GraphName::BlankNode(node) => node.as_str(),
    }
}

fn subject(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}
