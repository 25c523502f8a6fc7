//! The word lists that the tokenizer asks, of one language, looked up once.

use crate::lexicon::{Lexicon, ListName, WordList};
use crate::text::Language;

/// The lists of one language.
pub(super) struct Words<'a> {
    pub(super) language: Language,
    pub(super) abbreviation: &'a WordList,
    pub(super) before_ordinal: &'a WordList,
    pub(super) clitic: &'a WordList,
    pub(super) contraction: &'a WordList,
    pub(super) coordinator: &'a WordList,
    pub(super) hyphen_prefix: &'a WordList,
    pub(super) month: &'a WordList,
    pub(super) opener: &'a WordList,
}

impl<'a> Words<'a> {
    pub(super) fn new(language: Language, lexicon: &'a Lexicon) -> Self {
        let list = |name| lexicon.list(name, language);
        Self {
            language,
            abbreviation: list(ListName::Abbreviation),
            before_ordinal: list(ListName::BeforeOrdinal),
            clitic: list(ListName::Clitic),
            contraction: list(ListName::Contraction),
            coordinator: list(ListName::Coordinator),
            hyphen_prefix: list(ListName::HyphenPrefix),
            month: list(ListName::Month),
            opener: list(ListName::Opener),
        }
    }

    pub(super) fn is_german(&self) -> bool {
        self.language == Language::German
    }
}

/// The run of letters and figures at the start of a text, white space before it left out.
pub(super) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// The run of letters and figures at the end of a text, white space after it left out.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.char_indices().rev().take_while(|(_, letter)| letter.is_alphanumeric()).last();
    start.map_or("", |(start, _)| &text[start..])
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
