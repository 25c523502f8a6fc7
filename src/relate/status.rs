//! Reads how a clause is stated: whether it holds or not, is planned, possible, demanded or denied, when, and who says
//! so. Every clause asks the clause above it, so that what stands under *bestreitet* or *laut Nikkei* knows it.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::{Mood, Tense as VerbTense, Upos, VerbForm};
use crate::text::Interval;

use super::attribution::{self, Speaker};
use super::clause::{self, Clause, Voice};
use super::condition::{condition_modality, is_verb_first};
use super::context::Context;
use super::fact::{Modality, Polarity, Tense};
use super::negation::is_negated;

/// How a clause is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// Whether it is said to hold.
    pub polarity: Polarity,
    /// How it is said to hold.
    pub modality: Modality,
    /// Its tense.
    pub tense: Tense,
    /// When it holds.
    pub time: Option<Interval>,
    /// Who says so, the nearest first.
    pub speakers: Vec<Speaker>,
}

impl Status {
    /// The status of the clause with this head.
    #[must_use]
    pub fn of(context: &Context<'_>, head: usize) -> Self {
        let mut status = Self::grammatical(context, head, 0);
        status.speakers = attribution::speakers(context, head);
        if status.modality == Modality::Asserted && !status.speakers.is_empty() {
            status.modality = Modality::Reported;
        }
        status
    }

    /// The status of a noun phrase that states a fact on its own. What the clause makes of its verb does not reach it:
    /// *laut Nikkei will X den Chef von Y treffen* takes for granted that Y has that chief. A quote does.
    #[must_use]
    pub fn of_noun(context: &Context<'_>, noun: usize) -> Self {
        let speakers = attribution::quote_speakers(context, noun);
        let modality = if speakers.is_empty() { Modality::Asserted } else { Modality::Reported };
        Self { polarity: Polarity::Positive, modality, tense: Tense::Present, time: None, speakers }
    }

    fn grammatical(context: &Context<'_>, head: usize, steps: usize) -> Self {
        let mut status = own(context, head);
        if steps < REACH {
            inherit(context, head, steps, &mut status);
        }
        status
    }
}

/// How many clauses up a status is asked for.
const REACH: usize = 8;

fn own(context: &Context<'_>, head: usize) -> Status {
    let negated = is_negated(context, head);
    Status {
        polarity: if negated { Polarity::Negative } else { Polarity::Positive },
        modality: own_modality(context, head),
        tense: tense(context, head),
        time: time(context, head),
        speakers: Vec::new(),
    }
}

fn own_modality(context: &Context<'_>, head: usize) -> Modality {
    let tried = [
        condition_modality,
        doubt_modality,
        auxiliary_modality,
        infinitive_modality,
        adverb_modality,
        subordinator_modality,
        question_modality,
        mood_modality,
    ];
    let found = tried.into_iter().map(|modality| modality(context, head));
    found.into_iter().find(|modality| *modality != Modality::Asserted).unwrap_or(Modality::Asserted)
}

/// *wird wohl gewinnen*: a doubt beside the verb counts more than its future.
fn doubt_modality(context: &Context<'_>, head: usize) -> Modality {
    let modality = adverb_modality(context, head);
    if modality == Modality::Possible { modality } else { Modality::Asserted }
}

/// The finite word of the clause, and its other auxiliaries.
fn auxiliaries(context: &Context<'_>, head: usize) -> Vec<usize> {
    let trees = context.trees;
    trees.children_by(head, Relation::Aux).chain(trees.children_by(head, Relation::Cop)).collect()
}

fn auxiliary_modality(context: &Context<'_>, head: usize) -> Modality {
    let auxiliaries = auxiliaries(context, head);
    let modal = |&token: &usize| {
        // The form goes first: *konnte* is no *können*, it came about.
        let list = context.lexicon.list(ListName::ModalVerb, context.language(token));
        let value = list.get(context.lower(token)).or_else(|| list.get(&context.tags[token].lemma))?;
        let columns: Vec<&str> = value.split('\t').collect();
        let (plain, subjunctive) = (*columns.first()?, *columns.get(1)?);
        if is_passive_auxiliary(context, token, head) {
            return None;
        }
        let features = context.tags[token].features;
        let past_subjunctive = features.mood == Some(Mood::Sub) && features.tense == Some(VerbTense::Past);
        let shifted = columns.get(2).filter(|_| is_said_in_the_past(context, head));
        let plain = shifted.copied().unwrap_or(if past_subjunctive { subjunctive } else { plain });
        let modality = Modality::from_name(plain)?;
        let reported = modality == Modality::Planned && is_perfect_infinitive(context, &auxiliaries, token);
        Some(if reported { Modality::Reported } else { modality })
    };
    auxiliaries.iter().find_map(modal).unwrap_or(Modality::Asserted)
}

/// *Canada said it would not lift the tariffs*: seen from then, it was to come.
fn is_said_in_the_past(context: &Context<'_>, head: usize) -> bool {
    let said = matches!(context.trees.relation(head), Relation::Ccomp | Relation::Parataxis);
    let verb = context.trees.head(head).filter(|_| said);
    let in_past = |verb: usize| context.tags[verb].features.tense == Some(VerbTense::Past);
    verb.is_some_and(|verb| context.in_list(verb, ListName::ReportingVerb) && in_past(verb))
}

/// *is to be operated*, *hat zu liefern*: an infinitive that makes a modal of its auxiliary.
fn infinitive_modality(context: &Context<'_>, head: usize) -> Modality {
    let list = context.lexicon.list(ListName::ModalVerb, context.language(head));
    let finite = |&word: &usize| context.tags[word].features.verb_form == Some(VerbForm::Fin);
    let pairs = auxiliaries(context, head).into_iter().filter(finite).flat_map(|auxiliary| {
        let marks = context.trees.children_by(head, Relation::Mark).filter(move |&mark| auxiliary < mark);
        marks.map(move |mark| (auxiliary, mark)).collect::<Vec<_>>()
    });
    let value = |(auxiliary, mark): (usize, usize)| {
        let entry = format!("{} {}", context.tags[auxiliary].lemma, context.lower(mark));
        list.get(&entry).and_then(|value| value.split('\t').next()).and_then(Modality::from_name)
    };
    pairs.into_iter().find_map(value).unwrap_or(Modality::Asserted)
}

/// *wird geschlossen*, *was closed*: no future, no modal.
fn is_passive_auxiliary(context: &Context<'_>, token: usize, head: usize) -> bool {
    let participle = matches!(context.tags[head].xpos.as_str(), "VVPP" | "VBN");
    context.trees.relation(token) == Relation::AuxPass
        || context.trees.relation(token).is(Relation::Cop)
        || participle && context.in_list(token, ListName::PassiveAuxiliary)
}

/// *soll geschlossen haben* reports, *soll schließen* plans.
pub(super) fn is_perfect_infinitive(context: &Context<'_>, auxiliaries: &[usize], modal: usize) -> bool {
    let perfect = |&&token: &&usize| {
        token != modal
            && context.in_list(token, ListName::PerfectAuxiliary)
            && context.tags[token].features.verb_form == Some(VerbForm::Inf)
    };
    auxiliaries.iter().any(|token| perfect(&token))
}

fn adverb_modality(context: &Context<'_>, head: usize) -> Modality {
    let adverbs = context.trees.children_by(head, Relation::Advmod);
    let modality = |adverb| context.value(adverb, ListName::ModalAdverb).and_then(Modality::from_name);
    adverbs.into_iter().find_map(modality).unwrap_or(Modality::Asserted)
}

fn subordinator_modality(context: &Context<'_>, head: usize) -> Modality {
    let marks = context.trees.children_by(head, Relation::Mark);
    // *Sollte ein Gericht …, so …*: parsers take the verb in front for a conjunction.
    let verb = |mark| context.value(mark, ListName::ModalVerb).map(|_| Modality::Conditional);
    let modality =
        |mark| context.value(mark, ListName::Subordinator).and_then(Modality::from_name).or_else(|| verb(mark));
    let marked = marks.into_iter().find_map(modality);
    marked.unwrap_or(if is_verb_first(context, head) { Modality::Conditional } else { Modality::Asserted })
}

fn question_modality(context: &Context<'_>, head: usize) -> Modality {
    let Some(number) = context.document.sentence_of(head) else { return Modality::Asserted };
    let sentence = &context.document.sentences[number];
    let ends = sentence.span.of(&context.document.source).trim_end_matches(['"', '“', '”', '«', '»']).ends_with('?');
    if ends && !is_known(context, head) { Modality::Possible } else { Modality::Asserted }
}

/// *Wussten Sie, dass …?*: what somebody knows or not is so.
fn is_known(context: &Context<'_>, head: usize) -> bool {
    let told = context.trees.relation(head) == Relation::Ccomp && clause::is_finite(context, head);
    let marked = context.trees.children_by(head, Relation::Mark).any(|mark| context.in_list(mark, ListName::That));
    let verb = context.trees.head(head).filter(|_| told && marked);
    verb.is_some_and(|verb| context.in_list(verb, ListName::FactiveVerb))
}

/// The first subjunctive reports, the second of a full verb is a condition.
fn mood_modality(context: &Context<'_>, head: usize) -> Modality {
    let mut group = auxiliaries(context, head);
    group.push(head);
    let subjunctive = group.into_iter().find(|&token| context.tags[token].features.mood == Some(Mood::Sub));
    match subjunctive.map(|token| context.tags[token].features.tense) {
        Some(Some(VerbTense::Past)) => Modality::Conditional,
        Some(_) => Modality::Reported,
        None => Modality::Asserted,
    }
}

fn tense(context: &Context<'_>, head: usize) -> Tense {
    let auxiliaries = auxiliaries(context, head);
    let finite = auxiliaries
        .iter()
        .copied()
        .chain([head])
        .find(|&token| context.tags[token].features.verb_form == Some(VerbForm::Fin));
    let participle = matches!(context.tags[head].xpos.as_str(), "VVPP" | "VBN");
    let perfect = participle && auxiliaries.iter().any(|&token| context.in_list(token, ListName::PerfectAuxiliary));
    let future = auxiliaries.iter().any(|&token| {
        context.value(token, ListName::ModalVerb).is_some_and(|value| value.starts_with(Modality::Planned.name()))
            && !is_passive_auxiliary(context, token, head)
    });
    match finite.and_then(|token| context.tags[token].features.tense) {
        Some(VerbTense::Past) => Tense::Past,
        _ if perfect => Tense::Past,
        _ if future => Tense::Future,
        _ => Tense::Present,
    }
}

fn time(context: &Context<'_>, head: usize) -> Option<Interval> {
    let children = context.trees.children(head).iter().copied();
    let phrases = children.filter(|&child| {
        let relation = context.trees.relation(child);
        relation.is(Relation::Obl)
            || relation.is(Relation::Nmod)
            || relation.is(Relation::Advmod)
            || relation.is(Relation::Nummod)
    });
    phrases.into_iter().find_map(|child| match context.mention(child)?.1.kind {
        MentionKind::Time(interval) => Some(interval),
        _ => None,
    })
}

/// What the clause above makes of a clause.
fn inherit(context: &Context<'_>, head: usize, steps: usize, status: &mut Status) {
    let Some(above) = context.trees.head(head) else { return };
    let relation = context.trees.relation(head);
    let above = judged_verb(context, above, relation).unwrap_or(above);
    let explains = matches!(relation, Relation::Ccomp | Relation::Xcomp) && context.is_nominal(above);
    if relation.is(Relation::Acl) || explains && !clause::is_head(context, above) {
        return modify_noun(context, head, status);
    }
    if !clause::is_head(context, above) {
        return;
    }
    let outer = Status::grammatical(context, above, steps + 1);
    match relation {
        Relation::Conj => share(context, head, &outer, status),
        Relation::Xcomp | Relation::Ccomp | Relation::Csubj => embed(context, head, above, &outer, status),
        Relation::Advcl if !clause::is_finite(context, head) => embed(context, head, above, &outer, status),
        _ => {}
    }
}

/// *halten es für möglich, dass …*: the verb, where the clause hangs on the adjective beside it.
fn judged_verb(context: &Context<'_>, adjective: usize, relation: Relation) -> Option<usize> {
    let judged = relation == Relation::Ccomp && context.tags[adjective].upos == Upos::Adj;
    let verb = context.trees.head(adjective).filter(|_| judged && !clause::is_head(context, adjective));
    verb.filter(|&verb| clause::is_head(context, verb))
}

/// *soll schließen und verlagern*: a second verb without finite word shares everything, one with it only the time.
fn share(context: &Context<'_>, head: usize, outer: &Status, status: &mut Status) {
    status.time = status.time.or(outer.time);
    if clause::is_finite(context, head) {
        return;
    }
    if status.modality == Modality::Asserted {
        status.modality = outer.modality;
    }
    if outer.polarity == Polarity::Negative {
        status.polarity = Polarity::Negative;
    }
    status.tense = outer.tense;
}

/// *plant, zu schließen*, *bestreitet, dass …*.
fn embed(context: &Context<'_>, head: usize, above: usize, outer: &Status, status: &mut Status) {
    let governor = context.clause(above);
    let list = context.lexicon.list(ListName::EmbeddingVerb, context.language(above));
    let verb = list.get(&governor.entry()).or_else(|| list.get(&governor.lemma));
    let value = verb.or_else(|| judgement(context, above));
    // A finite clause under a verb of saying is what is said: who says it is the business of `attribution`.
    let said = context.in_list(above, ListName::ReportingVerb) && clause::is_finite(context, head);
    match value {
        Some("denied") => status.modality = Modality::Denied,
        Some("negative") => flip(status),
        // Who demands something of nobody in particular (*verlangt, dass …*) still demands it; *told him that …* does not.
        Some("demanded") if said && governor.objects.is_empty() && governor.recipients.is_empty() => {
            status.modality = Modality::Demanded;
        }
        Some("demanded") if status.modality == Modality::Planned => status.modality = Modality::Demanded,
        None if is_hearsay(context, governor, head) => status.modality = Modality::Reported,
        Some(label) if !said && status.modality == Modality::Asserted => {
            status.modality = Modality::from_name(label).unwrap_or(Modality::Possible);
        }
        _ => {}
    }
    match relation_negated(context, head, outer) {
        Some(true) => status.polarity = Polarity::Negative,
        Some(false) if status.modality == Modality::Asserted && governor.voice != Voice::Copular => {
            status.modality = Modality::Possible;
        }
        _ => {}
    }
    if status.modality == Modality::Asserted && !said && !is_known(context, head) {
        status.modality = outer.modality;
    }
    if outer.modality == Modality::Conditional && !said {
        status.modality = Modality::Conditional;
    }
    status.time = status.time.or(outer.time);
}

/// *is said to have offered*: nobody in particular says so.
fn is_hearsay(context: &Context<'_>, governor: &Clause, head: usize) -> bool {
    governor.voice == Voice::Passive
        && context.in_list(governor.head, ListName::ReportingVerb)
        && !clause::is_finite(context, head)
}

/// *halten es für möglich, dass …*: what an adjective beside a verb makes of the clause below it.
pub(super) fn judgement<'a>(context: &Context<'a>, verb: usize) -> Option<&'a str> {
    let adjectives = context.trees.children(verb).iter().copied().filter(|&child| {
        let beside = [Relation::Amod, Relation::Obl, Relation::Xcomp, Relation::Advmod];
        context.tags[child].upos == Upos::Adj && beside.into_iter().any(|kind| context.trees.relation(child).is(kind))
    });
    let list = context.lexicon.list(ListName::EmbeddingVerb, context.language(verb));
    adjectives.into_iter().find_map(|adjective| list.get(&context.tags[adjective].lemma))
}

/// Under a negated verb an infinitive does not happen (*plant nicht, zu …*); a finite clause (*sagte nicht, dass …*) is
/// left open. `None` when the verb is not negated.
fn relation_negated(context: &Context<'_>, head: usize, outer: &Status) -> Option<bool> {
    let infinitive = context.trees.relation(head).is(Relation::Xcomp) && !clause::is_finite(context, head);
    (outer.polarity == Polarity::Negative).then_some(infinitive)
}

fn flip(status: &mut Status) {
    status.polarity = match status.polarity {
        Polarity::Positive => Polarity::Negative,
        Polarity::Negative => Polarity::Positive,
    };
}

/// *Berichte, nach denen X schließt*: what a report says is reported, and denied where the report is.
fn of_report(context: &Context<'_>, noun: usize, modality: Modality) -> Modality {
    let verb = context.trees.head(noun).filter(|&verb| clause::is_head(context, verb));
    let list = |verb| context.lexicon.list(ListName::EmbeddingVerb, context.language(verb));
    let denied = verb.is_some_and(|verb| list(verb).get(&context.clause(verb).lemma) == Some("denied"));
    match modality {
        _ if denied => Modality::Denied,
        Modality::Asserted => Modality::Reported,
        other => other,
    }
}

/// *der Plan, das Werk zu schließen*: an infinitive at a noun is not done yet; a relative clause holds as it stands.
fn modify_noun(context: &Context<'_>, head: usize, status: &mut Status) {
    if let Some(noun) =
        context.trees.head(head).filter(|&noun| context.noun_value(noun, ListName::ReportNoun).is_some())
    {
        status.modality = of_report(context, noun, status.modality);
    }
    let infinitive = context.tags[head].features.verb_form == Some(VerbForm::Inf) && !clause::is_finite(context, head);
    if infinitive && status.modality == Modality::Asserted {
        plan(context, head, status);
    }
}

/// *der Plan, zu …*, *die Möglichkeit, zu …*, *die Weigerung, zu …*.
fn plan(context: &Context<'_>, head: usize, status: &mut Status) {
    let noun = context.trees.head(head).and_then(|noun| context.noun_value(noun, ListName::PlanNoun));
    match noun.map(|(_, value)| value) {
        Some("negative") => flip(status),
        value => status.modality = value.and_then(Modality::from_name).unwrap_or(Modality::Planned),
    }
}
