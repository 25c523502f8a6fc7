//! Names that stand for another thing: *Peking reagierte* speaks of the government of China, *Redmond hat sich Partner
//! geholt* of Microsoft. And what names a government without a name of its own: *die chinesische Regierung*.
//!
//! A capital stands for its government only as the subject of a verb that decides or speaks, as the owner of a deed
//! (*Pekings Drohung*) or as the other side of one (*Druck auf Peking*); a seat for the firm only where the article names the firm. *in Peking* stays a place.

use std::collections::BTreeMap;

use super::description::{View, sentence_language};
use super::{Chain, Chains};
use crate::lexicon::{Entry, ListName, Source};
use crate::parse::Relation;
use crate::recognize::{Mention, MentionKind};
use crate::tag::Upos;
use crate::text::EntityType;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StandIn {
    /// The German name of the gazetteer.
    pub(super) name: String,
    /// Its type.
    pub(super) kind: EntityType,
}

/// What the names of capitals and seats stand for, by the position of the mention.
pub(super) fn stand_ins(view: &View<'_>) -> BTreeMap<usize, StandIn> {
    let places = view.mentions.mentions.iter().enumerate();
    let places = places.filter(|(_, mention)| matches!(mention.kind, MentionKind::Entity(kind) if kind.is_place()));
    places.filter_map(|(number, mention)| Some((number, stand_in(view, mention)?))).collect()
}

fn stand_in(view: &View<'_>, mention: &Mention) -> Option<StandIn> {
    let head = head(view, mention);
    let language = sentence_language(view, head);
    let of_list = |list| view.lexicon.list(list, language).get(&mention.name);
    let entry = match (of_list(ListName::Capital), of_list(ListName::Seat)) {
        (Some(government), _) => entry(view, government),
        (None, Some(firm)) => entry(view, firm).filter(|firm| is_named(view, firm)),
        (None, None) => None,
    };
    let acts = || decides(view, head) || owns_deed(view, head) || is_counterpart(view, head);
    let entry = entry.filter(|_| !mention.in_compound && acts())?;
    Some(StandIn { name: entry.label_de.clone(), kind: entry.kind })
}

/// The token of a name that the others hang on.
fn head(view: &View<'_>, mention: &Mention) -> usize {
    let outside = |token: &usize| view.trees.head(*token).is_none_or(|above| !mention.tokens.contains(&above));
    mention.tokens.clone().find(outside).unwrap_or(mention.tokens.start)
}

fn entry<'a>(view: &View<'a>, name: &str) -> Option<&'a Entry> {
    let candidates = view.lexicon.gazetteer().candidates(name);
    candidates
        .into_iter()
        .find(|entry| entry.label_de == name && (entry.source == Source::Own || entry.kind == EntityType::Government))
}

fn is_named(view: &View<'_>, entry: &Entry) -> bool {
    let mut names = view.mentions.mentions.iter().filter(|mention| matches!(mention.kind, MentionKind::Entity(_)));
    names.any(|mention| entry.names().any(|name| name == mention.name))
}

/// Whether a name is the subject of a verb that decides or speaks.
fn decides(view: &View<'_>, head: usize) -> bool {
    let top = if view.trees.relation(head).is(Relation::Conj) { view.trees.head(head).unwrap_or(head) } else { head };
    let relation = view.trees.relation(top);
    let subject = relation.is(Relation::Nsubj) && relation != Relation::NsubjPass || relation == Relation::OblAgent;
    let Some(verb) = view.trees.head(top).filter(|_| subject) else { return false };
    let language = sentence_language(view, verb);
    let lists = [ListName::StateVerb, ListName::ReportingVerb];
    let lemmas = [verb_lemma(view, verb), view.tags[verb].lemma.clone()];
    lists.into_iter().any(|list| lemmas.iter().any(|lemma| view.lexicon.list(list, language).contains(lemma)))
}

/// The lemma of a verb with its particle.
fn verb_lemma(view: &View<'_>, verb: usize) -> String {
    let particle = view.trees.children_by(verb, Relation::CompoundPrt).next();
    let before = particle.map_or(String::new(), |particle| view.document.tokens[particle].form.to_lowercase());
    format!("{before}{}", view.tags[verb].lemma)
}

/// *Pekings Bemühen*: whether a name owns what a government does.
fn owns_deed(view: &View<'_>, head: usize) -> bool {
    let relation = view.trees.relation(head);
    let bare = view.trees.children_by(head, Relation::Case).all(|word| view.tags[word].xpos == "POS");
    let Some(noun) = view.trees.head(head).filter(|_| relation.is(Relation::Nmod) && bare) else { return false };
    view.lexicon.list(ListName::StateNoun, sentence_language(view, noun)).contains(&view.tags[noun].lemma)
}

/// *Druck auf Peking*, also where the tree hangs the phrase on the verb: *Druck auf Peking ausüben*.
fn is_counterpart(view: &View<'_>, head: usize) -> bool {
    let relation = view.trees.relation(head);
    let phrase = relation.is(Relation::Nmod) || relation.is(Relation::Obl);
    let Some(above) = view.trees.head(head).filter(|_| phrase) else { return false };
    let leads: Vec<String> = view
        .trees
        .children_by(head, Relation::Case)
        .map(|word| view.document.tokens[word].form.to_lowercase())
        .collect();
    let list = view.lexicon.list(ListName::StateCounterpart, sentence_language(view, head));
    let asks = |noun: usize| {
        let prepositions = list.get(&view.tags[noun].lemma);
        prepositions.is_some_and(|words| words.split(' ').any(|word| leads.iter().any(|other| other == word)))
    };
    asks(above) || view.trees.children_by(above, Relation::Obj).any(asks)
}

/// Puts *die chinesische Regierung* and *die US-Regierung* into the chain of that government.
pub(super) fn governments(view: &View<'_>, chains: &mut Chains) {
    for token in 0..view.document.tokens.len() {
        if let Some(government) = government(view, token) {
            let chain = chain_of(chains, government);
            chains.of_token.insert(token, chain);
        }
    }
}

fn government<'a>(view: &View<'a>, token: usize) -> Option<&'a Entry> {
    let tag = &view.tags[token];
    let language = sentence_language(view, token);
    let last = tag.lemma.rsplit('-').next().unwrap_or(&tag.lemma);
    let listed = tag.upos == Upos::Noun && view.lexicon.list(ListName::GovernmentNoun, language).contains(last);
    let named = || view.mentions.mentions.iter().any(|mention| !mention.in_compound && mention.tokens.contains(&token));
    if !listed || named() {
        return None;
    }
    let country = view.mentions.mentions.iter().find(|mention| {
        let before = mention.tokens.start == token || view.trees.head(mention.tokens.start) == Some(token);
        mention.in_compound && before && mention.kind == MentionKind::Entity(EntityType::Country)
    })?;
    let country = view.lexicon.gazetteer().find(&country.name)?.country.clone()?;
    let capitals = view.lexicon.list(ListName::Capital, language).iter();
    let mut entries = capitals.filter_map(|(_, government)| entry(view, government));
    entries.find(|entry| entry.country.as_ref() == Some(&country))
}

/// The chain of a thing of the gazetteer, made where there is none.
fn chain_of(chains: &mut Chains, entry: &Entry) -> usize {
    let known = chains.chains.iter().position(|chain| chain.name == entry.label_de && chain.kind == entry.kind);
    known.unwrap_or_else(|| {
        chains.chains.push(Chain { name: entry.label_de.clone(), kind: entry.kind, mentions: Vec::new() });
        chains.chains.len() - 1
    })
}
