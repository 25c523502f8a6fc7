//! `ForceAtlas2`: nodes push each other away, the more the more edges they have, and edges pull their ends together. Where
//! an edge has a length that it should have, it pulls only beyond that.
//!
//! M. Jacomy, T. Venturini, S. Heymann, M. Bastian: `ForceAtlas2`, a continuous graph layout algorithm for handy network
//! visualization designed for the Gephi software. PLOS ONE 9(6), 2014. The one crate that has it is under the AGPL.

use rayon::prelude::*;

use super::quadtree::{Body, Quadtree};
use super::{Point, Pull};

/// How strongly nodes push each other away, and all are drawn to the middle; in the units of [`LENGTH`].
const PUSH: f64 = 1.0;
const GRAVITY: f64 = 0.35;
/// Points for a unit of the forces: an edge between two plain nodes settles near it.
const LENGTH: f64 = 45.0;
/// The constants of the paper: how much trembling is borne, how fast a node may go alone, how fast speed may grow.
const TOLERANCE: f64 = 1.0;
const OWN_SPEED: f64 = 0.1;
const LARGEST_STEP: f64 = 10.0;
const GROWTH: f64 = 1.5;
/// Up to so many nodes, every pair is looked at; beyond, far groups count as one.
const EXACT: usize = 800;

/// The middles of the nodes, in points.
pub(super) fn forces(count: usize, pulls: &[Pull]) -> Vec<Point> {
    let mut field = Field::new(count, pulls);
    (0..rounds(count)).for_each(|_| field.step(pulls));
    field.bodies.iter().map(|body| Point { x: body.place.x * LENGTH, y: body.place.y * LENGTH }).collect()
}

/// Small graphs settle anyway; of large ones nobody sees the last details.
fn rounds(count: usize) -> usize {
    match count {
        0 | 1 => 0,
        2..=800 => 900,
        801..=5_000 => 300,
        _ => 120,
    }
}

struct Field {
    bodies: Vec<Body>,
    forces: Vec<Point>,
    speed: f64,
}

impl Field {
    /// The nodes on a spiral, those with most edges inside: no chance, and near to where they will stand.
    fn new(count: usize, pulls: &[Pull]) -> Self {
        let mut mass = vec![1.0; count];
        for pull in pulls {
            mass[pull.one] += 1.0;
            mass[pull.other] += 1.0;
        }
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|one, other| f64::total_cmp(&mass[*other], &mass[*one]).then(one.cmp(other)));
        let mut bodies: Vec<Body> = mass.into_iter().map(|mass| Body { place: Point::default(), mass }).collect();
        for (turn, node) in order.into_iter().enumerate() {
            // The golden angle never comes back to where it was.
            let (angle, radius) = (turn as f64 * 2.399_963, (turn as f64).sqrt() * 2.0);
            bodies[node].place = Point { x: radius * angle.cos(), y: radius * angle.sin() };
        }
        Self { bodies, forces: vec![Point::default(); count], speed: 1.0 }
    }

    fn step(&mut self, pulls: &[Pull]) {
        let mut forces = self.pushes();
        for pull in pulls {
            let force = attraction(self.bodies[pull.one].place, self.bodies[pull.other].place, *pull);
            forces[pull.one] = plus(forces[pull.one], force);
            forces[pull.other] = plus(forces[pull.other], Point { x: -force.x, y: -force.y });
        }
        self.adapt_speed(&forces);
        for (body, (force, before)) in self.bodies.iter_mut().zip(forces.iter().zip(&self.forces)) {
            let swinging = distance(*force, *before) * body.mass;
            let own = OWN_SPEED * self.speed / (1.0 + self.speed * swinging.sqrt());
            let step = own.min(LARGEST_STEP / length(*force).max(f64::MIN_POSITIVE));
            body.place = plus(body.place, Point { x: force.x * step, y: force.y * step });
        }
        self.forces = forces;
    }

    fn pushes(&self) -> Vec<Point> {
        let openness = if self.bodies.len() <= EXACT { 0.0 } else { 1.2 };
        let tree = Quadtree::of(&self.bodies);
        let push = |body: &Body| {
            let force = tree.push(*body, openness, PUSH);
            let away = length(body.place);
            let pull = if away > 0.0 { GRAVITY * body.mass / away } else { 0.0 };
            Point { x: force.x - body.place.x * pull, y: force.y - body.place.y * pull }
        };
        self.bodies.par_iter().with_min_len(256).map(push).collect()
    }

    /// All go as fast as the share of movement that is no trembling allows.
    fn adapt_speed(&mut self, forces: &[Point]) {
        let (mut swinging, mut traction) = (0.0, 0.0);
        for (body, (force, before)) in self.bodies.iter().zip(forces.iter().zip(&self.forces)) {
            swinging += body.mass * distance(*force, *before);
            traction += body.mass * length(plus(*force, *before)) / 2.0;
        }
        let wanted = TOLERANCE * traction / f64::max(swinging, f64::MIN_POSITIVE);
        self.speed = wanted.min(GROWTH * self.speed);
    }
}

/// What an edge does to its first end. It pulls as far as it is too long; a short edge pulls not at all, for pushing
/// will do the rest.
fn attraction(one: Point, other: Point, pull: Pull) -> Point {
    let wanted = (pull.length / LENGTH - 1.0).max(0.0);
    let distance = distance(one, other);
    let strength = if distance > wanted { pull.weight * (distance - wanted) / distance.max(1e-9) } else { 0.0 };
    Point { x: (other.x - one.x) * strength, y: (other.y - one.y) * strength }
}

fn plus(one: Point, other: Point) -> Point {
    Point { x: one.x + other.x, y: one.y + other.y }
}

fn length(vector: Point) -> f64 {
    vector.x.hypot(vector.y)
}

fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}
