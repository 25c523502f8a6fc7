//! Sets islands beside each other in rows, the tallest first, so that small ones do not float far away from the rest.

use super::{Point, Size};

/// The room between two islands, in points.
const GAP: f64 = 24.0;
/// How much wider than high the whole is, as screens and pages are.
const ASPECT: f64 = 1.5;

/// Moves the islands so that none overlaps another and the top left corner of all is at zero.
pub(super) fn pack(sizes: &[Size], islands: &[&[usize]], places: &mut [Point]) {
    let mut frames: Vec<(usize, Frame)> =
        islands.iter().enumerate().map(|(number, island)| (number, frame(sizes, island, places))).collect();
    frames.sort_by(|(one, left), (other, right)| right.size.height.total_cmp(&left.size.height).then(one.cmp(other)));
    let area: f64 = frames.iter().map(|(_, frame)| (frame.size.width + GAP) * (frame.size.height + GAP)).sum();
    let widest = frames.iter().map(|(_, frame)| frame.size.width).fold(0.0, f64::max);
    let width = widest.max((area * ASPECT).sqrt());
    let mut corner = Point::default();
    let mut row = 0.0;
    for (number, frame) in frames {
        if corner.x > 0.0 && corner.x + frame.size.width > width {
            corner = Point { x: 0.0, y: corner.y + row + GAP };
            row = 0.0;
        }
        for node in islands[number] {
            places[*node].x += corner.x - frame.corner.x;
            places[*node].y += corner.y - frame.corner.y;
        }
        row = frame.size.height.max(row);
        corner.x += frame.size.width + GAP;
    }
}

struct Frame {
    corner: Point,
    size: Size,
}

fn frame(sizes: &[Size], island: &[usize], places: &[Point]) -> Frame {
    let edges = |node: &usize| {
        let (place, size) = (places[*node], sizes[*node]);
        let half = Point { x: size.width / 2.0, y: size.height / 2.0 };
        [place.x - half.x, place.y - half.y, place.x + half.x, place.y + half.y]
    };
    let mut ends = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for [left, top, right, bottom] in island.iter().map(edges) {
        ends = [ends[0].min(left), ends[1].min(top), ends[2].max(right), ends[3].max(bottom)];
    }
    Frame {
        corner: Point { x: ends[0], y: ends[1] },
        size: Size { width: ends[2] - ends[0], height: ends[3] - ends[1] },
    }
}
