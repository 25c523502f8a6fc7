//! Gives every token its part of speech, its morphology and its lemma.

mod feature;
mod label;
mod upos;
mod veto;

use serde::{Deserialize, Serialize};

pub use feature::{
    Case, Definite, Degree, Features, Gender, Mood, NumType, Number, Person, Polarity, PronType, Tense, VerbForm, Voice,
};
pub(crate) use label::highest;
use label::{Scores, rows};
pub use upos::Upos;

use crate::encode::Encoding;
use crate::lexicon::{Lexicon, WordClass, Workspace};
use crate::text::{Document, Language};

/// Tags the tokens of a document.
#[must_use]
pub fn tag(document: &Document, encoding: &Encoding, lexicon: &Lexicon) -> Tags {
    let mut tags = Vec::with_capacity(document.tokens.len());
    let mut workspace = Workspace::default();
    for (number, window) in encoding.windows().iter().enumerate() {
        let language = document.sentences[window.sentence].language;
        let rows = rows(encoding, number, language, lexicon, &mut workspace);
        let first = document.sentences[window.sentence].tokens.start;
        let words = window.tokens.clone().zip(Scores::of(&rows, lexicon));
        tags.extend(words.map(|(token, scores)| {
            let form = document.tokens[token].form.as_str();
            let before =
                token.checked_sub(1).filter(|_| token > first).map(|before| document.tokens[before].form.as_str());
            veto::mend(tag_of(form, &scores, language, lexicon), form, before, language, lexicon)
        }));
    }
    Tags { tags }
}

fn tag_of(form: &str, scores: &Scores<'_>, language: Language, lexicon: &Lexicon) -> Tag {
    let (upos, features) = (scores.upos(), scores.features());
    let lemma = lexicon.lemma(form, word_class(upos), language);
    Tag { upos, xpos: scores.xpos(language).to_owned(), features, lemma }
}

/// The class in which the lexicon looks a word of this part of speech up.
pub(crate) fn word_class(upos: Upos) -> WordClass {
    match upos {
        Upos::Noun => WordClass::Noun,
        Upos::Propn => WordClass::ProperNoun,
        Upos::Verb => WordClass::Verb,
        Upos::Aux => WordClass::Auxiliary,
        Upos::Adj => WordClass::Adjective,
        Upos::Pron => WordClass::Pronoun,
        Upos::Det => WordClass::Determiner,
        Upos::Adv => WordClass::Adverb,
        _ => WordClass::Other,
    }
}

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
