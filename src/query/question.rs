//! Named questions: the SPARQL files of `ontology/queries/`. The comment lines at the head of a file say in words what
//! it asks; `# de:` and `# en:` mark the languages.

use include_dir::{Dir, include_dir};

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology/queries");

/// A question with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its name: that of its file without the ending.
    pub name: &'static str,
    /// The query.
    pub sparql: &'static str,
}

/// No question has the name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no question `{name}`; {}", self.advice())]
pub struct QuestionError {
    /// The name as the user wrote it.
    pub name: String,
    /// The nearest name there is.
    pub near: Option<&'static str>,
}

impl QuestionError {
    fn advice(&self) -> String {
        let names = || questions().iter().map(|question| question.name).collect::<Vec<_>>().join(", ");
        self.near.map_or_else(|| format!("there are {}", names()), |near| format!("did you mean `{near}`?"))
    }
}

impl Question {
    /// What it asks, in words: the text of the language, or that of the whole comment.
    #[must_use]
    pub fn words(&self, language: crate::text::Language) -> String {
        let comments = self.sparql.lines().map_while(|line| line.trim().strip_prefix('#')).map(str::trim);
        let mark = format!("{}:", language.code());
        let marked: Vec<&str> = comments.clone().filter_map(|line| line.strip_prefix(&mark)).map(str::trim).collect();
        if marked.is_empty() { comments.collect::<Vec<_>>().join(" ") } else { marked.join(" ") }
    }
}

/// All questions, sorted by name.
#[must_use]
pub fn questions() -> Vec<Question> {
    let files = QUERIES.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "rq"));
    let read = |file: &'static include_dir::File<'static>| {
        Some(Question { name: file.path().file_stem()?.to_str()?, sparql: file.contents_utf8()? })
    };
    let mut questions: Vec<Question> = files.filter_map(read).collect();
    questions.sort_by_key(|question| question.name);
    questions
}

/// The question of this name.
///
/// # Errors
/// When there is none; the error names the nearest.
pub fn question(name: &str) -> Result<Question, QuestionError> {
    /// Below it two names are not taken for misspellings of each other.
    const LEAST: f64 = 0.5;
    let questions = questions();
    if let Some(question) = questions.iter().find(|question| question.name == name) {
        return Ok(*question);
    }
    let likeness = |question: &Question| strsim::normalized_damerau_levenshtein(question.name, name);
    let nearest = questions.iter().map(|question| (likeness(question), question.name));
    let near = nearest.filter(|(likeness, _)| *likeness >= LEAST).max_by(|one, other| one.0.total_cmp(&other.0));
    Err(QuestionError { name: name.to_owned(), near: near.map(|(_, name)| name) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::query::{Limits, sparql};
    use crate::store::{dataset, fixture};
    use crate::text::Language;

    #[test]
    fn every_question_is_sparql_and_says_what_it_asks() {
        let store = dataset(&fixture::graph(), &[]);
        assert!(!questions().is_empty());
        for question in questions() {
            sparql(&store, question.sparql, DEFAULT_BASE, Limits::default()).expect(question.name);
            for language in Language::ALL {
                assert!(!question.words(language).is_empty(), "{}", question.name);
            }
        }
    }

    #[test]
    fn a_misspelt_name_gives_the_nearest() {
        let known = questions()[0].name;
        assert_eq!(question(known).map(|question| question.name), Ok(known));
        assert_eq!(question(&format!("{known}x")).unwrap_err().near, Some(known));
        assert_eq!(question("§§§§§§§§§§§§§§§§§").unwrap_err().near, None);
    }
}
