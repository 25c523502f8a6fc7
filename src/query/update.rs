//! SPARQL 1.1 Update. What it adds is kept apart from what articles state, in graphs of the users' own; what articles
//! state cannot be changed by it, only with the articles. It is carried out as a whole or not at all.
//!
//! `WHERE` asks all that there is. Without `GRAPH`, `INSERT` adds to the graph `id:added`, and `DELETE` takes away
//! what users added to any graph.

use std::collections::HashSet;
use std::sync::Arc;

use oxigraph::model::{GraphName, NamedNode, Quad, Triple};
use spareval::{DeleteInsertQuad, QueryEvaluator};
use spargebra::algebra::GraphTarget;
use spargebra::{GraphUpdateOperation, SparqlParser, term};

use super::added::{Added, Named};
use super::sparql::{check_size, failed};
use super::syntax::{Form, syntax};
use super::watch::watched;
use super::{Limits, QueryError};
use crate::store::{Asked, Index, prefixes};

/// Why a graph is not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// It cannot be understood, or goes beyond a limit.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// It would take away what articles state.
    #[error(
        "update: `{0}` comes from the articles, not from you; \
         `tripel remove` takes an article out, `tripel split` and `tripel merge` put names right"
    )]
    Stated(Box<Triple>),
    /// It names a graph that is made from articles.
    #[error(
        "update: the graph <{0}> is made from the articles; leave out `GRAPH`, or name one of your own, as `id:notes`"
    )]
    Made(String),
    /// It speaks of graphs that are not only the user's.
    #[error(
        "update: {0} would take away what comes from the articles; name a graph of your own, as `{0} GRAPH id:added`"
    )]
    All(&'static str),
    /// It takes away what is not there.
    #[error("update: nobody added anything to a graph <{0}>; write `SILENT` before `GRAPH` if that does not matter")]
    Missing(String),
    /// It makes what is there.
    #[error("update: there is a graph <{0}>; write `SILENT` before `GRAPH` if that does not matter")]
    There(String),
    /// It would fetch something.
    #[error("update: nothing is fetched from <{0}>; save it and add it with `tripel update --load FILE`")]
    Load(String),
    /// It would change too much.
    #[error("update: more than {0} triples; narrow it, or allow more with `--rows`")]
    Rows(usize),
}

/// Carries out an update on what users have `added`; gives what there is then. `index` gives the graph with what was
/// added so far, and is asked for only where that is needed.
///
/// # Errors
/// When it is no update, goes beyond a limit, or would change what is not the user's; and those of `index`.
pub fn update<E: From<UpdateError>>(
    text: &str,
    base: &str,
    added: &[Quad],
    limits: Limits,
    index: impl FnMut(&[Quad]) -> Result<Arc<Index>, E>,
) -> Result<Vec<Quad>, E> {
    let known = added.iter().cloned().map(Triple::from).collect();
    let mut change = Change { added: Added::of(added, base), known, limits, index, made: None };
    for operation in parse(text, base, limits).map_err(UpdateError::from)? {
        change.carry_out(operation)?;
    }
    Ok(change.added.into_quads())
}

/// Adds quads to what users have `added`; those of no graph go to `id:added`.
///
/// # Errors
/// When a quad is in a graph that is made from articles.
pub fn insert(quads: Vec<Quad>, base: &str, added: &[Quad]) -> Result<Vec<Quad>, UpdateError> {
    let (mut added, mut named) = (Added::of(added, base), Named::new());
    quads.into_iter().try_for_each(|quad| added.insert(quad, &mut named).map(drop))?;
    Ok(added.into_quads())
}

/// Parsing calls itself as deep as the text nests, so it has a thread with room for that.
fn parse(text: &str, base: &str, limits: Limits) -> Result<Vec<GraphUpdateOperation>, QueryError> {
    check_size(text)?;
    let mut operations = Vec::new();
    let take = |parsed| {
        operations = parsed;
        Ok(())
    };
    let (text, base) = (text.to_owned(), base.to_owned());
    watched(limits, take, move |_, out| {
        let mut parser = SparqlParser::new();
        for (prefix, space) in prefixes(&base) {
            parser = parser.with_prefix(prefix, space).map_err(|error| QueryError::Evaluation(error.to_string()))?;
        }
        let update =
            parser.parse_update(&text).map_err(|error| syntax(&error.to_string(), &text, &base, Form::Update))?;
        let _ = out.send(update.operations);
        Ok(())
    })?;
    Ok(operations)
}

/// An update at work.
struct Change<'b, F> {
    added: Added<'b>,
    /// All triples that users had added at any time since it began: they may be taken away more than once.
    known: HashSet<Triple>,
    limits: Limits,
    index: F,
    /// The graph, while nothing has changed since it was made.
    made: Option<Arc<Index>>,
}

impl<E: From<UpdateError>, F: FnMut(&[Quad]) -> Result<Arc<Index>, E>> Change<'_, F> {
    fn carry_out(&mut self, operation: GraphUpdateOperation) -> Result<(), E> {
        match operation {
            GraphUpdateOperation::InsertData { data } => {
                self.apply(Vec::new(), data.into_iter().map(of_data).collect())
            }
            GraphUpdateOperation::DeleteData { data } => {
                self.apply(data.into_iter().map(of_ground).collect(), Vec::new())
            }
            GraphUpdateOperation::DeleteInsert { .. } => {
                let (deleted, inserted) = self.find(operation)?;
                self.apply(deleted, inserted)
            }
            GraphUpdateOperation::Load { source, .. } => Err(UpdateError::Load(source.into_string()).into()),
            GraphUpdateOperation::Clear { silent, graph } => Ok(self.clear("CLEAR", &graph, silent)?),
            GraphUpdateOperation::Drop { silent, graph } => Ok(self.clear("DROP", &graph, silent)?),
            GraphUpdateOperation::Create { silent, graph } => Ok(self.create(&graph, silent)?),
        }
    }

    /// What an operation with `WHERE` takes away, and what it adds.
    fn find(&mut self, operation: GraphUpdateOperation) -> Result<(Vec<Quad>, Vec<Quad>), E> {
        let (index, limits) = (self.index()?, self.limits);
        let (mut deleted, mut inserted) = (Vec::new(), Vec::new());
        let take = |found| {
            match found {
                DeleteInsertQuad::Delete(quad) => deleted.push(quad),
                DeleteInsertQuad::Insert(quad) => inserted.push(quad),
            }
            if deleted.len() + inserted.len() > limits.rows { Err(QueryError::Rows(limits.rows)) } else { Ok(()) }
        };
        let ended = watched(limits, take, move |cancel, out| {
            let GraphUpdateOperation::DeleteInsert { delete, insert, using, pattern } = operation else {
                return Ok(());
            };
            let evaluator = QueryEvaluator::new().with_cancellation_token(cancel);
            let prepared = evaluator.prepare_delete_insert(delete, insert, None, using, &pattern);
            for found in prepared.execute(Asked(index)).map_err(|error| failed(&error))? {
                if out.send(found.map_err(|error| failed(&error))?).is_err() {
                    break;
                }
            }
            Ok(())
        });
        match ended {
            Ok(()) => Ok((deleted, inserted)),
            Err(QueryError::Rows(rows)) => Err(UpdateError::Rows(rows).into()),
            Err(error) => Err(UpdateError::from(error).into()),
        }
    }

    fn index(&mut self) -> Result<Arc<Index>, E> {
        if let Some(made) = &self.made {
            return Ok(Arc::clone(made));
        }
        let made = (self.index)(&self.added.quads())?;
        self.made = Some(Arc::clone(&made));
        Ok(made)
    }

    /// Takes away first, then adds, as SPARQL wants it.
    fn apply(&mut self, deleted: Vec<Quad>, inserted: Vec<Quad>) -> Result<(), E> {
        let graphs = self.added.graphs();
        for quad in deleted {
            if let GraphName::NamedNode(graph) = &quad.graph_name {
                self.added.ensure_own(graph)?;
                self.added.remove(&quad);
                continue;
            }
            let triple = Triple::from(quad);
            if self.known.contains(&triple) {
                self.added.remove_from(&graphs, &triple);
            } else if self.index()?.has(&triple) {
                return Err(UpdateError::Stated(Box::new(triple)).into());
            }
        }
        let mut named = Named::new();
        for quad in inserted {
            self.known.insert(self.added.insert(quad, &mut named)?);
        }
        self.made = None;
        Ok(())
    }

    fn clear(&mut self, what: &'static str, graph: &GraphTarget, silent: bool) -> Result<(), UpdateError> {
        let GraphTarget::NamedNode(graph) = graph else { return Err(UpdateError::All(what)) };
        self.added.ensure_own(graph)?;
        if !self.added.clear(graph) && !silent {
            return Err(UpdateError::Missing(graph.as_str().to_owned()));
        }
        self.made = None;
        Ok(())
    }

    /// A graph is there as soon as something is in it, so that nothing has to be made.
    fn create(&self, graph: &NamedNode, silent: bool) -> Result<(), UpdateError> {
        self.added.ensure_own(graph)?;
        if !silent && self.added.has_graph(graph) {
            return Err(UpdateError::There(graph.as_str().to_owned()));
        }
        Ok(())
    }
}

fn of_data(quad: term::Quad) -> Quad {
    Quad::new(quad.subject, quad.predicate, quad.object, graph(quad.graph_name))
}

fn of_ground(quad: term::GroundQuad) -> Quad {
    Quad::new(quad.subject, quad.predicate, quad.object, graph(quad.graph_name))
}

fn graph(name: term::GraphName) -> GraphName {
    match name {
        term::GraphName::NamedNode(name) => GraphName::NamedNode(name),
        term::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::store::{fixture, index};

    /// What is added after an update, each as N-Quads without the base.
    fn after(before: &[Quad], text: &str) -> Result<Vec<Quad>, UpdateError> {
        let make = |added: &[Quad]| {
            let mut graph = fixture::graph();
            graph.added = added.to_vec();
            Ok(index(&graph, &[]))
        };
        update(text, DEFAULT_BASE, before, Limits::default(), make)
    }

    fn shown(quads: &[Quad]) -> Vec<String> {
        quads.iter().map(|quad| quad.to_string().replace(DEFAULT_BASE, "").replace(fixture::APPLE, "apple")).collect()
    }

    fn added(text: &str) -> Vec<Quad> {
        after(&[], text).unwrap()
    }

    fn error(before: &[Quad], text: &str) -> String {
        after(before, text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_added_stands_in_a_graph_of_its_own() {
        let quads = added("INSERT DATA { wd:Q312 tripel:note \"a\", \"b\" . GRAPH id:mine { wd:Q312 a <urn:x> } }");
        let note = "<apple> <https://tripel.example/ontology/note>";
        let class = "<apple> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x> <mine>";
        assert_eq!(shown(&quads), [class.to_owned(), format!("{note} \"a\" <added>"), format!("{note} \"b\" <added>")]);
        assert_eq!(after(&quads, "INSERT DATA { wd:Q312 tripel:note \"a\" }").unwrap(), quads);
    }

    #[test]
    fn what_is_found_in_the_graph_is_added_and_later_steps_see_it() {
        let quads = added(
            "INSERT { ?who <urn:leaves> ?where } WHERE { ?who tripel:movesProductionFrom ?where } ;
             INSERT { ?where <urn:left> true } WHERE { ?who <urn:leaves> ?where }",
        );
        assert_eq!(quads.len(), 3, "{quads:?}");
        let again =
            after(&quads, "DELETE { ?s <urn:leaves> ?o } INSERT { ?s <urn:left> ?o } WHERE { ?s <urn:leaves> ?o }");
        assert_eq!(again.unwrap().iter().filter(|quad| quad.predicate.as_str() == "urn:left").count(), 3);
    }

    #[test]
    fn what_was_added_is_taken_away_from_all_graphs_or_one() {
        let quads = added("INSERT DATA { <urn:s> <urn:p> 1 GRAPH <urn:g> { <urn:s> <urn:p> 1, 2 } }");
        assert_eq!(after(&quads, "DELETE DATA { <urn:s> <urn:p> 1 }").unwrap().len(), 1);
        assert_eq!(after(&quads, "DELETE DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }").unwrap().len(), 2);
        assert_eq!(after(&quads, "DELETE WHERE { <urn:s> ?p ?o }").unwrap(), []);
        assert_eq!(after(&quads, "CLEAR GRAPH <urn:g>").unwrap().len(), 1);
        assert_eq!(after(&quads, "MOVE <urn:g> TO <urn:h>").unwrap().len(), 3);
        assert_eq!(after(&quads, "DELETE DATA { <urn:nothing> <urn:p> 1 }").unwrap(), quads);
    }

    #[test]
    fn what_articles_state_is_not_taken_away() {
        for text in [
            "DELETE DATA { wd:Q312 tripel:movesProductionFrom wd:Q148 }",
            "DELETE WHERE { wd:Q312 ?p ?o }",
            "DELETE { ?e tripel:sentence ?o } INSERT { ?e tripel:sentence \"x\" } WHERE { ?e tripel:sentence ?o }",
            "INSERT DATA { <urn:s> <urn:p> 1 } ; DELETE { wd:Q312 rdfs:label ?o } WHERE { wd:Q312 rdfs:label ?o }",
        ] {
            assert!(error(&[], text).contains("tripel remove"), "{text}");
        }
        let article = fixture::FIRST;
        for text in [
            format!("DELETE WHERE {{ GRAPH <{article}> {{ ?s ?p ?o }} }}"),
            format!("INSERT DATA {{ GRAPH <{article}> {{ <urn:s> <urn:p> 1 }} }}"),
            format!("DROP SILENT GRAPH <{article}>"),
            format!("MOVE <{article}> TO <urn:g>"),
            "INSERT DATA { GRAPH <https://tripel.example/id/graph/inferred> { <urn:s> <urn:p> 1 } }".to_owned(),
            "CREATE GRAPH <https://tripel.example/ontology/>".to_owned(),
        ] {
            assert!(error(&[], &text).contains("made from the articles"), "{text}");
        }
        for text in ["CLEAR ALL", "DROP DEFAULT", "CLEAR SILENT NAMED"] {
            assert!(error(&[], text).contains("would take away"), "{text}");
        }
    }

    #[test]
    fn a_triple_of_both_is_no_longer_the_users() {
        let quads = added("INSERT DATA { wd:Q312 tripel:movesProductionFrom wd:Q148 }");
        assert_eq!(after(&quads, "DELETE { ?s ?p ?o } WHERE { ?s tripel:movesProductionFrom ?o . BIND(tripel:movesProductionFrom AS ?p) FILTER(?s = wd:Q312) }").unwrap(), []);
    }

    #[test]
    fn what_has_no_name_gets_one() {
        let quads = added("INSERT DATA { _:x <urn:p> [] . _:x <urn:q> 1 }");
        assert!(quads.iter().all(|quad| !quad.to_string().contains("_:")), "{quads:?}");
        let again = after(&quads, "INSERT DATA { _:x <urn:q> 1 }").unwrap();
        assert_eq!(again.len(), 3);
        assert!(shown(&again).iter().any(|line| line.starts_with("<added/3> ")), "{again:?}");
    }

    #[test]
    fn graphs_are_there_when_something_is_in_them() {
        let quads = added("CREATE GRAPH <urn:g> ; INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }");
        assert_eq!(quads.len(), 1);
        assert!(error(&quads, "CREATE GRAPH <urn:g>").contains("SILENT"));
        assert!(error(&quads, "DROP GRAPH <urn:h>").contains("SILENT"));
        assert_eq!(after(&quads, "CREATE SILENT GRAPH <urn:g> ; DROP SILENT GRAPH <urn:h>").unwrap(), quads);
    }

    #[test]
    fn nothing_is_fetched_and_what_is_no_update_is_told() {
        assert!(error(&[], "LOAD <http://127.0.0.1:1/x.ttl>").contains("nothing is fetched"));
        assert!(
            error(&[], "INSERT { ?s <urn:p> ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
                .contains("service")
        );
        assert!(error(&[], "SELECT * { ?s ?p ?o }").contains("`tripel query`"));
        assert!(error(&[], "INSERT DATA { <urn:s> }").starts_with("query:1:"));
        assert!(error(&[], &"(".repeat(200)).contains("brackets"));
    }

    #[test]
    fn an_update_keeps_to_its_limits() {
        let limits = Limits { rows: 5, ..Limits::default() };
        let make = |_: &[Quad]| Ok::<_, UpdateError>(index(&fixture::graph(), &[]));
        let many = update("INSERT { ?s <urn:p> ?o } WHERE { ?s ?p ?o }", DEFAULT_BASE, &[], limits, make);
        assert!(matches!(many, Err(UpdateError::Rows(5))), "{many:?}");
        let limits = Limits { time: std::time::Duration::from_millis(50), ..Limits::default() };
        let text = "INSERT { <urn:s> <urn:p> ?n } WHERE { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?q } } }";
        let long = update(text, DEFAULT_BASE, &[], limits, make);
        assert!(matches!(long, Err(UpdateError::Query(QueryError::Time(_)))), "{long:?}");
    }

    #[test]
    fn quads_of_a_file_are_added() {
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let quad = Quad::new(node("urn:s"), node("urn:p"), node("urn:o"), GraphName::DefaultGraph);
        let quads = insert(vec![quad.clone(), quad], DEFAULT_BASE, &[]).unwrap();
        assert_eq!(shown(&quads), ["<urn:s> <urn:p> <urn:o> <added>"]);
        let made = Quad::new(node("urn:s"), node("urn:p"), node("urn:o"), node(fixture::FIRST));
        assert!(matches!(insert(vec![made], DEFAULT_BASE, &[]), Err(UpdateError::Made(_))));
    }
}
