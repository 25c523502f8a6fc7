//! Where the nodes stand: what hangs together is laid out by forces and moved apart until no two boxes overlap; the
//! islands then stand beside each other, the largest first. The same graph gives the same picture.

mod force;
mod pack;
mod quadtree;
mod spread;
mod stress;

use force::forces;
use pack::pack;
use spread::spread;
use stress::relax;

/// A place in the plane, in points: x grows to the right and y downwards, as pictures have it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    /// To the right.
    pub(super) x: f64,
    /// Downwards.
    pub(super) y: f64,
}

/// How much room something takes, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    /// From left to right.
    pub(super) width: f64,
    /// From top to bottom.
    pub(super) height: f64,
}

/// An edge between two nodes, by their positions, with how strongly it pulls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pull {
    /// One end.
    pub(super) one: usize,
    /// The other.
    pub(super) other: usize,
    /// How strongly, 1 for a plain edge.
    pub(super) weight: f64,
    /// How long it should be, from middle to middle, in points.
    pub(super) length: f64,
}

/// The middles of boxes of these sizes, none of which overlaps another. The top left corner of the picture is at zero.
pub(super) fn layout(sizes: &[Size], pulls: &[Pull]) -> Vec<Point> {
    let mut places = vec![Point::default(); sizes.len()];
    let islands = islands(sizes.len(), pulls);
    for (members, pulls) in &islands {
        let own: Vec<Size> = members.iter().map(|member| sizes[*member]).collect();
        let laid = spread(&own, relax(forces(members.len(), pulls), pulls));
        members.iter().zip(laid).for_each(|(member, place)| places[*member] = place);
    }
    let members: Vec<&[usize]> = islands.iter().map(|(members, _)| members.as_slice()).collect();
    pack(sizes, &members, &mut places);
    places
}

type Island = (Vec<usize>, Vec<Pull>);

/// What hangs together: its nodes, sorted, and its edges between their places in it; the largest first.
fn islands(count: usize, pulls: &[Pull]) -> Vec<Island> {
    let mut union = petgraph::unionfind::UnionFind::<usize>::new(count);
    for pull in pulls {
        union.union(pull.one, pull.other);
    }
    let roots = union.into_labeling();
    let mut place = vec![0; count];
    let mut islands: std::collections::BTreeMap<usize, Island> = std::collections::BTreeMap::new();
    for node in 0..count {
        let members = &mut islands.entry(roots[node]).or_default().0;
        place[node] = members.len();
        members.push(node);
    }
    for pull in pulls.iter().filter(|pull| pull.one != pull.other) {
        if let Some((_, pulls)) = islands.get_mut(&roots[pull.one]) {
            pulls.push(Pull { one: place[pull.one], other: place[pull.other], ..*pull });
        }
    }
    let mut islands: Vec<Island> = islands.into_values().collect();
    islands.sort_by(|one, other| (other.0.len(), one.0.first()).cmp(&(one.0.len(), other.0.first())));
    islands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes(count: usize) -> Vec<Size> {
        (0..count).map(|number| Size { width: 40.0 + (number % 7) as f64 * 15.0, height: 18.0 }).collect()
    }

    fn pull(one: usize, other: usize) -> Pull {
        Pull { one, other, weight: 1.0, length: 90.0 }
    }

    fn overlaps(sizes: &[Size], places: &[Point]) -> usize {
        let touch = |one: usize, other: usize| {
            let apart = (places[one].x - places[other].x).abs() - f64::midpoint(sizes[one].width, sizes[other].width);
            let above = (places[one].y - places[other].y).abs() - f64::midpoint(sizes[one].height, sizes[other].height);
            apart < -1e-6 && above < -1e-6
        };
        (0..sizes.len())
            .flat_map(|one| (0..one).map(move |other| (one, other)))
            .filter(|(one, other)| touch(*one, *other))
            .count()
    }

    #[test]
    fn no_two_boxes_overlap_whatever_hangs_together() {
        for step in 1..6 {
            let pulls: Vec<Pull> =
                (0..59).flat_map(|node| [pull(node, node / 3), pull(node, (node * step) % 60)]).collect();
            let sizes = boxes(75);
            let places = layout(&sizes, &pulls);
            assert_eq!(overlaps(&sizes, &places), 0, "step {step}");
            assert!(places.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
        }
    }

    #[test]
    fn what_is_linked_stands_nearer_than_what_is_not() {
        let clique = |from: usize| (from..from + 8).flat_map(move |one| (from..one).map(move |other| pull(one, other)));
        let pulls: Vec<Pull> = clique(0).chain(clique(8)).chain([pull(0, 8)]).collect();
        let sizes = boxes(16);
        let places = layout(&sizes, &pulls);
        let distance =
            |one: usize, other: usize| (places[one].x - places[other].x).hypot(places[one].y - places[other].y);
        let mean = |pairs: Vec<(usize, usize)>| {
            pairs.iter().map(|(one, other)| distance(*one, *other)).sum::<f64>() / pairs.len() as f64
        };
        let inside = mean((1..8).flat_map(|one| (1..one).map(move |other| (one, other))).collect());
        let across = mean((1..8).flat_map(|one| (9..16).map(move |other| (one, other))).collect());
        assert!(inside * 1.5 < across, "{inside} and {across}");
    }

    #[test]
    fn nothing_and_one_thing_are_laid_out_too() {
        assert!(layout(&[], &[]).is_empty());
        let alone = layout(&boxes(1), &[pull(0, 0)]);
        assert!(alone[0].x > 0.0 && alone[0].y > 0.0);
    }

    #[test]
    fn the_same_graph_gives_the_same_picture() {
        let pulls: Vec<Pull> = (1..40).map(|node| pull(node, node / 2)).collect();
        assert_eq!(layout(&boxes(40), &pulls), layout(&boxes(40), &pulls));
    }
}
