//! Fills in what a question leaves open. A question is open where it says `VALUES ?name { UNDEF }`; a text given for
//! `name` takes the place of what stands in the braces.

use oxigraph::model::Literal;

/// Why a question cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// It is no name with a text.
    #[error("`{0}` gives nothing a value; write it as name=text, for example month=2025-05")]
    Form(String),
    /// The question has no such name.
    #[error("the question leaves no `{name}` open; {}", advice(open))]
    Name {
        /// The name as the user wrote it.
        name: String,
        /// What it leaves open.
        open: Vec<String>,
    },
}

fn advice(open: &[String]) -> String {
    if open.is_empty() { "it leaves nothing open".to_owned() } else { format!("it leaves open {}", open.join(", ")) }
}

/// The query with each `name=text` filled in.
///
/// # Errors
/// When one is no pair, or the query leaves no such name open.
pub fn filled(query: &str, given: &[String]) -> Result<String, FillError> {
    let mut query = query.to_owned();
    for pair in given {
        let (name, text) = pair.split_once('=').ok_or_else(|| FillError::Form(pair.clone()))?;
        let Some((start, end)) = braces(&query, name.trim()) else {
            return Err(FillError::Name { name: name.trim().to_owned(), open: open(&query) });
        };
        query.replace_range(start..end, &format!(" {} ", Literal::from(text.trim())));
    }
    Ok(query)
}

/// Where the braces after `VALUES ?name` begin and end, themselves left out.
fn braces(query: &str, name: &str) -> Option<(usize, usize)> {
    let mark = format!("VALUES ?{name} {{");
    let start = query.find(&mark)? + mark.len();
    Some((start, start + query[start..].find('}')?))
}

/// The names that a query leaves open.
fn open(query: &str) -> Vec<String> {
    let parts = query.split("VALUES ?").skip(1);
    let names = parts.filter_map(|part| part.split_once(" { UNDEF }").map(|(name, _)| name.to_owned()));
    names.filter(|name| !name.contains(char::is_whitespace)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = "SELECT * { VALUES ?month { UNDEF } VALUES ?name { UNDEF } ?a ?b ?c }";

    #[test]
    fn a_text_takes_the_place_of_what_is_open() {
        let query = filled(OPEN, &["month=2025-05".to_owned()]).unwrap();
        assert_eq!(query, "SELECT * { VALUES ?month { \"2025-05\" } VALUES ?name { UNDEF } ?a ?b ?c }");
        assert_eq!(filled(OPEN, &[]).unwrap(), OPEN);
    }

    #[test]
    fn a_text_cannot_leave_its_quotes() {
        let query = filled(OPEN, &["name=\" } DROP ALL {".to_owned()]).unwrap();
        assert!(query.contains("{ \"\\\" } DROP ALL {\" }"), "{query}");
    }

    #[test]
    fn what_is_not_open_is_told_with_what_is() {
        let error = |pair: &str| filled(OPEN, &[pair.to_owned()]).unwrap_err().to_string();
        assert!(error("year=2025").ends_with("it leaves open month, name"));
        assert!(error("2025").contains("name=text"));
    }
}
