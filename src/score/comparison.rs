//! Holds a graph against gold facts. The graph is scored, not the readings, since it is what people ask.

use std::collections::BTreeSet;

use super::gold::{GoldArticle, GoldFact};
use super::matching::{has_attribution, is_same, local_name};
use super::report::{ArticleScore, FactReport};
use crate::ground::{Evidence, Graph, Object, Statement};
use crate::text::Language;

/// Holds what a graph says of each article against its gold facts.
#[must_use]
pub fn compare(graph: &Graph, articles: &[GoldArticle]) -> FactReport {
    let mut report = FactReport::default();
    for article in articles {
        let found = stated(graph, article);
        let name = article.path.file_stem().map(|name| name.to_string_lossy().into_owned());
        let mut score = ArticleScore { name: name.unwrap_or_default(), ..ArticleScore::default() };
        for (statement, evidence) in &found {
            judge(statement, evidence, &article.facts, graph, &mut score, &mut report);
        }
        for fact in article.facts.iter().filter(|fact| fact.required) {
            let hit = found.iter().any(|(statement, _)| is_same(statement, fact, graph));
            score.recall.count(hit);
            if !hit {
                score.missed.push(wanted(fact));
            }
        }
        report.articles.push(score);
    }
    report
}

/// What the graph says the article states, each edge once with its evidence in this article.
fn stated<'a>(graph: &'a Graph, article: &GoldArticle) -> Vec<(&'a Statement, Vec<&'a Evidence>)> {
    let path = article.path.display().to_string();
    let Some((iri, _)) = graph.articles.iter().find(|(_, node)| node.path == path) else { return Vec::new() };
    let own =
        |statement: &'a Statement| statement.evidence.iter().filter(|one| one.article == *iri).collect::<Vec<_>>();
    let all = graph.statements.iter().map(|statement| (statement, own(statement)));
    all.filter(|(_, evidence)| !evidence.is_empty()).collect()
}

/// Whether an edge is gold, and if it is, whether all that is said about how it holds is right too.
fn judge(
    statement: &Statement,
    evidence: &[&Evidence],
    gold: &[GoldFact],
    graph: &Graph,
    score: &mut ArticleScore,
    report: &mut FactReport,
) {
    let fitting: Vec<&GoldFact> = gold.iter().filter(|fact| is_same(statement, fact, graph)).collect();
    score.precision.count(!fitting.is_empty());
    for pattern in evidence.iter().map(|one| &one.pattern).collect::<BTreeSet<_>>() {
        report.patterns.entry(pattern.clone()).or_default().count(!fitting.is_empty());
    }
    let Some((fact, evidence)) = same_place(&fitting, evidence) else {
        score.wrong.push(shown(statement, evidence, graph));
        return;
    };
    report.modality.count(fact.modality.contains(&evidence.modality));
    report.polarity.count(fact.polarity.contains(&evidence.polarity));
    report.attribution.count(has_attribution(evidence, fact, graph));
}

/// The gold fact and the evidence that stand in one sentence; the first of each when none do.
fn same_place<'a>(gold: &[&'a GoldFact], evidence: &[&'a Evidence]) -> Option<(&'a GoldFact, &'a Evidence)> {
    let pairs = || gold.iter().flat_map(|fact| evidence.iter().map(move |one| (*fact, *one)));
    pairs().find(|(fact, one)| one.text.contains(&fact.snippet)).or_else(|| pairs().next())
}

fn wanted(fact: &GoldFact) -> String {
    format!("{} — {} → {} (*{}*)", fact.subject[0], fact.relation[0], fact.object[0], fact.snippet)
}

fn shown(statement: &Statement, evidence: &[&Evidence], graph: &Graph) -> String {
    let language = Language::English;
    let name = |iri: &String| graph.nodes.get(iri).map_or(iri.clone(), |node| node.label(language).to_owned());
    let object = match &statement.object {
        Object::Node(iri) => name(iri),
        Object::Text(text, _) => text.clone(),
    };
    let pattern = evidence.first().map_or("", |one| one.pattern.as_str());
    format!("{} — {} → {object} (`{pattern}`)", name(&statement.subject), local_name(&statement.relation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Share;
    use crate::score::gold::fact;
    use crate::store::fixture;

    const WORDS: &str = "Laut Nikkei verlagert Microsoft die Fertigung aus China.";

    fn article(rows: &[&str]) -> GoldArticle {
        let facts = rows.iter().map(|row| fact(row, WORDS).unwrap()).collect();
        GoldArticle { path: "eins.txt".into(), bytes: WORDS.into(), facts }
    }

    #[test]
    fn a_gold_fact_in_the_graph_is_found_with_how_it_holds() {
        let row = "Laut Nikkei\tMicrosoft\tmovesProductionFrom\tChina\tasserted\tpositive\tNikkei\trequired";
        let report = compare(&fixture::graph(), &[article(&[row])]);
        assert_eq!(report.recall(), Share { right: 1, all: 1 });
        assert_eq!(report.precision().right, 1);
        assert_eq!((report.modality.right, report.attribution.right), (1, 1));
    }

    #[test]
    fn a_required_fact_that_is_missing_is_listed() {
        let row = "Laut Nikkei\tMicrosoft\tacquires\tChina\tasserted\tpositive\t-\trequired";
        let report = compare(&fixture::graph(), &[article(&[row])]);
        assert_eq!(report.recall(), Share { right: 0, all: 1 });
        assert!(report.articles[0].missed[0].starts_with("Microsoft — acquires → China"));
    }

    #[test]
    fn an_optional_fact_is_not_asked_for_but_right() {
        let row = "Laut Nikkei\tMicrosoft\tmovesProductionFrom\tChina\tplanned\tnegative\t-\toptional";
        let report = compare(&fixture::graph(), &[article(&[row])]);
        assert_eq!((report.recall().all, report.precision().right), (0, 1));
        assert_eq!((report.modality.right, report.polarity.right, report.attribution.right), (0, 0, 0));
    }
}
