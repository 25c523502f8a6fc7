//! The universal parts of speech of Universal Dependencies 2.

use serde::{Deserialize, Serialize};

/// A universal part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Preposition or postposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary, modal or copula.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Article or determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle: *zu*, *nicht*, `'s`.
    Part,
    /// Pronoun.
    Pron,
    /// Name.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol: `%`, `$`.
    Sym,
    /// Full verb.
    Verb,
    /// Anything else: foreign words.
    X,
}

impl Upos {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}
