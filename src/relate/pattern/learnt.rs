//! Takeovers, mergers, spin-offs, insolvencies, layoffs, strikes and who leads what, where no rule knows the words: *Bell
//! schnappt sich Huber*, *Kettler fürchtet um Aufträge: Insolvenz*, *der Chef des Klubs, Joan Laporta*.
//!
//! Gives what the rules would: Bell —übernehmen→ Huber, Kettler —anmelden→ Insolvenz. Who plays which part say learnt weights
//! (`part`), the verb of the edge is that of the list. What happens to one alone is told only by words that the list of events
//! knows, and who leads only by offices: there the weights say of whom, not what. What a rule has read of the same words is
//! not said again (`candidate::tells`); a pair whose kinds do not fit (a ministry that is bought, a person that merges) is
//! left alone.

use crate::lexicon::ListName;
use crate::tag::Upos;
use crate::text::{EntityType, Span};

use super::super::argument::Slot;
use super::super::argument::words;
use super::super::candidate::{Candidate, predicate};
use super::super::clause;
use super::super::context::Context;
use super::super::fact::{Argument, Fact, Predicate, Tense, Term};
use super::super::part::{Casting, EventPart, Player, players};
use super::super::status::Status;
use super::{event, event_word, nearby, nominalization, title};

/// The name of the pattern.
pub(in crate::relate) const NAME: &str = "learnt";

/// How likely an event must be. On texts that the weights had not seen (each fifth of what they are learnt from, with what the
/// other four teach) F1 is about as good from 0.3 to 0.5; of these the surest is taken.
const LIKELY: f32 = 0.5;
/// How likely it must be where the document says it of the same things more surely elsewhere.
const AGAIN: f32 = 0.25;
/// How likely another is beside the likeliest to play a part too.
const NEAR: f32 = 0.75;

/// More than so many beside each other are a list that the weights mistake.
const MOST: usize = 8;

/// What happens, as the list `event_kind` calls it.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    parts: [EventPart; 2],
    fit: [fn(EntityType) -> bool; 2],
}

/// What happens to one.
const ALONE: [Kind; 3] = [
    Kind::alone("insolvency", EventPart::Insolvent),
    Kind::alone("layoffs", EventPart::Dismissing),
    Kind::alone("strike", EventPart::Struck),
];

/// What happens between two.
const BETWEEN: [Kind; 4] = [
    Kind::between("acquisition", [EventPart::Buyer, EventPart::Acquired]),
    Kind::between("merger", [EventPart::Merging, EventPart::Merging]),
    Kind::between("spinoff", [EventPart::Child, EventPart::Parent]),
    Kind { fit: [is_person, is_firm], ..Kind::between("leadership", [EventPart::Leader, EventPart::Led]) },
];

impl Kind {
    const fn alone(name: &'static str, part: EventPart) -> Self {
        Self::between(name, [part, part])
    }

    const fn between(name: &'static str, parts: [EventPart; 2]) -> Self {
        Self { name, parts, fit: [is_firm, is_firm] }
    }
}

fn is_firm(kind: EntityType) -> bool {
    let body = matches!(kind, EntityType::Government | EntityType::Party);
    kind.is_organization() && !body || kind == EntityType::Facility
}

fn is_person(kind: EntityType) -> bool {
    kind == EntityType::Person
}

/// How sure the weights are of the parts that the things of a fact play, in [0, 1]: as sure as of the one that they are less
/// sure of.
pub(in crate::relate) fn chance(context: &Context<'_>, fact: &Fact) -> f32 {
    let sentence = context.document.sentences.iter().position(|sentence| sentence.span == fact.sentence);
    let castings = sentence.map(|sentence| context.castings(sentence)).unwrap_or_default();
    let plays = |argument: &Argument| {
        let own = castings.iter().filter(|casting| argument.spans.contains(&casting.player.span));
        own.flat_map(|casting| casting.parts).map(|(chance, _)| chance).reduce(f32::max)
    };
    [&fact.subject, &fact.object].into_iter().filter_map(plays).fold(1.0, f32::min)
}

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let firm = |player: &Player| is_firm(player.kind);
    if super::prose(context, sentence).is_empty() || !players(context, sentence).iter().any(firm) {
        return Vec::new();
    }
    let castings = context.castings(sentence);
    let alone = castings.iter().flat_map(|casting| ALONE.iter().filter_map(|kind| alone(context, kind, casting)));
    alone.chain(BETWEEN.iter().flat_map(|kind| pairs(context, kind, castings))).collect()
}

/// What happens between the mentions of a sentence. Where one of a pair may be several, those count that are nearly as likely
/// as the likeliest.
fn pairs(context: &Context<'_>, kind: &Kind, castings: &[Casting]) -> Vec<Candidate> {
    let [ones, others] = kind.parts.map(|part| likeliest(castings, part));
    let mut found = Vec::new();
    for &one in &ones {
        for &other in others.iter().filter(|&&other| other != one) {
            if kind.parts[0] != kind.parts[1] || one < other {
                found.extend(between(context, kind, &castings[one], &castings[other]));
            }
        }
    }
    found
}

/// The mentions that are nearly as likely to play a part as the one that is likeliest beside them.
fn likeliest(castings: &[Casting], part: EventPart) -> Vec<usize> {
    let chances: Vec<f32> = castings.iter().map(|casting| casting.part(part).0).collect();
    let mut sorted = chances.clone();
    sorted.sort_by(|one, other| other.total_cmp(one));
    let first = sorted.first().copied().unwrap_or_default();
    // A pair that is likely enough has no side below this.
    let least = (NEAR * first).max(AGAIN * AGAIN);
    (0..castings.len()).filter(|&number| chances[number] > least).take(MOST).collect()
}

/// *Kettler fürchtet um Aufträge: Insolvenz*
fn alone(context: &Context<'_>, kind: &Kind, casting: &Casting) -> Option<Candidate> {
    let (chance, trigger) = casting.part(kind.parts[0]);
    if chance <= least(context, kind, [casting, casting]) {
        return None;
    }
    let union = kind.parts[0] == EventPart::Struck && casting.player.kind == EntityType::Ngo;
    // *wurde nach der Insolvenz von Ameos übernommen*
    let agent = nearby::is_agent(context, casting.player.tokens.clone());
    // *bangt nach der Insolvenz seines Lieferanten*
    let below = context.trees.subtree(trigger).contains(&casting.player.head);
    let others = context.is_nominal(trigger) && !below && event::has_owner(context, trigger);
    if !event_word::is_known(context, trigger) || union || agent || others || !kind.fit[0](casting.player.kind) {
        return None;
    }
    let (verb, noun) = entry(context, kind, trigger)?;
    let span = event::without_name(context, trigger);
    let term = Term::Concept { label: noun.to_owned(), head: noun.to_owned() };
    let told = Slot::Ready(words(context, &[span], term));
    let company = casting.player.slot.clone();
    // A strike is done to the firm, the others are its own.
    let undergone = kind.parts[0] == EventPart::Struck;
    let (subject, object) = if undergone { (told, company) } else { (company, told) };
    let predicate = called(context, verb, None, trigger, span);
    Some(Candidate { subject, predicate, object, roles: Vec::new(), status: status(context, trigger), anchor: trigger })
}

/// *Bell schnappt sich Huber*
fn between(context: &Context<'_>, kind: &Kind, first: &Casting, second: &Casting) -> Option<Candidate> {
    let ((one, trigger), (other, _)) = (first.part(kind.parts[0]), second.part(kind.parts[1]));
    let fit = kind.fit[0](first.player.kind) && kind.fit[1](second.player.kind);
    if (one * other).sqrt() <= least(context, kind, [first, second]) || !fit {
        return None;
    }
    let leads = kind.parts[0] == EventPart::Leader;
    let mut found = if leads { holding(context, trigger)? } else { happening(context, kind, trigger)? };
    [found.subject, found.object] = [first, second].map(|casting| casting.player.slot.clone());
    Some(found)
}

/// How likely it must be that some mentions play the parts of an event.
fn least(context: &Context<'_>, kind: &Kind, castings: [&Casting; 2]) -> f32 {
    let plays = |(casting, part): (&Casting, EventPart)| {
        casting.player.chain(context).is_some_and(|chain| context.plays(chain, part))
    };
    if castings.into_iter().zip(kind.parts).all(plays) { AGAIN } else { LIKELY }
}

/// What happens between two, whose slots are still to be filled.
fn happening(context: &Context<'_>, kind: &Kind, trigger: usize) -> Option<Candidate> {
    let (verb, preposition) = entry(context, kind, trigger)?;
    let preposition = Some(preposition).filter(|word| !word.is_empty());
    let predicate = called(context, verb, preposition, trigger, event::without_name(context, trigger));
    let [subject, object] = [Slot::Noun(trigger), Slot::Noun(trigger)];
    Some(Candidate { subject, predicate, object, roles: Vec::new(), status: status(context, trigger), anchor: trigger })
}

/// The office that somebody holds; a verb may say that he founded the firm or left it.
fn holding(context: &Context<'_>, trigger: usize) -> Option<Candidate> {
    context.noun_value(trigger, ListName::Role)?;
    let predicate = called(context, &context.tags[trigger].lemma, None, trigger, event::without_name(context, trigger));
    let mut status = status(context, trigger);
    if title::is_former(context, trigger) {
        status.tense = Tense::Past;
    }
    let roles = vec![title::position(context, trigger, &predicate)];
    let [subject, object] = [Slot::Noun(trigger), Slot::Noun(trigger)];
    Some(Candidate { subject, predicate, object, roles, status, anchor: trigger })
}

/// What the list says of a kind of event: the verb or noun of the edge, and the noun of the event or the preposition.
fn entry<'a>(context: &Context<'a>, kind: &Kind, trigger: usize) -> Option<(&'a str, &'a str)> {
    let value = context.lexicon.list(ListName::EventKind, context.language(trigger)).get(kind.name)?;
    Some(value.split_once('\t').unwrap_or((value, "")))
}

fn called(context: &Context<'_>, lemma: &str, preposition: Option<&str>, trigger: usize, span: Span) -> Predicate {
    let text = span.of(&context.document.source).to_owned();
    Predicate { spans: vec![span], text, ..predicate(context, lemma, preposition, &[trigger]) }
}

fn status(context: &Context<'_>, trigger: usize) -> Status {
    if context.tags[trigger].upos == Upos::Verb || clause::is_head(context, trigger) {
        return Status::of(context, trigger);
    }
    nominalization::status(context, trigger)
}
