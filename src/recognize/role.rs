//! Offices and ranks: *Präsident*, *US-Verteidigungsminister*, *chief executive officer*.
//!
//! The last part of a compound is looked up too: *Investmentanalyst* is a kind of *Analyst*. After a hyphen the mention
//! is that last part, so that it does not cover the name before it: *Microsoft-Präsident*.

use std::ops::Range;

use super::text::{Text, tail};
use super::{Mention, MentionKind};
use crate::lexicon::ListName;
use crate::tag::Upos;
use crate::text::{Language, Span};

/// How sure we are that a word of the list is meant as an office.
const CONFIDENCE: f32 = 0.9;

/// Words of the longest office: *chief executive officer*, *secretary of the treasury*.
const LONGEST: usize = 4;

/// The roles outside of names, in the order of the text.
pub(super) fn find(text: &Text<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut roles = Vec::new();
    for sentence in &text.document.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let free = !names.iter().any(|name| !name.in_compound && name.tokens.contains(&token));
            let role = free.then(|| longest(text, token..sentence.tokens.end)).flatten();
            token = role.as_ref().map_or(token + 1, |role| role.tokens.end);
            roles.extend(role);
        }
    }
    roles
}

fn longest(text: &Text<'_>, rest: Range<usize>) -> Option<Mention> {
    let phrases = (2..=LONGEST.min(rest.len())).rev().map(|length| rest.start..rest.start + length);
    phrases.into_iter().find_map(|tokens| phrase(text, tokens)).or_else(|| word(text, rest.start))
}

/// An office of several words.
fn phrase(text: &Text<'_>, tokens: Range<usize>) -> Option<Mention> {
    let last = tokens.end - 1;
    matches!(text.upos(last), Upos::Noun | Upos::Propn).then_some(())?;
    let words = text.words(&(tokens.start..last));
    let written = format!("{words} {}", text.noun_lemma(last));
    let offices = text.list(ListName::Role, last);
    // *Chief … Officer*: a star in the list stands for one word or two.
    let open = format!("{} * {}", text.form(tokens.start), text.noun_lemma(last));
    let listed = |name: &String| offices.contains(name);
    let is_open = tokens.len() > 2 && (listed(&open) || listed(&open.to_lowercase()));
    let names = [written.to_lowercase(), written.clone()];
    let name = names.into_iter().find(listed).or_else(|| is_open.then_some(written))?;
    Some(mention(text.span(&tokens), tokens, name))
}

/// An office of one word.
fn word(text: &Text<'_>, token: usize) -> Option<Mention> {
    if text.is_hidden(token) || !matches!(text.upos(token), Upos::Noun | Upos::Propn | Upos::X) {
        return None;
    }
    let list = text.list(ListName::Role, token);
    let (form, lemma) = (text.form(token), text.noun_lemma(token));
    if text.language(token) == Language::English {
        let name = [form.to_owned(), lemma.to_lowercase()].into_iter().find(|name| list.contains(name))?;
        return Some(mention(text.span(&(token..token + 1)), token..token + 1, name));
    }
    let found = tail(&lemma, list).map(|_| lemma).or_else(|| tail(form, list).map(|_| form.to_owned()))?;
    let span = text.span(&(token..token + 1));
    let start = form.rfind('-').map_or(0, |at| at + 1);
    let head = found.rsplit('-').next().unwrap_or(&found).to_owned();
    // A *Halbleiter* leads nothing.
    if text.list(ListName::NotAName, token).contains(&head) {
        return None;
    }
    let head = mention(Span::new(span.start as usize + start, span.end as usize), token..token + 1, head);
    Some(Mention { in_compound: start > 0, ..head })
}

fn mention(span: Span, tokens: Range<usize>, name: String) -> Mention {
    Mention { span, tokens, kind: MentionKind::Role, name, in_compound: false, confidence: CONFIDENCE }
}
