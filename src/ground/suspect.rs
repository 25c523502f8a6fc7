//! Things that may be one and were not put together, for people to decide: one name as two kinds of thing, names that
//! differ by a letter, a last name that several people bear.

use std::collections::{BTreeMap, BTreeSet};

use super::Thing;
use super::name::normal;
use crate::text::EntityType;

/// Names shorter than this differ by a letter too easily.
const SHORTEST: usize = 6;

/// Two things that may be one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspect {
    /// The IRI of the one.
    pub one: String,
    /// The IRI of the other.
    pub other: String,
    /// What speaks for it.
    pub why: Doubt,
}

/// What speaks for two things being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// They have one name, but are of different kinds.
    Kinds,
    /// Their names differ by one letter.
    Letter,
    /// One has the last name of the other, and of further people.
    LastName,
}

impl Doubt {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kinds => "one name, two kinds of thing",
            Self::Letter => "names that differ by a letter",
            Self::LastName => "a last name that several people bear",
        }
    }
}

/// All suspects, sorted.
#[must_use]
pub fn suspects(things: &[Thing]) -> Vec<Suspect> {
    let names: Vec<String> = things.iter().map(|thing| normal(&thing.name)).collect();
    let mut found = BTreeSet::new();
    let mut add = |one: usize, other: usize, why: Doubt| {
        let (one, other) = (one.min(other), one.max(other));
        found.insert(Suspect { one: things[one].iri.clone(), other: things[other].iri.clone(), why });
    };
    for same in groups(names.iter().enumerate().map(|(at, name)| (name.clone(), at))) {
        pairs(&same, |one, other| add(one, other, Doubt::Kinds));
    }
    letters(things, &names, |one, other| add(one, other, Doubt::Letter));
    last_names(things, &names, |one, other| add(one, other, Doubt::LastName));
    found.into_iter().collect()
}

fn groups(members: impl Iterator<Item = (String, usize)>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (name, at) in members {
        groups.entry(name).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn pairs(group: &[usize], mut tell: impl FnMut(usize, usize)) {
    for (at, one) in group.iter().enumerate() {
        for other in &group[at + 1..] {
            tell(*one, *other);
        }
    }
}

/// Names of one kind that differ by a letter. Each name is kept with one letter left out at every place, so that no name is
/// compared with all others; figures must be the same.
fn letters(things: &[Thing], names: &[String], mut tell: impl FnMut(usize, usize)) {
    let long = names.iter().enumerate().filter(|(_, name)| name.chars().count() >= SHORTEST);
    let shorter = long.flat_map(|(at, name)| {
        let cuts = name.char_indices().filter(|(_, letter)| letter.is_alphabetic());
        let cut = cuts.map(|(place, letter)| format!("{}{}", &name[..place], &name[place + letter.len_utf8()..]));
        cut.chain([name.clone()]).collect::<BTreeSet<_>>().into_iter().map(move |cut| (cut, at))
    });
    for group in groups(shorter) {
        pairs(&group, |one, other| {
            let kinds = things[one].kind == things[other].kind;
            if kinds && names[one] != names[other] && strsim::levenshtein(&names[one], &names[other]) == 1 {
                tell(one, other);
            }
        });
    }
}

fn last_names(things: &[Thing], names: &[String], mut tell: impl FnMut(usize, usize)) {
    let people = || (0..things.len()).filter(|&at| things[at].kind == EntityType::Person);
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in people() {
        if let Some((_, last)) = names[at].rsplit_once(' ') {
            bearers.entry(last).or_default().push(at);
        }
    }
    for at in people().filter(|&at| !names[at].contains(' ')) {
        bearers.get(names[at].as_str()).into_iter().flatten().for_each(|&other| tell(at, other));
    }
}
