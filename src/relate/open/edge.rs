//! What a clause gives: a triple for each object and each phrase, with everything coordinated spread out, and one for
//! each phrase that hangs on a noun behind the verb (*war Richter des Gerichts* also gives *war Richter → des Gerichts*).

use super::super::clause::{Clause, Voice, is_head};
use super::super::context::Context;
use super::noun::{Extent, conjuncts, is_possessive, modifiers, name, phrase, prepositions, spread};
use super::{Family, verb};
use crate::parse::Relation;
use crate::tag::{Case, Upos};
use crate::text::Language;

/// A triple before its words are put together: tokens in the order in which they are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) subject: Vec<usize>,
    pub(super) relation: Vec<usize>,
    pub(super) object: Vec<usize>,
    pub(super) family: Family,
}

/// A noun that the verb leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    preposition: Vec<usize>,
    noun: usize,
    family: Family,
}

/// How deep phrases of nouns are followed.
const DEPTH: usize = 3;

/// The triples of a clause.
pub(super) fn edges(context: &Context<'_>, clause: &Clause) -> Vec<Edge> {
    let group = verb::group(context, clause);
    let mut found = Vec::new();
    for subject in subjects(context, clause) {
        for (relation, target) in relations(context, clause, &group) {
            found.extend(reach(context, &subject, &relation, &target, DEPTH));
        }
    }
    found
}

/// The subjects, each as it is said.
fn subjects(context: &Context<'_>, clause: &Clause) -> Vec<Vec<usize>> {
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
fn formal(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let mut places = context.trees.children_by(clause.head, Relation::Expl);
    places.find(|&word| context.tags[word].xpos != "PRF")
}

/// *X ist eine Denkfabrik, die …*: what is said of the predicate is said of its subject.
fn described(context: &Context<'_>, clause: &Clause, subject: usize) -> Vec<usize> {
    if is_antecedent(context, clause, subject) && is_head(context, subject) {
        let above = Clause::read(context, subject);
        if above.voice == Voice::Copular && !above.subjects.is_empty() {
            return above.subjects.iter().flat_map(|&one| conjuncts(context, one)).collect();
        }
    }
    conjuncts(context, subject)
}

fn is_antecedent(context: &Context<'_>, clause: &Clause, subject: usize) -> bool {
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

/// The targets of a clause, each with the words that lead to it.
fn relations(context: &Context<'_>, clause: &Clause, group: &[usize]) -> Vec<(Vec<usize>, Target)> {
    let objects = objects(context, clause);
    let mut all: Vec<(Vec<usize>, Target)> = Vec::new();
    let mut obliques = obliques(context, clause);
    obliques.extend(adverbs(context, clause.head));
    for object in &objects {
        // *war involviert in …*: an adjective that goes on says nothing alone.
        let open = context.tags[object.noun].upos == Upos::Adj && !obliques.is_empty();
        if !open {
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

/// *fesselte ihn*: the verb with its object.
fn with_object(context: &Context<'_>, group: &[usize], object: &Target) -> Vec<usize> {
    let mut words = group.to_vec();
    words.extend(&object.preposition);
    words.extend(phrase(context, object.noun, Extent::Bare));
    words
}

/// Objects, what something is, and what it is taken for.
fn objects(context: &Context<'_>, clause: &Clause) -> Vec<Target> {
    let mut nouns: Vec<(usize, Family)> = Vec::new();
    if clause.voice == Voice::Copular {
        nouns.push((clause.head, Family::Predicate));
    }
    if formal(context, clause).is_some() {
        nouns.extend(clause.subjects.iter().map(|&noun| (noun, Family::Object)));
    }
    nouns.extend(clause.objects.iter().chain(&clause.recipients).map(|&noun| (noun, Family::Object)));
    let complements = context.trees.children_by(clause.head, Relation::Xcomp).filter(|&child| !is_head(context, child));
    nouns.extend(complements.map(|noun| (noun, Family::Predicate)));
    let spread = nouns.into_iter().flat_map(|(noun, family)| {
        conjuncts(context, noun)
            .into_iter()
            .filter(move |&one| one == noun || !is_head(context, one))
            .map(move |one| Target { preposition: prepositions(context, noun), noun: one, family })
    });
    spread.collect()
}

fn obliques(context: &Context<'_>, clause: &Clause) -> Vec<Target> {
    let phrases = clause.obliques.iter().flat_map(|oblique| {
        let preposition = prepositions(context, oblique.word);
        conjuncts(context, oblique.head).into_iter().map(move |noun| Target {
            preposition: preposition.clone(),
            noun,
            family: Family::Oblique,
        })
    });
    phrases.filter(|target| is_said(context, target)).collect()
}

/// *einige Jahre später*: an adverb that a noun makes exact.
fn adverbs(context: &Context<'_>, head: usize) -> Vec<Target> {
    let words = context.trees.children_by(head, Relation::Advmod);
    let exact = words
        .filter(|&word| context.trees.children(word).iter().any(|&child| context.is_nominal(child) && child < word));
    exact.map(|noun| Target { preposition: prepositions(context, noun), noun, family: Family::Oblique }).collect()
}

/// A pronominal adverb or an adjective is no place to go to.
fn is_said(context: &Context<'_>, target: &Target) -> bool {
    !matches!(context.tags[target.noun].upos, Upos::Adv | Upos::Adp)
}

/// The triple of a target and those of the phrases that hang on its noun.
fn reach(context: &Context<'_>, subject: &[usize], relation: &[usize], target: &Target, depth: usize) -> Vec<Edge> {
    let mut found: Vec<Edge> = spread(context, target.noun, Extent::Short)
        .into_iter()
        .map(|noun| edge(context, subject, relation, target, &noun))
        .collect();
    if depth == 0 {
        return found;
    }
    for modifier in modifiers(context, target.noun) {
        let extent = if is_possessive(context, modifier) { Extent::Bare } else { Extent::Short };
        let mut way = relation.to_vec();
        way.extend(&target.preposition);
        way.extend(phrase(context, target.noun, extent));
        let preposition = prepositions(context, modifier);
        for noun in conjuncts(context, modifier) {
            let next = Target { preposition: preposition.clone(), noun, family: Family::Modifier };
            found.extend(reach(context, subject, &way, &next, depth - 1));
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
