//! The graph that `ground` makes and `store`, `query` and `export` use. It is a pure function of the set of readings:
//! everything in it is sorted, nothing depends on the order in which articles were read.

use std::collections::BTreeMap;

use oxigraph::model::Quad;

use super::Measure;
use crate::recognize::{Amount, EntityType};
use crate::relate::{Modality, Polarity, RoleKind};
use crate::text::{CalendarDate, Interval, Language, Span};

/// The knowledge of a set of articles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// The things, by IRI.
    pub nodes: BTreeMap<String, Node>,
    /// The relations in use, by IRI.
    pub relations: BTreeMap<String, RelationUse>,
    /// The edges, sorted by subject, relation and object; one an edge, however many articles state it.
    pub statements: Vec<Statement>,
    /// The articles, by IRI.
    pub articles: BTreeMap<String, ArticleNode>,
    /// How many facts were rejected, by the reason.
    pub rejected: BTreeMap<String, u32>,
    /// What walks over this graph found and was written back: scores by measure and IRI. Readings do not give it.
    pub measures: BTreeMap<Measure, BTreeMap<String, f64>>,
    /// What users added in graphs of their own, sorted as N-Quads write it. Readings do not give it either.
    pub added: Vec<Quad>,
}

/// A thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What kind of node it is.
    pub kind: NodeKind,
    /// The IRIs of its classes, the narrowest first.
    pub types: Vec<String>,
    /// Its names, at most one a language, `None` for names that are the same in all.
    pub labels: Vec<Label>,
    /// Every other form seen or known.
    pub alt_labels: Vec<Label>,
    /// IRIs of the same thing elsewhere.
    pub same_as: Vec<String>,
    /// How often the articles mention it.
    pub mentions: u32,
    /// The date of the first article that mentions it.
    pub first_seen: Option<CalendarDate>,
    /// The date of the last one.
    pub last_seen: Option<CalendarDate>,
    /// The number or time that an amount or time node stands for.
    pub value: Option<Value>,
}

impl Node {
    /// The name to show: in the language if there is one, else the first.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        let fits = |label: &&Label| label.language.is_none_or(|own| own == language);
        self.labels.iter().find(fits).or_else(|| self.labels.first()).map_or("", |label| &label.text)
    }
}

/// What an amount or time node stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An amount, with the lemma of what it counts.
    Amount(Amount, Option<String>),
    /// A time.
    Time(Interval),
}

/// What kind of node it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A thing with a name.
    Entity(EntityType),
    /// A common noun that matters, a `skos:Concept`.
    Concept,
    /// An amount, a `schema:QuantitativeValue` or `schema:MonetaryAmount`.
    Amount,
    /// A time, as the object of a fact.
    Time,
}

/// A name in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// The name.
    pub text: String,
    /// Its language, `None` when it is the same in all.
    pub language: Option<Language>,
}

/// A relation that the graph uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationUse {
    /// Its labels.
    pub labels: Vec<Label>,
    /// Whether it was minted from a verb because the ontology has none that fits.
    pub open: bool,
}

impl RelationUse {
    /// The name to show: in the language if there is one, else the first.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        let fits = |label: &&Label| label.language.is_none_or(|own| own == language);
        self.labels.iter().find(fits).or_else(|| self.labels.first()).map_or("", |label| &label.text)
    }
}

/// An edge with all its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The IRI of the subject, a key of [`Graph::nodes`].
    pub subject: String,
    /// The IRI of the relation, a key of [`Graph::relations`].
    pub relation: String,
    /// The object.
    pub object: Object,
    /// Whether at least one article asserts it; else it is reified only.
    pub asserted: bool,
    /// How many independent sources support it; copies of one text count once.
    pub support: u32,
    /// Where it is stated, sorted by article and place; never empty.
    pub evidence: Vec<Evidence>,
}

/// The object of an edge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// The IRI of a node.
    Node(String),
    /// Words said, with their language.
    Text(String, Language),
}

/// One place where an article states an edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The IRI of the article, a key of [`Graph::articles`].
    pub article: String,
    /// The sentence, in bytes of the article's source.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
    /// Where the subject stands.
    pub subject: Vec<Span>,
    /// Where the predicate stands.
    pub predicate: Vec<Span>,
    /// Where the object stands.
    pub object: Vec<Span>,
    /// How likely it is that the text states it so, in [0, 1].
    pub confidence: f32,
    /// Whether it is said to hold.
    pub polarity: Polarity,
    /// How it is said to hold.
    pub modality: Modality,
    /// Who says so: the IRI of a node, or the speaker's words.
    pub speakers: Vec<Object>,
    /// When it holds or happened.
    pub valid: Option<Interval>,
    /// What else the sentence says about it.
    pub roles: Vec<(RoleKind, Object)>,
    /// The pattern that found it.
    pub pattern: String,
    /// Whether this article asserts it.
    pub asserted: bool,
}

/// An article of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleNode {
    /// The hash of its text, in hexadecimal digits.
    pub hash: String,
    /// Where it was read from, as the user named it.
    pub path: String,
    /// What is known about it.
    pub meta: crate::text::Meta,
    /// The language it is written in.
    pub language: Language,
}
