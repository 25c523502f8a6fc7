//! What two do with each other: *Die USA und China haben ein Abkommen unterzeichnet*, *Apple and Google cooperate*.
//!
//! Gives USA —unterzeichnen Abkommen mit→ China beside the edges of `active`: the preposition is the one that the verb or
//! its object takes for the other side. So also in the passive: *Fiat und PSA wurden verschmolzen*, *Fiat wurde mit PSA
//! verschmolzen*. Leaves alone verbs that each of the two may do alone (*A und B wachsen*) and clauses that name another
//! side (*A und B streiten mit C*).

use crate::lexicon::ListName;
use crate::parse::Relation;

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Voice};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    if super::prose(context, sentence).is_empty() {
        return Vec::new();
    }
    let clauses = Clause::all(context, sentence).into_iter().filter(|clause| clause.voice != Voice::Copular);
    clauses.flat_map(|clause| read(context, clause)).collect()
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let Some((noun, preposition)) = mutual(context, clause) else { return Vec::new() };
    let Some([one, other]) = sides(context, clause, preposition) else { return Vec::new() };
    let mut words = clause.words.clone();
    words.extend(noun);
    let mut together = predicate(context, &clause.lemma, Some(preposition), &words);
    together.reflexive = clause.reflexive;
    together.noun = noun.map(|noun| context.tags[noun].lemma.clone());
    vec![Candidate {
        subject: Slot::Noun(one),
        predicate: together,
        object: Slot::Noun(other),
        roles: Vec::new(),
        status: Status::of(context, clause.head),
        anchor: clause.head,
    }]
}

/// The two who do it: both subjects, or in the passive the subject and the phrase with the preposition. An active clause
/// with such a phrase is read by `active`.
fn sides(context: &Context<'_>, clause: &Clause, preposition: &str) -> Option<[usize; 2]> {
    let [subject] = clause.subjects[..] else { return None };
    let apposed = |side: usize| apposed_name(context, side).and_then(|mention| context.chain(mention));
    let named = |&side: &usize| context.entity(side).or_else(|| apposed(side)).is_some_and(|(_, kind)| kind.is_agent());
    let mut phrases = clause.obliques.iter().filter(|oblique| oblique.preposition.as_deref() == Some(preposition));
    if let Some(phrase) = phrases.next() {
        let both = named(&subject) && named(&phrase.head) && clause.voice == Voice::Passive;
        return both.then_some([subject, phrase.head]);
    }
    let sides: Vec<usize> = context.conjuncts(subject).into_iter().filter(named).collect();
    let [one, other] = sides[..] else { return None };
    joined_by_and(context, subject, other).then_some([one, other])
}

/// The object that makes a verb mutual, where it needs one, and the preposition of the other side.
fn mutual<'a>(context: &Context<'a>, clause: &Clause) -> Option<(Option<usize>, &'a str)> {
    let list = context.lexicon.list(ListName::MutualVerb, context.language(clause.head));
    if let Some(preposition) = list.get(&clause.entry()).filter(|_| clause.objects.is_empty()) {
        return Some((None, preposition));
    }
    let noun = *clause.objects.first()?;
    let (_, preposition) = context.noun_value(noun, ListName::MutualNoun)?;
    context.entity(noun).is_none().then_some((Some(noun), preposition))
}

/// *und* joins, *oder* and *statt* do not.
fn joined_by_and(context: &Context<'_>, subject: usize, other: usize) -> bool {
    let mut words = context.trees.children_by(other, Relation::Cc);
    other != subject && words.any(|word| context.in_list(word, ListName::Additive))
}
