//! Ways on which no step is told of before the last: money that went from one to the next, people who moved on. A step
//! happens when its statement begins to hold, or else when the article that states it appeared.

use std::collections::BTreeMap;

use jiff::civil::Date;
use petgraph::graph::NodeIndex;

use super::View;
use super::path::PathLimits;
use crate::ground::{Evidence, Graph};

/// A way with a day for each step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedPath {
    /// Its steps.
    pub steps: Vec<TimedStep>,
}

/// A step of a way that takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimedStep {
    /// The position of the statement that leads so.
    pub statement: usize,
    /// The day.
    pub day: Date,
    /// Whether the statement is walked against its direction.
    pub backward: bool,
}

/// The way with the fewest steps, and each longer one that arrives earlier than all shorter ones. Statements without a
/// date are not walked.
#[must_use]
pub fn temporal_paths(graph: &Graph, view: &View<'_>, from: &str, to: &str, limits: PathLimits) -> Vec<TimedPath> {
    let (Some(start), Some(goal)) = (view.find(from), view.find(to)) else { return Vec::new() };
    if start == goal {
        return Vec::new();
    }
    let search = Search { view, steps: steps(graph, view, limits.undirected) };
    search.arrivals(start, goal, limits)
}

/// A step that can be taken from a vertex: where to, and the days on which it happens, sorted.
struct Step {
    to: NodeIndex,
    statement: usize,
    days: Vec<Date>,
    backward: bool,
}

fn steps(graph: &Graph, view: &View<'_>, undirected: bool) -> BTreeMap<NodeIndex, Vec<Step>> {
    let mut steps: BTreeMap<NodeIndex, Vec<Step>> = BTreeMap::new();
    for edge in view.graph.edge_indices() {
        let Some((from, to)) = view.graph.edge_endpoints(edge) else { continue };
        let statement = view.graph[edge].statement;
        let mut days: Vec<Date> =
            graph.statements[statement].evidence.iter().filter_map(|one| day(graph, one)).collect();
        days.sort_unstable();
        if undirected {
            steps.entry(to).or_default().push(Step { to: from, statement, days: days.clone(), backward: true });
        }
        steps.entry(from).or_default().push(Step { to, statement, days, backward: false });
    }
    steps
}

fn day(graph: &Graph, evidence: &Evidence) -> Option<Date> {
    let holds = evidence.valid.and_then(|valid| valid.from);
    let told = || graph.articles.get(&evidence.article).and_then(|article| article.meta.published);
    holds.or_else(told).map(crate::text::CalendarDate::first_day)
}

struct Search<'v, 'g> {
    view: &'v View<'g>,
    steps: BTreeMap<NodeIndex, Vec<Step>>,
}

/// When a vertex is first reached, and on which way.
type Arrival = (Date, Vec<TimedStep>);

impl Search<'_, '_> {
    /// One more step a round: a vertex is looked at again whenever it is reached earlier than before.
    fn arrivals(&self, start: NodeIndex, goal: NodeIndex, limits: PathLimits) -> Vec<TimedPath> {
        let mut earliest: BTreeMap<NodeIndex, Date> = BTreeMap::from([(start, Date::MIN)]);
        let mut reached: BTreeMap<NodeIndex, Arrival> = BTreeMap::from([(start, (Date::MIN, Vec::new()))]);
        let mut found = Vec::new();
        for _ in 0..limits.max_hops {
            reached = self.round(&reached, goal, &mut earliest);
            if found.len() < limits.count {
                found.extend(reached.get(&goal).map(|(_, steps)| TimedPath { steps: steps.clone() }));
            }
        }
        found
    }

    fn round(
        &self,
        reached: &BTreeMap<NodeIndex, Arrival>,
        goal: NodeIndex,
        earliest: &mut BTreeMap<NodeIndex, Date>,
    ) -> BTreeMap<NodeIndex, Arrival> {
        let mut next: BTreeMap<NodeIndex, Arrival> = BTreeMap::new();
        for (at, (day, way)) in reached.iter().filter(|(at, (_, way))| **at != goal && self.leads_on(**at, way)) {
            for step in self.steps.get(at).into_iter().flatten() {
                let Some(then) = step.days.iter().find(|then| *then >= day) else { continue };
                if earliest.get(&step.to).is_some_and(|known| known <= then) {
                    continue;
                }
                earliest.insert(step.to, *then);
                let last = TimedStep { statement: step.statement, day: *then, backward: step.backward };
                next.insert(step.to, (*then, way.iter().copied().chain([last]).collect()));
            }
        }
        next
    }

    /// Amounts and times may begin a way, but none leads through them.
    fn leads_on(&self, at: NodeIndex, way: &[TimedStep]) -> bool {
        way.is_empty() || self.view.graph[at].passable
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::walk::{all_paths, reference};
    use crate::store::fixture::{self, APPLE, CHINA, MICROSOFT, VIETNAM};
    use crate::text::Interval;

    const WIDE: PathLimits = PathLimits { count: 100, max_hops: 5, undirected: false };

    /// Microsoft reaches China, China Apple, Apple Vietnam, on these days.
    fn chain(days: [&str; 3]) -> Graph {
        let ends = [(MICROSOFT, CHINA), (CHINA, APPLE), (APPLE, VIETNAM)];
        let statement = |((from, to), day): ((&str, &str), &str)| {
            let mut evidence = fixture::evidence(fixture::FIRST, true);
            evidence.valid = day.parse().ok().map(Interval::at);
            fixture::statement(from, "sells", fixture::node(to), vec![evidence])
        };
        Graph { statements: ends.into_iter().zip(days).map(statement).collect(), ..fixture::graph() }
    }

    #[test]
    fn a_way_whose_steps_follow_each_other_is_found() {
        let graph = chain(["2024-01-01", "2024-01-01", "2024-03"]);
        let found = temporal_paths(&graph, &View::asserted(&graph), MICROSOFT, VIETNAM, WIDE);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].steps.iter().map(|step| step.statement).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(found[0].steps[2].day, Date::constant(2024, 3, 1));
    }

    #[test]
    fn no_step_is_before_the_last() {
        let graph = chain(["2024-02-01", "2024-01-01", "2024-03"]);
        assert!(temporal_paths(&graph, &View::asserted(&graph), MICROSOFT, VIETNAM, WIDE).is_empty());
    }

    /// The graph of reference with a day for each edge.
    fn dated(days: &[u8]) -> Graph {
        let mut graph = reference::graph();
        for (statement, day) in graph.statements.iter_mut().zip(days) {
            for evidence in &mut statement.evidence {
                evidence.valid = format!("2024-01-{:02}", day % 28 + 1).parse().ok().map(Interval::at);
            }
        }
        graph
    }

    /// The earliest arrival on a way, taking each step as early as it can be.
    fn arrival(graph: &Graph, path: &crate::query::walk::Path<'_>) -> Option<Date> {
        path.steps.iter().try_fold(Date::MIN, |day, step| {
            let days = step.forward.iter().flat_map(|at| &graph.statements[*at].evidence);
            days.filter_map(|one| super::day(graph, one)).filter(|then| *then >= day).min()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn the_earliest_of_all_simple_ways_is_found(days in prop::collection::vec(any::<u8>(), 86)) {
            let graph = dated(&days);
            let view = View::asserted(&graph);
            let (from, to) = (reference::iri(0), reference::iri(17));
            let all = all_paths(&view, std::slice::from_ref(&from), std::slice::from_ref(&to), PathLimits { count: 100_000, ..WIDE });
            let timed = all.iter().filter_map(|path| Some((path.steps.len(), arrival(&graph, path)?)));
            let timed: Vec<(usize, Date)> = timed.collect();
            let found = temporal_paths(&graph, &view, &from, &to, WIDE);
            let last = |path: &TimedPath| path.steps.last().map(|step| step.day);
            prop_assert_eq!(found.first().map(|path| path.steps.len()), timed.iter().map(|(hops, _)| *hops).min());
            prop_assert_eq!(found.last().and_then(last), timed.iter().map(|(_, day)| *day).min());
            for path in &found {
                prop_assert!(path.steps.is_sorted_by_key(|step| step.day));
            }
        }
    }
}
