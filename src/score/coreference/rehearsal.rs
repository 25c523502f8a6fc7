//! Tries the learning of coreference out within the training part of GUM: three documents in four are learnt from, the
//! fourth is measured. What is changed in the features is judged here, so that the test part stays unseen.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use rayon::prelude::*;

use super::gum::{GumDocument, Place};
use super::metric::Coreference;
use super::{analyzed, english_measures, lessons, things};
use crate::lexicon::Lexicon;
use crate::pipeline::Analysis;
use crate::resolve::phrase::{PhraseClass, References, Weights};
use crate::score::ScoreError;

/// Every which document is measured.
const PARTS: usize = 4;

/// How coreference is resolved on documents that were not learnt from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rehearsal {
    /// With single mentions.
    pub all: Coreference,
    /// Without them on either side.
    pub linked: Coreference,
    /// What became of the noun phrases that people marked, by class.
    pub links: BTreeMap<PhraseClass, Links>,
    /// Mentions of things that are mentioned again, which the program does not find.
    pub missed: Vec<String>,
}

/// What became of the noun phrases of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links {
    /// Go back to the same thing.
    pub right: usize,
    /// Go back to another thing.
    pub wrong: usize,
    /// Go back to nothing, though the thing was mentioned.
    pub lost: usize,
    /// Go back to something, though the thing is new.
    pub invented: usize,
}

/// Learns from three documents in four of GUM's training part and measures the others.
///
/// # Errors
/// When the file cannot be read.
pub fn rehearse(shared: &Path, lexicon: &Lexicon) -> Result<Rehearsal, ScoreError> {
    let read = analyzed(shared, lexicon)?;
    let is_measured = |number: usize| number % PARTS == PARTS - 1;
    let learnt = read.iter().enumerate().filter(|(number, _)| !is_measured(*number)).map(|(_, pair)| pair);
    let table = lessons(learnt, lexicon).table();
    let weights = Weights::parse(&table).map_err(|why| ScoreError::Unreadable { path: shared.to_owned(), why })?;
    let measured: Vec<&(GumDocument, Analysis)> =
        read.iter().enumerate().filter(|(number, _)| is_measured(*number)).map(|(_, pair)| pair).collect();
    let parts: Vec<Rehearsal> = measured.par_iter().map(|pair| measure(pair, &weights, lexicon)).collect();
    Ok(parts.into_iter().fold(Rehearsal::default(), Rehearsal::plus))
}

fn measure((gold, analysis): &(GumDocument, Analysis), weights: &Weights, lexicon: &Lexicon) -> Rehearsal {
    let found = analysis.phrases(lexicon).resolve(weights);
    let [all, linked] = english_measures(gold, &found);
    Rehearsal { all, linked, links: links(gold, &found), missed: missed(gold, analysis, &found) }
}

fn links(gold: &GumDocument, found: &References) -> BTreeMap<PhraseClass, Links> {
    let things = things(gold);
    let thing = |number: usize| {
        let tokens = &found.phrases[number].tokens;
        things.get(&(tokens.start, tokens.end)).copied()
    };
    let mut links: BTreeMap<PhraseClass, Links> = BTreeMap::new();
    for (number, phrase) in found.phrases.iter().enumerate() {
        let own = thing(number);
        let known = own.is_some() && (0..number).any(|other| thing(other) == own);
        let links = links.entry(phrase.class).or_default();
        match found.antecedents[number] {
            Some((other, _)) if own.is_some() && thing(other) == own => links.right += 1,
            Some(_) if known => links.wrong += 1,
            Some(_) => links.invented += 1,
            None if known => links.lost += 1,
            None => {}
        }
    }
    links
}

fn missed(gold: &GumDocument, analysis: &Analysis, found: &References) -> Vec<String> {
    let is_found =
        |place: &Place| found.phrases.iter().any(|phrase| (phrase.tokens.start, phrase.tokens.end) == *place);
    let places = gold.clusters.iter().filter(|cluster| cluster.len() > 1).flatten();
    let words = |tokens: std::ops::Range<usize>| {
        analysis.document.tokens[tokens].iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    let line = |place: &Place| {
        let head = (place.0..place.1)
            .find(|&token| analysis.trees.head(token).is_none_or(|above| !(place.0..place.1).contains(&above)));
        let same = found.phrases.iter().find(|phrase| Some(phrase.head) == head);
        let ours = same.map_or_else(|| "-".to_owned(), |phrase| words(phrase.tokens.clone()));
        format!("{}: {} ← {ours}", gold.name, words(place.0..place.1))
    };
    places.filter(|place| !is_found(place)).map(line).collect()
}

impl Rehearsal {
    fn plus(mut self, other: Self) -> Self {
        for (class, links) in other.links {
            let own = self.links.entry(class).or_default();
            own.right += links.right;
            own.wrong += links.wrong;
            own.lost += links.lost;
            own.invented += links.invented;
        }
        self.missed.extend(other.missed);
        Self { all: self.all.plus(other.all), linked: self.linked.plus(other.linked), ..self }
    }
}

impl fmt::Display for Rehearsal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "| measured on | mentions | MUC | B³ | CEAF-e | average |\n|---|---|---|---|---|---|")?;
        super::report::line(formatter, "a quarter of GUM train", &self.all)?;
        super::report::line(formatter, "the same, without single mentions", &self.linked)?;
        writeln!(formatter, "\n| noun phrases | right | to another | lost | invented |\n|---|---|---|---|---|")?;
        for (class, Links { right, wrong, lost, invented }) in &self.links {
            let name = format!("{class:?}").to_lowercase();
            writeln!(formatter, "| {name} | {right} | {wrong} | {lost} | {invented} |")?;
        }
        writeln!(formatter, "\nNot found: {}", self.missed.len())
    }
}
