//! The graph in portions, for those who write it out: all that is said of a thing at once, so that no more than that is
//! held beside the graph. The quads are those of [`quads`](super::quads), each once where a portion is without repetition.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, Quad};

use super::dataset::{Quads, describe_article, describe_node, describe_relation, iri};
use super::stated::{self, Place};
use super::{measure, provenance};
use crate::ground::{Evidence, Graph, Measure, Statement};

/// What the default graph or a named graph holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space<'g> {
    /// What things, relations and articles are called.
    Default,
    /// What a walk found.
    Measure(Measure),
    /// What an article states, by its IRI.
    Article(&'g str),
    /// What users added to a graph of their own, by its name.
    Added(&'g GraphName),
}

/// Gives all quads thing by thing, those of a thing in all graphs together.
///
/// # Errors
/// Those of `take`, which ends it.
pub fn each_thing<E>(
    graph: &Graph,
    evidence: bool,
    take: impl FnMut(&mut Vec<Quad>) -> Result<(), E>,
) -> Result<(), E> {
    let mut portions = Portions { added: by_subject(&graph.added), ..Portions::of(graph, evidence, take) };
    let mut statements = graph.statements.iter().peekable();
    for key in graph.nodes.keys() {
        while let Some(statement) = statements.next_if(|statement| statement.subject <= *key) {
            portions.fill(|quads| statement.evidence.iter().for_each(|one| assert(quads, statement, one)));
        }
        portions.thing(key)?;
    }
    for statement in statements {
        portions.give(|quads| statement.evidence.iter().for_each(|one| assert(quads, statement, one)))?;
    }
    portions.names()?;
    portions.support(true)?;
    portions.rest()
}

/// Gives the quads of graph after graph, each thing by thing.
#[derive(Debug)]
pub struct Spaces<'g> {
    graph: &'g Graph,
    evidence: bool,
    stated: BTreeMap<&'g str, Vec<Place>>,
}

impl<'g> Spaces<'g> {
    /// Those of a graph, with its evidence or without.
    #[must_use]
    pub fn of(graph: &'g Graph, evidence: bool) -> Self {
        Self { graph, evidence, stated: stated::by_article(graph) }
    }

    /// The default graph, the graphs of walks and those of articles, in this order.
    #[must_use]
    pub fn all(&self) -> Vec<Space<'g>> {
        let measures = self.graph.measures.keys().map(|measure| Space::Measure(*measure));
        let articles = self.stated.keys().copied().map(Space::Article);
        let names = self.graph.added.iter().map(|quad| &quad.graph_name);
        let added: BTreeMap<String, &GraphName> = names.map(|name| (name.to_string(), name)).collect();
        let added = added.into_values().map(Space::Added);
        std::iter::once(Space::Default).chain(measures).chain(articles).chain(added).collect()
    }

    /// Gives the quads of one.
    ///
    /// # Errors
    /// Those of `take`, which ends it.
    pub fn each_thing<E>(&self, space: Space<'g>, take: impl FnMut(&mut Vec<Quad>) -> Result<(), E>) -> Result<(), E> {
        let mut portions = Portions::of(self.graph, self.evidence, take);
        match space {
            Space::Default => {
                self.graph
                    .nodes
                    .iter()
                    .try_for_each(|(key, node)| portions.give(|quads| describe_node(quads, key, node)))?;
                portions.names()?;
                portions.support(false)
            }
            Space::Measure(measure) => portions.measure(measure),
            Space::Article(article) => portions.article(self.stated.get(article).map_or(&[], Vec::as_slice)),
            Space::Added(name) => {
                portions.added = by_subject(self.graph.added.iter().filter(|quad| quad.graph_name == *name));
                portions.rest()
            }
        }
    }
}

/// Fills a portion and gives it away.
struct Portions<'g, T> {
    graph: &'g Graph,
    evidence: bool,
    portion: Vec<Quad>,
    /// What users added and goes with what else is said of its subject.
    added: BTreeMap<String, Vec<&'g Quad>>,
    take: T,
}

/// Quads by their subjects.
fn by_subject<'g>(quads: impl IntoIterator<Item = &'g Quad>) -> BTreeMap<String, Vec<&'g Quad>> {
    let mut of_subject: BTreeMap<String, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        of_subject.entry(quad.subject.to_string()).or_default().push(quad);
    }
    of_subject
}

impl<'g, E, T: FnMut(&mut Vec<Quad>) -> Result<(), E>> Portions<'g, T> {
    fn of(graph: &'g Graph, evidence: bool, take: T) -> Self {
        Self { graph, evidence, portion: Vec::new(), added: BTreeMap::new(), take }
    }

    fn fill(&mut self, fill: impl FnOnce(&mut Quads<'_>)) {
        fill(&mut Quads::new(&mut |quad| self.portion.push(quad)));
    }

    /// Gives away what there is with what is filled in now.
    fn give(&mut self, fill: impl FnOnce(&mut Quads<'_>)) -> Result<(), E> {
        self.fill(fill);
        let Some(first) = self.portion.first() else { return Ok(()) };
        if !self.added.is_empty() {
            let added = self.added.remove(&first.subject.to_string());
            self.portion.extend(added.into_iter().flatten().cloned());
        }
        (self.take)(&mut self.portion)?;
        self.portion.clear();
        Ok(())
    }

    /// What a thing is called and what walks found of it.
    fn thing(&mut self, key: &str) -> Result<(), E> {
        let graph = self.graph;
        self.give(|quads| {
            graph.nodes.get(key).into_iter().for_each(|node| describe_node(quads, key, node));
            for (measure, scores) in &graph.measures {
                scores.get(key).into_iter().for_each(|score| measure::score(quads, *measure, key, *score));
            }
        })
    }

    /// What relations and articles are called.
    fn names(&mut self) -> Result<(), E> {
        let graph = self.graph;
        graph.relations.iter().try_for_each(|(key, one)| self.give(|quads| describe_relation(quads, key, one)))?;
        graph.articles.iter().try_for_each(|(key, one)| self.give(|quads| describe_article(quads, key, one)))
    }

    /// The run, and what supports each statement; with it, if wanted, the evidence.
    fn support(&mut self, with_evidence: bool) -> Result<(), E> {
        if !self.evidence {
            return Ok(());
        }
        let graph = self.graph;
        self.give(|quads| provenance::activity(quads, graph))?;
        let numbers = if with_evidence { stated::numbers(graph) } else { Vec::new() };
        let mut numbers = numbers.into_iter();
        for statement in &graph.statements {
            let triple = provenance::triple(statement);
            self.give(|quads| provenance::support(quads, statement, &triple))?;
            // Without numbers there is nothing to be zipped with.
            for evidence in statement.evidence.iter().zip(numbers.by_ref()) {
                self.give(|quads| provenance::describe(quads, graph, &triple, evidence))?;
            }
        }
        Ok(())
    }

    /// What users added to things that nothing else is said of.
    fn rest(&mut self) -> Result<(), E> {
        let rest = std::mem::take(&mut self.added);
        rest.into_values()
            .try_for_each(|quads| self.give(|portion| quads.into_iter().cloned().for_each(|quad| portion.push(quad))))
    }

    fn measure(&mut self, measure: Measure) -> Result<(), E> {
        let graph = self.graph;
        let scores = graph.measures.get(&measure).into_iter().flatten();
        let mut of_things = scores.filter(|(key, _)| graph.nodes.contains_key(*key));
        of_things.try_for_each(|(key, score)| self.give(|quads| measure::score(quads, measure, key, *score)))
    }

    /// What an article asserts, subject by subject, then each place where it states something.
    fn article(&mut self, places: &[Place]) -> Result<(), E> {
        let graph = self.graph;
        let mut asserted: Vec<_> = places.iter().filter_map(|place| place.find(graph)).collect();
        asserted.sort_by_key(|(statement, _)| &statement.subject);
        for said in asserted.chunk_by(|(one, _), (other, _)| one.subject == other.subject) {
            self.give(|quads| said.iter().for_each(|(statement, one)| assert(quads, statement, one)))?;
        }
        if !self.evidence {
            return Ok(());
        }
        for (number, place) in places.iter().enumerate() {
            let Some((statement, evidence)) = place.find(graph) else { continue };
            let triple = provenance::triple(statement);
            self.give(|quads| provenance::describe(quads, graph, &triple, (evidence, number as u32)))?;
        }
        Ok(())
    }
}

/// Adds the bare triple, if the evidence asserts it.
fn assert(quads: &mut Quads<'_>, statement: &Statement, evidence: &Evidence) {
    if evidence.asserted {
        quads.push(provenance::triple(statement).in_graph(GraphName::from(iri(&evidence.article))));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::convert::Infallible;

    use oxigraph::model::NamedNode;

    use super::*;
    use crate::store::{bare_quads, fixture, quads};

    fn expected(graph: &Graph, evidence: bool) -> BTreeSet<String> {
        let all = if evidence { quads(graph) } else { bare_quads(graph) };
        all.iter().map(ToString::to_string).collect()
    }

    fn graph() -> Graph {
        let mut graph = fixture::graph();
        graph.measures.insert(Measure::Betweenness, [(fixture::APPLE.to_owned(), 0.125)].into());
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let added =
            |subject: &str, graph: &str| Quad::new(node(subject), node("urn:p"), node(fixture::CHINA), node(graph));
        graph.added = vec![added(fixture::APPLE, "urn:g1"), added("urn:new", "urn:g1"), added("urn:new", "urn:g2")];
        graph
    }

    #[test]
    fn portions_by_thing_are_the_whole_graph() {
        for evidence in [false, true] {
            let mut found = BTreeSet::new();
            let take = |portion: &mut Vec<Quad>| {
                found.extend(portion.iter().map(ToString::to_string));
                Ok::<_, Infallible>(())
            };
            each_thing(&graph(), evidence, take).unwrap();
            assert_eq!(found, expected(&graph(), evidence));
        }
    }

    #[test]
    fn portions_by_graph_are_the_whole_graph() {
        let graph = graph();
        for evidence in [false, true] {
            let own = Spaces::of(&graph, evidence);
            let mut found = BTreeSet::new();
            for space in own.all() {
                let mut names = BTreeSet::new();
                let take = |portion: &mut Vec<Quad>| {
                    names.extend(portion.iter().map(|quad| quad.graph_name.to_string()));
                    found.extend(portion.iter().map(ToString::to_string));
                    Ok::<_, Infallible>(())
                };
                own.each_thing(space, take).unwrap();
                assert!(names.len() <= 1, "{names:?}");
            }
            assert_eq!(found, expected(&graph, evidence));
        }
    }

    #[test]
    fn a_portion_speaks_of_one_thing() {
        let take = |portion: &mut Vec<Quad>| {
            let subjects: BTreeSet<_> = portion.iter().map(|quad| quad.subject.to_string()).collect();
            assert_eq!(subjects.len(), 1);
            Ok::<_, Infallible>(())
        };
        each_thing(&graph(), true, take).unwrap();
    }

    #[test]
    fn who_takes_may_end_it() {
        let mut taken = 0;
        let take = |_: &mut Vec<Quad>| {
            taken += 1;
            Err("enough")
        };
        assert_eq!(each_thing(&graph(), true, take), Err("enough"));
        assert_eq!(taken, 1);
    }
}
