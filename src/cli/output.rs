//! Standard output: buffered, and coloured when it is a terminal and nobody asked for none.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Where results go.
pub(super) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    colored: bool,
}

/// How words are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The subject of a fact.
    Subject,
    /// Its predicate.
    Predicate,
    /// Its object.
    Object,
    /// What is less important.
    Dim,
    /// A headline.
    Bold,
}

impl Output {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        let stdout = io::stdout();
        // https://no-color.org: set and not empty.
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colored = stdout.is_terminal() && !unwanted;
        Self { writer: BufWriter::new(stdout.lock()), colored }
    }

    /// Whether colours are shown.
    pub(super) fn colored(&self) -> bool {
        self.colored
    }

    /// The words in a style, where colours are shown.
    pub(super) fn paint(&self, style: Style, words: &str) -> String {
        if self.colored { painted(style, words) } else { words.to_owned() }
    }

    /// Writes a value as one line of JSON.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self, value).map_err(io::Error::from)?;
        writeln!(self)
    }

    /// Writes rows in columns that stand below each other.
    pub(super) fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_header(head.iter().map(|name| self.paint(Style::Bold, name)));
        table.add_rows(rows);
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        table.lines().try_for_each(|line| writeln!(self, "{}", line.trim_end()))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// How many columns the terminal has; `None` when standard output is none.
pub(super) fn terminal_width() -> Option<u16> {
    comfy_table::Table::new().width()
}

/// The words between the codes of a style and the one that ends it.
pub(super) fn painted(style: Style, words: &str) -> String {
    let code = match style {
        Style::Subject => "1;34",
        Style::Predicate => "1;33",
        Style::Object => "1;32",
        Style::Dim => "2",
        Style::Bold => "1",
    };
    format!("\u{1b}[{code}m{words}\u{1b}[0m")
}
