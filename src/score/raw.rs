//! Measures the whole reading of raw text against a treebank: the text is put together again as its `SpaceAfter` says,
//! read, and both sides are compared by their places in the text without its blanks (`CoNLL` 2018 shared task).
//!
//! A word is right when its place and its form are, a sentence when it begins and ends right, an arc when the word, its
//! head and its relation with subtype are. German compounds with hyphens are one word in tripel though UD cuts them:
//! they are joined in the gold, or cut in what is read; see [`Compounds`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{ScoreError, conllu};
use crate::encode::segment;
use crate::lexicon::Lexicon;
use crate::parse::{Trees, parse};
use crate::text::{Article, Document, Language, Part, Span, Token};
use crate::tokenize::tokenize;

/// How compounds with hyphens count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compounds {
    /// As the treebank cuts them: *US*, *-*, *Präsident*; what is read in German is cut too, before the reader sees it.
    Cut,
    /// Joined in the gold: *US-Präsident* is one word, with the head of the part that governs.
    Joined,
}

/// How many are right of those that are annotated and of those that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Matches {
    /// In both.
    pub right: usize,
    /// Annotated.
    pub gold: usize,
    /// Found.
    pub found: usize,
}

impl Matches {
    /// The harmonic mean of precision and recall, in [0, 1].
    #[must_use]
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// What the reader makes of a treebank's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RawScore {
    /// Its words.
    pub words: Matches,
    /// Its sentences.
    pub sentences: Matches,
    /// Its arcs with their relations.
    pub arcs: Matches,
}

/// Measures the reading of a treebank's text.
///
/// # Errors
/// When the file cannot be read or has a line of too few columns.
pub fn raw(path: &Path, language: Language, compounds: Compounds, lexicon: &Lexicon) -> Result<RawScore, ScoreError> {
    let mut score = RawScore::default();
    for paragraph in paragraphs(path, compounds)? {
        let document = tokenize(&Article::of_paragraph(&text(&paragraph), language), lexicon);
        let document = if compounds == Compounds::Cut && language == Language::German {
            with_cut_compounds(document)
        } else {
            document
        };
        let (document, encoding) = segment(document, lexicon);
        let trees = parse(&document, &encoding, lexicon);
        score.add(&Places::of_gold(&paragraph), &Places::of_reading(&document, &trees));
    }
    Ok(score)
}

/// The text of each paragraph of a treebank.
pub(super) fn texts(path: &Path) -> Result<Vec<String>, ScoreError> {
    Ok(paragraphs(path, Compounds::Cut)?.iter().map(|words| text(words)).collect())
}

fn text(words: &[Written]) -> String {
    words.iter().flat_map(|word| [word.form.as_str(), if word.blank_after { " " } else { "" }]).collect()
}

impl RawScore {
    fn add(&mut self, gold: &Places, found: &Places) {
        let words = |places: &Places| places.words.keys().cloned().collect::<BTreeSet<_>>();
        add(&mut self.words, &words(gold), &words(found));
        add(&mut self.sentences, &gold.sentences, &found.sentences);
        let arcs = |places: &Places| places.words.iter().map(|(word, arc)| (word.clone(), arc.clone())).collect();
        add(&mut self.arcs, &arcs(gold), &arcs(found));
    }
}

fn add<T: Ord>(matches: &mut Matches, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    matches.right += gold.intersection(found).count();
    matches.gold += gold.len();
    matches.found += found.len();
}

/// A syntactic word of the treebank; a compound that was joined has the numbers of all its parts.
#[derive(Clone)]
struct Word {
    form: String,
    numbers: Vec<usize>,
    head: usize,
    relation: String,
}

/// A written word, with the syntactic words it stands for: itself but in contractions.
struct Written {
    form: String,
    words: Vec<Word>,
    blank_after: bool,
    opens_sentence: bool,
}

/// The written words of each paragraph; a treebank that marks none is one paragraph.
fn paragraphs(path: &Path, compounds: Compounds) -> Result<Vec<Vec<Written>>, ScoreError> {
    let mut paragraphs: Vec<Vec<Written>> = vec![Vec::new()];
    let (mut opens, mut inside) = (true, 0);
    for (number, line) in conllu::lines(path)?.iter().enumerate() {
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            paragraphs.push(Vec::new());
        }
        opens |= line.trim().is_empty();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some(words) = paragraphs.last_mut() else { continue };
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, _, _, _, head, relation, _, misc] = columns[..] else {
            return Err(ScoreError::at(path, number + 1, "not ten columns"));
        };
        if id.contains('.') {
            continue;
        }
        let word = || Word {
            form: form.to_owned(),
            numbers: id.parse().into_iter().collect(),
            head: head.parse().unwrap_or(0),
            relation: relation.to_owned(),
        };
        if inside > 0 {
            inside -= 1;
            words.last_mut().into_iter().for_each(|contraction| contraction.words.push(word()));
            continue;
        }
        inside = contracted(id);
        let parts = if inside > 0 { Vec::new() } else { vec![word()] };
        let blank_after = !misc.split('|').any(|pair| pair == "SpaceAfter=No");
        words.push(Written { form: form.to_owned(), words: parts, blank_after, opens_sentence: opens });
        opens = false;
    }
    Ok(if compounds == Compounds::Joined { paragraphs.into_iter().map(joined).collect() } else { paragraphs })
}

/// How many words a range like `3-4` stands for; none where it is no range.
fn contracted(id: &str) -> usize {
    let range = id.split_once('-').and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    range.map_or(0, |(first, last): (usize, usize)| (last + 1).saturating_sub(first))
}

/// Joins *US*, *-*, *Präsident* that stand without blanks between them.
fn joined(words: Vec<Written>) -> Vec<Written> {
    let mut all: Vec<Written> = Vec::new();
    for word in words {
        match all.last_mut() {
            Some(last) if !last.blank_after && !word.opens_sentence && fits(&last.form, &word.form) => last.join(word),
            _ => all.push(word),
        }
    }
    all
}

fn fits(last: &str, next: &str) -> bool {
    let is_part = |text: &str| text.starts_with(char::is_alphanumeric);
    is_part(last) && (next == "-" || last.len() > 1 && last.ends_with('-') && is_part(next))
}

impl Written {
    fn join(&mut self, other: Self) {
        self.form.push_str(&other.form);
        self.blank_after = other.blank_after;
        let parts: Vec<Word> = self.words.drain(..).chain(other.words).collect();
        let numbers: Vec<usize> = parts.iter().flat_map(|part| part.numbers.iter().copied()).collect();
        // The part whose head stands outside governs.
        let top = parts.iter().rev().find(|part| !numbers.contains(&part.head)).or(parts.last());
        let top = top.map(|part| Word { form: self.form.clone(), numbers, ..part.clone() });
        self.words.extend(top);
    }
}

/// The place of a word in the text without its blanks, and its form in small letters.
type Place = (usize, usize, String);

/// Words by place, each with the place of its head (none at the root) and its relation; sentences by their ends.
struct Places {
    words: BTreeMap<Place, (Option<Place>, String)>,
    sentences: BTreeSet<(usize, usize)>,
}

impl Places {
    fn of_gold(written: &[Written]) -> Self {
        let mut places = Self { words: BTreeMap::new(), sentences: BTreeSet::new() };
        let mut at = 0;
        for sentence in written.chunk_by(|_, next| !next.opens_sentence) {
            let start = at;
            let words: Vec<(Place, &Word)> = sentence.iter().flat_map(|written| placed(written, &mut at)).collect();
            let by_number: BTreeMap<usize, &Place> = words
                .iter()
                .flat_map(|(place, word)| word.numbers.iter().map(move |number| (*number, place)))
                .collect();
            for (place, word) in &words {
                let head = by_number.get(&word.head).map(|head| (*head).clone());
                places.words.insert(place.clone(), (head, word.relation.clone()));
            }
            places.sentences.insert((start, at));
        }
        places
    }

    fn of_reading(document: &Document, trees: &Trees) -> Self {
        let before = letters_before(&document.source);
        let place = |token: usize| -> Place {
            let Token { span, form, .. } = &document.tokens[token];
            (before[span.start as usize], before[span.end as usize], form.to_lowercase())
        };
        let arc = |token| (place(token), (trees.head(token).map(place), trees.relation(token).label().to_owned()));
        let ends = |tokens: &std::ops::Range<usize>| (place(tokens.start).0, place(tokens.end - 1).1);
        Self {
            words: (0..document.tokens.len()).map(arc).collect(),
            sentences: document.sentences.iter().map(|sentence| ends(&sentence.tokens)).collect(),
        }
    }
}

/// The words that a written word stands for, with their places; `at` moves behind it.
fn placed<'a>(written: &'a Written, at: &mut usize) -> Vec<(Place, &'a Word)> {
    let (start, end) = (*at, *at + letters(&written.form));
    *at = end;
    let is_cut = written.words.iter().map(|word| word.form.as_str()).collect::<String>() == written.form;
    let mut next = start;
    let place = |word: &'a Word| {
        let own = if is_cut { next..next + letters(&word.form) } else { start..end };
        next = own.end;
        ((own.start, own.end, word.form.to_lowercase()), word)
    };
    written.words.iter().map(place).collect()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// The number of letters before each byte.
fn letters_before(text: &str) -> Vec<usize> {
    let mut before = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, letter) in text.char_indices() {
        before[at] = count;
        count += usize::from(!letter.is_whitespace());
        before[at + letter.len_utf8()] = count;
    }
    before
}

/// The document with its compounds cut at their hyphens as the treebank does: *US*, *-*, *Präsident*.
pub(super) fn with_cut_compounds(mut document: Document) -> Document {
    let old = std::mem::take(&mut document.tokens);
    for sentence in &mut document.sentences {
        let start = document.tokens.len();
        document.tokens.extend(old[sentence.tokens.clone()].iter().flat_map(cut));
        sentence.tokens = start..document.tokens.len();
    }
    document
}

fn cut(token: &Token) -> Vec<Token> {
    let form = token.form.as_str();
    let is_compound = token.part == Part::Whole
        && form.starts_with(char::is_alphanumeric)
        && form.ends_with(char::is_alphanumeric)
        && form.contains('-')
        && form.len() == (token.span.end - token.span.start) as usize;
    if !is_compound {
        return vec![token.clone()];
    }
    let mut at = token.span.start as usize;
    let part = |form: &str| {
        at += form.len();
        Token { span: Span::new(at - form.len(), at), form: form.to_owned(), part: Part::Whole }
    };
    form.split_inclusive('-')
        .flat_map(|part| part.strip_suffix('-').map_or([part, ""], |word| [word, "-"]))
        .filter(|part| !part.is_empty())
        .map(part)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The treebank lies beside the project where there is one; without it there is nothing to measure.
    #[expect(clippy::print_stderr, reason = "whoever runs the tests should see what was skipped")]
    fn treebank(name: &str) -> Option<std::path::PathBuf> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/treebank").join(name);
        if !path.exists() {
            eprintln!("skipped: {} is not there", path.display());
        }
        path.exists().then_some(path)
    }

    #[test]
    fn german_words_sentences_and_arcs_are_found_as_the_treebank_has_them() {
        let Some(path) = treebank("de_gsd-dev.conllu.gz") else { return };
        let score = raw(&path, Language::German, Compounds::Joined, &Lexicon::embedded()).unwrap();
        assert!(score.words.f1() > 0.985 && score.sentences.f1() > 0.93 && score.arcs.f1() > 0.85, "{score:?}");
    }

    #[test]
    fn a_compound_is_cut_at_its_hyphens() {
        let token =
            |form: &str| Token { span: Span::new(10, 10 + form.len()), form: form.to_owned(), part: Part::Whole };
        let forms = |form| cut(&token(form)).into_iter().map(|part| part.form).collect::<Vec<_>>();
        assert_eq!(forms("US-Präsident"), ["US", "-", "Präsident"]);
        assert_eq!(forms("Präsident"), ["Präsident"]);
        assert_eq!(forms("CIA-"), ["CIA-"]);
        assert_eq!(cut(&token("US-Präsident"))[2].span, Span::new(13, 23));
    }
}
