//! Moves boxes apart until none overlaps another, each no farther than it must, so that the picture keeps its shape.

use super::{Point, Size};

/// The room between two boxes, in points.
const GAP: f64 = 10.0;
const MOST_ROUNDS: usize = 400;
/// Where moving apart alone does not end, the picture grows by so much and it is tried again.
const GROWTH: f64 = 1.1;
/// Of more boxes nobody reads the names; they stay where the forces put them.
const MOST_BOXES: usize = 3_000;

/// The middles of the boxes, moved apart.
pub(super) fn spread(sizes: &[Size], mut places: Vec<Point>) -> Vec<Point> {
    if sizes.len() > MOST_BOXES {
        return places;
    }
    loop {
        if (0..MOST_ROUNDS).any(|_| !moved(sizes, &mut places)) {
            return places;
        }
        for place in &mut places {
            *place = Point { x: place.x * GROWTH, y: place.y * GROWTH };
        }
    }
}

/// Moves every two boxes that overlap apart, the shorter way; false when there are none.
fn moved(sizes: &[Size], places: &mut [Point]) -> bool {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|one, other| left(sizes, places, *one).total_cmp(&left(sizes, places, *other)).then(one.cmp(other)));
    let mut any = false;
    for (at, &one) in order.iter().enumerate() {
        // They are sorted by their left sides; a box far to the right ends the search, with room for those just moved.
        let end = places[one].x + sizes[one].width / 2.0 + 4.0 * GAP;
        for &other in &order[at + 1..] {
            if left(sizes, places, other) > end + sizes[other].width {
                break;
            }
            any |= part(sizes, places, one, other);
        }
    }
    any
}

fn left(sizes: &[Size], places: &[Point], node: usize) -> f64 {
    places[node].x - sizes[node].width / 2.0
}

/// Moves two boxes apart if they overlap.
fn part(sizes: &[Size], places: &mut [Point], one: usize, other: usize) -> bool {
    let apart = Point { x: places[other].x - places[one].x, y: places[other].y - places[one].y };
    let wide = f64::midpoint(sizes[one].width, sizes[other].width) + GAP - apart.x.abs();
    let high = f64::midpoint(sizes[one].height, sizes[other].height) + GAP - apart.y.abs();
    // Less than a hundredth of a point is no overlap but arithmetic.
    if wide <= 0.01 || high <= 0.01 {
        return false;
    }
    // Boxes in the same place go apart by their order.
    let side = |apart: f64| if apart < 0.0 { -1.0 } else { 1.0 };
    let step = if wide < high {
        Point { x: side(apart.x) * wide / 2.0, y: 0.0 }
    } else {
        Point { x: 0.0, y: side(apart.y) * high / 2.0 }
    };
    places[one] = Point { x: places[one].x - step.x, y: places[one].y - step.y };
    places[other] = Point { x: places[other].x + step.x, y: places[other].y + step.y };
    true
}
