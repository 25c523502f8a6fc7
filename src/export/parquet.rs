//! Tables as Parquet, for `DuckDB`, pandas, Spark and the like. Rows are written in groups, so that a million edges need no
//! more room than one group.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::column::{self, Column, Kind, put, put_all, put_known};
use super::view::{Edge, Node, View};
use crate::ground::{Evidence, Object};

/// Rows that are written together.
const GROUP: usize = 20_000;

/// Writes the table of nodes.
pub(super) fn write_nodes(view: &View<'_>, out: impl Write + Send) -> io::Result<()> {
    let label = Column { name: "label", kind: Kind::Text, fill: |node: &Node<'_>, cell| cell.push_str(&node.label) };
    let columns = std::iter::once(label).chain(column::of_nodes(view)).collect::<Vec<_>>();
    table("nodes", &columns, view.nodes.iter(), out)
}

/// Writes the table of edges.
pub(super) fn write_edges(view: &View<'_>, out: impl Write + Send) -> io::Result<()> {
    let text = |name, fill| Column { name, kind: Kind::Text, fill };
    let first = [
        text("id", |edge: &Edge<'_>, cell| cell.push_str(&edge.id())),
        text("source", |edge, cell| cell.push_str(edge.source)),
        text("target", |edge, cell| cell.push_str(edge.target)),
        text("label", |edge, cell| cell.push_str(&edge.label())),
        Column { name: "weight", kind: Kind::Integer, fill: |edge, cell| put(cell, edge.weight()) },
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
    let column = |name, kind, fill| Column { name, kind, fill };
    vec![
        column("edge", Kind::Text, |told: &Told<'_>, cell| cell.push_str(&told.edge.id())),
        column("article", Kind::Text, |told, cell| cell.push_str(&told.evidence.article)),
        column("begin", Kind::Integer, |told, cell| put(cell, told.evidence.sentence.start)),
        column("end", Kind::Integer, |told, cell| put(cell, told.evidence.sentence.end)),
        column("sentence", Kind::Text, |told, cell| cell.push_str(&told.evidence.text)),
        column("asserted", Kind::Boolean, |told, cell| put(cell, told.evidence.asserted)),
        column("modality", Kind::Text, |told, cell| cell.push_str(told.evidence.modality.name())),
        column("polarity", Kind::Text, |told, cell| cell.push_str(told.evidence.polarity.name())),
        column("confidence", Kind::Real, |told, cell| put(cell, format_args!("{:.3}", told.evidence.confidence))),
        column("speakers", Kind::Text, |told, cell| put_all(cell, speakers(told.evidence), "; ")),
        column("valid_from", Kind::Text, |told, cell| {
            put_known(cell, told.evidence.valid.and_then(|valid| valid.from))
        }),
        column("valid_to", Kind::Text, |told, cell| put_known(cell, told.evidence.valid.and_then(|valid| valid.to))),
        column("pattern", Kind::Text, |told, cell| cell.push_str(&told.evidence.pattern)),
    ]
}

fn speakers(evidence: &Evidence) -> impl Iterator<Item = &str> {
    evidence.speakers.iter().map(|speaker| match speaker {
        Object::Node(name) | Object::Text(name, _) => name.as_str(),
    })
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
            let cells = group.iter().map(|row| column.cell(row.borrow())).collect();
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
