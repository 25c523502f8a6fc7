//! The lines of a page, and what each pass has found out about them. A pass marks lines; the last one makes blocks of
//! those that are left.

use crate::lexicon::{Lexicon, ListName};
use crate::text::{BlockKind, Diagnostic, Language, Meta, Span, Table};

/// A page in the making.
pub(super) struct Page<'a> {
    pub(super) source: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) language: Language,
    /// The lines that are not blank.
    pub(super) lines: Vec<Line>,
    pub(super) meta: Meta,
    pub(super) tables: Vec<Table>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub(super) span: Span,
    /// The number of blank lines above it; the first line of a page counts as after one.
    pub(super) blanks: usize,
    /// What it is, once a pass has found out.
    pub(super) kind: Option<BlockKind>,
    /// Whether it goes on in the paragraph of the line above.
    pub(super) continues: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a str, language: Language, lexicon: &'a Lexicon) -> Self {
        let (meta, tables, diagnostics) = (Meta::default(), Vec::new(), Vec::new());
        Self { source, lexicon, language, lines: lines(source), meta, tables, diagnostics }
    }

    /// The words of a line.
    pub(super) fn text(&self, number: usize) -> &'a str {
        self.lines.get(number).map_or("", |line| line.span.of(self.source))
    }

    /// Whether no pass knows yet what a line is.
    pub(super) fn is_open(&self, number: usize) -> bool {
        self.lines.get(number).is_some_and(|line| line.kind.is_none())
    }

    pub(super) fn mark(&mut self, number: usize, kind: BlockKind) {
        if let Some(line) = self.lines.get_mut(number) {
            line.kind = Some(kind);
        }
    }

    /// The numbers of the lines that no pass knows yet.
    pub(super) fn open(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|&number| self.is_open(number)).collect()
    }

    /// Whether a blank line or the end of the page follows.
    pub(super) fn stands_before_blank(&self, number: usize) -> bool {
        self.lines.get(number + 1).is_none_or(|next| next.blanks > 0)
    }

    /// The value of a word in a list, whatever the language: pages mix the two.
    pub(super) fn look_up(&self, list: ListName, word: &str) -> Option<&'a str> {
        let lexicon = self.lexicon;
        Language::ALL.into_iter().find_map(|language| lexicon.list(list, language).get(word))
    }
}

fn lines(source: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut at, mut blanks) = (0, 1);
    for raw in source.split_inclusive('\n') {
        let text = raw.trim_matches(is_blank);
        if text.is_empty() {
            blanks += 1;
        } else {
            let start = at + raw.len() - raw.trim_start_matches(is_blank).len();
            let span = Span::new(start, start + text.len());
            lines.push(Line { span, blanks, kind: None, continues: false });
            blanks = 0;
        }
        at += raw.len();
    }
    lines
}

/// White space, and the marks that are nothing to see, like that of the byte order.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{feff}' | '\u{200b}')
}

/// Whether a text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '“', '”', '»', '«', '\'', '’', ')', ']']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', ','])
}
