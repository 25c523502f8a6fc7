//! When a fact of the graph is the fact that a careful reader noted. The rule is stated in `seeds/README.md`: the
//! relation letter for letter, names case and punctuation aside, common nouns also in part, amounts by their number.

use super::gold::{GoldFact, NOBODY};
use crate::ground::{Evidence, Graph, Node, NodeKind, Object, Statement, Value};

/// Endings by which two forms of a noun may differ are no longer than this.
const LONGEST_ENDING: usize = 2;

/// Whether an edge of the graph is the gold fact.
pub(super) fn is_same(statement: &Statement, gold: &GoldFact, graph: &Graph) -> bool {
    is_relation(&statement.relation, &gold.relation)
        && graph.nodes.get(&statement.subject).is_some_and(|node| is_node(node, &gold.subject))
        && is_object(&statement.object, &gold.object, graph)
}

/// Whether the article is said to be, or not to be, the only one that says so.
pub(super) fn has_attribution(evidence: &Evidence, gold: &GoldFact, graph: &Graph) -> bool {
    let names: Vec<&String> = gold.attribution.iter().filter(|name| *name != NOBODY).collect();
    if evidence.speakers.is_empty() {
        return names.len() < gold.attribution.len();
    }
    evidence.speakers.iter().any(|speaker| names.iter().any(|name| is_object(speaker, &[(*name).clone()], graph)))
}

/// The last part of an IRI: `closes` of `https://tripel.example/ontology/closes`.
pub(super) fn local_name(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

fn is_relation(iri: &str, names: &[String]) -> bool {
    let own = local_name(iri).to_lowercase();
    names.iter().any(|name| name.to_lowercase() == own)
}

fn is_object(object: &Object, names: &[String], graph: &Graph) -> bool {
    match object {
        Object::Node(iri) => graph.nodes.get(iri).is_some_and(|node| is_node(node, names)),
        Object::Text(text, _) => names.iter().any(|name| is_part(&words(text), &words(name))),
    }
}

fn is_node(node: &Node, names: &[String]) -> bool {
    if let Some(Value::Amount(amount, counted)) = &node.value {
        return names.iter().any(|name| is_number(name, amount.value) || counted.as_ref() == Some(name));
    }
    let labels = node.labels.iter().chain(&node.alt_labels).map(|label| words(&label.text));
    let fits = |own: Vec<String>| match node.kind {
        NodeKind::Entity(_) => names.iter().any(|name| own == words(name)),
        _ => names.iter().any(|name| is_part(&own, &words(name))),
    };
    labels.into_iter().any(fits)
}

fn is_number(name: &str, value: f64) -> bool {
    let number = name.trim_end_matches('%').trim().parse::<f64>();
    number.is_ok_and(|number| (number - value).abs() <= 1e-9 * value.abs())
}

/// The words of a name in small letters, without punctuation.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// Whether one of the two contains the other word for word, endings aside.
pub(super) fn is_part(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = |window: &[String]| window.iter().zip(short).all(|(one, other)| is_same_word(one, other));
    !short.is_empty() && long.windows(short.len()).any(same)
}

fn is_same_word(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING)
        && (one == other || short.chars().count() > LONGEST_ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(one: &str, other: &str) -> bool {
        is_part(&words(one), &words(other))
    }

    #[test]
    fn a_common_noun_matches_in_part_and_without_its_ending() {
        assert!(part("seltene Erden", "seltene Erde"));
        assert!(part("Fertigung der Server", "Fertigung"));
        assert!(!part("Fertigung", "Server"));
        assert!(!part("", "Server"));
    }

    #[test]
    fn a_number_matches_whatever_its_unit() {
        assert!(is_number("5.8 %", 5.8));
        assert!(is_number("28.8e9", 28_800_000_000.0));
        assert!(!is_number("36 %", 3.6));
        assert!(!is_number("Arbeitsplatz", 0.0));
    }

    #[test]
    fn a_relation_matches_by_its_local_name() {
        let names = ["closes".to_owned(), "streiten_über".to_owned()];
        assert!(is_relation("https://tripel.example/ontology/closes", &names));
        assert!(is_relation("https://tripel.example/relation/streiten_über", &names));
        assert!(!is_relation("https://tripel.example/ontology/encloses", &names));
    }
}
