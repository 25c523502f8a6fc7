//! Names as the trained reader sees them: stretches of tokens with one of four classes. Gazetteer and rules refine them.

use super::layer;
use crate::encode::{Encoding, softmax};
use crate::lexicon::{Lexicon, Model, Task};
use crate::tag::highest;
use crate::text::Document;
use std::ops::Range;

/// A name found by the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct RawName {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub class: NameClass,
    /// How sure the reader is of the class of its least sure token, in [0, 1].
    pub confidence: f32,
}

/// What the reader tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// A human being.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Location,
    /// Any other name: products, events, works, currencies.
    Other,
}

impl NameClass {
    /// The one with that label: `PER`, `ORG`, `LOC` or `MISC`.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        match label {
            "PER" => Some(Self::Person),
            "ORG" => Some(Self::Organization),
            "LOC" => Some(Self::Location),
            "MISC" => Some(Self::Other),
            _ => None,
        }
    }

    /// Its label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Location => "LOC",
            Self::Other => "MISC",
        }
    }
}

/// The names of a document in the style of a task, in the order of the text.
#[must_use]
pub fn names(document: &Document, encoding: &Encoding, task: Task, lexicon: &Lexicon) -> Vec<RawName> {
    let mut names = Vec::new();
    let model = lexicon.model();
    let (_, labels) = model.labels.layer(Model::ENTITIES);
    let labels: Vec<Label> = labels.iter().map(|label| Label::of(label)).collect();
    for window in encoding.windows() {
        let language = document.sentences[window.sentence].language;
        let words = encoding.styled(window.tokens.clone(), language, task, lexicon);
        let mut chances = model.entities.apply(&words);
        let added = layer::embedded().scores(encoding, window.tokens.clone());
        chances.iter_mut().zip(added).for_each(|(score, added)| *score += added);
        softmax(&mut chances, labels.len());
        names.extend(join(&marks(&chances, &labels), window.tokens.start));
    }
    names
}

/// What a label says of a word: whether it begins a name or goes on with one, and of which class; else it is outside.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Label {
    class: Option<NameClass>,
    begins: bool,
}

impl Label {
    fn of(label: &str) -> Self {
        let class = label.split_once('-').and_then(|(_, class)| NameClass::from_label(class));
        Self { class, begins: label.starts_with("B-") }
    }

    /// Whether it may follow: a name goes on only behind a word of its class.
    fn may_follow(self, before: Option<Self>) -> bool {
        self.class.is_none() || self.begins || before.is_some_and(|before| before.class == self.class)
    }
}

/// What a token is to a name.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Mark {
    label: Label,
    chance: f32,
}

/// The likeliest sequence of labels in which each may follow the one before (Viterbi 1967).
fn marks(chances: &[f32], labels: &[Label]) -> Vec<Mark> {
    let mut scores: Vec<f32> = Vec::new();
    let mut from: Vec<Vec<usize>> = Vec::new();
    for row in chances.chunks_exact(labels.len().max(1)) {
        let (next, links) = step(row, labels, (!from.is_empty()).then_some(&scores));
        scores = next;
        from.push(links);
    }
    let mut place = highest(&scores);
    let mut marks = Vec::with_capacity(from.len());
    for (row, links) in chances.chunks_exact(labels.len().max(1)).zip(&from).rev() {
        let label = labels[place];
        let of_class = labels.iter().zip(row).filter(|(own, _)| own.class == label.class);
        marks.push(Mark { label, chance: of_class.map(|(_, chance)| chance).sum() });
        place = links[place];
    }
    marks.reverse();
    marks
}

/// The best score of each label of a word, and the label before it that it comes from.
fn step(row: &[f32], labels: &[Label], before: Option<&Vec<f32>>) -> (Vec<f32>, Vec<usize>) {
    let best = |(label, chance): (&Label, &f32)| {
        let own = chance.max(f32::MIN_POSITIVE).ln();
        let Some(before) = before else {
            return (if label.may_follow(None) { own } else { f32::MIN }, 0);
        };
        let allowed = |place: &usize| label.may_follow(Some(labels[*place]));
        let from = (0..labels.len()).filter(allowed).max_by(|a, b| before[*a].total_cmp(&before[*b])).unwrap_or(0);
        (own + before[from], from)
    };
    labels.iter().zip(row).map(best).unzip()
}

/// The names of a window.
fn join(marks: &[Mark], start: usize) -> Vec<RawName> {
    let mut names: Vec<RawName> = Vec::new();
    for (token, mark) in (start..).zip(marks) {
        let Some(class) = mark.label.class else { continue };
        match names.last_mut() {
            Some(name) if !mark.label.begins => {
                name.tokens.end = token + 1;
                name.confidence = name.confidence.min(mark.chance);
            }
            _ => names.push(RawName { tokens: token..token + 1, class, confidence: mark.chance }),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: [&str; 5] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"];

    fn found(chances: &[[f32; 5]]) -> Vec<(Range<usize>, NameClass)> {
        let names = join(&marks(chances.as_flattened(), &LABELS.map(Label::of)), 10);
        names.into_iter().map(|name| (name.tokens, name.class)).collect()
    }

    #[test]
    fn a_name_goes_on_until_another_begins() {
        let (begins, goes_on, out) = ([0.1, 0.9, 0.0, 0.0, 0.0], [0.1, 0.1, 0.8, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]);
        let names = found(&[begins, goes_on, begins, out]);
        assert_eq!(names, [(10..12, NameClass::Person), (12..13, NameClass::Person)]);
    }

    #[test]
    fn a_name_does_not_change_its_class() {
        let names = found(&[[0.0, 0.6, 0.0, 0.4, 0.0], [0.1, 0.0, 0.1, 0.0, 0.8]]);
        assert_eq!(names, [(10..12, NameClass::Organization)]);
    }

    #[test]
    fn a_name_does_not_go_on_from_nothing() {
        let names = found(&[[0.9, 0.05, 0.0, 0.05, 0.0], [0.3, 0.25, 0.45, 0.0, 0.0]]);
        assert_eq!(names, []);
        assert_eq!(found(&[]), []);
    }
}
