//! Makes an article of the bytes of a file: what is news, what is noise, what is known about it. Nothing is cut out:
//! every stretch of the source gets a kind, and only some kinds are read.

mod boilerplate;
mod calendar;
mod decode;
mod front_matter;
mod head;
mod language;
mod line;
mod markdown;
mod plain;
mod report;
mod table;

pub use decode::{IngestError, MAX_BYTES};

use line::Page;

use crate::lexicon::Lexicon;
use crate::text::Article;

/// Reads a file of plain text or Markdown.
///
/// # Errors
/// When it is empty, larger than [`MAX_BYTES`], binary or not in UTF-8.
pub fn ingest(bytes: &[u8], lexicon: &Lexicon) -> Result<Article, IngestError> {
    let source = decode::decode(bytes)?;
    let language = language::of_article(source, lexicon);
    let mut page = Page::new(source, language, lexicon);
    front_matter::mark(&mut page);
    boilerplate::mark_ends(&mut page);
    head::mark(&mut page);
    boilerplate::mark(&mut page);
    table::mark(&mut page);
    markdown::mark(&mut page);
    plain::mark(&mut page);
    Ok(report::article(page))
}

#[cfg(test)]
mod tests;
