//! Names as the trained reader sees them: stretches of tokens with one of four classes. Gazetteer and rules refine them.

use std::ops::Range;

use crate::encode::{Encoding, softmax};
use crate::lexicon::{Lexicon, Model, Task};
use crate::tag::highest;
use crate::text::Document;

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

/// The names of a document, in the order of the text.
#[must_use]
pub fn names(document: &Document, encoding: &Encoding, lexicon: &Lexicon) -> Vec<RawName> {
    let mut names = Vec::new();
    let model = lexicon.model();
    let (_, labels) = model.labels.layer(Model::ENTITIES);
    for window in encoding.windows() {
        let language = document.sentences[window.sentence].language;
        let words = encoding.styled(window.tokens.clone(), language, Task::Names, lexicon);
        let mut chances = model.entities.apply(&words);
        softmax(&mut chances, labels.len());
        let marks: Vec<_> = chances.chunks_exact(labels.len().max(1)).map(|chances| mark(chances, labels)).collect();
        names.extend(join(&marks, window.tokens.start));
    }
    names
}

/// What a token is to a name.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Mark {
    class: Option<NameClass>,
    begins: bool,
    chance: f32,
}

fn mark(chances: &[f32], labels: &[String]) -> Mark {
    let best = labels.get(highest(chances)).map_or("O", String::as_str);
    let class = best.split_once('-').and_then(|(_, class)| NameClass::from_label(class));
    let same = |label: &String| class.is_some_and(|class| label.ends_with(class.label()));
    let chance = labels.iter().zip(chances).filter(|(label, _)| same(label)).map(|(_, chance)| chance).sum();
    Mark { class, begins: best.starts_with("B-"), chance }
}

/// The names of a window. A mark that goes on where nothing of its class came before begins a name.
fn join(marks: &[Mark], start: usize) -> Vec<RawName> {
    let mut names: Vec<RawName> = Vec::new();
    for (token, mark) in (start..).zip(marks) {
        let Some(class) = mark.class else { continue };
        let before = names.last_mut().filter(|name| name.tokens.end == token && name.class == class && !mark.begins);
        if let Some(name) = before {
            name.tokens.end = token + 1;
            name.confidence = name.confidence.min(mark.chance);
        } else {
            names.push(RawName { tokens: token..token + 1, class, confidence: mark.chance });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(begins: bool, class: Option<NameClass>) -> Mark {
        Mark { class, begins, chance: 0.5 }
    }

    fn joined(marks: &[Mark]) -> Vec<(Range<usize>, NameClass)> {
        join(marks, 10).into_iter().map(|name| (name.tokens, name.class)).collect()
    }

    #[test]
    fn a_name_goes_on_until_another_begins() {
        let person = Some(NameClass::Person);
        let marks = [mark(true, person), mark(false, person), mark(true, person), mark(false, None)];
        assert_eq!(joined(&marks), [(10..12, NameClass::Person), (12..13, NameClass::Person)]);
    }

    #[test]
    fn a_name_may_begin_without_its_sign() {
        let (place, firm) = (Some(NameClass::Location), Some(NameClass::Organization));
        let marks = [mark(false, place), mark(false, firm), mark(false, None), mark(false, firm)];
        let found =
            [(10..11, NameClass::Location), (11..12, NameClass::Organization), (13..14, NameClass::Organization)];
        assert_eq!(joined(&marks), found);
    }
}
