//! Names inside hyphen compounds: *Microsoft-Präsident*, *US-Konzern*, *Pentagon-Cloud-Systeme*, *CIA-*.
//!
//! So also *EU-weit*. A part but the last is a name when the gazetteer is sure of it or the text names it elsewhere. *Müller-Kaler* and
//! *Friedrich-Ebert-Stiftung* stay whole: the first is a person, the other begins with a first name.

use super::name::Name;
use super::text::{Text, tail};
use super::{Mention, MentionKind, nationality, refine};
use crate::lexicon::{Entry, ListName, Source, WordClass};
use crate::tag::{Case, Upos};
use crate::text::{EntityType, Span};

/// How sure we are of a name inside a compound.
const CONFIDENCE: f32 = 0.9;

/// The class of the offices that lead an organisation.
const LEADER: &str = "head";

/// The names inside the compounds of a document, in the order of the text.
pub(super) fn find(text: &Text<'_>, names: &[Name<'_>]) -> Vec<Mention> {
    let noun = |token| matches!(text.upos(token), Upos::Noun | Upos::Propn | Upos::X | Upos::Adj);
    let hyphenated = (0..text.document.tokens.len()).filter(|&token| text.form(token).contains('-') && noun(token));
    let open = hyphenated.filter(|&token| is_open(text, token, names) && !nationality::is_adjective(text, token));
    let parts = open.flat_map(|token| parts(text, token, names));
    parts.chain((0..text.document.tokens.len()).filter_map(|token| grown_together(text, token, names))).collect()
}

/// Whether the name is nothing but the compound that a name was found in.
pub(super) fn replaces(inside: &[Mention], name: &Name<'_>) -> bool {
    name.tokens.len() == 1 && inside.iter().any(|mention| mention.tokens == name.tokens)
}

/// Whether a token may be taken apart: it is no name of its own, or one only because a name is in it.
fn is_open(text: &Text<'_>, token: usize, names: &[Name<'_>]) -> bool {
    let first = text.form(token).split('-').next().unwrap_or_default();
    let Some(name) = names.iter().find(|name| name.tokens.contains(&token)) else { return true };
    let given = text.list(ListName::FirstName, token).contains(first);
    let person = name.kind == EntityType::Person && !ends_in_role(text, token) && company(text, token).is_none();
    name.tokens.len() == 1 && name.entry.is_none() && !given && !person
}

fn ends_in_role(text: &Text<'_>, token: usize) -> bool {
    let last = text.form(token).rsplit('-').next().unwrap_or_default();
    tail(last, text.list(ListName::Role, token)).is_some()
}

/// The names among the parts, each as long as it can be. The last part is the head of the compound and no name.
fn parts(text: &Text<'_>, token: usize, names: &[Name<'_>]) -> Vec<Mention> {
    let (form, mut start, mut mentions) = (text.form(token), 0, Vec::new());
    while let Some(length) = form[start..].find('-') {
        let ends = form[start..].match_indices('-').map(|(at, _)| start + at).collect::<Vec<_>>();
        let longest =
            ends.into_iter().rev().find_map(|end| named(text, token, start..end, names).map(|kind| (end, kind)));
        if let Some((end, (kind, name))) = longest {
            mentions.push(mention(text, token, start..end, kind, name));
            start = end + 1;
        } else {
            start += length + 1;
        }
    }
    if mentions.is_empty() { told(text, token, names).into_iter().collect() } else { mentions }
}

/// *Bahnchef*, *Telekomchefin*, *Poststreik*: a company of our own list in front of a word that only companies have.
fn grown_together(text: &Text<'_>, token: usize, names: &[Name<'_>]) -> Option<Mention> {
    let form = text.form(token);
    let noun = matches!(text.upos(token), Upos::Noun | Upos::Propn) && !form.contains('-');
    let lists = [ListName::Role, ListName::Event].map(|name| text.list(name, token));
    let (start, value) = lists.into_iter().filter(|_| noun).find_map(|list| tail(form, list))?;
    let before = &form[..start];
    let entries = text.lexicon.gazetteer().candidates(before);
    let entry = entries.into_iter().find(|entry| entry.source == Source::Own && entry.kind == EntityType::Company)?;
    let told = value.starts_with(LEADER) || value.contains('\t');
    let free = || !names.iter().any(|name| name.tokens.contains(&token));
    (told && before.chars().count() >= SHORTEST_ACRONYM && free())
        .then(|| mention(text, token, 0..before.len(), entry.kind, entry.label_de.clone()))
}

/// *Imtech-Pleite*, *Vivantes-Kliniken*: what stands before the word that tells of a company, where the reader takes the
/// whole for a name because one is in it, or no lexicon has it.
fn told(text: &Text<'_>, token: usize, names: &[Name<'_>]) -> Option<Mention> {
    let (before, last) = text.form(token).rsplit_once('-')?;
    let whole = names.iter().find(|name| name.tokens == (token..token + 1));
    let kind = match whole {
        Some(name) if name.kind.is_organization() || is_unknown(text, token, before) => name.kind,
        None if is_unknown(text, token, before) => EntityType::Company,
        _ => return None,
    };
    let kind = if kind.is_organization() { kind } else { EntityType::Company };
    (before.starts_with(char::is_uppercase) && tells_of_company(text, token, last))
        .then(|| mention(text, token, 0..before.len(), kind, before.to_owned()))
}

/// The names of a document that a word behind their hyphen tells to be those of companies: *Metro-Pleite*.
pub(super) fn companies<'a>(text: &'a Text<'a>) -> impl Iterator<Item = &'a str> {
    (0..text.document.tokens.len()).filter_map(|token| company(text, token))
}

/// What stands before the hyphen of a word that only companies have: *Kettler-Konzern*, *Kettler-Vorstand*.
fn company<'a>(text: &Text<'a>, token: usize) -> Option<&'a str> {
    let (before, last) = text.form(token).rsplit_once('-')?;
    let lemma = text.lexicon.lemma(last, WordClass::Noun, text.language(token));
    let lists = [ListName::Event, ListName::FirmNoun, ListName::FirmLead].map(|name| text.list(name, token));
    let leader = text.list(ListName::Role, token).get(&lemma).is_some_and(|class| class.starts_with(LEADER));
    let sure = leader || lists.into_iter().any(|list| list.contains(&lemma));
    // *Alphabets Robotaxi-Tochter*: whose it is stands in front.
    let before_it = token.checked_sub(1).and_then(|before| text.tag(before));
    let owned = before_it.is_some_and(|tag| tag.upos == Upos::Propn && tag.features.case == Some(Case::Gen));
    (sure && !owned && is_unknown(text, token, before) && text.lexicon.gazetteer().candidates(before).is_empty())
        .then_some(before)
}

/// *Pleite*, *Übernahme*, *Kliniken*: words that stand behind the name of a company.
fn tells_of_company(text: &Text<'_>, token: usize, last: &str) -> bool {
    let lemma = text.lexicon.lemma(last, WordClass::Noun, text.language(token));
    let nouns = [ListName::Event, ListName::Nominalization, ListName::Role];
    let firms = [ListName::FirmNoun, ListName::FirmPart, ListName::FirmLead];
    let mut lists = nouns.into_iter().chain(firms).map(|name| text.list(name, token));
    lists.any(|list| list.contains(last) || list.contains(&lemma))
}

/// *Vivantes*, but neither *Kita* nor *Chef*: one word that is in no table of words, not even as the end of a compound.
pub(super) fn is_unknown(text: &Text<'_>, token: usize, word: &str) -> bool {
    let classes = [WordClass::Noun, WordClass::Verb, WordClass::Adjective];
    let forms = [word.to_owned(), format!("{word}n"), word.to_lowercase()];
    let known = |form: &String| classes.into_iter().any(|class| text.lexicon.knows(form, class, text.language(token)));
    let listed = [ListName::KindNoun, ListName::Description].map(|name| text.list(name, token));
    let ends = listed.into_iter().any(|list| list.ending(word).is_some());
    let shortest = if word.chars().all(char::is_uppercase) { SHORTEST_ACRONYM } else { SHORTEST };
    let letters = word.chars().count() >= shortest && word.chars().all(char::is_alphabetic);
    let none = text.list(ListName::NotAName, token).contains(word);
    letters && !none && !ends && !forms.iter().any(known) && !text.lexicon.is_function_word(word, text.language(token))
}

/// Letters of the shortest part that counts as a name only because nobody knows the word.
const SHORTEST: usize = 4;
/// And of one in capitals: *DIW*.
const SHORTEST_ACRONYM: usize = 3;

/// The type and the dictionary form of a part, if it is a name.
fn named(
    text: &Text<'_>,
    token: usize,
    part: std::ops::Range<usize>,
    names: &[Name<'_>],
) -> Option<(EntityType, String)> {
    let word = &text.form(token)[part];
    if !word.contains(char::is_uppercase) || text.list(ListName::NotAName, token).contains(word) {
        return None;
    }
    let candidates = text.lexicon.gazetteer().candidates(word);
    let listed = candidates.into_iter().find(|entry| is_sure(text, token, word, entry));
    let entry = listed.and_then(|entry| entry.name_of(word).map(|name| (entry.kind, name.to_owned())));
    entry.or_else(|| {
        let name = names.iter().find(|name| name.tokens.len() == 1 && text.form(name.tokens.start) == word)?;
        let told = name.entry.is_none() && company(text, token) == Some(word);
        Some((if told && !name.kind.is_organization() { EntityType::Company } else { name.kind }, word.to_owned()))
    })
}

/// Whether the gazetteer alone may say so: not of brands, nor of names that are words too (*Orange-Saft*) unless the
/// compound tells what they name (*Surface-Geräte*).
fn is_sure(text: &Text<'_>, token: usize, word: &str, entry: &Entry) -> bool {
    let ambiguous = text.list(ListName::AmbiguousName, token).contains(word);
    let told = || refine::kind_noun(text, token) == Some(entry.kind);
    entry.source != Source::Brand && (!ambiguous || text.has_word(word) || told())
}

fn mention(text: &Text<'_>, token: usize, part: std::ops::Range<usize>, kind: EntityType, name: String) -> Mention {
    let start = text.span(&(token..token + 1)).start as usize;
    Mention {
        span: Span::new(start + part.start, start + part.end),
        tokens: token..token + 1,
        kind: MentionKind::Entity(kind),
        name,
        in_compound: true,
        confidence: CONFIDENCE,
    }
}
