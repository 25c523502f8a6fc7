//! Facts that people judged, for the calibration of confidence: where a fact stands in which text, whether the text states
//! it so, and what the model sees of it. No text is kept; `tripel score calibration --facts` shows it to whoever judges.

use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::ScoreError;
use super::conllu::lines;
use super::name::{KEPT_ASIDE, by_lines, news, sentences};
use crate::ingest::ingest;
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Analysis};
use crate::relate::{Fact, Features, Polarity, features};
use crate::text::{Article, Language, Span};

/// A fact with what was judged of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The text, and the bytes of subject, predicate and object in it, parted by tabs.
    pub place: String,
    /// Whether the text states it so; none for a fact that nobody has judged.
    pub right: Option<bool>,
    /// What the model sees of it.
    pub features: Features,
    /// The fact and its sentence, to show to whoever judges; empty for facts that were judged.
    pub shown: String,
}

impl Judged {
    /// A number that depends on the place alone, to choose by without favour.
    #[must_use]
    pub fn lot(&self) -> u64 {
        Sha256::digest(&self.place).iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// Whether the weights are fitted on it; the other half measures them.
    #[must_use]
    pub fn is_for_fitting(&self) -> bool {
        self.lot().is_multiple_of(2)
    }

    /// Its row in the table.
    #[must_use]
    pub fn row(&self) -> String {
        let verdict = match self.right {
            Some(true) => "right",
            Some(false) => "wrong",
            None => "?",
        };
        let feature = |(name, value): &(String, f32)| format!("{name}={value:.3}");
        let features = self.features.iter().map(feature).collect::<Vec<_>>().join(";");
        format!("{}\t{verdict}\t{features}", self.place)
    }
}

/// Reads the table of judged facts.
///
/// # Errors
/// When it cannot be read or a row is not as [`Judged::row`] writes it.
pub fn read_judged(path: &Path) -> Result<Vec<Judged>, ScoreError> {
    let lines = lines(path)?;
    let rows = lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    rows.map(|(number, line)| parse(line).map_err(|what| ScoreError::at(path, number + 1, what))).collect()
}

fn parse(line: &str) -> Result<Judged, &'static str> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [place @ .., verdict, features] = cells.as_slice() else { return Err("fewer than two cells") };
    let right = match *verdict {
        "right" => Some(true),
        "wrong" => Some(false),
        "?" => None,
        _ => return Err("no verdict `right`, `wrong` or `?` in the cell before the last"),
    };
    let feature = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        Some((name.to_owned(), value.parse().ok()?))
    };
    let features: Option<Features> = features.split(';').map(feature).collect();
    let features = features.ok_or("a feature that is no `name=number`")?;
    Ok(Judged { place: place.join("\t"), right, features, shown: String::new() })
}

/// A text to draw facts from.
struct Source {
    name: String,
    article: Article,
}

/// Sentences of a treebank that are read as one article.
const SENTENCES: usize = 10;

/// Draws facts to judge, as many from each of the six kinds of text, with what is known of them: the demo articles, the
/// articles and the corpora of the shared folder (news and tweets, the two treebanks that test the reader, the sentences of
/// `GermEval`); only those of one pattern, if it is named.
///
/// # Errors
/// When a file cannot be read.
pub fn draw(
    shared: &Path,
    articles: &Path,
    most: usize,
    pattern: Option<&str>,
    known: &[Judged],
    lexicon: &Lexicon,
) -> Result<Vec<Judged>, ScoreError> {
    let kinds = [
        folder(articles, lexicon)?,
        folder(&shared.join("seeds"), lexicon)?,
        smartdata(shared)?,
        treebank(&shared.join("data/treebank/de_gsd-test.conllu.gz"), Language::German)?,
        treebank(&shared.join("data/treebank/en_gum-test.conllu.gz"), Language::English)?,
        germeval(&shared.join("data/ner/germeval2014-test.tsv.gz"))?,
    ];
    let wanted = pattern.map(|pattern| format!("pattern {pattern}"));
    let mut drawn = Vec::new();
    for sources in kinds {
        let mut facts: Vec<Judged> = sources.par_iter().flat_map_iter(|source| facts(source, lexicon)).collect();
        facts.sort_by_key(Judged::lot);
        facts.dedup_by(|later, first| later.place == first.place);
        for fact in &mut facts {
            fact.right = known.iter().find(|other| other.place == fact.place).and_then(|other| other.right);
        }
        let fits = |fact: &Judged| wanted.as_ref().is_none_or(|name| fact.features.iter().any(|(own, _)| own == name));
        facts.retain(|fact| fact.right.is_some() || fits(fact));
        let judged = facts.iter().filter(|fact| fact.right.is_some()).count();
        let mut free = most.saturating_sub(judged);
        facts.retain(|fact| {
            free = free.saturating_sub(usize::from(fact.right.is_none()));
            fact.right.is_some() || free > 0
        });
        drawn.extend(facts);
    }
    Ok(drawn)
}

fn folder(path: &Path, lexicon: &Lexicon) -> Result<Vec<Source>, ScoreError> {
    let unreadable = |error: std::io::Error| ScoreError::Unreadable { path: path.to_owned(), why: error.to_string() };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "txt"));
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(unreadable)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        sources.extend(ingest(&bytes, lexicon).ok().map(|article| Source { name, article }));
    }
    Ok(sources)
}

/// Sentences of an encyclopedia and of news, a few of which are read as one article.
fn germeval(path: &Path) -> Result<Vec<Source>, ScoreError> {
    let sentences: Vec<String> = sentences(path)?;
    let source = |(number, part): (usize, &[String])| Source {
        name: format!("germeval/{number}"),
        article: by_lines(&part.join("\n"), Language::German),
    };
    Ok(sentences.chunks(SENTENCES).enumerate().map(source).collect())
}

/// The documents on which patterns are developed.
fn smartdata(shared: &Path) -> Result<Vec<Source>, ScoreError> {
    let texts = news(&shared.join("data/ner/smartdata.jsonl.gz"))?;
    let given = texts.iter().enumerate().filter(|(number, _)| number % 5 != KEPT_ASIDE);
    let source = |(number, text): (usize, &String)| Source {
        name: format!("smartdata/{number}"),
        article: by_lines(text, Language::German),
    };
    Ok(given.map(source).collect())
}

fn treebank(path: &Path, language: Language) -> Result<Vec<Source>, ScoreError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.split('.').next().unwrap_or_default();
    let lines = lines(path)?;
    let texts: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("# text = ")).collect();
    let source = |(number, part): (usize, &[&str])| Source {
        name: format!("{name}/{number}"),
        article: by_lines(&part.join("\n"), language),
    };
    Ok(texts.chunks(SENTENCES).enumerate().map(source).collect())
}

fn facts(source: &Source, lexicon: &Lexicon) -> Vec<Judged> {
    let analysis = pipeline::read(&source.article, lexicon);
    let Analysis { document, facts, .. } = &analysis;
    let context = analysis.context(lexicon);
    let judged = |fact: &Fact| Judged {
        place: format!("{}\t{}", source.name, places(fact)),
        right: None,
        features: features(&context, fact),
        shown: shown(fact, &document.source),
    };
    facts.facts.iter().map(judged).collect()
}

fn places(fact: &Fact) -> String {
    let stretch = |spans: &[Span]| match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => format!("{}-{}", first.start, last.end),
        _ => "-".to_owned(),
    };
    [&fact.subject.spans, &fact.predicate.spans, &fact.object.spans].map(|spans| stretch(spans)).join("\t")
}

/// What a judge reads.
fn shown(fact: &Fact, source: &str) -> String {
    let predicate = &fact.predicate;
    let parts = [Some(&predicate.lemma), predicate.noun.as_ref(), predicate.preposition.as_ref()];
    let verb = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let negated = if fact.polarity == Polarity::Negative { " NOT" } else { "" };
    let speakers: Vec<&str> = fact.attribution.iter().map(|source| source.speaker.text.as_str()).collect();
    format!(
        "{} — {verb} → {} [{}{negated}; {}; {}] :: {}",
        fact.subject.text,
        fact.object.text,
        fact.modality.name(),
        speakers.join(", "),
        fact.pattern,
        fact.sentence.of(source)
    )
    .replace(['\n', '\t'], " ")
}
