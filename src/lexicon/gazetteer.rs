//! The gazetteer: names of things with their types and identifiers, from `seeds/entities/`. An entry of our own list
//! that has the name of an entry of another takes over its identifier, so a name leads to one thing.

use std::collections::HashMap;

use include_dir::{Dir, include_dir};

use super::entities::Entities;
use super::index::Index;
use super::lemma::without_genitive;
use crate::text::EntityType;

static SEEDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds/entities");

/// Read in this order; the first entry that has a name keeps it, so our own list comes first.
const FILES: [(&str, Source); 6] = [
    ("own.tsv", Source::Own),
    ("government.tsv", Source::Own),
    ("country.tsv", Source::Country),
    ("city.tsv", Source::City),
    ("region.tsv", Source::City),
    ("company.tsv", Source::Brand),
];

/// What adjectives and nouns inside a German name end in when they are inflected, the longest first.
const INFLECTION: [&str; 7] = ["en", "em", "er", "es", "e", "n", "s"];

/// A thing with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier outside, where a source has one: `http://www.wikidata.org/entity/Q30`.
    pub iri: Option<String>,
    /// What it is.
    pub kind: EntityType,
    /// Its German name.
    pub label_de: String,
    /// Its English name.
    pub label_en: String,
    /// Further names.
    pub aliases: Vec<String>,
    /// The country it is, lies in or comes from, by ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Which list it is from.
    pub source: Source,
}

/// Which list an entry is from; brands are many, and many of them are named like something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Our own list of what the news names often, and tables that the user brings.
    Own,
    /// Countries and regions.
    Country,
    /// Large cities, capitals and federal states.
    City,
    /// Brands of all trades, and names of dumps that the user brings.
    Brand,
}

/// All entries, found by any of their names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Entries by folded name, in the order of the files.
    by_name: HashMap<String, Vec<u32>>,
    /// Words of the longest name.
    longest: usize,
    /// Files of many names that the user brings.
    indexes: Vec<Index>,
}

impl Gazetteer {
    /// The gazetteer that is built into the binary.
    pub(super) fn embedded() -> Self {
        let mut gazetteer = Self::default();
        for (file, source) in FILES {
            let text = SEEDS.get_file(file).and_then(include_dir::File::contents_utf8).unwrap_or_default();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                gazetteer.extend(Entry::parse(line, source));
            }
        }
        gazetteer
    }

    /// Adds a gazetteer of the user. Its entries come before those that are there, but for names in a file of many.
    pub(super) fn add(&mut self, entities: Entities) {
        match entities {
            Entities::Index(index) => {
                self.longest = self.longest.max(index.longest());
                self.indexes.push(*index);
            }
            Entities::Table(entries) => entries.into_iter().for_each(|entry| self.put_first(entry)),
        }
    }

    fn put_first(&mut self, entry: Entry) {
        let number = self.entries.len() as u32;
        for name in entry.names() {
            self.longest = self.longest.max(name.split_whitespace().count());
            let numbers = self.by_name.entry(folded(name)).or_default();
            if numbers.first() != Some(&number) {
                numbers.insert(0, number);
            }
        }
        self.entries.push(entry);
    }

    fn extend(&mut self, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        if self.lend_iri(&entry) {
            return;
        }
        let number = self.entries.len() as u32;
        for name in entry.names() {
            self.longest = self.longest.max(name.split_whitespace().count());
            let numbers = self.by_name.entry(folded(name)).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        self.entries.push(entry);
    }

    /// Gives the identifier to an entry of our own list that is the same thing by name and kind.
    fn lend_iri(&mut self, entry: &Entry) -> bool {
        let Some(numbers) = self.by_name.get(&folded(&entry.label_de)) else { return false };
        let same = |own: &Entry| own.source == Source::Own && own.kind == entry.kind && own.label_de == entry.label_de;
        let Some(&number) = numbers.iter().find(|&&number| same(&self.entries[number as usize])) else { return false };
        let own = &mut self.entries[number as usize];
        own.iri = own.iri.take().or_else(|| entry.iri.clone());
        true
    }

    /// The likeliest thing of this name, which may be written in capitals, with *ue* for *ü*, or in the genitive.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.candidates(name).first().copied()
    }

    /// All things of this name, the likeliest first.
    #[must_use]
    pub fn candidates(&self, name: &str) -> Vec<&Entry> {
        let exact = self.named(name);
        if exact.is_empty() { self.named(without_genitive(name)) } else { exact }
    }

    fn named(&self, name: &str) -> Vec<&Entry> {
        let numbers = self.by_name.get(&folded(name)).map_or(&[][..], Vec::as_slice);
        let entries = numbers.iter().map(|&number| &self.entries[number as usize]);
        let entries = entries.chain(self.indexes.iter().flat_map(|index| index.named(name)));
        entries.filter(|entry| entry.names().any(|written| is_written_as(written, name))).collect()
    }

    /// The longest name at the beginning of these words, with the number of words that it takes.
    #[must_use]
    pub fn longest(&self, words: &[&str]) -> Option<(usize, &Entry)> {
        let lengths = (1..=self.longest.min(words.len())).rev();
        lengths.into_iter().find_map(|length| self.find(&words[..length].join(" ")).map(|entry| (length, entry)))
    }

    /// All entries, in the order of the files.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    fn parse(line: &str, source: Source) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [iri, kind, label_de, label_en, aliases, country] = fields[..] else { return None };
        let some = |field: &str| (!field.is_empty()).then(|| field.to_owned());
        let aliases = aliases.split('|').filter_map(some).collect();
        let (label_de, label_en) = (label_de.to_owned(), label_en.to_owned());
        Some(Self {
            iri: some(iri),
            kind: EntityType::from_label(kind),
            label_de,
            label_en,
            aliases,
            country: some(country),
            source,
        })
    }

    /// The name of the list that is written so in a text: `Vereinigte Staaten` for *Vereinigten Staaten*.
    #[must_use]
    pub fn name_of(&self, written: &str) -> Option<&str> {
        let same = |key: String| {
            self.names().find(|name| *name == written).or_else(|| self.names().find(|name| folded(name) == key))
        };
        same(folded(written)).or_else(|| same(folded(without_genitive(written))))
    }

    /// All its names, the German one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.label_de.as_str(), self.label_en.as_str()].into_iter().chain(self.aliases.iter().map(String::as_str))
    }
}

/// The key of a name: lower case, umlauts spelled out, no points, hyphens and white space as one space. The words of
/// longer names lose what German inflects, so that *Vereinigten Staaten* and *Vereinigte Staaten* share a key.
pub(super) fn folded(name: &str) -> String {
    let words: Vec<String> =
        name.split([' ', '-', '\u{a0}', '\n']).filter(|word| !word.is_empty()).map(plain).collect();
    if words.len() < 2 {
        return words.concat();
    }
    words.iter().map(|word| uninflected(word)).collect::<Vec<_>>().join(" ")
}

fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            '.' | '\'' | '’' => {}
            letter => plain.push(letter),
        }
    }
    plain
}

/// A word without the endings of adjectives and of the genitive; short ones are left alone.
fn uninflected(word: &str) -> &str {
    let endings = INFLECTION.iter().find_map(|ending| word.strip_suffix(ending));
    endings.filter(|stem| stem.len() >= 4).unwrap_or(word)
}

/// Whether a name of the list may be written so in a text: letter for letter, or louder, never softer (*US* is not *us*).
/// Letters of a short word that is an acronym when it is in capitals.
const SHORTEST_SHOUT: usize = 3;

fn is_written_as(listed: &str, name: &str) -> bool {
    let shouted = name.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    // *MAN* is not the town of Man.
    if shouted && name != listed && name.chars().count() <= SHORTEST_SHOUT {
        return listed.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    }
    let capitals = |text: &str| {
        text.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).count()
    };
    let acronym = listed.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase) && listed.len() <= 4;
    let acronym_softened = acronym && !shouted;
    (shouted && name.chars().count() >= 2 || capitals(name) >= capitals(listed)) && !acronym_softened
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> Option<EntityType> {
        Gazetteer::embedded().find(name).map(|entry| entry.kind)
    }

    #[test]
    fn the_united_states_have_many_names() {
        let gazetteer = Gazetteer::embedded();
        for name in ["USA", "US", "U.S.", "Vereinigte Staaten", "United States", "VEREINIGTE STAATEN"] {
            let entry = gazetteer.find(name).map(|entry| entry.iri.as_deref());
            assert_eq!(entry, Some(Some("http://www.wikidata.org/entity/Q30")), "{name}");
        }
        assert!(gazetteer.find("us").is_none());
    }

    #[test]
    fn genitives_and_spelled_out_umlauts_are_found() {
        assert_eq!(kind("Chinas"), Some(EntityType::Country));
        assert_eq!(kind("Muenchen"), Some(EntityType::City));
        assert_eq!(kind("Microsofts"), Some(EntityType::Company));
        assert_eq!(kind("Siemens"), Some(EntityType::Company));
    }

    #[test]
    fn common_words_are_no_names() {
        for word in ["orange", "apple", "bild", "shell", "und", "Regierung", "Markt", "Winter"] {
            assert_eq!(kind(word), None, "{word}");
        }
    }

    #[test]
    fn our_own_entry_takes_the_outside_identifier() {
        let gazetteer = Gazetteer::embedded();
        let entries = gazetteer.candidates("Microsoft");
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].iri.as_deref(), Some("http://www.wikidata.org/entity/Q2283"));
    }

    #[test]
    fn the_longest_name_wins() {
        let gazetteer = Gazetteer::embedded();
        let (length, entry) = gazetteer.longest(&["Tencent", "Cloud", "wächst"]).expect("it is on the list");
        assert_eq!((length, entry.label_de.as_str()), (2, "Tencent Cloud"));
    }
}
