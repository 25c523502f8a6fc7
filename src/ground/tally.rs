//! What a set of readings comes to, in figures, without making the graph. Each reading is counted by itself, and a count
//! is used again as long as the reading is the same and its things are linked as they were.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::statement::{Ground, Growth, best};
use super::{Evidence, Naming, Node, NodeKind, Object, Ontology, prepare};
use crate::lexicon::Lexicon;
use crate::relate::Reading;

/// Tells a reading from every other: the checksum of its bytes.
pub type Mark = [u8; 32];

/// A reading with its mark.
pub type Marked = (Mark, Reading);

/// Stands for an IRI or for an edge: the first half of its SHA-256.
type Print = u128;

/// The counts of some readings, by the hash of the article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    shares: BTreeMap<String, Share>,
}

/// What one reading brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Share {
    mark: Mark,
    /// How the things of the reading were linked.
    links: Print,
    gain: Gain,
}

/// What grows from one reading.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Gain {
    /// Its edges, and whether it asserts them.
    edges: Vec<(Print, bool)>,
    /// The named things that it speaks of.
    things: Vec<Print>,
    /// Its rejected facts, by the reason.
    rejected: BTreeMap<String, u32>,
}

/// The figures of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Statements that at least one article asserts.
    pub asserted: usize,
    /// Statements that are reified only.
    pub reified: usize,
    /// Named things.
    pub things: usize,
    /// Rejected facts, by the reason.
    pub rejected: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts readings, each with its mark and no two of one article. `before` is used for what has not changed; it must
    /// have been counted with the same ontology, lexicon and base.
    #[must_use]
    pub fn of(readings: &[Marked], ontology: &Ontology, lexicon: &Lexicon, naming: Naming<'_>, before: &Self) -> Self {
        let mut marked: Vec<&Marked> = readings.iter().collect();
        marked.sort_unstable_by(|one, other| one.1.hash.cmp(&other.1.hash));
        let sorted: Vec<&Reading> = marked.iter().map(|(_, reading)| reading).collect();
        let ground = prepare(&sorted, ontology, lexicon, naming);
        let count = |(position, (mark, reading)): (usize, &&Marked)| {
            let links = links_of(&ground, position, reading);
            let known = before.shares.get(&reading.hash).filter(|share| share.mark == *mark && share.links == links);
            let share =
                known.cloned().unwrap_or_else(|| Share { mark: *mark, links, gain: gain(&ground, position, reading) });
            (reading.hash.clone(), share)
        };
        let shares: Vec<(String, Share)> = marked.par_iter().enumerate().map(count).collect();
        Self { shares: shares.into_iter().collect() }
    }

    /// The figures of the graph of these readings.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut edges: FxHashMap<Print, bool> = FxHashMap::default();
        let mut things: BTreeSet<Print> = BTreeSet::new();
        let mut rejected: BTreeMap<String, usize> = BTreeMap::new();
        for Gain { edges: own, things: met, rejected: refused } in self.shares.values().map(|share| &share.gain) {
            for (edge, asserted) in own {
                *edges.entry(*edge).or_default() |= asserted;
            }
            things.extend(met);
            for (reason, count) in refused {
                *rejected.entry(reason.clone()).or_default() += *count as usize;
            }
        }
        let asserted = edges.values().filter(|asserted| **asserted).count();
        Totals { asserted, reified: edges.len() - asserted, things: things.len(), rejected }
    }
}

/// Tells how the things of the `position`-th reading are linked: all that its edges follow besides its facts.
fn links_of(ground: &Ground<'_>, position: usize, reading: &Reading) -> Print {
    let members = (0..reading.facts.entities.len()).map(|number| ground.links.node((position, number)));
    let words = members.map(|linked| linked.map_or(["", ""], |(iri, node)| [iri, kind_name(node)]));
    print(words.flatten())
}

/// What grows from a reading.
fn gain(ground: &Ground<'_>, position: usize, reading: &Reading) -> Gain {
    let mut growth = Growth::default();
    ground.add(&mut growth, position, reading);
    let is_named = |node: &Node| matches!(node.kind, NodeKind::Entity(_));
    let named = growth.nodes.into_iter().filter(|(_, node)| is_named(node));
    let mut things: Vec<Print> = named.map(|(iri, _)| print([iri.as_str()])).collect();
    things.sort_unstable();
    let edge = |((subject, relation, object), evidence): ((String, String, Object), Vec<Evidence>)| {
        (print_edge(&subject, &relation, &object), best(evidence).iter().any(|evidence| evidence.asserted))
    };
    let mut edges: Vec<(Print, bool)> = growth.edges.into_iter().map(edge).collect();
    edges.sort_unstable();
    Gain { edges, things, rejected: growth.rejected }
}

fn print_edge(subject: &str, relation: &str, object: &Object) -> Print {
    match object {
        Object::Node(iri) => print([subject, relation, iri]),
        Object::Text(text, language) => print([subject, relation, text, language.code()]),
    }
}

/// The classes of a named thing follow its kind.
fn kind_name(node: &Node) -> &str {
    node.types.first().map_or("", String::as_str)
}

/// What stands for some texts, one after the other.
fn print<'t>(texts: impl IntoIterator<Item = &'t str>) -> Print {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    }
    let digest: [u8; 32] = digest.finalize().into();
    digest.first_chunk().map_or(0, |half| Print::from_le_bytes(*half))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::ground::tests::{NAMES, concept, entity, fact, named, reading};
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::ground::{Decision, Decisions, Graph, ground_as, things};

    static GIVEN: LazyLock<(Lexicon, Ontology)> =
        LazyLock::new(|| (Lexicon::embedded(), Ontology::embedded().unwrap()));

    /// An article about some of the names, each of which does something to the next.
    fn article(at: usize, numbers: &[usize]) -> Reading {
        let entities = numbers.iter().map(|&number| entity(NAMES[number].0, NAMES[number].1)).collect();
        let lemmas = ["verlagern", "kritisieren", "Präsident", "übernehmen"];
        let facts = numbers.iter().enumerate().flat_map(|(place, number)| {
            let next = fact(named(place), lemmas[number % 4], None, named((place + 1) % numbers.len()));
            [next, fact(named(place), lemmas[at % 4], None, concept("Werk"))]
        });
        reading(&format!("{at:08}"), entities, facts.collect())
    }

    fn mark(reading: &Reading) -> Mark {
        Sha256::digest(format!("{reading:?}")).into()
    }

    fn totals(graph: &Graph) -> Totals {
        let asserted = graph.statements.iter().filter(|one| one.asserted).count();
        let is_named = |node: &&Node| matches!(node.kind, NodeKind::Entity(_));
        Totals {
            asserted,
            reified: graph.statements.len() - asserted,
            things: graph.nodes.values().filter(is_named).count(),
            rejected: graph.rejected.iter().map(|(reason, count)| (reason.clone(), *count as usize)).collect(),
        }
    }

    fn counted(readings: &[Reading], decisions: &Decisions, before: &Tally) -> Tally {
        let marked: Vec<Marked> = readings.iter().map(|reading| (mark(reading), reading.clone())).collect();
        let naming = Naming { base: DEFAULT_BASE, decisions };
        Tally::of(&marked, &GIVEN.1, &GIVEN.0, naming, before)
    }

    /// The figures are those of the graph, and the same whether anything was counted before or not.
    fn check(readings: &[Reading], decisions: &Decisions, before: &Tally) -> Result<Tally, TestCaseError> {
        let tally = counted(readings, decisions, before);
        prop_assert_eq!(&tally, &counted(readings, decisions, &Tally::default()));
        let graph = ground_as(readings, &GIVEN.1, &GIVEN.0, Naming { base: DEFAULT_BASE, decisions });
        prop_assert_eq!(tally.totals(), totals(&graph));
        Ok(tally)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn figures_are_those_of_the_graph_whatever_changes(
            chosen in proptest::collection::vec(proptest::collection::vec(0..NAMES.len(), 1..5), 2..7),
            other in proptest::collection::vec(0..NAMES.len(), 1..5),
        ) {
            let readings: Vec<Reading> = chosen.iter().enumerate().map(|(at, some)| article(at, some)).collect();
            let mut decisions = Decisions::default();
            let (last, rest) = readings.split_last().unwrap();
            let without = check(rest, &decisions, &Tally::default())?;
            let with = check(&readings, &decisions, &without)?;
            // An article that was read again, with other things in it.
            let again = [rest, &[article(readings.len() - 1, &other)]].concat();
            check(&again, &decisions, &with)?;
            let things = things(rest, &GIVEN.1, &GIVEN.0, Naming { base: DEFAULT_BASE, decisions: &decisions });
            let iris: Vec<&String> = things.iter().map(|thing| &thing.iri).collect();
            decisions.add(Decision::Same { one: iris[0].clone(), other: iris[iris.len() - 1].clone() });
            decisions.add(Decision::Apart { iri: iris[0].clone(), name: None, article: Some(last.hash.clone()) });
            let decided = check(&readings, &decisions, &with)?;
            prop_assert_eq!(check(&readings, &Decisions::default(), &decided)?, with);
        }
    }
}
