//! Personal pronouns of the third person as subjects: *er*, *sie*, *he*, *she*, *it*. Each goes to the nearest thing
//! that was a subject and agrees; formal *Sie*, *es* that stands for nothing, and whatever is unsure go to none.

use std::collections::BTreeMap;

use super::description::{BACK, View, is_subject, nearest};
use super::{Chains, Quotes};
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Gender, Number, Person, PronType, Upos};
use crate::text::EntityType;

/// The chain of each pronoun that has one; `chains` knows names and descriptions.
/// Pronouns inside quotes point to what the speaker spoke of before, which the article need not tell: they are left out.
pub(super) fn resolve(view: &View<'_>, chains: &Chains, quotes: &Quotes) -> BTreeMap<usize, usize> {
    let in_quote = |token: usize| quotes.at(view.document.tokens[token].span.start).is_some();
    let pronouns = (0..view.document.tokens.len()).filter(|&token| is_pronoun(view, token) && !in_quote(token));
    let found = |token: usize| {
        let described = described(view, chains, token).or_else(|| of_content(view, chains, token));
        described.or_else(|| antecedent(view, chains, token)).or_else(|| plural(view, chains, token))
    };
    pronouns.filter_map(|token| Some((token, found(token)?))).collect()
}

/// *Der Konzern zieht sich zurück. Das Labor hat er geschlossen.*: the German pronoun takes the gender of the noun, and
/// goes to the last such subject before it, unless somebody was named since.
fn described(view: &View<'_>, chains: &Chains, token: usize) -> Option<usize> {
    let gender = view.tags[token].features.gender.filter(|_| is_german_singular(view, token))?;
    let here = view.document.sentence_of(token)?;
    let start = view.document.sentences[here.saturating_sub(1)].tokens.start;
    let (&noun, &chain) = chains.of_token.range(start..token).rev().find(|&(&noun, _)| is_subject(view, noun))?;
    let article = view.trees.children_by(noun, Relation::Det).next()?;
    let named_since = view.mentions.mentions.iter().enumerate().any(|(number, mention)| {
        let person =
            chains.of_mention.get(&number).is_some_and(|&chain| chains.chains[chain].kind == EntityType::Person);
        person && noun < mention.tokens.start && mention.tokens.start < token
    });
    let stands = gender != Gender::Neut || acts_on_something(view, token);
    (stands && view.tags[article].features.gender == Some(gender) && !named_since).then_some(chain)
}

/// *es beschäftigt 700 Leute*, not *es geht um Geld*, *es gibt Streit*.
pub(super) fn acts_on_something(view: &View<'_>, token: usize) -> bool {
    let Some(verb) = view.trees.head(token) else { return false };
    let light = view.lexicon.list(ListName::LightVerb, view.document.language).contains(&view.tags[verb].lemma);
    !light && view.trees.children_by(verb, Relation::Obj).next().is_some()
}

fn is_german_singular(view: &View<'_>, token: usize) -> bool {
    view.tags[token].xpos == "PPER" && view.tags[token].features.number == Some(Number::Sing)
}

/// *Microsoft bestreitet, dass es China verlässt*: *es* in a clause of content is the organisation or country that says
/// or does what stands above, when it acts on something and no further clause explains it.
fn of_content(view: &View<'_>, chains: &Chains, token: usize) -> Option<usize> {
    let neuter = view.tags[token].features.gender == Some(Gender::Neut) && is_german_singular(view, token);
    let verb = view.trees.head(token).filter(|_| neuter)?;
    let above = view.trees.head(verb).filter(|_| view.trees.relation(verb) == Relation::Ccomp)?;
    let explained = [Relation::Ccomp, Relation::Csubj, Relation::Xcomp];
    let open = explained.into_iter().any(|relation| view.trees.children_by(verb, relation).next().is_some());
    let arguments = [Relation::Obj, Relation::Obl];
    let acts = arguments.into_iter().any(|relation| view.trees.children_by(verb, relation).next().is_some());
    let subject = view.trees.children_by(above, Relation::Nsubj).next().filter(|_| acts && !open)?;
    let mut named = view.mentions.mentions.iter().enumerate().filter(|(_, mention)| mention.tokens.contains(&subject));
    let chain = named.find_map(|(number, _)| chains.of_mention.get(&number).copied())?;
    let kind = chains.chains[chain].kind;
    (kind.is_organization() || kind == EntityType::Country).then_some(chain)
}

/// *Die USA zögern. Deshalb haben sie …*: what has a plural name and was the subject of the sentence before.
fn plural(view: &View<'_>, chains: &Chains, token: usize) -> Option<usize> {
    let many = |at: usize| view.tags[at].features.number == Some(Number::Plur);
    let before = view.document.sentence_of(token)?.checked_sub(1).filter(|_| many(token))?;
    let tokens = view.document.sentences[before].tokens.clone();
    let mut subjects = tokens.filter(|&at| view.trees.relation(at).is(Relation::Nsubj) && many(at));
    let subject = subjects.next().filter(|_| subjects.next().is_none())?;
    let joined = view.trees.children_by(subject, Relation::Conj).next().is_some();
    let mut named = view.mentions.mentions.iter().enumerate();
    let (number, _) =
        named.find(|(_, mention)| !mention.in_compound && mention.tokens.contains(&subject) && !joined)?;
    chains.of_mention.get(&number).copied()
}

fn is_pronoun(view: &View<'_>, token: usize) -> bool {
    let tag = &view.tags[token];
    let personal = tag.upos == Upos::Pron && tag.features.pron_type == Some(PronType::Prs);
    let subject = view.trees.relation(token).is(Relation::Nsubj);
    let third = !matches!(tag.features.person, Some(Person::First | Person::Second));
    personal && subject && third && !tag.features.reflex && !is_formal(view, token)
}

/// *Sie* with a capital inside a sentence.
fn is_formal(view: &View<'_>, token: usize) -> bool {
    let form = &view.document.tokens[token].form;
    let inside =
        view.document.sentence_of(token).is_some_and(|number| view.document.sentences[number].tokens.start < token);
    form.chars().next().is_some_and(char::is_uppercase) && inside && form.len() > 1
}

/// *er* and *he* are persons, *it* is none; *sie* may be either, so a person must be the only thing that fits. German
/// *es* mostly stands for nothing and is left alone.
fn antecedent(view: &View<'_>, chains: &Chains, token: usize) -> Option<usize> {
    let gender = view.tags[token].features.gender;
    if view.tags[token].features.number == Some(Number::Plur) {
        return None;
    }
    let german_neuter = gender == Some(Gender::Neut) && view.tags[token].xpos == "PPER";
    let wanted: fn(EntityType) -> bool = match gender {
        _ if german_neuter => return None,
        Some(Gender::Neut) => |kind| kind.is_organization(),
        _ => |kind| kind == EntityType::Person,
    };
    let found = nearest(view, chains, token, BACK, &|chain| wanted(chains.chains[chain].kind))?;
    let here = view.document.sentence_of(token)?;
    (agrees(view, chains, found, gender) && recent_subject(view, chains, here, found)).then_some(found)
}

/// Whether the first name of a person fits the gender of the pronoun. *sie* and *she* need a name known for a woman's,
/// because news names more men; *er* and *he* only none known for a woman's.
fn agrees(view: &View<'_>, chains: &Chains, chain: usize, pronoun: Option<Gender>) -> bool {
    let chain = &chains.chains[chain];
    if chain.kind != EntityType::Person {
        return true;
    }
    let first = chain.name.split(' ').next().unwrap_or_default();
    let known = view.lexicon.list(ListName::FirstName, view.document.language).get(first);
    match pronoun {
        Some(Gender::Fem) => known == Some("f"),
        _ => known != Some("f"),
    }
}

/// Whether the thing was a subject in this sentence or the one before.
fn recent_subject(view: &View<'_>, chains: &Chains, sentence: usize, chain: usize) -> bool {
    chains.chains[chain].mentions.iter().any(|&number| {
        let start = view.mentions.mentions[number].tokens.start;
        let at = view.document.sentence_of(start);
        let near = at.is_some_and(|number| number <= sentence && sentence - number <= 1);
        near && is_subject(view, start)
    })
}
