//! All ways without loops from one thing to another, the shortest first, within limits: how many there are grows faster
//! than anything with their length.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use super::View;
use super::path::{Path, PathLimits, path};

/// All ways from any of the things `from` to any of the things `to` that touch those sets nowhere else, the shortest
/// first, those of one length by the IRIs on them; no more than the limits say. With one thing on either side these are
/// all simple ways between the two. Amounts and times are ends of ways, never stations.
#[must_use]
pub fn all_paths<'g>(view: &View<'g>, from: &[String], to: &[String], limits: PathLimits) -> Vec<Path<'g>> {
    let starts: BTreeSet<NodeIndex> = from.iter().filter_map(|iri| view.find(iri)).collect();
    let goals: BTreeSet<NodeIndex> = to.iter().filter_map(|iri| view.find(iri)).collect();
    let mut search = Search { view, starts, goals, limits, distances: BTreeMap::new(), found: Vec::new() };
    search.measure();
    for hops in 1..=limits.max_hops {
        for start in search.starts.clone() {
            search.extend(&mut vec![start], hops);
        }
    }
    search.found.iter().map(|way| path(view, way, limits.undirected)).collect()
}

struct Search<'v, 'g> {
    view: &'v View<'g>,
    starts: BTreeSet<NodeIndex>,
    goals: BTreeSet<NodeIndex>,
    limits: PathLimits,
    /// How far the nearest goal is from what can reach one.
    distances: BTreeMap<NodeIndex, usize>,
    found: Vec<Vec<NodeIndex>>,
}

impl Search<'_, '_> {
    fn measure(&mut self) {
        let mut queue: VecDeque<NodeIndex> = self.goals.iter().copied().collect();
        self.distances.extend(self.goals.iter().map(|goal| (*goal, 0)));
        while let Some(at) = queue.pop_front() {
            let distance = self.distances[&at] + 1;
            for next in self.steps(at, Direction::Incoming) {
                if let Entry::Vacant(place) = self.distances.entry(next) {
                    place.insert(distance);
                    // What is no station can begin a way, but no way leads on through it.
                    if self.view.graph[next].passable {
                        queue.push_back(next);
                    }
                }
            }
        }
    }

    /// Goes on from the end of a way and keeps the ways that end at a goal after exactly `hops` more edges. Nothing is
    /// tried that is too far from every goal.
    fn extend(&mut self, way: &mut Vec<NodeIndex>, hops: usize) {
        let Some(&at) = way.last() else { return };
        for next in self.steps(at, Direction::Outgoing) {
            if self.found.len() >= self.limits.count {
                return;
            }
            let is_goal = self.goals.contains(&next);
            let is_near = self.distances.get(&next).is_some_and(|distance| *distance < hops);
            if way.contains(&next) || !is_near || self.starts.contains(&next) {
                continue;
            }
            way.push(next);
            if is_goal && hops == 1 {
                self.found.push(way.clone());
            } else if !is_goal && hops > 1 && self.view.graph[next].passable {
                self.extend(way, hops - 1);
            }
            way.pop();
        }
    }

    fn steps(&self, at: NodeIndex, direction: Direction) -> BTreeSet<NodeIndex> {
        self.view.neighbors(at, (!self.limits.undirected).then_some(direction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::walk::{paths, reference};

    const WIDE: PathLimits = PathLimits { count: 100_000, max_hops: 6, undirected: false };

    fn iris(numbers: &[usize]) -> Vec<String> {
        numbers.iter().map(|number| reference::iri(*number)).collect()
    }

    #[test]
    fn there_are_as_many_simple_ways_as_networkx_finds() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        let found = all_paths(&view, &iris(&[0]), &iris(&[17]), WIDE);
        assert_eq!(found.len(), reference::SIMPLE_PATHS);
        assert!(found.is_sorted_by_key(|path| path.steps.len()));
    }

    #[test]
    fn the_first_ways_are_the_shortest_ones() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        let limits = PathLimits { count: 12, ..WIDE };
        let all = all_paths(&view, &iris(&[0]), &iris(&[17]), limits);
        assert_eq!(all, paths(&view, &reference::iri(0), &reference::iri(17), limits)[..all.len()]);
    }

    #[test]
    fn a_way_between_sets_touches_them_only_at_its_ends() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        let (from, to) = (iris(&[0, 1, 2]), iris(&[12, 17, 30]));
        let found = all_paths(&view, &from, &to, PathLimits { count: 50, ..WIDE });
        assert!(!found.is_empty());
        for path in &found {
            let stations: Vec<&str> = path.steps.iter().map(|step| step.to).collect();
            let (last, inner) = stations.split_last().unwrap();
            assert!(from.iter().any(|iri| iri == path.steps[0].from) && to.iter().any(|iri| iri == last));
            assert!(inner.iter().all(|station| from.iter().chain(&to).all(|iri| iri != station)));
        }
    }

    #[test]
    fn nothing_leads_to_itself_or_to_nothing() {
        let graph = reference::graph();
        let view = View::asserted(&graph);
        assert!(all_paths(&view, &iris(&[0]), &iris(&[0]), WIDE).is_empty());
        assert!(all_paths(&view, &iris(&[0]), &["https://tripel.example/id/nobody".to_owned()], WIDE).is_empty());
        assert!(all_paths(&view, &[], &[], WIDE).is_empty());
    }
}
