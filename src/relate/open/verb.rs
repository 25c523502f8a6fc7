//! The verb group of a clause, put in the order of a main clause: *wurde … betrachtet*, *zog sich … zurück*, and *hatte
//! verfasst* for *verfasst hatte*. Infinitives take the verb they hang on along: *half zu sammeln*.

use super::super::clause::{Clause, Voice, is_head};
use super::super::context::Context;
use super::noun::prepositions;
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::VerbForm;
use crate::text::Language;

/// How far a verb is followed up the tree.
const REACH: usize = 4;

/// The words of the verb group, in the order in which they are said.
pub(super) fn group(context: &Context<'_>, clause: &Clause) -> Vec<usize> {
    let mut words = carried(context, clause, REACH);
    words.extend(awaited(context, clause));
    words.extend(own(context, clause));
    words
}

/// *geschnitten und gespült wird*: the auxiliary of a participle that stands behind the one coordinated with it.
fn awaited(context: &Context<'_>, clause: &Clause) -> Vec<usize> {
    let bare = context.tags[clause.head].features.verb_form == Some(VerbForm::Part)
        && !clause.words.iter().any(|&word| is_auxiliary(context, word));
    let next = context.trees.children_by(clause.head, Relation::Conj).filter(|&next| is_head(context, next)).last();
    let Some(next) = next.filter(|&next| bare && !has_own_subject(context, next)) else { return Vec::new() };
    let words = own(context, context.clause(next));
    words.into_iter().filter(|&word| is_auxiliary(context, word)).collect()
}

/// The verb that an infinitive hangs on, the auxiliary that a coordinated verb shares.
fn carried(context: &Context<'_>, clause: &Clause, steps: usize) -> Vec<usize> {
    let Some(above) = context.trees.head(clause.head).filter(|&above| steps > 0 && is_head(context, above)) else {
        return Vec::new();
    };
    let relation = context.trees.relation(clause.head);
    let higher = context.clause(above);
    let mut words = carried(context, higher, steps - 1);
    if relation == Relation::Xcomp && higher.subjects == clause.subjects {
        words.extend(own(context, higher));
        words.extend(predicate(higher));
        return words;
    }
    if relation != Relation::Conj || has_own_subject(context, clause.head) || is_finite(context, clause) {
        return Vec::new();
    }
    let shared = |word: usize| is_auxiliary(context, word) || context.tags[word].xpos == "TO";
    let own_mark = infinitive_mark(context, clause.head).next().is_some();
    let higher = own(context, higher).into_iter().filter(|&word| word != above && shared(word));
    words.extend(higher.filter(|&word| !own_mark || is_auxiliary(context, word)));
    words
}

/// The adjective behind a copula, where more follows: *war in der Lage*, *were able to*.
fn predicate(clause: &Clause) -> Vec<usize> {
    if clause.voice == Voice::Copular { vec![clause.head] } else { Vec::new() }
}

fn is_auxiliary(context: &Context<'_>, word: usize) -> bool {
    context.trees.relation(word).is(Relation::Aux)
}

fn has_own_subject(context: &Context<'_>, head: usize) -> bool {
    context.trees.children_by(head, Relation::Nsubj).next().is_some()
}

fn is_finite(context: &Context<'_>, clause: &Clause) -> bool {
    clause.words.iter().any(|&word| context.tags[word].features.verb_form == Some(VerbForm::Fin))
}

/// The clause's own words: auxiliaries, verb, particle, reflexive, negation, *zu*; not what stands behind a copula.
pub(super) fn own(context: &Context<'_>, clause: &Clause) -> Vec<usize> {
    let mut words = clause.words.clone();
    if clause.voice == Voice::Copular {
        words.retain(|&word| word != clause.head);
    }
    words.extend(negations(context, clause.head));
    words.extend(reflexive_phrase(context, clause.head));
    words.extend(infinitive_mark(context, clause.head));
    words.sort_unstable();
    words.dedup();
    if context.language(clause.head) == Language::German {
        words.sort_by_key(|&word| (rank(context, word), word));
    }
    words
}

/// The finite verb comes first in a main clause, then the reflexive.
fn rank(context: &Context<'_>, word: usize) -> u8 {
    if context.tags[word].features.verb_form == Some(VerbForm::Fin) {
        0
    } else if context.tags[word].xpos == "PRF" {
        1
    } else {
        2
    }
}

fn negations(context: &Context<'_>, head: usize) -> impl Iterator<Item = usize> {
    let words = context.trees.children_by(head, Relation::Advmod);
    words.filter(|&word| context.in_list(word, ListName::Negation))
}

/// *zieht nach sich*, *bringt mit sich*: a preposition with nothing but the reflexive says what the verb means.
fn reflexive_phrase(context: &Context<'_>, head: usize) -> Vec<usize> {
    let mut pronouns = context.trees.children_by(head, Relation::Obl).filter(|&word| context.tags[word].xpos == "PRF");
    let Some(pronoun) = pronouns.next() else { return Vec::new() };
    let mut words = prepositions(context, pronoun);
    words.push(pronoun);
    words
}

fn infinitive_mark(context: &Context<'_>, head: usize) -> impl Iterator<Item = usize> {
    let marks = context.trees.children_by(head, Relation::Mark);
    marks.filter(|&mark| matches!(context.tags[mark].xpos.as_str(), "PTKZU" | "TO"))
}
