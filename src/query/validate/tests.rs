//! Shapes against a sound graph and broken ones, and against the ontology that they follow from.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, NamedNode, Quad};

use super::*;
use crate::ground::Ontology;
use crate::ground::vocabulary::{OWL, SCHEMA, TRIPEL};
use crate::store::fixture::{self, CHINA, MICROSOFT};
use crate::store::quads;

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// The graph of the fixture, whose things are given the classes that they would have.
fn sound() -> Store {
    let mut graph = fixture::graph();
    let classes = [(MICROSOFT, "Organization"), (fixture::APPLE, "Organization"), (CHINA, "Country")];
    let more =
        [(fixture::VIETNAM, "Country"), (fixture::NIKKEI, "Organization"), (fixture::SHARE, "QuantitativeValue")];
    for (iri, class) in classes.into_iter().chain(more) {
        let node = graph.nodes.get_mut(iri).unwrap();
        node.types = vec![format!("{SCHEMA}{class}")];
        if class == "Country" {
            node.types.push(format!("{SCHEMA}Place"));
        }
    }
    let store = Store::new().unwrap();
    store.extend(quads(&graph).into_iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad })).unwrap();
    store
}

fn add(store: &Store, subject: &str, predicate: &str, object: impl Into<Term>) {
    let (subject, predicate) = (NamedNode::new(subject).unwrap(), NamedNode::new(predicate).unwrap());
    store.insert(&Quad::new(subject, predicate, object.into(), GraphName::DefaultGraph)).unwrap();
}

fn broken(store: &Store) -> Vec<(String, &'static str)> {
    let validation = validate(store, shapes()).unwrap();
    let name = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
    validation.violations.iter().map(|one| (name(&one.shape), one.component)).collect()
}

#[test]
fn a_sound_graph_keeps_every_rule() {
    let validation = validate(&sound(), shapes()).unwrap();
    assert_eq!(validation.violations, []);
    assert!(validation.constraints > 200, "{}", validation.constraints);
}

#[test]
fn a_second_name_in_a_language_is_told() {
    let store = sound();
    add(&store, CHINA, LABEL, Literal::new_language_tagged_literal_unchecked("Reich der Mitte", "de"));
    assert_eq!(broken(&store), [("shape-thing".to_owned(), "UniqueLangConstraintComponent")]);
}

#[test]
fn an_edge_that_breaks_domain_or_range_is_told() {
    let store = sound();
    add(&store, CHINA, &format!("{TRIPEL}bornIn"), NamedNode::new(MICROSOFT).unwrap());
    let class = "ClassConstraintComponent";
    assert_eq!(broken(&store), [("shape-of-bornIn".to_owned(), class), ("shape-of-bornIn".to_owned(), class)]);
}

#[test]
fn evidence_must_be_whole_and_within_bounds() {
    let store = sound();
    let evidence = "https://tripel.example/id/evidence/none";
    let source = NamedNode::new(fixture::FIRST).unwrap();
    add(&store, evidence, "http://www.w3.org/ns/prov#wasDerivedFrom", source);
    add(&store, evidence, &format!("{TRIPEL}confidence"), Literal::from(2));
    let found = broken(&store);
    assert!(found.iter().all(|(shape, _)| shape == "shape-evidence"));
    let missing = found.iter().filter(|(_, component)| *component == "MinCountConstraintComponent").count();
    assert_eq!(missing, 7, "sentence, two places, polarity, modality, pattern, spans: {found:?}");
    assert!(found.contains(&("shape-evidence".to_owned(), "MaxInclusiveConstraintComponent")));
}

#[test]
fn evidence_that_ends_before_it_begins_is_told() {
    let store = sound();
    let end = NamedNode::new("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex").unwrap();
    let quad = store.quads_for_pattern(None, Some(end.as_ref()), None, None).next().unwrap().unwrap();
    store.remove(&quad).unwrap();
    let none = Literal::new_typed_literal("0", oxigraph::model::vocab::xsd::NON_NEGATIVE_INTEGER);
    store.insert(&Quad { object: none.into(), ..quad }).unwrap();
    assert_eq!(broken(&store), [("shape-evidence".to_owned(), "SPARQLConstraintComponent")]);
}

#[test]
fn a_constraint_that_is_not_known_is_an_error() {
    let unknown =
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:s> a sh:NodeShape ; sh:targetClass <a:c> ; sh:xone () .";
    assert!(matches!(validate(&sound(), unknown), Err(ShapeError::Unknown(what)) if what.ends_with("xone")));
    assert!(matches!(validate(&sound(), "no turtle"), Err(ShapeError::Syntax(_))));
}

#[test]
fn shapes_follow_from_the_domains_and_ranges_of_the_ontology() {
    let ontology = Ontology::embedded().unwrap();
    let store = load(shapes()).unwrap();
    let asked: BTreeSet<String> = constraints(&store).unwrap().into_iter().map(|one| one.shape).collect();
    for (iri, relation) in ontology.relations() {
        let Some(name) = iri.strip_prefix(TRIPEL) else { continue };
        let narrow = |class: &Option<String>| class.as_deref().is_some_and(|class| class != format!("{OWL}Thing"));
        let expected = relation.domain.is_some() && (narrow(&relation.domain) || narrow(&relation.range));
        assert_eq!(asked.contains(&format!("{TRIPEL}shape-of-{name}")), expected, "{name}; run write_shapes.py");
    }
    let counts = constraints(&store).unwrap().iter().filter(|one| one.shape.contains("shape-of-")).count();
    let narrow = ontology.relations().filter(|(_, relation)| relation.domain.is_some());
    let ends = narrow.flat_map(|(_, relation)| [relation.domain.clone(), relation.range.clone()]);
    assert_eq!(counts, ends.flatten().filter(|class| *class != format!("{OWL}Thing")).count());
}
