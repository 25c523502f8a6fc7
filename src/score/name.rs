//! Measures the names that are found: on `GermEval` 2014 those that the trained reader marks over gold words, on `SmartData`
//! those that the whole reading of raw text finds; by exact stretches and classes.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::encode::{encode, segment};
use crate::lexicon::{Lexicon, Task};
use crate::recognize::{EntityType, Mention, MentionKind, NameClass, RawName, names, recognize};
use crate::tag::tag;
use crate::text::{Article, Document, Language, Span};
use crate::tokenize::tokenize;

use super::ScoreError;
use super::conllu::{document, lines};
use super::raw::with_cut_compounds;

/// How well names of a class are found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NameScore {
    /// The class; `None` is all.
    pub class: Option<NameClass>,
    /// Names that people marked.
    pub gold: usize,
    /// Names that the reader found.
    pub found: usize,
    /// Those that are in both, exactly.
    pub right: usize,
}

impl NameScore {
    /// The harmonic mean of precision and recall, in percent.
    #[must_use]
    pub fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// Measures on the development part of `GermEval` 2014, outer level.
///
/// # Errors
/// When the file cannot be read.
pub fn germeval(path: &Path, most: usize, lexicon: &Lexicon) -> Result<Vec<NameScore>, ScoreError> {
    let mut marked = marked(path)?;
    marked.truncate(most);
    let forms = marked.iter().map(|words| words.iter().map(|(word, _)| word.as_str()).collect());
    let document = document(forms, Language::German);
    let found: BTreeSet<_> = names(&document, &encode(&document, lexicon), Task::Names, lexicon)
        .into_iter()
        .map(|name| (name.tokens.start, name.tokens.end, name.class))
        .collect();
    let gold = gold_names(&document, &marked);
    let classes = [NameClass::Person, NameClass::Location, NameClass::Organization, NameClass::Other];
    Ok(scores(&gold, &found, &classes))
}

/// The sentences of `GermEval` as text, a blank between words.
pub(super) fn sentences(path: &Path) -> Result<Vec<String>, ScoreError> {
    let words = |sentence: Vec<(String, String)>| sentence.into_iter().map(|(word, _)| word).collect::<Vec<_>>();
    Ok(marked(path)?.into_iter().map(|sentence| words(sentence).join(" ")).collect())
}

/// Sentences of words with their marks, from the second and third column.
fn marked(path: &Path) -> Result<Vec<Vec<(String, String)>>, ScoreError> {
    let mut sentences = vec![Vec::new()];
    for line in lines(path)?.iter().filter(|line| !line.starts_with("#\t")) {
        let mut columns = line.split('\t').skip(1);
        match (columns.next(), columns.next(), sentences.last_mut()) {
            (Some(word), Some(mark), Some(sentence)) => sentence.push((word.to_owned(), mark.to_owned())),
            _ => sentences.push(Vec::new()),
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

/// All names and those of each class.
fn scores<T: Ord + Clone>(
    gold: &BTreeSet<(T, T, NameClass)>,
    found: &BTreeSet<(T, T, NameClass)>,
    classes: &[NameClass],
) -> Vec<NameScore> {
    let score = |class: Option<NameClass>| {
        let of = |names: &BTreeSet<(T, T, NameClass)>| {
            names.iter().filter(|name| class.is_none_or(|class| name.2 == class)).cloned().collect::<BTreeSet<_>>()
        };
        let (gold, found) = (of(gold), of(found));
        NameScore { class, gold: gold.len(), found: found.len(), right: gold.intersection(&found).count() }
    };
    [None].into_iter().chain(classes.iter().copied().map(Some)).map(score).collect()
}

/// The names that people marked. Derivations (`LOCderiv`) and parts of words (`ORGpart`) are none.
fn gold_names(document: &Document, marked: &[Vec<(String, String)>]) -> BTreeSet<(usize, usize, NameClass)> {
    let mut names = BTreeSet::new();
    for (sentence, words) in document.sentences.iter().zip(marked) {
        let mut open: Option<(usize, NameClass)> = None;
        for (token, (_, mark)) in (sentence.tokens.start..).zip(words) {
            let class =
                mark.split_once('-').and_then(|(_, class)| NameClass::from_label(&class.replace("OTH", "MISC")));
            let goes_on = mark.starts_with("I-") && open.is_some_and(|(_, own)| Some(own) == class);
            if !goes_on {
                names.extend(open.take().map(|(start, own)| (start, token, own)));
                open = class.map(|class| (token, class));
            }
        }
        names.extend(open.map(|(start, own)| (start, sentence.tokens.end, own)));
    }
    names
}

/// A document of `SmartData`: its text and what people marked in it, by characters.
#[derive(Deserialize)]
pub(super) struct Marked {
    pub(super) text: String,
    entities: Vec<Stretch>,
    pub(super) relations: Vec<MarkedRelation>,
}

/// A relation that people marked.
#[derive(Deserialize)]
pub(super) struct MarkedRelation {
    pub(super) name: String,
    pub(super) args: Vec<MarkedArgument>,
}

/// What plays a part in a relation, by characters.
#[derive(Deserialize)]
pub(super) struct MarkedArgument {
    pub(super) role: String,
    start: usize,
    end: usize,
}

impl Marked {
    /// Where an argument stands, in bytes; `None` when the place is none of the text.
    pub(super) fn place(&self, argument: &MarkedArgument) -> Option<Span> {
        let mut bytes = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        let start = bytes.nth(argument.start)?;
        let end = bytes.nth(argument.end.checked_sub(argument.start + 1)?)?;
        Some(Span::new(start, end))
    }
}

#[derive(Deserialize)]
struct Stretch {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Documents whose number leaves this when divided by 5 were kept aside when the reader was trained.
pub(super) const KEPT_ASIDE: usize = 4;

/// Measures persons, organisations and places on the documents of `SmartData` that were kept aside, from raw text: what
/// the trained reader finds in the style of the corpus, with compounds cut as it cuts them, and what the program reads.
/// Adjectives such as *französisch*, which it marks as places, do not count.
///
/// # Errors
/// When the file cannot be read or a line is no document.
pub fn smartdata(path: &Path, lexicon: &Lexicon) -> Result<[Vec<NameScore>; 2], ScoreError> {
    let (mut gold, mut found) = (BTreeSet::new(), [BTreeSet::new(), BTreeSet::new()]);
    for (number, marked) in documents(path)?.iter().enumerate().filter(|(number, _)| number % 5 == KEPT_ASIDE) {
        let place = |(start, end, class): Stretched| ((number, start), (number, end), class);
        gold.extend(marked_names(marked).map(place));
        found[0].extend(trained_names(&marked.text, lexicon).into_iter().map(place));
        found[1].extend(read_names(&marked.text, lexicon).into_iter().map(place));
    }
    let classes = [NameClass::Person, NameClass::Organization, NameClass::Location];
    Ok(found.map(|found| scores(&gold, &found, &classes)))
}

/// A name by its first and its last byte.
type Stretched = (usize, usize, NameClass);

/// The texts of all documents of `SmartData`.
pub(super) fn news(path: &Path) -> Result<Vec<String>, ScoreError> {
    Ok(documents(path)?.into_iter().map(|document| document.text).collect())
}

pub(super) fn documents(path: &Path) -> Result<Vec<Marked>, ScoreError> {
    let document = |(number, line): (usize, &String)| {
        serde_json::from_str(line)
            .map_err(|error| ScoreError::at(path, number + 1, &format!("no document of SmartData: {error}")))
    };
    lines(path)?.iter().enumerate().map(document).collect()
}

fn marked_names(marked: &Marked) -> impl Iterator<Item = Stretched> {
    // Their places count characters, ours bytes.
    let bytes: Vec<usize> = marked.text.char_indices().map(|(at, _)| at).chain([marked.text.len()]).collect();
    marked.entities.iter().filter_map(move |stretch| {
        let class = match stretch.kind.as_str() {
            "person" => NameClass::Person,
            "organization" | "organization-company" => NameClass::Organization,
            place if place.starts_with("location") => NameClass::Location,
            _ => return None,
        };
        let (start, end) = (*bytes.get(stretch.start)?, *bytes.get(stretch.end)?);
        let is_adjective = class == NameClass::Location && marked.text[start..].starts_with(char::is_lowercase);
        (!is_adjective).then_some((start, end, class))
    })
}

fn trained_names(text: &str, lexicon: &Lexicon) -> Vec<Stretched> {
    let document = with_cut_compounds(tokenize(&by_lines(text, Language::German), lexicon));
    let (document, encoding) = segment(document, lexicon);
    let names = names(&document, &encoding, Task::BusinessNames, lexicon).into_iter();
    let place = |name: RawName| {
        let (first, last) = (&document.tokens[name.tokens.start], &document.tokens[name.tokens.end - 1]);
        (first.span.start as usize, last.span.end as usize, name.class)
    };
    names.filter(|name| name.class != NameClass::Other).map(place).collect()
}

fn read_names(text: &str, lexicon: &Lexicon) -> Vec<Stretched> {
    let (document, encoding) = segment(tokenize(&by_lines(text, Language::German), lexicon), lexicon);
    let tags = tag(&document, &encoding, lexicon);
    let place = |mention: Mention| {
        let MentionKind::Entity(kind) = mention.kind else { return None };
        Some((mention.span.start as usize, mention.span.end as usize, class_of(kind)?))
    };
    recognize(&document, &encoding, &tags, lexicon).mentions.into_iter().filter_map(place).collect()
}

fn class_of(kind: EntityType) -> Option<NameClass> {
    if kind == EntityType::Person {
        Some(NameClass::Person)
    } else if kind.is_organization() {
        Some(NameClass::Organization)
    } else {
        kind.is_place().then_some(NameClass::Location)
    }
}

/// An article of paragraphs, one a line.
pub(super) fn by_lines(text: &str, language: Language) -> Article {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end + (line.len() - line.trim_start().len());
        *end += line.len();
        Some(Span::new(start, start + line.trim().len()))
    });
    Article::of_prose(text, lines.filter(|line| !line.is_empty()), language)
}
