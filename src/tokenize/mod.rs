//! Splits an article into sentences and tokens, losing nothing: joined spans and gaps give the text back. The tokens
//! are the words of Universal Dependencies (GSD for German, EWT for English), but a German compound with hyphens stays one.

mod abbreviation;
mod clitic;
mod number;
mod piece;
mod punctuation;
mod sentence;
mod word;
mod words;

use std::ops::Range;

use words::Words;

use crate::lexicon::Lexicon;
use crate::text::{Article, Block, BlockKind, Document, Language, Sentence, SentenceKind, Span};

/// Splits the blocks of an article that are news.
#[must_use]
pub fn tokenize(article: &Article, lexicon: &Lexicon) -> Document {
    let mut document = empty(article);
    let lists = Language::ALL.map(|language| Words::new(language, lexicon));
    for (paragraph, block) in article.blocks.iter().enumerate() {
        if let Some(kind) = kind(block.kind) {
            let words = if block.language == Language::German { &lists[0] } else { &lists[1] };
            add_block(&mut document, *block, kind, paragraph, words);
        }
    }
    document
}

fn empty(article: &Article) -> Document {
    Document {
        source: article.source.clone(),
        meta: article.meta.clone(),
        language: article.language,
        tokens: Vec::new(),
        sentences: Vec::new(),
        tables: article.tables.clone(),
    }
}

fn kind(block: BlockKind) -> Option<SentenceKind> {
    match block {
        BlockKind::Title | BlockKind::Headline => Some(SentenceKind::Headline),
        BlockKind::Prose => Some(SentenceKind::Prose),
        BlockKind::ListItem => Some(SentenceKind::ListItem),
        BlockKind::TableRow => Some(SentenceKind::TableRow),
        _ => None,
    }
}

fn add_block(document: &mut Document, block: Block, kind: SentenceKind, paragraph: usize, words: &Words<'_>) {
    let text = block.span.of(&document.source).to_owned();
    let base = block.span.start as usize;
    let (pieces, sentences) = if kind == SentenceKind::TableRow {
        one_sentence(row(document, block.span, words))
    } else {
        let pieces = piece::cut(&text, words);
        let sentences = sentence::split(&text, &pieces, words);
        (pieces, sentences)
    };
    for sentence in sentences {
        add_sentence(document, &text, base, &pieces[sentence], words, (kind, paragraph));
    }
}

#[expect(clippy::single_range_in_vec_init, reason = "a row is one sentence of all its pieces")]
fn one_sentence(pieces: Vec<Range<usize>>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let sentences = if pieces.is_empty() { vec![] } else { vec![0..pieces.len()] };
    (pieces, sentences)
}

/// The pieces of a row, cell by cell, for cells may be glued. A row whose columns are not known has none: `$28.819%`
/// is two figures, and nobody can tell which.
fn row(document: &Document, block: Span, words: &Words<'_>) -> Vec<Range<usize>> {
    let inside = |row: &&Vec<Span>| row.first().is_some_and(|cell| block.contains(*cell));
    let Some(cells) = document.tables.iter().flat_map(|table| &table.rows).find(inside) else {
        return Vec::new();
    };
    let moved = |cell: &Span| {
        let start = (cell.start - block.start) as usize;
        let pieces = piece::cut(cell.of(&document.source), words);
        pieces.into_iter().map(move |piece| piece.start + start..piece.end + start)
    };
    cells.iter().filter(|cell| block.contains(**cell)).flat_map(moved).collect()
}

fn add_sentence(
    document: &mut Document,
    text: &str,
    base: usize,
    pieces: &[Range<usize>],
    words: &Words<'_>,
    (kind, paragraph): (SentenceKind, usize),
) {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    let start = document.tokens.len();
    let tokens = pieces.iter().flat_map(|piece| clitic::split(&text[piece.clone()], words, base + piece.start));
    document.tokens.extend(tokens);
    document.sentences.push(Sentence {
        span: Span::new(base + first.start, base + last.end),
        tokens: start..document.tokens.len(),
        language: words.language,
        kind,
        paragraph,
    });
}

#[cfg(test)]
mod tests;
