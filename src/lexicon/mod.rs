//! The only room that opens `seeds/` and `models/`. Everything is embedded in the binary: it runs from any folder.

mod gazetteer;
mod lemma;
mod word_list;

use std::collections::BTreeMap;

pub use gazetteer::{Entry, Gazetteer, Source};
pub use lemma::{WordClass, without_genitive};
pub use word_list::{ListName, WordList};

use crate::text::Language;
use lemma::LemmaTable;

/// All that the other rooms know of words, names and weights.
#[derive(Debug)]
pub struct Lexicon {
    lists: BTreeMap<(ListName, Language), WordList>,
    lemmas: [LemmaTable; 2],
    gazetteer: Gazetteer,
}

impl Lexicon {
    /// The lexicon that is built into the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            lists: word_list::embedded(),
            lemmas: Language::ALL.map(LemmaTable::embedded),
            gazetteer: Gazetteer::embedded(),
        }
    }

    /// A word list of a language; words of `shared/` are in the lists of both.
    ///
    /// # Panics
    /// Never: [`Lexicon::embedded`] makes a list for each name and language, though it may be empty.
    #[must_use]
    pub fn list(&self, name: ListName, language: Language) -> &WordList {
        &self.lists[&(name, language)]
    }

    /// The dictionary form of a word, by the conventions of the treebanks GSD and EWT: *die* is `der`, *größeren* `groß`,
    /// *zurückgezogen* `zurückziehen`, *Exportbeschränkungen* `Exportbeschränkung`, *Microsofts* (a name) `Microsoft`.
    /// Words of no inflected class come back in lower case.
    #[must_use]
    pub fn lemma(&self, form: &str, class: WordClass, language: Language) -> String {
        self.lemmas[language as usize].lemma(form, class)
    }

    /// Names of things with their types and identifiers.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}
