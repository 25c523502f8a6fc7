//! Finds names and sentences by words. It reads the readings and not the graph, so that nothing has to be grounded or
//! indexed first; the articles of years are gone through in a moment.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::relate::Reading;
use crate::text::{CalendarDate, EntityType};

/// What words lose when they are compared: the endings of German and English nouns and adjectives, the longest first.
const INFLECTION: [&str; 7] = ["en", "em", "er", "es", "e", "n", "s"];
/// No word is cut shorter than this.
const LEAST_STEM: usize = 3;

/// What has the words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// Named things, the one in most articles first.
    pub things: Vec<ThingHit>,
    /// Sentences, those of the latest articles first.
    pub sentences: Vec<SentenceHit>,
}

/// A named thing that has the words in one of its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingHit {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// In how many articles it is.
    pub articles: u32,
}

/// A sentence that has the words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentenceHit {
    /// When the article was published.
    pub published: Option<CalendarDate>,
    /// Where the article was read from.
    pub path: String,
    /// Where the sentence begins, in bytes of the source.
    pub start: usize,
    /// The sentence, on one line.
    pub text: String,
}

/// Looks for words, in any order and inflection; what has all of them is a hit. `limit` is the most of each kind.
#[must_use]
pub fn search(readings: &[Reading], words: &str, limit: usize) -> Hits {
    let wanted: BTreeSet<String> = stems(words).collect();
    if wanted.is_empty() {
        return Hits::default();
    }
    let found: Vec<(Vec<Thing>, Vec<SentenceHit>)> =
        readings.par_iter().map(|reading| (things(reading, &wanted), sentences(reading, &wanted))).collect();
    let mut counts: BTreeMap<Thing, u32> = BTreeMap::new();
    let mut sentences = Vec::new();
    for (things, own) in found {
        for thing in things {
            *counts.entry(thing).or_default() += 1;
        }
        sentences.extend(own);
    }
    sentences.sort_by(|one, other| (Reverse(one.published), one).cmp(&(Reverse(other.published), other)));
    sentences.truncate(limit);
    let mut things: Vec<ThingHit> =
        counts.into_iter().map(|((name, kind), articles)| ThingHit { name, kind, articles }).collect();
    things.sort_by_key(|thing| Reverse(thing.articles));
    things.truncate(limit);
    Hits { things, sentences }
}

/// A name with its kind.
type Thing = (String, EntityType);

fn things(reading: &Reading, wanted: &BTreeSet<String>) -> Vec<Thing> {
    let named = |name: &str| has_all(name, wanted);
    let entities = reading.facts.entities.iter();
    let found = entities.filter(|entity| named(&entity.name) || entity.forms.iter().any(|form| named(&form.name)));
    found.map(|entity| (entity.name.clone(), entity.kind)).collect()
}

/// The sentences of a reading; where no fact tells where a sentence ends, the line.
fn sentences(reading: &Reading, wanted: &BTreeSet<String>) -> Vec<SentenceHit> {
    let facts: BTreeSet<_> = reading.facts.facts.iter().map(|fact| fact.sentence).collect();
    let mut hits = BTreeSet::new();
    let mut at = 0;
    for line in reading.source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !has_all(line, wanted) {
            continue;
        }
        let own = facts.iter().filter(|span| start <= span.start as usize && span.end as usize <= at);
        let own: Vec<(usize, &str)> = own.map(|span| (span.start as usize, span.of(&reading.source))).collect();
        let narrow: Vec<(usize, &str)> = own.into_iter().filter(|(_, text)| has_all(text, wanted)).collect();
        let found = if narrow.is_empty() { vec![(start, line)] } else { narrow };
        hits.extend(found.into_iter().map(|(start, text)| hit(reading, start, text)));
    }
    hits.into_iter().collect()
}

fn hit(reading: &Reading, start: usize, text: &str) -> SentenceHit {
    SentenceHit {
        published: reading.meta.published,
        path: reading.path.clone(),
        start,
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn has_all(text: &str, wanted: &BTreeSet<String>) -> bool {
    let mut missing: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    for stem in stems(text) {
        missing.remove(stem.as_str());
        if missing.is_empty() {
            return true;
        }
    }
    false
}

/// The words of a text as they are compared.
fn stems(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem)
}

/// A word in small letters, without accents and endings: *Erden*, *Erde* are `erd`.
fn stem(word: &str) -> String {
    let folded: String = word.to_lowercase().nfkd().filter(|letter| letter.is_alphanumeric()).collect();
    let mut stem = folded.as_str();
    while let Some(shorter) = INFLECTION.iter().find_map(|ending| stem.strip_suffix(ending)) {
        if shorter.chars().count() < LEAST_STEM {
            break;
        }
        stem = shorter;
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    fn texts(words: &str) -> Vec<String> {
        let sources = ["Der Abbau seltener Erden stockt.\nEs regnet.", "China liefert seltene Erden. Mehr nicht."];
        let readings = sources.map(|source| fixture::reading("a.txt", source));
        search(&readings, words, 10).sentences.into_iter().map(|hit| hit.text).collect()
    }

    #[test]
    fn words_are_found_in_any_order_and_inflection() {
        let both = ["China liefert seltene Erden. Mehr nicht.", "Der Abbau seltener Erden stockt."];
        assert_eq!(texts("seltene Erden"), both);
        assert_eq!(texts("ERDE selten"), both);
        assert_eq!(texts("seltene Erden Abbau"), both[1..]);
        assert_eq!(texts("seltene Vögel"), Vec::<String>::new());
        assert_eq!(texts("…"), Vec::<String>::new());
    }

    #[test]
    fn stems_are_the_same_for_all_forms() {
        for forms in [["seltene", "selten"], ["Erde", "Erden"], ["Häuser", "Haus"], ["Chips", "Chip"]] {
            assert_eq!(stem(forms[0]), stem(forms[1]));
        }
        assert_eq!(stem("USA"), "usa");
        assert_ne!(stem("Erde"), stem("Erdgas"));
    }
}
