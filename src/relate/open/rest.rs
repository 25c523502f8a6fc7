//! A German clause as its verb and all the rest: *kehrten → erst 1998 nach Russland zurück*. The rest stands as the
//! sentence has it, the separated particle at its end; what a subordinate or coordinated clause says is left out, and
//! what is coordinated inside is spread out.

use super::super::clause::{Clause, Voice, is_head};
use super::super::context::Context;
use super::Family;
use super::edge::Edge;
use super::noun::{conjuncts, leading};
use super::subject::formal;
use super::target::Target;
use crate::parse::Relation;
use crate::tag::{Number, Upos};
use crate::text::Language;

/// How many ways a clause may be spread into; a sentence that lists more than that is told as it stands.
const MOST: usize = 12;

/// Whether the phrases of a clause are told together with all the rest: in German, where there are several of them or one
/// beside an object. English says them one by one.
pub(super) fn tells_phrases(context: &Context<'_>, clause: &Clause, objects: &[Target], obliques: &[Target]) -> bool {
    if !is_told(context, clause) {
        return false;
    }
    let mut prepositions: Vec<&Vec<usize>> = obliques.iter().map(|target| &target.preposition).collect();
    prepositions.retain(|words| !words.is_empty());
    prepositions.dedup();
    prepositions.len() >= if objects.is_empty() { 2 } else { 1 }
}

/// The verb of a German clause with all the rest.
pub(super) fn edges(context: &Context<'_>, clause: &Clause, subject: &[usize], group: &[usize]) -> Vec<Edge> {
    if !is_told(context, clause) {
        return Vec::new();
    }
    let relation: Vec<usize> = group.iter().copied().filter(|&word| !is_particle(context, word)).collect();
    let objects = alternatives(context, clause, &relation).into_iter();
    let edge = |object| Edge { subject: subject.to_vec(), relation: relation.clone(), object, family: Family::Rest };
    objects.map(edge).collect()
}

/// English says the phrases one by one, and a relative clause without its pronoun is no whole.
fn is_told(context: &Context<'_>, clause: &Clause) -> bool {
    let children = context.trees.children(clause.head);
    let relative =
        |child: &&usize| context.tags[**child].xpos == "PRELS" && !context.trees.relation(**child).is(Relation::Nsubj);
    let german = context.language(clause.head) == Language::German;
    german && clause.voice != Voice::Copular && !children.iter().any(|child| relative(&child))
}

fn is_particle(context: &Context<'_>, word: usize) -> bool {
    context.tags[word].xpos == "PTKVZ"
}

/// Whether a triple says the same already: the rest of a clause may be one phrase with its particle and an adverb.
pub(super) fn is_said(context: &Context<'_>, edges: &[Edge], whole: &Edge) -> bool {
    let light = |word: usize| is_particle(context, word) || context.trees.relation(word).is(Relation::Advmod);
    let bare = |words: &[usize]| words.iter().copied().filter(|&word| !light(word)).collect::<Vec<_>>();
    let (relation, object) = (bare(&whole.relation), bare(&whole.object));
    object.is_empty() || edges.iter().any(|edge| bare(&edge.relation) == relation && bare(&edge.object) == object)
}

/// The words of a clause that are neither subject nor verb group, in the order of the text, a list for each way to choose
/// among what is coordinated.
fn alternatives(context: &Context<'_>, clause: &Clause, group: &[usize]) -> Vec<Vec<usize>> {
    let children = context.trees.children(clause.head).iter().copied();
    // *es folgten Proteste*: behind a word that holds its place, the subject is part of the rest.
    let held = formal(context, clause).is_some();
    let parts = children.filter(|&child| {
        let subject = clause.subjects.contains(&child);
        if subject { held } else { is_rest(context, child) && !group.contains(&child) }
    });
    let mut all = joined(parts.map(|part| spread(context, part)));
    for words in &mut all {
        words.sort_unstable();
        words.dedup();
    }
    all
}

fn is_rest(context: &Context<'_>, child: usize) -> bool {
    let relation = context.trees.relation(child);
    let kinds = [
        Relation::Obj,
        Relation::Iobj,
        Relation::Obl,
        Relation::Advmod,
        Relation::Nmod,
        Relation::Xcomp,
        Relation::CompoundPrt,
    ];
    context.tags[child].xpos != "PRELS"
        && kinds.into_iter().any(|kind| relation.is(kind))
        && !(relation.is(Relation::Xcomp) && is_head(context, child))
}

/// The ways to say a phrase: with what hangs on it, without clauses, with one of what is coordinated.
fn spread(context: &Context<'_>, head: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    if context.trees.relation(head).is(Relation::Amod) && !is_several(context, head) {
        return vec![context.trees.subtree(head)];
    }
    for noun in conjuncts(context, head) {
        for mut words in one(context, noun) {
            words.extend(leading(context, head, noun));
            all.push(words);
        }
    }
    all
}

/// Whether an adjective stands before a plural: *alte und neue Häuser* are houses of two kinds.
fn is_several(context: &Context<'_>, adjective: usize) -> bool {
    let noun = context.trees.head(adjective);
    noun.is_some_and(|noun| context.tags[noun].features.number == Some(Number::Plur))
}

fn one(context: &Context<'_>, head: usize) -> Vec<Vec<usize>> {
    let children = context.trees.children(head).iter().copied().filter(|&child| is_inside(context, child));
    let ways = joined(children.map(|child| spread(context, child)));
    ways.into_iter()
        .map(|mut words| {
            words.push(head);
            words
        })
        .collect()
}

fn is_inside(context: &Context<'_>, child: usize) -> bool {
    let outside = [
        Relation::Acl,
        Relation::Advcl,
        Relation::Ccomp,
        Relation::Parataxis,
        Relation::Appos,
        Relation::Conj,
        Relation::Cc,
        Relation::Punct,
        Relation::Nsubj,
        Relation::Cop,
        Relation::Aux,
    ];
    let tag = &context.tags[child];
    !outside.into_iter().any(|kind| context.trees.relation(child).is(kind))
        && !matches!(tag.upos, Upos::Punct | Upos::Verb)
        && tag.xpos != "PRELS"
}

/// Every way to take one of each.
fn joined(parts: impl Iterator<Item = Vec<Vec<usize>>>) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for ways in parts {
        let kept = if all.len() * ways.len() > MOST { &ways[..1] } else { &ways[..] };
        all = all.iter().flat_map(|before| kept.iter().map(|way| [&before[..], way].concat())).collect();
    }
    all
}
