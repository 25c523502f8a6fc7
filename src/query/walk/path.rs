//! The shortest ways from one thing to another, by Yen's algorithm. Petgraph and rustworkx give only the lengths of
//! the k shortest ways, or all ways of any length; a reader wants to see the few that are short.
//!
//! J. Y. Yen: Finding the k shortest loopless paths in a network. Management Science 17(11), 1971.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use super::View;

/// Which ways are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathLimits {
    /// How many at most.
    pub count: usize,
    /// How many edges a way may have.
    pub max_hops: usize,
    /// Whether edges may be walked against their direction.
    pub undirected: bool,
}

impl Default for PathLimits {
    /// Three ways of at most six edges along their direction: more than six is no story any more.
    fn default() -> Self {
        Self { count: 3, max_hops: 6, undirected: false }
    }
}

/// A way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path<'g> {
    /// One an edge.
    pub steps: Vec<Step<'g>>,
}

/// From one thing to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'g> {
    /// The IRI of the thing it leaves.
    pub from: &'g str,
    /// The IRI of the thing it reaches.
    pub to: &'g str,
    /// The statements that lead so, by position.
    pub forward: Vec<usize>,
    /// The statements that lead against it, by position; only when direction does not matter.
    pub backward: Vec<usize>,
}

/// The shortest ways without loops from one thing to another, the shortest first, those of one length by the IRIs on
/// them. Amounts and times are ends of ways, never stations.
#[must_use]
pub fn paths<'g>(view: &View<'g>, from: &str, to: &str, limits: PathLimits) -> Vec<Path<'g>> {
    let (Some(start), Some(goal)) = (view.find(from), view.find(to)) else { return Vec::new() };
    let search = Search { view, goal, undirected: limits.undirected };
    let found = search.shortest_ways(start, limits);
    found.iter().map(|way| path(view, way, limits.undirected)).collect()
}

type Way = Vec<NodeIndex>;

struct Search<'v, 'g> {
    view: &'v View<'g>,
    goal: NodeIndex,
    undirected: bool,
}

/// What a search must not use.
#[derive(Default)]
struct Closed {
    vertices: BTreeSet<NodeIndex>,
    first_steps: BTreeSet<NodeIndex>,
}

impl Search<'_, '_> {
    fn shortest_ways(&self, start: NodeIndex, limits: PathLimits) -> Vec<Way> {
        let mut found: Vec<Way> = Vec::new();
        let mut waiting: BTreeSet<(usize, Way)> = BTreeSet::new();
        if start != self.goal {
            waiting.extend(self.shortest(start, &Closed::default(), limits.max_hops).map(|way| (way.len(), way)));
        }
        while found.len() < limits.count {
            let Some((_, way)) = waiting.pop_first() else { break };
            found.push(way.clone());
            waiting.extend(self.deviations(&way, &found, limits.max_hops).map(|way| (way.len(), way)));
        }
        found
    }

    /// The shortest ways that leave `way` at each of its vertices as no way found so far does.
    fn deviations<'s>(&'s self, way: &'s Way, found: &'s [Way], hops: usize) -> impl Iterator<Item = Way> + 's {
        (0..way.len() - 1).filter_map(move |at| {
            let root = &way[..=at];
            let same_root = found.iter().filter(|other| other.starts_with(root));
            let first_steps = same_root.filter_map(|other| other.get(at + 1)).copied().collect();
            let closed = Closed { vertices: way[..at].iter().copied().collect(), first_steps };
            let rest = self.shortest(way[at], &closed, hops.checked_sub(at)?)?;
            Some(way[..at].iter().copied().chain(rest).collect())
        })
    }

    /// The shortest way, of several the one that is first by IRIs.
    fn shortest(&self, start: NodeIndex, closed: &Closed, hops: usize) -> Option<Way> {
        let distances = self.distances(start, closed);
        let open = |next: &NodeIndex| !closed.first_steps.contains(next);
        let first_steps = self.steps(start, Direction::Outgoing).into_iter().filter(open);
        let (distance, mut at) = first_steps.filter_map(|next| Some((*distances.get(&next)?, next))).min()?;
        if distance + 1 > hops {
            return None;
        }
        let mut way = vec![start, at];
        while at != self.goal {
            let nearer = distances[&at] - 1;
            let next = self.steps(at, Direction::Outgoing);
            at = next.into_iter().find(|next| distances.get(next) == Some(&nearer))?;
            way.push(at);
        }
        Some(way)
    }

    /// How far the goal is from each vertex without touching what is closed or the start.
    fn distances(&self, start: NodeIndex, closed: &Closed) -> BTreeMap<NodeIndex, usize> {
        let mut distances = BTreeMap::from([(self.goal, 0)]);
        let mut queue = VecDeque::from([self.goal]);
        while let Some(at) = queue.pop_front() {
            let distance = distances[&at] + 1;
            for next in self.steps(at, Direction::Incoming) {
                let usable = self.view.graph[next].passable && next != start && !closed.vertices.contains(&next);
                if usable && !distances.contains_key(&next) {
                    distances.insert(next, distance);
                    queue.push_back(next);
                }
            }
        }
        distances
    }

    fn steps(&self, at: NodeIndex, direction: Direction) -> BTreeSet<NodeIndex> {
        self.view.neighbors(at, (!self.undirected).then_some(direction))
    }
}

/// The way with the statements of its steps.
pub(super) fn path<'g>(view: &View<'g>, way: &[NodeIndex], undirected: bool) -> Path<'g> {
    let step = |pair: &[NodeIndex]| {
        let (from, to) = (pair[0], pair[1]);
        let backward = if undirected { view.statements(to, from) } else { Vec::new() };
        Step { from: view.iri(from), to: view.iri(to), forward: view.statements(from, to), backward }
    };
    Path { steps: way.windows(2).map(step).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::walk::reference;
    use crate::store::fixture::{self, APPLE, CHINA, MICROSOFT, SHARE, VIETNAM};

    const FREE: PathLimits = PathLimits { count: 10, max_hops: 9, undirected: true };

    fn ways(from: &str, to: &str, limits: PathLimits) -> Vec<Vec<String>> {
        let graph = fixture::graph();
        let view = View::asserted(&graph);
        let found = paths(&view, from, to, limits);
        found.iter().map(|path| path.steps.iter().map(|step| step.to.to_owned()).collect()).collect()
    }

    #[test]
    fn edges_are_walked_along_unless_direction_does_not_matter() {
        assert!(ways(MICROSOFT, VIETNAM, PathLimits::default()).is_empty());
        assert_eq!(ways(MICROSOFT, VIETNAM, FREE), [[CHINA, APPLE, VIETNAM]]);
    }

    #[test]
    fn a_step_names_its_statements_and_their_direction() {
        let graph = fixture::graph();
        let view = View::asserted(&graph);
        let found = paths(&view, MICROSOFT, APPLE, FREE);
        let [out, back] = found[0].steps.as_slice() else { panic!("two steps") };
        assert_eq!((out.forward.len(), out.backward.len()), (1, 0));
        assert_eq!((back.forward.len(), back.backward.len()), (0, 1));
        assert_eq!(graph.statements[back.backward[0]].subject, APPLE);
    }

    #[test]
    fn no_way_leads_through_an_amount() {
        let mut graph = fixture::graph();
        graph.statements = vec![
            fixture::statement(MICROSOFT, "share", fixture::node(SHARE), vec![fixture::evidence(fixture::FIRST, true)]),
            fixture::statement(APPLE, "share", fixture::node(SHARE), vec![fixture::evidence(fixture::FIRST, true)]),
        ];
        let view = View::asserted(&graph);
        assert!(paths(&view, MICROSOFT, APPLE, FREE).is_empty());
        assert_eq!(paths(&view, MICROSOFT, SHARE, FREE).len(), 1);
    }

    #[test]
    fn limits_hold_and_nothing_leads_to_itself_or_to_nothing() {
        assert!(ways(MICROSOFT, VIETNAM, PathLimits { max_hops: 2, ..FREE }).is_empty());
        assert!(ways(MICROSOFT, MICROSOFT, FREE).is_empty());
        assert!(ways(MICROSOFT, "https://tripel.example/id/nobody", FREE).is_empty());
        assert!(ways(MICROSOFT, CHINA, PathLimits { count: 0, ..FREE }).is_empty());
    }

    #[test]
    fn the_shortest_ways_are_those_of_networkx() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        let limits = PathLimits { count: 12, max_hops: 9, undirected: false };
        let found = paths(&view, &reference::iri(0), &reference::iri(17), limits);
        let number = |iri: &str| iri.rsplit('/').next().and_then(|digits| digits.parse().ok()).unwrap();
        let numbers = |path: &Path<'_>| path.steps.iter().map(|step| number(step.to)).collect::<Vec<usize>>();
        assert_eq!(found.iter().map(numbers).collect::<Vec<_>>(), reference::PATHS);
    }
}
