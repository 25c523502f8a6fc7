//! What users added to a graph, while it is changed: quads in graphs of their own, whose names are not those of the graphs
//! that are made from articles, each once and in the order of N-Quads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};

use super::UpdateError;
use crate::ground::vocabulary::{DEFAULT_BASE, TRIPEL};

/// What users added.
pub(super) struct Added<'b> {
    base: &'b str,
    /// By how N-Quads write them.
    quads: BTreeMap<String, Quad>,
    /// The last number that was given to something without a name.
    last: usize,
}

/// The names that were given to what has none, in one operation.
pub(super) type Named = HashMap<BlankNode, NamedNode>;

impl<'b> Added<'b> {
    /// What was added so far; `base` is what `id:` stands for.
    pub(super) fn of(quads: &[Quad], base: &'b str) -> Self {
        let space = numbered(base);
        let number = |iri: &str| iri.strip_prefix(&space)?.parse::<u32>().ok();
        let last = quads.iter().flat_map(names).filter_map(number).max().unwrap_or_default() as usize;
        Self { base, quads: quads.iter().map(|quad| (quad.to_string(), quad.clone())).collect(), last }
    }

    /// What there is, sorted.
    pub(super) fn into_quads(self) -> Vec<Quad> {
        self.quads.into_values().collect()
    }

    /// The same, to be looked at.
    pub(super) fn quads(&self) -> Vec<Quad> {
        self.quads.values().cloned().collect()
    }

    /// The graphs that there are.
    pub(super) fn graphs(&self) -> BTreeSet<String> {
        self.quads.values().map(|quad| quad.graph_name.to_string()).collect()
    }

    /// Adds a quad, to the graph `id:added` if it names none, and gives it back as it was added.
    pub(super) fn insert(&mut self, quad: Quad, named: &mut Named) -> Result<Triple, UpdateError> {
        let graph = match quad.graph_name {
            GraphName::NamedNode(graph) => graph,
            _ => NamedNode::new_unchecked(format!("{}added", self.base)),
        };
        self.ensure_own(&graph)?;
        let triple = self.name(Triple::new(quad.subject, quad.predicate, quad.object), named);
        let quad = triple.clone().in_graph(graph);
        self.quads.insert(quad.to_string(), quad);
        Ok(triple)
    }

    /// Takes a quad away.
    pub(super) fn remove(&mut self, quad: &Quad) {
        self.quads.remove(&quad.to_string());
    }

    /// Takes a triple out of these graphs.
    pub(super) fn remove_from(&mut self, graphs: &BTreeSet<String>, triple: &Triple) {
        for graph in graphs {
            self.quads.remove(&format!("{triple} {graph}"));
        }
    }

    /// Takes a graph away; says whether there was one.
    pub(super) fn clear(&mut self, graph: &NamedNode) -> bool {
        let before = self.quads.len();
        self.quads.retain(|_, quad| !is_in(quad, graph));
        self.quads.len() < before
    }

    /// Whether there is such a graph: as soon as something is in it.
    pub(super) fn has_graph(&self, graph: &NamedNode) -> bool {
        self.quads.values().any(|quad| is_in(quad, graph))
    }

    /// Fails for a name that is the project's to give: the ontology, and what has parts under the base (`id:article/…`). A
    /// plain word under the base (`id:notes`) is the user's.
    pub(super) fn ensure_own(&self, graph: &NamedNode) -> Result<(), UpdateError> {
        let name = graph.as_str();
        let is_word = |rest: &str| !rest.is_empty() && !rest.contains('/');
        let is_own = [self.base, DEFAULT_BASE].iter().all(|base| name.strip_prefix(base).is_none_or(is_word));
        if is_own && !name.starts_with(TRIPEL) { Ok(()) } else { Err(UpdateError::Made(name.to_owned())) }
    }

    /// Gives an IRI to what has no name, so that it can be spoken of later and two graphs can be compared.
    fn name(&mut self, triple: Triple, named: &mut Named) -> Triple {
        let subject = match triple.subject {
            NamedOrBlankNode::BlankNode(node) => self.new_name(node, named).into(),
            subject @ NamedOrBlankNode::NamedNode(_) => subject,
        };
        let object = match triple.object {
            Term::BlankNode(node) => self.new_name(node, named).into(),
            Term::Triple(inner) => self.name(*inner, named).into(),
            object => object,
        };
        Triple::new(subject, triple.predicate, object)
    }

    fn new_name(&mut self, node: BlankNode, named: &mut Named) -> NamedNode {
        let (space, last) = (numbered(self.base), &mut self.last);
        let give = || {
            *last += 1;
            NamedNode::new_unchecked(format!("{space}{last}"))
        };
        named.entry(node).or_insert_with(give).clone()
    }
}

/// What had no name is called by a number in this namespace.
fn numbered(base: &str) -> String {
    format!("{base}added/")
}

fn names(quad: &Quad) -> impl Iterator<Item = &str> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = match &quad.object {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    };
    subject.into_iter().chain(object)
}

fn is_in(quad: &Quad, graph: &NamedNode) -> bool {
    matches!(&quad.graph_name, GraphName::NamedNode(name) if name == graph)
}
