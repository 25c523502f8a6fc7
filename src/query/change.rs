//! What changes with time: the graph as it was known on a day, and what came and ended between two days. Known is what
//! the articles published until then tell; a state that they say has ended by then holds no more.

use jiff::civil::Date;

use crate::ground::{Evidence, Graph, Statement};
use crate::relate::Reading;
use crate::text::{CalendarDate, Interval};

/// The readings of the articles that were published by a day; what has no date is not known to have been.
#[must_use]
pub fn published_by(readings: Vec<Reading>, day: CalendarDate) -> Vec<Reading> {
    let by = |reading: &Reading| reading.meta.published.is_some_and(|date| date.last_day() <= day.last_day());
    readings.into_iter().filter(by).collect()
}

/// Leaves out of a graph what had ended by a day, and what had not begun.
pub fn hold_on(graph: &mut Graph, day: CalendarDate) {
    let day = day.last_day();
    for statement in &mut graph.statements {
        statement.evidence.retain(|evidence| !is_over(evidence, day) && !is_to_come(evidence, day));
        statement.asserted = statement.evidence.iter().any(|evidence| evidence.asserted);
        statement.support = statement.support.min(statement.evidence.len() as u32);
    }
    graph.statements.retain(|statement| !statement.evidence.is_empty());
}

/// Whether it was a state, and ended before a day. What happened on a day has happened for good.
fn is_over(evidence: &Evidence, day: Date) -> bool {
    end(evidence.valid).is_some_and(|end| end < day)
}

fn is_to_come(evidence: &Evidence, day: Date) -> bool {
    let begin = evidence.valid.and_then(|valid| valid.from).map(CalendarDate::first_day);
    evidence.asserted && begin.is_some_and(|begin| begin > day)
}

/// When a state ends.
fn end(valid: Option<Interval>) -> Option<Date> {
    let valid = valid.filter(|valid| valid.from != valid.to)?;
    valid.to.map(CalendarDate::last_day)
}

/// What came and what went between two days, the first excluded, the second included.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes<'g> {
    /// Statements that an article asserted for the first time, with the evidence of that day.
    pub new: Vec<(&'g Statement, &'g Evidence)>,
    /// Statements of which it is said that they ended, with the evidence that says so.
    pub ended: Vec<(&'g Statement, &'g Evidence)>,
}

/// What changed between two days.
#[must_use]
pub fn changes(graph: &Graph, from: CalendarDate, to: CalendarDate) -> Changes<'_> {
    let within = |day: Date| from.last_day() < day && day <= to.last_day();
    let mut changes = Changes::default();
    for statement in &graph.statements {
        let asserted = statement.evidence.iter().filter(|evidence| evidence.asserted);
        let dated = asserted.clone().filter_map(|evidence| Some((published(graph, evidence)?, evidence)));
        let first = dated.min_by_key(|(day, _)| *day).filter(|(day, _)| within(*day));
        changes.new.extend(first.map(|(_, evidence)| (statement, evidence)));
        let ended = asserted.filter_map(|evidence| Some((end(evidence.valid)?, evidence)));
        let last = ended.max_by_key(|(day, _)| *day).filter(|(day, _)| within(*day));
        changes.ended.extend(last.map(|(_, evidence)| (statement, evidence)));
    }
    changes
}

/// The day on which an article was published, the last that it can have been.
fn published(graph: &Graph, evidence: &Evidence) -> Option<Date> {
    graph.articles.get(&evidence.article)?.meta.published.map(CalendarDate::last_day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{self, FIRST, MICROSOFT, SECOND, VIETNAM, evidence, node, statement};

    fn day(text: &str) -> CalendarDate {
        text.parse().unwrap()
    }

    /// The first article is of 10 March, the second of 20 April 2025.
    fn graph(statements: Vec<Statement>) -> Graph {
        let mut graph = Graph { statements, ..fixture::graph() };
        for (article, date) in [(FIRST, "2025-03-10"), (SECOND, "2025-04-20")] {
            graph.articles.get_mut(article).unwrap().meta.published = date.parse().ok();
        }
        graph
    }

    fn valid(article: &str, from: &str, to: &str) -> Evidence {
        let valid = Some(Interval { from: from.parse().ok(), to: to.parse().ok() });
        Evidence { valid, ..evidence(article, true) }
    }

    #[test]
    fn what_is_told_first_is_new_and_what_is_told_again_is_not() {
        let told = vec![evidence(FIRST, true), evidence(SECOND, true)];
        let graph = graph(vec![statement(MICROSOFT, "opens", node(VIETNAM), told)]);
        let new = |from: &str, to: &str| changes(&graph, day(from), day(to)).new.len();
        assert_eq!([new("2025-03-01", "2025-03-31"), new("2025-03-31", "2025-04-30")], [1, 0]);
        assert_eq!(new("2025-03-10", "2025-04-30"), 0, "the first day is excluded");
    }

    #[test]
    fn a_state_ends_and_an_event_does_not() {
        let graph = graph(vec![
            statement(MICROSOFT, "operatesIn", node(VIETNAM), vec![valid(FIRST, "2020", "2025-03-20")]),
            statement(MICROSOFT, "opens", node(VIETNAM), vec![valid(FIRST, "2025-03-20", "2025-03-20")]),
        ]);
        assert_eq!(changes(&graph, day("2025-03-15"), day("2025-03-31")).ended.len(), 1);
        let mut later = graph.clone();
        hold_on(&mut later, day("2025-05"));
        assert_eq!(later.statements.len(), 1);
        assert!(later.statements[0].relation.ends_with("opens"));
        let mut before = graph;
        hold_on(&mut before, day("2025-03-12"));
        assert_eq!(before.statements.len(), 1, "what is to come does not hold yet");
    }

    #[test]
    fn articles_of_later_days_and_without_a_day_are_not_known() {
        let mut readings = ["2025-03", "2025-05-02"].map(|date| {
            let mut reading = fixture::reading(date, date);
            reading.meta.published = date.parse().ok();
            reading
        });
        readings[1].meta.title = None;
        let known = |date: &str| published_by(readings.to_vec(), day(date)).len();
        assert_eq!([known("2025-03-30"), known("2025-03-31"), known("2025-05"), known("2025")], [0, 1, 2, 2]);
        assert!(published_by(vec![fixture::reading("a.txt", "Text")], day("2025")).is_empty());
    }
}
