//! Cuts running text into sentences again, now that the encoder has read it. Rules know that a full stop may end a
//! sentence; the trained reader also sees where one ends without any mark, or goes on behind one.

use std::ops::Range;

use crate::lexicon::{Lexicon, Task};
use crate::text::{Document, Language, Part, Sentence};

use super::window::{belong_together, neighbours, windows};
use super::{Encoding, encoded};

/// Encodes a document passage by passage, and cuts its running text into sentences where the reader sees them begin.
#[must_use]
pub fn segment(document: Document, lexicon: &Lexicon) -> (Document, Encoding) {
    let model = lexicon.model();
    let passages = neighbours(&document, &model.pieces);
    let mut encoding = encoded(&document, &passages, model);
    let starts: Vec<usize> = passages.iter().map(|passage| passage.tokens.start).collect();
    let document = cut_again(document, &starts, &encoding, lexicon);
    encoding.windows = windows(&document);
    (document, encoding)
}

fn cut_again(mut document: Document, starts: &[usize], encoding: &Encoding, lexicon: &Lexicon) -> Document {
    let old = std::mem::take(&mut document.sentences);
    for paragraph in old.chunk_by(belong_together) {
        let tokens = paragraph[0].tokens.start..paragraph[paragraph.len() - 1].tokens.end;
        let begins = begins(&document, tokens.clone(), paragraph[0].language, encoding, lexicon);
        let rule = |token: &usize| paragraph.binary_search_by_key(token, |sentence| sentence.tokens.start).is_ok();
        // A passage begins where the rules have cut, and the reader has not seen what stands before it.
        let is_start =
            |token: &usize| begins[token - tokens.start] || starts.binary_search(token).is_ok() && rule(token);
        let mut first = tokens.start;
        for next in tokens.clone().skip(1).filter(is_start).chain([tokens.end]) {
            document.sentences.push(sentence(&document, first..next, &paragraph[0]));
            first = next;
        }
    }
    document
}

/// For each token whether the reader sees a sentence begin with it.
fn begins(
    document: &Document,
    tokens: Range<usize>,
    language: Language,
    encoding: &Encoding,
    lexicon: &Lexicon,
) -> Vec<bool> {
    let rows = encoding.styled(tokens.clone(), language, Task::Trees, lexicon);
    let scores = lexicon.model().begins.apply(&rows);
    let is_free = |token: usize| document.tokens[token].part != Part::Rest;
    tokens.zip(scores.chunks_exact(2)).map(|(token, scores)| scores[1] > scores[0] && is_free(token)).collect()
}

fn sentence(document: &Document, tokens: Range<usize>, like: &Sentence) -> Sentence {
    let span = document.tokens[tokens.start].span.cover(document.tokens[tokens.end - 1].span);
    Sentence { span, tokens, ..like.clone() }
}
