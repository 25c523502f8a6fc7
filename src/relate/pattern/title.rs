//! A title or description right in front of a name: *Microsoft-Präsident Brad Smith*, *die Bertelsmann-Tochter Arvato
//! Systems*, *der ehemalige CIA-Manager Harry Coker*.
//!
//! Gives Brad Smith —Präsident→ Microsoft, also where the company follows the name (*Direktor Satya Nadella von
//! Microsoft*), with the office as the position. A title without a name in it (*Präsident
//! Trump*) gives nothing; a description of a thing (*das Beratungshaus Capgemini*) says what the thing is.

use crate::lexicon::{ListName, WordClass};
use crate::parse::Relation;
use crate::recognize::{Mention, MentionKind};
use crate::tag::{Case, Upos};
use crate::text::{EntityType, Span};

use super::super::argument::{Slot, apposed_name, words};
use super::super::candidate::{Candidate, predicate};
use super::super::context::Context;
use super::super::fact::{Predicate, RoleKind, Tense, Term};
use super::super::status::Status;
use super::bridged;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    let starts = context.mentions.mentions.iter().enumerate().filter(|(_, mention)| {
        !mention.in_compound && tokens.contains(&mention.tokens.start) && matches!(mention.kind, MentionKind::Entity(_))
    });
    starts.flat_map(|(number, mention)| read(context, number, mention)).collect()
}

fn read(context: &Context<'_>, number: usize, mention: &Mention) -> Vec<Candidate> {
    let Some(noun) = title_before(context, mention) else {
        return with_holder(context, number, mention).into_iter().collect();
    };
    let bearer = Slot::Mention(number);
    let compound = compound_holder(context, noun).and_then(|(lemma, holder, span)| {
        if is_from(context, noun, mention, holder) {
            return from(context, noun, holder);
        }
        Some(office(context, noun, &lemma, holder, span))
    });
    let adjective = || demonym(context, noun, mention);
    let beside = || beside(context, noun, mention);
    let mut found: Vec<(Predicate, Slot)> = compound.or_else(adjective).or_else(beside).into_iter().collect();
    found.extend(truncated_holders(context, noun, &found));
    if found.is_empty() {
        found = possessors(context, noun, mention);
    }
    if found.is_empty() || context.noun_value(noun, ListName::FamilyNoun).is_some() {
        found.extend(owner(context, noun, number));
    }
    if found.is_empty() {
        let bare = class(context, noun, mention, &bearer)
            .or_else(|| {
                bridged::organization(context, noun, mention).map(|organization| {
                    let office = predicate(context, &context.tags[noun].lemma, None, &[noun]);
                    candidate(context, noun, bearer.clone(), office, organization)
                })
            })
            .or_else(|| bare_office(context, noun, mention, &bearer));
        return bare.into_iter().collect();
    }
    let candidate = |(predicate, object)| candidate(context, noun, bearer.clone(), predicate, object);
    found.into_iter().map(candidate).collect()
}

/// *der Chef der Deutschen Bank John Cryan*: a person right behind the organisation of an office.
fn with_holder(context: &Context<'_>, number: usize, person: &Mention) -> Option<Candidate> {
    let before =
        person.tokens.start.checked_sub(1).filter(|_| person.kind == MentionKind::Entity(EntityType::Person))?;
    let (holder, organization) = context.mention(before)?;
    context.chain(holder).filter(|(_, kind)| kind.is_organization())?;
    let above = |&noun: &usize| context.is_office(noun) && noun < organization.tokens.start;
    let office = organization.tokens.clone().filter_map(|token| context.trees.head(token)).find(above)?;
    // *der Präsident des VDA, Hans Müller*: with a comma it is an apposition.
    let genitive = organization.tokens.clone().any(|token| context.tags[token].features.case == Some(Case::Gen));
    let own = apposed_name(context, office).is_none() && genitive;
    let held = predicate(context, &context.tags[office].lemma, None, &[office]);
    own.then(|| candidate(context, office, Slot::Mention(number), held, Slot::Mention(holder)))
}

/// The noun right before a mention, if the tree ties the two together.
fn title_before(context: &Context<'_>, mention: &Mention) -> Option<usize> {
    let mut before = mention.tokens.start.checked_sub(1)?;
    // *VW-Chef Dr. Herbert Diess*, *Neuer VW-Chef: Herbert Diess*
    while is_address(context, before) || is_announcing(context, before) {
        before = before.checked_sub(1)?;
    }
    let same_sentence = context.document.sentence_of(before) == context.document.sentence_of(mention.tokens.start);
    let noun = matches!(context.tags[before].upos, Upos::Noun | Upos::Propn);
    let free = context.entity(before).is_none();
    (same_sentence && noun && free && tied(context, before, mention)).then_some(before)
}

/// *Dr.*
fn is_address(context: &Context<'_>, token: usize) -> bool {
    let roles = context.lexicon.list(ListName::Role, context.language(token));
    roles.get(&context.document.tokens[token].form).is_some_and(|value| value.starts_with("title"))
}

/// The colon behind an office that is joined to a name: *Neuer VW-Chef:*.
fn is_announcing(context: &Context<'_>, token: usize) -> bool {
    let office = token.checked_sub(1).filter(|_| context.document.tokens[token].form == ":");
    office.is_some_and(|office| {
        context.noun_value(office, ListName::Role).is_some() && context.inner_entity(office).is_some()
    })
}

fn tied(context: &Context<'_>, noun: usize, mention: &Mention) -> bool {
    let inside = |token: Option<usize>| token.is_some_and(|token| mention.tokens.contains(&token));
    let down = mention
        .tokens
        .clone()
        .any(|token| context.trees.head(token) == Some(noun) && context.preposition(token).is_none());
    // A title in front of a name is often parsed as its sister: *SAP und Bertelsmann-Tochter Arvato Systems*.
    down || inside(context.trees.head(noun)) || context.inner_entity(noun).is_some()
}

/// *Microsoft-Präsident*: the office, the number of the mention of its holder, and where the office stands.
fn compound_holder(context: &Context<'_>, noun: usize) -> Option<(String, usize, Span)> {
    let (holder, _) = context.inner_entity(noun)?;
    let token = &context.document.tokens[noun];
    let inner = context.mentions.mentions[holder].span;
    let rest = Span { start: inner.end, end: token.span.end };
    let office = rest.of(&context.document.source).trim_start_matches('-');
    let start = token.span.end as usize - office.len();
    let lemma = context.lexicon.lemma(&capitalized(office), WordClass::Noun, context.language(noun));
    (office.chars().count() > 2).then(|| (lemma, holder, Span::new(start, token.span.end as usize)))
}

/// *Renault-Tochter*, *VW-Chef*: what a compound says of the name in it, where it is an office or a word for what one
/// company is to another.
pub(super) fn within(context: &Context<'_>, noun: usize) -> Option<(Predicate, Slot)> {
    let (lemma, holder, span) = compound_holder(context, noun)?;
    let family = context.lexicon.list(ListName::FamilyNoun, context.language(noun)).ending(&lemma).is_some();
    let roles = context.lexicon.list(ListName::Role, context.language(noun));
    (family || roles.ending(&lemma).is_some()).then(|| office(context, noun, &lemma, holder, span))
}

/// *CIA- und NSA-Manager*: the names before the hyphens share the office.
fn truncated_holders(context: &Context<'_>, noun: usize, found: &[(Predicate, Slot)]) -> Vec<(Predicate, Slot)> {
    let Some((office, _)) = found.first() else { return Vec::new() };
    let same_phrase = |&token: &usize| {
        let form = context.document.tokens[token].form.as_str();
        form.ends_with('-') || form == "," || context.tags[token].upos == Upos::Cconj
    };
    let before =
        (0..noun).rev().take_while(same_phrase).filter(|&token| context.document.tokens[token].form.ends_with('-'));
    let holder = |token: usize| {
        context
            .inner_entity(token)
            .map(|(mention, _)| mention)
            .or_else(|| context.mention(token).map(|(mention, _)| mention))
    };
    before.filter_map(|token| holder(token).map(|mention| (office.clone(), Slot::Mention(mention)))).collect()
}

/// *Trumps Vorgänger Joe Biden*, *Nvidia's chief executive Jensen Huang*: the genitive in front. The tree may hang it on
/// the name.
fn possessors(context: &Context<'_>, noun: usize, mention: &Mention) -> Vec<(Predicate, Slot)> {
    let is_genitive = |&token: &usize| {
        let above = context.trees.head(token);
        let tied = above == Some(noun) || above.is_some_and(|above| mention.tokens.contains(&above));
        let relation = context.trees.relation(token);
        let genitive = context.tags[token].features.case == Some(Case::Gen);
        let modifies =
            relation.is(Relation::Nmod) || relation.is(Relation::NmodPoss) || relation == Relation::Dep && genitive;
        tied && modifies && context.preposition(token).is_none() && context.entity(token).is_some()
    };
    let modifiers = (0..noun).rev().take_while(|&token| !matches!(context.tags[token].upos, Upos::Punct | Upos::Verb));
    let holder = modifiers.take(MOST_BETWEEN).find(is_genitive).filter(|_| describes(context, noun));
    let lemma = &context.tags[noun].lemma;
    holder.map(|holder| (predicate(context, lemma, None, &[noun]), Slot::Noun(holder))).into_iter().collect()
}

/// *Renault und seine Tochter Dacia*, *Ihr Chef Oliver Blume*, *Dacia und der Mutterkonzern Renault*: whom the pronoun means;
/// where that is not known, the firm named before, if the noun is one for a part of a company or what it is part of.
fn owner(context: &Context<'_>, noun: usize, number: usize) -> Option<(Predicate, Slot)> {
    let (own, kind) = context.chain(number)?;
    let possessive = context.possessive(noun)?;
    let part = context.noun_value(noun, ListName::FamilyNoun).is_some() && kind.is_firm();
    let office = || describes(context, noun);
    let other = |pronoun: usize| context.chains.at(pronoun).is_some_and(|chain| chain != own);
    let meant = Some(possessive).filter(|&pronoun| other(pronoun) && (part || office()));
    let start = context.document.sentences[context.document.sentence_of(noun)?].tokens.start;
    let firm = |&token: &usize| context.entity(token).is_some_and(|(chain, kind)| kind.is_firm() && chain != own);
    let before = || {
        let before = (start..noun).rev().find(firm).filter(|_| part)?;
        Some(context.mention(before).map_or(before, |(_, mention)| mention.tokens.start))
    };
    // *Über ihre Tochter Dacia hält Renault Anteile*
    let behind = || super::nominalization::own(context, noun).filter(|_| part);
    let holder = meant.or_else(before).or_else(behind)?;
    Some((predicate(context, &context.tags[noun].lemma, None, &[noun]), Slot::Noun(holder)))
}

/// Whether a noun says what somebody is to another: *Chef*, *Tochter*.
fn describes(context: &Context<'_>, noun: usize) -> bool {
    let lists = [ListName::Description, ListName::KindNoun, ListName::Role];
    lists.into_iter().any(|list| context.noun_value(noun, list).is_some()) || context.is_office(noun)
}

/// How many words may stand between the genitive and the title: *Nvidias langjähriger Chef*.
const MOST_BETWEEN: usize = 4;

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn office(context: &Context<'_>, noun: usize, lemma: &str, holder: usize, span: Span) -> (Predicate, Slot) {
    let mut office = predicate(context, lemma, None, &[noun]);
    office.spans = vec![span];
    span.of(&context.document.source).clone_into(&mut office.text);
    (office, Slot::Mention(holder))
}

/// *der US-Konzern Microchip*, *der US-Rivale TRW*: a place in front of what an organisation is tells where that is from.
fn is_from(context: &Context<'_>, noun: usize, mention: &Mention, holder: usize) -> bool {
    let role = context.is_office(noun);
    let place = matches!(context.mentions.mentions[holder].kind, MentionKind::Entity(kind) if kind.is_place());
    let organization = matches!(mention.kind, MentionKind::Entity(kind) if kind.is_organization());
    !role && place && organization
}

fn from(context: &Context<'_>, noun: usize, place: usize) -> Option<(Predicate, Slot)> {
    let (_, from) = context.lexicon.list(ListName::OriginPreposition, context.language(noun)).iter().next()?;
    Some((predicate(context, super::super::IS, Some(from), &[]), Slot::Mention(place)))
}

/// *der slowakische Ministerpräsident Fico*: the adjective names the country.
fn demonym(context: &Context<'_>, noun: usize, mention: &Mention) -> Option<(Predicate, Slot)> {
    let role = context.is_office(noun);
    let adjectives = context.trees.children_by(noun, Relation::Amod);
    let country =
        adjectives.filter_map(|adjective| context.inner_entity(adjective)).map(|(mention, _)| mention).next()?;
    if role {
        return Some((predicate(context, &context.tags[noun].lemma, None, &[noun]), Slot::Mention(country)));
    }
    // *der chinesische Konzern Huawei*: where a thing is from.
    let kinds = [ListName::Description, ListName::KindNoun].into_iter();
    let described = kinds.into_iter().any(|list| context.noun_value(noun, list).is_some());
    let organization = matches!(mention.kind, MentionKind::Entity(kind) if kind.is_organization());
    if described || organization { from(context, noun, country) } else { None }
}

/// *Direktor Satya Nadella von Microsoft*: the organisation that is tied to the name behind the office.
fn beside(context: &Context<'_>, noun: usize, person: &Mention) -> Option<(Predicate, Slot)> {
    let role = context.is_office(noun);
    if !role || person.kind != MentionKind::Entity(EntityType::Person) {
        return None;
    }
    let organization = super::origin::affiliation(context, person.tokens.start)?;
    let preposition = context.preposition(organization);
    let office = predicate(context, &context.tags[noun].lemma, preposition.as_deref(), &[noun]);
    Some((office, Slot::Noun(organization)))
}

/// *das Beratungshaus Capgemini*: what a thing that is no person is.
fn class(context: &Context<'_>, noun: usize, mention: &Mention, bearer: &Slot) -> Option<Candidate> {
    let MentionKind::Entity(kind) = mention.kind else { return None };
    let describes = context.noun_value(noun, ListName::Description).is_some();
    let classed = kind != EntityType::Person && !kind.is_place() && describes;
    let is = Predicate { preposition: None, ..predicate(context, super::super::IS, None, &[]) };
    classed.then(|| candidate(context, noun, bearer.clone(), is, Slot::Noun(noun)))
}

/// *Verteidigungsminister Boris Pistorius*, *Chief Financial Officer Amy Hood*: an office that says more than *Präsident*.
fn bare_office(context: &Context<'_>, noun: usize, mention: &Mention, bearer: &Slot) -> Option<Candidate> {
    let person = matches!(mention.kind, MentionKind::Entity(EntityType::Person));
    let (_, office) = context.mention(noun).filter(|(_, office)| office.kind == MentionKind::Role)?;
    let lemma = context.tags[noun].lemma.to_lowercase();
    let roles = context.lexicon.list(ListName::Role, context.language(noun));
    let longer = |role: &str| lemma.len() > role.len() && lemma.ends_with(&role.to_lowercase());
    let simple = !roles.iter().any(|(role, _)| role.chars().count() > 3 && longer(role));
    let is = Predicate { preposition: None, ..predicate(context, super::super::IS, None, &[]) };
    let says_more = office.tokens.len() > 1 || !simple;
    (person && says_more).then(|| candidate(context, noun, bearer.clone(), is, Slot::Noun(noun)))
}

fn candidate(context: &Context<'_>, noun: usize, subject: Slot, predicate: Predicate, object: Slot) -> Candidate {
    let mut status = Status::of_noun(context, noun);
    if is_former(context, noun) {
        status.tense = Tense::Past;
    }
    let origin = predicate.lemma == super::super::IS && predicate.preposition.is_some();
    let roles = if origin { Vec::new() } else { vec![position(context, noun, &predicate)] };
    Candidate { subject, predicate, object, roles, status, anchor: noun }
}

/// The office as a role, with its words.
pub(super) fn position(context: &Context<'_>, noun: usize, predicate: &Predicate) -> (RoleKind, Option<String>, Slot) {
    let term = Term::Concept { label: predicate.lemma.clone(), head: predicate.lemma.clone() };
    let spans =
        if predicate.spans.is_empty() { vec![context.document.tokens[noun].span] } else { predicate.spans.clone() };
    (RoleKind::Position, None, Slot::Ready(words(context, &spans, term)))
}

/// *der ehemalige Chef*: an office no longer held.
pub(super) fn is_former(context: &Context<'_>, noun: usize) -> bool {
    let shared = context.trees.head(noun).filter(|_| context.trees.relation(noun) == Relation::Conj);
    let nouns = [Some(noun), shared.filter(|&first| is_truncated(context, first))].into_iter().flatten();
    let adjectives = nouns.flat_map(|noun| context.trees.children(noun).iter().copied());
    adjectives.into_iter().any(|adjective| adjective < noun && context.in_list(adjective, ListName::Former))
}

/// *CIA-* in *CIA- und NSA-Manager*.
fn is_truncated(context: &Context<'_>, noun: usize) -> bool {
    context.document.tokens[noun].form.ends_with('-')
}
