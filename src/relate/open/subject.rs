//! Who does what a clause states: the subject with all that names it, each of several, the noun that a relative pronoun
//! stands for.

use super::super::clause::{Clause, Voice, is_head};
use super::super::context::Context;
use super::noun::{Extent, conjuncts, name, phrase};
use crate::parse::Relation;
use crate::tag::Case;
use crate::text::Language;

/// The subjects, each as it is said.
pub(super) fn subjects(context: &Context<'_>, clause: &Clause) -> Vec<Vec<usize>> {
    if let Some(formal) = formal(context, clause) {
        return vec![vec![formal]];
    }
    let mut all: Vec<Vec<usize>> = Vec::new();
    for subject in clause.subjects.iter().flat_map(|&subject| described(context, clause, subject)) {
        let words = words(context, clause, subject);
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all
}

/// *es folgten Impfungen*, *there is no evidence*: the word that holds the place of the subject.
pub(super) fn formal(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let mut places = context.trees.children_by(clause.head, Relation::Expl);
    places.find(|&word| context.tags[word].xpos != "PRF")
}

/// *X ist eine Denkfabrik, die …*: what is said of the predicate is said of its subject.
fn described(context: &Context<'_>, clause: &Clause, subject: usize) -> Vec<usize> {
    if is_antecedent(context, clause, subject) && is_head(context, subject) {
        let above = context.clause(subject);
        if above.voice == Voice::Copular && !above.subjects.is_empty() {
            return above.subjects.iter().flat_map(|&one| conjuncts(context, one)).collect();
        }
    }
    conjuncts(context, subject)
}

pub(super) fn is_antecedent(context: &Context<'_>, clause: &Clause, subject: usize) -> bool {
    subject != clause.head && context.trees.subtree(subject).contains(&clause.head)
}

/// A noun that a relative clause takes up stands in a case of its own: its name is said, or it loses its article.
fn words(context: &Context<'_>, clause: &Clause, subject: usize) -> Vec<usize> {
    if !is_antecedent(context, clause, subject) {
        return phrase(context, subject, Extent::Full);
    }
    if let Some(name) = name(context, subject) {
        return name;
    }
    let before = |child: usize| child < clause.head;
    let mut words = phrase(context, subject, Extent::Full);
    words.retain(|&word| before(word) || word == subject);
    let oblique = !matches!(context.tags[subject].features.case, None | Some(Case::Nom));
    if oblique && context.language(subject) == Language::German {
        words.retain(|&word| {
            !(context.trees.relation(word) == Relation::Det && context.trees.head(word) == Some(subject))
        });
    }
    words
}
