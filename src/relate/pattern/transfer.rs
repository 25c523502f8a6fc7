//! What changes hands, seen from who gets it: *Nokia verkauft die Sparte an Microsoft*, *Opel geht an Peugeot*, *Kuka wurde
//! an Midea verkauft*, *der Verkauf von Kuka an Midea*.
//!
//! Gives Microsoft —kaufen→ Sparte: the list says which verb it is from the other side, and the words of the predicate are
//! those of the clause. The seller's edge is `active`. Who gets it must be an organisation with a name.

use crate::lexicon::ListName;

use super::super::argument::Slot;
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Voice};
use super::super::context::Context;
use super::super::status::Status;
use super::nominalization;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    if tokens.is_empty() {
        return Vec::new();
    }
    let clauses = Clause::all(context, sentence).into_iter().flat_map(|clause| read(context, clause));
    clauses.chain(tokens.filter_map(|noun| of_noun(context, noun))).collect()
}

/// How a verb tells of a transfer.
struct Transfer<'a> {
    /// The preposition in front of who gets it.
    preposition: &'a str,
    /// The verb as that one would say it.
    verb: &'a str,
    /// Whether what changes hands is the subject even of the active: *Opel geht an Peugeot*.
    moves: bool,
}

impl<'a> Transfer<'a> {
    fn of(context: &Context<'a>, clause: &Clause) -> Option<Self> {
        if clause.reflexive { None } else { Self::of_verb(context, clause.head, &clause.lemma) }
    }

    fn of_verb(context: &Context<'a>, token: usize, lemma: &str) -> Option<Self> {
        let value = context.lexicon.list(ListName::TransferVerb, context.language(token)).get(lemma)?;
        match value.split('\t').collect::<Vec<_>>()[..] {
            [preposition, verb, moved] => Some(Self { preposition, verb, moves: moved == "subject" }),
            _ => None,
        }
    }
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let Some(transfer) = Transfer::of(context, clause) else { return Vec::new() };
    let moved = match clause.voice {
        Voice::Passive if !transfer.moves => &clause.subjects,
        Voice::Active if transfer.moves && clause.objects.is_empty() => &clause.subjects,
        Voice::Active if !transfer.moves => &clause.objects,
        _ => return Vec::new(),
    };
    let Some(taker) = taker(context, clause, &transfer) else { return Vec::new() };
    let fits = |&&thing: &&usize| !transfer.moves || is_owned(context, thing);
    let status = Status::of(context, clause.head);
    let candidate = |&thing: &usize| Candidate {
        subject: Slot::Noun(taker),
        predicate: predicate(context, transfer.verb, None, &clause.words),
        object: Slot::Phrase(thing),
        roles: Vec::new(),
        status: status.clone(),
        anchor: clause.head,
    };
    moved.iter().filter(fits).map(candidate).collect()
}

/// *der Verkauf von Kuka an Midea*: the noun of such a verb, with what changes hands and who gets it.
fn of_noun(context: &Context<'_>, noun: usize) -> Option<Candidate> {
    let (_, value) = context.noun_value(noun, ListName::Nominalization)?;
    let transfer = Transfer::of_verb(context, noun, value.split('\t').next()?)?;
    let phrases: Vec<usize> =
        super::super::government::phrases(context, noun).into_iter().map(|(child, _)| child).collect();
    let of = |&&child: &&usize| context.is_possessor(child);
    let to = |&&child: &&usize| context.preposition(child).as_deref() == Some(transfer.preposition);
    let organization = |&&child: &&usize| context.entity(child).is_some_and(|(_, kind)| kind.is_organization());
    let thing = phrases.iter().find(of)?;
    let taker = phrases.iter().filter(to).find(organization)?;
    Some(Candidate {
        subject: Slot::Noun(*taker),
        predicate: predicate(context, transfer.verb, None, &[noun]),
        object: Slot::Phrase(*thing),
        roles: Vec::new(),
        status: nominalization::status(context, noun),
        anchor: noun,
    })
}

/// *an Microsoft*: the organisation behind the preposition.
fn taker(context: &Context<'_>, clause: &Clause, transfer: &Transfer<'_>) -> Option<usize> {
    let phrases = clause.obliques.iter().filter(|oblique| oblique.preposition.as_deref() == Some(transfer.preposition));
    let organization = |&head: &usize| context.entity(head).is_some_and(|(_, kind)| kind.is_organization());
    phrases.map(|oblique| oblique.head).find(organization)
}

/// A thing with a name that one can own; *der Preis geht an Google* is no sale.
fn is_owned(context: &Context<'_>, thing: usize) -> bool {
    context.entity(thing).is_some_and(|(_, kind)| kind.is_firm())
}
