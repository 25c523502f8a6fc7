//! Reads sentences with the status of their facts: a table with a row for each fact, in groups with a head of their
//! own. Every mistake is told with its line, for people write these files by hand.

use std::fs;
use std::path::Path;

use crate::relate::{Modality, Polarity};
use crate::score::ScoreError;

/// Opens the head of a group.
const GROUP: &str = "# -- ";
/// Joins the speakers of a chain, the nearest to the fact first.
const CHAIN: &str = " < ";
const COLUMNS: usize = 7;

/// Sentences that were written for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusGroup {
    /// Its head.
    pub name: String,
    /// Its sentences, in the order of the file.
    pub sentences: Vec<StatusSentence>,
}

/// A sentence with what it states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSentence {
    /// Its words.
    pub text: String,
    /// What it states.
    pub rows: Vec<StatusRow>,
}

/// A fact and how it is stated. Where there are several words or values, any of them is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRow {
    /// Words of the subject.
    pub subject: Vec<String>,
    /// Verbs in their dictionary form, or nouns that stand for them.
    pub predicate: Vec<String>,
    /// Words of the object.
    pub object: Vec<String>,
    /// Whether it is said to hold.
    pub polarity: Vec<Polarity>,
    /// How it is said to hold.
    pub modality: Vec<Modality>,
    /// Who says so, the nearest first; `-` for the article itself.
    pub speakers: Vec<Vec<String>>,
    /// The row as it stands in the file, without its sentence.
    pub written: String,
}

/// Reads a file of annotated sentences.
pub(super) fn read(path: &Path) -> Result<Vec<StatusGroup>, ScoreError> {
    let table = fs::read_to_string(path)
        .map_err(|error| ScoreError::Unreadable { path: path.to_owned(), why: error.to_string() })?;
    groups(path, &table)
}

fn groups(path: &Path, table: &str) -> Result<Vec<StatusGroup>, ScoreError> {
    let mut groups: Vec<StatusGroup> = Vec::new();
    for (number, line) in table.lines().enumerate() {
        if let Some(name) = line.strip_prefix(GROUP) {
            groups.push(StatusGroup { name: name.to_owned(), sentences: Vec::new() });
        } else if !line.is_empty() && !line.starts_with('#') {
            let group = groups.last_mut().ok_or_else(|| "a row before the first group".to_owned());
            let added = group.and_then(|group| add(group, line));
            added.map_err(|what| ScoreError::at(path, number + 1, &what))?;
        }
    }
    Ok(groups)
}

fn add(group: &mut StatusGroup, line: &str) -> Result<(), String> {
    let (text, rest) = line.split_once('\t').ok_or("a row of one column")?;
    let row = row(rest)?;
    match group.sentences.last_mut().filter(|last| last.text == text) {
        Some(sentence) => sentence.rows.push(row),
        None => group.sentences.push(StatusSentence { text: text.to_owned(), rows: vec![row] }),
    }
    Ok(())
}

fn row(written: &str) -> Result<StatusRow, String> {
    let cells: Vec<&str> = written.split('\t').collect();
    let [subject, predicate, object, polarity, modality, attribution] = cells[..] else {
        return Err(format!("{} columns where there should be {COLUMNS}", cells.len() + 1));
    };
    Ok(StatusRow {
        subject: alternatives(subject),
        predicate: alternatives(predicate),
        object: alternatives(object),
        polarity: named(polarity, &Polarity::ALL, Polarity::name)?,
        modality: named(modality, &Modality::ALL, Modality::name)?,
        speakers: attribution.split(CHAIN).map(alternatives).collect(),
        written: cells.join(", "),
    })
}

fn alternatives(cell: &str) -> Vec<String> {
    cell.split('|').map(|one| one.trim().to_owned()).collect()
}

fn named<T: Copy>(cell: &str, all: &[T], name: fn(T) -> &'static str) -> Result<Vec<T>, String> {
    let find = |wanted: String| all.iter().copied().find(|one| name(*one) == wanted).ok_or(wanted);
    alternatives(cell).into_iter().map(|wanted| find(wanted).map_err(|wanted| format!("no `{wanted}`"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "A kauft B.\tA\tkaufen\tB|b\tpositive\treported\tInsider|- < Nikkei";

    #[test]
    fn rows_of_one_sentence_stand_together_below_their_group() {
        let read = groups(Path::new("a.tsv"), &format!("# head\n# -- plain\n{ROW}\n{ROW}\n")).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].sentences.len(), 1);
        assert_eq!(read[0].sentences[0].rows.len(), 2);
        assert_eq!(read[0].sentences[0].rows[0].speakers, [vec!["Insider", "-"], vec!["Nikkei"]]);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let wrong = groups(Path::new("a.tsv"), "# -- plain\nA kauft B.\tA\n").unwrap_err();
        assert!(wrong.to_string().starts_with("a.tsv:2: 2 columns"), "{wrong}");
        let early = groups(Path::new("a.tsv"), ROW).unwrap_err();
        assert!(early.to_string().contains("before the first group"), "{early}");
    }

    #[test]
    fn the_annotated_sentences_have_no_mistake() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/status");
        let count = |file: &str| read(&folder.join(file)).unwrap().iter().map(|group| group.sentences.len()).sum();
        let counts: [usize; 2] = ["de.tsv", "en.tsv"].map(count);
        assert_eq!(counts, [100, 50]);
    }
}
