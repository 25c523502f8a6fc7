//! The graph as a network has it: nodes with one label, edges between two nodes. A statement whose object is words said
//! has no second node and is left out here; the formats of RDF carry it. Edges are made one by one as they are written,
//! so that a million of them need no room beside the graph.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Options;
use super::color::{self, Color};
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::ground::{ArticleNode, Evidence, Graph, Measure, NodeKind, Object, Statement};
use crate::query::walk::{DAMPING, Network};
use crate::store::shorten;
use crate::text::{CalendarDate, Language};

/// The network, in the order of the graph.
pub(super) struct View<'g> {
    /// One a node of the graph, with edges or without.
    pub(super) nodes: Vec<Node<'g>>,
    graph: &'g Graph,
    options: Options<'g>,
}

/// A node of the network.
pub(super) struct Node<'g> {
    /// Its IRI. It is the id in every format, so that two exports can be laid over each other.
    pub(super) iri: &'g str,
    /// Its name in the language asked for.
    pub(super) label: Cow<'g, str>,
    /// The IRIs of its classes, the narrowest first.
    pub(super) types: &'g [String],
    /// What kind of node it is.
    pub(super) kind: NodeKind,
    /// The color of its kind.
    pub(super) color: Color,
    /// The number of edges at it in this network.
    pub(super) degree: u32,
    /// Its `PageRank` in this network.
    pub(super) rank: f64,
    /// How often the articles mention it.
    pub(super) mentions: u32,
    /// What walks found and was written back.
    pub(super) measures: Vec<(Measure, f64)>,
    /// When it was spoken of.
    pub(super) seen: Seen,
}

/// An edge of the network.
#[derive(Clone, Copy)]
pub(super) struct Edge<'g> {
    /// The position of its statement in the graph.
    pub(super) position: usize,
    /// The IRI of the subject.
    pub(super) source: &'g str,
    /// The IRI of the object.
    pub(super) target: &'g str,
    /// What it says.
    pub(super) statement: &'g Statement,
    graph: &'g Graph,
    options: Options<'g>,
}

/// The dates of the first and the last article that speak of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// The first.
    pub(super) first: Option<CalendarDate>,
    /// The last.
    pub(super) last: Option<CalendarDate>,
}

impl<'g> View<'g> {
    /// The network of a graph.
    pub(super) fn of(graph: &'g Graph, options: Options<'g>) -> Self {
        let mut view = Self { nodes: Vec::new(), graph, options };
        view.nodes = nodes(&view);
        view
    }

    /// The measures that were written back and are not told of every node anyway.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let told = [Measure::PageRank, Measure::Degree];
        self.graph.measures.keys().copied().filter(|measure| !told.contains(measure)).collect()
    }

    /// What the class of a node is called in the language asked for.
    pub(super) fn class_name(&self, node: &Node<'g>) -> String {
        let label = |class: &String| self.options.ontology?.class_label(class, self.options.language);
        node.types.first().and_then(label).unwrap_or_else(|| node.class()).to_owned()
    }

    /// Whether the edges tell of their evidence.
    pub(super) fn has_evidence(&self) -> bool {
        self.options.evidence
    }

    /// One a statement between two nodes; all run from subject to object.
    pub(super) fn edges(&self) -> impl Iterator<Item = Edge<'g>> + Clone + use<'g> {
        let (graph, options) = (self.graph, self.options);
        let statements = graph.statements.iter().enumerate();
        let shown = statements.filter(move |(_, statement)| options.evidence || statement.asserted);
        shown.filter_map(move |(position, statement)| {
            let Object::Node(target) = &statement.object else { return None };
            Some(Edge { position, source: &statement.subject, target, statement, graph, options })
        })
    }

    /// The edges by the positions of their ends among the nodes.
    pub(super) fn ends(&self) -> Vec<(u32, u32)> {
        let places: FxHashMap<&str, u32> =
            self.graph.nodes.keys().enumerate().map(|(place, iri)| (iri.as_str(), place as u32)).collect();
        let ends = self.edges().filter_map(|edge| Some((*places.get(edge.source)?, *places.get(edge.target)?)));
        ends.collect()
    }
}

impl<'g> Edge<'g> {
    /// Its id: `e` and the position of its statement in the graph.
    pub(super) fn id(self) -> String {
        format!("e{}", self.position)
    }

    /// The name of the relation in the language asked for.
    pub(super) fn label(self) -> Cow<'g, str> {
        let relation = self.graph.relations.get(&self.statement.relation);
        relation.map(|relation| one_line(relation.label(self.options.language))).unwrap_or_default()
    }

    /// The relation as Gephi tells parallel edges apart: `tripel:acquires`.
    pub(super) fn kind(self) -> String {
        shorten(&self.statement.relation, DEFAULT_BASE)
    }

    /// How many independent sources support it, at least 1.
    pub(super) fn weight(self) -> u32 {
        self.statement.support.max(1)
    }

    /// When it was told.
    pub(super) fn seen(self) -> Seen {
        let dates = || self.articles().filter_map(|article| article.meta.published);
        Seen { first: dates().min(), last: dates().max() }
    }

    fn articles(self) -> impl Iterator<Item = &'g ArticleNode> {
        self.statement.evidence.iter().filter_map(move |one| self.graph.articles.get(&one.article))
    }

    /// The articles that state it, by headline or else path.
    pub(super) fn titles(self) -> Vec<Cow<'g, str>> {
        distinct(self.articles().map(title))
    }

    /// The sentences that state it: all with evidence, else the first that asserts it.
    pub(super) fn sentences(self) -> Vec<Cow<'g, str>> {
        let evidence = &self.statement.evidence;
        if self.options.evidence {
            let (holding, other): (Vec<_>, Vec<_>) = evidence.iter().partition(|one| one.asserted);
            return distinct(holding.into_iter().chain(other).map(|one| one_line(&one.text)));
        }
        let first = evidence.iter().find(|one| one.asserted).or(evidence.first());
        first.map(|one| one_line(&one.text)).into_iter().collect()
    }

    /// How the articles say that it holds, sorted.
    pub(super) fn modalities(self) -> Vec<&'static str> {
        sorted(self.statement.evidence.iter().map(|one| one.modality.name()))
    }

    /// Whether they say that it holds, sorted.
    pub(super) fn polarities(self) -> Vec<&'static str> {
        sorted(self.statement.evidence.iter().map(|one| one.polarity.name()))
    }

    /// Who says so, sorted.
    pub(super) fn speakers(self) -> Vec<Cow<'g, str>> {
        sorted(self.statement.evidence.iter().flat_map(|one| speakers(self.graph, one, self.options.language)))
    }

    /// The greatest confidence among its evidence.
    pub(super) fn confidence(self) -> f32 {
        self.statement.evidence.iter().map(|one| one.confidence).fold(0.0, f32::max)
    }
}

fn title(article: &ArticleNode) -> Cow<'_, str> {
    one_line(article.meta.title.as_deref().unwrap_or(&article.path))
}

fn speakers<'g>(
    graph: &'g Graph,
    evidence: &'g Evidence,
    language: Language,
) -> impl Iterator<Item = Cow<'g, str>> + use<'g> {
    evidence.speakers.iter().map(move |speaker| match speaker {
        Object::Node(iri) => {
            graph.nodes.get(iri).map_or(Cow::Borrowed(iri.as_str()), |node| one_line(node.label(language)))
        }
        Object::Text(words, _) => one_line(words),
    })
}

fn nodes<'g>(view: &View<'g>) -> Vec<Node<'g>> {
    let network = Network::of_edges(view.graph.nodes.len(), &view.ends());
    let degrees = network.degrees();
    // With this damping `PageRank` always settles.
    let ranks = network.page_rank(DAMPING, &[]).unwrap_or_default();
    let described = view.graph.nodes.iter().enumerate();
    described
        .map(|(place, (iri, node))| Node {
            iri,
            label: one_line(node.label(view.options.language)),
            types: &node.types,
            kind: node.kind,
            color: color::of(node.kind),
            degree: degrees.get(place).copied().unwrap_or_default(),
            rank: ranks.get(place).copied().unwrap_or_default(),
            mentions: node.mentions,
            measures: measures(view.graph, iri),
            seen: Seen { first: node.first_seen, last: node.last_seen },
        })
        .collect()
}

/// The scores of a node, in the order of the measures.
fn measures(graph: &Graph, iri: &str) -> Vec<(Measure, f64)> {
    let scores = graph.measures.iter();
    scores.filter_map(|(measure, scores)| Some((*measure, *scores.get(iri)?))).collect()
}

impl Node<'_> {
    /// What a walk found of it.
    pub(super) fn measure(&self, measure: Measure) -> Option<f64> {
        self.measures.iter().find(|(own, _)| *own == measure).map(|(_, score)| *score)
    }

    /// The last part of the IRI of its narrowest class.
    pub(super) fn class(&self) -> &str {
        self.types.first().map_or_else(|| kind_name(self.kind), |class| local_name(class))
    }
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
pub(super) fn local_name(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

/// The words with single blanks between them: labels and cells stand on one line in every format.
fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether all white space in it is single blanks between words.
fn is_one_line(text: &str) -> bool {
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_whitespace() && (letter != ' ' || before == ' ') {
            return false;
        }
        before = letter;
    }
    before != ' ' || text.is_empty()
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<BTreeSet<T>>().into_iter().collect()
}

/// Each once, in the order of the first.
fn distinct<'g>(all: impl Iterator<Item = Cow<'g, str>>) -> Vec<Cow<'g, str>> {
    let mut all: Vec<_> = all.collect();
    if all.len() > 1 {
        let mut seen = BTreeSet::new();
        all.retain(|one| seen.insert(one.clone()));
    }
    all
}
