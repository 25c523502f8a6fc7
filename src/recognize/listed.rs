//! Names that the gazetteer knows, the longest first. A name of one word counts on its own only where the tagger too
//! takes it for a name: *Orange* and *Bild* are words, and brands are called anything.

use std::ops::Range;

use super::text::Text;
use crate::lexicon::{Entry, ListName, Source, WordClass};
use crate::tag::Upos;
use crate::text::EntityType;

/// Words of the longest name that is looked for.
const LONGEST: usize = 12;

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
    // The second word of a contraction has no letters of its own: *Gesetz zum Schutz personenbezogener Daten*.
    let seen: Vec<usize> = rest.clone().filter(|&token| !text.is_hidden(token)).take(LONGEST).collect();
    let words: Vec<&str> = seen.iter().map(|&token| text.form(token)).collect();
    let (mut length, entry) = text.lexicon.gazetteer().longest(&words)?;
    // The gazetteer does not see hyphens; the one of *US-based* is no part of the name.
    while length > 1 && words[length - 1] == "-" {
        length -= 1;
    }
    // What a hyphen leaves open (*CIA- und NSA-Manager*) is a part of a compound.
    if words[length - 1].ends_with('-') {
        return None;
    }
    let tokens = rest.start..seen[length - 1] + 1;
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
        Upos::Noun | Upos::X => {
            is_acronym(text.form(token))
                || has_inner_capital(text.form(token))
                || is_known_noun(entry.kind)
                || is_no_word(text, token, entry)
                // Our own list says which of its names are words too.
                || entry.source == Source::Own && entry.kind == EntityType::Company
        }
        _ => entry.kind == EntityType::Country && is_acronym(text.form(token)),
    }
}

/// *Commerzbank*: what no lexicon has as a noun is a name, whatever the tagger takes it for.
fn is_no_word(text: &Text<'_>, token: usize, entry: &Entry) -> bool {
    let (form, language) = (text.form(token), text.language(token));
    let known = text.lexicon.knows(form, WordClass::Noun, language);
    entry.kind == EntityType::Company && form.chars().count() >= LONG && !known
}

/// Letters of a name that is no other word by chance.
const LONG: usize = 8;

fn is_known_noun(kind: EntityType) -> bool {
    matches!(kind, EntityType::Government | EntityType::Country | EntityType::Party | EntityType::Law)
}

/// *iPhones*, `DeepSeek`
fn has_inner_capital(word: &str) -> bool {
    let letters = word.chars().zip(word.chars().skip(1));
    letters.into_iter().any(|(before, letter)| before.is_lowercase() && letter.is_uppercase())
}

fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
}

/// A phrase is sure when no verb, adverb or pronoun is its first or last word; *United* of *United States* is a verb to
/// some taggers, but part of a name to them too.
fn is_sure_phrase(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let named = |token| text.tag(token).is_some_and(|tag| tag.xpos.starts_with("NNP"));
    let nominal = |token| {
        matches!(text.upos(token), Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num | Upos::Det)
            || named(token)
    };
    nominal(tokens.start) && nominal(tokens.end - 1)
}
