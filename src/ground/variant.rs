//! Spellings of one name that its normal form still tells apart: *Deep Seek* and `DeepSeek`, *Müller & Söhne* and *Müller und
//! Söhne*, *Harry K. Coker* and *Harry Coker*, *J. Müller-Kaler* where only one Müller-Kaler has that initial.
//!
//! Leaves alone: what differs by a letter (*Siemons*, *Siemens*); `tripel entities --duplicates` shows it.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::{Cluster, Group, Key};
use super::known::known;
use crate::lexicon::{Lexicon, ListName};
use crate::text::Language;

/// Which clusters are spellings of others: of those that share a form the most mentioned stays, of equals the first.
pub(super) fn variants(clusters: &BTreeMap<Key, Cluster>, lexicon: &Lexicon) -> BTreeMap<Key, Key> {
    let mut by_form: BTreeMap<(Group, String), Vec<&Key>> = BTreeMap::new();
    for key in clusters.keys() {
        by_form.entry((key.0, compact(&key.1, key.0, lexicon))).or_default().push(key);
    }
    let same = by_form.into_iter().filter(|((_, form), keys)| keys.len() > 1 && !form.is_empty());
    let mut moved: BTreeMap<Key, Key> = same.flat_map(|(_, keys)| to_one(&keys, clusters, lexicon)).collect();
    moved.extend(initials(clusters));
    moved
}

/// A name as one word, without *und* and *and*, without the middle initials of people.
pub(super) fn compact(normal: &str, group: Group, lexicon: &Lexicon) -> String {
    let joins = |word: &str| Language::ALL.into_iter().any(|own| lexicon.list(ListName::Additive, own).contains(word));
    let words: Vec<&str> = normal.split(' ').collect();
    let counts = |(at, word): &(usize, &&str)| {
        let middle = *at > 0 && at + 1 < words.len();
        !(middle && (joins(word) || group == Group::Person && word.chars().count() == 1))
    };
    words.iter().enumerate().filter(counts).map(|(_, word)| *word).collect()
}

/// All that share a form go to the most mentioned one. Where a gazetteer knows several of them, they are as many things.
fn to_one(keys: &[&Key], clusters: &BTreeMap<Key, Cluster>, lexicon: &Lexicon) -> Vec<(Key, Key)> {
    let known = keys.iter().filter(|key| known(key.0, &clusters[**key], lexicon).is_some());
    let known: Vec<&&Key> = known.collect();
    let most = keys.iter().max_by_key(|key| (clusters[**key].mentions, std::cmp::Reverse(**key)));
    let target = match known[..] {
        [] => most,
        [one] => Some(one),
        _ => None,
    };
    let Some(target) = target else { return Vec::new() };
    keys.iter().filter(|key| key != &target).map(|key| ((*key).clone(), (*target).clone())).collect()
}

/// *j mueller kaler* is the only person of that last name whose first name begins so.
fn initials(clusters: &BTreeMap<Key, Cluster>) -> BTreeMap<Key, Key> {
    let people = || clusters.keys().filter(|key| key.0 == Group::Person);
    let mut full: BTreeMap<(char, &str), BTreeSet<&Key>> = BTreeMap::new();
    for key in people() {
        if let Some((first, rest)) = key.1.split_once(' ').filter(|(first, _)| first.chars().count() > 1)
            && let Some(initial) = first.chars().next()
        {
            full.entry((initial, rest)).or_default().insert(key);
        }
    }
    let short = people().filter_map(|key| {
        let (first, rest) = key.1.split_once(' ').filter(|(first, _)| first.chars().count() == 1)?;
        let bearers = full.get(&(first.chars().next()?, rest)).filter(|bearers| bearers.len() == 1)?;
        Some((key.clone(), (*bearers.first()?).clone()))
    });
    short.collect()
}
