//! Finds the thing that a user means by a name: any label or other form in either language, whatever the case, an IRI
//! or a prefixed name. A name that nobody has gives the three that are nearest.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::ground::{Graph, Label, Node};
use crate::store::expand;
use crate::text::Language;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The IRI of the thing; of several, the one that the articles mention most.
    pub iri: String,
    /// The IRIs of the others that have the name, the most mentioned first.
    pub others: Vec<String>,
}

/// Nothing has the name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing in the graph is called `{name}`; {}", self.advice())]
pub struct NameError {
    /// The name as the user wrote it.
    pub name: String,
    /// The names that are nearest, the nearest first; at most three.
    pub near: Vec<String>,
}

impl NameError {
    fn advice(&self) -> String {
        match self.near.as_slice() {
            [] => "`tripel rank` shows what is in it".to_owned(),
            [only] => format!("did you mean `{only}`?"),
            [most @ .., last] => format!("did you mean `{}` or `{last}`?", most.join("`, `")),
        }
    }
}

/// Finds the thing that is called `name`; `base` is what `id:` stands for.
///
/// # Errors
/// When nothing has the name; the error names what is near.
pub fn find(graph: &Graph, name: &str, base: &str) -> Result<Found, NameError> {
    if let Some(iri) = by_iri(graph, name.trim(), base) {
        return Ok(Found { iri, others: Vec::new() });
    }
    let wanted = fold(name);
    let has_name = |node: &Node| names(node).any(|label| fold(&label.text) == wanted);
    let mut found: Vec<(&String, &Node)> = graph.nodes.iter().filter(|(_, node)| has_name(node)).collect();
    found.sort_by_key(|(iri, node)| (std::cmp::Reverse(node.mentions), *iri));
    let mut iris = found.into_iter().map(|(iri, _)| iri.clone());
    match iris.next() {
        Some(iri) => Ok(Found { iri, others: iris.collect() }),
        None => Err(NameError { name: name.to_owned(), near: near(graph, &wanted) }),
    }
}

fn by_iri(graph: &Graph, name: &str, base: &str) -> Option<String> {
    let inner = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')).unwrap_or(name);
    let candidates = [Some(inner.to_owned()), expand(inner, base)];
    candidates.into_iter().flatten().find(|iri| graph.nodes.contains_key(iri))
}

fn names(node: &Node) -> impl Iterator<Item = &Label> {
    node.labels.iter().chain(&node.alt_labels)
}

/// Small letters, composed, single blanks: what two spellings of one name share.
fn fold(name: &str) -> String {
    let composed: String = name.nfkc().collect::<String>().to_lowercase();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn near(graph: &Graph, wanted: &str) -> Vec<String> {
    const SHOWN: usize = 3;
    /// Below it two names share letters rather than looks.
    const LEAST: f64 = 0.5;
    let mut best: BTreeMap<&str, (f64, &str)> = BTreeMap::new();
    for (iri, node) in &graph.nodes {
        let likeness = names(node).map(|label| likeness(&fold(&label.text), wanted)).fold(0.0, f64::max);
        if likeness >= LEAST {
            best.insert(iri, (likeness, node.label(Language::German)));
        }
    }
    let mut ranked: Vec<(f64, &str)> = best.into_values().collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    ranked.dedup_by_key(|(_, name)| *name);
    ranked.into_iter().take(SHOWN).map(|(_, name)| name.to_owned()).collect()
}

/// How alike two names are, in [0, 1]. A name that has the other as one of its words is nearer than most misspellings.
fn likeness(name: &str, wanted: &str) -> f64 {
    const SHARED_WORD: f64 = 0.85;
    let word = |whole: &str, part: &str| whole.split([' ', '-']).any(|word| word == part);
    let shared = word(name, wanted) || word(wanted, name);
    let letters = strsim::normalized_damerau_levenshtein(name, wanted);
    if shared { letters.max(SHARED_WORD) } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::store::fixture::{self, CHINA, MICROSOFT};

    fn iri(name: &str) -> Option<String> {
        find(&fixture::graph(), name, DEFAULT_BASE).ok().map(|found| found.iri)
    }

    #[test]
    fn a_thing_is_found_by_every_name_it_has() {
        for name in ["Microsoft", "MICROSOFT", " microsoft ", "msft", "wd:Q2283", MICROSOFT] {
            assert_eq!(iri(name).as_deref(), Some(MICROSOFT), "{name}");
        }
        for name in ["Volksrepublik  China", "china", "<http://www.wikidata.org/entity/Q148>"] {
            assert_eq!(iri(name).as_deref(), Some(CHINA), "{name}");
        }
        assert_eq!(iri("id:medium/nikkei").as_deref(), Some(fixture::NIKKEI));
    }

    #[test]
    fn a_misspelt_name_gives_the_nearest() {
        let error = find(&fixture::graph(), "Mircosoft", DEFAULT_BASE).unwrap_err();
        assert_eq!(error.near.first().map(String::as_str), Some("Microsoft"));
        assert!(error.to_string().ends_with("did you mean `Microsoft`?"), "{error}");
    }

    #[test]
    fn a_name_like_no_other_gives_no_guess() {
        assert!(find(&fixture::graph(), "Xyzzyxq", DEFAULT_BASE).unwrap_err().near.is_empty());
        assert!(find(&fixture::graph(), "", DEFAULT_BASE).is_err());
        assert!(find(&Graph::default(), "Microsoft", DEFAULT_BASE).is_err());
    }

    #[test]
    fn of_several_the_most_mentioned_is_meant_and_the_others_are_told() {
        let mut graph = fixture::graph();
        let other = fixture::thing(crate::ground::NodeKind::Concept, &[("microsoft", None)], 1);
        graph.nodes.insert("https://tripel.example/id/concept/microsoft".to_owned(), other);
        let found = find(&graph, "Microsoft", DEFAULT_BASE).unwrap();
        assert_eq!(found.iri, MICROSOFT);
        assert_eq!(found.others, ["https://tripel.example/id/concept/microsoft"]);
    }
}
