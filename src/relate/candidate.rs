//! A candidate is what a pattern finds: a fact whose places are still nouns of the tree. [`complete`] spreads
//! coordinations out, builds the arguments, lets only facts about named things through, and counts the rest.

use crate::lexicon::ListName;
use crate::text::Span;

use super::argument::{Rejection, Slot, fill};
use super::attribution::Speaker;
use super::confidence::confidence;
use super::context::Context;
use super::fact::{Argument, Attribution, Fact, Facts, Modality, Predicate, Role, RoleKind, Term};
use super::negation;
use super::pattern::learnt;
use super::status::Status;

/// What a pattern found.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Who does it or of whom it is said.
    pub subject: Slot,
    /// What is said.
    pub predicate: Predicate,
    /// To whom, what or where.
    pub object: Slot,
    /// Everything else.
    pub roles: Vec<(RoleKind, Option<String>, Slot)>,
    /// How it is stated.
    pub status: Status,
    /// The token whose sentence states it.
    pub anchor: usize,
}

/// Builds the facts of a candidate and adds them, or counts why there are none.
pub(super) fn complete(context: &Context<'_>, pattern: &str, candidate: &Candidate, facts: &mut Facts) {
    let subjects = accepted(context, &candidate.subject, facts);
    let objects = accepted(context, &candidate.object, facts);
    for subject in &subjects {
        for object in &objects {
            match check(context, subject, object, &candidate.predicate) {
                Ok(()) => push(context, facts, fact(context, pattern, candidate, subject, object)),
                Err(rejection) => count(facts, rejection),
            }
        }
    }
}

fn accepted(context: &Context<'_>, slot: &Slot, facts: &mut Facts) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for filled in fill(context, slot) {
        match filled {
            Ok(argument) => arguments.push(argument),
            Err(rejection) => count(facts, rejection),
        }
    }
    arguments
}

/// Counts a candidate that makes no fact.
pub(super) fn count(facts: &mut Facts, rejection: Rejection) {
    *facts.rejected.entry(rejection.reason().to_owned()).or_default() += 1;
}

fn check(context: &Context<'_>, subject: &Argument, object: &Argument, predicate: &Predicate) -> Result<(), Rejection> {
    let named = |argument: &Argument| matches!(argument.term, Term::Entity(_));
    if !named(subject) && !named(object) && !holds_name(context, subject) && !holds_name(context, object) {
        return Err(Rejection::NoName);
    }
    // *Die Schließung wurde in Shanghai zum Signal*: a phrase says something of a thing with a name, little of a noun.
    if !named(subject) && (predicate.preposition.is_some() || predicate.noun.is_some()) {
        return Err(Rejection::NoName);
    }
    if subject.term == object.term && !matches!(subject.term, Term::Quote) || subject.spans == object.spans {
        return Err(Rejection::SameThing);
    }
    if matches!(subject.term, Term::Time(_) | Term::Amount(..) | Term::Quote) || predicate.lemma.is_empty() {
        return Err(Rejection::NoSubject);
    }
    Ok(())
}

/// *Analysten von Gartner*: a noun that a name inside its phrase tells apart from others.
fn holds_name(context: &Context<'_>, argument: &Argument) -> bool {
    let Some(span) = argument.spans.first().filter(|_| matches!(argument.term, Term::Concept { .. })) else {
        return false;
    };
    let first = context.document.tokens.partition_point(|token| token.span.end <= span.start);
    let inside = (first..context.document.tokens.len())
        .take_while(|&token| context.document.tokens[token].span.start < span.end);
    inside.into_iter().any(|token| context.entity(token).is_some())
}

fn push(context: &Context<'_>, facts: &mut Facts, fact: Fact) {
    let same = |other: &Fact| {
        other.subject.spans == fact.subject.spans
            && other.object.spans == fact.object.spans
            && (other.predicate.lemma == fact.predicate.lemma
                && other.predicate.preposition == fact.predicate.preposition)
    };
    let told = |other: &Fact| fact.pattern == learnt::NAME && tells(context, other, &fact);
    let mut before = facts.facts.iter().rev().take_while(|other| other.sentence == fact.sentence);
    if !before.any(|other| same(other) || told(other)) {
        facts.facts.push(fact);
    }
}

/// Whether a fact tells the event of another already: of its things by the same word, or of just the same things, and by a verb
/// for the same kind of event; or it tells of the same office of one of them. *A und B verschmelzen zu einer Bank* does not
/// tell with whom A merges.
fn tells(context: &Context<'_>, one: &Fact, other: &Fact) -> bool {
    let (own, others) = (things(one), things(other));
    let touches = |mut words: std::slice::Iter<'_, Span>| {
        words.any(|word| other.predicate.spans.iter().any(|also| word.overlaps(*also)))
    };
    let verbs = context.lexicon.list(ListName::EventVerb, other.language).get(&other.predicate.lemma);
    let called = |word: &String| {
        *word == other.predicate.lemma || verbs.is_some_and(|verbs| verbs.split(' ').any(|verb| verb == word))
    };
    let kin = called(&one.predicate.lemma) || one.predicate.noun.as_ref().is_some_and(called);
    let mut offices = one.roles.iter().filter(|role| role.kind == RoleKind::Position);
    let of_one = own.iter().any(|thing| others.contains(thing));
    let of_all = others.iter().all(|thing| own.contains(thing));
    let by_office = offices.any(|role| touches(role.argument.spans.iter()));
    of_one && by_office || kin && (own == others || of_all && touches(one.predicate.spans.iter()))
}

/// The named things of a fact, by their numbers.
fn things(fact: &Fact) -> Vec<usize> {
    let entity = |argument: &Argument| if let Term::Entity(number) = argument.term { Some(number) } else { None };
    let mut things: Vec<usize> = [&fact.subject, &fact.object].into_iter().filter_map(entity).collect();
    things.sort_unstable();
    things
}

fn fact(context: &Context<'_>, pattern: &str, candidate: &Candidate, subject: &Argument, object: &Argument) -> Fact {
    let status = &candidate.status;
    let attribution = attribution(context, &status.speakers, subject);
    let unsaid = attribution.is_empty() && status.speakers.iter().any(|speaker| speaker.sure > 0.0);
    // Who announces what he does himself asserts it: *Microsoft teilte mit, es schließe das Labor* stays reported only
    // as far as the mood of the verb says so.
    let modality = if unsaid && status.modality == Modality::Asserted { Modality::Reported } else { status.modality };
    let mut fact = Fact {
        subject: subject.clone(),
        predicate: candidate.predicate.clone(),
        object: object.clone(),
        roles: roles(context, candidate, subject, object),
        polarity: [subject, object]
            .into_iter()
            .fold(status.polarity, |polarity, argument| negation::of_argument(context, argument, polarity)),
        modality,
        tense: status.tense,
        attribution,
        time: status.time,
        confidence: 0.0,
        pattern: pattern.to_owned(),
        sentence: sentence(context, candidate.anchor),
        language: context.language(candidate.anchor),
    };
    fact.confidence = confidence(context, &fact);
    fact
}

fn sentence(context: &Context<'_>, token: usize) -> Span {
    let number = context.document.sentence_of(token);
    number.map_or(context.document.tokens[token].span, |number| context.document.sentences[number].span)
}

fn attribution(context: &Context<'_>, speakers: &[Speaker], subject: &Argument) -> Vec<Attribution> {
    let known = speakers.iter().filter_map(|speaker| {
        let argument = fill(context, &speaker.slot).into_iter().find_map(Result::ok)?;
        let quote_only = matches!(argument.term, Term::Quote);
        let said_of_itself = argument.spans == subject.spans && !speaker.own;
        (!quote_only && !said_of_itself).then(|| Attribution { speaker: argument, marker: speaker.marker.clone() })
    });
    let mut known: Vec<Attribution> = known.collect();
    known.dedup_by(|later, first| later.speaker.term == first.speaker.term);
    known
}

fn roles(context: &Context<'_>, candidate: &Candidate, subject: &Argument, object: &Argument) -> Vec<Role> {
    let filled = candidate.roles.iter().flat_map(|(kind, preposition, slot)| {
        let arguments = fill(context, slot).into_iter().filter_map(Result::ok);
        arguments.map(|argument| Role { kind: *kind, preposition: preposition.clone(), argument })
    });
    filled.filter(|role| role.argument.spans != object.spans && role.argument.spans != subject.spans).collect()
}

/// A predicate made of these words.
pub(super) fn predicate(context: &Context<'_>, lemma: &str, preposition: Option<&str>, words: &[usize]) -> Predicate {
    let mut spans: Vec<Span> = words.iter().map(|&word| context.document.tokens[word].span).collect();
    spans.sort_unstable();
    spans.dedup();
    let text: Vec<&str> = spans.iter().map(|span| span.of(&context.document.source)).collect();
    Predicate {
        lemma: lemma.to_owned(),
        reflexive: false,
        noun: None,
        preposition: preposition.map(str::to_owned),
        text: text.join(" "),
        spans,
    }
}
