//! Reads CoNLL-U into documents of gold words, so that tags and trees can be compared word by word.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::text::{Document, Language, Meta, Part, Sentence, SentenceKind, Span, Token};

use super::ScoreError;

/// What people annotated of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldWord {
    /// The word.
    pub form: String,
    /// Its dictionary form, `_` where there is none.
    pub lemma: String,
    /// Its universal part of speech.
    pub upos: String,
    /// Its part of speech of the language.
    pub xpos: String,
    /// Its features by name.
    pub features: BTreeMap<String, String>,
    /// The number of its head in the sentence, counted from 1; 0 is the root.
    pub head: usize,
    /// Its relation to the head.
    pub relation: String,
}

/// The sentences of a file, packed by gzip or not.
///
/// # Errors
/// When the file cannot be read or a line is not of ten columns.
pub fn sentences(path: &Path) -> Result<Vec<Vec<GoldWord>>, ScoreError> {
    let mut sentences = vec![Vec::new()];
    for (number, line) in lines(path)?.iter().enumerate() {
        if line.trim().is_empty() {
            sentences.push(Vec::new());
            continue;
        }
        let word = word(line).map_err(|what| ScoreError::at(path, number + 1, what))?;
        if let Some(sentence) = sentences.last_mut() {
            sentence.extend(word);
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

/// The lines of a file, packed by gzip or not.
pub(super) fn lines(path: &Path) -> Result<Vec<String>, ScoreError> {
    let unreadable = |error: std::io::Error| ScoreError::Unreadable { path: path.to_owned(), why: error.to_string() };
    let file = File::open(path).map_err(unreadable)?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        BufReader::new(MultiGzDecoder::new(file)).lines().collect::<Result<_, _>>().map_err(unreadable)
    } else {
        BufReader::new(file).lines().collect::<Result<_, _>>().map_err(unreadable)
    }
}

/// The word of a line; comments, contractions and empty nodes are none.
fn word(line: &str) -> Result<Option<GoldWord>, &'static str> {
    let columns: Vec<&str> = line.split('\t').collect();
    if line.starts_with('#') || columns[0].contains(['-', '.']) {
        return Ok(None);
    }
    let [_, form, lemma, upos, xpos, features, head, relation, ..] = columns[..] else {
        return Err("fewer than eight columns");
    };
    let pairs = features.split('|').filter_map(|pair| pair.split_once('='));
    Ok(Some(GoldWord {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        xpos: xpos.to_owned(),
        features: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        head: head.parse().map_err(|_| "the head is no number")?,
        relation: relation.to_owned(),
    }))
}

/// A document of these words, a blank between any two.
#[must_use]
pub fn document<'a>(sentences: impl Iterator<Item = Vec<&'a str>>, language: Language) -> Document {
    let (mut source, mut tokens, mut known) = (String::new(), Vec::new(), Vec::new());
    for (paragraph, words) in sentences.enumerate() {
        let (start, first) = (source.len(), tokens.len());
        for form in words {
            let span = Span::new(source.len(), source.len() + form.len());
            tokens.push(Token { span, form: form.to_owned(), part: Part::Whole });
            source.push_str(form);
            source.push(' ');
        }
        let (span, tokens) = (Span::new(start, source.len().saturating_sub(1).max(start)), first..tokens.len());
        known.push(Sentence { span, tokens, language, kind: SentenceKind::Prose, paragraph });
    }
    Document { source, meta: Meta::default(), language, tokens, sentences: known, tables: Vec::new() }
}
