//! The text cut into sentences and tokens. A token is a *word* of Universal Dependencies: `im` is the two tokens
//! `in` and `dem` over the same span.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Language, Meta, Span, Table};

/// A tokenized article. Positions of tokens are indices into [`Document::tokens`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The source that all spans point into.
    pub source: String,
    /// What is known about the article.
    pub meta: Meta,
    /// The language most of it is written in.
    pub language: Language,
    /// The tokens of all sentences, in the order of the text.
    pub tokens: Vec<Token>,
    /// The sentences, in the order of the text.
    pub sentences: Vec<Sentence>,
    /// The tables, by the spans of their cells.
    pub tables: Vec<Table>,
}

/// A syntactic word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands; the words of a contraction that cannot be cut (*im*) share its span.
    pub span: Span,
    /// The word: `in` and `dem` for *im*, `do` and `n't` for *don't*, else as it is written.
    pub form: String,
    /// Its place in a contraction.
    pub part: Part,
}

/// The place of a token in a contraction (a *multiword token* of Universal Dependencies).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// A token of its own.
    Whole,
    /// The first word of a contraction.
    First,
    /// A further word of one.
    Rest,
}

/// A sentence, or what stands for one: a headline, an entry of a list, a row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The language of its paragraph.
    pub language: Language,
    /// What it is.
    pub kind: SentenceKind,
    /// The number of its block in the article; sentences of one paragraph share it.
    pub paragraph: usize,
}

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SentenceKind {
    /// Running text.
    Prose,
    /// The headline of the article or one inside it.
    Headline,
    /// An entry of a list.
    ListItem,
    /// A row of a table.
    TableRow,
}

impl Document {
    /// The source of the tokens in `range`, gaps included.
    #[must_use]
    pub fn surface(&self, range: Range<usize>) -> &str {
        let Some(tokens) = self.tokens.get(range) else { return "" };
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span).of(&self.source),
            _ => "",
        }
    }

    /// The number of the sentence that holds a token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start <= token);
        let number = after.checked_sub(1)?;
        self.sentences[number].tokens.contains(&token).then_some(number)
    }
}
