//! Groups the names of an article: *Trump*, *US-Präsident Trump* and *Donald Trump* are one thing, so are *AWS* and
//! *Amazon Web Services*. Nothing is guessed across types: a person never joins a firm.

use std::collections::BTreeMap;

use super::{Chain, Chains};
use crate::lexicon::Lexicon;
use crate::recognize::{Mention, MentionKind, Mentions};
use crate::text::{Document, EntityType};

/// Chains of names alone; pronouns and descriptions come later.
pub(super) fn chains(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Chains {
    let named: Vec<(usize, &Mention, EntityType)> = named(mentions).collect();
    let acronyms = acronyms(document, &named);
    let keys: Vec<String> =
        named.iter().map(|(_, mention, kind)| key(&mention.name, *kind, lexicon, &acronyms)).collect();
    let full = full_names(&named, &keys);
    let mut groups: Groups = Vec::new();
    for ((number, mention, kind), key) in named.iter().zip(&keys) {
        let key = full.get(key).unwrap_or(key);
        match groups.iter_mut().find(|(other, family, _)| other == key && *family == Family::of(*kind)) {
            Some((_, _, members)) => members.push((*number, mention, *kind)),
            None => groups.push((key.clone(), Family::of(*kind), vec![(*number, mention, *kind)])),
        }
    }
    assemble(groups, lexicon)
}

type Groups<'a> = Vec<(String, Family, Vec<(usize, &'a Mention, EntityType)>)>;

fn named(mentions: &Mentions) -> impl Iterator<Item = (usize, &Mention, EntityType)> {
    mentions.mentions.iter().enumerate().filter_map(|(number, mention)| match mention.kind {
        MentionKind::Entity(kind) => Some((number, mention, kind)),
        _ => None,
    })
}

/// Types that one thing may have been given in different sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Person,
    Place,
    Thing,
}

impl Family {
    fn of(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Self::Person,
            kind if kind.is_place() => Self::Place,
            _ => Self::Thing,
        }
    }
}

/// What two names of one thing have in common: the German label of the gazetteer, the long form of an acronym that the
/// article itself gives, else the name.
fn key(name: &str, kind: EntityType, lexicon: &Lexicon, acronyms: &BTreeMap<String, String>) -> String {
    let name = acronyms.get(name).map_or(name, String::as_str);
    let entry =
        lexicon.gazetteer().candidates(name).into_iter().find(|entry| Family::of(entry.kind) == Family::of(kind));
    entry.map_or_else(|| parent(name, kind, lexicon), |entry| entry.label_de.clone())
}

/// *AWS China*, *AWS Greater China*: a firm's name with a country behind it stands for the firm there.
fn parent(name: &str, kind: EntityType, lexicon: &Lexicon) -> String {
    let whole = || name.to_owned();
    let Some((firm, region)) = name.split_once(' ').filter(|_| kind.is_organization()) else { return whole() };
    let country = region.split(' ').next_back().unwrap_or(region);
    let is_country = lexicon.gazetteer().find(country).is_some_and(|entry| entry.kind == EntityType::Country);
    let entry = lexicon.gazetteer().candidates(firm).into_iter().find(|entry| entry.kind == EntityType::Company);
    entry.filter(|_| is_country).map_or_else(whole, |entry| entry.label_de.clone())
}

/// *Amazon Web Services (AWS)*: short forms in brackets behind a name whose initials they are.
fn acronyms(document: &Document, named: &[(usize, &Mention, EntityType)]) -> BTreeMap<String, String> {
    let pairs = named.iter().zip(named.iter().skip(1));
    let bracketed = pairs.filter(|((_, long, _), (_, short, _))| {
        let gap = document.source.get(long.span.end as usize..short.span.start as usize).unwrap_or_default();
        gap.trim() == "(" && is_acronym(&short.name, &long.name)
    });
    bracketed.map(|((_, long, _), (_, short, _))| (short.name.clone(), long.name.clone())).collect()
}

fn is_acronym(short: &str, long: &str) -> bool {
    let initials: String = long.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    short.len() > 1 && initials.to_uppercase().contains(&short.to_uppercase())
}

/// The full name of each bare last name, where the article has exactly one person who bears it.
fn full_names(named: &[(usize, &Mention, EntityType)], keys: &[String]) -> BTreeMap<String, String> {
    let mut bearers: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for ((_, _, kind), key) in named.iter().zip(keys) {
        if *kind != EntityType::Person {
            continue;
        }
        let words: Vec<&str> = key.split(' ').collect();
        // Chinese and Korean names stand family name first: *Xi Jinping* is also *Xi*.
        if let [first, .., last] = words[..] {
            for part in [last, first] {
                let full = bearers.entry(part).or_default();
                if !full.contains(&key) {
                    full.push(key);
                }
            }
        }
    }
    let single = bearers.into_iter().filter(|(_, full)| full.len() == 1);
    single.map(|(part, full)| (part.to_owned(), full[0].clone())).collect()
}

fn assemble(groups: Groups<'_>, lexicon: &Lexicon) -> Chains {
    let mut chains = Chains::default();
    for (key, _, members) in groups {
        let number = chains.chains.len();
        for (mention, ..) in &members {
            chains.of_mention.insert(*mention, number);
        }
        chains.chains.push(Chain {
            name: fullest(&key, &members, lexicon),
            kind: commonest(&members),
            mentions: members.iter().map(|(mention, ..)| *mention).collect(),
        });
    }
    chains
}

/// The label of the gazetteer if it knows the thing, else the longest name in the text.
fn fullest(key: &str, members: &[(usize, &Mention, EntityType)], lexicon: &Lexicon) -> String {
    if lexicon.gazetteer().find(key).is_some_and(|entry| entry.label_de == key) {
        return key.to_owned();
    }
    let names = members.iter().map(|(_, mention, _)| &mention.name);
    names.max_by_key(|name| (name.chars().count(), std::cmp::Reverse((*name).clone()))).cloned().unwrap_or_default()
}

/// The type most of the mentions have; of two as common, the finer one, which stands later in the list of types.
fn commonest(members: &[(usize, &Mention, EntityType)]) -> EntityType {
    let mut counts: BTreeMap<EntityType, usize> = BTreeMap::new();
    for (_, _, kind) in members {
        *counts.entry(*kind).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(kind, count)| (*count, *kind != EntityType::Other, *kind));
    most.map_or(EntityType::Other, |(kind, _)| kind)
}
