//! What the gazetteer knows about a thing of the articles. A brand is only believed where the article too sees a firm or
//! a product: brands are many and named like villages, people and common words.

use super::cluster::{Cluster, Group};
use crate::lexicon::{Entry, Lexicon, Source};

/// The entry of the gazetteer for a thing, by its full names, the most frequent first.
pub(super) fn known<'a>(group: Group, cluster: &Cluster, lexicon: &'a Lexicon) -> Option<&'a Entry> {
    let mut names: Vec<(&String, &u32)> = cluster.names.iter().collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    names.into_iter().find_map(|(name, _)| by_name(group, name, lexicon))
}

fn by_name<'a>(group: Group, name: &str, lexicon: &'a Lexicon) -> Option<&'a Entry> {
    let candidates = lexicon.gazetteer().candidates(name);
    let same = candidates.iter().find(|entry| Group::of(entry.kind) == group);
    same.or_else(|| candidates.iter().find(|entry| may_be(entry, group))).copied()
}

/// Whether a thing that the article takes for another kind may still be the entry.
fn may_be(entry: &Entry, group: Group) -> bool {
    let person = Group::of(entry.kind) == Group::Person || group == Group::Person;
    group == Group::Other || !person && entry.source != Source::Brand
}
