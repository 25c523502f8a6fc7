//! Far groups of nodes push as if they were one: the plane is cut into quarters, and their quarters, until each holds
//! one node. So a round of the forces takes n log n steps and not n².
//!
//! J. Barnes, P. Hut: A hierarchical O(N log N) force-calculation algorithm. Nature 324, 1986.

use super::Point;

/// Nodes that stand closer than so many halvings of the plane count as one.
const DEEPEST: u32 = 40;
const NONE: u32 = u32::MAX;

/// What pushes and is pushed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Body {
    /// Where it is.
    pub(super) place: Point,
    /// How strongly it pushes.
    pub(super) mass: f64,
}

/// A square of the plane with what lies in it.
struct Square {
    middle: Point,
    width: f64,
    /// The centre of what lies in it, and all of its mass.
    all: Body,
    /// Its quarters; without any, the square holds one place.
    quarters: [u32; 4],
}

/// The squares, the largest first.
pub(super) struct Quadtree {
    squares: Vec<Square>,
}

impl Quadtree {
    /// Sorts the bodies into squares.
    pub(super) fn of(bodies: &[Body]) -> Self {
        let reach = bodies.iter().flat_map(|body| [body.place.x.abs(), body.place.y.abs()]).fold(1.0, f64::max);
        let mut tree = Self { squares: Vec::with_capacity(bodies.len() * 2) };
        for body in bodies {
            if tree.squares.is_empty() {
                tree.squares.push(leaf(Point::default(), reach * 2.0, *body));
            } else {
                tree.insert(*body);
            }
        }
        tree
    }

    fn insert(&mut self, body: Body) {
        let mut at = 0;
        for _ in 0..DEEPEST {
            if self.squares[at].quarters == [NONE; 4] {
                // What was alone here goes down as well.
                let alone = self.squares[at].all;
                self.descend(at, alone);
            }
            self.squares[at].all = joined(self.squares[at].all, body);
            match self.descend(at, body) {
                Some(next) => at = next,
                None => return,
            }
        }
        self.squares[at].all = joined(self.squares[at].all, body);
    }

    /// The quarter where the body belongs; none when it was free and is now the body's.
    fn descend(&mut self, at: usize, body: Body) -> Option<usize> {
        let Square { middle, width, quarters, .. } = self.squares[at];
        let (right, below) = (body.place.x >= middle.x, body.place.y >= middle.y);
        let quarter = usize::from(right) + 2 * usize::from(below);
        if quarters[quarter] != NONE {
            return Some(quarters[quarter] as usize);
        }
        let side = |positive: bool| if positive { width / 4.0 } else { -width / 4.0 };
        let middle = Point { x: middle.x + side(right), y: middle.y + side(below) };
        self.squares[at].quarters[quarter] = self.squares.len() as u32;
        self.squares.push(leaf(middle, width / 2.0, body));
        None
    }

    /// How all others push a body. A square that looks smaller than `openness` says counts as one body; with 0, none
    /// does.
    pub(super) fn push(&self, body: Body, openness: f64, strength: f64) -> Point {
        let mut force = Point::default();
        let mut open = vec![0_u32];
        while let Some(at) = open.pop() {
            let Some(square) = self.squares.get(at as usize) else { continue };
            let (x, y) = (body.place.x - square.all.place.x, body.place.y - square.all.place.y);
            let squared = x * x + y * y;
            let is_leaf = square.quarters == [NONE; 4];
            if is_leaf || square.width * square.width < openness * openness * squared {
                if squared > 0.0 {
                    let push = strength * body.mass * square.all.mass / squared;
                    force = Point { x: force.x + x * push, y: force.y + y * push };
                }
            } else {
                open.extend(square.quarters.into_iter().filter(|quarter| *quarter != NONE));
            }
        }
        force
    }
}

fn leaf(middle: Point, width: f64, body: Body) -> Square {
    Square { middle, width, all: body, quarters: [NONE; 4] }
}

fn joined(one: Body, other: Body) -> Body {
    let mass = one.mass + other.mass;
    let mean = |one_at: f64, other_at: f64| (one_at * one.mass + other_at * other.mass) / mass;
    Body { place: Point { x: mean(one.place.x, other.place.x), y: mean(one.place.y, other.place.y) }, mass }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(x: f64, y: f64) -> Body {
        Body { place: Point { x, y }, mass: 1.0 }
    }

    fn bodies() -> Vec<Body> {
        (0..200).map(|number| body(f64::from(number * 37 % 101), f64::from(number * 53 % 97))).collect()
    }

    #[test]
    fn with_every_square_open_all_pairs_push() {
        let bodies = bodies();
        let tree = Quadtree::of(&bodies);
        for one in &bodies {
            let (mut x, mut y) = (0.0, 0.0);
            for other in bodies.iter().filter(|other| other.place != one.place) {
                let away = (one.place.x - other.place.x, one.place.y - other.place.y);
                let squared = away.0 * away.0 + away.1 * away.1;
                x += away.0 / squared;
                y += away.1 / squared;
            }
            let push = tree.push(*one, 0.0, 1.0);
            assert!((push.x - x).abs() < 1e-9 && (push.y - y).abs() < 1e-9, "{push:?} {x} {y}");
        }
    }

    #[test]
    fn far_groups_push_about_as_their_bodies_do() {
        let tree = Quadtree::of(&bodies());
        let far = body(5_000.0, -3_000.0);
        let (all, each) = (tree.push(far, 1.2, 1.0), tree.push(far, 0.0, 1.0));
        assert!((all.x - each.x).abs() < each.x.abs() * 0.01, "{all:?} {each:?}");
    }

    #[test]
    fn bodies_in_one_place_come_to_an_end() {
        let tree = Quadtree::of(&[body(1.0, 1.0), body(1.0, 1.0), body(1.0, 1.0)]);
        assert!(tree.push(body(1.0, 1.0), 0.0, 1.0).x.abs() < 1e-9);
        assert!((tree.push(body(3.0, 1.0), 0.0, 1.0).x - 1.5).abs() < 1e-9);
    }
}
