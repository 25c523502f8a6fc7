//! From the words of a predicate to relations of the ontology, by the tables of `seeds/mapping/`. Rows are tried in the
//! order of the file; the first that fits wins, so the narrow ones come first, and every fitting row marked `+` is
//! added to it.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{Row, split_reflexive};
use super::vocabulary::TRIPEL;
use crate::relate::{Entity, Fact};

/// A table, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    rows: Vec<Row>,
    /// Rows by the lemma of their predicate, positions ascending.
    by_lemma: BTreeMap<String, Vec<usize>>,
    /// Rows whose lemma is only the end of a compound, with that end.
    by_ending: Vec<(String, usize)>,
}

/// A relation that a fact may be mapped to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The IRI of the relation.
    pub relation: String,
    /// Whether subject and object change places.
    pub swapped: bool,
    /// Whether it is added beside the first that fits.
    pub additional: bool,
}

impl Choice {
    /// A relation that leads from the subject to the object.
    pub(super) fn straight(relation: &str) -> Self {
        Self { relation: relation.to_owned(), swapped: false, additional: false }
    }
}

impl Mapping {
    /// Reads a table whose relations are local names of our ontology.
    ///
    /// # Errors
    /// When a row has not eight cells, or a cell says what no cell can say; the message names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let of_ontology = |name: &str| Ok(format!("{TRIPEL}{name}"));
        Self::parse_with(text, &of_ontology).map_err(|(line, message)| format!("line {line}: {message}"))
    }

    /// Reads a table whose relations are named as `relation` knows them; an error has the number of its line.
    pub(super) fn parse_with(
        text: &str,
        relation: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Self, (usize, String)> {
        let mut mapping = Self::default();
        for (number, line) in text.lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                mapping.add(line, relation).map_err(|message| (number + 1, message))?;
            }
        }
        Ok(mapping)
    }

    /// Its rows, and after them those of another table.
    pub(super) fn then(mut self, other: Self) -> Self {
        let before = self.rows.len();
        for (lemma, positions) in other.by_lemma {
            let moved = positions.into_iter().map(|position| position + before);
            self.by_lemma.entry(lemma).or_default().extend(moved);
        }
        self.by_ending.extend(other.by_ending.into_iter().map(|(ending, position)| (ending, position + before)));
        self.rows.extend(other.rows);
        self
    }

    /// The relations that fit a fact, in the order of the table; whether domain and range allow them is not asked.
    #[must_use]
    pub fn choices(&self, fact: &Fact, entities: &[Entity]) -> Vec<Choice> {
        let lemma = fact.predicate.lemma.to_lowercase();
        let exact = self.by_lemma.get(&lemma).into_iter().flatten().copied();
        let endings = self.by_ending.iter().filter(|(ending, _)| lemma.ends_with(ending.as_str()));
        let positions: BTreeSet<usize> = exact.chain(endings.map(|(_, position)| *position)).collect();
        let rows = positions.into_iter().filter_map(|position| self.rows.get(position));
        rows.filter(|row| row.fits(fact, entities)).map(|row| row.choice(fact).clone()).collect()
    }

    /// The IRIs of all relations that the table names, sorted.
    #[must_use]
    pub fn relations(&self) -> BTreeSet<&str> {
        self.rows.iter().flat_map(Row::choices).map(|choice| choice.relation.as_str()).collect()
    }

    fn add(&mut self, line: &str, relation: &dyn Fn(&str) -> Result<String, String>) -> Result<(), String> {
        let (lemmas, row) = Row::parse(line, relation)?;
        self.index(lemmas);
        self.rows.push(row);
        Ok(())
    }

    /// Notes the lemmas of the row that comes next.
    fn index(&mut self, lemmas: &str) {
        let position = self.rows.len();
        for lemma in lemmas.split('|').map(|lemma| split_reflexive(lemma).0.to_lowercase()) {
            match lemma.strip_prefix('*') {
                Some(ending) => self.by_ending.push((ending.to_owned(), position)),
                None => self.by_lemma.entry(lemma).or_default().push(position),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Ontology;
    use crate::lexicon;
    use crate::text::Language;

    #[test]
    fn every_row_is_well_formed_and_names_a_relation_of_the_ontology() {
        let ontology = Ontology::embedded().unwrap();
        for language in Language::ALL {
            let mapping = Mapping::parse(lexicon::mapping(language)).unwrap();
            for relation in mapping.relations() {
                assert!(ontology.relation(relation).is_some(), "{}: no {relation}", language.code());
            }
        }
    }

    #[test]
    fn every_relation_but_speech_is_reached_from_both_languages() {
        let ontology = Ontology::embedded().unwrap();
        let tables = Language::ALL.map(|language| Mapping::parse(lexicon::mapping(language)).unwrap());
        let unreached = ["attackedBy", "says", "openRelation"];
        for (iri, relation) in ontology.relations().filter(|(_, relation)| relation.domain.is_some()) {
            let name = iri.strip_prefix(TRIPEL).unwrap();
            let reached = |table: &Mapping| table.relations().contains(iri);
            assert!(unreached.contains(&name) || tables.iter().all(reached), "{name} {relation:?}");
        }
    }

    #[test]
    fn each_lemma_of_a_row_may_stand_otherwise_to_sich() {
        let row = "teilnehmen|(sich) beteiligen|sich einbringen\t*\t*\t*\t*\t*\tparticipatesIn\t>";
        let mapping = Mapping::parse(row).unwrap();
        let fits = |lemma: &str, reflexive: bool| {
            let mut fact = crate::ground::tests::of_lemma(lemma);
            fact.predicate.reflexive = reflexive;
            !mapping.choices(&fact, &[]).is_empty()
        };
        let pairs = ["teilnehmen", "beteiligen", "einbringen"].map(|lemma| (fits(lemma, false), fits(lemma, true)));
        assert_eq!(pairs, [(true, false), (true, true), (false, true)]);
    }

    #[test]
    fn a_row_says_what_is_wrong_with_it() {
        assert!(Mapping::parse("a\tb").unwrap_err().contains("line 1: 2 cells"));
        let row = "a\t-\t-\t*\tFirm\t*\towns\t>";
        assert!(Mapping::parse(row).unwrap_err().contains("no kind `Firm`"));
        let row = "a\t-\t-\tHead\t*\t*\towns\t>";
        assert!(Mapping::parse(row).unwrap_err().contains("no condition"));
    }
}
