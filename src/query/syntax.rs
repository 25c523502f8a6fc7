//! What is wrong with a query, in words that help: where, what, and what to try.

use super::QueryError;
use crate::store::prefixes;

/// What a text of SPARQL is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A query, which only reads.
    Query,
    /// An update.
    Update,
}

/// How updates begin.
const UPDATES: [&str; 10] = ["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"];
/// How queries begin.
const QUERIES: [&str; 4] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];

/// The parser's words are `error at 1:15: expected one of "(", "*", …`.
pub(super) fn syntax(words: &str, query: &str, base: &str, form: Form) -> QueryError {
    let place = words.strip_prefix("error at ").and_then(|rest| rest.split_once(": "));
    let numbers = place.and_then(|(place, _)| place.split_once(':'));
    let (line, column) = numbers.and_then(|(l, c)| Some((l.parse().ok()?, c.parse().ok()?))).unwrap_or((1, 1));
    let message = brief(place.map_or(words, |(_, message)| message));
    QueryError::Syntax { line, column, hint: hint(query, &message, base, form), message }
}

/// The parser names all that could stand there, which may be eighty things; the first few show the direction.
fn brief(message: &str) -> String {
    const SHOWN: usize = 6;
    let mut parts = message.split(", ");
    let shown: Vec<&str> = parts.by_ref().take(SHOWN).collect();
    let rest = parts.count();
    if rest == 0 { shown.join(", ") } else { format!("{} or {rest} other things", shown.join(", ")) }
}

fn hint(query: &str, message: &str, base: &str, form: Form) -> String {
    let count = |bracket: char| query.matches(bracket).count();
    let first = query.split_whitespace().next().unwrap_or_default().to_uppercase();
    if query.trim().is_empty() {
        return "write a query, for example `SELECT ?s ?o { ?s tripel:owns ?o }`".to_owned();
    }
    if message.to_lowercase().contains("prefix") {
        let known = prefixes(base).map(|(prefix, _)| format!("{prefix}:"));
        return format!("without a `PREFIX` line it knows {}", known.join(" "));
    }
    if form == Form::Query && UPDATES.contains(&first.as_str()) {
        return "a query only reads; `tripel update` adds to the graph".to_owned();
    }
    if form == Form::Update && QUERIES.contains(&first.as_str()) {
        return "an update gives no answer; `tripel query` asks".to_owned();
    }
    if count('{') != count('}') {
        return format!("it has {} `{{` and {} `}}`", count('{'), count('}'));
    }
    match form {
        Form::Query => "`tripel query --help` shows queries that work".to_owned(),
        Form::Update => "`tripel update --help` shows updates that work".to_owned(),
    }
}
