//! The evidence for programs that do not know triple terms. `r rdf:reifies <<( s p o )>>` of RDF 1.2 becomes an
//! `rdf:Statement` with subject, predicate and object, which every RDF library reads, or `s p o` in a graph called `r`.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::Format;

/// How a statement that evidence speaks of is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceForm {
    /// As a triple term of RDF 1.2.
    Rdf12,
    /// As an `rdf:Statement` of RDF 1.1.
    Reification,
    /// As the only triple of a graph that has the name of its evidence.
    NamedGraphs,
}

impl EvidenceForm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rdf12, Self::Reification, Self::NamedGraphs];

    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rdf12 => "rdf12",
            Self::Reification => "reification",
            Self::NamedGraphs => "named-graphs",
        }
    }

    /// The one that most programs read in a format: few know triple terms in RDF/XML and JSON-LD.
    #[must_use]
    pub fn usual(format: Format) -> Self {
        if matches!(format, Format::RdfXml | Format::JsonLd) { Self::Reification } else { Self::Rdf12 }
    }

    /// Whether a format can carry it.
    #[must_use]
    pub fn fits(self, format: Format) -> bool {
        match self {
            Self::Rdf12 => !matches!(format, Format::RdfXml | Format::JsonLd),
            Self::Reification => true,
            Self::NamedGraphs => matches!(format, Format::NQuads | Format::TriG | Format::JsonLd),
        }
    }

    /// The quad itself, or those that say the same without a triple term.
    pub(super) fn express(self, quad: Quad) -> Vec<Quad> {
        match (self, quad) {
            (Self::Reification, Quad { subject, object: Term::Triple(triple), graph_name, .. }) => {
                let part = |predicate: NamedNodeRef<'_>, object: Term| {
                    Quad::new(subject.clone(), predicate, object, graph_name.clone())
                };
                vec![
                    part(rdf::TYPE, rdf::STATEMENT.into()),
                    part(rdf::SUBJECT, triple.subject.into()),
                    part(rdf::PREDICATE, triple.predicate.into()),
                    part(rdf::OBJECT, triple.object),
                ]
            }
            (Self::NamedGraphs, Quad { subject, object: Term::Triple(triple), .. }) => {
                vec![triple.in_graph(graph_of(subject))]
            }
            (_, quad) => vec![quad],
        }
    }
}

/// The graph that has the name of a piece of evidence.
fn graph_of(evidence: NamedOrBlankNode) -> GraphName {
    match evidence {
        NamedOrBlankNode::NamedNode(node) => node.into(),
        NamedOrBlankNode::BlankNode(node) => node.into(),
    }
}
