//! Names that the gazetteer knows, the longest first. A name of one word counts on its own only where the tagger too
//! takes it for a name: *Orange* and *Bild* are words, and brands are called anything.

use std::ops::Range;

use super::text::Text;
use crate::lexicon::{Entry, ListName, Source};
use crate::tag::Upos;
use crate::text::EntityType;

/// A stretch that is written like a name of the gazetteer.
#[derive(Debug, Clone)]
pub(super) struct Listed<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) entry: &'a Entry,
    /// Whether it is a name even if the trained reader does not see it.
    pub(super) is_sure: bool,
}

/// The listed names of a document, in the order of the text, without overlap.
pub(super) fn find<'a>(text: &Text<'a>) -> Vec<Listed<'a>> {
    let mut found = Vec::new();
    for sentence in &text.document.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let listed = longest(text, token..sentence.tokens.end);
            token = listed.as_ref().map_or(token + 1, |listed| listed.tokens.end);
            found.extend(listed);
        }
    }
    found
}

fn longest<'a>(text: &Text<'a>, rest: Range<usize>) -> Option<Listed<'a>> {
    if text.is_hidden(rest.start)
        || !text.form(rest.start).contains(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
    {
        return None;
    }
    let words: Vec<&str> =
        rest.clone().take_while(|&token| !text.is_hidden(token)).map(|token| text.form(token)).collect();
    let (length, entry) = text.lexicon.gazetteer().longest(&words)?;
    // What a hyphen leaves open (*CIA- und NSA-Manager*) is a part of a compound.
    if words[length - 1].ends_with('-') {
        return None;
    }
    let tokens = rest.start..rest.start + length;
    let is_sure = if length == 1 { is_sure_word(text, rest.start, entry) } else { is_sure_phrase(text, &tokens) };
    Some(Listed { tokens, entry, is_sure })
}

fn is_sure_word(text: &Text<'_>, token: usize, entry: &Entry) -> bool {
    if entry.source == Source::Brand || text.list(ListName::AmbiguousName, token).contains(text.form(token)) {
        return false;
    }
    match text.upos(token) {
        Upos::Propn => true,
        // *Bundestag*, *Pentagon*, *SPD* are common nouns to some taggers.
        Upos::Noun | Upos::X => is_acronym(text.form(token)) || is_known_noun(entry.kind),
        _ => entry.kind == EntityType::Country && is_acronym(text.form(token)),
    }
}

fn is_known_noun(kind: EntityType) -> bool {
    matches!(kind, EntityType::Government | EntityType::Country | EntityType::Party | EntityType::Law)
}

fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
}

/// A phrase is sure when no verb, adverb or pronoun is its first or last word.
fn is_sure_phrase(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let nominal =
        |token| matches!(text.upos(token), Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num | Upos::Det);
    nominal(tokens.start) && nominal(tokens.end - 1)
}
