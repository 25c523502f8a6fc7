//! Word lists: plain text under `seeds/lexicon/{de,en,shared}/`, one entry a line, sorted, `#` before a comment. What
//! follows a tab is the value of the entry; what it means is said at the head of each file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::list_name::ListName;
use crate::text::Language;

static SEEDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds/lexicon");

/// Entries with their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    entries: BTreeMap<String, String>,
    /// A bit for each sketch of a word that an entry has: most words that are asked for are in no list.
    sketches: [u64; SKETCHES / 64],
    /// The words that may end a compound in lower case, by their last byte; the longest first.
    endings: BTreeMap<u8, Vec<(String, String)>>,
}

/// How many sketches of words are told apart.
const SKETCHES: usize = 2048;

/// A number for the length, the first and the last byte of a word.
fn sketch(word: &str) -> usize {
    let bytes = word.as_bytes();
    let [first, last] = [bytes.first(), bytes.last()].map(|byte| usize::from(byte.copied().unwrap_or_default()));
    (first * 37 + last * 11 + bytes.len() * 131) % SKETCHES
}

/// A word that ends a compound has more letters than this: *Rat* says nothing of a *Vorrat*.
const SHORTEST_ENDING: usize = 3;

impl Default for WordList {
    fn default() -> Self {
        Self::new(BTreeMap::new())
    }
}

impl WordList {
    /// Reads the text of a list.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::new(entries(text).collect())
    }

    fn new(entries: BTreeMap<String, String>) -> Self {
        let mut endings: BTreeMap<u8, Vec<(String, String)>> = BTreeMap::new();
        for word in entries.keys().filter(|word| word.chars().count() > SHORTEST_ENDING) {
            let lower = word.to_lowercase();
            let last = lower.bytes().next_back().unwrap_or_default();
            endings.entry(last).or_default().push((lower, word.clone()));
        }
        for same_last in endings.values_mut() {
            same_last.sort_by(|one, other| (other.0.len(), &other.1).cmp(&(one.0.len(), &one.1)));
        }
        let mut sketches = [0; SKETCHES / 64];
        for sketch in entries.keys().map(|word| sketch(word)) {
            sketches[sketch / 64] |= 1 << (sketch % 64);
        }
        Self { entries, sketches, endings }
    }

    /// Whether a word may be an entry; if not, none needs to be looked for.
    fn may_have(&self, word: &str) -> bool {
        let sketch = sketch(word);
        self.sketches[sketch / 64] >> (sketch % 64) & 1 == 1
    }

    /// Whether the word is in it, letter for letter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.may_have(word) && self.entries.contains_key(word)
    }

    /// The value of a word; empty when it is in the list without one.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&str> {
        if self.may_have(word) { self.entries.get(word).map(String::as_str) } else { None }
    }

    /// The entry that a noun is, else the longest that it ends in: *Serverfertigung* in *Fertigung*.
    #[must_use]
    pub fn ending(&self, noun: &str) -> Option<(&str, &str)> {
        let whole = self.entries.get_key_value(noun);
        let entry = whole.or_else(|| self.entries.get_key_value(self.longest_ending(&noun.to_lowercase())?));
        entry.map(|(word, value)| (word.as_str(), value.as_str()))
    }

    fn longest_ending(&self, compound: &str) -> Option<&str> {
        let same_last = self.endings.get(&compound.bytes().next_back()?)?;
        let ends = |ending: &str| compound.len() > ending.len() && compound.ends_with(ending);
        same_last.iter().find(|(ending, _)| ends(ending)).map(|(_, word)| word.as_str())
    }

    /// All entries with their values, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }
}

fn entries(text: &str) -> impl Iterator<Item = (String, String)> {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (word, value) = line.split_once('\t').unwrap_or((line, ""));
        (word.to_owned(), value.to_owned())
    })
}

/// All lists that are built into the binary, each at its [`position`].
pub(super) fn embedded() -> Vec<WordList> {
    let mut lists = vec![WordList::default(); ListName::ALL.len() * Language::ALL.len()];
    for (name, language) in ListName::ALL.iter().flat_map(|&name| Language::ALL.map(|language| (name, language))) {
        lists[position(name, language)] = list(name, language);
    }
    lists
}

/// Where a list stands among all.
pub(super) fn position(name: ListName, language: Language) -> usize {
    name as usize * Language::ALL.len() + language as usize
}

fn list(name: ListName, language: Language) -> WordList {
    let mut all = BTreeMap::new();
    for folder in ["shared", language.code()] {
        let file = SEEDS.get_file(format!("{folder}/{}.tsv", name.file()));
        if let Some(text) = file.and_then(include_dir::File::contents_utf8) {
            all.extend(entries(text));
        }
    }
    WordList::new(all)
}
