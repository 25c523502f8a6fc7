//! Clusters of named things over all articles: *Trump* of one and *Donald Trump* of another become one thing where only
//! one can be meant. Clusters depend on the set of readings alone, never on their order.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::known::known;
use super::name::{normal, normal_firm};
use super::variant::variants;
use crate::lexicon::Lexicon;
use crate::relate::{Entity, Reading};
use crate::text::{CalendarDate, EntityType, Language};

/// A named thing of an article: the position of its reading, its position there.
pub(super) type Member = (usize, usize);

/// Kinds that are never told apart by name alone, and the first part of minted IRIs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Person,
    Organization,
    Place,
    Product,
    Event,
    Law,
    Other,
}

impl Group {
    pub(super) fn of(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Self::Person,
            EntityType::Place | EntityType::Country | EntityType::City | EntityType::Region | EntityType::Facility => {
                Self::Place
            }
            EntityType::Product => Self::Product,
            EntityType::Event => Self::Event,
            EntityType::Law => Self::Law,
            EntityType::Other => Self::Other,
            EntityType::Organization
            | EntityType::Company
            | EntityType::Medium
            | EntityType::Government
            | EntityType::Party
            | EntityType::University
            | EntityType::Ngo => Self::Organization,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Product => "product",
            Self::Event => "event",
            Self::Law => "law",
            Self::Other => "thing",
        }
    }
}

/// All that is known about one thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    /// Its full names with how often they stand.
    pub(super) names: BTreeMap<String, u32>,
    /// Every form with its languages.
    pub(super) forms: BTreeSet<(String, Language)>,
    /// Its kinds with how often they were seen.
    pub(super) kinds: BTreeMap<EntityType, u32>,
    /// Where it stands.
    pub(super) members: BTreeSet<Member>,
    /// How often the articles mention it.
    pub(super) mentions: u32,
    /// The dates of the first and the last article that mention it.
    pub(super) seen: Option<(CalendarDate, CalendarDate)>,
    /// Which names were put with it, and why.
    pub(super) because: BTreeSet<(String, Reason)>,
}

/// Why a name was put with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its normal form is the same.
    Spelling,
    /// The same name was seen as another kind of thing.
    Kind,
    /// It is a genitive.
    Genitive,
    /// It is another spelling: joined words, an initial.
    Variant,
    /// It is a further name of no other thing.
    FurtherName,
    /// A gazetteer has both names for one thing.
    Gazetteer,
    /// People decided so.
    Decision,
}

impl Reason {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Spelling => "the same but for spelling",
            Self::Kind => "the same name",
            Self::Genitive => "its genitive",
            Self::Variant => "another spelling",
            Self::FurtherName => "a further name of no other thing",
            Self::Gazetteer => "known under both names",
            Self::Decision => "decided",
        }
    }
}

impl Cluster {
    /// The name that it is known by: the one with most words of a person, else the most frequent; ties by the alphabet.
    pub(super) fn name(&self, group: Group) -> &str {
        let words = |name: &str| if group == Group::Person { name.split_whitespace().count() } else { 0 };
        let best = self.names.iter().max_by_key(|(name, count)| (words(name), **count, std::cmp::Reverse(*name)));
        best.map_or("", |(name, _)| name)
    }

    /// The kind seen most often; of a tie the finer one, which stands later in the list of kinds.
    pub(super) fn kind(&self) -> EntityType {
        let named = self.kinds.iter().filter(|(kind, _)| **kind != EntityType::Other);
        named.max_by_key(|(kind, count)| (**count, **kind)).map_or(EntityType::Other, |(kind, _)| *kind)
    }

    /// Notes why all its names are put with another thing.
    pub(super) fn note(&mut self, reason: Reason) {
        self.because.extend(self.names.keys().map(|name| (name.clone(), reason)));
    }

    /// Adds a thing of an article.
    fn add(&mut self, entity: &Entity, member: Member, reading: &Reading) {
        let mentions = entity.forms.iter().map(|form| form.spans.len() as u32).sum::<u32>().max(1);
        match self.names.get_mut(&entity.name) {
            Some(count) => *count += mentions,
            None => drop(self.names.insert(entity.name.clone(), mentions)),
        }
        self.forms.extend(entity.forms.iter().map(|form| (form.name.clone(), form.language)));
        *self.kinds.entry(entity.kind).or_default() += mentions;
        self.members.insert(member);
        self.mentions += mentions;
        self.seen = join(self.seen, reading.meta.published.map(|date| (date, date)));
    }

    pub(super) fn absorb(&mut self, other: Self) {
        for (name, count) in other.names {
            *self.names.entry(name).or_default() += count;
        }
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        self.forms.extend(other.forms);
        self.members.extend(other.members);
        self.because.extend(other.because);
        self.mentions += other.mentions;
        self.seen = join(self.seen, other.seen);
    }
}

/// A cluster's identity: its group and the normal form of its name.
pub(super) type Key = (Group, String);

/// The named things of all readings, merged where only one can be meant.
pub(super) fn clusters(readings: &[&Reading], lexicon: &Lexicon) -> BTreeMap<Key, Cluster> {
    let mut clusters = by_name(readings, lexicon);
    merge(&mut clusters, Reason::Kind, across_groups);
    merge(&mut clusters, Reason::Genitive, genitives);
    merge(&mut clusters, Reason::Variant, |clusters| variants(clusters, lexicon));
    merge(&mut clusters, Reason::FurtherName, |clusters| aliases(clusters, lexicon));
    clusters
}

fn by_name(readings: &[&Reading], lexicon: &Lexicon) -> BTreeMap<Key, Cluster> {
    let mut clusters: BTreeMap<Key, Cluster> = BTreeMap::new();
    // Few names stand in many articles.
    let mut forms: FxHashMap<&str, String> = FxHashMap::default();
    for (position, reading) in readings.iter().enumerate() {
        for (number, entity) in reading.facts.entities.iter().enumerate() {
            let form = forms.entry(&entity.name).or_insert_with(|| normal_firm(&entity.name, lexicon));
            let key = (Group::of(entity.kind), form.clone());
            if !key.1.is_empty() {
                clusters.entry(key).or_default().add(entity, (position, number), reading);
            }
        }
    }
    clusters
}

/// The cluster of one thing of one article.
pub(super) fn single(entity: &Entity, member: Member, reading: &Reading) -> Cluster {
    let mut cluster = Cluster::default();
    cluster.add(entity, member, reading);
    cluster
}

/// The span that covers both.
pub(super) fn join(
    left: Option<(CalendarDate, CalendarDate)>,
    right: Option<(CalendarDate, CalendarDate)>,
) -> Option<(CalendarDate, CalendarDate)> {
    match (left, right) {
        (Some(left), Some(right)) => Some((left.0.min(right.0), left.1.max(right.1))),
        (left, right) => left.or(right),
    }
}

/// Moves clusters into others as `find` says, all at once; of clusters that point at each other the first stays.
fn merge(
    clusters: &mut BTreeMap<Key, Cluster>,
    reason: Reason,
    find: impl Fn(&BTreeMap<Key, Cluster>) -> BTreeMap<Key, Key>,
) {
    let targets = find(clusters);
    for key in targets.keys() {
        let target = last(&targets, key);
        if target != *key
            && let Some(mut cluster) = clusters.remove(key)
        {
            cluster.note(reason);
            clusters.entry(target).or_default().absorb(cluster);
        }
    }
}

/// Follows the pointers to their end; in a ring, to its smallest key.
fn last(targets: &BTreeMap<Key, Key>, start: &Key) -> Key {
    let mut path = vec![start];
    while let Some(next) = targets.get(path[path.len() - 1]) {
        if let Some(ring) = path.iter().position(|key| *key == next) {
            return path[ring..].iter().min().map_or_else(|| start.clone(), |key| (*key).clone());
        }
        path.push(next);
    }
    path[path.len() - 1].clone()
}

/// One name as an organisation, a product and a thing of no known kind is one thing, as the most mentions say; people
/// and places keep apart from all but the unknown.
fn across_groups(clusters: &BTreeMap<Key, Cluster>) -> BTreeMap<Key, Key> {
    let mut by_name: BTreeMap<&str, Vec<(&Key, u32)>> = BTreeMap::new();
    for (key, cluster) in clusters {
        by_name.entry(&key.1).or_default().push((key, cluster.mentions));
    }
    by_name.into_values().filter(|same| same.len() > 1).flat_map(|same| one_thing(&same)).collect()
}

fn one_thing(same: &[(&Key, u32)]) -> Vec<(Key, Key)> {
    let apart = |key: &Key| matches!(key.0, Group::Person | Group::Place);
    let typed = most_mentioned(same, |key| key.0 != Group::Other);
    let joined = most_mentioned(same, |key| key.0 != Group::Other && !apart(key));
    let target = |key: &Key| if key.0 == Group::Other { typed } else { joined };
    let moved = same.iter().map(|(key, _)| *key).filter(|key| !apart(key));
    let pairs = moved.filter_map(|key| Some((key, target(key)?)));
    pairs.filter(|(key, other)| key != other).map(|(key, other)| (key.clone(), other.clone())).collect()
}

fn most_mentioned<'a>(same: &[(&'a Key, u32)], fits: impl Fn(&Key) -> bool) -> Option<&'a Key> {
    let fitting = same.iter().filter(|(key, _)| fits(key));
    fitting.max_by_key(|(key, count)| (*count, std::cmp::Reverse(*key))).map(|(key, _)| *key)
}

/// *Microsofts* is *Microsoft* if there is one.
fn genitives(clusters: &BTreeMap<Key, Cluster>) -> BTreeMap<Key, Key> {
    let base = |key: &Key| {
        let stem = key.1.strip_suffix(" s").or_else(|| key.1.strip_suffix('s')).filter(|stem| stem.len() > 3)?;
        Some((key.0, stem.to_owned())).filter(|base| clusters.contains_key(base))
    };
    clusters.keys().filter_map(|key| Some((key.clone(), base(key)?))).collect()
}

/// A thing whose name is a further name of exactly one other of its group is that other: *Trump*, *AWS*. What the
/// gazetteer knows is left alone: *Alibaba* is not *Alibaba Cloud*, though one article may say so for short.
fn aliases(clusters: &BTreeMap<Key, Cluster>, lexicon: &Lexicon) -> BTreeMap<Key, Key> {
    let mut owners: BTreeMap<Key, BTreeSet<&Key>> = BTreeMap::new();
    for (key, cluster) in clusters {
        for alias in further_names(key, cluster, lexicon) {
            owners.entry((key.0, alias)).or_default().insert(key);
        }
    }
    let only = |key: &Key| owners.get(key).filter(|owners| owners.len() == 1)?.first().copied();
    let unknown = clusters.iter().filter(|(key, cluster)| known(key.0, cluster, lexicon).is_none());
    unknown.filter_map(|(key, _)| Some((key.clone(), only(key)?.clone()))).collect()
}

/// The normal forms, other than its own, that may mean a thing; a person may be meant by the last name.
fn further_names(key: &Key, cluster: &Cluster, lexicon: &Lexicon) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = cluster.forms.iter().map(|(form, _)| normal_firm(form, lexicon)).collect();
    names.extend(cluster.names.keys().map(|name| normal(name)));
    if key.0 == Group::Person {
        names.extend(key.1.rsplit_once(' ').map(|(_, last)| last.to_owned()));
    }
    names.retain(|name| *name != key.1 && !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(group: Group, name: &str) -> Key {
        (group, name.to_owned())
    }

    #[test]
    fn rings_of_aliases_end_at_their_smallest_key() {
        let [first, second] = ["a", "b"].map(|name| key(Group::Person, name));
        let ring = BTreeMap::from([(first.clone(), second.clone()), (second.clone(), first.clone())]);
        assert_eq!(last(&ring, &first), first);
        assert_eq!(last(&ring, &second), first);
    }

    #[test]
    fn an_unknown_thing_joins_the_known_one_of_its_name() {
        let [unknown, firm, place] =
            [(Group::Other, "sinnet"), (Group::Organization, "sinnet"), (Group::Place, "sinnet")]
                .map(|(group, name)| key(group, name));
        let same = [(&unknown, 9), (&firm, 2), (&place, 1)];
        assert_eq!(one_thing(&same), [(unknown.clone(), firm.clone())]);
    }
}
