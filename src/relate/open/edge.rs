//! What a clause gives: a triple for each object and each phrase, with everything coordinated spread out, and one for
//! each phrase that hangs on a noun behind the verb (*war Richter des Gerichts* also gives *war Richter → des Gerichts*).

use super::super::clause::Clause;
use super::super::context::Context;
use super::embedded::{self, Embedded};
use super::noun::{Extent, conjuncts, is_possessive, leading, modifiers, phrase, prepositions, spread};
use super::subject::subjects;
use super::target::{Target, objects, obliques, relations, resolved, with_object};
use super::{Family, rest, verb};
use crate::text::Language;

/// A triple before its words are put together: tokens in the order in which they are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) subject: Vec<usize>,
    pub(super) relation: Vec<usize>,
    pub(super) object: Vec<usize>,
    pub(super) family: Family,
}

/// How many words a finite clause may have that stands as an object: a longer one is no argument but a story.
const LONGEST: usize = 6;

/// How deep phrases of nouns are followed.
const DEPTH: usize = 3;

/// The triples of a clause.
pub(super) fn edges(context: &Context<'_>, clause: &Clause) -> Vec<Edge> {
    let group = verb::group(context, clause);
    let objects = objects(context, clause);
    let mut relations = relations(context, clause, &group);
    if rest::tells_phrases(context, clause, &objects, &obliques(context, clause)) {
        relations.retain(|(_, target)| target.family != Family::Oblique || target.preposition.is_empty());
    }
    let way = objects.first().map_or_else(|| group.clone(), |object| with_object(context, &group, object));
    let mut found = Vec::new();
    for subject in subjects(context, clause) {
        let reached =
            relations.iter().flat_map(|(way, target)| reach(context, &subject, way, target, depth(context, target)));
        let mut edges: Vec<Edge> = reached.collect();
        edges.extend(inner(context, &subject, &way, clause.head));
        let whole = rest::edges(context, clause, &subject, &group);
        let new: Vec<Edge> = whole.into_iter().filter(|edge| !rest::is_said(context, &edges, edge)).collect();
        found.extend(edges.into_iter().chain(new));
    }
    found
}

/// German tells the phrases of an object with the rest of the clause; those of a predicate are followed in both languages.
fn depth(context: &Context<'_>, target: &Target) -> usize {
    let german = context.language(target.noun) == Language::German;
    if german && target.family != Family::Predicate { 0 } else { DEPTH }
}

/// The triples of the clauses that hang on a verb or a noun; `way` leads up to them.
fn inner(context: &Context<'_>, subject: &[usize], way: &[usize], above: usize) -> Vec<Edge> {
    let clauses = embedded::clauses(context, above).into_iter();
    clauses.flat_map(|clause| inner_edges(context, subject, way, &clause)).collect()
}

fn inner_edges(context: &Context<'_>, subject: &[usize], way: &[usize], inner: &Embedded) -> Vec<Edge> {
    let mut relation = way.to_vec();
    let english = context.language(inner.head) == Language::English;
    if english && !inner.finite {
        let clause = context.clause(inner.head);
        relation.extend(&inner.lead);
        relation.extend(verb::own(context, clause));
        relation.dedup();
        let all = relations(context, clause, &relation);
        return all
            .iter()
            .map(|(relation, target)| {
                edge(context, subject, relation, target, &phrase(context, target.noun, Extent::Short))
            })
            .collect();
    }
    let words = embedded::words(context, inner);
    if inner.finite && words.len() > LONGEST {
        return Vec::new();
    }
    let mut object = inner.lead.clone();
    if english {
        relation.append(&mut object);
    }
    object.extend(words);
    object.dedup();
    vec![Edge { subject: subject.to_vec(), relation, object, family: Family::Clause }]
}

/// The triple of a target and those of the phrases that hang on its noun.
fn reach(context: &Context<'_>, subject: &[usize], relation: &[usize], target: &Target, depth: usize) -> Vec<Edge> {
    let mut found: Vec<Edge> = spread(context, target.noun, Extent::Short)
        .into_iter()
        .map(|noun| edge(context, subject, relation, target, &noun))
        .collect();
    let mut way = relation.to_vec();
    way.extend(&target.preposition);
    way.extend(phrase(context, target.noun, Extent::Short));
    found.extend(inner(context, subject, &way, target.noun));
    if depth == 0 {
        return found;
    }
    let german = context.language(target.noun) == Language::German;
    for modifier in modifiers(context, target.noun) {
        let preposition = prepositions(context, modifier);
        if german && preposition.is_empty() {
            continue;
        }
        let extent = if is_possessive(context, modifier) { Extent::Bare } else { Extent::Short };
        let mut way = relation.to_vec();
        way.extend(&target.preposition);
        way.extend(phrase(context, target.noun, extent));
        for noun in conjuncts(context, modifier) {
            let preposition = leading(context, modifier, noun);
            let next = Target { preposition, noun, family: Family::Modifier };
            let next = resolved(context, next).into_iter();
            found.extend(next.flat_map(|next| reach(context, subject, &way, &next, depth - 1)));
        }
    }
    found
}

/// German keeps a preposition with its noun, English with its verb: *wurde umbenannt → in Jones*, *was renamed in → 1918*.
fn edge(context: &Context<'_>, subject: &[usize], relation: &[usize], target: &Target, noun: &[usize]) -> Edge {
    let mut relation = relation.to_vec();
    let mut object = target.preposition.clone();
    if context.language(target.noun) == Language::English {
        relation.append(&mut object);
    }
    object.extend(noun);
    Edge { subject: subject.to_vec(), relation, object, family: target.family }
}
