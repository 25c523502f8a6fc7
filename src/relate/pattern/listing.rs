//! Lists of companies under a sentence that says what befell them: *Am Montag wurden folgende Insolvenzen registriert:*
//! and below it a line a company, *Kettler, Ring 1, 59463 Ense*.
//!
//! Gives Kettler —anmelden→ Insolvenz for every line that begins with an organisation and a comma or its legal form.
//! Lines of people and headings between them give nothing; the next sentence with a verb ends the list.

use crate::lexicon::ListName;
use crate::tag::VerbForm;

use super::super::argument::Slot;
use super::super::candidate::Candidate;
use super::super::context::Context;
use super::super::status::Status;
use super::event;

/// How many lines a list may have.
const LONGEST: usize = 200;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let Some(company) = listed(context, sentence) else { return Vec::new() };
    let before = (0..sentence).rev().take(LONGEST);
    let Some(announcing) = before.into_iter().find(|&before| is_prose(context, before)) else { return Vec::new() };
    let noun = context.document.sentences[announcing].tokens.clone().find(|&token| is_announced(context, token));
    let told = noun.and_then(|noun| event::told(context, noun, Slot::Mention(company), Status::of_noun(context, noun)));
    let start = context.mentions.mentions[company].tokens.start;
    told.map(|told| Candidate { anchor: start, ..told }).into_iter().collect()
}

/// The organisation that a line without a verb begins with, and that its legal form or a comma sets off.
fn listed(context: &Context<'_>, sentence: usize) -> Option<usize> {
    let tokens = context.document.sentences[sentence].tokens.clone();
    let (number, mention) =
        context.mention(tokens.start).filter(|(_, mention)| mention.tokens.start == tokens.start)?;
    let (_, kind) = context.chain(number)?;
    let firm = kind.is_firm();
    let last = context.document.tokens[mention.tokens.end - 1].form.as_str();
    let comma = context.document.tokens.get(mention.tokens.end).is_some_and(|token| token.form == ",");
    let legal = context.lexicon.list(ListName::LegalForm, context.language(tokens.start)).contains(last);
    (firm && (comma || legal) && !is_prose(context, sentence)).then_some(number)
}

/// Whether a sentence has a finite verb.
fn is_prose(context: &Context<'_>, sentence: usize) -> bool {
    let mut tokens = context.document.sentences[sentence].tokens.clone();
    tokens.any(|token| context.tags[token].features.verb_form == Some(VerbForm::Fin))
}

/// *folgende Insolvenzen*: a noun that says that a list of them comes.
fn is_announced(context: &Context<'_>, noun: usize) -> bool {
    let before = noun.checked_sub(1);
    before.is_some_and(|before| context.in_list(before, ListName::Announcer)) && event::is_event(context, noun)
}
