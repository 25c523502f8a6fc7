//! Words that tell of an event in the life of a company: *die Insolvenz von Imtech*, *die Imtech-Pleite*, *Steilmann ist
//! insolvent*, *Stellenabbau bei IBM*, *Streik bei der Lufthansa*, *die Lufthansa-Piloten streiken*, *Imtech baut trotz
//! Insolvenz weiter*, *bei Nokia fallen Stellen weg*.
//!
//! Gives Imtech —anmelden→ Insolvenz, IBM —abbauen→ Stellenabbau, Streik —bestreiken→ Lufthansa: the word is one end
//! of the edge, the verb is what the list says. A verb that governs the noun (*meldet Insolvenz an*) is `active`; a word
//! that no company can be found for (*Streik in Berlin*, *Insolvenzen nehmen zu*) gives nothing.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Case, Upos};
use crate::text::Span;

use super::super::argument::{Slot, apposed_name, words};
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{self, Clause, Voice};
use super::super::context::Context;
use super::super::fact::Term;
use super::super::status::Status;
use super::event_word::{Event, is_adjective};
use super::nominalization;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    super::prose(context, sentence).flat_map(|token| read(context, token)).collect()
}

fn read(context: &Context<'_>, token: usize) -> Vec<Candidate> {
    let Some(event) = Event::of(context, token) else { return Vec::new() };
    let found = match context.tags[token].upos {
        _ if is_adjective(context, token) => of_adjective(context, token, &event),
        Upos::Noun | Upos::Propn | Upos::X => of_noun(context, token, &event),
        Upos::Verb => of_verb(context, token, &event),
        _ => of_adjective(context, token, &event),
    };
    let Some((company, status)) = found else { return Vec::new() };
    let joined = joined(context, &company, &event);
    let companies = std::iter::once(company).chain(joined);
    companies.map(|company| edge(context, token, &event, company, status.clone())).collect()
}

/// *die Insolvenzen von Karstadt und Quelle*: the other companies of a list.
fn joined(context: &Context<'_>, company: &Slot, event: &Event<'_>) -> Vec<Slot> {
    let Slot::Noun(first) = *company else { return Vec::new() };
    let fits = |&other: &usize| {
        let apposed = || apposed_name(context, other).and_then(|mention| context.chain(mention));
        context.entity(other).or_else(apposed).is_some_and(|(_, kind)| event.fits(kind))
    };
    context.trees.children_by(first, Relation::Conj).filter(fits).map(Slot::Noun).collect()
}

/// Whether the word is a noun that tells of an event.
pub(super) fn is_event(context: &Context<'_>, noun: usize) -> bool {
    context.is_nominal(noun) && Event::of(context, noun).is_some()
}

/// For a word that tells of an event, and that no company can be found for by structure: whether a mention may be the one.
pub(super) fn without_firm<'c>(context: &'c Context<'_>, token: usize) -> Option<impl Fn(usize) -> bool + 'c> {
    let event = Event::of(context, token).filter(|event| event.of.is_empty() && read(context, token).is_empty())?;
    let whole = context.lexicon.list(ListName::Event, context.language(token)).contains(&context.tags[token].lemma);
    if !event.undergone && has_owner(context, token) {
        return None;
    }
    let fits = move |number: usize| {
        let mut tokens = context.mentions.mentions[number].tokens.clone();
        let preposition = tokens.find_map(|token| context.preposition(token));
        let led = preposition.is_none() || event.leads(preposition.as_deref());
        led && context.chain(number).is_some_and(|(_, kind)| event.fits(kind))
    };
    (whole || !context.is_nominal(token)).then_some(fits)
}

/// *die Insolvenz des Betreibers*: a phrase that says whose it is.
pub(super) fn has_owner(context: &Context<'_>, noun: usize) -> bool {
    let relations = [Relation::Nmod, Relation::NmodPoss].into_iter();
    let mut below = relations.flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    below.any(|child| context.is_possessor(child))
}

/// The edge between a company and the word that tells of its event.
pub(super) fn told(context: &Context<'_>, token: usize, company: Slot, status: Status) -> Option<Candidate> {
    Some(edge(context, token, &Event::of(context, token)?, company, status))
}

fn edge(context: &Context<'_>, token: usize, event: &Event<'_>, company: Slot, status: Status) -> Candidate {
    let (span, label) = words_of(context, token, event);
    let term = Term::Concept { label: label.to_owned(), head: label.to_owned() };
    let told = Slot::Ready(words(context, &[span], term));
    let mut predicate = predicate(context, event.verb, None, &[token]);
    predicate.spans = vec![span];
    span.of(&context.document.source).clone_into(&mut predicate.text);
    let (subject, object) = if event.undergone { (told, company) } else { (company, told) };
    Candidate { subject, predicate, object, roles: Vec::new(), status, anchor: token }
}

/// Where the word stands, without the company before its hyphen, and what the event is called.
fn words_of<'a>(context: &'a Context<'_>, token: usize, event: &Event<'a>) -> (Span, &'a str) {
    // *Warnstreik* says more than *Streik*; *Insolvenzverwalter* tells of the insolvency.
    let lemma = &context.tags[token].lemma;
    let same = lemma.to_lowercase().ends_with(&event.noun.to_lowercase());
    let finer = context.tags[token].upos == Upos::Noun && same && context.inner_entity(token).is_none();
    (without_name(context, token), if finer { lemma } else { event.noun })
}

/// Where a word stands, without the name before its hyphen; a word that is all name stands as it is.
pub(super) fn without_name(context: &Context<'_>, token: usize) -> Span {
    let span = context.document.tokens[token].span;
    let Some((mention, _)) = context.inner_entity(token) else { return span };
    let rest = Span { start: context.mentions.mentions[mention].span.end, ..span };
    let text = rest.of(&context.document.source).trim_start_matches('-');
    if text.is_empty() { span } else { Span::new(span.end as usize - text.len(), span.end as usize) }
}

/// *Imtech-Pleite*, *Imtechs Pleite*, *Pleite von Imtech*, *Stellenabbau bei IBM*.
fn of_noun(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<(Slot, Status)> {
    // *der Abbau von 2000 Stellen*, but not *der Abbau von Kohle*.
    let below: Vec<usize> = context.trees.children_by(noun, Relation::Nmod).collect();
    if !event.of.is_empty() && !event.is_said_of(context, &below) {
        return None;
    }
    let status = nominalization::status(context, noun);
    let inner = inner(context, noun, event);
    let own = [Relation::Nmod, Relation::NmodPoss, Relation::Appos].into_iter();
    let children = own.flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    let company = inner
        .or_else(|| children.chain(behind(context, noun)).find_map(|child| led_to(context, child, event)))
        .or_else(|| before(context, noun, event))
        .or_else(|| beside(context, noun, event))
        .or_else(|| undergoing(context, noun, event))
        .or_else(|| headed(context, noun, event))
        .or_else(|| heading(context, noun, event))?;
    Some((company, status))
}

/// *ihre Insolvenz*: whom the pronoun means; *übernahm Solarworld das Werk und wurde nach deren Insolvenz verkauft*: where
/// that is not known, the firm named last.
fn before(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<Slot> {
    if let Some((pronoun, kind)) = context.owner_meant(noun) {
        return event.fits(kind).then_some(Slot::Noun(pronoun));
    }
    let possessive = context.possessive(noun)?;
    let start = context.document.sentences[context.document.sentence_of(noun)?].tokens.start;
    let firm = |&token: &usize| context.entity(token).is_some_and(|(_, kind)| kind.is_firm() && event.fits(kind));
    let genitive = matches!(context.tags[possessive].xpos.as_str(), "PRELAT" | "PDAT");
    (start..noun).rev().find(firm).filter(|_| genitive).map(Slot::Noun)
}

/// How many words a phrase right behind a noun may have before its own noun.
const NEAR: usize = 6;

/// The phrase right behind a noun, wherever the tree hangs it.
fn behind(context: &Context<'_>, noun: usize) -> Option<usize> {
    let sentence = context.document.sentence_of(noun)?;
    let end = context.document.sentences[sentence].tokens.end;
    let opens = |&token: &usize| context.trees.children_by(token, Relation::Case).next() == Some(noun + 1);
    (noun + 2..end).take(NEAR).find(opens).filter(|&token| !is_agent(context, token))
}

/// *wurde nach der Insolvenz von Ameos gekauft*: a phrase that says who does what the verb says.
fn is_agent(context: &Context<'_>, token: usize) -> bool {
    let agents = context.lexicon.list(ListName::AgentPreposition, context.language(token));
    let passive = |verb: usize| clause::is_head(context, verb) && context.clause(verb).voice == Voice::Passive;
    let leads = context.preposition(token).is_some_and(|word| agents.contains(&word));
    leads && context.trees.head(token).is_some_and(passive)
}

fn led_to(context: &Context<'_>, child: usize, event: &Event<'_>) -> Option<Slot> {
    let preposition = context.preposition(child);
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(child));
    let genitive = preposition.as_deref().is_none_or(|word| possessive.contains(word));
    let kind = context.entity(child).map(|(_, kind)| kind);
    let fits = event.leads(preposition.as_deref()) && kind.is_none_or(|kind| !genitive || event.fits_genitive(kind));
    if fits { company(context, child, event, 0) } else { None }
}

/// *Über das Vermögen von Kettler wurde das Insolvenzverfahren eröffnet*: a phrase of the same clause; *die Piloten der
/// Lufthansa setzen ihren Streik fort*: whose staff the subject is.
fn beside(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<Slot> {
    let clause = context.clause(context.trees.head(noun).filter(|&verb| clause::is_head(context, verb))?);
    // *wurde nach der Insolvenz von Ameos übernommen*: of a verb it says who does it.
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(noun));
    let phrases = clause.obliques.iter().filter(|oblique| {
        let preposition = oblique.preposition.as_deref().filter(|word| !possessive.contains(word));
        preposition.is_some() && event.leads(preposition) && oblique.head != noun
    });
    // *Verdi kündigt einen Streik an*: whose deed it is, it does not strike.
    let deed = clause.objects.contains(&noun)
        && context.lexicon.list(ListName::OwnDeed, context.language(noun)).contains(&clause.lemma);
    let strikers = clause.subjects.iter().filter(|&&subject| !(deed && context.entity(subject).is_some()));
    // *ruft die Mitarbeiter von Amazon zum Streik auf*
    let called = clause.objects.iter().filter(|&&object| object != noun && context.preposition(noun).is_some());
    let strikers = strikers.chain(called).filter(|&&striker| event.undergone && striker != noun).copied();
    phrases.map(|oblique| oblique.head).chain(strikers).find_map(|head| company(context, head, event, 0))
}

/// *Imtech baut trotz Insolvenz weiter*, *treibt Imtech in die Pleite*, *Imtech in Insolvenz*, *Streik trifft Imtech*: the
/// company that the clause or the headline speaks of, where the noun says by no phrase of its own whose event it is.
fn undergoing(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<Slot> {
    // *0:3-Heimpleite*: as the end of another word it may be something else.
    let whole = context.lexicon.list(ListName::Event, context.language(noun)).contains(&context.tags[noun].lemma);
    let beside = context.trees.head(noun).filter(|_| whole && context.preposition(noun).is_some() && !event.undergone);
    if let Some(owner) = beside.and_then(|head| company(context, head, event, DEEP)) {
        return Some(owner);
    }
    let clause = clause_above(context, noun)
        .filter(|_| whole && (event.undergone || !event.of.is_empty() || !has_owner(context, noun)))?;
    let named = |heads: &[usize]| heads.iter().find_map(|&head| company(context, head, event, 0));
    if event.undergone {
        return named(&clause.objects).filter(|_| clause.subjects.contains(&noun));
    }
    // *Kettler droht die Insolvenz*: whom it befalls.
    if let Some(owner) = named(&clause.recipients).filter(|_| clause.subjects.contains(&noun)) {
        return Some(owner);
    }
    let list = context.lexicon.list(ListName::EventPreposition, context.language(noun));
    let above = context.trees.head(noun).map_or("", |above| context.tags[above].lemma.as_str());
    // *einen Antrag auf Insolvenz*: some prepositions tell it only behind their noun.
    let tells = |word: String| list.contains(&word) || list.contains(&format!("{above} {word}"));
    let befalls = context.preposition(noun).is_some_and(tells);
    let moved = befalls && context.tags[noun].features.case == Some(Case::Acc);
    let doer = nominalization::doer(context, noun).and_then(|doer| company(context, doer, event, 0));
    let pushed = if moved { named(&clause.objects) } else { None };
    let mut articles = context.trees.children_by(noun, Relation::Det).peekable();
    // *warnt vor Stellenabbau*, *fordert Stellenabbau* tell nothing of the subject, *verteidigt ihren Stellenabbau* does.
    let bare = (befalls || articles.peek().is_some()) && articles.all(|word| context.tags[word].xpos == "PPOSAT");
    let own = moved || bare && !clause.subjects.contains(&noun);
    pushed.or(doer).or_else(|| if own { named(&clause.subjects) } else { None })
}

/// The clause that a noun stands in, also below another noun.
fn clause_above<'c>(context: &'c Context<'_>, noun: usize) -> Option<&'c Clause> {
    let mut above = context.trees.head(noun)?;
    for _ in 0..=DEEP {
        if clause::is_head(context, above) {
            return Some(context.clause(above));
        }
        above = context.trees.head(above)?;
    }
    None
}

/// *Kettler: Insolvenzverfahren eröffnet*: the name that a headline begins with.
fn headed(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<Slot> {
    company(context, name_of_headline(context, noun)?, event, 0)
}

/// *Kettler: …*: the name that a headline begins with, in front of a word of it.
pub(super) fn name_of_headline(context: &Context<'_>, token: usize) -> Option<usize> {
    let first = context.document.sentences[context.document.sentence_of(token)?].tokens.start;
    let (_, name) = context.mention(first)?;
    let colon = context.document.tokens.get(name.tokens.end).is_some_and(|token| token.form == ":");
    (colon && name.tokens.end < token).then_some(first)
}

/// *Insolvenz: Air Berlin stellt den Flugbetrieb ein*: the first name behind the colon, where the noun is all of the heading.
fn heading(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<Slot> {
    let tokens = context.document.sentences[context.document.sentence_of(noun)?].tokens.clone();
    let colon = noun + 1;
    let alone = noun == tokens.start && context.document.tokens.get(colon).is_some_and(|token| token.form == ":");
    let behind = if alone { colon + 1..tokens.end } else { 0..0 };
    behind.into_iter().find(|&token| context.entity(token).is_some()).and_then(|name| company(context, name, event, 0))
}

/// How deep below a phrase a company may stand: *Insolvenzverfahren über das Vermögen der Firma Kettler*.
const DEEP: usize = 1;

/// The company that a phrase names: by a name, a name behind its noun, a resolved noun, a name inside a compound, or in
/// its genitive.
fn company(context: &Context<'_>, noun: usize, event: &Event<'_>, depth: usize) -> Option<Slot> {
    let named = context.entity(noun).map(|(_, kind)| kind);
    let apposed = || apposed_name(context, noun).and_then(|mention| context.chain(mention)).map(|(_, kind)| kind);
    // *der letzte Hersteller, Flötotto, ging in die Insolvenz*
    let fits = |name: &usize| context.entity(*name).is_some_and(|(_, kind)| event.fits(kind));
    let beside = context.trees.children_by(noun, Relation::Appos).find(fits);
    if let Some(name) = beside.filter(|_| named.is_none() && apposed().is_none()) {
        return Some(Slot::Noun(name));
    }
    let resolved = || context.chains.at(noun).map(|chain| context.chains.chains[chain].kind);
    if let Some(kind) = named.or_else(apposed).or_else(resolved) {
        return event.fits(kind).then_some(Slot::Noun(noun));
    }
    let below = || context.trees.children_by(noun, Relation::Nmod).filter(|&child| context.is_possessor(child));
    let deeper = || below().filter(|_| depth < DEEP).find_map(|child| company(context, child, event, depth + 1));
    inner(context, noun, event).or_else(deeper)
}

fn inner(context: &Context<'_>, noun: usize, event: &Event<'_>) -> Option<Slot> {
    let (mention, _) = context.inner_entity(noun)?;
    let (_, kind) = context.chain(mention)?;
    event.fits(kind).then_some(Slot::Mention(mention))
}

/// *die Lufthansa-Piloten streiken*, *die Helios-Kliniken werden bestreikt*, *in den Kliniken wird gestreikt*.
fn of_verb(context: &Context<'_>, verb: usize, event: &Event<'_>) -> Option<(Slot, Status)> {
    if !clause::is_head(context, verb) {
        return None;
    }
    let clause = context.clause(verb);
    let alone = event.of.is_empty() && (clause.voice == Voice::Passive || clause.objects.is_empty());
    if !alone && !event.is_said_of(context, &clause.objects) && !event.is_said_of(context, &clause.subjects) {
        return None;
    }
    let phrases = clause.obliques.iter().filter(|oblique| event.leads(oblique.preposition.as_deref()));
    let mut heads = phrases.map(|oblique| oblique.head).chain(clause.subjects.iter().copied());
    let company = heads.find_map(|head| company(context, head, event, 0)).or_else(|| headed(context, verb, event))?;
    Some((company, Status::of(context, verb)))
}

/// How many words may stand between an adjective and its noun: *der insolvente, lange erfolgreiche Händler*.
const BETWEEN: usize = 3;

/// The noun in front of which a declined adjective stands, or that the tree gives it.
fn modified(context: &Context<'_>, adjective: usize) -> Option<usize> {
    let end = context.document.sentences[context.document.sentence_of(adjective)?].tokens.end;
    let declined = context.tags[adjective].xpos == "ADJA";
    let next = (adjective + 1..end).take(BETWEEN).find(|&token| context.is_nominal(token)).filter(|_| declined);
    let above = context.trees.head(adjective).filter(|&noun| context.is_nominal(noun));
    next.or(above.filter(|_| context.trees.relation(adjective) == Relation::Amod))
}

/// *die insolvente Maple Bank*, *Steilmann ist insolvent*, *die Fluglinie ging pleite*.
fn of_adjective(context: &Context<'_>, adjective: usize, event: &Event<'_>) -> Option<(Slot, Status)> {
    let above = context.trees.head(adjective);
    if let Some(noun) = modified(context, adjective) {
        return Some((company(context, noun, event, 0)?, Status::of_noun(context, noun)));
    }
    let verb = if clause::is_head(context, adjective) { Some(adjective) } else { above };
    let clause = verb.filter(|&verb| clause::is_head(context, verb)).map(|verb| context.clause(verb));
    let subjects = clause.map(|clause| clause.subjects.clone()).unwrap_or_default();
    let relations = [Relation::Nsubj, Relation::NsubjPass].into_iter();
    let bare = relations.flat_map(|relation| context.trees.children_by(adjective, relation).collect::<Vec<_>>());
    let company = subjects.into_iter().chain(bare).find_map(|subject| company(context, subject, event, 0))?;
    Some((company, Status::of(context, verb.unwrap_or(adjective))))
}
