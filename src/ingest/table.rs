//! Tables: lines whose cells are apart by tabs, bars, semicolons or runs of blanks, and lines whose cells are glued,
//! as they come out of a web page (`AnbieterMarktanteil (%)Zeitraum`, `Alibaba Cloud36%Q3 2024`).
//!
//! Glued lines are cut only when every row then has as many cells as the header. When they do not, the lines are rows
//! of no table: nobody reads them as prose, and nobody guesses.

use super::line::{Page, ends_sentence};
use crate::text::{BlockKind, Diagnostic, Span, Table};

/// The longest line of a glued table, in bytes.
const LONGEST_GLUED: usize = 200;
/// The longest caption.
const LONGEST_CAPTION: usize = 200;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Mark(char),
    Blanks,
    Glue,
}

/// Tried in this order; the first that makes a table wins, so the surest come first.
const JOINTS: [Joint; 5] = [Joint::Mark('\t'), Joint::Mark('|'), Joint::Mark(';'), Joint::Blanks, Joint::Glue];

/// Marks the lines of tables and keeps the tables whose columns are clear.
pub(super) fn mark(page: &mut Page<'_>) {
    let mut number = 0;
    while number < page.lines.len() {
        let run = JOINTS.into_iter().find_map(|joint| run(page, number, joint).map(|end| (joint, end)));
        number = match run {
            Some((joint, end)) => {
                keep(page, number, end, joint);
                end
            }
            None => number + 1,
        };
    }
}

/// The end of the table that begins with a line, if one does.
fn run(page: &Page<'_>, start: usize, joint: Joint) -> Option<usize> {
    if !page.is_open(start) || !is_header(page, start, joint) {
        return None;
    }
    let mut end = start + 1;
    while page.is_open(end) && page.lines[end].blanks == 0 && is_row(page.text(end), joint) {
        end += 1;
    }
    let least = match joint {
        Joint::Glue | Joint::Blanks | Joint::Mark(';') => 3,
        Joint::Mark(_) => 2,
    };
    (end - start >= least).then_some(end)
}

fn is_header(page: &Page<'_>, number: usize, joint: Joint) -> bool {
    let text = page.text(number);
    match joint {
        Joint::Glue => text.len() <= LONGEST_GLUED && !ends_sentence_of_words(text) && !header_cuts(text).is_empty(),
        _ => is_row(text, joint),
    }
}

fn is_row(text: &str, joint: Joint) -> bool {
    let count = cells(text, joint, false).len();
    match joint {
        Joint::Mark('\t' | '|') => count >= 2,
        Joint::Mark(_) => count >= 3 && !text.ends_with('.'),
        Joint::Blanks => count >= 2 && !text.ends_with('.'),
        Joint::Glue => text.len() <= LONGEST_GLUED && !ends_sentence_of_words(text) && count >= 2 && has_figure(text),
    }
}

fn ends_sentence_of_words(text: &str) -> bool {
    ends_sentence(text) && !text.ends_with(')')
}

fn has_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// Marks the lines of a table; keeps it when all rows have as many cells as its header.
fn keep(page: &mut Page<'_>, start: usize, end: usize, joint: Joint) {
    let lines: Vec<usize> = (start..end).filter(|&number| !is_separator(page.text(number))).collect();
    let cells = |number: usize| {
        let base = page.lines[number].span.start as usize;
        let cut = cells(page.text(number), joint, number == start);
        cut.into_iter().map(|(from, to)| Span::new(base + from, base + to)).collect::<Vec<_>>()
    };
    let header = cells(start);
    let rows: Vec<Vec<Span>> = lines.iter().skip(1).map(|&number| cells(number)).collect();
    let clear = header.len() >= 2 && !rows.is_empty() && rows.iter().all(|row| row.len() == header.len());
    let caption = caption(page, start);
    if clear {
        page.tables.push(Table { caption, header, rows });
    } else {
        let span = page.lines[start].span.cover(page.lines[end - 1].span);
        page.diagnostics.push(Diagnostic::at(
            span,
            "a table whose columns cannot be told apart was left out; separate its cells by tabs",
        ));
    }
    for number in start..end {
        let header = number == start || is_separator(page.text(number));
        page.mark(number, if header { BlockKind::TableHeader } else { BlockKind::TableRow });
    }
}

/// The line above a table that names it; it is marked as a caption.
fn caption(page: &mut Page<'_>, start: usize) -> Option<Span> {
    let above = start.checked_sub(1).filter(|&above| page.is_open(above))?;
    let text = page.text(above);
    let fits = text.len() <= LONGEST_CAPTION && page.lines[start].blanks <= 1 && text.matches(". ").count() == 0;
    fits.then(|| {
        page.mark(above, BlockKind::Caption);
        page.lines[above].span
    })
}

/// The line between header and rows in Markdown: `|---|---|`.
fn is_separator(text: &str) -> bool {
    text.contains('-') && text.chars().all(|letter| "|-: +=".contains(letter))
}

/// The cells of a line, as ranges of bytes without white space at their ends.
fn cells(text: &str, joint: Joint, header: bool) -> Vec<(usize, usize)> {
    let cuts = match joint {
        Joint::Mark(mark) => at_marks(text, mark),
        Joint::Blanks => at_blanks(text),
        Joint::Glue if header => header_cuts(text).into_iter().map(|cut| (cut, cut)).collect(),
        Joint::Glue => row_cuts(text).into_iter().map(|cut| (cut, cut)).collect(),
    };
    let mut cells = Vec::new();
    let mut from = 0;
    for (end, next) in cuts.into_iter().chain([(text.len(), text.len())]) {
        cells.push(trimmed(text, from, end));
        from = next;
    }
    let outer =
        |&(from, to): &(usize, usize)| joint == Joint::Mark('|') && from == to && (from == 0 || to == text.len());
    cells.retain(|cell| !outer(cell));
    cells
}

fn trimmed(text: &str, from: usize, to: usize) -> (usize, usize) {
    let cell = &text[from..to];
    let start = from + cell.len() - cell.trim_start().len();
    (start.min(to), (from + cell.trim_end().len()).max(start.min(to)))
}

fn at_marks(text: &str, mark: char) -> Vec<(usize, usize)> {
    text.match_indices(mark).map(|(at, mark)| (at, at + mark.len())).collect()
}

fn at_blanks(text: &str) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("  ").map(|at| at + from) {
        let next = at + text[at..].len() - text[at..].trim_start().len();
        cuts.push((at, next));
        from = next;
    }
    cuts
}

/// Where a glued header is cut: a small letter or a bracket before a capital.
fn header_cuts(text: &str) -> Vec<usize> {
    pairs(text)
        .filter(|(_, left, right)| (left.is_lowercase() || *left == ')') && right.is_uppercase())
        .map(|(at, ..)| at)
        .collect()
}

/// Where a glued row is cut: a word before a figure or sign, a percent sign before either, a figure before a currency.
fn row_cuts(text: &str) -> Vec<usize> {
    let word_ends = |at: usize| {
        let word = text[..at].chars().rev().take_while(|letter| letter.is_alphabetic()).take(2).count();
        word >= 2
    };
    let cut = |&(at, left, right): &(usize, char, char)| {
        let sign = matches!(right, '~' | '$' | '€' | '£' | '¥');
        let figure = right.is_ascii_digit() || sign;
        (left.is_alphabetic() && figure && word_ends(at))
            || (left == '%' && (right.is_alphanumeric() || sign))
            || (left.is_ascii_digit() && sign)
            || (left == ')' && right.is_alphanumeric())
    };
    pairs(text).filter(cut).map(|(at, ..)| at).collect()
}

/// The places between two characters, with both.
fn pairs(text: &str) -> impl Iterator<Item = (usize, char, char)> {
    text.char_indices().zip(text.chars().skip(1)).map(|((at, left), right)| (at + left.len_utf8(), left, right))
}
