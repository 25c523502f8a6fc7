//! What invented articles speak of: names, nouns and verbs. Names and verbs of the project's own lists come first, then
//! names made of syllables, so that a few are in many articles and most in one or two.

use crate::lexicon::{self, Lexicon};
use crate::text::{EntityType, Language};

/// How many names there are: a corpus of 100,000 articles still finds new ones.
const NAMES: usize = 400_000;

/// The words to draw from.
#[derive(Debug)]
pub(super) struct World {
    known: Vec<(String, EntityType)>,
    /// By language.
    predicates: [Vec<Words>; 2],
    /// By language.
    nouns: [Vec<String>; 2],
}

/// A predicate as the table of mappings has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) lemma: String,
    pub(super) noun: Option<String>,
    pub(super) preposition: Option<String>,
}

impl World {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let entries = lexicon.gazetteer().entries().iter();
        let known = entries.map(|entry| (entry.label_de.clone(), entry.kind)).collect();
        let rows = Language::ALL.map(rows);
        Self { known, nouns: rows.each_ref().map(|rows| nouns(rows)), predicates: rows }
    }

    /// How many names there are.
    pub(super) fn names(&self) -> usize {
        self.known.len() + NAMES
    }

    /// The name of a rank. Every third is one that the gazetteer knows, as long as there are any.
    pub(super) fn name(&self, rank: usize) -> (String, EntityType) {
        let known = if rank.is_multiple_of(3) { self.known.get(rank / 3) } else { None };
        known.cloned().unwrap_or_else(|| made(rank))
    }

    pub(super) fn predicates(&self, language: Language) -> &[Words] {
        &self.predicates[language as usize]
    }

    pub(super) fn nouns(&self, language: Language) -> &[String] {
        &self.nouns[language as usize]
    }
}

/// A name that nothing has: *Balora Kunisa*, *Tevodi AG*.
fn made(rank: usize) -> (String, EntityType) {
    let word = syllables(rank);
    match rank % 5 {
        0 | 1 => (format!("{} {word}", syllables(rank % 89)), EntityType::Person),
        2 | 3 => (format!("{word} AG"), EntityType::Company),
        _ => (word, EntityType::City),
    }
}

/// A word of its own for every number.
fn syllables(number: usize) -> String {
    let (consonants, vowels) = (b"bdfgklmnprstvz", b"aeiou");
    let mut rest = number + 1000;
    let mut word = String::new();
    while rest > 0 {
        word.push(char::from(consonants[rest % 14]));
        word.push(char::from(vowels[rest / 14 % 5]));
        rest /= 70;
    }
    word[..1].to_uppercase() + &word[1..]
}

/// The predicates that the table of a language maps, in its order, and as many that it does not know.
fn rows(language: Language) -> Vec<Words> {
    let lines = lexicon::mapping(language).lines().filter(|line| !line.starts_with('#'));
    let mapped: Vec<Words> = lines.filter_map(row).collect();
    let unknown = (0..mapped.len()).map(|number| Words {
        lemma: syllables(number).to_lowercase(),
        noun: None,
        preposition: None,
    });
    let unknown: Vec<Words> = unknown.collect();
    mapped.into_iter().zip(unknown).flat_map(|(mapped, unknown)| [mapped, unknown]).collect()
}

fn row(line: &str) -> Option<Words> {
    let mut cells = line.split('\t').map(|cell| cell.split('|').next().unwrap_or_default().trim());
    let lemma = cells.next()?.trim_start_matches('*').to_owned();
    let mut word = || cells.next().filter(|cell| !["*", "-", ""].contains(cell)).map(str::to_owned);
    let (noun, preposition) = (word(), word());
    (!lemma.is_empty()).then_some(Words { lemma, noun, preposition })
}

/// The nouns of the table, and compounds of two of them.
fn nouns(rows: &[Words]) -> Vec<String> {
    let single: Vec<&String> = rows.iter().filter_map(|row| row.noun.as_ref()).collect();
    let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    let pairs = single.iter().flat_map(|one| single.iter().map(move |other| format!("{one}{other}")));
    single.iter().map(|one| (*one).clone()).chain(pairs).map(|word| capital(&word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_different_ranks_differ() {
        let world = World::of(&Lexicon::embedded());
        let names: std::collections::BTreeSet<String> = (0..20_000).map(|rank| made(rank).0).collect();
        assert_eq!(names.len(), 20_000);
        assert!(world.names() > NAMES);
    }

    #[test]
    fn every_language_has_verbs_and_nouns() {
        let world = World::of(&Lexicon::embedded());
        for language in Language::ALL {
            assert!(world.predicates(language).len() > 100);
            assert!(world.nouns(language).len() > 100);
        }
    }
}
