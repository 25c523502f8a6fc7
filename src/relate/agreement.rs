//! Puts subject and object right by the laws of German grammar: a verb agrees with its subject in number, and some forms of
//! articles stand before no subject (*den Markt*, *der Ukraine*). *Kunden, die AWS einsetzen*: the customers do.
//!
//! Leaves alone: English, where word order tells, and subjects whose number nothing tells (*die Reihe*, *80 Prozent*).

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::{Case, Definite, Gender, Number, Person, Upos, VerbForm};
use crate::text::{EntityType, Language};

use super::clause::{Clause, Voice};
use super::context::Context;
use super::referent::referent;

/// Two nominatives and no object: German parsers take an object in front or behind for a second subject. The one for
/// which most speaks is the subject: its article, its number, that it is somebody who acts.
pub(super) fn second_nominative(context: &Context<'_>, clause: &mut Clause) {
    if clause.voice != Voice::Active || clause.subjects.len() < 2 || !clause.objects.is_empty() {
        return;
    }
    // *kämpfen Konzerne, darunter Siemens*: behind a comma may stand an example of the first.
    let (first, last) = (clause.subjects[0], clause.subjects[clause.subjects.len() - 1]);
    let apart = (first.min(last)..first.max(last)).any(|between| context.document.tokens[between].form == ",");
    let acts = |token: usize| i32::from(!apart && is_agent(context, token));
    let rank = |&token: &usize| {
        2 * subject_rank(context, clause, token) + acts(token) + 4 * i32::from(is_who(context, clause, token))
    };
    let ranks: Vec<i32> = clause.subjects.iter().map(rank).collect();
    let best = ranks.iter().copied().max().unwrap_or_default();
    let ranked = clause.subjects.iter().copied().zip(ranks);
    let (subjects, objects): (Vec<_>, Vec<_>) = ranked.partition(|&(_, rank)| rank == best);
    if !objects.is_empty() {
        clause.subjects = subjects.into_iter().map(|(token, _)| token).collect();
        clause.objects = objects.into_iter().map(|(token, _)| token).collect();
    }
}

/// *Busch, der Siemens leitet*: the relative pronoun whose nominative is like no other case.
fn is_who(context: &Context<'_>, clause: &Clause, subject: usize) -> bool {
    own_subject(context, clause, subject).is_some_and(|word| {
        let features = context.tags[word].features;
        let masculine = features.gender == Some(Gender::Masc) && features.number == Some(Number::Sing);
        let dictionary = context.lower(word) == context.tags[word].lemma.to_lowercase();
        context.tags[word].xpos == "PRELS" && masculine && dictionary && features.case == Some(Case::Nom)
    })
}

/// *Der Ukraine hat Microsoft geholfen*, *Das Labor hat der Konzern geschlossen*: where the tags call the subject of the
/// tree an object and its object a nominative, the tags are right, because German may put either in front.
pub(super) fn swapped_cases(context: &Context<'_>, clause: &mut Clause) {
    let others: Vec<usize> = clause.objects.iter().chain(&clause.recipients).copied().collect();
    let ([subject], [object]) = (&clause.subjects[..], &others[..]) else { return };
    let (subject, object) = (*subject, *object);
    if clause.voice != Voice::Active || object < subject {
        return;
    }
    let first = context.tags[subject].features.case;
    let plain = context.tags[object].features.case == Some(Case::Nom) && matches!(first, Some(Case::Acc | Case::Dat));
    if !plain && (!is_surely_nominative(context, object) || is_surely_nominative(context, subject)) {
        return;
    }
    let first = first.filter(|_| plain).or(Some(Case::Acc));
    clause.subjects = vec![object];
    clause.objects = if first == Some(Case::Acc) { vec![subject] } else { Vec::new() };
    clause.recipients = if first == Some(Case::Dat) { vec![subject] } else { Vec::new() };
}

/// *der Konzern*: the definite article of masculine nouns is the one whose nominative is like no other case. It is the
/// dictionary form of the article, whatever case the tags see; where they take the article for a nominative of another
/// gender, the noun knows its own.
fn is_surely_nominative(context: &Context<'_>, noun: usize) -> bool {
    context.trees.children_by(noun, Relation::Det).any(|article| {
        let features = context.tags[article].features;
        let dictionary = context.lower(article) == context.tags[article].lemma.to_lowercase();
        let nominative = features.case == Some(Case::Nom);
        let masculine = features.gender == Some(Gender::Masc) && (nominative || dictionary);
        // A masculine noun has an -s in the genitive: without it the tag is wrong.
        let bare = features.case == Some(Case::Gen) && context.document.tokens[noun].form == context.tags[noun].lemma;
        let by_noun = (nominative || bare) && dictionary && context.tags[noun].features.gender == Some(Gender::Masc);
        features.number == Some(Number::Sing) && features.definite == Some(Definite::Def) && (masculine || by_noun)
    })
}

/// Makes a subject that cannot be one the object, and the object the subject where that can be one.
pub(super) fn mend(context: &Context<'_>, clause: &mut Clause) {
    if clause.voice != Voice::Active || context.language(clause.head) != Language::German {
        return;
    }
    relative_subject(context, clause);
    missing_subject(context, clause);
    second_subject(context, clause);
    let [subject] = clause.subjects[..] else { return };
    let Some(word) = own_subject(context, clause, subject) else { return };
    let oblique = is_oblique(context, word);
    let others: Vec<usize> = clause.objects.iter().chain(&clause.recipients).copied().collect();
    match others[..] {
        [object] if (oblique || acted_on(context, clause, subject, object)) && could_act(context, clause, object) => {
            clause.subjects = vec![object];
            demote(context, clause, subject, word);
        }
        // *Der Ukraine lieferte Polen Panzer*: of two behind the verb the one that acts.
        [_, _] if oblique => {
            let actor = others.iter().position(|&other| is_agent(context, other) && could_act(context, clause, other));
            let Some(actor) = actor else { return };
            clause.subjects = vec![others[actor]];
            demote(context, clause, subject, word);
            clause.objects.push(others[1 - actor]);
        }
        [] if oblique => {
            clause.subjects.clear();
            demote(context, clause, subject, word);
        }
        _ => {}
    }
}

/// *Banken, die SAP einsetzen*: where the tree has two objects and no subject, the relative pronoun that agrees with the
/// verb does it.
fn relative_subject(context: &Context<'_>, clause: &mut Clause) {
    let [one, other] = clause.objects[..] else { return };
    let relative = |noun: usize| {
        let mut words = context.trees.children_by(clause.head, Relation::Obj);
        words.any(|word| word != noun && referent(context, word) == noun)
    };
    let modifies = clause.subjects.is_empty() && context.trees.relation(clause.head).is(Relation::Acl);
    if !modifies || relative(one) == relative(other) {
        return;
    }
    let (noun, object) = if relative(one) { (one, other) } else { (other, one) };
    let number = verb_number(context, clause);
    if number.is_some() && number == context.tags[noun].features.number && disagrees(context, clause, object) {
        clause.subjects = vec![noun];
        clause.objects = vec![object];
    }
}

/// *Den Vorstand kritisiert die Gewerkschaft*, *Die Sparte hat der Konzern verkauft*, *Zellen bezieht BMW*: of two things
/// beside a finite verb without a subject the one that must be a nominative does it, or the one beside what cannot be one.
fn missing_subject(context: &Context<'_>, clause: &mut Clause) {
    let others: Vec<usize> = clause.objects.iter().chain(&clause.recipients).copied().collect();
    let [one, other] = others[..] else { return };
    let own = [one, other].into_iter().all(|noun| context.trees.head(noun) == Some(clause.head));
    if !clause.subjects.is_empty() || !own || verb_number(context, clause).is_none() {
        return;
    }
    let does = |noun: usize, beside: usize| {
        let alone = is_surely_nominative(context, noun) && !is_surely_nominative(context, beside);
        let agrees = is_agent(context, noun) && disagrees(context, clause, beside);
        could_act(context, clause, noun) && (alone || agrees || is_oblique(context, beside))
    };
    let (subject, object) = match (does(one, other), does(other, one)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return,
    };
    clause.subjects = vec![subject];
    demote(context, clause, object, object);
}

/// *Der Iran verkaufte China Öl*: of two subjects beside an object the one that must be a nominative does it, the other
/// one gets it.
fn second_subject(context: &Context<'_>, clause: &mut Clause) {
    let [one, other] = clause.subjects[..] else { return };
    let joined = context.trees.relation(other).is(Relation::Conj) || context.trees.relation(one).is(Relation::Conj);
    if clause.objects.is_empty() || joined {
        return;
    }
    let (subject, recipient) = match (is_surely_nominative(context, one), is_surely_nominative(context, other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        // *Zwar fehlt China der Zugang und die Technik*: what must be a nominative is none of them.
        _ if clause.objects.iter().any(|&object| is_surely_nominative(context, object)) => {
            clause.subjects.clear();
            return;
        }
        _ => return,
    };
    clause.subjects = vec![subject];
    clause.recipients.push(recipient);
}

/// The word in the tree that the subject of a clause stands for: itself or a relative pronoun. None for one that the
/// clause only shares, whose case belongs to another verb.
fn own_subject(context: &Context<'_>, clause: &Clause, subject: usize) -> Option<usize> {
    let mut words = context.trees.children_by(clause.head, Relation::Nsubj);
    words.find(|&word| referent(context, word) == subject)
}

/// What was no subject is the recipient when it is a dative, else the object.
fn demote(context: &Context<'_>, clause: &mut Clause, noun: usize, word: usize) {
    let form = context.lower(articles(context, word).last().unwrap_or(word));
    let dative = form.ends_with(['m', 'r']);
    clause.objects = if dative { Vec::new() } else { vec![noun] };
    clause.recipients = if dative { vec![noun] } else { Vec::new() };
}

/// Whether the tree has two the wrong way round: the one it calls the subject does not agree with the verb, or is a mere
/// number beside somebody who acts.
fn acted_on(context: &Context<'_>, clause: &Clause, subject: usize, object: usize) -> bool {
    let mere_number = is_value(context, subject) && !is_value(context, object);
    let thing = mere_number || is_undergone(context, clause, subject);
    disagrees(context, clause, subject) || thing && is_agent(context, object)
}

/// *Die Leitung übernimmt Petra Müller*, *Den iPod entwickelte Apple*: a thing in front of a verb that only somebody does.
fn is_undergone(context: &Context<'_>, clause: &Clause, subject: usize) -> bool {
    let list = |name| context.lexicon.list(name, context.language(clause.head));
    let product = context.entity(subject).is_some_and(|(_, kind)| kind == EntityType::Product);
    let thing = product || context.noun_value(subject, ListName::UndergoneNoun).is_some();
    thing && list(ListName::AgentVerb).contains(&clause.lemma) && !is_surely_nominative(context, subject)
}

fn could_act(context: &Context<'_>, clause: &Clause, object: usize) -> bool {
    context.is_nominal(object) && !is_oblique(context, object) && !disagrees(context, clause, object)
}

/// How much speaks for a noun as the subject of a clause, for two that the tree calls so.
fn subject_rank(context: &Context<'_>, clause: &Clause, noun: usize) -> i32 {
    let accusative = |token: usize| context.tags[token].features.case == Some(Case::Acc);
    let tagged = accusative(noun) || articles(context, noun).any(accusative);
    if is_oblique(context, noun) {
        -4
    } else if is_surely_nominative(context, noun) {
        4
    } else if disagrees(context, clause, noun) {
        -2
    } else {
        -2 * i32::from(tagged) - i32::from(is_value(context, noun))
    }
}

fn is_value(context: &Context<'_>, noun: usize) -> bool {
    context.mention(noun).is_some_and(|(_, mention)| matches!(mention.kind, MentionKind::Amount(_)))
}

fn is_agent(context: &Context<'_>, noun: usize) -> bool {
    let named = context.entity(noun).is_some_and(|(_, kind)| kind.is_agent());
    named || context.chains.at(noun).is_some()
}

fn articles<'a>(context: &'a Context<'_>, noun: usize) -> impl Iterator<Item = usize> + 'a {
    context.trees.children_by(noun, Relation::Det).filter(move |&article| article < noun)
}

/// *den Markt*, *ihrem Kunden*, *der Ukraine*, *dem*: an article, or a relative pronoun, that stands before no subject.
fn is_oblique(context: &Context<'_>, noun: usize) -> bool {
    let list = context.lexicon.list(ListName::ObliqueArticle, context.language(noun));
    let pronoun = context.tags[noun].xpos == "PRELS" && list.contains(context.lower(noun));
    pronoun
        || articles(context, noun).any(|article| list.contains(context.lower(article)))
        || is_feminine_country(context, noun)
}

/// *der Ukraine*: countries with an article are feminine or plural but for a few, and *der* is no nominative of theirs.
fn is_feminine_country(context: &Context<'_>, noun: usize) -> bool {
    let country = context.entity(noun).is_some_and(|(_, kind)| kind == EntityType::Country);
    let masculine = context.lexicon.list(ListName::MasculineCountry, context.language(noun));
    let known = masculine.contains(&context.document.tokens[noun].form);
    // *der* is its own dictionary form, *die* and *das* are not.
    let the = |article: usize| context.lower(article) == context.tags[article].lemma.to_lowercase();
    country && !known && articles(context, noun).any(|article| the(article) && is_definite(context, article))
}

fn is_definite(context: &Context<'_>, article: usize) -> bool {
    context.tags[article].features.definite == Some(Definite::Def)
}

/// Whether a noun and the finite verb differ in number, as far as both tell theirs.
fn disagrees(context: &Context<'_>, clause: &Clause, noun: usize) -> bool {
    match (verb_number(context, clause), noun_number(context, noun)) {
        (Some(verb), Some(noun)) => verb != noun,
        _ => false,
    }
}

/// The number of the finite verb of a clause, in the third person. The plural ends in -en, -eln or -ern, and *sind* in -d,
/// the singular never does: where form and tag differ nothing is known.
fn verb_number(context: &Context<'_>, clause: &Clause) -> Option<Number> {
    let finite = |&&word: &&usize| context.tags[word].features.verb_form == Some(VerbForm::Fin);
    let word = *clause.words.iter().find(finite)?;
    let features = context.tags[word].features;
    let third = features.person.is_none_or(|person| person == Person::Third);
    let form = context.lower(word);
    let plural = ["en", "eln", "ern", "nd"].into_iter().any(|ending| form.ends_with(ending));
    let fits = (features.number == Some(Number::Plur)) == plural;
    features.number.filter(|_| third && fits)
}

/// The number that a noun has for sure: several joined are many; else its tag, where its article or its form says the
/// same and it is no measure.
fn noun_number(context: &Context<'_>, noun: usize) -> Option<Number> {
    let mut joined = context.trees.children_by(noun, Relation::Conj).peekable();
    if joined.peek().is_some() {
        // *A und B* are many, *weder A noch B* need not be.
        let mut words = joined.flat_map(|other| context.trees.children_by(other, Relation::Cc));
        let many = words.any(|word| context.in_list(word, ListName::Additive));
        return many.then_some(Number::Plur);
    }
    let tag = &context.tags[noun];
    let number = tag.features.number?;
    let by_article = articles(context, noun).any(|article| context.tags[article].features.number == Some(number));
    let by_form = number == Number::Plur && context.document.tokens[noun].form != tag.lemma;
    let named = context.entity(noun).is_some() && number == Number::Sing;
    // *Lehman Brothers beantragte*: a firm is one, whatever its name looks like.
    let firm = context.entity(noun).is_some_and(|(_, kind)| kind.is_firm()) && number == Number::Plur;
    let counts = tag.upos == Upos::Num || context.in_list(noun, ListName::DroppedNoun);
    (!counts && !firm && !is_value(context, noun) && (named || by_article || by_form)).then_some(number)
}

/// *eines von 18 Ländern*: the one that a relative pronoun in the singular speaks of behind a plural; behind a copula
/// its subject.
pub(super) fn one_of(context: &Context<'_>, noun: usize) -> Option<usize> {
    let plural = context.tags[noun].features.number == Some(Number::Plur);
    let one = context.trees.head(noun).filter(|_| plural && context.trees.relation(noun).is(Relation::Nmod))?;
    let pronoun = matches!(context.tags[one].upos, Upos::Pron | Upos::Det | Upos::Num);
    let single = pronoun && context.tags[one].features.number != Some(Number::Plur);
    let copular = context.trees.children_by(one, Relation::Cop).next().is_some();
    let subject = context.trees.children_by(one, Relation::Nsubj).next();
    if single && copular { subject } else { None }
}
