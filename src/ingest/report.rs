//! Makes the article of a page whose lines are all marked, and says what was left out.

use super::language;
use super::line::{Line, Page};
use crate::text::{Article, Block, BlockKind, Diagnostic, Span};

/// The kinds of noise, in the order in which they are told, with what their lines are called.
const NOISE: [(BlockKind, &str); 3] = [
    (BlockKind::Boilerplate, "boilerplate"),
    (BlockKind::Caption, "captions"),
    (BlockKind::Comment, "readers' comments"),
];

/// The article of a page.
pub(super) fn article(page: Page<'_>) -> Article {
    let mut diagnostics = page.diagnostics.clone();
    diagnostics.extend(NOISE.into_iter().filter_map(|(kind, name)| left_out(&page.lines, kind, name)));
    let blocks = blocks(&page);
    if !blocks.iter().any(|block| block.kind.is_read()) {
        diagnostics.push(Diagnostic::whole("no news text was found; is this the page of an article?"));
    }
    Article {
        source: page.source.to_owned(),
        meta: page.meta,
        language: page.language,
        blocks,
        tables: page.tables,
        diagnostics,
    }
}

fn left_out(lines: &[Line], kind: BlockKind, name: &str) -> Option<Diagnostic> {
    let count = lines.iter().filter(|line| line.kind == Some(kind)).count();
    let noun = if count == 1 { "line" } else { "lines" };
    (count > 0).then(|| Diagnostic::whole(format!("{count} {noun} of {name} left out")))
}

fn blocks(page: &Page<'_>) -> Vec<Block> {
    let mut spans: Vec<(Span, BlockKind)> = Vec::new();
    for line in &page.lines {
        let kind = line.kind.unwrap_or(BlockKind::Prose);
        match spans.last_mut() {
            Some((span, _)) if line.continues => *span = span.cover(line.span),
            _ => spans.push((line.span, kind)),
        }
    }
    let block = |(span, kind): (Span, BlockKind)| {
        let text = span.of(page.source);
        Block { span, kind, language: language::of_block(text, page.language) }
    };
    spans.into_iter().map(block).collect()
}
