//! `tripel query`: SPARQL, or a question with a name.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::ValueEnum;

use super::asked::{self, Asked};
use super::bounds::Bounds;
use super::moment::Moment;
use super::output::{Output, terminal_width};
#[cfg(feature = "rocksdb")]
use super::tell;
use super::{Options, Outcome};
use crate::query::{self, AnswerFormat, Limits};

/// Ask the graph in SPARQL, or by the name of a question
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Query {
    /// The query; `-` reads it from standard input
    #[arg(value_name = "SPARQL", conflicts_with_all = ["file", "ask"])]
    sparql: Option<String>,
    /// The file of the query
    #[arg(long, value_name = "FILE", conflicts_with = "ask")]
    file: Option<PathBuf>,
    /// The name of a question; without one, the questions that there are
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    ask: Option<String>,
    /// Fill in what a question leaves open: a name or date for one of its `VALUES ?name { … }`
    #[arg(long, value_name = "NAME=TEXT")]
    with: Vec<String>,
    /// Also ask what follows from the ontology (in the graph id:graph/inferred)
    #[arg(long)]
    reason: bool,
    /// The format of the answer; CONSTRUCT and DESCRIBE give Turtle [default: table on a terminal, else tsv]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    #[command(flatten)]
    moment: Moment,
    #[command(flatten)]
    bounds: Bounds,
    /// Let the query ask other services over the network (`SERVICE`); only with the feature `service`
    #[arg(long)]
    allow_service: bool,
    /// The plan of the engine and the time of its steps, as JSON, instead of the answer
    #[arg(long)]
    explain: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel query 'SELECT ?who ?to { ?who tripel:movesProductionTo ?to }'
  tripel query --file questions/shares.rq --format csv > shares.csv
  tripel query --ask                                  the questions that have a name
  tripel query --ask changes --with month=2025-05     what is new in a month
  tripel query --ask operations --with name=China --reason
  tripel query 'SELECT ?article ?p ?o { GRAPH ?article { wd:Q2283 ?p ?o } }' --format json
  tripel query --ask leaders --explain                how the engine goes about it
  tripel query --allow-service 'SELECT * { ?s a schema:City SERVICE <https://query.example/sparql> { ?s ?p ?o } }'
  tripel query 'SELECT ?text { ?e rdf:reifies <<( ?s tripel:acquires ?o )>> ; tripel:sentence ?text }'

Rows are written while they are found. A query that takes too long, too much memory or has too many rows is stopped, \
and ends with 2; no other service is asked unless `--allow-service` is given. \
Known without PREFIX: tripel: (ontology), rel: (open relations), id: (things of this graph), wd: schema: skos: \
prov: nif: foaf: rdf: rdfs: owl: xsd:. Ends with 1 when nothing is found, or the answer to ASK is no.";

/// A format for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table to read
    Table,
    /// SPARQL results as JSON
    Json,
    /// SPARQL results as CSV
    Csv,
    /// SPARQL results as TSV
    Tsv,
    /// SPARQL results as XML
    Xml,
}

impl Form {
    /// `None` for the table.
    fn answer(self) -> Option<AnswerFormat> {
        match self {
            Self::Table => None,
            Self::Json => Some(AnswerFormat::Json),
            Self::Csv => Some(AnswerFormat::Csv),
            Self::Tsv => Some(AnswerFormat::Tsv),
            Self::Xml => Some(AnswerFormat::Xml),
        }
    }
}

impl Query {
    /// Asks.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let Some(text) = self.text()? else { return show_questions(options) };
        let query = query::filled(&text, &self.with)?;
        let limits = self.limits()?;
        let asked = asked::open(self.moment, self.reason, options)?;
        let outcome = self.answer(&asked, &query, limits, options);
        #[cfg(feature = "rocksdb")]
        if outcome.as_ref().is_err_and(is_of_disk)
            && let Err(error) = asked::forget(options)
        {
            tell(&format!("tripel: {error}; remove the folder `rocksdb` of the graph yourself"));
        }
        outcome
    }

    /// Answers in the form that the user wants.
    fn answer(&self, asked: &Asked, query: &str, limits: Limits, options: &Options) -> anyhow::Result<Outcome> {
        let Asked { dataset, base } = asked;
        let mut output = Output::stdout();
        if self.explain {
            writeln!(output, "{}", query::plan(dataset, query, base, limits)?)?;
            output.flush()?;
            return Ok(Outcome::Done);
        }
        if let Some(format) = self.form().answer() {
            let found = query::stream(dataset, query, base, limits, format, &mut output)?;
            output.flush()?;
            return Ok(Outcome::of(found));
        }
        let answer = query::sparql(dataset, query, base, limits)?;
        let table = query::table(&answer, dataset, base, options.language, terminal_width());
        writeln!(output, "{table}")?;
        output.flush()?;
        Ok(Outcome::of(!answer.is_empty()))
    }

    fn limits(&self) -> anyhow::Result<Limits> {
        if self.allow_service && !cfg!(feature = "service") {
            bail!("this tripel asks no other services; build it with `cargo build --release --features service`");
        }
        Ok(self.bounds.limits(self.allow_service))
    }

    /// The query; `None` when the user asks which questions there are.
    fn text(&self) -> anyhow::Result<Option<String>> {
        match (&self.sparql, &self.file, &self.ask) {
            (Some(query), ..) if query == "-" => Ok(Some(io::read_to_string(io::stdin())?)),
            (Some(query), ..) => Ok(Some(query.clone())),
            (_, Some(file), _) => {
                let wrong = || format!("{}: cannot be read; name a file with a query", file.display());
                std::fs::read_to_string(file).with_context(wrong).map(Some)
            }
            (_, _, Some(name)) if name.is_empty() => Ok(None),
            (_, _, Some(name)) => Ok(Some(query::question(name)?.sparql.to_owned())),
            _ => bail!("no query; give one as SPARQL, by `--file FILE`, or by `--ask NAME`"),
        }
    }

    fn form(&self) -> Form {
        let usual = if io::stdout().is_terminal() { Form::Table } else { Form::Tsv };
        self.format.unwrap_or(usual)
    }
}

#[cfg(feature = "rocksdb")]
fn is_of_disk(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(query::QueryError::Disk(_)))
}

fn show_questions(options: &Options) -> anyhow::Result<Outcome> {
    let mut output = Output::stdout();
    for question in query::questions() {
        writeln!(output, "{:<28} {}", question.name, question.words(options.language))?;
    }
    output.flush()?;
    Ok(Outcome::Done)
}
