//! The only room that opens `seeds/` and `models/`. Everything is embedded in the binary: it runs from any folder.

mod word_list;

use std::collections::BTreeMap;

pub use word_list::{ListName, WordList};

use crate::text::Language;

/// All that the other rooms know of words, names and weights.
#[derive(Debug)]
pub struct Lexicon {
    lists: BTreeMap<(ListName, Language), WordList>,
}

impl Lexicon {
    /// The lexicon that is built into the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self { lists: word_list::embedded() }
    }

    /// A word list of a language; words of `shared/` are in the lists of both.
    ///
    /// # Panics
    /// Never: [`Lexicon::embedded`] makes a list for each name and language, though it may be empty.
    #[must_use]
    pub fn list(&self, name: ListName, language: Language) -> &WordList {
        &self.lists[&(name, language)]
    }
}
