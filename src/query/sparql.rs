//! SPARQL over the graph, with the prefixes of the project known and a limit of time. The default graph of a query is
//! the union of all; `GRAPH ?article { … }` asks what one article states.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use oxigraph::model::Triple;
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use super::Answer;
use crate::store::prefixes;

/// How long a query may take unless the user says otherwise: longer than any named question takes on a large graph.
pub const TIME_LIMIT: Duration = Duration::from_mins(1);
/// The parser goes one call deeper for each bracket; queries that people write stay below twenty.
const DEEPEST: usize = 100;
/// Longer chains of operators than fit in this would overflow the stack of the parser.
const LONGEST: usize = 100_000;
/// The parser and the optimizer call themselves; this holds a query of [`LONGEST`] bytes with room to spare.
const STACK: usize = 512 << 20;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is no SPARQL.
    #[error("query:{line}:{column}: {message}; {hint}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
        /// What may help.
        hint: String,
    },
    /// It is too long or nested too deep.
    #[error("query: {0}; ask it in parts")]
    Size(String),
    /// It took too long.
    #[error("query: no answer within {} s; narrow it, add `LIMIT`, or allow more time", .0.as_secs())]
    Time(Duration),
    /// It could not be evaluated.
    #[error("query: {0}")]
    Evaluation(String),
}

/// Asks the store. `base` is what `id:` stands for.
///
/// # Errors
/// When the query is no SPARQL, takes longer than `limit`, or asks for what is not to be had (`SERVICE`).
pub fn sparql(store: &Store, query: &str, base: &str, limit: Duration) -> Result<Answer, QueryError> {
    check_size(query)?;
    let cancel = CancellationToken::new();
    let (sender, receiver) = channel();
    let (store, text, base, token) = (store.clone(), query.to_owned(), base.to_owned(), cancel.clone());
    let run = move || {
        // Nobody listens any more when the time was up.
        let _ = sender.send(evaluate(&store, &text, &base, token));
    };
    thread::Builder::new().stack_size(STACK).spawn(run).map_err(|error| QueryError::Evaluation(error.to_string()))?;
    receiver.recv_timeout(limit).unwrap_or_else(|missing| {
        cancel.cancel();
        Err(match missing {
            RecvTimeoutError::Timeout => QueryError::Time(limit),
            RecvTimeoutError::Disconnected => QueryError::Evaluation("the engine gave up on it".to_owned()),
        })
    })
}

fn check_size(query: &str) -> Result<(), QueryError> {
    if query.len() > LONGEST {
        return Err(QueryError::Size(format!("is {} bytes long, more than {LONGEST}", query.len())));
    }
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in query.bytes() {
        match byte {
            b'(' | b'{' | b'[' => depth += 1,
            b')' | b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST {
        return Err(QueryError::Size(format!("has {deepest} brackets inside each other, more than {DEEPEST}")));
    }
    Ok(())
}

fn evaluate(store: &Store, query: &str, base: &str, cancel: CancellationToken) -> Result<Answer, QueryError> {
    let mut evaluator = SparqlEvaluator::new().with_cancellation_token(cancel);
    for (prefix, space) in prefixes(base) {
        evaluator = evaluator.with_prefix(prefix, space).map_err(|error| QueryError::Evaluation(error.to_string()))?;
    }
    let prepared = evaluator.parse_query(query).map_err(|error| syntax(&error.to_string(), query, base))?;
    let results = prepared.on_store(store).execute().map_err(|error| failed(&error))?;
    collect(results).map_err(|error| failed(&error))
}

fn collect(results: QueryResults<'_>) -> Result<Answer, QueryEvaluationError> {
    match results {
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let rows = solutions.map(|solution| solution.map(|row| row.values().to_vec())).collect::<Result<_, _>>()?;
            Ok(Answer::Rows { variables, rows })
        }
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Graph(triples) => {
            let mut triples = triples.collect::<Result<Vec<Triple>, _>>()?;
            triples.sort_by_cached_key(ToString::to_string);
            triples.dedup();
            Ok(Answer::Triples(triples))
        }
    }
}

fn failed(error: &QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::UnsupportedService(service) => QueryError::Evaluation(format!(
            "the service {service} is not asked; tripel answers from its own graph only"
        )),
        other => QueryError::Evaluation(other.to_string()),
    }
}

/// The parser's words are `error at 1:15: expected one of "(", "*", …`.
fn syntax(words: &str, query: &str, base: &str) -> QueryError {
    let place = words.strip_prefix("error at ").and_then(|rest| rest.split_once(": "));
    let numbers = place.and_then(|(place, _)| place.split_once(':'));
    let (line, column) = numbers.and_then(|(l, c)| Some((l.parse().ok()?, c.parse().ok()?))).unwrap_or((1, 1));
    let message = brief(place.map_or(words, |(_, message)| message));
    QueryError::Syntax { line, column, hint: hint(query, &message, base), message }
}

/// The parser names all that could stand there, which may be eighty things; the first few show the direction.
fn brief(message: &str) -> String {
    const SHOWN: usize = 6;
    let mut parts = message.split(", ");
    let shown: Vec<&str> = parts.by_ref().take(SHOWN).collect();
    let rest = parts.count();
    if rest == 0 { shown.join(", ") } else { format!("{} or {rest} other things", shown.join(", ")) }
}

fn hint(query: &str, message: &str, base: &str) -> String {
    let count = |bracket: char| query.matches(bracket).count();
    let first = query.split_whitespace().next().unwrap_or_default().to_uppercase();
    if query.trim().is_empty() {
        return "write a query, for example `SELECT ?s ?o { ?s tripel:owns ?o }`".to_owned();
    }
    if message.to_lowercase().contains("prefix") {
        let known = prefixes(base).map(|(prefix, _)| format!("{prefix}:"));
        return format!("without a `PREFIX` line it knows {}", known.join(" "));
    }
    if ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE"].contains(&first.as_str()) {
        return "a query only reads; `tripel build` and `tripel remove` change the graph".to_owned();
    }
    if count('{') != count('}') {
        return format!("it has {} `{{` and {} `}}`", count('{'), count('}'));
    }
    "`tripel query --help` shows queries that work".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::query::AnswerFormat;
    use crate::store::{dataset, fixture};

    fn ask(query: &str) -> Result<Answer, QueryError> {
        sparql(&dataset(&fixture::graph(), &[]).unwrap(), query, DEFAULT_BASE, TIME_LIMIT)
    }

    fn written(answer: &Answer, format: AnswerFormat) -> String {
        let mut bytes = Vec::new();
        answer.write(format, DEFAULT_BASE, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn prefixes_are_known_and_an_edge_of_two_articles_is_one_row() {
        let answer = ask("SELECT ?who { ?who tripel:movesProductionFrom wd:Q148 } ORDER BY ?who").unwrap();
        let csv = written(&answer, AnswerFormat::Csv);
        assert_eq!(csv, format!("who\r\n{}\r\n{}\r\n", fixture::MICROSOFT, fixture::APPLE));
    }

    #[test]
    fn what_one_article_states_can_be_asked() {
        let answer =
            ask("SELECT (COUNT(*) AS ?n) { GRAPH id:article\\/aaaaaaaaaaaaaaaa { ?s tripel:movesProductionFrom ?o } }");
        assert!(written(&answer.unwrap(), AnswerFormat::Csv).contains("\r\n1\r\n"));
    }

    #[test]
    fn the_evidence_of_a_statement_is_found_through_its_triple_term() {
        let query =
            "SELECT ?sentence { ?e rdf:reifies <<( wd:Q2283 tripel:opens ?where )>> ; tripel:sentence ?sentence ;
                     tripel:modality \"planned\" }";
        let Ok(Answer::Rows { rows, .. }) = ask(query) else { panic!("no rows") };
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn what_is_only_planned_is_no_edge() {
        assert_eq!(ask("ASK { ?s tripel:opens ?o }").unwrap(), Answer::Truth(false));
        assert!(ask("ASK { ?s tripel:opens ?o }").unwrap().is_empty());
    }

    #[test]
    fn constructed_triples_are_written_as_turtle() {
        let answer = ask("CONSTRUCT { ?s rel:from ?o } WHERE { ?s tripel:movesProductionFrom ?o }").unwrap();
        let turtle = written(&answer, AnswerFormat::Json);
        assert!(turtle.contains("wd:Q2283 rel:from wd:Q148 ."), "{turtle}");
    }

    #[test]
    fn every_format_is_written() {
        let rows = ask("SELECT ?s ?o { ?s tripel:movesProductionTo ?o }").unwrap();
        assert!(written(&rows, AnswerFormat::Json).contains("\"bindings\""));
        assert!(written(&rows, AnswerFormat::Xml).contains("<sparql"));
        assert!(written(&rows, AnswerFormat::Tsv).starts_with("?s\t?o"));
        assert!(written(&ask("ASK { ?s ?p ?o }").unwrap(), AnswerFormat::Json).contains("true"));
    }

    #[test]
    fn malformed_queries_say_where_and_what_next() {
        let error = |query: &str| ask(query).unwrap_err().to_string();
        assert!(error("SELECT *\n{ ?s ?p }").starts_with("query:2:"), "{}", error("SELECT *\n{ ?s ?p }"));
        assert!(error("SELECT * { ?s nix:p ?o }").contains("tripel:"), "{}", error("SELECT * { ?s nix:p ?o }"));
        assert!(error("SELECT * { ?s ?p ?o").contains("1 `{` and 0 `}`"));
        assert!(error("INSERT DATA { <a:a> <a:a> <a:a> }").contains("only reads"));
        assert!(error("").contains("for example"));
    }

    #[test]
    fn other_services_are_not_asked() {
        let error = ask("SELECT * { SERVICE <https://query.example/sparql> { ?s ?p ?o } }").unwrap_err().to_string();
        assert!(error.contains("own graph only"), "{error}");
    }

    #[test]
    fn a_query_without_end_is_stopped() {
        let store = dataset(&fixture::graph(), &[]).unwrap();
        let query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }";
        let answer = sparql(&store, query, DEFAULT_BASE, Duration::from_millis(50));
        assert!(matches!(answer, Err(QueryError::Time(_))), "{answer:?}");
    }

    #[test]
    fn queries_that_nest_without_end_do_not_overflow() {
        let deep = format!("SELECT * {{ FILTER{}1{} }}", "(".repeat(50_000), ")".repeat(50_000));
        assert!(matches!(ask(&deep), Err(QueryError::Size(_))));
        let long = format!("SELECT * {{ FILTER(1{}) }}", "||1".repeat(2_000));
        assert!(ask(&long).is_ok());
        let bangs = format!("SELECT * {{ FILTER({}1) }}", "!".repeat(5_000));
        assert!(ask(&bangs).is_ok());
        let nested = format!("SELECT * {{ FILTER{}1{} }}", "(".repeat(99), ")".repeat(99));
        assert!(ask(&nested).is_ok());
        let path = format!("SELECT * {{ ?s <a:a>{} ?o }}", "/<a:a>".repeat(100));
        assert!(ask(&path).is_ok());
    }
}
