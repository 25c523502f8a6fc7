//! Reads the gold facts of `BenchIE`: for each sentence clusters of forms that say the same fact, words in brackets
//! optional. A bracket that is never closed or never opened, as people who annotate leave them, counts for nothing.

use std::path::Path;

use crate::score::ScoreError;
use crate::score::conllu::lines;

/// What stands between the three places of a form.
const ARROW: &str = " --> ";

/// A sentence with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldSentence {
    /// Its number, counted from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// Its facts, each by all its forms.
    pub facts: Vec<Vec<Form>>,
}

/// One way to say a fact: subject, relation and object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    places: [Vec<Piece>; 3],
    written: String,
}

/// Words that stand together, there or not there as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    words: Vec<String>,
    optional: bool,
}

impl Form {
    /// Whether the words of the three places are those of the form, with any of the optional ones or without.
    #[must_use]
    pub fn fits(&self, triple: [&str; 3]) -> bool {
        self.places.iter().zip(triple).all(|(pieces, text)| {
            let words: Vec<&str> = text.split_whitespace().collect();
            fit(pieces, &words)
        })
    }

    /// The form as it is annotated.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }
}

fn fit(pieces: &[Piece], words: &[&str]) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return words.is_empty() };
    let there = words.len() >= piece.words.len() && piece.words.iter().zip(words).all(|(gold, word)| gold == word);
    there && fit(rest, &words[piece.words.len()..]) || piece.optional && fit(rest, words)
}

/// Reads a file of gold facts.
///
/// # Errors
/// When it cannot be read, or a form stands before any sentence or has not three places.
pub fn read(path: &Path) -> Result<Vec<GoldSentence>, ScoreError> {
    let mut sentences: Vec<GoldSentence> = Vec::new();
    for (number, line) in lines(path)?.iter().enumerate() {
        if let Some(sentence) = sentence(line) {
            sentences.push(sentence);
            continue;
        }
        let known = sentences.last_mut();
        add(known, line).map_err(|what| ScoreError::at(path, number + 1, what))?;
    }
    for sentence in &mut sentences {
        sentence.facts.retain(|forms| !forms.is_empty());
    }
    Ok(sentences)
}

/// `sent_id:3`, a tab, the text.
fn sentence(line: &str) -> Option<GoldSentence> {
    let (number, text) = line.strip_prefix("sent_id:")?.split_once('\t')?;
    Some(GoldSentence { number: number.trim().parse().ok()?, text: text.trim().to_owned(), facts: Vec::new() })
}

fn add(sentence: Option<&mut GoldSentence>, line: &str) -> Result<(), &'static str> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(());
    }
    let sentence = sentence.ok_or("a fact before the first sentence")?;
    // `3--> Cluster 1:` opens a fact, sometimes with `->`.
    if line.ends_with(':') && line.contains("Cluster") {
        sentence.facts.push(Vec::new());
        return Ok(());
    }
    let form = form(line).ok_or("no three places with ` --> ` between them")?;
    sentence.facts.last_mut().ok_or("a form before the first cluster")?.push(form);
    Ok(())
}

fn form(line: &str) -> Option<Form> {
    let places: Vec<&str> = line.split(ARROW).collect();
    let [subject, relation, object] = places[..] else { return None };
    Some(Form { places: [subject, relation, object].map(pieces), written: line.to_owned() })
}

/// Cuts a place at its brackets.
fn pieces(place: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = place;
    while let Some((before, behind)) = rest.split_once('[') {
        pieces.push(piece(before, false));
        let Some((inside, behind)) = behind.split_once(']') else {
            rest = behind;
            break;
        };
        pieces.push(piece(inside, true));
        rest = behind;
    }
    pieces.push(piece(rest, false));
    pieces.retain(|piece| !piece.words.is_empty());
    pieces
}

fn piece(text: &str, optional: bool) -> Piece {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '[' || letter == ']');
    Piece { words: words.filter(|word| !word.is_empty()).map(str::to_owned).collect(), optional }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(gold: &str, triple: [&str; 3]) -> bool {
        form(gold).expect("three places").fits(triple)
    }

    #[test]
    fn a_form_fits_its_words() {
        assert!(fits("Sie --> malt --> Bilder", ["Sie", "malt", "Bilder"]));
        assert!(!fits("Sie --> malt --> Bilder", ["sie", "malt", "Bilder"]));
        assert!(!fits("Sie --> malt --> Bilder", ["Sie", "malt", "Bilder gern"]));
    }

    #[test]
    fn optional_words_may_be_there_or_not_but_only_as_a_whole() {
        let gold = "[Die alte] Malerin --> malt [gern] --> [große] Bilder [aus Holz]";
        assert!(fits(gold, ["Malerin", "malt", "Bilder"]));
        assert!(fits(gold, ["Die alte Malerin", "malt gern", "große Bilder aus Holz"]));
        assert!(!fits(gold, ["Die Malerin", "malt", "Bilder"]));
    }

    #[test]
    fn brackets_touch_words_and_may_be_broken() {
        assert!(fits("Sie --> malt --> [ein]Bild", ["Sie", "malt", "ein Bild"]));
        assert!(fits("Alte] Malerin --> malt --> Bilder", ["Alte Malerin", "malt", "Bilder"]));
    }

    #[test]
    fn blanks_do_not_count() {
        assert!(fits("Sie --> malt -->  in  Rom", ["Sie", "malt", "in Rom"]));
    }
}
