//! Where articles contradict each other: what one asserts another denies, or a thing has two values of a relation of
//! which it can have one at a time. Both sides keep their sentences; who is right is not decided.

use std::collections::{BTreeMap, BTreeSet};

use crate::ground::vocabulary::TRIPEL;
use crate::ground::{Evidence, Graph, Object, Ontology, Statement, Value};
use crate::recognize::{Amount, Bound};
use crate::relate::{Modality, Polarity};
use crate::text::{CalendarDate, Interval};

/// Statements that cannot all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict<'g> {
    /// How they contradict each other.
    pub kind: ConflictKind,
    /// What stands against each other, at least two.
    pub sides: Vec<Side<'g>>,
}

/// How statements contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// One side asserts what the other denies.
    Denied,
    /// They give a thing different values of a relation that has one value at a time.
    Values,
}

/// A statement with the evidence that speaks for this side.
#[derive(Debug, Clone, PartialEq)]
pub struct Side<'g> {
    /// The statement.
    pub statement: &'g Statement,
    /// Its evidence.
    pub evidence: Vec<&'g Evidence>,
}

/// All contradictions of a graph, denials first, in the order of its statements. Of two places of which one lies in the
/// other (`inside` has such pairs), both are right: a seat in Munich is one in Germany.
#[must_use]
pub fn conflicts<'g>(graph: &'g Graph, ontology: &Ontology, inside: &[(String, String)]) -> Vec<Conflict<'g>> {
    let denied = graph.statements.iter().filter_map(denied);
    denied.chain(values(graph, ontology, inside)).collect()
}

/// Asserted here, denied there.
fn denied(statement: &Statement) -> Option<Conflict<'_>> {
    let side = |fits: fn(&Evidence) -> bool| Side {
        statement,
        evidence: statement.evidence.iter().filter(|evidence| fits(evidence)).collect(),
    };
    let sides = vec![side(|evidence| evidence.asserted), side(denies)];
    let both = sides.iter().all(|side| !side.evidence.is_empty());
    both.then_some(Conflict { kind: ConflictKind::Denied, sides })
}

/// Whether somebody says that it is not so; that it shall not be, or might not be, is no denial.
fn denies(evidence: &Evidence) -> bool {
    let said = matches!(evidence.modality, Modality::Asserted | Modality::Reported);
    evidence.modality == Modality::Denied || evidence.polarity == Polarity::Negative && said
}

/// Different objects of a relation that has one at a time.
fn values<'g>(graph: &'g Graph, ontology: &Ontology, inside: &[(String, String)]) -> Vec<Conflict<'g>> {
    let functional = |iri: &str| ontology.relation(iri).is_some_and(|relation| relation.functional);
    let mut groups: BTreeMap<(&str, &str), Vec<Side<'g>>> = BTreeMap::new();
    for statement in graph.statements.iter().filter(|one| one.asserted && functional(&one.relation)) {
        let evidence = statement.evidence.iter().filter(|evidence| evidence.asserted).collect();
        groups.entry((&statement.subject, &statement.relation)).or_default().push(Side { statement, evidence });
    }
    let inside = within(graph, inside);
    let agree = |one: &Object, other: &Object| {
        about_the_same(graph, one, other) || is_within(&inside, one, other) || is_within(&inside, other, one)
    };
    let conflict = |sides: Vec<Side<'g>>| {
        let against = |side: &Side<'g>| sides.iter().any(|other| contradict(side, other, &agree));
        let sides: Vec<Side<'g>> = sides.iter().filter(|side| against(side)).cloned().collect();
        (sides.len() > 1).then_some(Conflict { kind: ConflictKind::Values, sides })
    };
    groups.into_values().filter_map(conflict).collect()
}

/// Which place lies in which, as the gazetteer and the articles know it.
type Inside<'g> = BTreeMap<&'g str, BTreeSet<&'g str>>;

fn within<'g>(graph: &'g Graph, known: &'g [(String, String)]) -> Inside<'g> {
    let located = format!("{TRIPEL}locatedIn");
    let told = graph.statements.iter().filter(|one| one.asserted && one.relation == located);
    let told =
        told.filter_map(|one| if let Object::Node(iri) = &one.object { Some((&one.subject, iri)) } else { None });
    let mut inside = Inside::new();
    for (place, whole) in known.iter().map(|(place, whole)| (place, whole)).chain(told) {
        inside.entry(place).or_default().insert(whole);
    }
    inside
}

/// Whether a place lies in another, or in one that lies in it.
fn is_within(inside: &Inside<'_>, place: &Object, whole: &Object) -> bool {
    let (Object::Node(place), Object::Node(whole)) = (place, whole) else { return false };
    let mut open = vec![place.as_str()];
    let mut seen = BTreeSet::new();
    while let Some(next) = open.pop() {
        let wholes = inside.get(next).into_iter().flatten().copied();
        open.extend(wholes.filter(|&one| seen.insert(one)));
    }
    seen.contains(whole.as_str())
}

fn contradict(one: &Side<'_>, other: &Side<'_>, agree: &dyn Fn(&Object, &Object) -> bool) -> bool {
    let (left, right) = (&one.statement.object, &other.statement.object);
    let differ = left != right && !agree(left, right);
    let meet = |one: &Evidence| other.evidence.iter().any(|other| overlap(one.valid, other.valid));
    differ && one.evidence.iter().any(|one| meet(one))
}

/// *rund 28,8 Milliarden Dollar* and *$28.8 billion*: amounts of which one is rough agree when they are near each other.
fn about_the_same(graph: &Graph, one: &Object, other: &Object) -> bool {
    const NEAR: f64 = 0.05;
    let (Some(one), Some(other)) = (amount(graph, one), amount(graph, other)) else { return false };
    let rough = one.bound != Bound::Exact || other.bound != Bound::Exact;
    rough && one.unit == other.unit && (one.value - other.value).abs() <= NEAR * one.value.abs().max(other.value.abs())
}

fn amount(graph: &Graph, object: &Object) -> Option<Amount> {
    let Object::Node(iri) = object else { return None };
    match graph.nodes.get(iri)?.value {
        Some(Value::Amount(amount, _)) => Some(amount),
        _ => None,
    }
}

/// Whether both may speak of one time. What says no time says nothing about when, so only two like it meet.
fn overlap(one: Option<Interval>, other: Option<Interval>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => !ends_before(one, other) && !ends_before(other, one),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn ends_before(one: Interval, other: Interval) -> bool {
    let day = |date: Option<CalendarDate>| date.map(CalendarDate::last_day);
    day(one.to).zip(other.from.map(CalendarDate::first_day)).is_some_and(|(end, start)| end < start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::Unit;
    use crate::store::fixture::{self, APPLE, MICROSOFT, SHARE, VIETNAM, evidence, node, statement};

    fn found(statements: Vec<Statement>) -> Vec<(ConflictKind, usize)> {
        let graph = Graph { statements, ..fixture::graph() };
        let ontology = Ontology::embedded().unwrap();
        conflicts(&graph, &ontology, &[]).iter().map(|one| (one.kind, one.sides.len())).collect()
    }

    fn in_year(object: &str, year: &str) -> Statement {
        let valid = year.parse().ok().map(Interval::at);
        statement(MICROSOFT, "marketShare", node(object), vec![Evidence { valid, ..evidence(fixture::FIRST, true) }])
    }

    #[test]
    fn what_one_asserts_and_another_denies_is_a_conflict() {
        let denial = Evidence { modality: Modality::Denied, ..evidence(fixture::SECOND, false) };
        let both = statement(MICROSOFT, "opens", node(VIETNAM), vec![evidence(fixture::FIRST, true), denial.clone()]);
        assert_eq!(found(vec![both]), [(ConflictKind::Denied, 2)]);
        assert_eq!(found(vec![statement(MICROSOFT, "opens", node(VIETNAM), vec![denial])]), []);
    }

    #[test]
    fn two_values_for_one_time_are_a_conflict_and_for_two_times_none() {
        assert_eq!(found(vec![in_year(SHARE, "2024"), in_year(VIETNAM, "2024-03")]), [(ConflictKind::Values, 2)]);
        assert_eq!(found(vec![in_year(SHARE, "2024"), in_year(VIETNAM, "2025")]), []);
        assert_eq!(found(vec![in_year(SHARE, "2024")]), []);
    }

    #[test]
    fn a_rough_amount_agrees_with_one_near_it() {
        let amount = |value, bound| Amount { bound, ..Amount::of(value, Unit::Percent) };
        let found = |amounts: [Amount; 2]| {
            let mut graph = fixture::graph();
            for (iri, amount) in [SHARE, VIETNAM].into_iter().zip(amounts) {
                graph.nodes.get_mut(iri).unwrap().value = Some(Value::Amount(amount, None));
            }
            graph.statements = vec![in_year(SHARE, "2024"), in_year(VIETNAM, "2024")];
            conflicts(&graph, &Ontology::embedded().unwrap(), &[]).len()
        };
        assert_eq!(found([amount(28.8, Bound::About), amount(28.8, Bound::Exact)]), 0);
        assert_eq!(found([amount(28.8, Bound::About), amount(36.0, Bound::Exact)]), 1);
        assert_eq!(found([amount(28.8, Bound::Exact), amount(28.9, Bound::Exact)]), 1);
    }

    #[test]
    fn a_seat_in_a_city_is_one_in_its_country() {
        let seat = |place: &str| statement(APPLE, "headquarteredIn", node(place), vec![evidence(fixture::FIRST, true)]);
        let statements = vec![seat(MICROSOFT), seat(VIETNAM)];
        let found = |statements: Vec<Statement>, inside: &[(&str, &str)]| {
            let graph = Graph { statements, ..fixture::graph() };
            let inside: Vec<(String, String)> =
                inside.iter().map(|(place, whole)| ((*place).to_owned(), (*whole).to_owned())).collect();
            conflicts(&graph, &Ontology::embedded().unwrap(), &inside).len()
        };
        assert_eq!(found(statements.clone(), &[]), 1);
        assert_eq!(found(statements.clone(), &[(MICROSOFT, SHARE), (SHARE, VIETNAM)]), 0);
        let told = statement(MICROSOFT, "locatedIn", node(VIETNAM), vec![evidence(fixture::SECOND, true)]);
        assert_eq!(found([statements, vec![told]].concat(), &[]), 0);
    }

    #[test]
    fn a_thing_may_own_many() {
        let owns = |object: &str| statement(MICROSOFT, "owns", node(object), vec![evidence(fixture::FIRST, true)]);
        assert_eq!(found(vec![owns(SHARE), owns(VIETNAM)]), []);
    }
}
