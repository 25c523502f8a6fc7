//! A title or description right in front of a name: *Microsoft-Präsident Brad Smith*, *die Bertelsmann-Tochter Arvato
//! Systems*, *der ehemalige CIA-Manager Harry Coker*.
//!
//! Gives Brad Smith —Präsident→ Microsoft, with the office as the position. A title without a name in it (*Präsident
//! Trump*) gives nothing; a description of a thing (*das Beratungshaus Capgemini*) says what the thing is.

use crate::lexicon::{ListName, WordClass};
use crate::parse::Relation;
use crate::recognize::{Mention, MentionKind};
use crate::tag::Upos;
use crate::text::{EntityType, Span};

use super::super::argument::{Slot, words};
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::fact::{Predicate, RoleKind, Tense, Term};
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    let starts = context.mentions.mentions.iter().enumerate().filter(|(_, mention)| {
        !mention.in_compound && tokens.contains(&mention.tokens.start) && matches!(mention.kind, MentionKind::Entity(_))
    });
    starts.flat_map(|(number, mention)| read(context, number, mention)).collect()
}

fn read(context: &Context<'_>, number: usize, mention: &Mention) -> Vec<Candidate> {
    let Some(noun) = title_before(context, mention) else { return Vec::new() };
    let bearer = Slot::Mention(number);
    let compound =
        compound_holder(context, noun).map(|(lemma, holder, span)| office(context, noun, &lemma, holder, span));
    let adjective = || demonym(context, noun);
    let mut found: Vec<(Predicate, Slot)> = compound.or_else(adjective).into_iter().collect();
    found.extend(truncated_holders(context, noun, &found));
    if found.is_empty() {
        return class(context, noun, mention, &bearer).into_iter().collect();
    }
    let candidate = |(predicate, object)| candidate(context, noun, bearer.clone(), predicate, object);
    found.into_iter().map(candidate).collect()
}

/// The noun right before a mention, if the tree ties the two together.
fn title_before(context: &Context<'_>, mention: &Mention) -> Option<usize> {
    let before = mention.tokens.start.checked_sub(1)?;
    let same_sentence = context.document.sentence_of(before) == context.document.sentence_of(mention.tokens.start);
    let noun = matches!(context.tags[before].upos, Upos::Noun | Upos::Propn);
    let free = context.entity(before).is_none();
    (same_sentence && noun && free && tied(context, before, mention)).then_some(before)
}

fn tied(context: &Context<'_>, noun: usize, mention: &Mention) -> bool {
    let inside = |token: Option<usize>| token.is_some_and(|token| mention.tokens.contains(&token));
    let down = mention
        .tokens
        .clone()
        .any(|token| context.trees.head(token) == Some(noun) && context.preposition(token).is_none());
    // A title in front of a name is often parsed as its sister: *SAP und Bertelsmann-Tochter Arvato Systems*.
    down || inside(context.trees.head(noun)) || context.inner_entity(noun).is_some()
}

/// *Microsoft-Präsident*: the office, the number of the mention of its holder, and where the office stands.
fn compound_holder(context: &Context<'_>, noun: usize) -> Option<(String, usize, Span)> {
    let (holder, _) = context.inner_entity(noun)?;
    let token = &context.document.tokens[noun];
    let inner = context.mentions.mentions[holder].span;
    let rest = Span { start: inner.end, end: token.span.end };
    let office = rest.of(&context.document.source).trim_start_matches('-');
    let start = token.span.end as usize - office.len();
    let lemma = context.lexicon.lemma(&capitalized(office), WordClass::Noun, context.language(noun));
    (office.chars().count() > 2).then(|| (lemma, holder, Span::new(start, token.span.end as usize)))
}

/// *CIA- und NSA-Manager*: the names before the hyphens share the office.
fn truncated_holders(context: &Context<'_>, noun: usize, found: &[(Predicate, Slot)]) -> Vec<(Predicate, Slot)> {
    let Some((office, _)) = found.first() else { return Vec::new() };
    let same_phrase = |&token: &usize| {
        let form = context.document.tokens[token].form.as_str();
        form.ends_with('-') || form == "," || context.tags[token].upos == Upos::Cconj
    };
    let before =
        (0..noun).rev().take_while(same_phrase).filter(|&token| context.document.tokens[token].form.ends_with('-'));
    let holder = |token: usize| {
        context
            .inner_entity(token)
            .map(|(mention, _)| mention)
            .or_else(|| context.mention(token).map(|(mention, _)| mention))
    };
    before.filter_map(|token| holder(token).map(|mention| (office.clone(), Slot::Mention(mention)))).collect()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn office(context: &Context<'_>, noun: usize, lemma: &str, holder: usize, span: Span) -> (Predicate, Slot) {
    let mut office = predicate(context, lemma, None, &[noun]);
    office.spans = vec![span];
    span.of(&context.document.source).clone_into(&mut office.text);
    (office, Slot::Mention(holder))
}

/// *der slowakische Ministerpräsident Fico*: the adjective names the country.
fn demonym(context: &Context<'_>, noun: usize) -> Option<(Predicate, Slot)> {
    let role = context.mention(noun).is_some_and(|(_, mention)| mention.kind == MentionKind::Role);
    let adjectives = context.trees.children_by(noun, Relation::Amod);
    let country = adjectives.filter(|_| role).find_map(|adjective| context.entity(adjective).map(|_| adjective))?;
    Some((predicate(context, &context.tags[noun].lemma, None, &[noun]), Slot::Noun(country)))
}

/// *das Beratungshaus Capgemini*: what a thing that is no person is.
fn class(context: &Context<'_>, noun: usize, mention: &Mention, bearer: &Slot) -> Option<Candidate> {
    let MentionKind::Entity(kind) = mention.kind else { return None };
    let describes = context.noun_value(noun, ListName::Description).is_some();
    let classed = kind != EntityType::Person && !kind.is_place() && describes;
    let is = Predicate { preposition: None, ..predicate(context, super::super::IS, None, &[]) };
    classed.then(|| candidate(context, noun, bearer.clone(), is, Slot::Noun(noun)))
}

fn candidate(context: &Context<'_>, noun: usize, subject: Slot, predicate: Predicate, object: Slot) -> Candidate {
    let mut status = Status::of_noun(context, noun);
    if is_former(context, noun) {
        status.tense = Tense::Past;
    }
    let position = position(context, noun, &predicate);
    Candidate { subject, predicate, object, roles: vec![position], status, anchor: noun, trust: 0.95, parsed: true }
}

/// The office as a role, with its words.
pub(super) fn position(context: &Context<'_>, noun: usize, predicate: &Predicate) -> (RoleKind, Option<String>, Slot) {
    let term = Term::Concept { label: predicate.lemma.clone(), head: predicate.lemma.clone() };
    let spans =
        if predicate.spans.is_empty() { vec![context.document.tokens[noun].span] } else { predicate.spans.clone() };
    (RoleKind::Position, None, Slot::Ready(words(context, &spans, term)))
}

/// *der ehemalige Chef*: an office no longer held.
pub(super) fn is_former(context: &Context<'_>, noun: usize) -> bool {
    let adjectives = context.trees.children(noun).iter().copied().filter(|&child| child < noun);
    adjectives.into_iter().any(|adjective| context.in_list(adjective, ListName::Former))
}
