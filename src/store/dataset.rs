//! The graph as RDF 1.2: what things, relations and articles are called in the default graph, what an article states
//! in a named graph of its own. The quads are a pure function of the graph and sorted, so that equal graphs give equal
//! bytes.

use std::cmp::Ordering;
use std::sync::Arc;

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::store::{StorageError, Store};
use rayon::prelude::*;

use super::index::{Dataset, Index, IndexBuilder};
use super::term as v;
use super::{measure, provenance};
use crate::ground::vocabulary::{OPEN_RELATION, TRIPEL};
use crate::ground::{ArticleNode, Graph, Label, Node, Object, RelationUse, Value};
use crate::recognize::{Amount, Bound, Unit};
use crate::text::{CalendarDate, Interval, Language};

/// The graph and, in a named graph of its own, the triples of the ontology, ready to be asked. Its default graph holds
/// the triples of all graphs, each once: Oxigraph's own union would give an edge of two articles twice.
#[must_use]
pub fn dataset(graph: &Graph, ontology: &[Triple]) -> Dataset {
    Dataset::Memory(index(graph, ontology))
}

/// The same, in memory for sure.
#[must_use]
pub fn index(graph: &Graph, ontology: &[Triple]) -> Arc<Index> {
    let mut builder = IndexBuilder::default();
    each_quad(graph, ontology, |quad| builder.add(quad));
    Arc::new(builder.build())
}

/// The same in a store of Oxigraph, which can be added to.
///
/// # Errors
/// When the store cannot be made; that of Oxigraph in memory always can.
pub fn changeable(graph: &Graph, ontology: &[Triple]) -> Result<Store, StorageError> {
    let store = Store::new()?;
    let mut all = Vec::new();
    each_quad(graph, ontology, |quad| all.push(quad));
    store.extend(all.iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }))?;
    store.extend(all)?;
    Ok(store)
}

/// Gives every quad of the graph and of the ontology, in an order that depends on the graph alone.
pub(super) fn each_quad(graph: &Graph, ontology: &[Triple], mut take: impl FnMut(Quad)) {
    let mut quads = Quads { take: &mut take };
    describe(&mut quads, graph);
    let space = GraphName::from(NamedNode::new_unchecked(TRIPEL));
    for triple in ontology {
        take(triple.clone().in_graph(space.clone()));
    }
}

/// The quads of the graph, sorted by graph, subject, predicate and object, each once.
#[must_use]
pub fn quads(graph: &Graph) -> Vec<Quad> {
    let mut all = Vec::new();
    describe(&mut Quads { take: &mut |quad| all.push(quad) }, graph);
    all.par_sort_unstable_by(compare);
    all.dedup();
    all
}

/// The same without evidence: what things are called and what the articles assert.
#[must_use]
pub fn bare_quads(graph: &Graph) -> Vec<Quad> {
    let mut all = Vec::new();
    let mut quads = Quads { take: &mut |quad| all.push(quad) };
    describe_things(&mut quads, graph);
    provenance::assert(&mut quads, graph);
    all.par_sort_unstable_by(compare);
    all.dedup();
    all
}

fn describe(quads: &mut Quads<'_>, graph: &Graph) {
    describe_things(quads, graph);
    provenance::state(quads, graph);
}

fn describe_things(quads: &mut Quads<'_>, graph: &Graph) {
    graph.nodes.iter().for_each(|(key, node)| describe_node(quads, key, node));
    graph.relations.iter().for_each(|(key, relation)| describe_relation(quads, key, relation));
    graph.articles.iter().for_each(|(key, article)| describe_article(quads, key, article));
    measure::state(quads, graph);
    graph.added.iter().for_each(|quad| quads.push(quad.clone()));
}

/// Where quads go.
pub(super) struct Quads<'a> {
    take: &'a mut dyn FnMut(Quad),
}

impl<'a> Quads<'a> {
    /// Those that go to `take`.
    pub(super) fn new(take: &'a mut dyn FnMut(Quad)) -> Self {
        Self { take }
    }

    /// Adds a quad.
    pub(super) fn add(
        &mut self,
        subject: &NamedNode,
        predicate: impl Into<NamedNode>,
        object: impl Into<Term>,
        graph: &GraphName,
    ) {
        (self.take)(Quad::new(subject.clone(), predicate, object, graph.clone()));
    }

    /// Adds a whole quad.
    pub(super) fn push(&mut self, quad: Quad) {
        (self.take)(quad);
    }

    fn describe(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.add(subject, predicate, object, &GraphName::DefaultGraph);
    }
}

/// The default graph comes first.
fn compare(one: &Quad, other: &Quad) -> Ordering {
    let graph = |quad: &Quad| match &quad.graph_name {
        GraphName::NamedNode(node) => node.as_str().to_owned(),
        _ => String::new(),
    };
    let graphs = || match (&one.graph_name, &other.graph_name) {
        (one, other) if one == other => Ordering::Equal,
        _ => graph(one).cmp(&graph(other)),
    };
    let predicates = || one.predicate.as_str().cmp(other.predicate.as_str());
    graphs()
        .then_with(|| subject(&one.subject).cmp(subject(&other.subject)))
        .then_with(predicates)
        .then_with(|| compare_terms(&one.object, &other.object))
}

fn subject(node: &NamedOrBlankNode) -> &str {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// The order of objects: literals come first, then names, then triple terms.
#[must_use]
pub fn compare_terms(one: &Term, other: &Term) -> Ordering {
    match (one, other) {
        (Term::Triple(one), Term::Triple(other)) => subject(&one.subject)
            .cmp(subject(&other.subject))
            .then_with(|| one.predicate.as_str().cmp(other.predicate.as_str()))
            .then_with(|| compare_terms(&one.object, &other.object)),
        (one, other) => rank(one).cmp(&rank(other)),
    }
}

fn rank(term: &Term) -> (u8, &str, &str, &str) {
    match term {
        Term::Literal(literal) => {
            (0, literal.value(), literal.language().unwrap_or_default(), literal.datatype().as_str())
        }
        Term::NamedNode(node) => (1, node.as_str(), "", ""),
        Term::BlankNode(node) => (2, node.as_str(), "", ""),
        Term::Triple(_) => (3, "", "", ""),
    }
}

/// Adds what is said of it in the default graph.
pub(super) fn describe_node(quads: &mut Quads<'_>, key: &str, node: &Node) {
    let subject = iri(key);
    node.types.iter().for_each(|class| quads.describe(&subject, v::RDF_TYPE, iri(class)));
    node.labels.iter().for_each(|label| quads.describe(&subject, v::RDFS_LABEL, name(label)));
    node.alt_labels.iter().for_each(|label| quads.describe(&subject, v::SKOS_ALT_LABEL, name(label)));
    node.same_as.iter().for_each(|same| quads.describe(&subject, v::OWL_SAME_AS, iri(same)));
    quads.describe(&subject, v::tripel("mentions").as_ref(), integer(node.mentions));
    if let Some(first) = node.first_seen {
        quads.describe(&subject, v::tripel("firstSeen").as_ref(), date(first));
    }
    if let Some(last) = node.last_seen {
        quads.describe(&subject, v::tripel("lastSeen").as_ref(), date(last));
    }
    match &node.value {
        Some(Value::Amount(amount, counted)) => describe_amount(quads, &subject, *amount, counted.as_deref()),
        Some(Value::Time(interval)) => describe_time(quads, &subject, *interval),
        None => {}
    }
}

/// *Mindestens 400 Stellen* has a least value and none that is exact; that *rund 400* is not exact stands in its label.
fn describe_amount(quads: &mut Quads<'_>, subject: &NamedNode, amount: Amount, counted: Option<&str>) {
    let value = match amount.bound {
        _ if amount.upper.is_some() => v::SCHEMA_MIN_VALUE,
        Bound::Exact | Bound::About => v::SCHEMA_VALUE,
        Bound::AtLeast => v::SCHEMA_MIN_VALUE,
        Bound::AtMost => v::SCHEMA_MAX_VALUE,
    };
    let ends = [(value, Some(amount.value)), (v::SCHEMA_MAX_VALUE, amount.upper)];
    for (predicate, number) in ends {
        if let Some(number) = number.filter(|number| number.is_finite()) {
            quads.describe(subject, predicate, Literal::new_typed_literal(number.to_string(), v::XSD_DECIMAL));
        }
    }
    let unit = match amount.unit {
        Unit::Currency(code) => {
            let code: String = code.iter().copied().map(char::from).collect();
            return quads.describe(subject, v::SCHEMA_CURRENCY, Literal::from(code));
        }
        Unit::Count => counted.unwrap_or("1"),
        Unit::Percent => "%",
        Unit::Years => "years",
        Unit::Months => "months",
        Unit::Days => "days",
        Unit::Hours => "hours",
        Unit::Minutes => "minutes",
        Unit::Seconds => "seconds",
        Unit::Measure(ref symbol) => symbol.as_str(),
    };
    quads.describe(subject, v::SCHEMA_UNIT_TEXT, Literal::from(unit));
}

fn describe_time(quads: &mut Quads<'_>, subject: &NamedNode, interval: Interval) {
    let ends = [(v::SCHEMA_START_DATE, interval.from), (v::SCHEMA_END_DATE, interval.to)];
    for (predicate, end) in ends {
        if let Some(end) = end {
            quads.describe(subject, predicate, date(end));
        }
    }
}

/// Adds what is said of it in the default graph.
pub(super) fn describe_relation(quads: &mut Quads<'_>, key: &str, relation: &RelationUse) {
    let subject = iri(key);
    quads.describe(&subject, v::RDF_TYPE, v::RDF_PROPERTY);
    relation.labels.iter().for_each(|label| quads.describe(&subject, v::RDFS_LABEL, name(label)));
    if relation.open {
        quads.describe(&subject, v::RDFS_SUB_PROPERTY_OF, NamedNodeRef::new_unchecked(OPEN_RELATION));
    }
}

/// Adds what is said of it in the default graph.
pub(super) fn describe_article(quads: &mut Quads<'_>, key: &str, article: &ArticleNode) {
    let subject = iri(key);
    let meta = &article.meta;
    quads.describe(&subject, v::RDF_TYPE, v::SCHEMA_NEWS_ARTICLE);
    quads.describe(&subject, v::SCHEMA_IN_LANGUAGE, Literal::from(article.language.code()));
    quads.describe(&subject, v::SCHEMA_IDENTIFIER, Literal::from(article.hash.as_str()));
    if let Some(title) = &meta.title {
        quads.describe(&subject, v::SCHEMA_HEADLINE, worded(title, article.language));
        quads.describe(&subject, v::RDFS_LABEL, worded(title, article.language));
    }
    if let Some(published) = meta.published {
        quads.describe(&subject, v::SCHEMA_DATE_PUBLISHED, date(published));
    }
    let words = [(v::SCHEMA_PUBLISHER, &meta.publisher), (v::SCHEMA_AUTHOR, &meta.author)];
    for (predicate, value) in words {
        if let Some(value) = value {
            quads.describe(&subject, predicate, Literal::from(value.as_str()));
        }
    }
    if let Some(url) = &meta.url {
        quads.describe(&subject, v::SCHEMA_URL, Literal::new_typed_literal(url, v::XSD_ANY_URI));
    }
}

/// The IRI as a node. What stands in the way of its being one is percent-encoded: a graph with an odd name in it is
/// better than none.
pub(super) fn iri(text: &str) -> NamedNode {
    if is_plain(text) {
        return NamedNode::new_unchecked(text);
    }
    if let Ok(node) = NamedNode::new(text) {
        return node;
    }
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encode = |byte: u8| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    NamedNode::new_unchecked(format!("urn:tripel:{}", text.bytes().map(encode).collect::<String>()))
}

/// Whether it is an IRI beyond doubt, as nearly all are: a graph has millions, and to parse them takes time.
fn is_plain(text: &str) -> bool {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    ["https://", "http://"].iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| rest.bytes().all(safe)))
}

/// The object of a statement as a term.
pub(super) fn term(object: &Object) -> Term {
    match object {
        Object::Node(key) => iri(key).into(),
        Object::Text(text, language) => worded(text, *language).into(),
    }
}

/// Words in a language.
pub(super) fn worded(text: &str, language: Language) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, language.code())
}

/// A date, no sharper than it is.
pub(super) fn date(date: CalendarDate) -> Literal {
    let datatype = match (date.month, date.day) {
        (Some(_), Some(_)) => v::XSD_DATE,
        (Some(_), None) => v::XSD_YEAR_MONTH,
        (None, _) => v::XSD_YEAR,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// A count.
pub(super) fn integer(number: u32) -> Literal {
    Literal::new_typed_literal(number.to_string(), v::XSD_INTEGER)
}

fn name(label: &Label) -> Literal {
    label.language.map_or_else(|| Literal::from(label.text.as_str()), |language| worded(&label.text, language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    fn lines(graph: &Graph) -> Vec<String> {
        quads(graph).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_graph_holds_is_asked_for_by_its_article() {
        let lines = lines(&fixture::graph());
        let bare = "<http://www.wikidata.org/entity/Q2283> <https://tripel.example/ontology/movesProductionFrom> \
                    <http://www.wikidata.org/entity/Q148> <https://tripel.example/id/article/aaaaaaaaaaaaaaaa>";
        assert!(lines.iter().any(|line| line == bare), "{lines:#?}");
    }

    #[test]
    fn a_fact_that_is_only_reported_is_not_asserted() {
        let lines = lines(&fixture::graph());
        let relation = "<https://tripel.example/ontology/opens>";
        let bare = lines.iter().any(|line| line.split(' ').nth(1) == Some(relation));
        assert!(!bare, "asserted though only planned");
        assert!(lines.iter().any(|line| line.contains("<<( ") && line.contains(relation)));
    }

    #[test]
    fn quads_are_sorted_and_unique() {
        let lines = lines(&fixture::graph());
        let unique: std::collections::BTreeSet<_> = lines.iter().collect();
        assert_eq!(unique.len(), lines.len());
        assert!(quads(&fixture::graph()).is_sorted_by(|one, other| compare(one, other).is_lt()));
    }

    #[test]
    fn dates_are_no_sharper_than_they_are() {
        let literal = |text: &str| date(text.parse().unwrap()).to_string();
        assert_eq!(literal("2025"), "\"2025\"^^<http://www.w3.org/2001/XMLSchema#gYear>");
        assert_eq!(literal("2025-04"), "\"2025-04\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>");
        assert_eq!(literal("2025-04-17"), "\"2025-04-17\"^^<http://www.w3.org/2001/XMLSchema#date>");
    }

    #[test]
    fn a_name_that_is_no_iri_becomes_one() {
        assert_eq!(iri("https://example.org/a").as_str(), "https://example.org/a");
        assert!(NamedNode::new(iri("a b <ü>").as_str()).is_ok());
        for plain in ["https://example.org/a-b_c.d~e/f", "http://a", "https://", "http:///a//b/."] {
            assert!(is_plain(plain) && NamedNode::new(plain).is_ok(), "{plain}");
        }
        assert!(!["https://a b", "https://ä", "urn:a", "https://a:b:c", "https://a#b#c"].map(is_plain).contains(&true));
    }
}
