//! Reads gold facts: a table beside each article, `<name>.gold.tsv` beside `<name>.md`. Every mistake in one is told
//! with its line, for people write these files by hand.

use std::fs;
use std::path::{Path, PathBuf};

use super::ScoreError;
use crate::relate::{Modality, Polarity};

const ENDING: &str = ".gold.tsv";
const COLUMNS: [&str; 8] = ["snippet", "subject", "relation", "object", "modality", "polarity", "attribution", "need"];
/// Stands in the column of the attribution when the article itself says it.
pub(super) const NOBODY: &str = "-";

/// An article with the facts that a careful reader notes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldArticle {
    /// Where the article stands.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it states, in the order of the file.
    pub facts: Vec<GoldFact>,
}

/// A fact that a careful reader notes. Where there are several names, any of them is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldFact {
    /// Words that stand once in the article, in the sentence that states the fact.
    pub snippet: String,
    /// Names of the subject.
    pub subject: Vec<String>,
    /// Local names of the relation.
    pub relation: Vec<String>,
    /// Names of the object.
    pub object: Vec<String>,
    /// How it is said to hold.
    pub modality: Vec<Modality>,
    /// Whether it is said to hold.
    pub polarity: Vec<Polarity>,
    /// Who says so; `-` for the article itself.
    pub attribution: Vec<String>,
    /// Whether a reader that misses it misses something.
    pub required: bool,
}

/// Reads all gold files of a folder, sorted by name, with their articles.
///
/// # Errors
/// When the folder or a file of it cannot be read, holds no gold, or a gold file has a mistake.
pub fn read_gold(folder: &Path) -> Result<Vec<GoldArticle>, ScoreError> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_gold(path)).collect();
    paths.sort();
    if paths.is_empty() {
        return Err(ScoreError::NoGold { path: folder.to_owned() });
    }
    paths.iter().map(|path| article(path)).collect()
}

fn is_gold(path: &Path) -> bool {
    path.to_string_lossy().ends_with(ENDING)
}

fn article(gold: &Path) -> Result<GoldArticle, ScoreError> {
    let table = fs::read_to_string(gold).map_err(|error| unreadable(gold, &error))?;
    let name = gold.to_string_lossy();
    let path = PathBuf::from(name.strip_suffix(ENDING).unwrap_or(&name)).with_extension("md");
    let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
    let facts = facts(gold, &table, &String::from_utf8_lossy(&bytes))?;
    Ok(GoldArticle { path, bytes, facts })
}

fn unreadable(path: &Path, error: &std::io::Error) -> ScoreError {
    ScoreError::Unreadable { path: path.to_owned(), why: error.to_string() }
}

fn facts(path: &Path, table: &str, article: &str) -> Result<Vec<GoldFact>, ScoreError> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let wrong = |number: usize| move |what: String| ScoreError::at(path, number + 1, &what);
    lines.skip(1).map(|(number, line)| fact(line, article).map_err(wrong(number))).collect()
}

pub(super) fn fact(line: &str, article: &str) -> Result<GoldFact, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [snippet, subject, relation, object, modality, polarity, attribution, need] = cells[..] else {
        return Err(format!("{} columns where there should be {}", cells.len(), COLUMNS.len()));
    };
    Ok(GoldFact {
        snippet: unique(snippet, article)?,
        subject: alternatives(subject)?,
        relation: alternatives(relation)?,
        object: alternatives(object)?,
        modality: named(modality, &Modality::ALL, Modality::name)?,
        polarity: named(polarity, &Polarity::ALL, Polarity::name)?,
        attribution: alternatives(attribution)?,
        required: is_required(need)?,
    })
}

fn unique(snippet: &str, article: &str) -> Result<String, String> {
    match article.matches(snippet).count() {
        1 => Ok(snippet.to_owned()),
        0 => Err(format!("`{snippet}` does not stand in the article")),
        times => Err(format!("`{snippet}` stands {times} times in the article; take more words")),
    }
}

fn alternatives(cell: &str) -> Result<Vec<String>, String> {
    let all: Vec<String> = cell.split('|').map(|one| one.trim().to_owned()).collect();
    if all.iter().any(String::is_empty) { Err("an empty name".to_owned()) } else { Ok(all) }
}

fn named<T: Copy>(cell: &str, all: &[T], name: fn(T) -> &'static str) -> Result<Vec<T>, String> {
    let find = |wanted: String| all.iter().copied().find(|one| name(*one) == wanted).ok_or(wanted);
    let unknown = |wanted| {
        let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        format!("no `{wanted}`; there are {}", names.join(", "))
    };
    alternatives(cell)?.into_iter().map(|wanted| find(wanted).map_err(unknown)).collect()
}

fn is_required(need: &str) -> Result<bool, String> {
    match need {
        "required" => Ok(true),
        "optional" => Ok(false),
        other => Err(format!("no need `{other}`; there are required, optional")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "Apple baut Kameras. Microsoft baut Server.";

    #[test]
    fn a_row_gives_all_its_alternatives() {
        let row = "Apple baut\tApple\tproduces|bauen\tKamera\tasserted|reported\tpositive\t-\trequired";
        let fact = fact(row, ARTICLE).unwrap();
        assert_eq!(fact.relation, ["produces", "bauen"]);
        assert_eq!(fact.modality, [Modality::Asserted, Modality::Reported]);
        assert!(fact.required);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let table = "# head\nsnippet\tsubject\n\nApple baut\tApple\n";
        let error = facts(Path::new("a.gold.tsv"), table, ARTICLE).unwrap_err();
        assert!(error.to_string().starts_with("a.gold.tsv:4: 2 columns"), "{error}");
    }

    #[test]
    fn the_gold_of_the_demo_articles_has_no_mistake() {
        let articles = read_gold(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles")).unwrap();
        assert!(articles.len() >= 10);
        assert!(articles.iter().all(|article| article.facts.iter().any(|fact| fact.required)));
    }

    #[test]
    fn a_folder_without_gold_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_gold(folder.path()), Err(ScoreError::NoGold { .. })));
    }

    #[test]
    fn a_snippet_must_stand_once_in_the_article() {
        assert!(unique("Microsoft baut", ARTICLE).is_ok());
        assert!(unique("baut", ARTICLE).is_err());
        assert!(unique("Google", ARTICLE).is_err());
    }

    #[test]
    fn an_unknown_modality_is_told_with_the_known_ones() {
        let error = named("promised", &Modality::ALL, Modality::name).unwrap_err();
        assert!(error.contains("asserted, planned"), "{error}");
    }
}
