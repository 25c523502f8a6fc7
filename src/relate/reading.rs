//! A reading: what is kept of an article. Readings are the source of truth; the graph is a pure function of them.

use serde::{Deserialize, Serialize};

use super::Facts;
use crate::text::{Diagnostic, Language, Meta};

/// All that is kept of an article; a new ontology needs no new reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The SHA-256 of the article's bytes, in hexadecimal digits: the article's identity.
    pub hash: String,
    /// Where it was read from, as the user named it.
    pub path: String,
    /// The version of the reader.
    pub version: String,
    /// What is known about the article.
    pub meta: Meta,
    /// The language most of it is written in.
    pub language: Language,
    /// The source that all spans point into.
    pub source: String,
    /// How many sentences were read.
    pub sentences: u32,
    /// What it states.
    pub facts: Facts,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}
