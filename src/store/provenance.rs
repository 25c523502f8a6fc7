//! The evidence of every statement, by the reifiers of RDF 1.2. A piece of evidence costs ten quads, and one for each end
//! of its time, each speaker and each further role; the sentence stands on the reifier, so that no join is needed to
//! show it.

use oxigraph::model::{GraphName, Literal, NamedNode, Triple};
use sha2::{Digest, Sha256};

use super::dataset::{Quads, date, integer, iri, term, worded};
use super::{stated, term as v};
use crate::ground::vocabulary::{TRIPEL, evidence_iri, role_iri};
use crate::ground::{Evidence, Graph, Statement};
use crate::text::{Language, Span};

/// Adds what the articles state: bare triples for what they assert, a reifier for every place that states it.
pub(super) fn state(quads: &mut Quads<'_>, graph: &Graph) {
    let mut numbers = stated::numbers(graph).into_iter();
    activity(quads, graph);
    for statement in &graph.statements {
        let triple = triple(statement);
        support(quads, statement, &triple);
        for (evidence, number) in statement.evidence.iter().zip(numbers.by_ref()) {
            if evidence.asserted {
                quads.push(triple.clone().in_graph(iri(&evidence.article)));
            }
            describe(quads, graph, &triple, (evidence, number));
        }
    }
}

/// Adds what is said of a place where an article states a triple: a piece of evidence, by its number in the article.
pub(super) fn describe(quads: &mut Quads<'_>, graph: &Graph, triple: &Triple, (evidence, number): (&Evidence, u32)) {
    let language = graph.articles.get(&evidence.article).map_or(Language::German, |article| article.language);
    Reifier { triple, evidence, number, language }.write(quads);
}

/// Adds only the bare triples that the articles assert.
pub(super) fn assert(quads: &mut Quads<'_>, graph: &Graph) {
    for statement in graph.statements.iter().filter(|statement| statement.asserted) {
        let triple = triple(statement);
        for evidence in statement.evidence.iter().filter(|evidence| evidence.asserted) {
            quads.push(triple.clone().in_graph(iri(&evidence.article)));
        }
    }
}

/// One activity stands for all runs of a version: a clock or a count of runs would make equal graphs differ. It says
/// once of each article that it was read, so that no piece of evidence has to.
pub(super) fn activity(quads: &mut Quads<'_>, graph: &Graph) {
    let Some(article) = graph.articles.keys().next() else { return };
    let version = env!("CARGO_PKG_VERSION");
    let activity = iri(&format!("{}activity/tripel-{version}", base(article)));
    quads.add(&activity, v::RDF_TYPE, v::PROV_ACTIVITY, &GraphName::DefaultGraph);
    quads.add(&activity, v::tripel("version"), Literal::from(version), &GraphName::DefaultGraph);
    quads.add(&activity, v::RDFS_LABEL, Literal::from(format!("tripel {version}")), &GraphName::DefaultGraph);
    for article in graph.articles.keys() {
        quads.add(&activity, v::PROV_USED, iri(article), &GraphName::DefaultGraph);
    }
}

/// The statement as a triple.
pub(super) fn triple(statement: &Statement) -> Triple {
    Triple::new(iri(&statement.subject), iri(&statement.relation), term(&statement.object))
}

/// How many independent sources support a statement is said once, by a reifier that belongs to no article.
pub(super) fn support(quads: &mut Quads<'_>, statement: &Statement, triple: &Triple) {
    let Some(evidence) = statement.evidence.first() else { return };
    let digest: [u8; 32] = Sha256::digest(triple.to_string()).into();
    let digits = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    let reifier = iri(&format!("{}statement/{digits:016x}", base(&evidence.article)));
    quads.add(&reifier, v::RDF_REIFIES, triple.clone(), &GraphName::DefaultGraph);
    quads.add(&reifier, v::tripel("support"), integer(statement.support), &GraphName::DefaultGraph);
}

/// What minted IRIs begin with, told from the IRI of an article.
fn base(article: &str) -> &str {
    article.rfind("article/").map_or(TRIPEL, |end| &article[..end])
}

struct Reifier<'a> {
    triple: &'a Triple,
    evidence: &'a Evidence,
    number: u32,
    language: Language,
}

impl Reifier<'_> {
    fn write(&self, quads: &mut Quads<'_>) {
        let article = &self.evidence.article;
        let name = article.rsplit('/').next().unwrap_or_default();
        let reifier = iri(&evidence_iri(base(article), name, self.number as usize));
        let article = iri(article);
        let graph = GraphName::from(article.clone());
        quads.add(&reifier, v::RDF_REIFIES, self.triple.clone(), &graph);
        quads.add(&reifier, v::PROV_WAS_DERIVED_FROM, article, &graph);
        self.place(quads, &reifier, &graph);
        self.holding(quads, &reifier, &graph);
    }

    /// Where it is stated.
    fn place(&self, quads: &mut Quads<'_>, reifier: &NamedNode, graph: &GraphName) {
        let Evidence { sentence, text, subject, predicate, object, .. } = self.evidence;
        let index = |byte: u32| Literal::new_typed_literal(byte.to_string(), v::XSD_NON_NEGATIVE_INTEGER);
        quads.add(reifier, v::NIF_BEGIN_INDEX, index(sentence.start), graph);
        quads.add(reifier, v::NIF_END_INDEX, index(sentence.end), graph);
        quads.add(reifier, v::tripel("sentence"), worded(text, self.language), graph);
        let spans = [subject, predicate, object].map(|spans| ranges(spans)).join("; ");
        quads.add(reifier, v::tripel("spans"), Literal::from(spans), graph);
    }

    /// How it is said to hold.
    fn holding(&self, quads: &mut Quads<'_>, reifier: &NamedNode, graph: &GraphName) {
        let Evidence { confidence, polarity, modality, speakers, valid, roles, pattern, .. } = self.evidence;
        quads.add(reifier, v::tripel("confidence"), decimal(*confidence), graph);
        quads.add(reifier, v::tripel("polarity"), Literal::from(polarity.name()), graph);
        quads.add(reifier, v::tripel("modality"), Literal::from(modality.name()), graph);
        quads.add(reifier, v::tripel("pattern"), Literal::from(pattern.as_str()), graph);
        for speaker in speakers {
            quads.add(reifier, v::tripel("speaker"), term(speaker), graph);
        }
        for (kind, value) in roles {
            quads.add(reifier, NamedNode::new_unchecked(role_iri(*kind)), term(value), graph);
        }
        let ends = valid.map_or([None, None], |valid| [valid.from, valid.to]);
        for (name, end) in ["validFrom", "validTo"].into_iter().zip(ends) {
            if let Some(end) = end {
                quads.add(reifier, v::tripel(name), date(end), graph);
            }
        }
    }
}

/// Spans as the ontology writes them: `12-21 30-40`.
fn ranges(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect::<Vec<_>>().join(" ")
}

/// A share to three places, in the canonical form of XML Schema.
fn decimal(value: f32) -> Literal {
    let digits = format!("{:.3}", if value.is_finite() { value } else { 0.0 });
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    Literal::new_typed_literal(digits, v::XSD_DECIMAL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{fixture, quads};

    #[test]
    fn every_piece_of_evidence_has_its_sentence_and_its_article() {
        let graph = fixture::graph();
        let evidence: usize = graph.statements.iter().map(|statement| statement.evidence.len()).sum();
        for predicate in [v::tripel("sentence").as_ref(), v::PROV_WAS_DERIVED_FROM, v::NIF_BEGIN_INDEX] {
            let count = quads(&graph).iter().filter(|quad| quad.predicate == predicate).count();
            assert_eq!(count, evidence, "{predicate}");
        }
    }

    #[test]
    fn a_fact_costs_a_bounded_number_of_quads() {
        let graph = fixture::graph();
        let in_articles = quads(&graph).iter().filter(|quad| !quad.graph_name.is_default_graph()).count();
        let evidence = graph.statements.iter().flat_map(|statement| &statement.evidence);
        let bound: usize = evidence.map(|one| 1 + 12 + one.speakers.len() + one.roles.len()).sum();
        assert!(in_articles <= bound, "{in_articles} > {bound}");
    }

    #[test]
    fn taking_an_article_away_takes_away_only_what_it_states() {
        let both = fixture::graph();
        let one = fixture::graph_without("https://tripel.example/id/article/bbbbbbbbbbbbbbbb");
        let of_first = |graph: &Graph| {
            let first = |name: &GraphName| name.to_string().contains("aaaaaaaaaaaaaaaa");
            quads(graph).into_iter().filter(|quad| first(&quad.graph_name)).collect::<Vec<_>>()
        };
        assert!(!of_first(&both).is_empty());
        assert_eq!(of_first(&both), of_first(&one));
        assert!(quads(&one).iter().all(|quad| !quad.to_string().contains("bbbbbbbbbbbbbbbb")));
    }

    #[test]
    fn decimals_are_canonical() {
        let digits = |value| decimal(value).value().to_owned();
        assert_eq!([digits(0.8), digits(1.0), digits(0.0), digits(0.666_66)], ["0.8", "1", "0", "0.667"]);
        assert_eq!(digits(f32::NAN), "0");
    }
}
