//! An office that somebody gets or gives up: *Volkswagen beruft Oliver Blume zum Vorstandschef*, *Martina Merz trat als
//! Vorstandschefin von Thyssenkrupp zurück*, *Blume wurde zum Chef von Porsche ernannt*.
//!
//! Gives Oliver Blume —Vorstandschef→ Volkswagen and Martina Merz —zurücktreten als→ Thyssenkrupp, with the office as the
//! position. The list says which verbs make somebody an officer and which end it; the organisation stands below the office,
//! or it is who appoints.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::text::EntityType;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Voice};
use super::super::context::Context;
use super::super::fact::{Predicate, RoleKind, Tense};
use super::super::status::Status;
use super::copula::relations_of_noun;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    if super::prose(context, sentence).is_empty() {
        return Vec::new();
    }
    Clause::all(context, sentence).into_iter().flat_map(|clause| read(context, clause)).collect()
}

/// What a verb does to an office, as the list says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Its object gets it: *berufen*.
    Given,
    /// Its subject gives it up: *zurücktreten*.
    Ended,
}

impl Change {
    fn of(context: &Context<'_>, clause: &Clause) -> Option<Self> {
        match context.lexicon.list(ListName::OfficeVerb, context.language(clause.head)).get(&clause.lemma)? {
            "given" => Some(Self::Given),
            "ended" => Some(Self::Ended),
            _ => None,
        }
    }
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let Some(change) = Change::of(context, clause) else { return Vec::new() };
    let passive = clause.voice == Voice::Passive;
    let bearers = if change == Change::Given && !passive { &clause.objects } else { &clause.subjects };
    let bearer = bearers.iter().copied().find(|&bearer| is_person(context, bearer));
    let held = bearer.and_then(|bearer| Some((bearer, office(context, clause, bearer)?)));
    let Some((bearer, office)) = held else { return Vec::new() };
    let mut edges = relations_of_noun(context, office, &[office]);
    if edges.is_empty() && change == Change::Given {
        let subjects = clause.subjects.iter().filter(|_| !passive);
        let giver = subjects.filter_map(|&giver| organization(context, giver));
        let lemma = &context.tags[office].lemma;
        edges.extend(giver.map(|giver| (predicate(context, lemma, None, &[office]), Slot::Phrase(giver))));
    }
    let preposition = context.preposition(office);
    let edges = edges.into_iter().map(|(held, object)| match change {
        Change::Given => (held, object),
        Change::Ended => (predicate(context, &clause.lemma, preposition.as_deref(), &clause.words), object),
    });
    let mut status = Status::of(context, clause.head);
    // Who was appointed holds the office from then on.
    if change == Change::Given && status.tense == Tense::Past {
        status.tense = Tense::Present;
    }
    held_by(bearer, office, edges, &status, clause.head)
}

/// The edges of an office that somebody holds, each with the office as the position.
pub(super) fn held_by(
    bearer: usize,
    office: usize,
    edges: impl Iterator<Item = (Predicate, Slot)>,
    status: &Status,
    anchor: usize,
) -> Vec<Candidate> {
    let candidate = |(predicate, object)| Candidate {
        subject: Slot::Phrase(bearer),
        predicate,
        object,
        roles: vec![(RoleKind::Position, None, Slot::Noun(office))],
        status: status.clone(),
        anchor,
    };
    edges.map(candidate).collect()
}

/// The office behind *als* or *zum* in a clause; the tree may hang it on the name.
fn office(context: &Context<'_>, clause: &Clause, bearer: usize) -> Option<usize> {
    let phrases = clause.obliques.iter().map(|oblique| oblique.head);
    let below = context.trees.children_by(bearer, Relation::Nmod);
    phrases.chain(below).find(|&noun| context.preposition(noun).is_some() && context.is_office(noun))
}

/// Whether a phrase names the office that the verb of its clause ends, which no edge leads to: the office is the position.
pub(super) fn is_ended(context: &Context<'_>, clause: &Clause, noun: usize) -> bool {
    context.is_office(noun)
        && Change::of(context, clause) == Some(Change::Ended)
        && !relations_of_noun(context, noun, &[noun]).is_empty()
}

fn is_person(context: &Context<'_>, noun: usize) -> bool {
    let kind = context.entity(noun).map(|(_, kind)| kind);
    let resolved = || context.chains.at(noun).map(|chain| context.chains.chains[chain].kind);
    kind.or_else(resolved) == Some(EntityType::Person)
}

/// Who appoints: an organisation, or that of the board that does (*der Aufsichtsrat von Volkswagen*).
fn organization(context: &Context<'_>, noun: usize) -> Option<usize> {
    let fits = |&noun: &usize| context.entity(noun).is_some_and(|(_, kind)| kind.is_organization());
    let board = context.noun_value(noun, ListName::Board).is_some();
    let mut owners = context.trees.children_by(noun, Relation::Nmod).filter(|&child| context.is_possessor(child));
    Some(noun).filter(fits).or_else(|| owners.find(fits).filter(|_| board))
}
