//! The relation of a fact: one of the ontology where the mapping is sure and domain and range allow it, else an open one
//! minted from the words of the predicate.

use super::mapping::{Choice, Mapping};
use super::name::normal;
use super::phrase::phrase;
use super::vocabulary::REL;
use super::{Label, Ontology, RelationUse};
use crate::lexicon::Lexicon;
use crate::relate::{Entity, Fact};
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

/// The relation minted from a predicate, `verlagern_aus` with the label *verlagert aus*, or why there is none.
pub(super) fn open(fact: &Fact, lexicon: &Lexicon) -> Result<(String, RelationUse), &'static str> {
    let (predicate, language) = (&fact.predicate, fact.language);
    let words = [
        predicate.reflexive.then_some("sich").filter(|_| language == Language::German),
        predicate.noun.as_deref(),
        Some(predicate.lemma.as_str()),
        predicate.preposition.as_deref(),
    ];
    let words: Vec<&str> = words.into_iter().flatten().flat_map(str::split_whitespace).collect();
    let slug = words.iter().map(|word| local_name(word)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    if words.len() > MOST_WORDS {
        return Err("predicate too long");
    }
    if normal(&slug).is_empty() {
        return Err("predicate without a word");
    }
    let label = Label { text: phrase(fact, lexicon), language: Some(language) };
    Ok((format!("{REL}{slug}"), RelationUse { labels: vec![label], open: true }))
}

/// A word as part of an IRI: its letters and digits; umlauts stay, they are allowed there and read better.
fn local_name(word: &str) -> String {
    word.chars().filter(|char| char.is_alphanumeric() || *char == '-').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::{Argument, Modality, Polarity, Predicate, Tense, Term};
    use crate::text::Span;

    fn fact(lemma: &str, language: Language) -> Fact {
        let argument = Argument { spans: Vec::new(), text: String::new(), term: Term::Quote };
        let predicate = Predicate {
            lemma: lemma.to_owned(),
            reflexive: false,
            noun: None,
            preposition: None,
            spans: Vec::new(),
            text: String::new(),
        };
        Fact {
            subject: argument.clone(),
            predicate,
            object: argument,
            roles: Vec::new(),
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            tense: Tense::Present,
            attribution: Vec::new(),
            time: None,
            confidence: 0.9,
            pattern: "active".to_owned(),
            sentence: Span::default(),
            language,
        }
    }

    fn label(fact: &Fact) -> String {
        open(fact, &Lexicon::embedded()).unwrap().1.label(fact.language).to_owned()
    }

    #[test]
    fn open_relations_are_named_by_verb_particle_and_preposition() {
        let mut fact = fact("zurückziehen", Language::German);
        fact.predicate.reflexive = true;
        fact.predicate.preposition = Some("aus".to_owned());
        let (iri, relation) = open(&fact, &Lexicon::embedded()).unwrap();
        assert_eq!(iri, format!("{REL}sich_zurückziehen_aus"));
        assert!(relation.open);
    }

    #[test]
    fn a_label_reads_like_the_verb_of_a_sentence() {
        let mut fact = fact("zurückziehen", Language::German);
        assert_eq!(label(&fact), "zieht zurück");
        fact.predicate.reflexive = true;
        fact.predicate.preposition = Some("aus".to_owned());
        assert_eq!(label(&fact), "zieht sich zurück aus");
        fact.predicate.lemma = "grmpfen".to_owned();
        assert_eq!(label(&fact), "sich grmpfen aus");
    }

    #[test]
    fn english_verbs_get_their_s() {
        let labels =
            ["move", "study", "play", "push", "have", "shut down"].map(|verb| label(&fact(verb, Language::English)));
        assert_eq!(labels, ["moves", "studies", "plays", "pushes", "has", "shuts down"]);
    }

    #[test]
    fn a_noun_is_not_conjugated() {
        let mut fact = fact("venture", Language::English);
        fact.pattern = "apposition".to_owned();
        assert_eq!(label(&fact), "venture");
        fact.predicate.lemma = "is".to_owned();
        fact.predicate.preposition = Some("von".to_owned());
        fact.language = Language::German;
        assert_eq!(label(&fact), "ist von");
    }

    #[test]
    fn a_predicate_of_signs_is_rejected() {
        let lexicon = Lexicon::embedded();
        assert!(open(&fact("…", Language::English), &lexicon).is_err());
        assert!(open(&fact("a b c d e f g", Language::English), &lexicon).is_err());
    }
}
