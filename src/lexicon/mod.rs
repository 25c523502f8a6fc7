//! The only room that opens `seeds/` and `models/`. Everything is embedded in the binary: it runs from any folder.

mod container;
mod entities;
mod floats;
mod gazetteer;
mod import;
mod index;
mod lemma;
mod list_name;
mod mapping;
mod model;
mod piece;
mod product;
mod quantized;
mod weights;
mod wide;
mod word_list;

use std::sync::OnceLock;

pub use container::ModelError;
pub use entities::Entities;
pub use floats::Floats;
pub use gazetteer::{Entry, Gazetteer, Source};
pub use import::{Dump, Imported, import};
pub use index::{EntitiesError, Index};
pub use lemma::{WordClass, without_genitive};
pub use list_name::ListName;
pub use mapping::{mapping, names, parts, references, smartdata};
pub use model::{Embeddings, Labels, Layer, Model, Norm, Task, TreeHeads};
pub use piece::Pieces;
pub use product::{Linear, Panels, Rows, RowsMut};
pub use quantized::{Quantized, Workspace};
pub use weights::Weights;
pub use wide::wide;
pub use word_list::WordList;

use crate::text::Language;
use lemma::LemmaTable;

/// All that the other rooms know of words, names and weights.
#[derive(Debug)]
pub struct Lexicon {
    /// By name and language, in that order.
    lists: Vec<WordList>,
    lemmas: [LemmaTable; 2],
    gazetteer: Gazetteer,
    weights: Weights,
    model: OnceLock<Model>,
}

impl Lexicon {
    /// The lexicon that is built into the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            lists: word_list::embedded(),
            lemmas: Language::ALL.map(LemmaTable::embedded),
            gazetteer: Gazetteer::embedded(),
            weights: Weights::confidence(),
            model: OnceLock::new(),
        }
    }

    /// With a gazetteer of the user besides what is built in.
    #[must_use]
    pub fn with_entities(mut self, entities: Entities) -> Self {
        self.gazetteer.add(entities);
        self
    }

    /// A word list of a language; words of `shared/` are in the lists of both.
    ///
    /// # Panics
    /// Never: [`Lexicon::embedded`] makes a list for each name and language, though it may be empty.
    #[must_use]
    pub fn list(&self, name: ListName, language: Language) -> &WordList {
        &self.lists[word_list::position(name, language)]
    }

    /// The dictionary form of a word, by the conventions of the treebanks GSD and EWT: *die* is `der`, *größeren* `groß`,
    /// *zurückgezogen* `zurückziehen`, *Exportbeschränkungen* `Exportbeschränkung`, *Microsofts* (a name) `Microsoft`.
    /// Words of no inflected class come back in lower case.
    #[must_use]
    pub fn lemma(&self, form: &str, class: WordClass, language: Language) -> String {
        self.lemmas[language as usize].lemma(form, class)
    }

    /// Whether the table of dictionary forms has just this form in a class; regular forms of longer words are not in it.
    #[must_use]
    pub fn knows(&self, form: &str, class: WordClass, language: Language) -> bool {
        self.lemmas[language as usize].knows(form, class)
    }

    /// Whether a word is a pronoun, an article, an adverb or another small word, however it is written.
    #[must_use]
    pub fn is_function_word(&self, word: &str, language: Language) -> bool {
        self.lemmas[language as usize].is_function_word(word)
    }

    /// Names of things with their types and identifiers.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// What counts for the confidence of a fact and what against it.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The trained reader; opened when it is first asked for.
    #[must_use]
    pub fn model(&self) -> &Model {
        self.model.get_or_init(Model::embedded)
    }
}
