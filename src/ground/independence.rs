//! Which articles are one source: agency texts run in many papers with another headline or a sentence less, and such
//! near-copies count once. Texts are compared by `SimHash` (Charikar 2002) over runs of three words.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::vocabulary::article_iri;
use crate::relate::Reading;

/// How many words are one shingle.
const RUN: usize = 3;
/// Shorter texts are not compared: two short notes about one event say nearly the same without being copies.
const LEAST_WORDS: usize = 50;
/// Texts whose hashes differ in no more of their 64 bits are copies. Ten bits are an angle of 28°, nine tenths of the
/// shingles in common; articles about one event that are written apart differ in twenty bits and more.
const MOST_BITS: u32 = 10;

/// What the texts of articles look like, by the IRI of the article.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<String, u64>);

impl Sources {
    pub(super) fn of(readings: &[&Reading], base: &str) -> Self {
        let hashed = readings
            .par_iter()
            .filter_map(|reading| Some((article_iri(base, &reading.hash), fingerprint(&reading.source)?)));
        Self(hashed.collect::<Vec<_>>().into_iter().collect())
    }

    /// How many of the articles were written independently of each other; each of them is named once.
    pub(super) fn independent(&self, articles: &[&str]) -> u32 {
        let hashes: Vec<Option<u64>> = articles.iter().map(|article| self.0.get(*article).copied()).collect();
        let mut groups: Vec<usize> = (0..hashes.len()).collect();
        for one in 0..hashes.len() {
            for other in 0..one {
                if are_copies(hashes[one], hashes[other]) {
                    let (from, to) = (groups[one], groups[other]);
                    groups.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
                }
            }
        }
        groups.sort_unstable();
        groups.dedup();
        groups.len() as u32
    }
}

fn are_copies(one: Option<u64>, other: Option<u64>) -> bool {
    one.zip(other).is_some_and(|(one, other)| simhash::hamming_distance(one, other) <= MOST_BITS)
}

/// The `SimHash` of a text, `None` for a short one.
fn fingerprint(text: &str) -> Option<u64> {
    let mut words = String::with_capacity(text.len());
    let mut starts = Vec::new();
    for word in text.split_whitespace() {
        starts.push(words.len());
        words.push_str(word);
        words.push(' ');
    }
    if starts.len() < LEAST_WORDS {
        return None;
    }
    starts.push(words.len());
    Some(simhash::simhash_stream(starts.windows(RUN + 1).filter_map(|run| words.get(run[0]..run[RUN]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words that are its own, by its number.
    fn text(number: usize) -> String {
        (0..200).map(|word| format!("w{}", (word * 7919 + number * 104_729) % 10_007)).collect::<Vec<_>>().join(" ")
    }

    fn sources(texts: &[&str]) -> (Sources, Vec<String>) {
        let hash = |(number, text): (usize, &&str)| Some((number.to_string(), fingerprint(text)?));
        let names = (0..texts.len()).map(|number| number.to_string()).collect();
        (Sources(texts.iter().enumerate().filter_map(hash).collect()), names)
    }

    fn count(texts: &[&str]) -> u32 {
        let (sources, names) = sources(texts);
        sources.independent(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn a_copy_under_another_headline_counts_once() {
        let [first, second] = [text(1), text(2)];
        let copy = format!("Andere Zeile darüber\n\n{first}");
        let shorter = first.rsplitn(8, ' ').last().unwrap_or_default().to_owned();
        assert_eq!(count(&[&first, &second]), 2);
        assert_eq!(count(&[&first, &copy, &second, &shorter]), 2);
    }

    #[test]
    fn short_notes_are_no_copies() {
        assert_eq!(count(&["Siemens schließt das Werk.", "Siemens schließt das Werk."]), 2);
        assert_eq!(count(&[]), 0);
    }
}
