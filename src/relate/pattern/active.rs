//! The active clause: *Microsoft verlagert die Fertigung aus China nach Vietnam.*
//!
//! Gives Microsoft —verlagern→ Fertigung, Microsoft —verlagern aus→ China and Microsoft —verlagern nach→ Vietnam, each
//! with the others among its roles, and for an object that a phrase completes (*beendete die Partnerschaft mit
//! Wicresoft*) Microsoft —beenden Partnerschaft mit→ Wicresoft. Phrases of circumstance (*wegen*, *trotz*) stay roles.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::{Amount, MentionKind, Unit};
use crate::tag::Definite;
use crate::text::EntityType;

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{Clause, Oblique, Voice};
use super::super::context::Context;
use super::super::fact::{Predicate, RoleKind};
use super::super::government::{governor, phrases};
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    if tokens.is_empty() {
        return Vec::new();
    }
    let clauses = Clause::all(context, sentence)
        .into_iter()
        .filter(|clause| clause.voice == Voice::Active && !is_modal(context, clause));
    clauses.flat_map(|clause| read(context, clause)).collect()
}

/// *Peking ließ Manager auftreten*: a modal as full verb says nothing without the verb below it.
fn is_modal(context: &Context<'_>, clause: &Clause) -> bool {
    context.in_list(clause.head, ListName::ModalVerb)
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let status = Status::of(context, clause.head);
    let roles = roles(context, clause, &clause.objects);
    let mut found = Vec::new();
    for subject in subjects(context, clause) {
        let edges = edges(context, clause);
        found.extend(edges.into_iter().map(|(predicate, object)| Candidate {
            subject: subject.clone(),
            predicate,
            object,
            roles: roles.clone(),
            status: status.clone(),
            anchor: clause.head,
        }));
    }
    found
}

fn subjects(context: &Context<'_>, clause: &Clause) -> Vec<Slot> {
    let subjects = clause.subjects.iter().filter(|&&subject| !is_formal(context, subject));
    subjects.map(|&subject| Slot::Phrase(subject)).collect()
}

/// *es gibt*, *there is*: a subject that is nobody.
fn is_formal(context: &Context<'_>, subject: usize) -> bool {
    context.trees.relation(subject).is(Relation::Expl)
}

/// The edges of a clause: predicate and object.
fn edges(context: &Context<'_>, clause: &Clause) -> Vec<(Predicate, Slot)> {
    let mut edges = Vec::new();
    let mut objects = clause.objects.clone();
    if objects.is_empty() {
        objects.extend(&clause.recipients);
    }
    let gained = gained(context, clause);
    for &object in objects.iter().filter(|_| gained.is_none()) {
        if is_amount(context, object) && is_shared(context, clause) {
            continue;
        }
        let figures = figures(context, clause, object);
        if figures.is_empty() || context.noun_value(object, ListName::FigureNoun).is_none() {
            edges.push((verb(context, clause, None), Slot::Phrase(object)));
        }
        edges.extend(figures);
        edges.extend(completed(context, clause, object));
        edges.extend(goods(context, clause, object));
    }
    edges.extend(gained.map(|name| (verb(context, clause, None), Slot::Phrase(name))));
    let ended = |noun: usize| super::office::is_ended(context, clause, noun);
    for oblique in clause.obliques.iter().filter(|oblique| Some(oblique.head) != gained && !ended(oblique.head)) {
        edges.extend(oblique_edge(context, clause, oblique, objects.is_empty()));
    }
    edges.extend(led(context, clause));
    edges
}

/// *gewinnt mit Nokia einen Kunden*: the name that a phrase gives to an object which only says what it is.
fn gained(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let list = context.lexicon.list(ListName::GainVerb, context.language(clause.head));
    let preposition = list.get(&clause.lemma)?;
    let object = *clause.objects.first()?;
    let definite = |word: usize| context.tags[word].features.definite == Some(Definite::Def);
    let unnamed = context.entity(object).is_none() && apposed_name(context, object).is_none();
    if !unnamed || context.trees.children_by(object, Relation::Det).any(definite) {
        return None;
    }
    let phrases = clause.obliques.iter().filter(|oblique| oblique.preposition.as_deref() == Some(preposition));
    phrases.map(|oblique| oblique.head).find(|&head| context.entity(head).is_some())
}

/// *übernimmt die Leitung der Bank*, *tritt an die Spitze von IASO*: verb and body together are the predicate.
fn led(context: &Context<'_>, clause: &Clause) -> Vec<(Predicate, Slot)> {
    let phrases = clause.obliques.iter().map(|oblique| oblique.head);
    let bodies = clause
        .objects
        .iter()
        .copied()
        .chain(phrases)
        .filter(|&body| context.entity(body).is_none() && context.noun_value(body, ListName::Board).is_some());
    let belongs = |&(body, child): &(usize, usize)| {
        // *übernimmt die Leitung von IASO*: an object with its phrase is read already.
        let apart = !clause.objects.contains(&body);
        context.is_possessor(child)
            && (apart || context.preposition(child).is_none())
            && context.entity(child).is_some_and(|(_, kind)| kind.is_organization())
    };
    let below = bodies.flat_map(|body| context.trees.children_by(body, Relation::Nmod).map(move |child| (body, child)));
    let edge = |(body, child)| {
        let whole = Predicate { preposition: None, ..with_object(context, clause, body, "") };
        (whole, Slot::Phrase(child))
    };
    below.filter(belongs).map(edge).collect()
}

/// The predicate of a clause, with the preposition of the object.
pub(super) fn verb(context: &Context<'_>, clause: &Clause, preposition: Option<&str>) -> Predicate {
    let mut verb = predicate(context, &clause.lemma, preposition, &clause.words);
    verb.reflexive = clause.reflexive;
    verb
}

/// *beendete die Partnerschaft mit Wicresoft*: verb and noun together are the predicate.
fn completed(context: &Context<'_>, clause: &Clause, object: usize) -> Vec<(Predicate, Slot)> {
    if context.mention(object).is_some_and(|(_, mention)| matches!(mention.kind, MentionKind::Entity(_))) {
        return Vec::new();
    }
    let named = phrases_of(context, clause, object).into_iter().filter(|&child| context.entity(child).is_some());
    let with = |child| {
        let preposition = context.preposition(child)?;
        let lifted = clause.obliques.iter().any(|oblique| oblique.head == child);
        if lifted || is_adverbial(context, child, &preposition) {
            return None;
        }
        Some((with_object(context, clause, object, &preposition), Slot::Phrase(child)))
    };
    named.filter_map(with).collect()
}

/// The phrases of a noun, also those that it governs but the tree hangs on the verb.
fn phrases_of(context: &Context<'_>, clause: &Clause, noun: usize) -> Vec<usize> {
    let governed = context.trees.children_by(clause.head, Relation::Obl);
    let governed = governed.filter(|&child| governor(context, clause.head, child) == Some(noun));
    let traded = context.noun_value(noun, ListName::TradeNoun).is_some();
    let own = phrases(context, noun).into_iter().filter(|&(_, deep)| !deep || traded).map(|(child, _)| child);
    own.chain(governed).collect()
}

/// The predicate that a verb and its object are together, for what a phrase of the object adds.
fn with_object(context: &Context<'_>, clause: &Clause, object: usize, preposition: &str) -> Predicate {
    let mut words = clause.words.clone();
    words.push(object);
    let mut whole = predicate(context, &clause.lemma, Some(preposition), &words);
    whole.reflexive = clause.reflexive;
    whole.noun = Some(context.tags[object].lemma.clone());
    whole
}

/// *schränkte die Ausfuhr seltener Erden ein*: what is traded, beside the trade.
fn goods(context: &Context<'_>, clause: &Clause, object: usize) -> Vec<(Predicate, Slot)> {
    if context.noun_value(object, ListName::TradeNoun).is_none() {
        return Vec::new();
    }
    let traded = |child: usize| {
        let preposition = context.preposition(child);
        let thing = context.is_possessor(child) && child > object && context.entity(child).is_none();
        let mut whole = with_object(context, clause, object, preposition.as_deref().unwrap_or_default());
        whole.preposition = preposition;
        thing.then_some((whole, Slot::Phrase(child)))
    };
    context.trees.children_by(object, Relation::Nmod).filter_map(traded).collect()
}

/// *hatte einen Umsatz von 28,8 Milliarden Dollar*, *held a market share of 36 percent*: how much it was.
fn figures(context: &Context<'_>, clause: &Clause, object: usize) -> Vec<(Predicate, Slot)> {
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(object));
    let figure = |child: usize| {
        let preposition = context.preposition(child).filter(|word| possessive.contains(word))?;
        let whole = with_object(context, clause, object, &preposition);
        is_amount(context, child).then_some((whole, Slot::Noun(child)))
    };
    phrases_of(context, clause, object).into_iter().filter_map(figure).collect()
}

/// An edge for a phrase: to a named thing, or to what completes a verb that has no object.
fn oblique_edge(context: &Context<'_>, clause: &Clause, oblique: &Oblique, alone: bool) -> Option<(Predicate, Slot)> {
    let preposition = oblique.preposition.as_deref()?;
    let beside = is_affiliation(context, clause, oblique) || attributes(context, oblique);
    if beside
        || is_bound(context, oblique.head, preposition)
        || is_adverbial(context, oblique.head, preposition) && !is_governed(context, clause, preposition)
        || is_time(context, oblique.head)
    {
        return None;
    }
    if is_amount(context, oblique.head) {
        return (alone && !is_shared(context, clause))
            .then(|| (amount_verb(context, clause, preposition), Slot::Phrase(oblique.head)));
    }
    let filler = filler(context, oblique.head);
    let named = context.entity(filler).is_some()
        || context.chains.at(filler).is_some()
        || apposed_name(context, filler).is_some();
    if context.in_list(clause.head, ListName::LightVerb) {
        return with_noun(context, clause, preposition).filter(|_| named).map(|verb| (verb, Slot::Phrase(filler)));
    }
    // *im Blogbeitrag*, *bei der Gelegenheit*: a place without a name completes no verb, but *im Konsortium* does.
    let placed = role_kind(context, oblique.head, Some(preposition)) == RoleKind::Place;
    // *investiert Milliarden in den Ausbau*
    let governed =
        || clause.objects.iter().any(|&object| is_amount(context, object)) && is_governed(context, clause, preposition);
    let completes = alone && (!placed || is_body(context, oblique.head)) || governed();
    (named || completes).then(|| (verb(context, clause, Some(preposition)), Slot::Phrase(filler)))
}

/// *kontrollieren zusammen 80 %*: what several have together none of them has. The tree hangs the adverb on the verb or
/// on what it counts.
fn is_shared(context: &Context<'_>, clause: &Clause) -> bool {
    let counted = clause.objects.iter().copied().chain(clause.obliques.iter().map(|oblique| oblique.head));
    std::iter::once(clause.head)
        .chain(counted)
        .flat_map(|word| {
            let beside = [Relation::Advmod, Relation::CompoundPrt].into_iter();
            beside.flat_map(move |relation| context.trees.children_by(word, relation).collect::<Vec<_>>())
        })
        .any(|word| context.in_list(word, ListName::Together))
}

/// *hat den Sitz in Zhejiang*: a verb that says little takes its object into the predicate.
fn with_noun(context: &Context<'_>, clause: &Clause, preposition: &str) -> Option<Predicate> {
    let object = *clause.objects.first().filter(|&&object| context.entity(object).is_none())?;
    Some(with_object(context, clause, object, preposition))
}

/// *mehr als ein Viertel*: a preposition that only says how much.
fn is_bound(context: &Context<'_>, head: usize, preposition: &str) -> bool {
    let Some(word) = context.trees.children_by(head, Relation::Case).next() else { return false };
    let before = word.checked_sub(1).map(|before| format!("{} {preposition}", context.lower(before)));
    let bounds = context.lexicon.list(ListName::Bound, context.language(head));
    before.is_some_and(|whole| bounds.contains(&whole))
}

/// *sagt Müller vom Institut*: the phrase right behind the subject belongs to its name; see `origin`.
fn is_affiliation(context: &Context<'_>, clause: &Clause, oblique: &Oblique) -> bool {
    clause.subjects.iter().any(|&subject| super::origin::affiliation(context, subject) == Some(oblique.head))
}

/// *in Fabriken in Vietnam*: the place itself, where the noun in front of it has no name. *gehört zu den Autobauern in
/// Europa*: of companies and people it only says which.
fn filler(context: &Context<'_>, head: usize) -> usize {
    let own = role_kind(context, head, context.preposition(head).as_deref());
    let acts = is_body(context, head) || context.is_office(head);
    if acts || context.entity(head).is_some() || !matches!(own, RoleKind::Place | RoleKind::Goal | RoleKind::Source) {
        return head;
    }
    let places = context.trees.children_by(head, Relation::Nmod).filter(|&child| {
        let place = context.entity(child).is_some_and(|(_, kind): (usize, EntityType)| kind.is_place());
        place && role_kind(context, child, context.preposition(child).as_deref()) == RoleKind::Place
    });
    places.into_iter().next().unwrap_or(head)
}

/// A noun for something that has members: *Aufsichtsrat*, *Joint Venture*.
fn is_body(context: &Context<'_>, noun: usize) -> bool {
    let kinds = [ListName::KindNoun, ListName::Description].into_iter();
    let kinds = kinds.filter_map(|list| context.noun_value(noun, list)).map(|(_, kind)| EntityType::from_label(kind));
    kinds.into_iter().any(EntityType::is_organization)
}

fn is_time(context: &Context<'_>, head: usize) -> bool {
    let unresolved = [ListName::Weekday, ListName::Month, ListName::RelativeDay];
    context.mention(head).is_some_and(|(_, mention)| matches!(mention.kind, MentionKind::Time(_)))
        || unresolved.into_iter().any(|name| context.in_list(head, name))
}

/// A number that a verb may say something of: no stretch of time.
fn is_amount(context: &Context<'_>, head: usize) -> bool {
    let counted =
        |amount: Amount| matches!(amount.unit, Unit::Percent | Unit::Currency(_) | Unit::Count | Unit::Measure(_));
    context
        .mention(head)
        .is_some_and(|(_, mention)| matches!(mention.kind, MentionKind::Amount(amount) if counted(amount)))
}

/// *kontrollieren bis zu 80 %*: what says how sharp a number is, is no preposition of the verb; *wächst um 15 %* keeps it.
fn amount_verb(context: &Context<'_>, clause: &Clause, preposition: &str) -> Predicate {
    let bounds = context.lexicon.list(ListName::Bound, context.language(clause.head));
    let sharp = bounds.iter().any(|(bound, _)| bound.split(' ').any(|word| word == preposition));
    verb(context, clause, Some(preposition).filter(|_| !sharp))
}

fn is_adverbial(context: &Context<'_>, head: usize, preposition: &str) -> bool {
    let list = context.lexicon.list(ListName::Preposition, context.language(head));
    // A preposition that the list does not know leads to no edge.
    list.get(preposition).is_none_or(|role| role == "adverbial")
}

/// *auskommen ohne*: a preposition that the verb asks for leads to an edge, whatever it means elsewhere.
fn is_governed(context: &Context<'_>, clause: &Clause, preposition: &str) -> bool {
    let list = context.lexicon.list(ListName::LiftedPreposition, context.language(clause.head));
    list.get(&clause.entry()).is_some_and(|words| words.split(' ').any(|word| word == preposition))
}

/// The roles of a clause: its objects and every phrase.
pub(super) fn roles(
    context: &Context<'_>,
    clause: &Clause,
    objects: &[usize],
) -> Vec<(RoleKind, Option<String>, Slot)> {
    let mut roles: Vec<(RoleKind, Option<String>, Slot)> =
        objects.iter().map(|&object| (RoleKind::Object, None, Slot::Phrase(object))).collect();
    roles.extend(clause.recipients.iter().map(|&noun| (RoleKind::Recipient, None, Slot::Phrase(noun))));
    let circumstances = clause.obliques.iter().filter(|oblique| !attributes(context, oblique));
    roles.extend(circumstances.map(|oblique| {
        let preposition = oblique.preposition.clone();
        (role_kind(context, oblique.head, preposition.as_deref()), preposition, Slot::Phrase(oblique.head))
    }));
    roles.extend(objects.iter().flat_map(|&object| amounts(context, object)));
    roles
}

/// *laut Nikkei*, *nach Angaben*: who says so, no role of the fact.
fn attributes(context: &Context<'_>, oblique: &Oblique) -> bool {
    let markers = context.lexicon.list(ListName::AttributionMarker, context.language(oblique.head));
    let marked = oblique.preposition.as_deref().is_some_and(|word| markers.contains(word));
    let mut words = context.trees.children_by(oblique.word, Relation::Case);
    // *unter Berufung auf Insider*: the tree may hang both phrases on the verb.
    let source = words.any(|word| {
        let noun = word.checked_sub(1).and_then(|noun| context.value(noun, ListName::AttributionNoun));
        noun.is_some_and(|leads| leads == context.lower(word))
    });
    marked || source || context.in_list(oblique.head, ListName::AttributionNoun)
}

/// *strich 2.000 Arbeitsplätze*: the number is the amount of the fact.
fn amounts(context: &Context<'_>, noun: usize) -> Vec<(RoleKind, Option<String>, Slot)> {
    let numbers = context.trees.children(noun).iter().copied().filter(|&child| {
        context.mention(child).is_some_and(|(_, mention)| matches!(mention.kind, MentionKind::Amount(_)))
    });
    numbers.map(|number| (RoleKind::Amount, None, Slot::Noun(number))).collect()
}

/// The role a phrase plays, by what it is and by its preposition.
pub(super) fn role_kind(context: &Context<'_>, head: usize, preposition: Option<&str>) -> RoleKind {
    match context.mention(head).map(|(_, mention)| mention.kind) {
        Some(MentionKind::Time(_)) => return RoleKind::Time,
        Some(MentionKind::Amount(_)) => return RoleKind::Amount,
        _ => {}
    }
    let list = context.lexicon.list(ListName::Preposition, context.language(head));
    match preposition.and_then(|word| list.get(word)) {
        Some("source") => RoleKind::Source,
        Some("goal") => RoleKind::Goal,
        Some("place") => RoleKind::Place,
        Some("purpose") => RoleKind::Purpose,
        Some("means") => RoleKind::Means,
        _ => RoleKind::Other,
    }
}
