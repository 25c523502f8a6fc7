//! Brings every two nodes as far apart as the way between them is long, so that no line is longer than its words need
//! and the picture fills its page. It takes n² steps a round, so it is for what people look at whole.
//!
//! E. Gansner, Y. Koren, S. North: Graph drawing by stress majorization. Graph Drawing 2004.

use super::{Point, Pull};

/// For more nodes, the forces must do.
pub(super) const MOST: usize = 400;
const ROUNDS: usize = 300;
/// Names are wide and low, and so is the room that they need between two boxes.
const WIDENING: f64 = 1.35;

/// The places, moved so that they fit the lengths of the edges; the nodes hang together.
pub(super) fn relax(mut places: Vec<Point>, pulls: &[Pull]) -> Vec<Point> {
    let count = places.len();
    if !(2..=MOST).contains(&count) {
        return places;
    }
    let distances = distances(count, pulls);
    for _ in 0..ROUNDS {
        for node in 0..count {
            places[node] = fitting(node, &places, &distances[node * count..(node + 1) * count]);
        }
    }
    lying(places)
}

/// Where a node is best while all others stay; near ones count for more.
fn fitting(node: usize, places: &[Point], distances: &[f64]) -> Point {
    let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
    for (other, wanted) in distances.iter().enumerate().filter(|(other, _)| *other != node) {
        let apart = Point { x: places[node].x - places[other].x, y: places[node].y - places[other].y };
        let share = wanted / apart.x.hypot(apart.y).max(1e-6);
        let weight = wanted.powi(-2);
        x += weight * (places[other].x + apart.x * share);
        y += weight * (places[other].y + apart.y * share);
        sum += weight;
    }
    Point { x: x / sum, y: y / sum }
}

/// How long the shortest way between every two nodes is, by Floyd and Warshall, in rows.
fn distances(count: usize, pulls: &[Pull]) -> Vec<f64> {
    let mut distances = vec![f64::INFINITY; count * count];
    for pull in pulls {
        for at in [pull.one * count + pull.other, pull.other * count + pull.one] {
            distances[at] = distances[at].min(pull.length.max(1.0));
        }
    }
    (0..count).for_each(|node| distances[node * count + node] = 0.0);
    for over in 0..count {
        for one in 0..count {
            let first = distances[one * count + over];
            for other in 0..count {
                let way = first + distances[over * count + other];
                distances[one * count + other] = distances[one * count + other].min(way);
            }
        }
    }
    distances
}

/// Turned so that it is wider than high, as names, screens and pages are, and widened.
fn lying(places: Vec<Point>) -> Vec<Point> {
    let count = places.len() as f64;
    let middle = Point {
        x: places.iter().map(|place| place.x).sum::<f64>() / count,
        y: places.iter().map(|place| place.y).sum::<f64>() / count,
    };
    let moment = |part: fn(f64, f64) -> f64| {
        places.iter().map(|place| part(place.x - middle.x, place.y - middle.y)).sum::<f64>()
    };
    let angle = (2.0 * moment(|x, y| x * y)).atan2(moment(|x, _| x * x) - moment(|_, y| y * y)) / 2.0;
    let (sine, cosine) = angle.sin_cos();
    let turned = |place: Point| {
        let (x, y) = (place.x - middle.x, place.y - middle.y);
        Point { x: (x * cosine + y * sine) * WIDENING, y: y * cosine - x * sine }
    };
    places.into_iter().map(turned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_lies_down_and_its_edges_are_of_one_length() {
        let pull = |one: usize| Pull { one, other: one + 1, weight: 1.0, length: 50.0 };
        let places: Vec<Point> = (0..4).map(|node| Point { x: f64::from(node % 2), y: f64::from(node) }).collect();
        let laid = relax(places, &[pull(0), pull(1), pull(2)]);
        for pair in laid.windows(2) {
            let length = (pair[0].x - pair[1].x).hypot(pair[0].y - pair[1].y);
            assert!((length - 50.0 * WIDENING).abs() < 1.0, "{length}");
        }
        assert!((laid[0].x - laid[3].x).abs() > 140.0, "{laid:?}");
    }
}
