//! Names that stand again: who reads *Sinnet* for a firm in one sentence knows it in the next, where the trained reader
//! saw nothing. Leaves alone words of the language (*Orange*) that the tagger takes for such, and what is in other names.

use std::collections::BTreeMap;

use super::name::{Name, SURE};
use super::text::Text;
use crate::lexicon::WordClass;
use crate::tag::Upos;

/// Letters of the shortest name that is looked for again.
const SHORTEST: usize = 3;

/// What a name that stands again loses in confidence.
const LOSS: f32 = 0.9;

/// Adds the further places of the names that the reader is sure of.
pub(super) fn extend<'a>(text: &Text<'a>, names: &mut Vec<Name<'a>>) {
    let mut known: BTreeMap<&str, Vec<Name<'a>>> = BTreeMap::new();
    for name in names.iter().filter(|name| is_sure(text, name)) {
        known.entry(text.form(name.tokens.start)).or_default().push(name.clone());
    }
    for same in known.values_mut() {
        same.sort_by_key(|name| std::cmp::Reverse(name.tokens.len()));
    }
    let mut covered = vec![false; text.document.tokens.len()];
    for name in names.iter() {
        covered[name.tokens.clone()].fill(true);
    }
    let mut token = 0;
    while token < text.document.tokens.len() {
        let again =
            known.get(text.form(token)).and_then(|same| same.iter().find_map(|name| at(text, token, name, &covered)));
        token = again.as_ref().map_or(token + 1, |name| name.tokens.end);
        names.extend(again);
    }
}

fn is_sure(text: &Text<'_>, name: &Name<'_>) -> bool {
    let first = text.form(name.tokens.start);
    name.confidence >= SURE && first.chars().count() >= SHORTEST && first.starts_with(char::is_uppercase)
}

/// The same words at another place, if they are a name there and free.
fn at<'a>(text: &Text<'a>, token: usize, name: &Name<'a>, covered: &[bool]) -> Option<Name<'a>> {
    let tokens = token..token + name.tokens.len();
    let same = tokens.clone().zip(name.tokens.clone()).all(|(one, other)| text.form(one) == text.form(other));
    let free = || tokens.clone().all(|token| !covered[token]);
    let proper = || tokens.clone().any(|token| is_proper(text, token));
    (same && free() && proper()).then(|| Name {
        tokens: tokens.clone(),
        confidence: name.confidence * LOSS,
        ..name.clone()
    })
}

/// Whether the tagger or the table of words says that it is no common word.
fn is_proper(text: &Text<'_>, token: usize) -> bool {
    let (form, language) = (text.form(token), text.language(token));
    match text.upos(token) {
        Upos::Propn | Upos::X => !text.lexicon.is_function_word(form, language),
        Upos::Noun | Upos::Adj => {
            let classes = [WordClass::Noun, WordClass::Verb, WordClass::Adjective];
            let words = [form.to_owned(), form.to_lowercase()];
            !classes.into_iter().any(|class| words.iter().any(|word| text.lexicon.knows(word, class, language)))
        }
        _ => false,
    }
}
