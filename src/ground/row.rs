//! One row of a table from predicates to relations: what its cells ask for, and whether a fact has it. The meaning of
//! the cells is told at the head of `seeds/mapping/de.tsv`.

use super::mapping::Choice;
use crate::recognize::Unit;
use crate::relate::{Argument, Entity, Fact, Predicate, RoleKind, Tense, Term};
use crate::text::EntityType;

/// A row of a table, read.
#[derive(Debug, Clone)]
pub(super) struct Row {
    reflexive: Reflexive,
    /// Lemmas that stand otherwise to *sich* than the row does.
    others: Vec<(String, Reflexive)>,
    noun: Words,
    preposition: Words,
    conditions: Vec<(Place, Words)>,
    subject: Vec<String>,
    object: Vec<String>,
    choice: Choice,
    /// What it is mapped to instead when the text says that it is over.
    former: Option<Choice>,
    /// Whether it does not fit what the text says is over.
    lasting: bool,
}

/// How a row stands to *sich*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reflexive {
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

impl Row {
    /// Reads a row: the words of its first cell, and what the others say.
    ///
    /// # Errors
    /// When it has not eight cells, or a cell says what no cell can say.
    pub(super) fn parse<'l>(
        line: &'l str,
        iri: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<(&'l str, Self), String> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [lemmas, noun, preposition, condition, subject, object, relation, direction] = cells[..] else {
            return Err(format!("{} cells where there must be 8", cells.len()));
        };
        let (lemmas, reflexive) = split_reflexive(lemmas);
        let others = lemmas.split('|').map(split_reflexive).filter(|(_, own)| *own != Reflexive::No);
        let (direction, lasting) = direction.strip_suffix("now").map_or((direction, false), |rest| (rest, true));
        let (relation, former) = relation.split_once('/').map_or((relation, None), |(now, then)| (now, Some(then)));
        let row = Self {
            reflexive,
            others: others.map(|(lemma, own)| (lemma.to_lowercase(), own)).collect(),
            noun: Words::parse(noun),
            preposition: Words::parse(preposition),
            conditions: conditions(condition)?,
            subject: kinds(subject)?,
            object: kinds(object)?,
            choice: choice(iri(relation)?, direction)?,
            former: former.map(|former| choice(iri(former)?, direction)).transpose()?,
            lasting,
        };
        Ok((lemmas, row))
    }

    /// All that it may be mapped to.
    pub(super) fn choices(&self) -> impl Iterator<Item = &Choice> {
        std::iter::once(&self.choice).chain(&self.former)
    }

    /// What a fact that fits is mapped to.
    pub(super) fn choice(&self, fact: &Fact) -> &Choice {
        self.former.as_ref().filter(|_| fact.tense == Tense::Past).unwrap_or(&self.choice)
    }

    /// Whether a fact fits; whether domain and range allow it is not asked.
    pub(super) fn fits(&self, fact: &Fact, entities: &[Entity]) -> bool {
        !(self.lasting && fact.tense == Tense::Past)
            && self.fits_predicate(&fact.predicate, fact, entities)
            && fits_kind(&self.subject, &fact.subject, entities)
            && fits_kind(&self.object, &fact.object, entities)
            && self.conditions.iter().all(|(place, words)| holds(*place, words, fact, entities))
    }

    fn fits_predicate(&self, predicate: &Predicate, fact: &Fact, entities: &[Entity]) -> bool {
        let lemma = predicate.lemma.to_lowercase();
        let other = self.others.iter().find(|(own, _)| *own == lemma).map(|(_, reflexive)| *reflexive);
        let reflexive = match other.unwrap_or(self.reflexive) {
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

/// What the cell says of *sich* before its first lemma holds for all that say nothing of their own.
pub(super) fn split_reflexive(lemmas: &str) -> (&str, Reflexive) {
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
const KINDS: [&str; 26] = [
    "Person",
    "Organization",
    "Company",
    "Medium",
    "Government",
    "Party",
    "University",
    "Ngo",
    "Place",
    "Country",
    "City",
    "Region",
    "Facility",
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

fn choice(relation: String, direction: &str) -> Result<Choice, String> {
    let (direction, additional) = match direction.strip_suffix('+') {
        Some(rest) => (rest, true),
        None => (direction, false),
    };
    let swapped = match direction {
        ">" => false,
        "<" => true,
        _ => return Err(format!("no direction `{direction}`, write > or <")),
    };
    Ok(Choice { relation, swapped, additional })
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
            _ => kind == "Amount",
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
