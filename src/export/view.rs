//! The graph as a network has it: nodes with one label, edges between two nodes. A statement whose object is words said
//! has no second node and is left out here; the formats of RDF carry it.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::color::{self, Color};
use crate::ground::{ArticleNode, Evidence, Graph, NodeKind, Object, Statement};
use crate::text::{CalendarDate, Language};

/// The network, in the order of the graph.
pub(super) struct View {
    /// One a node of the graph, with edges or without.
    pub(super) nodes: Vec<Node>,
    /// One a statement between two nodes; all run from subject to object.
    pub(super) edges: Vec<Edge>,
    /// Whether the edges tell of their evidence.
    pub(super) evidence: bool,
}

/// A node of the network.
pub(super) struct Node {
    /// Its IRI. It is the id in every format, so that two exports can be laid over each other.
    pub(super) iri: String,
    /// Its name in the language asked for.
    pub(super) label: String,
    /// The last part of the IRI of its narrowest class.
    pub(super) kind: String,
    /// The colour of its kind.
    pub(super) color: Color,
    /// The number of edges at it in this network.
    pub(super) degree: u32,
    /// How often the articles mention it.
    pub(super) mentions: u32,
    /// When it was spoken of.
    pub(super) seen: Seen,
}

/// An edge of the network.
pub(super) struct Edge {
    /// Its id: `e` and the position of its statement in the graph.
    pub(super) id: String,
    /// The IRI of the subject.
    pub(super) source: String,
    /// The IRI of the object.
    pub(super) target: String,
    /// The name of the relation in the language asked for.
    pub(super) label: String,
    /// The IRI of the relation.
    pub(super) relation: String,
    /// How many independent sources support it, at least 1.
    pub(super) weight: u32,
    /// When it was told.
    pub(super) seen: Seen,
    /// The articles that state it, by headline or else path.
    pub(super) articles: Vec<String>,
    /// The sentences that state it: all with evidence, else the first that asserts it.
    pub(super) sentences: Vec<String>,
    /// Whether an article asserts it.
    pub(super) asserted: bool,
    /// How the articles say that it holds, sorted.
    pub(super) modalities: Vec<&'static str>,
    /// Whether they say that it holds, sorted.
    pub(super) polarities: Vec<&'static str>,
    /// Who says so, sorted.
    pub(super) speakers: Vec<String>,
    /// The greatest confidence among its evidence.
    pub(super) confidence: f32,
}

/// The dates of the first and the last article that speak of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// The first.
    pub(super) first: Option<CalendarDate>,
    /// The last.
    pub(super) last: Option<CalendarDate>,
}

impl View {
    /// The network of a graph.
    pub(super) fn of(graph: &Graph, options: Options) -> Self {
        let statements = graph.statements.iter().enumerate();
        let shown = statements.filter(|(_, statement)| options.evidence || statement.asserted);
        let edges: Vec<Edge> =
            shown.filter_map(|(position, statement)| edge(graph, position, statement, options)).collect();
        Self { nodes: nodes(graph, &edges, options.language), edges, evidence: options.evidence }
    }
}

fn edge(graph: &Graph, position: usize, statement: &Statement, options: Options) -> Option<Edge> {
    let Object::Node(target) = &statement.object else { return None };
    let evidence = &statement.evidence;
    let relation = graph.relations.get(&statement.relation);
    Some(Edge {
        id: format!("e{position}"),
        source: statement.subject.clone(),
        target: target.clone(),
        label: relation.map(|relation| one_line(relation.label(options.language))).unwrap_or_default(),
        relation: statement.relation.clone(),
        weight: statement.support.max(1),
        seen: seen(graph, evidence),
        articles: distinct(evidence.iter().filter_map(|one| graph.articles.get(&one.article)).map(title)),
        sentences: sentences(statement, options.evidence),
        asserted: statement.asserted,
        modalities: sorted(evidence.iter().map(|one| one.modality.name())),
        polarities: sorted(evidence.iter().map(|one| one.polarity.name())),
        speakers: sorted(evidence.iter().flat_map(|one| speakers(graph, one, options.language))),
        confidence: evidence.iter().map(|one| one.confidence).fold(0.0, f32::max),
    })
}

fn seen(graph: &Graph, evidence: &[Evidence]) -> Seen {
    let articles = evidence.iter().filter_map(|one| graph.articles.get(&one.article));
    let dates: BTreeSet<CalendarDate> = articles.filter_map(|article| article.meta.published).collect();
    Seen { first: dates.first().copied(), last: dates.last().copied() }
}

fn title(article: &ArticleNode) -> String {
    one_line(article.meta.title.as_deref().unwrap_or(&article.path))
}

fn sentences(statement: &Statement, all: bool) -> Vec<String> {
    let mut evidence: Vec<&Evidence> = statement.evidence.iter().collect();
    evidence.sort_by_key(|one| !one.asserted);
    let shown = if all { evidence.len() } else { 1 };
    distinct(evidence.into_iter().take(shown).map(|one| one_line(&one.text)))
}

fn speakers(graph: &Graph, evidence: &Evidence, language: Language) -> Vec<String> {
    let name = |speaker: &Object| match speaker {
        Object::Node(iri) => graph.nodes.get(iri).map_or_else(|| iri.clone(), |node| one_line(node.label(language))),
        Object::Text(words, _) => one_line(words),
    };
    evidence.speakers.iter().map(name).collect()
}

fn nodes(graph: &Graph, edges: &[Edge], language: Language) -> Vec<Node> {
    let mut degrees: BTreeMap<&str, u32> = BTreeMap::new();
    for edge in edges {
        *degrees.entry(&edge.source).or_default() += 1;
        *degrees.entry(&edge.target).or_default() += 1;
    }
    let node = |(iri, node): (&String, &crate::ground::Node)| Node {
        iri: iri.clone(),
        label: one_line(node.label(language)),
        kind: node.types.first().map_or_else(|| kind_name(node.kind).to_owned(), |class| local_name(class).to_owned()),
        color: color::of(node.kind),
        degree: degrees.get(iri.as_str()).copied().unwrap_or_default(),
        mentions: node.mentions,
        seen: Seen { first: node.first_seen, last: node.last_seen },
    };
    graph.nodes.iter().map(node).collect()
}

fn kind_name(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Entity(_) => "Thing",
        NodeKind::Concept => "Concept",
        NodeKind::Amount => "QuantitativeValue",
        NodeKind::Time => "Time",
    }
}

/// What follows the last `/` or `#` of an IRI.
fn local_name(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

/// The words with single blanks between them: labels and cells stand on one line in every format.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<BTreeSet<T>>().into_iter().collect()
}

/// Each once, in the order of the first.
fn distinct(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}
