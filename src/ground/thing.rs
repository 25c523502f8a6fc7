//! The named things of a set of readings, each with its node and the articles that name it: what `tripel entities` lists
//! and what `tripel score entities` holds against people's lists. Things of which no fact speaks are among them.

use std::collections::BTreeMap;

use super::cluster::Reason;
use super::link::{Identity, identities};
use super::name::normal;
use super::{Decisions, NodeKind, Ontology, link};
use crate::lexicon::Lexicon;
use crate::relate::Reading;
use crate::text::{EntityType, Language};

/// What the IRIs of nodes follow besides the readings.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    /// What minted IRIs begin with; it ends in `/` or `#`.
    pub base: &'a str,
    /// What people decided.
    pub decisions: &'a Decisions,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The IRI of its node.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Its other names, seen or known.
    pub others: Vec<String>,
    /// How often the articles mention it.
    pub mentions: u32,
    /// Where it stands: the hash of an article and the position among the things of that article.
    pub members: Vec<(String, usize)>,
    /// The kinds that articles took it for, where they differ, with how often.
    pub kinds: Vec<(EntityType, u32)>,
    /// Which names were put with it, and why.
    pub because: Vec<(String, Reason)>,
}

impl Thing {
    /// Whether it has this name, spelling aside.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = normal(name);
        std::iter::once(&self.name).chain(&self.others).any(|own| normal(own) == wanted)
    }
}

/// The named things of readings, sorted by IRI.
#[must_use]
pub fn things(readings: &[Reading], ontology: &Ontology, lexicon: &Lexicon, naming: Naming<'_>) -> Vec<Thing> {
    let readings: BTreeMap<&str, &Reading> = readings.iter().map(|reading| (reading.hash.as_str(), reading)).collect();
    let readings: Vec<&Reading> = readings.into_values().collect();
    let identities = identities(&readings, lexicon, naming);
    identities.into_iter().map(|(iri, identity)| thing(iri, &identity, &readings, ontology)).collect()
}

fn thing(iri: String, identity: &Identity<'_>, readings: &[&Reading], ontology: &Ontology) -> Thing {
    let node = link::node(identity.group, &identity.cluster, identity.known, ontology);
    let cluster = &identity.cluster;
    let kinds = Some(&cluster.kinds).filter(|kinds| kinds.len() > 1);
    Thing {
        iri,
        name: node.label(Language::German).to_owned(),
        kind: if let NodeKind::Entity(kind) = node.kind { kind } else { EntityType::Other },
        others: node.alt_labels.iter().chain(&node.labels).map(|label| label.text.clone()).collect(),
        mentions: node.mentions,
        members: cluster.members.iter().map(|(at, number)| (readings[*at].hash.clone(), *number)).collect(),
        kinds: kinds.into_iter().flatten().map(|(kind, count)| (*kind, *count)).collect(),
        because: because(identity, node.label(Language::German)),
    }
}

/// The names that stand with a thing, each with the reason; what nothing else put there is a spelling.
fn because(identity: &Identity<'_>, name: &str) -> Vec<(String, Reason)> {
    let cluster = &identity.cluster;
    let told: BTreeMap<&str, Reason> = cluster.because.iter().map(|(name, reason)| (name.as_str(), *reason)).collect();
    let known = |other: &str| {
        let listed = identity.known.is_some_and(|entry| entry.name_of(other).is_some());
        if listed { Reason::Gazetteer } else { Reason::Spelling }
    };
    let others = cluster.names.keys().filter(|other| other.as_str() != name);
    others.map(|other| (other.clone(), told.get(other.as_str()).copied().unwrap_or_else(|| known(other)))).collect()
}
