//! Lines of plain text to headlines and paragraphs. A line is a paragraph unless the page is wrapped by hand: then the
//! lines between two blanks are one.

use super::line::{Page, ends_sentence};
use crate::text::BlockKind;

/// The longest headline inside an article.
const LONGEST_HEADLINE: usize = 130;
/// The longest headline that ends with a full stop.
const LONGEST_STATEMENT: usize = 70;
/// A page wrapped by hand has no lines longer than this, in characters.
const LONGEST_WRAPPED: usize = 100;
/// In a page wrapped by hand the lines that go on have at least this many characters.
const SHORTEST_WRAPPED: usize = 40;

/// Marks what is left: headlines and prose.
pub(super) fn mark(page: &mut Page<'_>) {
    if is_wrapped(page) {
        join_lines(page);
    }
    for number in page.open() {
        let headline = !page.lines[number].continues && !continued(page, number) && is_headline(page, number);
        page.mark(number, if headline { BlockKind::Headline } else { BlockKind::Prose });
    }
}

/// Whether the lines of a page are cut at some width: most lines before another line end inside a sentence.
fn is_wrapped(page: &Page<'_>) -> bool {
    let open = page.open();
    let followed = || open.iter().filter(|&&number| !page.stands_before_blank(number) && page.is_open(number + 1));
    let cut = followed().filter(|&&number| goes_on(page, number)).count();
    let long = open.iter().any(|&number| page.text(number).chars().count() > LONGEST_WRAPPED);
    !long && cut * 2 > followed().count()
}

/// Whether a line is as long as a wrapped one and ends inside a sentence.
fn goes_on(page: &Page<'_>, number: usize) -> bool {
    let text = page.text(number);
    text.chars().count() >= SHORTEST_WRAPPED && (!ends_sentence(text) || text.ends_with([',', ';', ':']))
}

fn join_lines(page: &mut Page<'_>) {
    for number in page.open() {
        let follows = number.checked_sub(1).is_some_and(|above| page.is_open(above)) && page.lines[number].blanks == 0;
        page.lines[number].continues = follows;
    }
}

fn continued(page: &Page<'_>, number: usize) -> bool {
    page.lines.get(number + 1).is_some_and(|next| next.continues)
}

/// Whether a line is a headline: short and without a full stop, or a short statement that stands apart.
fn is_headline(page: &Page<'_>, number: usize) -> bool {
    let text = page.text(number);
    let line = page.lines[number];
    let last = number + 1 == page.lines.len();
    if text.len() > LONGEST_HEADLINE
        || last
        || text.starts_with(['"', '„', '“', '»'])
        || text.starts_with(char::is_lowercase)
    {
        return false;
    }
    let apart = line.blanks > 0 && page.stands_before_blank(number);
    let question = text.ends_with('?') && (line.blanks > 1 || apart);
    let statement = apart && line.blanks > 1 && text.len() <= LONGEST_STATEMENT && text.ends_with(['.', '!']);
    question || statement || !ends_sentence(text)
}
