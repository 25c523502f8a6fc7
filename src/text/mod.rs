//! The ground that all rooms share: spans, articles, documents, dates, languages, diagnostics.

mod article;
mod diagnostic;
mod document;
mod entity_type;
mod language;
mod span;
mod time;

pub use article::{Article, Block, BlockKind, Meta, Table};
pub use diagnostic::Diagnostic;
pub use document::{Document, Part, Sentence, SentenceKind, Token};
pub use entity_type::EntityType;
pub use language::Language;
pub use span::Span;
pub use time::{CalendarDate, Interval};
