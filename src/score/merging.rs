//! Measures how names of things that no gazetteer knows are put together: invented names of firms and people, each its own
//! thing, and spellings of some of them as articles write them. Tells the time, the memory and what was joined wrongly.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use super::report::Share;
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::ground::{Decisions, Naming, Ontology, things};
use crate::lexicon::Lexicon;
use crate::relate::{Entity, Facts, Form, Reading};
use crate::text::{EntityType, Language, Meta};

/// Of so many names one has a second spelling.
const ONE_IN: usize = 10;

/// Things an article names.
const AN_ARTICLE: usize = 20;

const ONSETS: [&str; 20] =
    ["B", "D", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "V", "W", "Br", "Kr", "St", "Tr", "Gl"];
const NUCLEI: [&str; 10] = ["a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au"];
const CODAS: [&str; 10] = ["n", "r", "l", "m", "rt", "nk", "ck", "lm", "rg", "nd"];
const GIVEN: [&str; 10] = ["Alma", "Bruno", "Clara", "Dora", "Emil", "Frieda", "Gustav", "Hanna", "Ida", "Jakob"];

/// What merging some names cost and gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MergingScore {
    /// How many things there are.
    pub names: usize,
    /// How many second spellings.
    pub spellings: usize,
    /// How long it took.
    pub time: Duration,
    /// The most memory that the process has held so far, in MiB, where the system tells.
    pub memory: Option<u64>,
    /// Of the pairs that share a node, those that are one thing.
    pub precision: Share,
    /// Of the second spellings, those that share a node with the first.
    pub recall: Share,
}

/// Measures a row of sizes.
#[must_use]
pub fn merging(sizes: &[usize], lexicon: &Lexicon, ontology: &Ontology) -> Vec<MergingScore> {
    sizes.iter().map(|&size| measure(size, lexicon, ontology)).collect()
}

fn measure(names: usize, lexicon: &Lexicon, ontology: &Ontology) -> MergingScore {
    let all: Vec<(usize, Entity)> = (0..names).flat_map(written).collect();
    // The spellings of a name stand far apart: each article takes every so many-th name.
    let stride = all.len().div_ceil(AN_ARTICLE);
    let readings: Vec<Reading> = (0..stride)
        .map(|start| reading(start, all.iter().skip(start).step_by(stride).map(|(_, entity)| entity.clone())))
        .collect();
    let decisions = Decisions::default();
    let start = Instant::now();
    let found = things(&readings, ontology, lexicon, Naming { base: DEFAULT_BASE, decisions: &decisions });
    let time = start.elapsed();
    let own = |(hash, number): &(String, usize)| {
        let article: usize = usize::from_str_radix(hash, 16).unwrap_or_default();
        all[article + number * stride].0
    };
    let nodes: Vec<Vec<usize>> = found.iter().map(|thing| thing.members.iter().map(own).collect()).collect();
    let (precision, recall) = shares(&nodes, names);
    MergingScore { names, spellings: all.len() - names, time, memory: memory(), precision, recall }
}

fn shares(nodes: &[Vec<usize>], names: usize) -> (Share, Share) {
    let (mut precision, mut recall) = (Share::default(), Share::default());
    let mut met: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, members) in nodes.iter().enumerate() {
        for (at, one) in members.iter().enumerate() {
            members[at + 1..].iter().for_each(|other| precision.count(one == other));
            met.entry(*one).or_default().push(node);
        }
    }
    for name in (0..names).filter(|name| name.is_multiple_of(ONE_IN)) {
        recall.count(met.get(&name).is_some_and(|nodes| nodes.len() == 2 && nodes[0] == nodes[1]));
    }
    (precision, recall)
}

/// A name, and for some a second spelling of it.
fn written(number: usize) -> Vec<(usize, Entity)> {
    let person = number % 3 == 1;
    let word = word(number);
    let (name, kind) = if person {
        (format!("{} {word}", GIVEN[number / 3 % GIVEN.len()]), EntityType::Person)
    } else {
        (format!("{word} {}", if number.is_multiple_of(2) { "Werke" } else { "Handel" }), EntityType::Company)
    };
    let second = number.is_multiple_of(ONE_IN).then(|| spelling(&name, person, number / ONE_IN));
    std::iter::once(name).chain(second).map(|name| (number, entity(name, kind))).collect()
}

/// A word of as many syllables as tell so many numbers apart.
pub(super) fn word(number: usize) -> String {
    let mut rest = number * 7919 % 16_000_000_000;
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(ONSETS[rest % 20]);
        rest /= 20;
        word.push_str(NUCLEI[rest % 10]);
        rest /= 10;
        word.push_str(CODAS[rest % 10]);
        rest /= 10;
    }
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// The name as other articles write it.
fn spelling(name: &str, person: bool, way: usize) -> String {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let spelled = |name: &str| name.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    match (person, way % 5) {
        (true, 0) => format!("{first} K. {rest}"),
        (_, 0) => format!("{name} GmbH"),
        (_, 1) => name.to_uppercase(),
        (_, 2) => spelled(name),
        (true, 3) => format!("{}. {rest}", &first[..1]),
        (_, 3) => format!("{first}{rest}"),
        (true, _) => format!("{name}s"),
        (false, _) => format!("{first}-{rest}"),
    }
}

fn entity(name: String, kind: EntityType) -> Entity {
    let form = Form { name: name.clone(), spans: Vec::new(), language: Language::German };
    Entity { name, kind, forms: vec![form] }
}

fn reading(number: usize, entities: impl Iterator<Item = Entity>) -> Reading {
    Reading {
        hash: format!("{number:016x}"),
        path: format!("{number}.txt"),
        version: String::new(),
        meta: Meta::default(),
        language: Language::German,
        source: String::new(),
        sentences: 0,
        facts: Facts { entities: entities.collect(), ..Facts::default() },
        diagnostics: Vec::new(),
    }
}

/// The most memory that the process has held, as Linux tells it.
pub(super) fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kibibytes| kibibytes / 1024)
}

/// The figures as a page.
#[derive(Debug, Clone, PartialEq)]
pub struct MergingReport(pub Vec<MergingScore>);

impl fmt::Display for MergingReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "# Merging of names\n\nWritten by `tripel score merging`, on one thread. Invented names of firms and people, each"
        )?;
        writeln!(
            formatter,
            "its own thing, and second spellings of one in ten: umlauts, capitals, legal forms, hyphens, initials, genitives.\n"
        )?;
        writeln!(
            formatter,
            "| names | spellings | time | a name | memory | precision | spellings joined |\n|---|---|---|---|---|---|---|"
        )?;
        for score in &self.0 {
            let all = score.names + score.spellings;
            let memory = score.memory.map_or_else(|| "-".to_owned(), |memory| format!("{memory} MiB"));
            writeln!(
                formatter,
                "| {} | {} | {:.2} s | {:.1} µs | {memory} | {} | {} |",
                score.names,
                score.spellings,
                score.time.as_secs_f64(),
                1e6 * score.time.as_secs_f64() / all as f64,
                score.precision,
                score.recall
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn invented_names_are_all_different() {
        let names: BTreeSet<String> = (0..50_000).flat_map(written).map(|(_, entity)| entity.name).collect();
        assert!(names.len() > 54_000, "{}", names.len());
    }

    #[test]
    fn spellings_are_joined_and_names_are_not() {
        let (lexicon, ontology) = (Lexicon::embedded(), Ontology::embedded().unwrap());
        let score = measure(2000, &lexicon, &ontology);
        assert!(score.precision.value() > 0.99 && score.recall.value() > 0.9, "{score:?}");
    }
}
