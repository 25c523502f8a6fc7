//! Front matter: `key: value` lines between two lines of `---` at the top of a file, as Markdown tools write them.

use super::calendar;
use super::line::Page;
use crate::lexicon::ListName;
use crate::text::BlockKind;

/// The most lines it may have; more is no front matter but a rule.
const LONGEST: usize = 40;

/// Marks front matter and keeps what it says.
pub(super) fn mark(page: &mut Page<'_>) {
    if page.text(0) != "---" {
        return;
    }
    let Some(end) = (1..page.lines.len().min(LONGEST)).find(|&number| page.text(number) == "---") else { return };
    if !(1..end).any(|number| page.text(number).contains(':')) {
        return;
    }
    for number in 0..=end {
        if let Some((key, value)) = page.text(number).split_once(':') {
            keep(page, key, value);
        }
        page.mark(number, BlockKind::Head);
    }
}

fn keep(page: &mut Page<'_>, key: &str, value: &str) {
    let value = value.trim().trim_matches(['"', '\'']).to_owned();
    let key = page.look_up(ListName::FrontMatterKey, &key.trim().to_lowercase());
    if value.is_empty() {
        return;
    }
    match key {
        Some("title") => page.meta.title = Some(value),
        Some("author") => page.meta.author = Some(value),
        Some("publisher") => page.meta.publisher = Some(value),
        Some("url") => page.meta.url = Some(value),
        Some("published") => {
            page.meta.published = calendar::first(&value, page).map(|(date, _)| date).or(value.parse().ok());
        }
        Some("language") => page.language = value.parse().unwrap_or(page.language),
        _ => {}
    }
}
