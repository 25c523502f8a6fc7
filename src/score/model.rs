//! Scores the reader on treebanks and names it has not seen: tags, features and trees over gold words, punctuation too,
//! relations with their subtypes; names by exact stretches and classes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::encode::encode;
use crate::lexicon::Lexicon;
use crate::parse::{Trees, parse};
use crate::recognize::NameClass;
use crate::tag::{Tag, tag};
use crate::text::{Document, Language};

use super::ScoreError;
use super::conllu::{GoldWord, document, sentences};
use super::name::{NameScore, germeval, smartdata};
use super::raw::{Compounds, Matches, RawScore, raw};

/// The features that the reader knows; others of a treebank do not count.
const FEATURES: [&str; 17] = [
    "Case",
    "Gender",
    "Number",
    "Person",
    "Tense",
    "Mood",
    "VerbForm",
    "Voice",
    "Degree",
    "Definite",
    "PronType",
    "NumType",
    "Poss",
    "Reflex",
    "Polarity",
    "Number[psor]",
    "Gender[psor]",
];

/// Sentences of the English test part that the reader's training code was measured on.
const ENGLISH_SENTENCES: usize = 800;

/// What the report says of itself.
const HEAD: &str = "\
# Scores of the reader

Written by `tripel score models --shared ../shared`. The reader has seen none of the sentences.

Tags, trees and names are measured over gold words: every word counts, punctuation too; relations with their subtypes;
names by exact stretches and classes. A tree is the best one with a single root.
";

/// The scores of the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// One a treebank.
    pub trees: Vec<TreeScore>,
    /// On the development part of `GermEval` 2014.
    pub names: Vec<NameScore>,
    /// On the documents of `SmartData` that were kept aside: by the trained reader, and by the whole program.
    pub business_names: [Vec<NameScore>; 2],
    /// How raw text is read, by what it was measured on.
    pub raw: Vec<(&'static str, RawScore)>,
}

/// The share of words that are right, in percent.
#[derive(Debug, Clone, PartialEq)]
pub struct TreeScore {
    /// What was measured on.
    pub measure: String,
    /// How many sentences and words.
    pub size: (usize, usize),
    /// The universal part of speech.
    pub upos: f64,
    /// The part of speech of the language.
    pub xpos: f64,
    /// All features of a word.
    pub features: f64,
    /// The dictionary form.
    pub lemma: f64,
    /// The head.
    pub uas: f64,
    /// The head and the relation.
    pub las: f64,
    /// How long it took on one core.
    pub time: Duration,
}

impl TreeScore {
    /// Words read in a second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.size.1 as f64 / self.time.as_secs_f64().max(1e-9)
    }
}

/// Measures on the shared data, on the first `limit` sentences of each part if there is a limit.
///
/// # Errors
/// When a file is not there or not as its format wants it.
pub fn models(shared: &Path, limit: Option<usize>) -> Result<Report, ScoreError> {
    let lexicon = Lexicon::embedded();
    let treebank = |file: &str| shared.join("data/treebank").join(file);
    let files = [treebank("de_gsd-test.conllu.gz"), treebank("en_ewt-test.conllu.gz")];
    let (german, english) = (sentences(&files[0])?, sentences(&files[1])?);
    let most = limit.unwrap_or(usize::MAX);
    // The first 301 sentences of GSD test are reviews.
    let news = german.get(301..).unwrap_or_default();
    let parts = [
        ("German GSD test", &german[..], Language::German, most),
        ("German GSD test, its news", news, Language::German, most),
        ("English EWT test", &english[..], Language::English, most),
        ("English EWT test, first 800", &english[..], Language::English, most.min(ENGLISH_SENTENCES)),
    ];
    let score = |(measure, gold, language, most): (&str, &[Vec<GoldWord>], Language, usize)| {
        tree_score(measure, &gold[..gold.len().min(most)], language, &lexicon)
    };
    let trees = parts.into_iter().map(score).collect();
    let named = |file: &str| shared.join("data/ner").join(file);
    Ok(Report {
        trees,
        names: germeval(&named("germeval2014-dev.tsv.gz"), most, &lexicon)?,
        business_names: smartdata(&named("smartdata.jsonl.gz"), &lexicon)?,
        raw: raw_scores(&files, &lexicon)?,
    })
}

/// Raw text is measured whole: where sentences are cut out of it, a part would not be the same.
fn raw_scores(
    [german, english]: &[PathBuf; 2],
    lexicon: &Lexicon,
) -> Result<Vec<(&'static str, RawScore)>, ScoreError> {
    let measures = [
        ("German GSD test, compounds with hyphens as one word", german, Language::German, Compounds::Joined),
        ("German GSD test, compounds cut as annotated", german, Language::German, Compounds::Cut),
        ("English EWT test", english, Language::English, Compounds::Cut),
    ];
    measures
        .into_iter()
        .map(|(name, path, language, compounds)| Ok((name, raw(path, language, compounds, lexicon)?)))
        .collect()
}

fn tree_score(measure: &str, gold: &[Vec<GoldWord>], language: Language, lexicon: &Lexicon) -> TreeScore {
    let forms = gold.iter().map(|words| words.iter().map(|word| word.form.as_str()).collect());
    let document = document(forms, language);
    let start = Instant::now();
    let encoding = encode(&document, lexicon);
    let (tags, trees) = (tag(&document, &encoding, lexicon), parse(&document, &encoding, lexicon));
    let time = start.elapsed();
    let words: Vec<(usize, usize, &GoldWord)> = placed(&document, gold);
    let share = |right: &dyn Fn(usize, usize, &GoldWord) -> bool| {
        let count = words.iter().filter(|(token, start, word)| right(*token, *start, word)).count();
        100.0 * count as f64 / words.len().max(1) as f64
    };
    let uas = |token: usize, start: usize, word: &GoldWord| has_head(&trees, token, start, word);
    TreeScore {
        measure: measure.to_owned(),
        size: (gold.len(), words.len()),
        upos: share(&|token, _, word| tags[token].upos.label() == word.upos),
        xpos: share(&|token, _, word| tags[token].xpos == word.xpos),
        features: share(&|token, _, word| has_features(&tags[token], word)),
        lemma: share(&|token, _, word| tags[token].lemma == word.lemma),
        uas: share(&uas),
        las: share(&|token, start, word| uas(token, start, word) && trees.relation(token).label() == word.relation),
        time,
    }
}

/// Each word with its token and the first token of its sentence.
fn placed<'a>(document: &Document, gold: &'a [Vec<GoldWord>]) -> Vec<(usize, usize, &'a GoldWord)> {
    let pairs = document.sentences.iter().zip(gold);
    let words = |(sentence, words): (&crate::text::Sentence, &'a Vec<GoldWord>)| {
        let start = sentence.tokens.start;
        words.iter().enumerate().map(move |(place, word)| (start + place, start, word))
    };
    pairs.flat_map(words).collect()
}

fn has_head(trees: &Trees, token: usize, start: usize, word: &GoldWord) -> bool {
    trees.head(token).map_or(0, |head| head + 1 - start) == word.head
}

/// Whether all features that the reader knows are right; of several values that are given, each is.
fn has_features(tag: &Tag, word: &GoldWord) -> bool {
    let own = tag.features.to_string();
    let own: BTreeMap<&str, &str> = own.split('|').filter_map(|pair| pair.split_once('=')).collect();
    FEATURES.iter().all(|name| match (own.get(name), word.features.get(*name)) {
        (Some(own), Some(given)) => given.split(',').any(|value| value == *own),
        (own, given) => own.is_none() && given.is_none(),
    })
}

impl Report {
    /// The report as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = HEAD.to_owned();
        self.write_trees(&mut out);
        write_names(&mut out, "GermEval 2014 dev, outer level, gold words", &self.names);
        let [trained, read] = &self.business_names;
        write_names(&mut out, "SmartData kept aside, raw text, the reader in the style of the corpus", trained);
        write_names(&mut out, "SmartData kept aside, raw text, as the program reads it", read);
        self.write_raw(&mut out);
        out
    }

    fn write_trees(&self, out: &mut String) {
        out.push_str("\n| measure | sentences | words | UPOS | XPOS | features | lemma | UAS | LAS |\n");
        out.push_str("|---|---|---|---|---|---|---|---|---|\n");
        for score in &self.trees {
            let TreeScore { measure, size: (sentences, words), upos, xpos, features, lemma, uas, las, .. } = score;
            let _ = writeln!(
                out,
                "| {measure} | {sentences} | {words} | {upos:.1} | {xpos:.1} | {features:.1} | {lemma:.1} | {uas:.1} | \
                 {las:.1} |",
            );
        }
    }

    fn write_raw(&self, out: &mut String) {
        out.push_str("\n| F1 on raw text | words | sentences | LAS |\n|---|---|---|---|\n");
        let percent = |matches: Matches| 100.0 * matches.f1();
        for (measure, score) in &self.raw {
            let RawScore { words, sentences, arcs } = *score;
            let _ = writeln!(
                out,
                "| {measure} | {:.1} | {:.1} | {:.1} |",
                percent(words),
                percent(sentences),
                percent(arcs)
            );
        }
    }
}

fn write_names(out: &mut String, measure: &str, scores: &[NameScore]) {
    let _ = writeln!(out, "\n| {measure} | marked | found | right | F1 |\n|---|---|---|---|---|");
    for score in scores {
        let class = score.class.map_or("all", NameClass::label);
        let NameScore { gold, found, right, .. } = score;
        let _ = writeln!(out, "| {class} | {gold} | {found} | {right} | {:.1} |", score.f1());
    }
}
