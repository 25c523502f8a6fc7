//! The graph in memory, for the SPARQL engine of Oxigraph: every term stands once, quads are rows of four numbers in four
//! sorted tables. Made of a graph at once and never changed, it takes a tenth of the time and of the memory that
//! Oxigraph's own store in memory needs, which is made for changes.

use std::convert::Infallible;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexSet;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::store::Store;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use spareval::{InternalQuad, QueryableDataset};

/// A graph that can be asked in SPARQL; to clone it costs nothing.
#[derive(Clone)]
pub enum Dataset {
    /// In memory.
    Memory(Arc<Index>),
    /// In a store of Oxigraph: on disk, or one that is changed.
    Store(Store),
}

impl Dataset {
    /// The values that a thing has in a property, in any graph, each once.
    #[must_use]
    pub fn objects(&self, thing: &NamedNode, property: &NamedNode) -> Vec<Term> {
        match self {
            Self::Memory(index) => index.objects(thing, property),
            Self::Store(store) => {
                // It has the triples of all graphs, each once.
                let all = Some(GraphNameRef::DefaultGraph);
                let found = store.quads_for_pattern(Some(thing.into()), Some(property.into()), None, all);
                found.filter_map(Result::ok).map(|quad| quad.object).collect()
            }
        }
    }
}

/// Subject, predicate, object and graph, by the numbers of their terms; [`NO_GRAPH`] is the default graph.
type Row = [u32; 4];

const NO_GRAPH: u32 = u32::MAX;

/// In which order the columns of the tables stand. The graph is last where it is not first, so that the rows of a triple
/// that several graphs have are neighbours.
const ORDERS: [[usize; 4]; 4] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];

/// A graph in memory. What is asked of its default graph is answered from all graphs, each triple once.
pub struct Index {
    terms: IndexSet<Term, FxBuildHasher>,
    tables: [Vec<Row>; 4],
}

/// An [`Index`] in the making.
#[derive(Default)]
pub(super) struct IndexBuilder {
    terms: IndexSet<Term, FxBuildHasher>,
    rows: Vec<Row>,
}

impl IndexBuilder {
    /// Adds a quad.
    pub(super) fn add(&mut self, quad: Quad) {
        let Quad { subject, predicate, object, graph_name } = quad;
        let row = [
            self.number(subject_term(subject)),
            self.number(predicate.into()),
            self.number(object),
            graph_term(graph_name).map_or(NO_GRAPH, |graph| self.number(graph)),
        ];
        self.rows.push(row);
    }

    fn number(&mut self, term: Term) -> u32 {
        self.terms.insert_full(term).0 as u32
    }

    /// Puts the rows in order.
    pub(super) fn build(self) -> Index {
        let mut tables = ORDERS.map(|_| Vec::new());
        tables.par_iter_mut().zip(ORDERS).for_each(|(table, order)| {
            *table = self.rows.iter().map(|row| order.map(|column| row[column])).collect();
            table.sort_unstable();
            table.dedup();
        });
        Index { terms: self.terms, tables }
    }
}

fn subject_term(subject: NamedOrBlankNode) -> Term {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.into(),
        NamedOrBlankNode::BlankNode(node) => node.into(),
    }
}

fn graph_term(graph: GraphName) -> Option<Term> {
    match graph {
        GraphName::NamedNode(node) => Some(node.into()),
        GraphName::BlankNode(node) => Some(node.into()),
        GraphName::DefaultGraph => None,
    }
}

/// What is asked for: the numbers that are given, in the order of [`Row`].
type Pattern = [Option<u32>; 4];

impl Index {
    /// Whether a triple stands in any graph.
    #[must_use]
    pub fn has(&self, triple: &Triple) -> bool {
        let terms = [subject_term(triple.subject.clone()), triple.predicate.clone().into(), triple.object.clone()];
        let [Some(subject), Some(predicate), Some(object)] =
            terms.map(|term| self.terms.get_index_of(&term).map(|number| number as u32))
        else {
            return false;
        };
        !self.find([Some(subject), Some(predicate), Some(object), None]).range.is_empty()
    }

    fn objects(&self, thing: &NamedNode, property: &NamedNode) -> Vec<Term> {
        let number = |node: &NamedNode| self.terms.get_index_of(&Term::from(node.clone())).map(|number| number as u32);
        let (Some(thing), Some(property)) = (number(thing), number(property)) else { return Vec::new() };
        let found = self.find([Some(thing), Some(property), None, None]);
        let mut objects: Vec<u32> = found.rows(self).iter().map(|row| row[2]).collect();
        objects.dedup();
        objects.into_iter().filter_map(|number| self.terms.get_index(number as usize).cloned()).collect()
    }

    /// The table in which the rows of a pattern are neighbours, and where.
    fn find(&self, pattern: Pattern) -> Found {
        let fits = |order: &[usize; 4]| {
            let given = order.iter().take_while(|column| pattern[**column].is_some()).count();
            (given, order[0] != 3)
        };
        let table = (0..ORDERS.len()).max_by_key(|table| fits(&ORDERS[*table])).unwrap_or_default();
        let prefix: Vec<u32> = ORDERS[table].iter().map_while(|column| pattern[*column]).collect();
        let rows = &self.tables[table];
        let start = rows.partition_point(|row| row[..prefix.len()] < prefix[..]);
        let end = start + rows[start..].partition_point(|row| row[..prefix.len()] == prefix[..]);
        Found { table, range: start..end }
    }
}

/// Rows of a table.
struct Found {
    table: usize,
    range: Range<usize>,
}

impl Found {
    fn rows<'a>(&self, index: &'a Index) -> &'a [Row] {
        index.tables[self.table].get(self.range.clone()).unwrap_or_default()
    }
}

/// A term of the graph by its number, or one that the graph does not have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Known {
    /// Its number.
    Term(u32),
    /// Itself.
    Foreign(Arc<Term>),
}

/// A graph in memory, as the engine of Oxigraph asks it.
pub struct Asked(pub Arc<Index>);

impl QueryableDataset<'static> for Asked {
    type InternalTerm = Known;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Known>,
        predicate: Option<&Known>,
        object: Option<&Known>,
        graph: Option<Option<&Known>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Known>, Infallible>> + use<> {
        let of_all = graph == Some(None);
        let given = [subject, predicate, object, graph.flatten()];
        let foreign = given.iter().flatten().any(|term| matches!(term, Known::Foreign(_)));
        let pattern = given.map(|term| match term {
            Some(Known::Term(number)) => Some(*number),
            _ => None,
        });
        let mut found = self.0.find(pattern);
        if foreign {
            found.range = 0..0;
        }
        let scan = Scan { index: Arc::clone(&self.0), found, pattern, of_all };
        scan.map(Ok)
    }

    fn internalize_term(&self, term: Term) -> Result<Known, Infallible> {
        let number = self.0.terms.get_index_of(&term);
        Ok(number.map_or_else(|| Known::Foreign(Arc::new(term)), |number| Known::Term(number as u32)))
    }

    fn externalize_term(&self, term: Known) -> Result<Term, Infallible> {
        Ok(match term {
            Known::Foreign(term) => Arc::unwrap_or_clone(term),
            Known::Term(number) => match self.0.terms.get_index(number as usize) {
                Some(term) => term.clone(),
                // No such number is ever given out.
                None => oxigraph::model::Literal::from("").into(),
            },
        })
    }
}

/// Goes over rows that may fit a pattern and gives those that do.
struct Scan {
    index: Arc<Index>,
    found: Found,
    pattern: Pattern,
    /// Whether the graph does not matter: then each triple is given once.
    of_all: bool,
}

impl Iterator for Scan {
    type Item = InternalQuad<Known>;

    fn next(&mut self) -> Option<Self::Item> {
        let order = ORDERS[self.found.table];
        loop {
            let at = self.found.range.next()?;
            let table = &self.index.tables[self.found.table];
            let stored = table.get(at)?;
            let before = at.checked_sub(1).and_then(|before| table.get(before));
            let mut row = [0; 4];
            order.iter().zip(stored).for_each(|(column, number)| row[*column] = *number);
            let repeated = self.of_all && before.is_some_and(|before| before[..3] == stored[..3]);
            let fits = self.pattern.iter().zip(row).all(|(given, number)| given.is_none_or(|given| given == number));
            let in_scope = self.of_all || row[3] != NO_GRAPH;
            if fits && in_scope && !repeated {
                return Some(self.quad(row));
            }
        }
    }
}

impl Scan {
    fn quad(&self, [subject, predicate, object, graph]: Row) -> InternalQuad<Known> {
        let graph_name = (!self.of_all && graph != NO_GRAPH).then_some(Known::Term(graph));
        InternalQuad {
            subject: Known::Term(subject),
            predicate: Known::Term(predicate),
            object: Known::Term(object),
            graph_name,
        }
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};

    use super::*;
    use crate::store::dataset::{dataset, each_quad, quads};
    use crate::store::fixture;

    /// Oxigraph's own store with the same quads, and all triples in its default graph.
    fn reference() -> Store {
        let store = Store::new().unwrap();
        let quads = quads(&fixture::graph());
        store.extend(quads.iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() })).unwrap();
        store.extend(quads).unwrap();
        store
    }

    fn rows(results: QueryResults<'_>) -> Vec<String> {
        let QueryResults::Solutions(solutions) = results else { panic!("no rows") };
        // Oxigraph's store makes `xsd:integer` of the types derived from it.
        let row = |row: QuerySolution| format!("{:?}", row.values()).replace("nonNegativeInteger", "integer");
        let mut rows: Vec<String> = solutions.map(|solution| row(solution.unwrap())).collect();
        rows.sort();
        rows
    }

    #[test]
    fn it_answers_as_the_store_of_oxigraph_does() {
        let queries = [
            "SELECT * { ?s ?p ?o }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } }",
            "SELECT * { ?s <https://tripel.example/ontology/movesProductionFrom> ?o . ?o ?p ?x }",
            "SELECT * { <http://www.wikidata.org/entity/Q2283> ?p ?o }",
            "SELECT * { GRAPH <https://tripel.example/id/article/aaaaaaaaaaaaaaaa> { ?s ?p ?o } }",
            "SELECT * { GRAPH ?g { <http://www.wikidata.org/entity/Q2283> ?p ?o } }",
            "SELECT * { ?s ?p <http://www.wikidata.org/entity/Q148> }",
            "SELECT * { <http://www.wikidata.org/entity/Q2283> ?p <http://www.wikidata.org/entity/Q148> }",
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(isLiteral(?o)) }",
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
            "SELECT * { ?e <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( ?s ?p ?o )>> }",
            "SELECT * { ?s <https://tripel.example/ontology/opens>+ ?o }",
            "SELECT * { ?s !<https://tripel.example/ontology/opens> ?o } LIMIT 0",
            "SELECT * { ?s ?p ?o . BIND(CONCAT(STR(?o), 'x') AS ?y) FILTER NOT EXISTS { ?y ?q ?z } }",
            "SELECT * { VALUES ?o { <urn:nothing> } ?s ?p ?o }",
        ];
        let store = reference();
        let mut builder = IndexBuilder::default();
        each_quad(&fixture::graph(), &[], |quad| builder.add(quad));
        let index = Arc::new(builder.build());
        for query in queries {
            let parse = || SparqlEvaluator::new().parse_query(query).unwrap();
            let expected = rows(parse().on_store(&store).execute().unwrap());
            let own = rows(parse().on_queryable_dataset(Asked(Arc::clone(&index))).execute().unwrap());
            assert_eq!(own, expected, "{query}");
        }
    }

    #[test]
    fn what_a_thing_is_called_is_found() {
        let dataset = dataset(&fixture::graph(), &[]);
        let label = NamedNode::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label");
        let labels = |iri: &str| dataset.objects(&NamedNode::new_unchecked(iri), &label);
        assert_eq!(labels(fixture::MICROSOFT).len(), 1);
        assert_eq!(labels("urn:nothing"), Vec::<Term>::new());
    }
}
