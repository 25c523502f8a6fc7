//! The relation of a fact: one of the ontology where the mapping is sure and domain and range allow it, else an open one
//! minted from the words of the predicate.

use super::mapping::{Choice, Mapping};
use super::name::normal;
use super::vocabulary::REL;
use super::{Label, Ontology, RelationUse};
use crate::relate::{Entity, Fact, Predicate};
use crate::text::Language;

/// Predicates longer than this are parts of clauses that a reader took for one.
const MOST_WORDS: usize = 6;

/// The relations of the ontology that a fact is mapped to: the first that fits, then every one that is added to it. A
/// choice whose domain or range is broken does not fit; it is never bent.
pub(super) fn mapped(
    fact: &Fact,
    entities: &[Entity],
    ends: [&[String]; 2],
    mapping: &Mapping,
    ontology: &Ontology,
) -> Vec<Choice> {
    let choices = mapping.choices(fact, entities).into_iter().filter(|choice| allowed(choice, ends, ontology));
    let mut chosen: Vec<Choice> = Vec::new();
    for choice in choices {
        if (chosen.is_empty() || choice.additional) && !chosen.iter().any(|other| other.relation == choice.relation) {
            chosen.push(choice);
        }
    }
    chosen
}

fn allowed(choice: &Choice, ends: [&[String]; 2], ontology: &Ontology) -> bool {
    let Some(relation) = ontology.relation(&choice.relation) else { return false };
    let [subject, object] = if choice.swapped { [ends[1], ends[0]] } else { ends };
    let fits = |class: Option<&String>, types: &[String]| {
        class.is_none_or(|class| types.iter().any(|own| ontology.is_a(own, class)))
    };
    fits(relation.domain.as_ref(), subject) && fits(relation.range.as_ref(), object)
}

/// The relation minted from a predicate, `verlagern_aus` with the label *verlagern aus*, or why there is none.
pub(super) fn open(predicate: &Predicate, language: Language) -> Result<(String, RelationUse), &'static str> {
    let words = [
        predicate.reflexive.then_some("sich").filter(|_| language == Language::German),
        predicate.noun.as_deref(),
        Some(predicate.lemma.as_str()),
        predicate.preposition.as_deref(),
    ];
    let phrase: Vec<&str> = words.into_iter().flatten().flat_map(str::split_whitespace).collect();
    let slug = phrase.iter().map(|word| local_name(word)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    if phrase.len() > MOST_WORDS {
        return Err("predicate too long");
    }
    if normal(&slug).is_empty() {
        return Err("predicate without a word");
    }
    let label = Label { text: phrase.join(" "), language: Some(language) };
    Ok((format!("{REL}{slug}"), RelationUse { labels: vec![label], open: true }))
}

/// A word as part of an IRI: its letters and digits; umlauts stay, they are allowed there and read better.
fn local_name(word: &str) -> String {
    word.chars().filter(|char| char.is_alphanumeric() || *char == '-').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predicate(lemma: &str, reflexive: bool, preposition: Option<&str>) -> Predicate {
        Predicate {
            lemma: lemma.to_owned(),
            reflexive,
            noun: None,
            preposition: preposition.map(str::to_owned),
            spans: Vec::new(),
            text: String::new(),
        }
    }

    #[test]
    fn open_relations_are_named_by_verb_particle_and_preposition() {
        let (iri, relation) = open(&predicate("zurückziehen", true, Some("aus")), Language::German).unwrap();
        assert_eq!(iri, format!("{REL}sich_zurückziehen_aus"));
        assert_eq!(relation.label(Language::German), "sich zurückziehen aus");
        assert!(relation.open);
    }

    #[test]
    fn a_predicate_of_signs_is_rejected() {
        assert!(open(&predicate("…", false, None), Language::English).is_err());
        assert!(open(&predicate("a b c d e f g", false, None), Language::English).is_err());
    }
}
