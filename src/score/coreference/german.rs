//! Holds coreference in German against people's lists: of our own articles by their words, of `SmartData` by places alone,
//! for its text stays outside the project.
//!
//! The lists name named things and whatever pronouns go back to; of what the program finds, groups without a name and
//! without a pronoun are therefore left out, and so is what only stands beside a name. Mentions match by their heads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::metric::{Clusters, Coreference};
use crate::lexicon::Lexicon;
use crate::parse::Relation;
use crate::pipeline::{self, Analysis};
use crate::resolve::phrase::{NounPhrase, PhraseClass, References};
use crate::score::ScoreError;
use crate::score::conllu::lines;
use crate::score::entity::{EntitySource, placed};
use crate::score::name::{by_lines, news};
use crate::score::report::Share;
use crate::text::{Language, Span};

/// An analysed German text with the places of the things that people noted.
pub(super) struct GermanDocument {
    pub(super) name: String,
    pub(super) analysis: Analysis,
    /// The places of each thing.
    pub(super) things: Vec<Vec<Span>>,
}

/// How pronouns of a class are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PronounScore {
    /// Of those that the program resolves, the right ones.
    pub precision: Share,
    /// Of those that go back to something in the text, those that are resolved rightly.
    pub recall: Share,
}

/// The German documents: our own, and those of `SmartData` where it is there.
pub(super) fn documents(
    source: &EntitySource,
    list: &Path,
    smartdata: &Path,
    lexicon: &Lexicon,
) -> Result<Vec<GermanDocument>, ScoreError> {
    let own =
        placed(source, lexicon)?.into_iter().filter(|(_, analysis, _)| analysis.document.language == Language::German);
    let mut all: Vec<GermanDocument> =
        own.map(|(name, analysis, things)| GermanDocument { name, analysis, things }).collect();
    if smartdata.exists() && list.exists() {
        all.extend(of_smartdata(list, &news(smartdata)?, lexicon)?);
    }
    Ok(all)
}

/// Reads the list of places: the number of the document, a thing, its places in characters, `12-20`, parted by blanks.
fn of_smartdata(list: &Path, texts: &[String], lexicon: &Lexicon) -> Result<Vec<GermanDocument>, ScoreError> {
    let mut noted: BTreeMap<usize, Vec<Vec<Span>>> = BTreeMap::new();
    for (number, line) in lines(list)?.iter().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
    {
        let (document, places) = thing(line, texts).ok_or_else(|| {
            ScoreError::at(list, number + 1, "no number of a document, a thing and places within its text")
        })?;
        noted.entry(document).or_default().push(places);
    }
    let read = |(document, things): (usize, Vec<Vec<Span>>)| GermanDocument {
        name: format!("SmartData {document}"),
        analysis: pipeline::read(&by_lines(&texts[document], Language::German), lexicon),
        things,
    };
    Ok(noted.into_iter().map(read).collect())
}

fn thing(line: &str, texts: &[String]) -> Option<(usize, Vec<Span>)> {
    let mut cells = line.split('\t');
    let (document, _, places): (usize, _, _) = (cells.next()?.parse().ok()?, cells.next()?, cells.next()?);
    let text = texts.get(document)?;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |range: &str| {
        let (start, end) = range.split_once('-')?;
        Some(Span::new(*bytes.get(start.parse::<usize>().ok()?)?, *bytes.get(end.parse::<usize>().ok()?)?))
    };
    Some((document, places.split(' ').map(place).collect::<Option<_>>()?))
}

/// The head tokens of each thing's places.
fn gold(document: &GermanDocument) -> Clusters<usize> {
    let clusters = document.things.iter().map(|places| {
        let heads: BTreeSet<usize> = places.iter().filter_map(|&place| head(&document.analysis, place)).collect();
        heads.into_iter().collect()
    });
    clusters.filter(|heads: &Vec<usize>| !heads.is_empty()).collect()
}

/// The thing of each head, and of the title that a name hangs on: *Professor Helmut Pauls*.
fn with_titles(document: &GermanDocument) -> BTreeMap<usize, usize> {
    let trees = &document.analysis.trees;
    let tied = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::Compound];
    let title = |token: usize| {
        let above = trees.head(token).filter(|&above| above < token && token - above < 4);
        above.filter(|_| tied.into_iter().any(|relation| trees.relation(token).is(relation)))
    };
    let mut things = BTreeMap::new();
    for (thing, heads) in gold(document).iter().enumerate() {
        for &head in heads {
            things.extend(title(head).map(|title| (title, thing)));
            things.insert(head, thing);
        }
    }
    things
}

/// The token of a place that the others hang on.
fn head(analysis: &Analysis, place: Span) -> Option<usize> {
    let tokens = &analysis.document.tokens;
    let inside: BTreeSet<usize> = (0..tokens.len()).filter(|&token| tokens[token].span.overlaps(place)).collect();
    let outside = |token: &usize| analysis.trees.head(*token).is_none_or(|above| !inside.contains(&above));
    inside.iter().copied().find(outside)
}

/// The measures of a document, single mentions left out on both sides.
pub(super) fn score(document: &GermanDocument, references: &References) -> Coreference {
    let mut groups: BTreeMap<usize, Vec<&NounPhrase>> = BTreeMap::new();
    for (phrase, &thing) in references.phrases.iter().zip(&references.things) {
        if !phrase.beside {
            groups.entry(thing).or_default().push(phrase);
        }
    }
    let noted = |phrase: &&NounPhrase| phrase.class == PhraseClass::Name || phrase.class.is_pronoun();
    let response = groups.into_values().filter(|group| group.len() > 1 && group.iter().any(noted));
    let response = response.map(|group| group.iter().map(|phrase| phrase.head).collect()).collect();
    let key = gold(document).into_iter().filter(|heads| heads.len() > 1).collect();
    Coreference::of(&key, &response)
}

/// How the pronouns of a document are resolved, by class, and the wrong ones.
pub(super) fn pronouns(
    document: &GermanDocument,
    references: &References,
    least: f32,
    scores: &mut BTreeMap<PhraseClass, PronounScore>,
    wrong: &mut Vec<String>,
) {
    let things = with_titles(document);
    for (number, phrase) in references.phrases.iter().enumerate().filter(|(_, phrase)| is_scored(phrase.class)) {
        let score = scores.entry(phrase.class).or_default();
        let wanted = things.get(&phrase.head);
        let found = references.root(number).filter(|(_, chance)| *chance >= least);
        let found = found.map(|(root, _)| references.phrases[root].head);
        let right = found.is_some_and(|head| wanted.is_some() && things.get(&head) == wanted);
        if found.is_some() {
            score.precision.count(right);
        }
        if wanted.is_some() {
            score.recall.count(right);
        }
        if found.is_some() && !right || wanted.is_some() && found.is_none() {
            let form = |token: usize| document.analysis.document.tokens[token].form.clone();
            let found = found.map_or_else(|| "-".to_owned(), form);
            wrong.push(format!("{}: {} (token {}) → {found}", document.name, form(phrase.head), phrase.head));
        }
    }
}

/// How the pronouns of a document are resolved for its facts, by class. What a relative pronoun stands for is read off the
/// tree there, and is not counted.
pub(super) fn pronouns_of_facts(
    document: &GermanDocument,
    references: &References,
    scores: &mut BTreeMap<PhraseClass, PronounScore>,
    wrong: &mut Vec<String>,
) {
    let things = with_titles(document);
    let Analysis { chains, mentions, .. } = &document.analysis;
    let thing = |chain: usize| {
        let tokens = chains.chains[chain].mentions.iter().flat_map(|&number| mentions.mentions[number].tokens.clone());
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        tokens.filter_map(|token| things.get(&token)).for_each(|&thing| *counts.entry(thing).or_default() += 1);
        counts.into_iter().max_by_key(|&(thing, count)| (count, std::cmp::Reverse(thing))).map(|(thing, _)| thing)
    };
    let counts = |phrase: &&NounPhrase| is_scored(phrase.class) && phrase.class != PhraseClass::Relative;
    for phrase in references.phrases.iter().filter(counts) {
        let score = scores.entry(phrase.class).or_default();
        let wanted = things.get(&phrase.head).copied();
        let found = chains.at(phrase.head);
        let right = found.is_some() && wanted.is_some() && found.and_then(thing) == wanted;
        if found.is_some() {
            score.precision.count(right);
        }
        if wanted.is_some() {
            score.recall.count(right);
        }
        if !right && (found.is_some() || wanted.is_some()) {
            let form = &document.analysis.document.tokens[phrase.head].form;
            let found = found.map_or("-", |chain| chains.chains[chain].name.as_str());
            wrong.push(format!("{}: {form} (token {}) in facts → {found}", document.name, phrase.head));
        }
    }
}

fn is_scored(class: PhraseClass) -> bool {
    class.is_pronoun() && class != PhraseClass::Speaker
}
