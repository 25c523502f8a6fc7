//! An answer as a table for people: IRIs shortened, and beside them what the thing is called.

use comfy_table::{ContentArrangement, Table, presets};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};

use super::Answer;
use crate::ground::vocabulary::{RDFS, XSD};
use crate::store::{Dataset, shorten};
use crate::text::Language;

/// The rows as a table no wider than `width` columns (`None`: as wide as they need), yes or no in a word, triples one a
/// line. Labels come from the store, in `language` where there are some.
#[must_use]
pub fn table(answer: &Answer, store: &Dataset, base: &str, language: Language, width: Option<u16>) -> String {
    let words = Words { store, base, language };
    match answer {
        Answer::Rows { variables, rows } => {
            let head = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
            let body = rows.iter().map(|row| row.iter().map(|cell| words.cell(cell.as_ref())).collect());
            grid(head, body, width)
        }
        Answer::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Answer::Triples(triples) => {
            let lines = triples.iter().map(|triple| words.triple(triple));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// A term as people read it: its name in `language` where the store has one, beside its short IRI.
#[must_use]
pub fn shown(term: &Term, store: &Dataset, base: &str, language: Language) -> String {
    Words { store, base, language }.cell(Some(term))
}

fn grid(head: Vec<String>, body: impl Iterator<Item = Vec<String>>, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = width {
        table.set_width(width);
    }
    table.set_header(head).add_rows(body);
    table.trim_fmt()
}

struct Words<'a> {
    store: &'a Dataset,
    base: &'a str,
    language: Language,
}

impl Words<'_> {
    fn cell(&self, term: Option<&Term>) -> String {
        match term {
            None => String::new(),
            Some(Term::NamedNode(node)) => self.named(node),
            Some(Term::Literal(literal)) => self.literal(literal),
            Some(Term::BlankNode(node)) => node.to_string(),
            Some(Term::Triple(triple)) => self.triple(triple),
        }
    }

    fn triple(&self, triple: &Triple) -> String {
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => self.named(node),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        format!("{subject} — {} → {}", self.named(&triple.predicate), self.cell(Some(&triple.object)))
    }

    /// *Microsoft (wd:Q2283)*.
    fn named(&self, node: &NamedNode) -> String {
        let short = shorten(node.as_str(), self.base);
        self.label(node).map_or(short.clone(), |label| format!("{label} ({short})"))
    }

    fn label(&self, node: &NamedNode) -> Option<String> {
        let property = NamedNode::new_unchecked(format!("{RDFS}label"));
        let found = self.store.objects(node, &property).into_iter();
        let labels = found.filter_map(|object| match object {
            Term::Literal(label) => Some(label),
            _ => None,
        });
        let rank = |label: &Literal| match label.language() {
            Some(code) if code == self.language.code() => 0,
            None => 1,
            Some(_) => 2,
        };
        labels.min_by_key(|label| (rank(label), label.value().to_owned())).map(|label| label.value().to_owned())
    }

    /// Numbers and dates as they are; only types that a reader cannot guess are told.
    fn literal(&self, literal: &Literal) -> String {
        let datatype = literal.datatype();
        let plain = literal.language().is_some() || datatype.as_str().starts_with(XSD);
        if plain {
            literal.value().to_owned()
        } else {
            format!("{}^^{}", literal.value(), shorten(datatype.as_str(), self.base))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::query::{Limits, sparql};
    use crate::store::{dataset, fixture};

    #[test]
    fn things_are_shown_by_name_and_short_iri() {
        let store = dataset(&fixture::graph(), &[]);
        let query = "SELECT ?who ?n { ?who tripel:movesProductionFrom ?from ; tripel:mentions ?n } ORDER BY ?n";
        let answer = sparql(&store, query, DEFAULT_BASE, Limits::default()).unwrap();
        let shown = table(&answer, &store, DEFAULT_BASE, Language::German, Some(80));
        assert!(shown.contains("Microsoft (wd:Q2283)"), "{shown}");
        assert!(shown.lines().next_back().is_some_and(|line| !line.ends_with(' ')), "{shown}");
    }

    #[test]
    fn labels_are_in_the_language_asked_for() {
        let store = dataset(&fixture::graph(), &[]);
        let query = "SELECT DISTINCT ?from { ?who tripel:movesProductionFrom ?from }";
        let answer = sparql(&store, query, DEFAULT_BASE, Limits::default()).unwrap();
        let shown = |language| table(&answer, &store, DEFAULT_BASE, language, None);
        assert!(shown(Language::German).contains("Volksrepublik China (wd:Q148)"));
        assert!(!shown(Language::English).contains("Volksrepublik"));
    }
}
