//! A participle in front of its noun with who did it: *die von Peugeot übernommene Firma Opel*, *das durch Nokia entwickelte
//! Gerät*.
//!
//! Gives Peugeot —übernehmen→ Opel, as the relative clause would. A participle without an agent (*die übernommene Firma*)
//! gives nothing; one behind its noun is a clause of its own, and `passive`. One of the present says what the noun does:
//! *die zu Siemens gehörende Osram* gives Osram —gehören zu→ Siemens.

use crate::lexicon::{ListName, WordClass};
use crate::parse::Relation;
use crate::tag::Upos;

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    super::prose(context, sentence)
        .filter_map(|token| read(context, token).or_else(|| present(context, token)))
        .collect()
}

fn read(context: &Context<'_>, participle: usize) -> Option<Candidate> {
    let declined = context.tags[participle].upos == Upos::Adj && context.tags[participle].xpos == "ADJA";
    let noun = context.trees.head(participle).filter(|&noun| declined && noun > participle)?;
    let agent = agent(context, participle)?;
    Some(Candidate {
        subject: Slot::Phrase(agent),
        predicate: predicate(context, &verb(context, participle)?, None, &[participle]),
        object: Slot::Noun(noun),
        roles: Vec::new(),
        status: Status::of_noun(context, noun),
        anchor: participle,
    })
}

/// *die zu Siemens gehörende Osram*: the named thing of the phrase between article and participle, for a noun with a name.
fn present(context: &Context<'_>, participle: usize) -> Option<Candidate> {
    let declined = context.tags[participle].upos == Upos::Adj && context.tags[participle].xpos == "ADJA";
    let noun = context.trees.head(participle).filter(|&noun| declined && noun > participle)?;
    let named = context.entity(noun).is_some() || apposed_name(context, noun).is_some();
    let verb = infinitive(context, participle).filter(|_| named)?;
    let relations = [Relation::Obl, Relation::OblArg, Relation::Nmod].into_iter();
    let phrases = relations.flat_map(|relation| context.trees.children_by(participle, relation).collect::<Vec<_>>());
    let is_named = |&phrase: &usize| {
        let inside = context.entity(phrase).is_some() || context.inner_entity(phrase).is_some();
        phrase < participle && (inside || apposed_name(context, phrase).is_some())
    };
    let (phrase, preposition) =
        phrases.filter(is_named).find_map(|phrase| Some((phrase, context.preposition(phrase)?)))?;
    Some(Candidate {
        subject: Slot::Noun(noun),
        predicate: predicate(context, &verb, Some(&preposition), &[participle]),
        object: Slot::Phrase(phrase),
        roles: Vec::new(),
        status: Status::of_noun(context, noun),
        anchor: participle,
    })
}

/// The infinitive of a participle of the present: *gehörend* is of *gehören*.
fn infinitive(context: &Context<'_>, participle: usize) -> Option<String> {
    let list = context.lexicon.list(ListName::ParticipleEnding, context.language(participle));
    let lemma = &context.tags[participle].lemma;
    let verb =
        list.iter().find_map(|(ending, infinitive)| Some(format!("{}{infinitive}", lemma.strip_suffix(ending)?)))?;
    context.lexicon.list(ListName::ThirdPerson, context.language(participle)).contains(&verb).then_some(verb)
}

/// *von Peugeot*: the phrase between the article and the participle that names who did it.
pub(super) fn agent(context: &Context<'_>, participle: usize) -> Option<usize> {
    let list = context.lexicon.list(ListName::AgentPreposition, context.language(participle));
    let relations = [Relation::Obl, Relation::OblAgent, Relation::Nmod].into_iter();
    let mut phrases =
        relations.flat_map(|relation| context.trees.children_by(participle, relation).collect::<Vec<_>>());
    phrases.find(|&phrase| {
        let leads = context.preposition(phrase).is_some_and(|word| list.contains(&word));
        let apposed = || apposed_name(context, phrase).and_then(|mention| context.chain(mention));
        let agent = context.entity(phrase).or_else(apposed).is_some_and(|(_, kind)| kind.is_agent());
        phrase < participle && leads && agent
    })
}

/// The infinitive of a past participle: *übernommen* is of *übernehmen*. None where the lexicon knows no such verb.
pub(super) fn verb(context: &Context<'_>, participle: usize) -> Option<String> {
    let (language, stem) = (context.language(participle), &context.tags[participle].lemma);
    let known = context.lexicon.knows(stem, WordClass::Verb, language);
    let verb = context.lexicon.lemma(stem, WordClass::Verb, language);
    (known && verb != *stem).then_some(verb)
}
