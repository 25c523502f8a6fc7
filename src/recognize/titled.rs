//! Names that say what they name: *Pariser Klimaabkommen*, *Vertrag von Lissabon*, *Munich Security Conference*, *Battle
//! of Hastings*, *Stadtwerke Jena*. The trained reader often sees only the place in them, or nothing.
//!
//! Leaves alone: what no place or other name is part of (*das neue Klimaabkommen*), and all names that are known.

use std::ops::Range;

use super::name::Name;
use super::refine;
use super::text::Text;
use crate::lexicon::ListName;
use crate::tag::Upos;
use crate::text::{EntityType, Language};

/// Words of the longest such name.
const LONGEST: usize = 6;

/// How sure we are of a name that only its own words tell.
const CONFIDENCE: f32 = 0.7;

/// The ending of German adjectives made of places: *Pariser*.
const OF_PLACE: &str = "er";

/// Adds the names of a document that say what they name, in place of the shorter ones inside them.
pub(super) fn extend(text: &Text<'_>, names: &mut Vec<Name<'_>>) {
    for sentence in &text.document.sentences {
        for head in sentence.tokens.clone() {
            let found = titled(text, head, &sentence.tokens)
                .or_else(|| institution(text, names, head))
                .filter(|(tokens, _)| is_new(names, tokens));
            if let Some((tokens, kind)) = found {
                names.retain(|name| !tokens.contains(&name.tokens.start));
                names.push(Name { tokens, kind, entry: None, confidence: CONFIDENCE });
            }
        }
    }
}

/// Whether it is longer than all names that it touches, and none of them is a thing that we know by a longer name.
fn is_new(names: &[Name<'_>], tokens: &Range<usize>) -> bool {
    let mut touched = names.iter().filter(|name| name.tokens.start < tokens.end && tokens.start < name.tokens.end);
    touched.all(|name| {
        let inside = tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
        let place_or_less = name.kind.is_place() || name.kind == EntityType::Other || name.tokens.len() < tokens.len();
        inside && name.tokens != *tokens && place_or_less && name.kind != EntityType::Person
    })
}

/// The name whose kind a word tells, with that kind.
fn titled(text: &Text<'_>, head: usize, sentence: &Range<usize>) -> Option<(Range<usize>, EntityType)> {
    let capital = text.form(head).starts_with(char::is_uppercase) && !text.is_hidden(head);
    let nominal = matches!(text.upos(head), Upos::Noun | Upos::Propn);
    if !capital || !nominal {
        return None;
    }
    let kind = refine::kind_noun(text, head).filter(|&kind| is_titled(kind))?;
    let tokens = of_name(text, head, sentence).or_else(|| named_before(text, head, sentence))?;
    Some((tokens, kind))
}

/// *Stadtwerke Jena*, *Flughafen Lübeck*: an institution with the place that it is in right behind it.
fn institution(text: &Text<'_>, names: &[Name<'_>], head: usize) -> Option<(Range<usize>, EntityType)> {
    let list = text.list(ListName::Institution, head);
    let listed = !text.is_hidden(head) && list.ending(&text.noun_lemma(head)).is_some();
    let place = names.iter().find(|name| name.tokens.start == head + 1 && name.kind.is_place()).filter(|_| listed)?;
    Some((head..place.tokens.end, refine::kind_noun(text, head)?))
}

/// Kinds whose names are made of a common noun and a name.
fn is_titled(kind: EntityType) -> bool {
    matches!(kind, EntityType::Law | EntityType::Event | EntityType::University)
}

/// *Vertrag von Lissabon*, *University of Oxford*.
fn of_name(text: &Text<'_>, head: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let of = head + 1;
    let joined = text.list(ListName::PossessivePreposition, head).contains(text.form(of)) && !text.is_hidden(of + 1);
    let end = (of + 1..sentence.end).take(2).take_while(|&token| is_proper(text, token)).last()? + 1;
    joined.then_some(head..end)
}

/// *Pariser Klimaabkommen* in German, *Munich Security Conference* in English.
fn named_before(text: &Text<'_>, head: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let before = (sentence.start..head).rev().take(LONGEST - 1);
    let start = match text.language(head) {
        Language::German => before.take(1).find(|&token| is_of_place(text, token))?,
        Language::English => before.take_while(|&token| is_proper(text, token)).last()?,
    };
    // The first word of a sentence has a capital in any case.
    let proper = start > sentence.start || text.upos(start) == Upos::Propn;
    proper.then_some(start..head + 1)
}

fn is_of_place(text: &Text<'_>, token: usize) -> bool {
    let form = text.form(token);
    let adjective = matches!(text.upos(token), Upos::Adj | Upos::Propn);
    adjective && form.starts_with(char::is_uppercase) && form.ends_with(OF_PLACE)
}

fn is_proper(text: &Text<'_>, token: usize) -> bool {
    text.upos(token) == Upos::Propn && text.form(token).starts_with(char::is_uppercase) && !text.is_hidden(token)
}
