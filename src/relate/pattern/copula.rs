//! The copula: *Sinnet ist ein Partner von AWS.* *Das Unternehmen ist Teil der EU.*
//!
//! Gives Sinnet —Partner von→ AWS where a named thing completes the noun, else a named thing and what it is
//! (Magiclab —sein→ Start-up). Adjectives (*ist groß*) say nothing that an edge could carry and give none.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::Upos;
use crate::text::EntityType;

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Voice};
use super::super::context::Context;
use super::super::fact::{Predicate, RoleKind};
use super::super::status::Status;
use super::office::held_by;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    if super::prose(context, sentence).is_empty() {
        return Vec::new();
    }
    let clauses = Clause::all(context, sentence).into_iter().filter(|clause| clause.voice == Voice::Copular);
    let nominal = clauses.filter(|clause| matches!(context.tags[clause.head].upos, Upos::Noun | Upos::Propn));
    nominal.flat_map(|clause| read(context, clause)).collect()
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    // *ist in Betrieb*: a prepositional predicate is no class.
    if context.preposition(clause.head).is_some() {
        return Vec::new();
    }
    let status = Status::of(context, clause.head);
    if let Some(office) = office_of_named(context, clause) {
        let edges = relations_of_noun(context, office, &[office]).into_iter();
        return held_by(clause.head, office, edges, &status, clause.head);
    }
    let edges = edges(context, clause);
    let candidates = clause.subjects.iter().flat_map(|&subject| {
        edges.iter().map(move |(predicate, object)| (Slot::Phrase(subject), predicate.clone(), object.clone()))
    });
    let candidate = |(subject, predicate, object)| Candidate {
        subject,
        predicate,
        object,
        roles: Vec::new(),
        status: status.clone(),
        anchor: clause.head,
    };
    candidates.map(candidate).map(|candidate| with_position(context, clause.head, candidate)).collect()
}

/// *Präsident des VDA ist Hildegard Müller*: the office is the subject, the predicate who holds it.
fn office_of_named(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let person = context.entity(clause.head).is_some_and(|(_, kind)| kind == EntityType::Person);
    let [subject] = clause.subjects[..] else { return None };
    let office = context.is_office(subject);
    (person && office && apposed_name(context, subject).is_none()).then_some(subject)
}

fn edges(context: &Context<'_>, clause: &Clause) -> Vec<(Predicate, Slot)> {
    let completed = relations_of_noun(context, clause.head, &clause.words);
    if !completed.is_empty() {
        return completed;
    }
    // *Siemens: Thomas Weber wird Finanzchef*
    let firm = |&name: &usize| context.entity(name).is_some_and(|(_, kind)| kind.is_organization());
    let of_headline = super::event::name_of_headline(context, clause.head).filter(firm);
    if let Some(firm) = of_headline.filter(|_| context.is_office(clause.head)) {
        return vec![(predicate(context, &context.tags[clause.head].lemma, None, &clause.words), Slot::Noun(firm))];
    }
    let copula: Vec<usize> = context.trees.children_by(clause.head, Relation::Cop).collect();
    let lemma = copula.first().map_or("", |&word| context.tags[word].lemma.as_str());
    vec![(predicate(context, lemma, None, &copula), Slot::Noun(clause.head))]
}

/// *Partner von AWS*, *Sitz der Firma*: what a noun says of the named things that complete it.
pub(super) fn relations_of_noun(context: &Context<'_>, noun: usize, words: &[usize]) -> Vec<(Predicate, Slot)> {
    if context.mention(noun).is_some_and(|(_, mention)| matches!(mention.kind, MentionKind::Entity(_))) {
        return Vec::new();
    }
    let modifiers = [Relation::Nmod, Relation::NmodPoss].into_iter();
    let children = modifiers.flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    let named = children.flat_map(|child| through_board(context, child)).filter(|&child| named(context, child));
    let mut relations: Vec<(Predicate, Slot)> = named
        .map(|child| {
            let preposition = context.preposition(child);
            // *ein Start-up aus Zhejiang*: where a thing is from, whatever it is.
            let lemma = if is_origin(context, child, preposition.as_deref()) {
                super::super::IS
            } else {
                context.tags[noun].lemma.as_str()
            };
            (predicate(context, lemma, preposition.as_deref(), words), Slot::Phrase(child))
        })
        .collect();
    relations.dedup_by(|later, first| later.1 == first.1);
    // *Wicresoft, sein erstes Joint Venture*
    if let Some((pronoun, _)) = context.owner_meant(noun).filter(|_| relations.is_empty()) {
        relations.push((predicate(context, &context.tags[noun].lemma, None, words), Slot::Noun(pronoun)));
    }
    // *Dacia ist eine Renault-Tochter*
    if relations.is_empty() {
        relations.extend(super::title::within(context, noun));
    }
    relations
}

/// *Vorsitzende der Geschäftsführung von IASO*: what the board belongs to.
fn through_board(context: &Context<'_>, child: usize) -> Vec<usize> {
    let own: Vec<usize> = context.trees.children_by(child, Relation::Nmod).collect();
    let board = !own.is_empty() && context.in_list(child, ListName::Board) && context.entity(child).is_none();
    if board { own } else { vec![child] }
}

fn is_origin(context: &Context<'_>, place: usize, preposition: Option<&str>) -> bool {
    let list = context.lexicon.list(ListName::OriginPreposition, context.language(place));
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(place));
    let fits = preposition.is_some_and(|word| list.contains(word) && !possessive.contains(word));
    fits && context.entity(place).is_some_and(|(_, kind)| kind.is_place())
}

fn named(context: &Context<'_>, noun: usize) -> bool {
    // *Präsident nach dem Zweiten Weltkrieg*: an event only says when.
    let event = context.entity(noun).is_some_and(|(_, kind)| kind == EntityType::Event);
    let when = event && context.preposition(noun).is_some();
    !when && context.entity(noun).is_some()
        || context.chains.at(noun).is_some()
        || apposed_name(context, noun).is_some()
}

fn with_position(context: &Context<'_>, noun: usize, mut candidate: Candidate) -> Candidate {
    if context.is_office(noun) {
        candidate.roles.push((RoleKind::Position, None, Slot::Noun(noun)));
    }
    candidate
}
