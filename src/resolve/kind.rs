//! Definite descriptions by a noun for kinds of companies: *die Airline*, *der Autobauer*, *the carmaker*. Each goes to the
//! one company that the article calls so or whose name has the word, else to the one that the article is about.

use std::collections::BTreeSet;

use super::Chains;
use super::description::{View, sentence_language};
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::text::EntityType;

/// How many times as often as any other company the one that an article is about is named, and how often at least.
const DOMINANT: usize = 3;

/// The company that a noun for a kind of companies means; `fits` says which chains may be meant.
pub(super) fn company(view: &View<'_>, chains: &Chains, token: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let kind = kind(view, token)?;
    let firms: Vec<usize> =
        (0..chains.chains.len()).filter(|&chain| chains.chains[chain].kind.is_firm() && fits(chain)).collect();
    let called: Vec<usize> = firms.iter().copied().filter(|&chain| is_called(view, chains, chain, kind)).collect();
    match called[..] {
        [chain] => named_before(view, chains, chain, token).then_some(chain),
        [] => dominant(chains, &firms),
        _ => None,
    }
}

/// The word of the list that a noun is or ends in, where the list says that it is one for companies.
fn kind<'a>(view: &View<'a>, token: usize) -> Option<&'a str> {
    let list = view.lexicon.list(ListName::KindNoun, sentence_language(view, token));
    let (kind, label) = list.ending(&view.tags[token].lemma)?;
    EntityType::from_label(label).is_firm().then_some(kind)
}

/// Whether the article calls a company so beside its name, or the name has the word: *der Autobauer Opel*, *Deutsche Bank*.
fn is_called(view: &View<'_>, chains: &Chains, chain: usize, called: &str) -> bool {
    let chain = &chains.chains[chain];
    let word = called.to_lowercase();
    let by_name = chain.name.to_lowercase().split([' ', '-']).any(|part| part.ends_with(&word));
    by_name || chain.mentions.iter().any(|&number| describing(view, number).contains(called))
}

/// The kinds that stand beside a mention: in front of the name, behind it, or as what it is said to be.
fn describing<'a>(view: &View<'a>, number: usize) -> BTreeSet<&'a str> {
    const TIED: [Relation; 4] = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::Compound];
    let tied = |token: usize| TIED.into_iter().any(|relation| view.trees.relation(token).is(relation));
    let inside = view.mentions.mentions[number].tokens.clone();
    let above = inside.clone().filter_map(|token| view.trees.head(token).filter(|_| tied(token)));
    let below =
        inside.clone().flat_map(|token| view.trees.children(token).iter().copied().filter(|&child| tied(child)));
    let predicates = inside.clone().filter_map(|token| {
        let head = view.trees.head(token).filter(|_| view.trees.relation(token).is(Relation::Nsubj))?;
        view.trees.children_by(head, Relation::Cop).next().map(|_| head)
    });
    let nouns = above.chain(below).chain(predicates).filter(|noun| !inside.contains(noun));
    nouns.filter_map(|noun| kind(view, noun)).collect()
}

fn named_before(view: &View<'_>, chains: &Chains, chain: usize, token: usize) -> bool {
    chains.chains[chain].mentions.iter().any(|&number| view.mentions.mentions[number].tokens.start < token)
}

/// The company that the article is about.
fn dominant(chains: &Chains, firms: &[usize]) -> Option<usize> {
    let counts = firms.iter().map(|&chain| (chains.chains[chain].mentions.len(), chain));
    super::outstanding(counts, DOMINANT).filter(|(count, _)| *count >= DOMINANT).map(|(_, chain)| chain)
}
