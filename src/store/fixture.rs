//! A small graph and readings for the tests of this room and those below it: six things, five statements, two articles.

use std::collections::BTreeMap;

use crate::ground::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement};
use crate::recognize::EntityType;
use crate::relate::{Facts, Modality, Polarity, Reading, RoleKind};
use crate::text::{Interval, Language, Meta, Span};

use super::GraphFolder;

pub(crate) const MICROSOFT: &str = "http://www.wikidata.org/entity/Q2283";
pub(crate) const APPLE: &str = "http://www.wikidata.org/entity/Q312";
pub(crate) const CHINA: &str = "http://www.wikidata.org/entity/Q148";
pub(crate) const VIETNAM: &str = "http://www.wikidata.org/entity/Q881";
pub(crate) const NIKKEI: &str = "https://tripel.example/id/medium/nikkei";
pub(crate) const SHARE: &str = "https://tripel.example/id/amount/80-percent";
pub(crate) const FIRST: &str = "https://tripel.example/id/article/aaaaaaaaaaaaaaaa";
pub(crate) const SECOND: &str = "https://tripel.example/id/article/bbbbbbbbbbbbbbbb";

const GERMAN: &str = "Laut Nikkei verlagert Microsoft die Fertigung aus China.";
const ENGLISH: &str = "Apple moves production from China to Vietnam.";

/// A graph folder in a place that lasts as long as what comes with it.
pub(crate) fn folder() -> (tempfile::TempDir, GraphFolder) {
    let place = tempfile::tempdir().unwrap();
    let folder = GraphFolder::create_or_open(place.path().join("graph")).unwrap();
    (place, folder)
}

/// A reading without facts.
pub(crate) fn reading(path: &str, source: &str) -> Reading {
    use sha2::Digest;
    let digest: [u8; 32] = sha2::Sha256::digest(source).into();
    let (high, low) = digest.split_at(16);
    let half = |bytes: &[u8]| bytes.iter().fold(0, |number: u128, byte| number << 8 | u128::from(*byte));
    Reading {
        hash: format!("{:032x}{:032x}", half(high), half(low)),
        path: path.to_owned(),
        version: "0.1.0".to_owned(),
        meta: Meta { title: Some("Titel".to_owned()), ..Meta::default() },
        language: Language::German,
        source: source.to_owned(),
        sentences: 1,
        facts: Facts::default(),
        diagnostics: Vec::new(),
    }
}

/// The graph.
pub(crate) fn graph() -> Graph {
    let statements = vec![
        statement(MICROSOFT, "movesProductionFrom", node(CHINA), vec![evidence(FIRST, true), evidence(SECOND, true)]),
        statement(MICROSOFT, "share", node(SHARE), vec![evidence(FIRST, true)]),
        statement(MICROSOFT, "opens", node(VIETNAM), vec![evidence(FIRST, false)]),
        statement(APPLE, "movesProductionFrom", node(CHINA), vec![evidence(SECOND, true)]),
        statement(APPLE, "movesProductionTo", node(VIETNAM), vec![evidence(SECOND, true)]),
        statement(
            NIKKEI,
            "says",
            Object::Text("die Fertigung".to_owned(), Language::German),
            vec![evidence(FIRST, true)],
        ),
    ];
    let mut graph = Graph { statements, ..Graph::default() };
    graph.nodes = nodes();
    graph.relations = relations(&graph.statements);
    graph.articles =
        BTreeMap::from([(FIRST.to_owned(), article('a', "eins.txt")), (SECOND.to_owned(), article('b', "zwei.txt"))]);
    graph.statements.sort_by(|one, other| key(one).cmp(&key(other)));
    graph
}

/// The graph without one of its articles and what only that supports.
pub(crate) fn graph_without(article: &str) -> Graph {
    let mut graph = graph();
    graph.articles.remove(article);
    for statement in &mut graph.statements {
        statement.evidence.retain(|evidence| evidence.article != article);
        statement.support = statement.evidence.len() as u32;
    }
    graph.statements.retain(|statement| !statement.evidence.is_empty());
    graph
}

/// A statement with the relation of this local name in the ontology.
pub(crate) fn statement(subject: &str, relation: &str, object: Object, evidence: Vec<Evidence>) -> Statement {
    Statement {
        subject: subject.to_owned(),
        relation: format!("https://tripel.example/ontology/{relation}"),
        object,
        asserted: evidence.iter().any(|one| one.asserted),
        support: evidence.len() as u32,
        evidence,
    }
}

/// Evidence from one of the two articles.
pub(crate) fn evidence(article: &str, asserted: bool) -> Evidence {
    let text = if article == FIRST { GERMAN } else { ENGLISH };
    Evidence {
        article: article.to_owned(),
        sentence: Span::new(100, 100 + text.len()),
        text: text.to_owned(),
        subject: vec![Span::new(122, 131)],
        predicate: vec![Span::new(112, 121)],
        object: vec![Span::new(150, 155)],
        confidence: 0.8,
        polarity: Polarity::Positive,
        modality: if asserted { Modality::Asserted } else { Modality::Planned },
        speakers: vec![node(NIKKEI)],
        valid: "2025-04".parse().ok().map(Interval::at),
        roles: vec![(RoleKind::Goal, node(VIETNAM))],
        pattern: "clause".to_owned(),
        asserted,
    }
}

/// A node as the object of a statement.
pub(crate) fn node(iri: &str) -> Object {
    Object::Node(iri.to_owned())
}

/// A thing with one name in both languages, or one in each.
pub(crate) fn thing(kind: NodeKind, names: &[(&str, Option<Language>)], mentions: u32) -> Node {
    let label = |&(text, language): &(&str, Option<Language>)| Label { text: text.to_owned(), language };
    Node {
        kind,
        types: vec!["https://schema.org/Thing".to_owned()],
        labels: names.iter().map(label).collect(),
        alt_labels: Vec::new(),
        same_as: Vec::new(),
        mentions,
        first_seen: "2025-04-17".parse().ok(),
        last_seen: None,
        value: None,
    }
}

fn nodes() -> BTreeMap<String, Node> {
    let entity = |kind| NodeKind::Entity(kind);
    let mut microsoft = thing(entity(EntityType::Company), &[("Microsoft", None)], 7);
    microsoft.alt_labels.push(Label { text: "MSFT".to_owned(), language: None });
    let vietnam = [("Vietnam", None)];
    let china = [("Volksrepublik China", Some(Language::German)), ("China", Some(Language::English))];
    let nodes = [
        (MICROSOFT, microsoft),
        (APPLE, thing(entity(EntityType::Company), &[("Apple", None)], 4)),
        (CHINA, thing(entity(EntityType::Country), &china, 9)),
        (VIETNAM, thing(entity(EntityType::Country), &vietnam, 3)),
        (NIKKEI, thing(entity(EntityType::Medium), &[("Nikkei", None)], 2)),
        (SHARE, thing(NodeKind::Amount, &[("80 %", None)], 1)),
    ];
    nodes.map(|(iri, node)| (iri.to_owned(), node)).into()
}

fn relations(statements: &[Statement]) -> BTreeMap<String, RelationUse> {
    let named = |relation: &String| {
        let local = relation.rsplit('/').next().unwrap_or_default().to_owned();
        RelationUse { labels: vec![Label { text: local, language: None }], open: false }
    };
    statements.iter().map(|statement| (statement.relation.clone(), named(&statement.relation))).collect()
}

fn article(digit: char, path: &str) -> ArticleNode {
    let meta =
        Meta { title: Some("Konzerne gehen".to_owned()), published: "2025-04-17".parse().ok(), ..Meta::default() };
    let hash = std::iter::repeat_n(digit, 64).collect();
    ArticleNode { hash, path: path.to_owned(), meta, language: Language::German }
}

fn key(statement: &Statement) -> (&str, &str, &Object) {
    (&statement.subject, &statement.relation, &statement.object)
}
