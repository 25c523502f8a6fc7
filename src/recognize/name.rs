//! Names: what the trained reader found, trimmed and checked, and what the gazetteer knows besides.

use std::ops::Range;

use super::listed::{self, Listed};
use super::sequence::{NameClass, RawName};
use super::text::{Text, tail};
use super::{Mention, MentionKind, normal, refine, repeated, titled, told};
use crate::lexicon::{Entry, ListName, Source, without_genitive};
use crate::tag::Upos;
use crate::text::EntityType;

/// Tokens of the longest name but that of a law.
const LONGEST: usize = 8;

/// Below this a common noun that the reader takes for a name is none.
const DOUBT: f32 = 0.6;

/// What a phrase of common words needs to be a name (*Ewige Jugend*), and a name to be looked for again.
pub(super) const SURE: f32 = 0.8;

/// Below this a single word that nothing but the reader takes for a name is none.
const GUESS: f32 = 0.4;

/// How sure we are of what only the gazetteer knows.
const LISTED_ONLY: f32 = 0.85;

/// A name with its type.
#[derive(Debug, Clone)]
pub(super) struct Name<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityType,
    pub(super) entry: Option<&'a Entry>,
    pub(super) confidence: f32,
}

impl Name<'_> {
    pub(super) fn mention(&self, text: &Text<'_>) -> Mention {
        Mention {
            span: text.span(&self.tokens),
            tokens: self.tokens.clone(),
            kind: MentionKind::Entity(self.kind),
            name: normal::form(text, &self.tokens, self.entry),
            in_compound: false,
            confidence: self.confidence,
        }
    }
}

/// The names of a document, in the order of the text, without overlap.
pub(super) fn find<'a>(text: &Text<'a>, raw: &[RawName]) -> Vec<Name<'a>> {
    let listed = listed::find(text);
    let mut names: Vec<Name<'a>> = raw.iter().filter_map(|one| read(text, one, raw, &listed)).collect();
    for one in listed.iter().filter(|one| one.is_sure) {
        if !names.iter().any(|name| overlap(&name.tokens, &one.tokens)) {
            names.push(Name {
                tokens: one.tokens.clone(),
                kind: one.entry.kind,
                entry: Some(one.entry),
                confidence: LISTED_ONLY,
            });
        }
    }
    titled::extend(text, &mut names);
    told::extend(text, &mut names);
    repeated::extend(text, &mut names);
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    names.dedup_by(|later, earlier| overlap(&later.tokens, &earlier.tokens));
    names
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// What the reader found, as the gazetteer knows it where it does.
fn read<'a>(text: &Text<'a>, raw: &RawName, all: &[RawName], listed: &[Listed<'a>]) -> Option<Name<'a>> {
    let raw = &by_surname(text, raw, all);
    let tokens = trimmed(text, raw.tokens.clone(), raw.class)?;
    let known = listed.iter().find(|one| covers(&one.tokens, &tokens) && (one.is_sure || one.tokens == tokens));
    let entry = known.and_then(|one| fitting(text, one, raw, all));
    let tokens = known.filter(|_| entry.is_some()).map_or(tokens, |one| one.tokens.clone());
    (entry.is_some() || is_name(text, &tokens, raw)).then(|| {
        let kind = refine::kind(text, &tokens, raw.class, entry);
        Name { tokens, kind, entry, confidence: raw.confidence }
    })
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The thing of this name whose type goes with what the reader saw.
///
/// Our own list is right against the reader, who takes *Redmond* for a person; but not where the text has a person of
/// that surname.
fn fitting<'a>(text: &Text<'a>, listed: &Listed<'a>, raw: &RawName, all: &[RawName]) -> Option<&'a Entry> {
    let candidates = text.lexicon.gazetteer().candidates(&text.words(&listed.tokens));
    let fit = candidates.iter().find(|entry| refine::fits(raw.class, entry.kind)).copied();
    let trusted = || listed.entry.source == Source::Own || listed.is_sure && raw.confidence < DOUBT;
    let namesake = || listed.entry.kind != EntityType::Person && is_surname(text, &listed.tokens, all);
    fit.or_else(|| (trusted() && !namesake()).then_some(listed.entry))
}

/// *Johannes Teyssen … Teyssen*: the surname of a person of the text is that person, where the reader is not sure of a firm.
fn by_surname(text: &Text<'_>, raw: &RawName, all: &[RawName]) -> RawName {
    let unsure = raw.class == NameClass::Organization && raw.confidence < SURE;
    let meant = unsure && is_surname(text, &raw.tokens, all);
    RawName { class: if meant { NameClass::Person } else { raw.class }, ..raw.clone() }
}

/// Whether it is the last word of a longer name of a person.
fn is_surname(text: &Text<'_>, tokens: &Range<usize>, all: &[RawName]) -> bool {
    let people = all.iter().filter(|raw| raw.class == NameClass::Person && raw.tokens.len() > 1);
    tokens.len() == 1 && people.into_iter().any(|person| text.form(person.tokens.end - 1) == text.form(tokens.start))
}

/// Without quotation marks, articles and offices at its ends: *„Bleu“*, *Präsident Trump*.
fn trimmed(text: &Text<'_>, tokens: Range<usize>, class: NameClass) -> Option<Range<usize>> {
    let outside = |token: usize| text.is_hidden(token) || is_outside(text.upos(token)) || !has_letter(text.form(token));
    let office = |token: usize| class == NameClass::Person && is_office(text, token);
    let mut rest = tokens;
    while !rest.is_empty()
        && (outside(rest.start) && !is_joined(text, rest.start) || rest.len() > 1 && office(rest.start))
    {
        rest.start += 1;
    }
    while !rest.is_empty() && outside(rest.end - 1) && !is_figure(text, rest.end - 1, rest.len()) {
        rest.end -= 1;
    }
    let owned = class == NameClass::Person && rest.len() > 1 && is_owned(text, rest.end - 1);
    rest.end -= usize::from(owned);
    (!rest.is_empty()).then_some(rest)
}

/// *Bidens Erbe*: what stands behind the genitive of a name that the text has without its ending as well.
fn is_owned(text: &Text<'_>, token: usize) -> bool {
    let owner = text.form(token - 1);
    let bare = without_genitive(owner);
    let given = text.list(ListName::FirstName, token).contains(owner);
    bare.len() < owner.len() && text.has_word(bare) && !given
}

fn is_outside(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Punct
            | Upos::Det
            | Upos::Pron
            | Upos::Adp
            | Upos::Cconj
            | Upos::Sconj
            | Upos::Aux
            | Upos::Part
            | Upos::Adv
    )
}

/// *The Economist*, *von der Leyen*: small words that belong to a name stand in the list of them.
fn is_joined(text: &Text<'_>, token: usize) -> bool {
    let form = text.form(token);
    has_letter(form) && text.list(ListName::NameJoiner, token).contains(form)
}

/// *Artemis 2*: a figure at the end of a longer name.
fn is_figure(text: &Text<'_>, token: usize, length: usize) -> bool {
    length > 1 && text.upos(token) == Upos::Num
}

fn is_office(text: &Text<'_>, token: usize) -> bool {
    let roles = text.list(ListName::Role, token);
    let lemma = text.noun_lemma(token);
    let by_tail = matches!(text.upos(token), Upos::Noun | Upos::Propn) && tail(&lemma, roles).is_some();
    by_tail || roles.contains(text.form(token)) || roles.contains(&lemma.to_lowercase())
}

fn has_letter(form: &str) -> bool {
    form.contains(char::is_alphabetic)
}

/// Guards against what is no name: words in small letters, pronouns, people of a country, clauses.
fn is_name(text: &Text<'_>, tokens: &Range<usize>, raw: &RawName) -> bool {
    let words = text.words(tokens);
    let capital = words.contains(char::is_uppercase);
    let short = tokens.len() <= LONGEST;
    let nominal =
        tokens.clone().any(|token| matches!(text.upos(token), Upos::Propn | Upos::Noun | Upos::X | Upos::Adj));
    let known_word = text.list(ListName::NotAName, tokens.start).contains(&words);
    let word_or_phrase =
        if tokens.len() == 1 { is_name_word(text, tokens.start, raw) } else { is_name_phrase(text, tokens, raw) };
    capital && short && nominal && !known_word && word_or_phrase
}

/// *Der Weg nach vorn* is a phrase of common words; the reader must be sure of such a one.
fn is_name_phrase(text: &Text<'_>, tokens: &Range<usize>, raw: &RawName) -> bool {
    let named = tokens.clone().any(|token| matches!(text.upos(token), Upos::Propn | Upos::X));
    named || raw.class != NameClass::Other || raw.confidence >= SURE
}

fn is_name_word(text: &Text<'_>, token: usize, raw: &RawName) -> bool {
    let (form, lemma) = (text.form(token), text.noun_lemma(token));
    let people = text.list(ListName::Demonym, token);
    let countries = text.list(ListName::Nationality, token);
    let adjective = text.tag(token).map_or("", |tag| tag.lemma.as_str());
    if people.contains(form) || people.contains(&lemma) || countries.contains(form) || countries.contains(adjective) {
        return false;
    }
    if is_small_word(text, token) || is_common(text, token, &lemma) {
        return false;
    }
    match text.upos(token) {
        Upos::Propn | Upos::X => form.chars().count() > 1 && (raw.confidence >= GUESS || is_shouted(form)),
        Upos::Noun => raw.confidence >= DOUBT,
        // *Berliner* belongs to a place, but names none.
        Upos::Adj => {
            raw.class != NameClass::Location && raw.confidence >= DOUBT && form.starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// *NIEMALS* is an adverb, *Dieselbe* a pronoun; but *US* is neither.
fn is_small_word(text: &Text<'_>, token: usize) -> bool {
    let form = text.form(token);
    let lists = [ListName::Negation, ListName::ModalAdverb, ListName::Subordinator];
    let listed = lists.iter().any(|&name| text.list(name, token).contains(&form.to_lowercase()));
    let small = text.lexicon.is_function_word(form, text.language(token));
    listed || small && (form.chars().count() > 4 || !is_shouted(form))
}

fn is_shouted(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// *Konzern*, *Präsident*: nouns that say what a thing is, and no more.
fn is_common(text: &Text<'_>, token: usize, lemma: &str) -> bool {
    let lists = [ListName::KindNoun, ListName::Role, ListName::Description];
    lists.iter().any(|&name| text.list(name, token).contains(lemma))
}
