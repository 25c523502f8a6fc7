//! The answer to a query, and its formats: those of SPARQL for rows and for yes or no, Turtle for triples.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer, WriterSolutionsSerializer};

use super::sparql::{Piece, Row, pieces};
use super::{Limits, QueryError};
use crate::store::{Dataset, prefixes};

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

impl AnswerFormat {
    fn serializer(self) -> QueryResultsSerializer {
        QueryResultsSerializer::from_format(match self {
            Self::Json => QueryResultsFormat::Json,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
            Self::Xml => QueryResultsFormat::Xml,
        })
    }
}

/// Asks the graph and writes the answer while it comes; says whether there was anything.
///
/// # Errors
/// As for [`super::sparql()`], or when the writer fails. What came before is written.
pub fn stream(
    dataset: &Dataset,
    query: &str,
    base: &str,
    limits: Limits,
    format: AnswerFormat,
    writer: impl Write,
) -> Result<bool, QueryError> {
    let mut stream = Stream { writer: Some(writer), rows: None, found: false, format, base };
    let ended = pieces(dataset, query, base, limits, |piece| stream.take(piece).map_err(QueryError::from));
    // What has begun is brought to its end, so that the rows that came can be read.
    stream.finish()?;
    ended.map(|()| stream.found)
}

/// An answer that is being written.
struct Stream<'a, W: Write> {
    writer: Option<W>,
    rows: Option<(WriterSolutionsSerializer<W>, Vec<Variable>)>,
    found: bool,
    format: AnswerFormat,
    base: &'a str,
}

impl<W: Write> Stream<'_, W> {
    fn take(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Rows(rows) => return self.write_rows(&rows),
            Piece::Head(variables) => {
                if let Some(writer) = self.writer.take() {
                    let serializer =
                        self.format.serializer().serialize_solutions_to_writer(writer, variables.clone())?;
                    self.rows = Some((serializer, variables));
                }
            }
            Piece::Truth(truth) => self.write_whole(&Answer::Truth(truth))?,
            Piece::Triples(triples) => self.write_whole(&Answer::Triples(triples))?,
        }
        Ok(())
    }

    fn write_whole(&mut self, answer: &Answer) -> io::Result<()> {
        self.found = !answer.is_empty();
        self.writer.as_mut().map_or(Ok(()), |writer| answer.write(self.format, self.base, writer))
    }

    fn write_rows(&mut self, rows: &[Row]) -> io::Result<()> {
        let Some((serializer, variables)) = &mut self.rows else { return Ok(()) };
        self.found |= !rows.is_empty();
        rows.iter().try_for_each(|row| write_row(serializer, variables, row))
    }

    fn finish(&mut self) -> io::Result<()> {
        match self.rows.take() {
            Some((serializer, _)) => serializer.finish()?.flush(),
            None => Ok(()),
        }
    }
}

fn write_row<W: Write>(
    serializer: &mut WriterSolutionsSerializer<W>,
    variables: &[Variable],
    row: &[Option<Term>],
) -> io::Result<()> {
    let cells = variables.iter().zip(row);
    let bound = cells.filter_map(|(variable, term)| Some((variable.as_ref(), term.as_ref()?.as_ref())));
    serializer.serialize(bound)
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
        let serializer = format.serializer();
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
    rows.iter().try_for_each(|row| write_row(&mut serializer, variables, row))?;
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
