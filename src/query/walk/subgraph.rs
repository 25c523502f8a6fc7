//! A part of the graph: what is said of things of some type, by some relation, in some time, by some articles, or around
//! some things. What is left is a graph like any other, so every walk and every export takes it.

use std::collections::BTreeSet;

use oxigraph::model::{NamedOrBlankNode, Quad};

use super::{View, neighborhood};
use crate::ground::{ArticleNode, Graph, Object, RelationUse, Statement};
use crate::text::CalendarDate;

/// What is wanted; an empty list or `None` wants all. What is wanted in several ways must fit in all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Classes, by IRI or its last part (*Corporation*): both ends of an edge must have one of them.
    pub types: Vec<String>,
    /// Relations, by IRI, its last part (*acquires*) or a label (*acquires*, *übernimmt*).
    pub relations: Vec<String>,
    /// Only what articles since this day say.
    pub since: Option<CalendarDate>,
    /// Only what articles up to this day say.
    pub until: Option<CalendarDate>,
    /// Only what these articles say, by a part of their path, headline, publisher or address.
    pub sources: Vec<String>,
    /// Only what lies around these things, by IRI.
    pub around: Vec<String>,
    /// How many edges away.
    pub hops: usize,
}

impl Choice {
    /// Whether it wants all.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self { hops: self.hops, ..Self::default() }
    }
}

/// The part of the graph that is wanted, with the things, relations and articles that it speaks of.
#[must_use]
pub fn subgraph(graph: &Graph, choice: &Choice) -> Graph {
    let mut part = Graph { rejected: graph.rejected.clone(), measures: graph.measures.clone(), ..Graph::default() };
    part.statements = graph.statements.iter().filter_map(|statement| fitting(graph, statement, choice)).collect();
    if !choice.around.is_empty() {
        let near = near(&part, choice);
        let mut position = 0..;
        part.statements.retain(|_| position.next().is_some_and(|position| near.contains(&position)));
    }
    describe(&mut part, graph);
    let is_there = |quad: &&Quad| matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if part.nodes.contains_key(node.as_str()));
    part.added = graph.added.iter().filter(is_there).cloned().collect();
    part
}

/// The statement with the evidence that fits; none if there is none.
fn fitting(graph: &Graph, statement: &Statement, choice: &Choice) -> Option<Statement> {
    let fits = is_of_type(graph, statement, &choice.types) && is_of_relation(graph, statement, &choice.relations);
    let evidence = statement.evidence.iter().filter(|one| {
        fits && graph
            .articles
            .get(&one.article)
            .is_some_and(|article| is_dated(article, choice) && is_from(article, &choice.sources))
    });
    let evidence: Vec<_> = evidence.cloned().collect();
    if evidence.is_empty() {
        return None;
    }
    let articles = evidence.iter().map(|one| &one.article).collect::<BTreeSet<_>>().len() as u32;
    Some(Statement {
        subject: statement.subject.clone(),
        relation: statement.relation.clone(),
        object: statement.object.clone(),
        asserted: evidence.iter().any(|one| one.asserted),
        support: statement.support.min(articles),
        evidence,
    })
}

fn is_of_type(graph: &Graph, statement: &Statement, types: &[String]) -> bool {
    let fits = |iri: &String| {
        let classes = graph.nodes.get(iri).map(|node| node.types.as_slice()).unwrap_or_default();
        classes.iter().any(|class| types.iter().any(|wanted| is_called(class, wanted)))
    };
    let object = match &statement.object {
        Object::Node(iri) => fits(iri),
        Object::Text(..) => true,
    };
    types.is_empty() || (object && fits(&statement.subject))
}

fn is_of_relation(graph: &Graph, statement: &Statement, relations: &[String]) -> bool {
    let labels = graph.relations.get(&statement.relation).map(|RelationUse { labels, .. }| labels.as_slice());
    let labelled =
        |wanted: &String| labels.unwrap_or_default().iter().any(|label| label.text.eq_ignore_ascii_case(wanted));
    relations.is_empty() || relations.iter().any(|wanted| is_called(&statement.relation, wanted) || labelled(wanted))
}

/// Whether the IRI or its last part is meant.
fn is_called(iri: &str, wanted: &str) -> bool {
    iri == wanted || iri.rsplit(['/', '#']).next().is_some_and(|name| name.eq_ignore_ascii_case(wanted))
}

/// An article without a date is in no stretch of time.
fn is_dated(article: &ArticleNode, choice: &Choice) -> bool {
    let published = article.meta.published;
    let since = choice.since.is_none_or(|since| published.is_some_and(|day| day.last_day() >= since.first_day()));
    let until = choice.until.is_none_or(|until| published.is_some_and(|day| day.first_day() <= until.last_day()));
    since && until
}

fn is_from(article: &ArticleNode, sources: &[String]) -> bool {
    let meta = &article.meta;
    let told = [Some(&article.path), meta.title.as_ref(), meta.publisher.as_ref(), meta.url.as_ref()];
    let told: Vec<String> = told.into_iter().flatten().map(|words| words.to_lowercase()).collect();
    sources.is_empty() || sources.iter().any(|wanted| told.iter().any(|words| words.contains(&wanted.to_lowercase())))
}

/// The positions of the statements around what is wanted.
fn near(part: &Graph, choice: &Choice) -> BTreeSet<usize> {
    let view = View::all(part);
    choice.around.iter().flat_map(|iri| neighborhood(&view, iri, choice.hops).statements).collect()
}

/// Takes over what the statements of the part speak of.
fn describe(part: &mut Graph, graph: &Graph) {
    for statement in &part.statements {
        let evidence = &statement.evidence;
        let roles = evidence.iter().flat_map(|one| one.roles.iter().map(|(_, object)| object).chain(&one.speakers));
        let objects = roles.chain([&statement.object]).filter_map(|object| match object {
            Object::Node(iri) => Some(iri),
            Object::Text(..) => None,
        });
        for iri in objects.chain([&statement.subject]) {
            part.nodes.extend(graph.nodes.get(iri).map(|node| (iri.clone(), node.clone())));
        }
        let relation = &statement.relation;
        part.relations.extend(graph.relations.get(relation).map(|used| (relation.clone(), used.clone())));
        let articles = evidence.iter().map(|one| &one.article);
        part.articles.extend(articles.filter_map(|iri| Some((iri.clone(), graph.articles.get(iri)?.clone()))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{self, APPLE, CHINA, FIRST, MICROSOFT, VIETNAM};

    fn part(choice: &Choice) -> Graph {
        subgraph(&fixture::graph(), &Choice { hops: 1, ..choice.clone() })
    }

    #[test]
    fn who_wants_nothing_special_gets_all_statements() {
        assert!(Choice::default().is_all());
        assert_eq!(part(&Choice::default()).statements, fixture::graph().statements);
    }

    #[test]
    fn a_relation_is_chosen_by_its_last_part_or_its_label() {
        let choice = Choice { relations: vec!["movesProductionFrom".to_owned()], ..Choice::default() };
        let part = part(&choice);
        assert_eq!(part.statements.len(), 2);
        assert_eq!(part.relations.len(), 1);
        assert!(!part.nodes.contains_key(fixture::SHARE));
    }

    #[test]
    fn what_lies_around_a_thing_is_chosen() {
        let around = part(&Choice { around: vec![VIETNAM.to_owned()], ..Choice::default() });
        let subjects: BTreeSet<&str> = around.statements.iter().map(|one| one.subject.as_str()).collect();
        assert_eq!(subjects, BTreeSet::from([MICROSOFT, APPLE]));
    }

    #[test]
    fn what_one_source_says_loses_the_evidence_of_the_others() {
        let part = part(&Choice { sources: vec!["EINS".to_owned()], ..Choice::default() });
        assert!(part.statements.iter().flat_map(|one| &one.evidence).all(|one| one.article == FIRST));
        assert!(part.statements.iter().all(|one| one.support == 1));
        assert!(part.statements.iter().all(|one| one.subject != APPLE));
        assert_eq!(part.articles.len(), 1);
    }

    #[test]
    fn a_time_without_articles_holds_nothing() {
        let date = |text: &str| text.parse().ok();
        let of =
            |since: &str, until: &str| part(&Choice { since: date(since), until: date(until), ..Choice::default() });
        assert!(of("2025-05", "2025-06").statements.is_empty());
        assert_eq!(of("2025-04", "2025-04-17").statements.len(), fixture::graph().statements.len());
    }

    #[test]
    fn both_ends_must_be_of_the_type() {
        let mut graph = fixture::graph();
        for iri in [MICROSOFT, CHINA] {
            graph.nodes.get_mut(iri).unwrap().types = vec!["https://schema.org/Place".to_owned()];
        }
        let part = subgraph(&graph, &Choice { types: vec!["place".to_owned()], ..Choice::default() });
        assert_eq!(part.statements.len(), 1);
        assert_eq!(part.statements[0].object, fixture::node(CHINA));
    }
}
