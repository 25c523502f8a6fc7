//! Reads lists of the real things of articles with the forms that speak of them, and finds where each form stands. The
//! head of `tests/entities/articles.tsv` says how a form is written.

use std::path::Path;

use crate::score::ScoreError;
use crate::text::Span;

/// What a column holds when there is nothing to say.
const NOTHING: &str = "-";

/// Marks things that have no name.
const NAMELESS: char = '~';

/// A real thing of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GoldThing {
    /// The name of the article's file, without the ending.
    pub(super) article: String,
    /// What the list calls it in all articles.
    pub(super) name: String,
    /// What it is, empty for things without a name.
    pub(super) kind: String,
    /// The forms that speak of it, as the list writes them.
    pub(super) forms: Vec<String>,
}

impl GoldThing {
    /// Whether it has a name anywhere.
    #[must_use]
    pub(super) fn is_named(&self) -> bool {
        !self.name.starts_with(NAMELESS)
    }
}

/// A place where an article speaks of a real thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The position of the thing in the list.
    pub(super) thing: usize,
    /// The words.
    pub(super) form: String,
    /// Where they stand.
    pub(super) span: Span,
}

/// Reads a list.
///
/// # Errors
/// When the file cannot be read or a line has not four columns.
pub(super) fn read_things(path: &Path) -> Result<Vec<GoldThing>, ScoreError> {
    let row = |(number, line): (usize, &String)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [article, name, kind, forms] = cells[..] else {
            return Err(ScoreError::at(path, number + 1, "not four columns: article, thing, type, forms"));
        };
        Ok(GoldThing {
            article: article.to_owned(),
            name: name.to_owned(),
            kind: if kind == NOTHING { String::new() } else { kind.to_owned() },
            forms: forms.split('|').map(str::to_owned).collect(),
        })
    };
    let lines = crate::score::conllu::lines(path)?;
    lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()).map(row).collect()
}

/// Where the forms of an article's things stand in its text, in the order of the text; longer forms take their words
/// from shorter ones.
///
/// # Errors
/// Names the form that stands nowhere, so that a list cannot fall behind its article unseen.
pub(super) fn places(things: &[GoldThing], article: &str, text: &str) -> Result<Vec<Place>, String> {
    let mut all = Vec::new();
    for (thing, gold) in things.iter().enumerate().filter(|(_, gold)| gold.article == article) {
        for form in &gold.forms {
            let found = find(form, text);
            if found.is_empty() {
                return Err(format!("`{form}` of `{}` does not stand in `{article}` so", gold.name));
            }
            all.extend(
                found.into_iter().map(|span| (is_single(form), Place { thing, form: span.of(text).to_owned(), span })),
            );
        }
    }
    all.sort_by_key(|(single, place)| (std::cmp::Reverse(place.span.len()), !single, place.span.start));
    let mut taken: Vec<Place> = Vec::new();
    for (_, place) in all {
        if !taken.iter().any(|other| other.span.overlaps(place.span)) {
            taken.push(place);
        }
    }
    taken.sort_by_key(|place| place.span.start);
    Ok(taken)
}

/// Whether a form says which one place it means.
fn is_single(form: &str) -> bool {
    form.contains('[') || numbered(form).is_some()
}

fn find(form: &str, text: &str) -> Vec<Span> {
    if let Some((before, rest)) = form.split_once('[')
        && let Some((words, after)) = rest.split_once(']')
    {
        let whole = format!("{before}{words}{after}");
        let start = text.find(&whole).map(|at| at + before.len());
        return start.map(|start| Span::new(start, start + words.len())).into_iter().collect();
    }
    match numbered(form) {
        Some((words, number)) => whole_words(words, text).skip(number.saturating_sub(1)).take(1).collect(),
        None => whole_words(form, text).collect(),
    }
}

/// *Peking#2*: the words and which of their places is meant.
fn numbered(form: &str) -> Option<(&str, usize)> {
    let (words, number) = form.rsplit_once('#')?;
    Some((words, number.parse().ok()?))
}

fn whole_words<'a>(words: &'a str, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let is_free = |start: usize, end: usize| {
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphabetic)
    };
    let found = text.match_indices(words).map(move |(start, _)| (start, start + words.len()));
    found.filter(move |&(start, end)| is_free(start, end)).map(|(start, end)| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(name: &str, forms: &[&str]) -> GoldThing {
        let forms = forms.iter().map(ToString::to_string).collect();
        GoldThing { article: "a".to_owned(), name: name.to_owned(), kind: String::new(), forms }
    }

    #[test]
    fn longer_forms_take_their_words_from_shorter_ones() {
        let things = [thing("Amazon", &["Amazon"]), thing("AWS", &["Amazon Web Services", "[Er] wuchs"])];
        let text = "Amazon Web Services wuchs. Amazonas nicht. Amazon auch. Er wuchs.";
        let found: Vec<(usize, u32)> =
            places(&things, "a", text).unwrap().iter().map(|place| (place.thing, place.span.start)).collect();
        assert_eq!(found, [(1, 0), (0, 43), (1, 56)]);
    }

    #[test]
    fn a_number_tells_the_place() {
        let found = places(&[thing("Peking", &["Peking#2"])], "a", "Peking droht. In Peking.").unwrap();
        assert_eq!(found[0].span.start, 17);
    }

    #[test]
    fn a_form_that_stands_nowhere_is_told() {
        assert!(places(&[thing("Bonn", &["Bonn"])], "a", "Bonner").unwrap_err().contains("`Bonn`"));
    }
}
