//! From the named things of the articles to nodes with IRIs: the gazetteer's where it knows the name, else one minted
//! from the normal form of the name and the kind.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::cluster::{Cluster, Group, Key, Member, Reason, clusters};
use super::known::known;
use super::name::{normal_firm, slug};
use super::vocabulary::class_of;
use super::{Label, Naming, Node, NodeKind, Ontology};
use crate::lexicon::{Entry, Lexicon};
use crate::relate::Reading;
use crate::text::Language;

/// The nodes of all named things, and which thing of which article is which node.
#[derive(Debug, Default)]
pub(super) struct Links {
    places: FxHashMap<Member, usize>,
    nodes: Vec<(String, Node)>,
}

impl Links {
    /// The IRI and the node of a thing of an article.
    pub(super) fn node(&self, member: Member) -> Option<(&str, &Node)> {
        let (iri, node) = self.nodes.get(*self.places.get(&member)?)?;
        Some((iri, node))
    }
}

/// A thing with its IRI in the making.
#[derive(Debug)]
pub(super) struct Identity<'a> {
    pub(super) group: Group,
    pub(super) cluster: Cluster,
    pub(super) known: Option<&'a Entry>,
}

/// The things of all readings by their IRIs.
pub(super) fn identities<'a>(
    readings: &[&Reading],
    lexicon: &'a Lexicon,
    naming: Naming<'_>,
) -> BTreeMap<String, Identity<'a>> {
    let mut identities: BTreeMap<String, Identity<'a>> = BTreeMap::new();
    for (key, mut cluster) in clusters(readings, lexicon) {
        let known = known(key.0, &cluster, lexicon);
        let iri = known.and_then(|entry| entry.iri.clone());
        let iri = iri.unwrap_or_else(|| mint(&key, &cluster, known, lexicon, naming.base));
        if let Some(same) = identities.get_mut(&iri) {
            cluster.note(Reason::Gazetteer);
            same.cluster.absorb(cluster);
        } else {
            identities.insert(iri, Identity { group: key.0, cluster, known });
        }
    }
    naming.decisions.apply(&mut identities, readings, naming.base);
    identities
}

/// Links the named things of all readings.
pub(super) fn link(readings: &[&Reading], ontology: &Ontology, lexicon: &Lexicon, naming: Naming<'_>) -> Links {
    let mut links = Links::default();
    for (iri, identity) in identities(readings, lexicon, naming) {
        let place = links.nodes.len();
        links.places.extend(identity.cluster.members.iter().map(|member| (*member, place)));
        links.nodes.push((iri, node(identity.group, &identity.cluster, identity.known, ontology)));
    }
    links
}

fn mint(key: &Key, cluster: &Cluster, known: Option<&Entry>, lexicon: &Lexicon, base: &str) -> String {
    let group = known.map_or(key.0, |entry| Group::of(entry.kind));
    let name = known.map_or_else(|| cluster.name(key.0), |entry| entry.label_de.as_str());
    format!("{base}{}/{}", group.name(), slug(&normal_firm(name, lexicon)))
}

pub(super) fn node(group: Group, cluster: &Cluster, known: Option<&Entry>, ontology: &Ontology) -> Node {
    let kind = known.map_or_else(|| cluster.kind(), |entry| entry.kind);
    let labels = known.map_or_else(|| vec![label(cluster.name(group), None)], labels);
    let aliases = known.map(|entry| entry.aliases.clone()).unwrap_or_default();
    Node {
        kind: NodeKind::Entity(kind),
        types: ontology.with_superclasses(&class_of(kind)),
        alt_labels: alt_labels(cluster, &labels, aliases),
        labels,
        same_as: Vec::new(),
        mentions: cluster.mentions,
        first_seen: cluster.seen.map(|(first, _)| first),
        last_seen: cluster.seen.map(|(_, last)| last),
        value: None,
    }
}

fn labels(entry: &Entry) -> Vec<Label> {
    if entry.label_de == entry.label_en {
        return vec![label(&entry.label_de, None)];
    }
    vec![label(&entry.label_de, Some(Language::German)), label(&entry.label_en, Some(Language::English))]
}

fn label(text: &str, language: Option<Language>) -> Label {
    Label { text: text.to_owned(), language }
}

/// Every form seen and every name known that is no label already.
fn alt_labels(cluster: &Cluster, labels: &[Label], aliases: Vec<String>) -> Vec<Label> {
    let seen = cluster.forms.iter().map(|(form, language)| Label { text: form.clone(), language: Some(*language) });
    let names = cluster.names.keys().cloned().chain(aliases).map(|text| Label { text, language: None });
    let taken: BTreeSet<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    let all: BTreeSet<Label> = seen.chain(names).filter(|label| !taken.contains(label.text.as_str())).collect();
    let tagged: BTreeSet<String> =
        all.iter().filter(|label| label.language.is_some()).map(|label| label.text.clone()).collect();
    all.into_iter().filter(|label| label.language.is_some() || !tagged.contains(&label.text)).collect()
}
