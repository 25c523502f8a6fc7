//! The dictionary form of a name: *Microsofts* is *Microsoft*, *Xi Jinpings* *Xi Jinping*, but *Siemens*, *Reuters* and
//! *Volkswagens Chef Hendricks* keep what is theirs: the gazetteer and the rest of the text know better than the ending.

use std::ops::Range;

use super::text::Text;
use crate::lexicon::{Entry, without_genitive};
use crate::tag::{Case, Gender, Number, Upos};
use crate::text::Language;

/// Marks that stand around names but are no part of them.
const MARKS: &[char] = &['„', '“', '”', '"', '«', '»', '‚', '‘', '(', ')', ',', ';', ':', '!', '?', ' '];

/// What adjectives lose before they get the ending of the nominative.
const ADJECTIVE_ENDINGS: [&str; 4] = ["en", "em", "er", "es"];

/// The dictionary form of the name that some tokens make.
pub(super) fn form(text: &Text<'_>, tokens: &Range<usize>, entry: Option<&Entry>) -> String {
    let words = text.words(tokens);
    if let Some(name) = entry.and_then(|entry| entry.name_of(&words)) {
        return name.to_owned();
    }
    let last = tokens.end - 1;
    let german = text.language(last) == Language::German;
    let words = if german { with_adjectives(text, tokens, &words) } else { words };
    let words = words.trim_matches(MARKS);
    let bare = if german { bare(text, last, words) } else { words.trim_end_matches("'s").trim_end_matches("’s") };
    bare.trim_matches(MARKS).to_owned()
}

/// Without the *s* of the genitive where the tagger sees one or the text has the word without it.
fn bare<'w>(text: &Text<'_>, last: usize, words: &'w str) -> &'w str {
    let bare = without_genitive(words);
    let (word, bare_word) = (text.form(last), without_genitive(text.form(last)));
    let genitive = |token: usize| text.tag(token).and_then(|tag| tag.features.case) == Some(Case::Gen);
    let same = |token: &usize| text.form(*token) == word && text.upos(*token) == Upos::Propn;
    let always = || (0..text.document.tokens.len()).filter(same).all(genitive);
    if bare.len() == words.len() || text.has_word(bare_word) || genitive(last) && always() { bare } else { words }
}

/// *Europäischen Kommission*: the adjectives of a name in the nominative.
fn with_adjectives(text: &Text<'_>, tokens: &Range<usize>, words: &str) -> String {
    let mut name = words.to_owned();
    for token in tokens.clone().take(tokens.len().saturating_sub(1)) {
        let stem = ADJECTIVE_ENDINGS.iter().find_map(|ending| text.form(token).strip_suffix(ending));
        let adjective = text.upos(token) == Upos::Adj && text.form(token).starts_with(char::is_uppercase);
        if let (true, Some(stem)) = (adjective, stem) {
            name = name.replacen(text.form(token), &format!("{stem}{}", nominative(text, tokens.end - 1)), 1);
        }
    }
    name
}

/// The ending of an adjective before this noun, where no article is.
fn nominative(text: &Text<'_>, noun: usize) -> &'static str {
    let features = text.tag(noun).map(|tag| tag.features).unwrap_or_default();
    match (features.number, features.gender) {
        (Some(Number::Plur), _) | (_, Some(Gender::Fem) | None) => "e",
        (_, Some(Gender::Neut)) => "es",
        (_, Some(Gender::Masc)) => "er",
    }
}
