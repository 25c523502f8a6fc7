//! Headings, lists and quotations of Markdown, and lists of plain text. The marks are left out of the blocks' spans;
//! emphasis and links inside a paragraph are left to the tokenizer, which treats their marks as gaps.

use super::line::Page;
use crate::text::{BlockKind, Span};

/// Marks headings and the entries of lists.
pub(super) fn mark(page: &mut Page<'_>) {
    for number in page.open() {
        let text = page.text(number);
        let listed = beside_entry(page, number);
        let found = heading(text).or_else(|| entry(text)).or_else(|| numbered(text).filter(|_| listed));
        if let Some((kind, length)) = found {
            let line = &mut page.lines[number];
            line.span = Span::new(line.span.start as usize + length, line.span.end as usize);
            line.kind = kind;
        } else if text.starts_with("![") || text.starts_with("```") {
            page.mark(number, BlockKind::Caption);
        }
    }
}

/// What a line is and how long its mark is; the kind is missing where the mark is all that is known.
type Marked = (Option<BlockKind>, usize);

fn heading(text: &str) -> Option<Marked> {
    let level = text.len() - text.trim_start_matches('#').len();
    let rest = text[level..].trim_start();
    let fits = (1..=6).contains(&level) && text[level..].starts_with(' ') && !rest.is_empty();
    fits.then(|| (Some(BlockKind::Headline), text.len() - rest.len()))
}

fn entry(text: &str) -> Option<Marked> {
    let mark = text.chars().next().filter(|mark| "-*+•‣◦▪·–>".contains(*mark))?;
    let after = &text[mark.len_utf8()..];
    let rest = after.trim_start();
    let fits = !rest.is_empty() && (after.len() > rest.len() || "•‣◦▪".contains(mark));
    let kind = if mark == '>' { None } else { Some(BlockKind::ListItem) };
    fits.then(|| (kind, text.len() - rest.len()))
}

/// `1.` or `2)` before an entry.
fn numbered(text: &str) -> Option<Marked> {
    let figures = text.find(|letter: char| !letter.is_ascii_digit()).filter(|count| (1..=2).contains(count))?;
    let rest = text[figures..].strip_prefix(['.', ')'])?;
    let entry = rest.trim_start();
    (rest.len() > entry.len() && !entry.is_empty()).then(|| (Some(BlockKind::ListItem), text.len() - entry.len()))
}

/// Whether the line above or below is numbered too: a lone `14. Mai` begins a sentence.
fn beside_entry(page: &Page<'_>, number: usize) -> bool {
    let near = [number.wrapping_sub(1), number + 1];
    near.into_iter().any(|near| {
        let listed = page.lines.get(near).is_some_and(|line| line.kind == Some(BlockKind::ListItem));
        listed || numbered(page.text(near)).is_some()
    })
}
