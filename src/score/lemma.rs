//! Measures dictionary forms against a treebank, with the parts of speech that people gave, so that no error of the
//! tagger counts here.

use std::path::Path;

use crate::lexicon::{Lexicon, WordClass};
use crate::tag::{Upos, word_class};
use crate::text::Language;

use super::ScoreError;
use super::conllu::{GoldWord, sentences};

/// How many words have a dictionary form, and for how many the lexicon gives it letter for letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LemmaScore {
    /// Words whose dictionary form the treebank gives.
    pub words: usize,
    /// Those the lexicon has right.
    pub right: usize,
}

impl LemmaScore {
    /// The share of right ones, in [0, 1]; 0 when there is no word.
    #[must_use]
    pub fn accuracy(self) -> f64 {
        if self.words == 0 { 0.0 } else { self.right as f64 / self.words as f64 }
    }
}

/// Measures on the words of a treebank.
///
/// # Errors
/// When the file cannot be read or a line is not of ten columns.
pub fn lemma(treebank: &Path, language: Language, lexicon: &Lexicon) -> Result<LemmaScore, ScoreError> {
    let words = sentences(treebank)?.into_iter().flatten().filter(|word| word.lemma != "_");
    let is_right = |word: &GoldWord| lexicon.lemma(&word.form, class(word), language) == word.lemma;
    Ok(words.fold(LemmaScore::default(), |score, word| LemmaScore {
        words: score.words + 1,
        right: score.right + usize::from(is_right(&word)),
    }))
}

fn class(word: &GoldWord) -> WordClass {
    Upos::from_label(&word.upos).map_or(WordClass::Other, word_class)
}
