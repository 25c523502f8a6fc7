//! Finds which mentions of an article name the same thing: names first, then definite descriptions, then pronouns.
//! What is unsure stays unresolved: a fact that is not made does less harm than a wrong one.

mod description;
mod kind;
mod metonymy;
mod name;
pub mod phrase;
mod pronoun;
mod quote;

pub use quote::Quotes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use crate::parse::Trees;
use crate::recognize::Mentions;
use crate::tag::Tags;
use crate::text::{Document, EntityType};

/// The things an article speaks of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Chains {
    /// One a thing, in the order of their first mention.
    pub chains: Vec<Chain>,
    /// The chain of each mention that names an entity, by the position of the mention.
    pub of_mention: BTreeMap<usize, usize>,
    /// The chain of a pronoun or definite description that rules resolve, by the position of its head token.
    pub of_token: BTreeMap<usize, usize>,
    /// The chain of each further pronoun that learnt weights are sure of.
    pub of_pronoun: BTreeMap<usize, usize>,
}

impl Chains {
    /// The chain of the pronoun or definite description that a token heads.
    #[must_use]
    pub fn at(&self, token: usize) -> Option<usize> {
        self.of_token.get(&token).or_else(|| self.of_pronoun.get(&token)).copied()
    }
}

/// All the places in an article that speak of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Its mentions, by position.
    pub mentions: Vec<usize>,
}

/// Of counts of chains the most, with its chain, if it is so many times as large as any other.
pub(crate) fn outstanding(counts: impl IntoIterator<Item = (usize, usize)>, times: usize) -> Option<(usize, usize)> {
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let &first = counts.first()?;
    counts.get(1).is_none_or(|next| first.0 >= times * next.0).then_some(first)
}

/// Finds the chains of a document.
#[must_use]
pub fn resolve(document: &Document, tags: &Tags, trees: &Trees, mentions: &Mentions, lexicon: &Lexicon) -> Chains {
    let view = description::View { document, tags, trees, mentions, lexicon };
    let mut chains = name::chains(document, mentions, &metonymy::stand_ins(&view), lexicon);
    metonymy::governments(&view, &mut chains);
    description::resolve(&view, &mut chains);
    let quotes = Quotes::find(document, tags);
    let ruled = pronoun::resolve(&view, &chains, &quotes);
    chains.of_token.extend(ruled);
    chains.of_pronoun = phrase::pronouns(view, &chains, &quotes);
    chains
}
