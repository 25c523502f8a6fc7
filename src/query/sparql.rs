//! SPARQL over the graph, with the prefixes of the project known and limits of time, rows and memory. The default graph
//! of a query is the union of all; `GRAPH ?article { … }` asks what one article states.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryExplanation, QueryResults, SparqlEvaluator};
use spargebra::SparqlParser;

use super::Answer;
use super::eager::count_early;
use super::syntax::{Form, syntax};
use super::watch::watched;
use crate::store::{Asked, Dataset, prefixes};

/// The parser goes one call deeper for each bracket; queries that people write stay below twenty.
const DEEPEST: usize = 100;
/// Longer chains of operators than fit in this would overflow the stack of the parser.
const LONGEST: usize = 100_000;
/// So many rows are sent at once.
const BATCH: usize = 256;

/// What a query may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long the engine may work.
    pub time: Duration,
    /// The most rows or triples of an answer.
    pub rows: usize,
    /// The most bytes of memory that it may take beside what the graph takes; held where the system tells (Linux).
    pub memory: u64,
    /// Whether it may ask other services over the network (`SERVICE`), which only a program with the feature `service` can.
    pub services: bool,
}

impl Default for Limits {
    /// Longer than any named question takes on a large graph, more rows than anybody reads, and memory that most
    /// machines have.
    fn default() -> Self {
        Self { time: Duration::from_mins(1), rows: 1_000_000, memory: 2 << 30, services: false }
    }
}

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
    /// It has more rows than are allowed; those are written.
    #[error("query: more than {0} rows, the rest is left out; add `LIMIT`, or allow more rows")]
    Rows(usize),
    /// It takes more memory than it may.
    #[error("query: more than {} MB of memory; narrow it, or allow more memory", .0 >> 20)]
    Memory(u64),
    /// It could not be evaluated.
    #[error("query: {0}")]
    Evaluation(String),
    /// The graph on disk cannot be read.
    #[error("the graph on disk is damaged: {0}; ask again, it is made anew from the readings")]
    Disk(String),
    /// The answer cannot be written.
    #[error("cannot write the answer: {0}")]
    Write(#[from] std::io::Error),
}

/// A row of an answer: a cell for each variable.
pub(super) type Row = Vec<Option<Term>>;

/// An answer as it comes.
pub(super) enum Piece {
    /// The variables, before the first rows.
    Head(Vec<Variable>),
    /// Some rows.
    Rows(Vec<Row>),
    /// Yes or no.
    Truth(bool),
    /// All triples.
    Triples(Vec<Triple>),
}

/// Asks the graph. `base` is what `id:` stands for.
///
/// # Errors
/// When the query is no SPARQL, goes beyond a limit, or asks for what is not to be had (`SERVICE`).
pub fn sparql(dataset: &Dataset, query: &str, base: &str, limits: Limits) -> Result<Answer, QueryError> {
    let mut answer = Answer::Rows { variables: Vec::new(), rows: Vec::new() };
    pieces(dataset, query, base, limits, |piece| {
        match (piece, &mut answer) {
            (Piece::Head(head), Answer::Rows { variables, .. }) => *variables = head,
            (Piece::Rows(more), Answer::Rows { rows, .. }) => rows.extend(more),
            (Piece::Truth(truth), answer) => *answer = Answer::Truth(truth),
            (Piece::Triples(triples), answer) => *answer = Answer::Triples(triples),
            (Piece::Head(_) | Piece::Rows(_), _) => {}
        }
        Ok(())
    })?;
    Ok(answer)
}

/// Asks the graph and takes the answer piece by piece, as the engine finds it.
pub(super) fn pieces(
    dataset: &Dataset,
    query: &str,
    base: &str,
    limits: Limits,
    take: impl FnMut(Piece) -> Result<(), QueryError>,
) -> Result<(), QueryError> {
    check_size(query)?;
    let (dataset, text, base) = (dataset.clone(), query.to_owned(), base.to_owned());
    watched(limits, take, move |cancel, out| {
        let results = prepare(&text, &base, limits, cancel).and_then(|prepared| match dataset {
            Dataset::Memory(index) => run(prepared.on_queryable_dataset(Asked(Arc::clone(&index))).execute()),
            Dataset::Store(store) => run(prepared.on_store(&store).execute()),
        })?;
        send(results, limits.rows, out)
    })
}

/// How the engine would answer a query, and how long each step takes, as JSON.
///
/// # Errors
/// As for [`sparql`].
pub fn plan(dataset: &Dataset, query: &str, base: &str, limits: Limits) -> Result<String, QueryError> {
    check_size(query)?;
    let (dataset, text, base) = (dataset.clone(), query.to_owned(), base.to_owned());
    let mut plan = String::new();
    let take = |words: String| {
        plan = words;
        Ok(())
    };
    watched(limits, take, move |cancel, out| {
        let prepared = prepare(&text, &base, limits, cancel)?;
        let (results, explanation) = match dataset {
            Dataset::Memory(index) => {
                prepared.on_queryable_dataset(Asked(Arc::clone(&index))).compute_statistics().explain()
            }
            Dataset::Store(store) => prepared.on_store(&store).compute_statistics().explain(),
        };
        // The figures of the steps are there once all rows were asked for.
        drain(run(results)?)?;
        let _ = out.send(json(&explanation)?);
        Ok(())
    })?;
    Ok(plan)
}

fn json(explanation: &QueryExplanation) -> Result<String, QueryError> {
    let mut bytes = Vec::new();
    explanation.write_in_json(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn drain(results: QueryResults<'_>) -> Result<(), QueryError> {
    match results {
        QueryResults::Solutions(mut solutions) => solutions.try_for_each(|row| row.map(drop)),
        QueryResults::Graph(mut triples) => triples.try_for_each(|triple| triple.map(drop)),
        QueryResults::Boolean(_) => Ok(()),
    }
    .map_err(|error| failed(&error))
}

pub(super) fn check_size(query: &str) -> Result<(), QueryError> {
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

fn prepare(
    query: &str,
    base: &str,
    limits: Limits,
    cancel: CancellationToken,
) -> Result<oxigraph::sparql::PreparedSparqlQuery, QueryError> {
    let mut parser = SparqlParser::new();
    for (prefix, space) in prefixes(base) {
        parser = parser.with_prefix(prefix, space).map_err(|error| QueryError::Evaluation(error.to_string()))?;
    }
    let parsed = parser.parse_query(query).map_err(|error| syntax(&error.to_string(), query, base, Form::Query))?;
    let evaluator = with_services(SparqlEvaluator::new().with_cancellation_token(cancel), limits);
    Ok(evaluator.for_query(count_early(parsed)))
}

/// Without the feature there is nobody to ask other services.
#[cfg(not(feature = "service"))]
fn with_services(evaluator: SparqlEvaluator, _: Limits) -> SparqlEvaluator {
    evaluator
}

#[cfg(feature = "service")]
fn with_services(evaluator: SparqlEvaluator, limits: Limits) -> SparqlEvaluator {
    if limits.services {
        return evaluator.with_http_timeout(limits.time);
    }
    evaluator.without_default_http_service_handler()
}

fn run(results: Result<QueryResults<'_>, QueryEvaluationError>) -> Result<QueryResults<'_>, QueryError> {
    results.map_err(|error| failed(&error))
}

/// Sends the answer in pieces; ends early when nobody listens any more.
fn send(results: QueryResults<'_>, limit: usize, out: &SyncSender<Piece>) -> Result<(), QueryError> {
    match results {
        QueryResults::Boolean(truth) => drop(out.send(Piece::Truth(truth))),
        QueryResults::Graph(triples) => drop(out.send(Piece::Triples(all(triples, limit)?))),
        QueryResults::Solutions(solutions) => {
            if out.send(Piece::Head(solutions.variables().to_vec())).is_err() {
                return Ok(());
            }
            let mut batch = Vec::with_capacity(BATCH);
            for (number, row) in solutions.enumerate() {
                if number == limit {
                    let _ = out.send(Piece::Rows(batch));
                    return Err(QueryError::Rows(limit));
                }
                batch.push(row.map_err(|error| failed(&error))?.values().to_vec());
                if batch.len() == BATCH && out.send(Piece::Rows(std::mem::take(&mut batch))).is_err() {
                    return Ok(());
                }
            }
            let _ = out.send(Piece::Rows(batch));
        }
    }
    Ok(())
}

/// The triples, sorted, each once.
fn all(
    triples: impl Iterator<Item = Result<Triple, QueryEvaluationError>>,
    limit: usize,
) -> Result<Vec<Triple>, QueryError> {
    let mut kept = Vec::new();
    for triple in triples {
        kept.push(triple.map_err(|error| failed(&error))?);
        if kept.len() > limit {
            return Err(QueryError::Rows(limit));
        }
    }
    kept.sort_by_cached_key(ToString::to_string);
    kept.dedup();
    Ok(kept)
}

pub(super) fn failed(error: &QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::UnsupportedService(service) => QueryError::Evaluation(format!(
            "the service {service} is not asked; tripel answers from its own graph, unless `--allow-service` is given"
        )),
        QueryEvaluationError::Dataset(error) => QueryError::Disk(error.to_string()),
        other => QueryError::Evaluation(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::query::AnswerFormat;
    use crate::store::{dataset, fixture};

    fn ask(query: &str) -> Result<Answer, QueryError> {
        sparql(&dataset(&fixture::graph(), &[]), query, DEFAULT_BASE, Limits::default())
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
        assert!(error.contains("--allow-service"), "{error}");
    }

    #[test]
    fn a_query_without_end_is_stopped() {
        let store = dataset(&fixture::graph(), &[]);
        let query =
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o FILTER(?a != ?o) }";
        let limits = Limits { time: Duration::from_millis(50), ..Limits::default() };
        let answer = sparql(&store, query, DEFAULT_BASE, limits);
        assert!(matches!(answer, Err(QueryError::Time(_))), "{answer:?}");
    }

    #[test]
    fn ways_without_end_are_counted_all_the_same() {
        let store = dataset(&fixture::graph(), &[]);
        let count = |query| match sparql(&store, query, DEFAULT_BASE, Limits::default()) {
            Ok(Answer::Rows { rows, .. }) => rows[0][0].as_ref().map(ToString::to_string),
            other => panic!("{other:?}"),
        };
        let number = |text: Option<String>| text.and_then(|text| text.split('"').nth(1)?.parse::<u64>().ok()).unwrap();
        let one = number(count("SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"));
        let three = number(count("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"));
        assert_eq!(three, one * one * one);
    }

    #[test]
    fn a_query_of_too_many_rows_is_stopped() {
        let store = dataset(&fixture::graph(), &[]);
        let limits = Limits { rows: 10, ..Limits::default() };
        let answer = |query| sparql(&store, query, DEFAULT_BASE, limits);
        assert!(matches!(answer("SELECT * { ?s ?p ?o }"), Err(QueryError::Rows(10))));
        assert!(matches!(answer("CONSTRUCT WHERE { ?s ?p ?o }"), Err(QueryError::Rows(10))));
        assert!(answer("SELECT * { ?s ?p ?o } LIMIT 10").is_ok());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_query_that_takes_all_memory_is_stopped() {
        let store = dataset(&fixture::graph(), &[]);
        let limits = Limits { memory: 64 << 20, rows: usize::MAX, time: Duration::from_mins(5), ..Limits::default() };
        // The product has to be kept as a whole to be sorted.
        let query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?l";
        let answer = sparql(&store, query, DEFAULT_BASE, limits);
        assert!(matches!(answer, Err(QueryError::Memory(_))), "{answer:?}");
    }

    #[test]
    fn the_plan_of_a_query_tells_its_steps() {
        let store = dataset(&fixture::graph(), &[]);
        let plan = plan(&store, "SELECT * { ?s tripel:opens ?o . ?o ?p ?x }", DEFAULT_BASE, Limits::default()).unwrap();
        assert!(serde_json::from_str::<serde_json::Value>(&plan).is_ok(), "{plan}");
        assert!(plan.contains("QuadPattern(?o ?p ?x)"), "{plan}");
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
