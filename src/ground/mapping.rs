//! From the words of a predicate to relations of the ontology, by the tables of `seeds/mapping/`. Rows are tried in the
//! order of the file; the first that fits wins, so the narrow ones come first, and every fitting row marked `+` is
//! added to it.

use std::collections::{BTreeMap, BTreeSet};

use super::vocabulary::TRIPEL;
use crate::recognize::Unit;
use crate::relate::{Argument, Entity, Fact, Predicate, RoleKind, Tense, Term};
use crate::text::EntityType;

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

#[derive(Debug, Clone)]
struct Row {
    reflexive: Reflexive,
    noun: Words,
    preposition: Words,
    conditions: Vec<(Place, Words)>,
    subject: Vec<String>,
    object: Vec<String>,
    choice: Choice,
    /// Whether it does not fit what the text says is over.
    lasting: bool,
}

/// How a row stands to *sich*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reflexive {
    Yes,
    No,
    Either,
}

/// What a cell asks of a word that may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Words {
    Any,
    None,
    OneOf(Vec<String>),
}

/// Where a condition looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the head noun of the object.
    Object,
    /// At the head noun of the subject.
    Subject,
    /// At the head nouns of a role.
    Role(RoleKind),
}

impl Mapping {
    /// Reads a table.
    ///
    /// # Errors
    /// When a row has not eight cells, or a cell says what no cell can say; the message names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut mapping = Self::default();
        for (number, line) in text.lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                mapping.add(line).map_err(|message| format!("line {}: {message}", number + 1))?;
            }
        }
        Ok(mapping)
    }

    /// The relations that fit a fact, in the order of the table; whether domain and range allow them is not asked.
    #[must_use]
    pub fn choices(&self, fact: &Fact, entities: &[Entity]) -> Vec<Choice> {
        let lemma = fact.predicate.lemma.to_lowercase();
        let exact = self.by_lemma.get(&lemma).into_iter().flatten().copied();
        let endings = self.by_ending.iter().filter(|(ending, _)| lemma.ends_with(ending.as_str()));
        let positions: BTreeSet<usize> = exact.chain(endings.map(|(_, position)| *position)).collect();
        let rows = positions.into_iter().filter_map(|position| self.rows.get(position));
        rows.filter(|row| row.fits(fact, entities)).map(|row| row.choice.clone()).collect()
    }

    /// The IRIs of all relations that the table names, sorted.
    #[must_use]
    pub fn relations(&self) -> BTreeSet<&str> {
        self.rows.iter().map(|row| row.choice.relation.as_str()).collect()
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [lemmas, noun, preposition, condition, subject, object, relation, direction] = cells[..] else {
            return Err(format!("{} cells where there must be 8", cells.len()));
        };
        let (lemmas, reflexive) = split_reflexive(lemmas);
        let (direction, lasting) = direction.strip_suffix("now").map_or((direction, false), |rest| (rest, true));
        let row = Row {
            reflexive,
            noun: Words::parse(noun),
            preposition: Words::parse(preposition),
            conditions: conditions(condition)?,
            subject: kinds(subject)?,
            object: kinds(object)?,
            choice: choice(relation, direction)?,
            lasting,
        };
        self.index(lemmas);
        self.rows.push(row);
        Ok(())
    }

    /// Notes the lemmas of the row that comes next.
    fn index(&mut self, lemmas: &str) {
        let position = self.rows.len();
        for lemma in lemmas.split('|').map(str::to_lowercase) {
            match lemma.strip_prefix('*') {
                Some(ending) => self.by_ending.push((ending.to_owned(), position)),
                None => self.by_lemma.entry(lemma).or_default().push(position),
            }
        }
    }
}

fn split_reflexive(lemmas: &str) -> (&str, Reflexive) {
    let either = lemmas.strip_prefix("(sich) ").map(|rest| (rest, Reflexive::Either));
    let yes = || lemmas.strip_prefix("sich ").map(|rest| (rest, Reflexive::Yes));
    either.or_else(yes).unwrap_or((lemmas, Reflexive::No))
}

fn conditions(cell: &str) -> Result<Vec<(Place, Words)>, String> {
    let parts = cell.split(';').filter(|part| !matches!(*part, "*" | "-"));
    parts.map(condition).collect()
}

fn condition(part: &str) -> Result<(Place, Words), String> {
    let (place, words) =
        part.split_once(':').ok_or_else(|| format!("`{part}` is no condition, write Place:word|word"))?;
    let place = match place {
        "Head" => Place::Object,
        "Subject" => Place::Subject,
        _ => Place::Role(role(place).ok_or_else(|| format!("no role `{place}`"))?),
    };
    Ok((place, Words::parse(words)))
}

fn role(name: &str) -> Option<RoleKind> {
    Some(match name {
        "Object" => RoleKind::Object,
        "Recipient" => RoleKind::Recipient,
        "Agent" => RoleKind::Agent,
        "Place" => RoleKind::Place,
        "Source" => RoleKind::Source,
        "Goal" => RoleKind::Goal,
        "Time" => RoleKind::Time,
        "Amount" => RoleKind::Amount,
        "Purpose" => RoleKind::Purpose,
        "Means" => RoleKind::Means,
        "Organization" => RoleKind::Organization,
        "Position" => RoleKind::Position,
        "Other" => RoleKind::Other,
        _ => return None,
    })
}

/// The names of kinds that a cell may list.
const KINDS: [&str; 22] = [
    "Person",
    "Organization",
    "Company",
    "Medium",
    "Government",
    "Party",
    "Place",
    "Country",
    "City",
    "Product",
    "Event",
    "Law",
    "Other",
    "Concept",
    "Time",
    "Amount",
    "Percent",
    "Money",
    "Count",
    "Quote",
    "Agent",
    "Entity",
];

fn kinds(cell: &str) -> Result<Vec<String>, String> {
    if matches!(cell, "*" | "-") {
        return Ok(Vec::new());
    }
    let known = |kind: &str| {
        if KINDS.contains(&kind) { Ok(kind.to_owned()) } else { Err(format!("no kind `{kind}`")) }
    };
    cell.split('|').map(known).collect()
}

fn choice(relation: &str, direction: &str) -> Result<Choice, String> {
    let (direction, additional) = match direction.strip_suffix('+') {
        Some(rest) => (rest, true),
        None => (direction, false),
    };
    let swapped = match direction {
        ">" => false,
        "<" => true,
        _ => return Err(format!("no direction `{direction}`, write > or <")),
    };
    Ok(Choice { relation: format!("{TRIPEL}{relation}"), swapped, additional })
}

impl Row {
    fn fits(&self, fact: &Fact, entities: &[Entity]) -> bool {
        !(self.lasting && fact.tense == Tense::Past)
            && self.fits_predicate(&fact.predicate, fact, entities)
            && fits_kind(&self.subject, &fact.subject, entities)
            && fits_kind(&self.object, &fact.object, entities)
            && self.conditions.iter().all(|(place, words)| holds(*place, words, fact, entities))
    }

    fn fits_predicate(&self, predicate: &Predicate, fact: &Fact, entities: &[Entity]) -> bool {
        let reflexive = match self.reflexive {
            Reflexive::Either => true,
            Reflexive::Yes => predicate.reflexive,
            Reflexive::No => !predicate.reflexive,
        };
        reflexive && self.preposition.is(predicate.preposition.as_deref()) && self.fits_noun(predicate, fact, entities)
    }

    /// The noun of a light verb is at times read as its direct object: *in Betrieb nehmen*, *eine Partnerschaft beenden*.
    fn fits_noun(&self, predicate: &Predicate, fact: &Fact, entities: &[Entity]) -> bool {
        match (&self.noun, predicate.noun.as_deref()) {
            (Words::OneOf(_), None) => holds(Place::Role(RoleKind::Object), &self.noun, fact, entities),
            (noun, own) => noun.ends(own),
        }
    }
}

impl Words {
    fn parse(cell: &str) -> Self {
        match cell {
            "*" => Self::Any,
            "-" => Self::None,
            words => Self::OneOf(words.split('|').map(str::to_lowercase).collect()),
        }
    }

    /// Whether it allows the word as a whole.
    fn is(&self, word: Option<&str>) -> bool {
        match (self, word) {
            (Self::Any, _) | (Self::None, None) => true,
            (Self::OneOf(words), word) => words.contains(&word.map_or_else(|| "-".to_owned(), str::to_lowercase)),
            (Self::None, Some(_)) => false,
        }
    }

    /// Whether it allows the word, or the end of it: *Serverfertigung* ends in *fertigung*.
    fn ends(&self, word: Option<&str>) -> bool {
        match (self, word) {
            (Self::Any, _) | (Self::None, None) => true,
            (Self::OneOf(words), Some(word)) => {
                let word = word.to_lowercase();
                words.iter().any(|ending| word.ends_with(ending.as_str()))
            }
            _ => false,
        }
    }
}

fn holds(place: Place, words: &Words, fact: &Fact, entities: &[Entity]) -> bool {
    let fits = |argument: &Argument| heads(argument, entities).iter().any(|head| words.ends(Some(head)));
    match place {
        Place::Object => fits(&fact.object),
        Place::Subject => fits(&fact.subject),
        Place::Role(kind) => {
            let mut filled = fact.roles.iter().filter(|role| role.kind == kind).peekable();
            match (words, filled.peek()) {
                (Words::None, found) => found.is_none(),
                (_, None) => false,
                _ => filled.any(|role| fits(&role.argument)),
            }
        }
    }
}

/// The words that an argument may be known by: the lemma of its head, the noun it counts, its name, its last word.
fn heads<'a>(argument: &'a Argument, entities: &'a [Entity]) -> Vec<&'a str> {
    let last = argument.text.split_whitespace().next_back().unwrap_or("");
    match &argument.term {
        Term::Concept { label, head } => vec![head, label],
        Term::Amount(_, Some(counted)) => vec![counted],
        Term::Entity(number) => entities.get(*number).map(|entity| entity.name.as_str()).into_iter().collect(),
        _ => vec![last],
    }
}

fn fits_kind(kinds: &[String], argument: &Argument, entities: &[Entity]) -> bool {
    kinds.is_empty() || kinds.iter().any(|kind| is_of_kind(kind, argument, entities))
}

fn is_of_kind(kind: &str, argument: &Argument, entities: &[Entity]) -> bool {
    match &argument.term {
        Term::Entity(number) => entities.get(*number).is_some_and(|entity| is_entity_kind(kind, entity.kind)),
        Term::Concept { .. } => kind == "Concept",
        Term::Time(_) => kind == "Time",
        Term::Quote => kind == "Quote",
        Term::Amount(amount, _) => match amount.unit {
            Unit::Percent => matches!(kind, "Amount" | "Percent"),
            Unit::Currency(_) => matches!(kind, "Amount" | "Money"),
            Unit::Count => matches!(kind, "Amount" | "Count"),
            Unit::Years | Unit::Months | Unit::Days | Unit::Hours => kind == "Amount",
        },
    }
}

fn is_entity_kind(kind: &str, own: EntityType) -> bool {
    match kind {
        "Agent" => own.is_agent(),
        "Entity" => true,
        "Organization" => own.is_organization(),
        "Place" => own.is_place(),
        _ => format!("{own:?}") == kind,
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
    fn a_row_says_what_is_wrong_with_it() {
        assert!(Mapping::parse("a\tb").unwrap_err().contains("line 1: 2 cells"));
        let row = "a\t-\t-\t*\tFirm\t*\towns\t>";
        assert!(Mapping::parse(row).unwrap_err().contains("no kind `Firm`"));
        let row = "a\t-\t-\tHead\t*\t*\towns\t>";
        assert!(Mapping::parse(row).unwrap_err().contains("no condition"));
    }
}
