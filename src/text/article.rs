//! An article as ingest leaves it: the source untouched, and which stretches of it are news.

use serde::{Deserialize, Serialize};

use super::{CalendarDate, Diagnostic, Language, Span};

/// An article. All spans point into [`Article::source`], which is the file as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The text of the file, byte for byte (a byte order mark is kept too).
    pub source: String,
    /// What is known about it.
    pub meta: Meta,
    /// The language most of it is written in.
    pub language: Language,
    /// Its stretches in the order of the text, without overlap. What no block covers is white space.
    pub blocks: Vec<Block>,
    /// Its tables; their rows are also blocks of kind [`BlockKind::TableRow`].
    pub tables: Vec<Table>,
    /// What the reader of the report should know: encodings, noise that was left out.
    pub diagnostics: Vec<Diagnostic>,
}

impl Article {
    /// An article of paragraphs at these places, of which nothing else is known.
    #[must_use]
    pub fn of_prose(source: &str, paragraphs: impl IntoIterator<Item = Span>, language: Language) -> Self {
        let block = |span| Block { span, kind: BlockKind::Prose, language };
        Self {
            source: source.to_owned(),
            meta: Meta::default(),
            language,
            blocks: paragraphs.into_iter().map(block).collect(),
            tables: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// A text as an article of one paragraph.
    #[must_use]
    pub fn of_paragraph(source: &str, language: Language) -> Self {
        Self::of_prose(source, [Span::new(0, source.len())], language)
    }
}

/// What is known about an article from its head, its front matter or its file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The headline.
    pub title: Option<String>,
    /// Where it was published, an IRI.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<CalendarDate>,
    /// The medium.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// One stretch of an article: a paragraph, a headline, a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The language it is written in.
    pub language: Language,
}

/// What a block is. Only the kinds of [`BlockKind::is_read`] become sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// A headline inside it.
    Headline,
    /// A paragraph.
    Prose,
    /// One entry of a list.
    ListItem,
    /// The row of column names of a table.
    TableHeader,
    /// A row of a table.
    TableRow,
    /// Front matter, by-line, date line.
    Head,
    /// A caption or the source of a picture.
    Caption,
    /// Share bars, reading times, cookie and imprint text, advice to read on.
    Boilerplate,
    /// What readers wrote below the article.
    Comment,
}

impl BlockKind {
    /// Whether it is read as news.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Title | Self::Headline | Self::Prose | Self::ListItem | Self::TableRow)
    }
}

/// A table whose columns could be told apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The line above that names it.
    pub caption: Option<Span>,
    /// The cells of the header.
    pub header: Vec<Span>,
    /// The cells of each row, as many as the header has.
    pub rows: Vec<Vec<Span>>,
}
