//! Tables as Parquet, for `DuckDB`, pandas, Spark and the like. Rows are written in groups, so that a million edges need no
//! more room than one group.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::column::{self, Column, Kind};
use super::view::{Edge, Node, View};
use crate::ground::{Evidence, Object};

/// Rows that are written together.
const GROUP: usize = 20_000;

/// Writes the table of nodes.
pub(super) fn write_nodes(view: &View<'_>, out: impl Write + Send) -> io::Result<()> {
    let label = Column { name: "label", kind: Kind::Text, cell: |node: &Node<'_>| Some(node.label.to_string()) };
    let columns = std::iter::once(label).chain(column::of_nodes(view)).collect::<Vec<_>>();
    table("nodes", &columns, view.nodes.iter(), out)
}

/// Writes the table of edges.
pub(super) fn write_edges(view: &View<'_>, out: impl Write + Send) -> io::Result<()> {
    let text = |name, cell| Column { name, kind: Kind::Text, cell };
    let first = [
        text("id", |edge: &Edge<'_>| Some(edge.id())),
        text("source", |edge| Some(edge.source.to_owned())),
        text("target", |edge| Some(edge.target.to_owned())),
        text("label", |edge| Some(edge.label().into_owned())),
        Column { name: "weight", kind: Kind::Integer, cell: |edge| Some(edge.weight().to_string()) },
    ];
    let columns = first.into_iter().chain(column::of_edges(view.has_evidence())).collect::<Vec<_>>();
    table("edges", &columns, view.edges(), out)
}

/// One place where an article says what an edge says.
struct Told<'g> {
    edge: Edge<'g>,
    evidence: &'g Evidence,
}

/// Writes the table of evidence: a row for each place where an article states an edge.
pub(super) fn write_evidence(view: &View<'_>, out: impl Write + Send) -> io::Result<()> {
    let told =
        view.edges().flat_map(|edge| edge.statement.evidence.iter().map(move |evidence| Told { edge, evidence }));
    table("evidence", &of_evidence(), told, out)
}

fn of_evidence<'g>() -> Vec<Column<Told<'g>>> {
    let column = |name, kind, cell| Column { name, kind, cell };
    vec![
        column("edge", Kind::Text, |told: &Told<'_>| Some(told.edge.id())),
        column("article", Kind::Text, |told| Some(told.evidence.article.clone())),
        column("begin", Kind::Integer, |told| Some(told.evidence.sentence.start.to_string())),
        column("end", Kind::Integer, |told| Some(told.evidence.sentence.end.to_string())),
        column("sentence", Kind::Text, |told| Some(told.evidence.text.clone())),
        column("asserted", Kind::Boolean, |told| Some(told.evidence.asserted.to_string())),
        column("modality", Kind::Text, |told| Some(told.evidence.modality.name().to_owned())),
        column("polarity", Kind::Text, |told| Some(told.evidence.polarity.name().to_owned())),
        column("confidence", Kind::Real, |told| Some(format!("{:.3}", told.evidence.confidence))),
        column("speakers", Kind::Text, |told| speakers(told.evidence)),
        column("valid_from", Kind::Text, |told| Some(told.evidence.valid?.from?.to_string())),
        column("valid_to", Kind::Text, |told| Some(told.evidence.valid?.to?.to_string())),
        column("pattern", Kind::Text, |told| Some(told.evidence.pattern.clone())),
    ]
}

fn speakers(evidence: &Evidence) -> Option<String> {
    let names = evidence.speakers.iter().map(|speaker| match speaker {
        Object::Node(name) | Object::Text(name, _) => name.as_str(),
    });
    Some(names.collect::<Vec<_>>().join("; ")).filter(|names| !names.is_empty())
}

fn table<R, B: std::borrow::Borrow<R>>(
    name: &str,
    columns: &[Column<R>],
    rows: impl Iterator<Item = B>,
    out: impl Write + Send,
) -> io::Result<()> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let schema = Arc::new(schema(name, columns)?);
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let group: Vec<B> = rows.by_ref().take(GROUP).collect();
        let mut row_group = writer.next_row_group()?;
        for column in columns {
            let cells = group.iter().map(|row| (column.cell)(row.borrow())).collect();
            write_column(&mut row_group, column.kind, cells)?;
        }
        row_group.close()?;
    }
    writer.close()?;
    Ok(())
}

fn schema<R>(name: &str, columns: &[Column<R>]) -> io::Result<Type> {
    let field = |column: &Column<R>| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Real => (Physical::DOUBLE, None),
            Kind::Boolean => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(column.name, physical).with_logical_type(logical);
        field.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Ok(Type::group_type_builder(name).with_fields(fields).build()?)
}

fn write_column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    kind: Kind,
    cells: Vec<Option<String>>,
) -> io::Result<()> {
    match kind {
        Kind::Text => write_cells::<ByteArrayType, W>(group, cells, |cell| Some(ByteArray::from(cell.into_bytes()))),
        Kind::Integer => write_cells::<Int64Type, W>(group, cells, |cell| cell.parse().ok()),
        Kind::Real => write_cells::<DoubleType, W>(group, cells, |cell| cell.parse().ok()),
        Kind::Boolean => write_cells::<BoolType, W>(group, cells, |cell| cell.parse().ok()),
    }
}

fn write_cells<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: Vec<Option<String>>,
    read: fn(String) -> Option<T::T>,
) -> io::Result<()> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let cells: Vec<Option<T::T>> = cells.into_iter().map(|cell| cell.and_then(read)).collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    Ok(column.close()?)
}
