//! Triple terms of RDF 1.2 in the words of RDF 1.1: `r rdf:reifies <<( s p o )>>` becomes an `rdf:Statement` with
//! `rdf:subject`, `rdf:predicate` and `rdf:object`, which every RDF library reads.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, Quad, Term};

/// The quad itself, or the four that say the same without a triple term.
pub(super) fn reified(quad: Quad) -> Vec<Quad> {
    let Term::Triple(triple) = quad.object else { return vec![quad] };
    let (subject, graph) = (quad.subject, quad.graph_name);
    let part = |predicate: NamedNodeRef<'_>, object: Term| Quad::new(subject.clone(), predicate, object, graph.clone());
    vec![
        part(rdf::TYPE, rdf::STATEMENT.into()),
        part(rdf::SUBJECT, triple.subject.into()),
        part(rdf::PREDICATE, triple.predicate.into()),
        part(rdf::OBJECT, triple.object),
    ]
}
