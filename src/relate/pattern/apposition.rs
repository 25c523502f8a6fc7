//! An apposition behind a name: *David Mihelcic, ein ehemaliger CTO von DISA*, *Zhang Jinhua, Chef von IASO*, *Smith,
//! president of Microsoft*; or in front of it: *der Chef von IASO, Zhang Jinhua*.
//!
//! Gives Zhang Jinhua —Chef von→ IASO with the office as the position. Without a named thing in it the apposition says
//! what the thing is (BYD —sein→ Elektrofahrzeugriese), where its noun describes organisations.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::Upos;
use crate::text::EntityType;

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::fact::{Predicate, Tense};
use super::super::status::Status;
use super::copula::relations_of_noun;
use super::title::{is_former, position};

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    let pairs = tokens.filter_map(|token| {
        let apposed = matches!(context.trees.relation(token), Relation::Appos | Relation::Conj);
        let head = context.trees.head(token).filter(|_| apposed)?;
        pair(context, head, token)
    });
    let bare = super::prose(context, sentence).filter_map(|noun| bare(context, noun));
    pairs.flat_map(|(name, noun)| read(context, name, noun)).chain(bare).collect()
}

/// *Joe Kaeser, CEO Siemens*: an office between a comma behind a person and a firm.
fn bare(context: &Context<'_>, noun: usize) -> Option<Candidate> {
    let person = noun.checked_sub(2).filter(|&token| {
        context.is_office(noun) && context.entity(token).is_some_and(|(_, kind)| kind == EntityType::Person)
    })?;
    let comma = context.document.tokens[noun - 1].form == ",";
    let (_, name) = context.mention(person).filter(|_| comma)?;
    let (office, firm) = beside(context, noun)?;
    Some(candidate(context, name.tokens.start, noun, office, firm))
}

/// The named thing and the noun beside it. A parser that takes the apposition for a conjunct is put right where a comma
/// and no conjunction stand between the two.
fn pair(context: &Context<'_>, head: usize, token: usize) -> Option<(usize, usize)> {
    let conjunct = context.trees.relation(token) == Relation::Conj;
    if conjunct && context.trees.children_by(token, Relation::Cc).next().is_some() {
        return None;
    }
    // *Xiaohongshu, die Plattform Ctrip*: a noun with a name of its own is another thing.
    let bare = |at: usize| context.entity(at).is_none() && apposed_name(context, at).is_none();
    let noun = |at: usize| context.tags[at].upos == Upos::Noun && bare(at);
    let named = |at: usize| context.entity(at).is_some();
    let describes = |at: usize| !conjunct || is_office(context, at);
    if named(head) && noun(token) && describes(token) {
        return Some((nearest(context, head, token), token));
    }
    // *die Provinz Zhejiang, Heimat von DeepSeek*, *der Konzern Apple, ein Partner von …*: the name behind its noun.
    let apposed = apposed_name(context, head).map(|number| context.mentions.mentions[number].tokens.start);
    if let Some(name) =
        apposed.filter(|&name| name < token && noun(token) && describes(token) && context.entity(head).is_none())
    {
        return Some((name, token));
    }
    // *der Toru von Magazino, einem Spin-off*: where the tree misses the name, what stands right before the comma.
    if let Some(name) = before_comma(context, token).filter(|_| noun(token) && is_office(context, token)) {
        return Some((name, token));
    }
    let comma_between = (head..token).any(|between| context.document.tokens[between].form == ",");
    let common = context.tags[head].upos == Upos::Noun && context.entity(head).is_none();
    (!conjunct && common && named(token) && comma_between).then_some((token, head))
}

/// *Ctrip und BYD, ein Hersteller*: the apposition speaks of the conjunct right before it.
fn nearest(context: &Context<'_>, name: usize, noun: usize) -> usize {
    if let Some(beside) = before_comma(context, noun) {
        return beside;
    }
    let conjuncts = context.trees.children_by(name, Relation::Conj);
    conjuncts.filter(|&other| other < noun && context.entity(other).is_some()).max().unwrap_or(name)
}

/// The name in front of the comma that a noun phrase begins behind.
fn before_comma(context: &Context<'_>, noun: usize) -> Option<usize> {
    let first = context.trees.subtree(noun).into_iter().find(|&token| context.tags[token].upos != Upos::Punct);
    let comma = first?.checked_sub(1).filter(|&comma| context.document.tokens[comma].form == ",");
    let beside = comma?.checked_sub(1).filter(|&token| context.entity(token).is_some());
    beside.and_then(|token| context.mention(token)).map(|(_, mention)| mention.tokens.start)
}

fn is_office(context: &Context<'_>, noun: usize) -> bool {
    let role = context.is_office(noun);
    let lists = [ListName::Description, ListName::KindNoun].into_iter();
    role || lists.into_iter().any(|list| context.noun_value(noun, list).is_some())
}

fn read(context: &Context<'_>, name: usize, noun: usize) -> Vec<Candidate> {
    let mut completed = relations_of_noun(context, noun, &[noun]);
    if completed.is_empty() {
        completed = shared_relations(context, noun);
    }
    if completed.is_empty() {
        return class(context, name, noun).into_iter().collect();
    }
    let candidate = |(predicate, object)| candidate(context, name, noun, predicate, object);
    completed.into_iter().map(candidate).collect()
}

/// *Mitgründer und Forschungschef von `AISpeech`*: what completes the last office completes all.
fn shared_relations(context: &Context<'_>, noun: usize) -> Vec<(Predicate, Slot)> {
    let others = context.trees.children_by(noun, Relation::Conj);
    let found = others.flat_map(|other| relations_of_noun(context, other, &[noun]));
    let own = |(predicate, slot): (Predicate, Slot)| {
        (Predicate { lemma: context.tags[noun].lemma.clone(), ..predicate }, slot)
    };
    found.map(own).collect()
}

/// *Joe Kaeser, CEO Siemens*: the firm right behind an office.
fn beside(context: &Context<'_>, noun: usize) -> Option<(Predicate, Slot)> {
    let next = noun + 1;
    let sentence = context.document.sentences[context.document.sentence_of(noun)?].tokens.clone();
    if !sentence.contains(&next) || !context.is_office(noun) {
        return None;
    }
    let (number, _) = context.mention(next)?;
    let (_, kind) = context.chain(number)?;
    let office = predicate(context, &context.tags[noun].lemma, None, &[noun]);
    kind.is_firm().then_some((office, Slot::Mention(number)))
}

fn class(context: &Context<'_>, name: usize, noun: usize) -> Option<Candidate> {
    let is = Predicate { spans: Vec::new(), ..predicate(context, super::super::IS, None, &[]) };
    // *Siemens: Weber wird Finanzchef*: only a person leads.
    let role = context.noun_value(noun, ListName::Role).and_then(|(_, value)| value.split(' ').next());
    let person = context.entity(name).is_none_or(|(_, kind)| kind == EntityType::Person);
    (is_office(context, noun) && (person || role != Some("head")))
        .then(|| candidate(context, name, noun, is, Slot::Noun(noun)))
}

fn candidate(context: &Context<'_>, name: usize, noun: usize, predicate: Predicate, object: Slot) -> Candidate {
    let mut status = Status::of_noun(context, noun);
    if is_former(context, noun) {
        status.tense = Tense::Past;
    }
    let roles = vec![position(context, noun, &predicate)];
    Candidate { subject: Slot::Noun(name), predicate, object, roles, status, anchor: noun }
}
