//! Which of a graph's places lie in which of its countries, as the gazetteer knows it. No article says so; it serves to
//! reason from, and is kept apart from what articles state.

use std::collections::BTreeMap;

use super::vocabulary::class_of;
use super::{Graph, Node, NodeKind};
use crate::lexicon::{Entry, Lexicon};
use crate::text::EntityType;

/// The IRIs of places and of the countries that they lie in, sorted; both are nodes of the graph.
#[must_use]
pub fn containment(graph: &Graph, lexicon: &Lexicon) -> Vec<(String, String)> {
    let places = places(graph);
    let iri = |entry: &Entry| node_of(entry, graph, &places);
    let countries = lexicon.gazetteer().entries().iter().filter(|entry| entry.kind == EntityType::Country);
    let countries: BTreeMap<&str, String> =
        countries.filter_map(|entry| Some((entry.country.as_deref()?, iri(entry)?))).collect();
    let inside = lexicon.gazetteer().entries().iter().filter(|entry| is_inside(entry.kind));
    let mut pairs: Vec<(String, String)> =
        inside.filter_map(|entry| Some((iri(entry)?, countries.get(entry.country.as_deref()?)?.clone()))).collect();
    pairs.sort();
    pairs.dedup_by(|one, other| one.0 == other.0);
    pairs
}

/// A part of the world (*Europa*) lies in no country; its entry has none.
fn is_inside(kind: EntityType) -> bool {
    matches!(kind, EntityType::City | EntityType::Region | EntityType::Facility | EntityType::Place)
}

/// The places of the graph by their class and each of their names.
fn places(graph: &Graph) -> BTreeMap<(&str, &str), &str> {
    let mut places = BTreeMap::new();
    let nodes = graph.nodes.iter().filter(|(_, node)| is_place(node));
    for (iri, node) in nodes {
        for label in &node.labels {
            places.entry((node.types.first().map_or("", String::as_str), label.text.as_str())).or_insert(iri.as_str());
        }
    }
    places
}

fn is_place(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Entity(kind) if kind.is_place())
}

/// An entry without an outside identifier is the node that has its class and name.
fn node_of(entry: &Entry, graph: &Graph, places: &BTreeMap<(&str, &str), &str>) -> Option<String> {
    match &entry.iri {
        Some(iri) => graph.nodes.contains_key(iri).then(|| iri.clone()),
        None => places.get(&(class_of(entry.kind).as_str(), entry.label_de.as_str())).map(|&iri| iri.to_owned()),
    }
}
