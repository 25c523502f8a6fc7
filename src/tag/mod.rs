//! Gives every token its part of speech, its morphology and its lemma.

mod feature;
mod upos;

use serde::{Deserialize, Serialize};

pub use feature::{
    Case, Definite, Degree, Features, Gender, Mood, NumType, Number, Person, Polarity, PronType, Tense, VerbForm, Voice,
};
pub use upos::Upos;

/// The tags of all tokens of a document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tags {
    /// One a token, in the same order.
    pub tags: Vec<Tag>,
}

/// What a token is, on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// The universal part of speech.
    pub upos: Upos,
    /// The part of speech of the language: STTS for German, Penn for English.
    pub xpos: String,
    /// The morphological features.
    pub features: Features,
    /// The dictionary form; a verb carries its separated particle only after `relate` has joined them.
    pub lemma: String,
}

impl std::ops::Index<usize> for Tags {
    type Output = Tag;

    fn index(&self, token: usize) -> &Tag {
        &self.tags[token]
    }
}
