//! What follows from what the articles assert, by the rules of `ontology/rules/`, asked again until nothing new follows.
//! What is inferred keeps the rule and the triples that it follows from, and a named graph of its own.

use std::collections::BTreeMap;
use std::time::Duration;

use include_dir::{Dir, include_dir};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::store::Store;

use super::{Answer, Limits, QueryError, sparql};
use crate::ground::Graph;
use crate::ground::vocabulary::TRIPEL;
use crate::store::Dataset;

static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology/rules");

/// The rule by which a place lies in its country: no premise, the gazetteer knows it.
const KNOWN: &str = "gazetteer";

/// What follows, and from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// What follows.
    pub triple: Triple,
    /// The name of the rule: that of its file in `ontology/rules/`, or `gazetteer`.
    pub rule: &'static str,
    /// What it follows from: none, one or two triples, asserted or inferred themselves.
    pub premises: Vec<Triple>,
}

impl Inference {
    /// Whether it is about things of a graph only.
    #[must_use]
    pub fn is_within(&self, graph: &Graph) -> bool {
        let has = |name: &str| graph.nodes.contains_key(name);
        let subject = matches!(&self.triple.subject, NamedOrBlankNode::NamedNode(node) if has(node.as_str()));
        let object = !matches!(&self.triple.object, Term::NamedNode(node) if !has(node.as_str()));
        subject && (object || self.triple.predicate == oxigraph::model::vocab::rdf::TYPE)
    }
}

/// The named graph of all that is inferred; `base` is what minted IRIs begin with.
#[must_use]
pub fn inferred_graph(base: &str) -> GraphName {
    NamedNode::new(format!("{base}graph/inferred")).map_or(GraphName::DefaultGraph, GraphName::from)
}

/// Adds to a store all that follows from it and from the places that lie `inside` others, in the graph of what is
/// inferred and in the union that queries ask. The inferences are sorted by what follows, each once.
///
/// # Errors
/// When a rule takes too long.
pub fn reason(store: &Store, inside: &[(String, String)], base: &str) -> Result<Vec<Inference>, QueryError> {
    let mut all = BTreeMap::new();
    let mut new = known(store, inside);
    loop {
        add(store, &new, base)?;
        all.extend(new);
        new = round(store, base)?;
        if new.is_empty() {
            break;
        }
    }
    Ok(all.into_values().collect())
}

/// What is inferred, as quads in the graph of its own, in the order of the inferences.
#[must_use]
pub fn inferred_quads(inferences: &[Inference], base: &str) -> Vec<Quad> {
    let graph = inferred_graph(base);
    inferences.iter().map(|inference| inference.triple.clone().in_graph(graph.clone())).collect()
}

/// A rule may infer as much as there is.
const LIMITS: Limits = Limits { time: Duration::from_mins(1), rows: usize::MAX, memory: u64::MAX, services: false };

/// Inferences by what they say as N-Triples write it, so that their order is that of nothing else.
type Inferences = BTreeMap<String, Inference>;

/// What the gazetteer knows and no article says.
fn known(store: &Store, inside: &[(String, String)]) -> Inferences {
    let located = NamedNode::new_unchecked(format!("{TRIPEL}locatedIn"));
    let mut known = Inferences::new();
    for (part, whole) in inside {
        let (Ok(part), Ok(whole)) = (NamedNode::new(part), NamedNode::new(whole)) else { continue };
        let triple = Triple::new(part, located.clone(), whole);
        note(&mut known, store, Inference { triple, rule: KNOWN, premises: Vec::new() });
    }
    known
}

/// All that follows at once. Where several rules give the same, the first by name and premises is kept.
fn round(store: &Store, base: &str) -> Result<Inferences, QueryError> {
    let mut files: Vec<_> = RULES.files().collect();
    files.sort_by_key(|file| file.path());
    let asked = Dataset::Store(store.clone());
    let mut new = Inferences::new();
    for file in files {
        let (Some(rule), Some(query)) = (file.path().file_stem().and_then(|name| name.to_str()), file.contents_utf8())
        else {
            continue;
        };
        let Answer::Rows { variables, rows } = sparql(&asked, query, base, LIMITS)? else {
            continue;
        };
        let names: Vec<&str> = variables.iter().map(oxigraph::sparql::Variable::as_str).collect();
        let mut inferences: Vec<Inference> = rows.iter().filter_map(|row| inference(rule, &names, row)).collect();
        inferences.sort_by_cached_key(|one| one.premises.iter().map(ToString::to_string).collect::<Vec<_>>());
        for inference in inferences {
            note(&mut new, store, inference);
        }
    }
    Ok(new)
}

/// The variables of a rule are `?s ?p ?o` for what follows, and the same with 1 and 2 for what it follows from.
fn inference(rule: &'static str, names: &[&str], row: &[Option<Term>]) -> Option<Inference> {
    let value = |name: String| row.get(names.iter().position(|own| *own == name)?)?.clone();
    let triple =
        |number: &str| triple(value(format!("s{number}"))?, value(format!("p{number}"))?, value(format!("o{number}"))?);
    let premises = ["1", "2"].into_iter().filter_map(triple).collect();
    Some(Inference { triple: triple("")?, rule, premises })
}

fn triple(subject: Term, predicate: Term, object: Term) -> Option<Triple> {
    let subject: NamedOrBlankNode = match subject {
        Term::NamedNode(node) => node.into(),
        _ => return None,
    };
    let Term::NamedNode(predicate) = predicate else { return None };
    Some(Triple::new(subject, predicate, object))
}

/// Notes an inference unless the store has it already, asserted or inferred, or it says a thing of itself.
fn note(new: &mut Inferences, store: &Store, inference: Inference) {
    let of_itself = Term::from(inference.triple.subject.clone()) == inference.triple.object;
    let quad = inference.triple.clone().in_graph(GraphName::DefaultGraph);
    if !of_itself && !store.contains(&quad).unwrap_or(true) {
        new.entry(inference.triple.to_string()).or_insert(inference);
    }
}

fn add(store: &Store, new: &Inferences, base: &str) -> Result<(), QueryError> {
    let graphs = [inferred_graph(base), GraphName::DefaultGraph];
    let triples = || new.values().map(|inference| &inference.triple);
    let quads = graphs.iter().flat_map(|graph| triples().map(|triple| triple.clone().in_graph(graph.clone())));
    store.extend(quads).map_err(|error| QueryError::Evaluation(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Ontology;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::store::changeable;
    use crate::store::fixture::{self, CHINA, MICROSOFT, NIKKEI, VIETNAM, evidence, node, statement};

    /// Nikkei has its seat in Vietnam, which lies in China for once; Microsoft and Nikkei have a joint venture.
    fn graph() -> Graph {
        let mut graph = fixture::graph();
        let asserted = || vec![evidence(fixture::FIRST, true)];
        graph.statements.push(statement(NIKKEI, "headquarteredIn", node(VIETNAM), asserted()));
        graph.statements.push(statement(MICROSOFT, "jointVentureWith", node(NIKKEI), asserted()));
        graph.statements.push(statement(MICROSOFT, "hasSubsidiary", node(NIKKEI), asserted()));
        graph
    }

    fn inferred(graph: &Graph, inside: &[(String, String)]) -> (Store, Vec<Inference>) {
        let store = changeable(graph, Ontology::embedded().unwrap().triples()).unwrap();
        let inferences = reason(&store, inside, DEFAULT_BASE).unwrap();
        (store, inferences)
    }

    fn follows(inferences: &[Inference], subject: &str, relation: &str, object: &str) -> Option<&'static str> {
        let words = format!("<{subject}> <{TRIPEL}{relation}> <{object}>");
        inferences.iter().find(|one| one.triple.to_string() == words).map(|one| one.rule)
    }

    #[test]
    fn inverse_symmetric_wider_and_chained_relations_follow() {
        let inside = [(VIETNAM.to_owned(), CHINA.to_owned())];
        let (_, inferences) = inferred(&graph(), &inside);
        assert_eq!(follows(&inferences, NIKKEI, "subsidiaryOf", MICROSOFT), Some("inverse"));
        assert_eq!(follows(&inferences, NIKKEI, "jointVentureWith", MICROSOFT), Some("symmetric"));
        assert_eq!(follows(&inferences, MICROSOFT, "cooperatesWith", NIKKEI), Some("subproperty"));
        assert_eq!(follows(&inferences, VIETNAM, "locatedIn", CHINA), Some("gazetteer"));
        assert_eq!(follows(&inferences, NIKKEI, "headquarteredIn", CHINA), Some("chain"));
        assert!(follows(&inferences, NIKKEI, "locatedIn", CHINA).is_some());
    }

    #[test]
    fn every_inference_keeps_what_it_follows_from() {
        let inside = [(VIETNAM.to_owned(), CHINA.to_owned())];
        let (store, inferences) = inferred(&graph(), &inside);
        assert!(inferences.len() > 5);
        for inference in &inferences {
            assert_eq!(inference.premises.is_empty(), inference.rule == KNOWN, "{inference:?}");
            for premise in &inference.premises {
                assert!(store.contains(&premise.clone().in_graph(GraphName::DefaultGraph)).unwrap(), "{premise}");
            }
        }
    }

    #[test]
    fn what_is_inferred_is_in_no_graph_of_an_article() {
        let (store, inferences) = inferred(&graph(), &[]);
        assert!(!inferences.is_empty());
        for inference in &inferences {
            let found = store.quads_for_pattern(
                Some(inference.triple.subject.as_ref()),
                Some(inference.triple.predicate.as_ref()),
                Some(inference.triple.object.as_ref()),
                None,
            );
            let graphs: Vec<String> = found.map(|quad| quad.unwrap().graph_name.to_string()).collect();
            let expected = [GraphName::DefaultGraph.to_string(), inferred_graph(DEFAULT_BASE).to_string()];
            assert!(graphs.iter().all(|graph| expected.contains(graph)), "{graphs:?}");
        }
    }

    #[test]
    fn what_an_article_alone_gave_goes_with_it_and_comes_back_with_it() {
        let asserted = |article| vec![evidence(article, true)];
        let mut both = fixture::graph();
        both.statements.push(statement(MICROSOFT, "hasSubsidiary", node(NIKKEI), asserted(fixture::SECOND)));
        let before = inferred(&both, &[]).1;
        let without = inferred(&fixture::graph(), &[]).1;
        assert!(follows(&before, NIKKEI, "subsidiaryOf", MICROSOFT).is_some());
        assert!(follows(&without, NIKKEI, "subsidiaryOf", MICROSOFT).is_none());
        assert_eq!(inferred(&both, &[]).1, before);
    }

    #[test]
    fn what_is_only_planned_is_no_premise() {
        let mut graph = fixture::graph();
        graph.statements.push(statement(
            MICROSOFT,
            "hasSubsidiary",
            node(NIKKEI),
            vec![evidence(fixture::FIRST, false)],
        ));
        assert!(follows(&inferred(&graph, &[]).1, NIKKEI, "subsidiaryOf", MICROSOFT).is_none());
    }
}
