//! The graph in figures.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::ground::Graph;
use crate::store::Card;

/// What there is how often. Lists begin with the most frequent; ties are broken by IRI.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Articles in the graph.
    pub articles: usize,
    /// Sentences read in them.
    pub sentences: u64,
    /// Things.
    pub nodes: usize,
    /// Things by the IRI of their narrowest class.
    pub nodes_by_type: Vec<(String, usize)>,
    /// Statements that at least one article asserts.
    pub asserted: usize,
    /// Statements that are reified only: negated, planned, reported and the like.
    pub reified: usize,
    /// Places where articles make them.
    pub evidence: usize,
    /// Statements that more than one independent source supports.
    pub corroborated: usize,
    /// Statements by the IRI of their relation.
    pub relations: Vec<(String, usize)>,
    /// Statements with a relation of the ontology; the others have one minted from a verb.
    pub in_ontology: usize,
    /// Facts that were rejected, by the reason.
    pub rejected: Vec<(String, usize)>,
}

/// Counts what is in the graph; sentences are told by the cards of its readings.
#[must_use]
pub fn stats(graph: &Graph, cards: &[Card]) -> Stats {
    let statements = &graph.statements;
    let count = |test: &dyn Fn(&crate::ground::Statement) -> bool| statements.iter().filter(|one| test(one)).count();
    let is_open = |relation: &String| graph.relations.get(relation).is_some_and(|relation| relation.open);
    let asserted = count(&|one| one.asserted);
    Stats {
        articles: graph.articles.len(),
        sentences: cards.iter().map(|card| u64::from(card.sentences)).sum(),
        nodes: graph.nodes.len(),
        nodes_by_type: frequencies(graph.nodes.values().filter_map(|node| node.types.first())),
        asserted,
        reified: statements.len() - asserted,
        evidence: statements.iter().map(|one| one.evidence.len()).sum(),
        corroborated: count(&|one| one.support > 1),
        relations: frequencies(statements.iter().map(|one| &one.relation)),
        in_ontology: count(&|one| !is_open(&one.relation)),
        rejected: by_count(graph.rejected.iter().map(|(reason, number)| (reason.clone(), *number as usize)).collect()),
    }
}

fn frequencies<'g>(names: impl Iterator<Item = &'g String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    by_count(counts.into_iter().map(|(name, count)| (name.clone(), count)).collect())
}

fn by_count(mut counts: Vec<(String, usize)>) -> Vec<(String, usize)> {
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn asserted_and_reified_statements_add_up() {
        let graph = fixture::graph();
        let card = Card::from(&fixture::reading("a.txt", "Text"));
        let stats = stats(&graph, &[card.clone(), card]);
        assert_eq!((stats.articles, stats.sentences, stats.nodes), (2, 2, 6));
        assert_eq!((stats.asserted, stats.reified, stats.evidence, stats.corroborated), (5, 1, 7, 1));
        assert_eq!(stats.relations[0], ("https://tripel.example/ontology/movesProductionFrom".to_owned(), 2));
        assert_eq!(stats.relations.iter().map(|(_, count)| count).sum::<usize>(), graph.statements.len());
        assert_eq!(stats.in_ontology, graph.statements.len());
    }

    #[test]
    fn an_empty_graph_counts_nothing() {
        assert_eq!(stats(&Graph::default(), &[]), Stats::default());
    }
}
