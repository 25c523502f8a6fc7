//! What a clause leads to: its objects, what something is, its phrases, each with the words on the way there.

use super::super::clause::{Clause, Voice, is_head};
use super::super::context::Context;
use super::Family;
use super::noun::{Extent, conjuncts, is_complex_preposition, leading, modifiers, phrase, prepositions};
use super::subject::{formal, is_antecedent};
use crate::parse::Relation;
use crate::tag::Upos;
use crate::text::Language;

/// A noun that the verb leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// What leads to it.
    pub(super) preposition: Vec<usize>,
    pub(super) noun: usize,
    pub(super) family: Family,
}

/// The targets of a clause, each with the words that lead to it.
pub(super) fn relations(context: &Context<'_>, clause: &Clause, group: &[usize]) -> Vec<(Vec<usize>, Target)> {
    let objects = objects(context, clause);
    let mut all: Vec<(Vec<usize>, Target)> = Vec::new();
    let mut obliques = obliques(context, clause);
    obliques.extend(adverbs(context, clause.head));
    for object in &objects {
        if !goes_on(context, object.noun, &obliques) {
            all.push((group.to_vec(), object.clone()));
        }
    }
    if objects.is_empty() {
        all.extend(obliques.iter().map(|oblique| (group.to_vec(), oblique.clone())));
    }
    for object in &objects {
        let whole = with_object(context, group, object);
        all.extend(obliques.iter().map(|oblique| (whole.clone(), oblique.clone())));
    }
    all
}

/// *war involviert in …*, *was able to …*: an adjective that goes on says nothing alone.
fn goes_on(context: &Context<'_>, noun: usize, obliques: &[Target]) -> bool {
    let verb = context.trees.children_by(noun, Relation::Xcomp).next().is_some();
    context.tags[noun].upos == Upos::Adj && (verb || !obliques.is_empty())
}

/// *fesselte ihn*: the verb with its object.
pub(super) fn with_object(context: &Context<'_>, group: &[usize], object: &Target) -> Vec<usize> {
    let mut words = group.to_vec();
    words.extend(&object.preposition);
    words.extend(phrase(context, object.noun, Extent::Bare));
    words
}

/// Objects, what something is, and what it is taken for.
pub(super) fn objects(context: &Context<'_>, clause: &Clause) -> Vec<Target> {
    let mut nouns: Vec<(usize, Family)> = Vec::new();
    if clause.voice == Voice::Copular {
        nouns.push((clause.head, Family::Predicate));
    }
    if formal(context, clause).is_some() {
        nouns.extend(clause.subjects.iter().map(|&noun| (noun, Family::Object)));
    }
    nouns.extend(clause.objects.iter().chain(&clause.recipients).map(|&noun| (noun, Family::Object)));
    nouns.extend(unsaid(context, clause).map(|noun| (noun, Family::Object)));
    let complements = context.trees.children_by(clause.head, Relation::Xcomp).filter(|&child| !is_head(context, child));
    nouns.extend(complements.map(|noun| (noun, Family::Predicate)));
    nouns.into_iter().flat_map(|(noun, family)| spread(context, clause, noun, family)).collect()
}

/// *the tricks she used*: the object of a relative clause that has no pronoun is the noun before it.
fn unsaid(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let relative = context.trees.relation(clause.head) == Relation::AclRelcl && clause.voice == Voice::Active;
    let noun = context.trees.head(clause.head).filter(|_| relative && clause.objects.is_empty())?;
    let own_subject = context.trees.children_by(clause.head, Relation::Nsubj).next().is_some();
    let words = context.trees.subtree(clause.head);
    let pronoun = words.iter().any(|&word| matches!(context.tags[word].xpos.as_str(), "WDT" | "WP" | "WRB" | "PRELS"));
    let english = context.language(clause.head) == Language::English;
    (english && own_subject && !pronoun).then_some(noun)
}

/// A noun with what is coordinated with it. The noun that a relative pronoun stands for has its preposition and its
/// company elsewhere.
fn spread(context: &Context<'_>, clause: &Clause, noun: usize, family: Family) -> Vec<Target> {
    if is_antecedent(context, clause, noun) {
        return vec![Target { preposition: Vec::new(), noun, family }];
    }
    let target = |one| Target { preposition: leading(context, noun, one), noun: one, family };
    let nouns = conjuncts(context, noun).into_iter();
    nouns.filter(|&one| one == noun || !is_head(context, one)).map(target).collect()
}

/// The phrases of a clause.
pub(super) fn obliques(context: &Context<'_>, clause: &Clause) -> Vec<Target> {
    let phrases = clause.obliques.iter().flat_map(|oblique| {
        let lead = move |noun| {
            let first = if noun == oblique.head { oblique.word } else { noun };
            let preposition = Some(prepositions(context, first)).filter(|words| !words.is_empty());
            preposition.unwrap_or_else(|| prepositions(context, oblique.word))
        };
        let nouns = conjuncts(context, oblique.head).into_iter();
        nouns.map(move |noun| Target { preposition: lead(noun), noun, family: Family::Oblique })
    });
    phrases.filter(|target| is_said(context, target)).flat_map(|target| resolved(context, target)).collect()
}

/// *in Bezug auf Steuern*: what a complex preposition leads to takes the place of the noun in it.
pub(super) fn resolved(context: &Context<'_>, target: Target) -> Vec<Target> {
    for modifier in modifiers(context, target.noun) {
        let mut words = target.preposition.clone();
        words.push(target.noun);
        words.extend(prepositions(context, modifier));
        if !target.preposition.is_empty() && is_complex_preposition(context, &words) {
            let lead = |noun| Target { preposition: words.clone(), noun, family: target.family };
            return conjuncts(context, modifier).into_iter().map(lead).collect();
        }
    }
    vec![target]
}

/// *einige Jahre später*: an adverb that a noun makes exact.
fn adverbs(context: &Context<'_>, head: usize) -> Vec<Target> {
    let words = context.trees.children_by(head, Relation::Advmod);
    let exact = words
        .filter(|&word| context.trees.children(word).iter().any(|&child| context.is_nominal(child) && child < word));
    exact.map(|noun| Target { preposition: prepositions(context, noun), noun, family: Family::Oblique }).collect()
}

/// A pronominal adverb is no place to go to, and a reflexive belongs to the verb.
fn is_said(context: &Context<'_>, target: &Target) -> bool {
    context.tags[target.noun].xpos != "PRF" && !matches!(context.tags[target.noun].upos, Upos::Adv | Upos::Adp)
}
