//! Reads labels off the encoder: one linear layer gives the scores of the labels of all tag layers, side by side.

use crate::encode::Encoding;
use crate::lexicon::{Lexicon, Task, Workspace};
use crate::text::Language;

use super::{
    Case, Definite, Degree, Features, Gender, Mood, NumType, Number, Person, Polarity, PronType, Tense, Upos, VerbForm,
    Voice,
};

/// The scores of one word.
pub(super) struct Scores<'a> {
    row: &'a [f32],
    lexicon: &'a Lexicon,
}

/// The scores of the tokens of a window, one row a token.
pub(super) fn rows(
    encoding: &Encoding,
    window: usize,
    language: Language,
    lexicon: &Lexicon,
    workspace: &mut Workspace,
) -> Vec<f32> {
    let words = encoding.styled(encoding.windows()[window].tokens.clone(), language, Task::Trees, lexicon);
    let mut scores = Vec::new();
    lexicon.model().tags.apply(&words, workspace, &mut scores);
    scores
}

impl<'a> Scores<'a> {
    /// Each word's scores.
    pub(super) fn of(rows: &'a [f32], lexicon: &'a Lexicon) -> impl Iterator<Item = Self> {
        let width = lexicon.model().tags.outputs().max(1);
        rows.chunks_exact(width).map(move |row| Self { row, lexicon })
    }

    /// The scores of the labels of a layer.
    pub(crate) fn layer(&self, name: &str) -> (&'a [f32], &'a [String]) {
        let (start, labels) = self.lexicon.model().labels.layer(name);
        (&self.row[start..start + labels.len()], labels)
    }

    /// The label of a layer with the highest score, the first of equals.
    pub(crate) fn best(&self, name: &str) -> &'a str {
        let (scores, labels) = self.layer(name);
        labels.get(highest(scores)).map_or("", String::as_str)
    }

    /// The part of speech.
    pub(crate) fn upos(&self) -> Upos {
        Upos::from_label(self.best("upos")).unwrap_or(Upos::X)
    }

    /// The part of speech of the language.
    pub(crate) fn xpos(&self, language: Language) -> &'a str {
        match language {
            Language::German => self.best("xpos_de"),
            Language::English => self.best("xpos_en"),
        }
    }

    /// The morphological features.
    pub(crate) fn features(&self) -> Features {
        Features {
            case: Case::from_label(self.best("Case")),
            gender: Gender::from_label(self.best("Gender")),
            number: Number::from_label(self.best("Number")),
            person: Person::from_label(self.best("Person")),
            tense: Tense::from_label(self.best("Tense")),
            mood: Mood::from_label(self.best("Mood")),
            verb_form: VerbForm::from_label(self.best("VerbForm")),
            voice: Voice::from_label(self.best("Voice")),
            degree: Degree::from_label(self.best("Degree")),
            definite: Definite::from_label(self.best("Definite")),
            pron_type: PronType::from_label(self.best("PronType")),
            num_type: NumType::from_label(self.best("NumType")),
            polarity: Polarity::from_label(self.best("Polarity")),
            possessor_gender: Gender::from_label(self.best("Gender[psor]")),
            possessor_number: Number::from_label(self.best("Number[psor]")),
            poss: self.best("Poss") == "Yes",
            reflex: self.best("Reflex") == "Yes",
        }
    }
}

/// The place of the highest score, the first of equals.
pub(crate) fn highest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}
