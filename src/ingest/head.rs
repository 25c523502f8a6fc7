//! The head of an article: title, by-line, date. A title is a short first line that does not end like a sentence; a
//! page that begins with prose has none.

use super::calendar;
use super::line::{Page, ends_sentence};
use crate::lexicon::ListName;
use crate::text::{BlockKind, Span};

/// The lines in which a by-line or date is sought.
const HEAD_LINES: usize = 12;
/// The longest title, in bytes.
const LONGEST_TITLE: usize = 220;
/// The longest line with a name or a date and nothing else.
const LONGEST_ENTRY: usize = 70;

/// Marks title, by-line and date lines, and keeps what they say.
pub(super) fn mark(page: &mut Page<'_>) {
    split_date(page);
    mark_title(page);
    let open: Vec<usize> = page.open().into_iter().take(HEAD_LINES).collect();
    for number in open {
        mark_byline(page, number);
        mark_date(page, number);
    }
}

/// A label and a date before the prose of the first line, `date 2025-02 Der Konzern …`: the date becomes a line.
fn split_date(page: &mut Page<'_>) {
    let Some(number) = page.open().first().copied() else { return };
    let text = page.text(number);
    let Some((label, rest)) = text.split_once([' ', ':']) else { return };
    let known = page.look_up(ListName::FrontMatterKey, &label.to_lowercase()) == Some("published");
    let Some(first) = rest.split_whitespace().next().filter(|_| known) else { return };
    let Some((date, _)) = calendar::first(first, page) else { return };
    page.meta.published = page.meta.published.or(Some(date));
    let end = first.as_ptr() as usize - text.as_ptr() as usize + first.len();
    let mut line = page.lines[number];
    let cut = line.span.start as usize + end;
    let left = text[end..].trim_start();
    line.kind = Some(BlockKind::Head);
    let whole = line.span;
    line.span = Span::new(whole.start as usize, cut);
    if left.is_empty() {
        page.lines[number] = line;
        return;
    }
    page.lines[number].span = Span::new(whole.end as usize - left.len(), whole.end as usize);
    page.lines[number].blanks = 1;
    page.lines.insert(number, line);
}

fn mark_title(page: &mut Page<'_>) {
    let Some(number) = page.open().first().copied() else { return };
    let (text, heading) = match page.text(number).strip_prefix("# ") {
        Some(text) => (text.trim(), true),
        None => (page.text(number), false),
    };
    let sentence = ends_sentence(text) && !text.ends_with(['?', '!']);
    let fits = text.len() <= LONGEST_TITLE && !sentence && page.lines.len() > number + 1;
    if !heading && (!fits || byline(page, text).is_some() || is_listed(page, text)) {
        return;
    }
    // A title may end with the full stop of a short statement, but then only front matter or `#` can tell.
    let end = page.lines[number].span.end as usize;
    page.meta.title.get_or_insert_with(|| text.to_owned());
    page.lines[number].span = Span::new(end - text.len(), end);
    page.mark(number, BlockKind::Title);
}

fn is_listed(page: &Page<'_>, text: &str) -> bool {
    text.starts_with(['-', '*', '|', '•', '('])
        || text.contains("  ")
        || text.contains('\t')
        || text.matches(';').count() > 1
        || super::boilerplate::kind(page, text).is_some()
}

fn mark_byline(page: &mut Page<'_>, number: usize) {
    if !page.is_open(number) {
        return;
    }
    let Some(name) = byline(page, page.text(number)) else { return };
    if name.is_empty() {
        let next = page.text(number + 1);
        if !is_name(next) || page.lines[number + 1].blanks > 0 {
            return;
        }
        page.meta.author.get_or_insert_with(|| next.to_owned());
        page.mark(number + 1, BlockKind::Head);
    } else {
        page.meta.author.get_or_insert(name);
    }
    page.mark(number, BlockKind::Head);
}

/// The name in a line like `Von Brad Smith`; empty when the line has only the word before it.
fn byline(page: &Page<'_>, text: &str) -> Option<String> {
    let small = text.to_lowercase();
    let words = text.split(' ').count();
    (1..=words.min(3)).rev().find_map(|count| {
        let before: String = small.split(' ').take(count).collect::<Vec<_>>().join(" ");
        page.look_up(ListName::Byline, &before)?;
        let name = text.split(' ').skip(count).collect::<Vec<_>>().join(" ");
        let name = name.split([',', '|', '•']).next().unwrap_or("").trim().to_owned();
        (name.is_empty() || is_name(&name)).then_some(name)
    })
}

/// Whether a line can be the names of people: a few words, most with a capital, no full stop.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let figures = text.contains(|letter: char| letter.is_ascii_digit());
    (2..=9).contains(&words.len())
        && capitals * 2 > words.len()
        && text.len() <= LONGEST_ENTRY
        && !figures
        && !text.ends_with(['.', ':', '?', '!'])
}

/// A line with a date and next to nothing else.
fn mark_date(page: &mut Page<'_>, number: usize) {
    let text = page.text(number);
    if !page.is_open(number) || text.len() > LONGEST_ENTRY || text.split_whitespace().count() > 10 {
        return;
    }
    let Some((date, end)) = calendar::first(text, page) else { return };
    let sharp = date.day.is_some() || text.split_whitespace().count() <= 2;
    if sharp && !ends_sentence(text) && text[end..].len() <= 30 {
        page.meta.published = page.meta.published.or(Some(date));
        page.mark(number, BlockKind::Head);
    }
}
