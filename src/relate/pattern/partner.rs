//! Partners: *„Bleu“ gemeinsam mit dem Beratungshaus Capgemini und Orange*.
//!
//! Gives Capgemini —gemeinsam mit→ Bleu and Orange —gemeinsam mit→ Bleu; the noun that the sentence has for the thing
//! (*Joint Ventures*) is the noun of the predicate. A verb between the two (*baut gemeinsam mit X ein Werk*) is `active`.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::text::EntityType;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    let starts = tokens.filter(|&token| context.in_list(token, ListName::Together));
    starts.flat_map(|token| read(context, token)).collect()
}

fn read(context: &Context<'_>, together: usize) -> Vec<Candidate> {
    let Some(thing) = thing_before(context, together) else { return Vec::new() };
    let Some(preposition) = context.document.tokens.get(together + 1).map(|token| token.form.clone()) else {
        return Vec::new();
    };
    let noun = common_noun(context, together);
    let candidate = |partner| {
        let words = [together, together + 1];
        let mut together_with = predicate(context, context.lower(together), Some(&preposition), &words);
        together_with.noun.clone_from(&noun);
        Candidate {
            subject: Slot::Noun(partner),
            predicate: together_with,
            object: Slot::Noun(thing),
            roles: Vec::new(),
            status: Status::of_noun(context, together),
            anchor: together,
        }
    };
    partners(context, together + 1).into_iter().map(candidate).collect()
}

/// The named thing right before the adverb, but for quotation marks.
fn thing_before(context: &Context<'_>, together: usize) -> Option<usize> {
    let before =
        (0..together).rev().find(|&token| context.document.tokens[token].form.chars().any(char::is_alphanumeric))?;
    context.entity(before).filter(|(_, kind)| !kind.is_place() && *kind != EntityType::Person).map(|_| before)
}

/// The organisations behind the preposition, as far as they are coordinated.
fn partners(context: &Context<'_>, preposition: usize) -> Vec<usize> {
    let Some(head) = context.trees.head(preposition).filter(|&head| head > preposition) else { return Vec::new() };
    let mut nouns = vec![head];
    // *mit dem Berater Capgemini und dem Konzern Orange*: the second may hang on the name of the first.
    let called: Vec<usize> = context.trees.children_by(head, Relation::Appos).collect();
    nouns.extend([head].into_iter().chain(called).flat_map(|noun| context.trees.children_by(noun, Relation::Conj)));
    nouns.retain(|&noun| {
        let named = context.entity(noun).is_some_and(|(_, kind)| kind.is_organization());
        named
            || context.trees.children_by(noun, Relation::Appos).any(|child| context.entity(child).is_some())
            || titled(context, noun)
    });
    nouns
}

fn titled(context: &Context<'_>, noun: usize) -> bool {
    context.entity(noun + 1).is_some() && context.document.sentence_of(noun) == context.document.sentence_of(noun + 1)
}

/// The last plain noun before that names what the partners share: *in Form zweier Joint Ventures*.
fn common_noun(context: &Context<'_>, together: usize) -> Option<String> {
    let sentence = context.document.sentence_of(together)?;
    let tokens = context.document.sentences[sentence].tokens.start..together;
    let nouns = tokens.rev().filter(|&token| context.is_nominal(token) && context.entity(token).is_none());
    let noun = nouns.into_iter().next()?;
    let first: Vec<&str> =
        context.trees.children_by(noun, Relation::Compound).map(|word| context.tags[word].lemma.as_str()).collect();
    Some(first.into_iter().chain([context.tags[noun].lemma.as_str()]).collect::<Vec<_>>().join(" "))
}
