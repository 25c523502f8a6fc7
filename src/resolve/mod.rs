//! Finds which mentions of an article name the same thing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::recognize::EntityType;

/// The things an article speaks of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Chains {
    /// One a thing, in the order of their first mention.
    pub chains: Vec<Chain>,
    /// The chain of each mention that names an entity, by the position of the mention.
    pub of_mention: BTreeMap<usize, usize>,
    /// The chain of a pronoun or definite description, by the position of its head token.
    pub of_token: BTreeMap<usize, usize>,
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
