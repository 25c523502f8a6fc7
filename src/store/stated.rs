//! What each article states, in the order of its text. The place there numbers the evidence, so that what other articles
//! say about the same things does not change its IRI. Four bytes number a piece of evidence: a graph has millions.

use std::collections::BTreeMap;

use crate::ground::{Evidence, Graph, Statement};

/// A piece of evidence by its place in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    statement: u32,
    evidence: u32,
}

impl Place {
    /// The statement and the evidence for it that stand there.
    pub(super) fn find(self, graph: &Graph) -> Option<(&Statement, &Evidence)> {
        let statement = graph.statements.get(self.statement as usize)?;
        Some((statement, statement.evidence.get(self.evidence as usize)?))
    }
}

/// The evidence of each article, by its IRI and in the order of its text.
pub(super) fn by_article(graph: &Graph) -> BTreeMap<&str, Vec<Place>> {
    let mut of_article: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for (statement, stated) in graph.statements.iter().enumerate() {
        for (evidence, one) in stated.evidence.iter().enumerate() {
            let place = Place { statement: statement as u32, evidence: evidence as u32 };
            of_article.entry(&one.article).or_default().push(place);
        }
    }
    let order = |place: &Place| place.find(graph).map(in_text);
    for places in of_article.values_mut() {
        places.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    of_article
}

/// The number of each piece of evidence in its article, in the order in which the graph has them.
pub(super) fn numbers(graph: &Graph) -> Vec<u32> {
    let starts: Vec<usize> =
        graph.statements.iter().scan(0, |next, one| Some(after(next, one.evidence.len()))).collect();
    let mut numbers = vec![0; graph.statements.iter().map(|one| one.evidence.len()).sum()];
    for places in by_article(graph).into_values() {
        for (number, place) in places.into_iter().enumerate() {
            numbers[starts[place.statement as usize] + place.evidence as usize] = number as u32;
        }
    }
    numbers
}

/// Where the counted begin, when all before end at `next`.
fn after(next: &mut usize, count: usize) -> usize {
    let start = *next;
    *next += count;
    start
}

fn in_text<'a>((statement, evidence): (&'a Statement, &'a Evidence)) -> impl Ord + 'a {
    let Evidence { sentence, subject, predicate, object, pattern, .. } = evidence;
    (sentence, predicate, subject, object, &statement.relation, &statement.subject, &statement.object, pattern)
}
