//! Measures words and sentences against a treebank, from raw text: the text is put together again as its `SpaceAfter`
//! says, tokenized, and both sides are compared by their places in the text without its blanks.
//!
//! A word is right when its place and its form are; a sentence when it begins and ends right. German compounds with
//! hyphens are one word in tripel though UD cuts them, so they can be joined in the gold too: [`Compounds`].

use std::collections::BTreeSet;
use std::path::Path;

use super::{ScoreError, conllu};
use crate::lexicon::Lexicon;
use crate::text::Language;
use crate::tokenize;

/// How compounds with hyphens count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compounds {
    /// As the treebank cuts them.
    AsAnnotated,
    /// Joined in the gold: *US-Präsident* is one word.
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

/// What the tokenizer makes of a treebank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenScore {
    /// Its words.
    pub words: Matches,
    /// Its sentences.
    pub sentences: Matches,
}

/// Measures the tokenizer on a treebank.
///
/// # Errors
/// When the file cannot be read or has a line of too few columns.
pub fn tokens(
    path: &Path,
    language: Language,
    compounds: Compounds,
    lexicon: &Lexicon,
) -> Result<TokenScore, ScoreError> {
    let mut score = TokenScore::default();
    for paragraph in paragraphs(path, compounds)? {
        let text = text(&paragraph);
        let (gold, found) = (gold_places(&paragraph), found_places(&text, language, lexicon));
        add(&mut score.words, &gold.words, &found.words);
        add(&mut score.sentences, &gold.sentences, &found.sentences);
    }
    Ok(score)
}

fn add<T: Ord>(matches: &mut Matches, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    matches.right += gold.intersection(found).count();
    matches.gold += gold.len();
    matches.found += found.len();
}

/// A written word of the treebank.
struct Written {
    form: String,
    /// The syntactic words it stands for; its form alone but in contractions.
    words: Vec<String>,
    blank_after: bool,
    opens_sentence: bool,
}

/// Words by place and form, sentences by their ends; places count the letters without blanks.
struct Places {
    words: BTreeSet<(usize, usize, String)>,
    sentences: BTreeSet<(usize, usize)>,
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
        let [id, form, .., misc] = columns[..] else {
            return Err(ScoreError::at(path, number + 1, "fewer than three columns"));
        };
        if id.contains('.') {
            continue;
        }
        if inside > 0 {
            inside -= 1;
            words.last_mut().into_iter().for_each(|contraction| contraction.words.push(form.to_owned()));
            continue;
        }
        inside = contracted(id);
        words.push(written(form, misc, inside > 0, opens));
        opens = false;
    }
    Ok(if compounds == Compounds::Joined { paragraphs.into_iter().map(joined).collect() } else { paragraphs })
}

/// How many words a range like `3-4` stands for; none where it is no range.
fn contracted(id: &str) -> usize {
    let range = id.split_once('-').and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    range.map_or(0, |(first, last): (usize, usize)| (last + 1).saturating_sub(first))
}

fn written(form: &str, misc: &str, contraction: bool, opens_sentence: bool) -> Written {
    let words = if contraction { Vec::new() } else { vec![form.to_owned()] };
    let blank_after = !misc.split('|').any(|pair| pair == "SpaceAfter=No");
    Written { form: form.to_owned(), words, blank_after, opens_sentence }
}

/// Joins *US*, *-*, *Präsident* that stand without blanks between them.
fn joined(words: Vec<Written>) -> Vec<Written> {
    let mut all: Vec<Written> = Vec::new();
    for word in words {
        let is_part = |text: &str| text.starts_with(char::is_alphanumeric);
        match all.last_mut() {
            Some(last) if !last.blank_after && !word.opens_sentence && fits(last, &word, is_part) => {
                last.form.push_str(&word.form);
                last.words = vec![last.form.clone()];
                last.blank_after = word.blank_after;
            }
            _ => all.push(word),
        }
    }
    all
}

fn fits(last: &Written, word: &Written, is_part: impl Fn(&str) -> bool) -> bool {
    (word.form == "-" && is_part(&last.form))
        || (last.form.len() > 1 && last.form.ends_with('-') && is_part(&word.form) && is_part(&last.form))
}

fn text(words: &[Written]) -> String {
    words.iter().flat_map(|word| [word.form.as_str(), if word.blank_after { " " } else { "" }]).collect()
}

fn gold_places(words: &[Written]) -> Places {
    let mut places = Places { words: BTreeSet::new(), sentences: BTreeSet::new() };
    let (mut at, mut sentence) = (0, 0);
    for word in words {
        if word.opens_sentence && at > sentence {
            places.sentences.insert((sentence, at));
            sentence = at;
        }
        let end = at + letters(&word.form);
        let cut = word.words.concat() == word.form;
        let mut start = at;
        for part in &word.words {
            let place = if cut { (start, start + letters(part)) } else { (at, end) };
            places.words.insert((place.0, place.1, part.to_lowercase()));
            start += letters(part);
        }
        at = end;
    }
    if at > sentence {
        places.sentences.insert((sentence, at));
    }
    places
}

fn found_places(text: &str, language: Language, lexicon: &Lexicon) -> Places {
    // The number of letters before each byte.
    let mut before = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, letter) in text.char_indices() {
        before[at] = count;
        count += usize::from(!letter.is_whitespace());
        before[at + letter.len_utf8()] = count;
    }
    let mut places = Places { words: BTreeSet::new(), sentences: BTreeSet::new() };
    let place = |byte: u32| before.get(byte as usize).copied().unwrap_or(count);
    for sentence in tokenize::paragraph(text, language, lexicon) {
        for token in &sentence {
            places.words.insert((place(token.span.start), place(token.span.end), token.form.to_lowercase()));
        }
        if let (Some(first), Some(last)) = (sentence.first(), sentence.last()) {
            places.sentences.insert((place(first.span.start), place(last.span.end)));
        }
    }
    places
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
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
    fn german_sentences_and_words_are_found_as_the_treebank_has_them() {
        let Some(path) = treebank("de_gsd-dev.conllu.gz") else { return };
        let score = tokens(&path, Language::German, Compounds::Joined, &Lexicon::embedded()).unwrap();
        assert!(score.words.f1() > 0.98, "{score:?}");
        assert!(score.sentences.f1() > 0.88, "{score:?}");
    }

    #[test]
    fn english_words_are_found_as_the_treebank_has_them() {
        let Some(path) = treebank("en_ewt-test.conllu.gz") else { return };
        let score = tokens(&path, Language::English, Compounds::AsAnnotated, &Lexicon::embedded()).unwrap();
        assert!(score.words.f1() > 0.97, "{score:?}");
    }
}
