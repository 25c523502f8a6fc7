//! Word lists: plain text under `seeds/lexicon/{de,en,shared}/`, one entry a line, sorted, `#` before a comment. What
//! follows a tab is the value of the entry; what it means is said at the head of each file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::text::Language;

static SEEDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds/lexicon");

/// The word lists there are; each is a file of this name in one or more of the folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// Verbs of saying and thinking, by lemma.
    ReportingVerb,
}

impl ListName {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::ReportingVerb];

    /// The name of its file, without the ending `.tsv`.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::ReportingVerb => "reporting_verb",
        }
    }
}

/// Entries with their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    entries: BTreeMap<String, String>,
}

impl WordList {
    /// Reads the text of a list.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entry = |line: &str| {
            let (word, value) = line.split_once('\t').unwrap_or((line, ""));
            (word.to_owned(), value.to_owned())
        };
        Self { entries: lines.map(entry).collect() }
    }

    /// Whether the word is in it, letter for letter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.entries.contains_key(word)
    }

    /// The value of a word; empty when it is in the list without one.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&str> {
        self.entries.get(word).map(String::as_str)
    }

    /// All entries with their values, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }
}

/// All lists that are built into the binary.
pub(super) fn embedded() -> BTreeMap<(ListName, Language), WordList> {
    let pairs = ListName::ALL.into_iter().flat_map(|name| Language::ALL.map(|language| (name, language)));
    pairs.map(|(name, language)| ((name, language), list(name, language))).collect()
}

fn list(name: ListName, language: Language) -> WordList {
    let mut entries = BTreeMap::new();
    for folder in ["shared", language.code()] {
        let file = SEEDS.get_file(format!("{folder}/{}.tsv", name.file()));
        if let Some(text) = file.and_then(include_dir::File::contents_utf8) {
            entries.extend(WordList::parse(text).entries);
        }
    }
    WordList { entries }
}
