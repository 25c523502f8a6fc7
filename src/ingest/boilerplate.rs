//! Lines of a page that are no news: captions, share bars, reading times, cookie and imprint text, comments. What such
//! lines say is data, in `noise.tsv`; here is only how the phrases are compared.

use super::line::{Line, Page, ends_sentence};
use crate::lexicon::ListName;
use crate::text::{BlockKind, Language};

/// Phrases inside a line count only in short lines; prose may well speak of a privacy policy.
const SHORT: usize = 200;
/// The longest caption.
const LONGEST_CAPTION: usize = 220;
/// The longest signature of an agency or author.
const LONGEST_SIGNATURE: usize = 40;

/// What a phrase of the list says about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noise {
    /// The line is of this kind.
    Is(BlockKind),
    /// The line is an editorial note, and a heading above it belongs to it.
    Note,
    /// The line ends the news.
    End,
    /// What follows is written by readers.
    Comments,
}

/// Marks what stands below the news: advice to read on, imprint, comments.
pub(super) fn mark_ends(page: &mut Page<'_>) {
    let first = |page: &Page<'_>, wanted| {
        (1..page.lines.len()).find(|&at| page.is_open(at) && kind(page, page.text(at)) == Some(wanted))
    };
    if let Some(at) = first(page, Noise::Comments) {
        mark_below(page, at, BlockKind::Comment);
    }
    if let Some(at) = first(page, Noise::End) {
        mark_below(page, at, BlockKind::Boilerplate);
    }
}

/// Marks a line as boilerplate and all below it as `kind`, if most of the page stands above: a box in the middle
/// of an article has the same heading.
fn mark_below(page: &mut Page<'_>, at: usize, kind: BlockKind) {
    let length = |lines: &[Line]| lines.iter().map(|line| line.span.len()).sum::<usize>();
    let below = length(&page.lines[at + 1..]);
    let most = length(&page.lines[..at]) >= below || kind == BlockKind::Comment;
    page.mark(at, BlockKind::Boilerplate);
    for number in at + 1..page.lines.len() {
        if !most && ends_sentence(page.text(number)) {
            return;
        }
        if page.is_open(number) {
            page.mark(number, kind);
        }
    }
}

/// Marks the noise inside the article.
pub(super) fn mark(page: &mut Page<'_>) {
    for number in page.open() {
        match kind(page, page.text(number)) {
            Some(Noise::Is(BlockKind::Caption)) => mark_credit(page, number),
            Some(Noise::Is(kind)) => page.mark(number, kind),
            Some(Noise::Note) => page.mark(number, BlockKind::Boilerplate),
            _ => {}
        }
    }
    for number in page.open() {
        if is_rule(page.text(number)) || is_signature(page, page.text(number)) {
            page.mark(number, BlockKind::Boilerplate);
        } else if has_source(page.text(number)) || is_repeated(page, number) {
            page.mark(number, BlockKind::Caption);
        }
    }
}

/// What the list says about a line.
pub(super) fn kind(page: &Page<'_>, text: &str) -> Option<Noise> {
    let line = normal(text);
    let fits = |(phrase, value): (&str, &str)| {
        let (kind, place) = value.split_once(' ')?;
        let short = line.len() <= SHORT;
        let found = match place {
            "line" => line == phrase,
            "start" => starts(&line, phrase),
            "end" => short && line.ends_with(phrase),
            _ => short && line.contains(phrase),
        };
        noise(kind).filter(|_| found).map(|noise| (phrase.len(), noise))
    };
    let phrases = Language::ALL.into_iter().flat_map(|language| page.lexicon.list(ListName::Noise, language).iter());
    // The longest phrase says most: "kommentare lesen und schreiben" is more than "kommentare lesen".
    phrases.filter_map(fits).max_by_key(|(length, _)| *length).map(|(_, noise)| noise)
}

/// Whether a line starts with a phrase. A phrase of one word that ends without a mark must be followed by one.
fn starts(line: &str, phrase: &str) -> bool {
    let Some(rest) = line.strip_prefix(phrase) else { return false };
    let word = !phrase.contains(' ') && phrase.ends_with(char::is_alphanumeric);
    if word {
        rest.is_empty() || rest.starts_with([':', ' ']) && line.len() <= SHORT / 2 && !ends_sentence(rest)
    } else {
        true
    }
}

fn noise(kind: &str) -> Option<Noise> {
    match kind {
        "boilerplate" => Some(Noise::Is(BlockKind::Boilerplate)),
        "head" => Some(Noise::Is(BlockKind::Head)),
        "caption" => Some(Noise::Is(BlockKind::Caption)),
        "note" => Some(Noise::Note),
        "end" => Some(Noise::End),
        "comments" => Some(Noise::Comments),
        _ => None,
    }
}

/// A line as the list writes it: small letters, `#` for numbers, no marks at the end.
fn normal(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.trim_start_matches(['#', '*', '_', ' ', '>']).chars().take(400) {
        match letter {
            '0'..='9' if line.ends_with('#') => {}
            '0'..='9' => line.push('#'),
            '\u{a0}' => line.push(' '),
            _ => line.extend(letter.to_lowercase()),
        }
    }
    line.truncate(line.trim_end_matches(['.', ':', '!', '…', '*', '_', ' ']).len());
    line
}

/// A credit for a picture, and the caption above it: a short line of its own.
fn mark_credit(page: &mut Page<'_>, number: usize) {
    page.mark(number, BlockKind::Caption);
    let Some(above) = number.checked_sub(1) else { return };
    let alone = page.lines[above].blanks > 0 || !page.is_open(above.saturating_sub(1));
    let sentences = page.text(above).matches(". ").count();
    if page.is_open(above) && alone && page.text(above).len() <= LONGEST_CAPTION && sentences == 0 {
        page.mark(above, BlockKind::Caption);
    }
}

/// A line of nothing but marks: `---`, `* * *`, `====`.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|letter| "-–—=*_~· #".contains(letter))
}

/// Who wrote it, below the article: `(wid)`, `FMW/Bloomberg`, `dpa-AFX`.
fn is_signature(page: &Page<'_>, text: &str) -> bool {
    if text.len() > LONGEST_SIGNATURE {
        return false;
    }
    let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(letters) = bare {
        return letters.len() <= 5 && letters.chars().all(char::is_lowercase);
    }
    let parts = text.split(['/', ',', ';']).map(|part| part.trim().trim_matches(['(', ')']).to_lowercase());
    parts.clone().all(|part| page.look_up(ListName::Agency, &part).is_some())
}

/// Whether a line ends with the host that a picture comes from: `Büros am Abend. (dreamstime.com)`.
fn has_source(text: &str) -> bool {
    let Some((caption, source)) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else { return false };
    let host = source.split_once('.').is_some_and(|(name, end)| name.len() > 1 && (2..=10).contains(&end.len()));
    let plain = source.chars().all(|letter| letter.is_alphanumeric() || ".-/".contains(letter));
    host && plain && caption.len() <= LONGEST_CAPTION
}

/// Whether the line stands twice in a row, as captions do that a page has for eyes and for screen readers.
fn is_repeated(page: &Page<'_>, number: usize) -> bool {
    let text = page.text(number);
    let above = number.checked_sub(1).is_some_and(|above| page.text(above) == text);
    text.len() <= LONGEST_CAPTION && (above || page.text(number + 1) == text)
}
