//! Groups the names of an article: *Trump*, *US-Präsident Trump* and *Donald Trump* are one thing, so are *AWS* and
//! *Amazon Web Services*. Nothing is guessed across types: a person never joins a firm.

use std::collections::BTreeMap;

use super::metonymy::StandIn;
use super::{Chain, Chains};
use crate::lexicon::Lexicon;
use crate::recognize::{Mention, MentionKind, Mentions};
use crate::text::{Document, EntityType};

/// Chains of names alone; pronouns and descriptions come later. A name that stands for another thing counts as that.
pub(super) fn chains(
    document: &Document,
    mentions: &Mentions,
    stand_ins: &BTreeMap<usize, StandIn>,
    lexicon: &Lexicon,
) -> Chains {
    let named: Vec<Named<'_>> = named(mentions, stand_ins).collect();
    let acronyms = acronyms(document, &named);
    let keys: Vec<String> = named.iter().map(|one| key(one.name, one.kind, lexicon, &acronyms)).collect();
    let full = full_names(&named, &keys);
    let mut groups: Groups<'_> = Vec::new();
    for (one, key) in named.iter().zip(&keys) {
        let key = full.get(key).unwrap_or(key);
        match groups.iter_mut().find(|(other, family, _)| other == key && *family == Family::of(one.kind)) {
            Some((_, _, members)) => members.push(*one),
            None => groups.push((key.clone(), Family::of(one.kind), vec![*one])),
        }
    }
    assemble(groups, lexicon)
}

/// A name of the text, as what it counts.
#[derive(Debug, Clone, Copy)]
struct Named<'a> {
    number: usize,
    mention: &'a Mention,
    name: &'a str,
    kind: EntityType,
}

type Groups<'a> = Vec<(String, Family, Vec<Named<'a>>)>;

fn named<'a>(mentions: &'a Mentions, stand_ins: &'a BTreeMap<usize, StandIn>) -> impl Iterator<Item = Named<'a>> + 'a {
    mentions.mentions.iter().enumerate().filter_map(|(number, mention)| {
        let MentionKind::Entity(kind) = mention.kind else { return None };
        let own = (mention.name.as_str(), kind);
        let (name, kind) = stand_ins.get(&number).map_or(own, |other| (other.name.as_str(), other.kind));
        Some(Named { number, mention, name, kind })
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
fn acronyms(document: &Document, named: &[Named<'_>]) -> BTreeMap<String, String> {
    let pairs = named.iter().zip(named.iter().skip(1));
    let bracketed = pairs.filter(|(long, short)| {
        let gap = long.mention.span.end as usize..short.mention.span.start as usize;
        document.source.get(gap).unwrap_or_default().trim() == "(" && is_acronym(short.name, long.name)
    });
    bracketed.map(|(long, short)| (short.name.to_owned(), long.name.to_owned())).collect()
}

fn is_acronym(short: &str, long: &str) -> bool {
    let initials: String = long.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    short.len() > 1 && initials.to_uppercase().contains(&short.to_uppercase())
}

/// The full name of each bare last name, where the article has exactly one person who bears it.
fn full_names(named: &[Named<'_>], keys: &[String]) -> BTreeMap<String, String> {
    let mut bearers: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (one, key) in named.iter().zip(keys) {
        if one.kind != EntityType::Person {
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
        for member in &members {
            chains.of_mention.insert(member.number, number);
        }
        chains.chains.push(Chain {
            name: fullest(&key, &members, lexicon),
            kind: commonest(&members),
            mentions: members.iter().map(|member| member.number).collect(),
        });
    }
    chains
}

/// The label of the gazetteer if it knows the thing, else the longest name in the text.
fn fullest(key: &str, members: &[Named<'_>], lexicon: &Lexicon) -> String {
    if lexicon.gazetteer().find(key).is_some_and(|entry| entry.label_de == key) {
        return key.to_owned();
    }
    let names = members.iter().map(|member| member.name);
    names.max_by_key(|name| (name.chars().count(), std::cmp::Reverse(*name))).unwrap_or_default().to_owned()
}

/// The type most of the mentions have; of two as common, the finer one, which stands later in the list of types.
fn commonest(members: &[Named<'_>]) -> EntityType {
    let mut counts: BTreeMap<EntityType, usize> = BTreeMap::new();
    for member in members {
        *counts.entry(member.kind).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(kind, count)| (*count, *kind != EntityType::Other, *kind));
    most.map_or(EntityType::Other, |(kind, _)| kind)
}
