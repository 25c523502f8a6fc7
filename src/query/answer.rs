//! The answer to a query, and its formats: those of SPARQL for rows and for yes or no, Turtle for triples.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use crate::store::prefixes;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Of `SELECT`: a row for each solution.
    Rows {
        /// What the columns are called.
        variables: Vec<Variable>,
        /// A cell for each variable, `None` where it is not bound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of `ASK`.
    Truth(bool),
    /// Of `CONSTRUCT` and `DESCRIBE`: triples, sorted, each once.
    Triples(Vec<Triple>),
}

/// A format for answers; triples are written as Turtle in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// SPARQL 1.1 Query Results JSON Format.
    Json,
    /// SPARQL 1.1 Query Results CSV Format: values only.
    Csv,
    /// SPARQL 1.1 Query Results TSV Format: whole terms.
    Tsv,
    /// SPARQL Query Results XML Format.
    Xml,
}

impl Answer {
    /// Whether nothing was found, or the answer is no.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Rows { rows, .. } => rows.is_empty(),
            Self::Truth(truth) => !truth,
            Self::Triples(triples) => triples.is_empty(),
        }
    }

    /// Writes the answer; `base` is what `id:` stands for in Turtle.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(&self, format: AnswerFormat, base: &str, writer: impl Write) -> io::Result<()> {
        let serializer = QueryResultsSerializer::from_format(match format {
            AnswerFormat::Json => QueryResultsFormat::Json,
            AnswerFormat::Csv => QueryResultsFormat::Csv,
            AnswerFormat::Tsv => QueryResultsFormat::Tsv,
            AnswerFormat::Xml => QueryResultsFormat::Xml,
        });
        match self {
            Self::Rows { variables, rows } => write_rows(serializer, variables, rows, writer),
            Self::Truth(truth) => serializer.serialize_boolean_to_writer(writer, *truth)?.flush(),
            Self::Triples(triples) => write_turtle(triples, base, writer),
        }
    }
}

fn write_rows(
    serializer: QueryResultsSerializer,
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    writer: impl Write,
) -> io::Result<()> {
    let mut serializer = serializer.serialize_solutions_to_writer(writer, variables.to_vec())?;
    for row in rows {
        let cells = variables.iter().zip(row);
        let bound = cells.filter_map(|(variable, term)| Some((variable.as_ref(), term.as_ref()?.as_ref())));
        serializer.serialize(bound)?;
    }
    serializer.finish()?.flush()
}

fn write_turtle(triples: &[Triple], base: &str, writer: impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, space) in prefixes(base) {
        serializer = serializer.with_prefix(prefix, space).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(writer);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish()?.flush()
}
