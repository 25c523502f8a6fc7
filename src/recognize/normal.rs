//! The dictionary form of a name: *Microsofts* is *Microsoft*, *Xi Jinpings* *Xi Jinping*, but *Siemens*, *Reuters* and
//! *Volkswagens Chef Hendricks* keep what is theirs: the gazetteer and the rest of the text know better than the ending.

use std::ops::Range;

use super::text::Text;
use crate::lexicon::{Entry, ListName, without_genitive};
use crate::tag::{Case, Gender, Number, Upos};
use crate::text::Language;

/// Marks that stand around names but are no part of them.
const MARKS: &[char] = &['„', '“', '”', '"', '«', '»', '‚', '‘', '(', ')', ',', ';', ':', '!', '?', ' '];

/// What adjectives lose before they get the ending of the nominative.
const ADJECTIVE_ENDINGS: [&str; 4] = ["en", "em", "er", "es"];

/// How an adjective in a name ends that is surely no nominative, whatever the tagger takes it for: *Bayerischen*.
const OBLIQUE_ADJECTIVES: [&str; 8] = ["schen", "lichen", "igen", "alen", "ellen", "schem", "lichem", "alem"];

/// The dictionary form of the name that some tokens make.
pub(super) fn form(text: &Text<'_>, tokens: &Range<usize>, entry: Option<&Entry>) -> String {
    let words = text.words(tokens);
    if let Some(name) = entry.and_then(|entry| entry.name_of(&words)) {
        return name.to_owned();
    }
    let last = tokens.end - 1;
    let german = text.language(last) == Language::German;
    let words = if german { with_institution(text, tokens, with_adjectives(text, tokens, &words)) } else { words };
    let words = words.trim_matches(MARKS);
    let bare = if german { bare(text, tokens, words) } else { words.trim_end_matches("'s").trim_end_matches("’s") };
    bare.trim_matches(MARKS).to_owned()
}

/// Without the *s* of the genitive where the tagger sees one or the text has the word without it.
fn bare<'w>(text: &Text<'_>, tokens: &Range<usize>, words: &'w str) -> &'w str {
    let last = tokens.end - 1;
    // *des Verbandes*: a noun that says what the name is of loses two letters.
    let kinds = text.list(ListName::KindNoun, last);
    let stem = text.form(last).strip_suffix("es").filter(|stem| kinds.ending(stem).is_some());
    let noun = stem.and_then(|_| words.strip_suffix("es"));
    if let Some(noun) = noun {
        return noun;
    }
    let bare = without_genitive(words);
    let (word, bare_word) = (text.form(last), without_genitive(text.form(last)));
    let genitive = |token: usize| text.tag(token).and_then(|tag| tag.features.case) == Some(Case::Gen);
    let same = |token: &usize| text.form(*token) == word && text.upos(*token) == Upos::Propn;
    let always = || (0..text.document.tokens.len()).filter(same).all(genitive);
    // *der Vietnam Airlines*: behind a feminine article no name has the ending.
    let article = tokens.start.checked_sub(1);
    let feminine = article.is_some_and(|before| text.form(before) == "der" && text.upos(before) == Upos::Det);
    // *von Nordgas*, but *mit Nokias Hilfe*
    let led = article.is_some_and(|before| text.upos(before) == Upos::Adp);
    let noun = matches!(text.upos(tokens.end), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    let told = genitive(last) && !feminine && (!led || noun) && always();
    if bare.len() == words.len() || text.has_word(bare_word) || told { bare } else { words }
}

/// *Stadtwerken Jena*, *Klinikums Jena*: the noun in front of the place in the nominative, if the list has it so.
fn with_institution(text: &Text<'_>, tokens: &Range<usize>, words: String) -> String {
    let list = text.list(ListName::Institution, tokens.start);
    let first = text.form(tokens.start);
    let mut stems = ["n", "s"].into_iter().filter_map(|ending| first.strip_suffix(ending));
    match stems.find(|stem| tokens.len() > 1 && list.contains(stem)) {
        Some(stem) => words.replacen(first, stem, 1),
        None => words,
    }
}

/// *Europäischen Kommission*: the adjectives of a name in the nominative.
fn with_adjectives(text: &Text<'_>, tokens: &Range<usize>, words: &str) -> String {
    let mut name = words.to_owned();
    for token in tokens.clone().take(tokens.len().saturating_sub(1)) {
        let stem = ADJECTIVE_ENDINGS.iter().find_map(|ending| text.form(token).strip_suffix(ending));
        let ending = OBLIQUE_ADJECTIVES.iter().any(|ending| text.form(token).ends_with(ending));
        let like_adjective = text.upos(token) == Upos::Adj || text.upos(token) == Upos::Propn && ending;
        let adjective = like_adjective && text.form(token).starts_with(char::is_uppercase);
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
