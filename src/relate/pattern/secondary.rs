//! What somebody or something does as: *Peter Müller arbeitet als Geschäftsführer bei Kettler*, *Ratiopharm wurde als Tochter
//! von Merckle gegründet*.
//!
//! Gives Peter Müller —Geschäftsführer bei→ Kettler and Ratiopharm —Tochter von→ Merckle, as the copula would. Leaves alone
//! a clause with an object, of which *als* may speak (*bezeichnet Müller als Chef von Kettler*), and verbs that give or end
//! an office, which are `office`.

use crate::lexicon::ListName;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Voice};
use super::super::context::Context;
use super::super::fact::{Predicate, Tense};
use super::super::status::Status;
use super::copula::relations_of_noun;
use super::office::held_by;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    if super::prose(context, sentence).is_empty() {
        return Vec::new();
    }
    Clause::all(context, sentence).into_iter().flat_map(|clause| read(context, clause)).collect()
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let told_of_subject = clause.voice == Voice::Passive || clause.objects.is_empty();
    let gives = context.lexicon.list(ListName::OfficeVerb, context.language(clause.head)).contains(&clause.lemma);
    let [subject] = clause.subjects[..] else { return Vec::new() };
    // *stellt sich als Partner dar* is what somebody only wants to be.
    let plain = clause.voice != Voice::Copular && told_of_subject && !gives && !clause.reflexive;
    let Some(noun) = held(context, clause).filter(|_| plain) else { return Vec::new() };
    let mut edges = relations_of_noun(context, noun, &[noun]);
    if edges.is_empty() && context.is_office(noun) {
        edges.extend(employer(context, clause, noun));
    }
    let mut status = Status::of(context, clause.head);
    // What was founded as a subsidiary is one from then on.
    if clause.voice == Voice::Passive && status.tense == Tense::Past {
        status.tense = Tense::Present;
    }
    held_by(subject, noun, edges.into_iter(), &status, clause.head)
}

/// *bei Siemens*: the organisation of an office that the tree hangs on the verb.
fn employer(context: &Context<'_>, clause: &Clause, office: usize) -> Option<(Predicate, Slot)> {
    let list = context.lexicon.list(ListName::AffiliationPreposition, context.language(clause.head));
    let phrase = clause.obliques.iter().find(|oblique| {
        let ties = oblique.preposition.as_deref().is_some_and(|word| list.contains(word));
        ties && context.entity(oblique.head).is_some_and(|(_, kind)| kind.is_organization())
    })?;
    let held = predicate(context, &context.tags[office].lemma, phrase.preposition.as_deref(), &[office]);
    Some((held, Slot::Noun(phrase.head)))
}

/// The office, or the word for what a thing is, behind *als*.
fn held(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let list = context.lexicon.list(ListName::SecondaryPreposition, context.language(clause.head));
    let leads =
        clause.obliques.iter().filter(|oblique| oblique.preposition.as_deref().is_some_and(|word| list.contains(word)));
    let classes = [ListName::Description, ListName::KindNoun];
    let is_class = |noun: usize| classes.iter().any(|list| context.noun_value(noun, *list).is_some());
    leads
        .map(|oblique| oblique.head)
        .find(|&noun| context.entity(noun).is_none() && (context.is_office(noun) || is_class(noun)))
}
