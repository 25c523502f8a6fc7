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
    pronouns.filter_map(|token| Some((token, antecedent(view, chains, token)?))).collect()
}

fn is_pronoun(view: &View<'_>, token: usize) -> bool {
    let tag = &view.tags[token];
    let personal = tag.upos == Upos::Pron && tag.features.pron_type == Some(PronType::Prs);
    let subject = view.trees.relation(token).is(Relation::Nsubj);
    let third = !matches!(tag.features.person, Some(Person::First | Person::Second));
    let plural = tag.features.number == Some(Number::Plur);
    personal && subject && third && !plural && !tag.features.reflex && !is_formal(view, token)
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
