//! A picture as SVG. Lines bend round the boxes that are in their way; the name of a relation stands on its line where
//! there is room for it, and in any case appears when the mouse rests on the line.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::color::Color;
use super::layout::{Point, Size};
use super::lettering::{Lettering, width};
use super::scene::{Box, Line, SMALL, Scene};
use super::xml;

/// The room around the picture, in points.
const MARGIN: f64 = 14.0;
/// The height of the row that says what the colours mean.
const LEGEND: f64 = 22.0;
/// How far lines may bend, as a share of their length; the first that is free wins.
const BENDS: [f64; 7] = [0.0, 0.12, -0.12, 0.24, -0.24, 0.4, -0.4];
/// Where on its line a name may stand; the first that is free wins.
const STANDS: [f64; 7] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const FONT: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/// Writes the picture.
pub(super) fn write(scene: &Scene<'_, '_>, out: &mut impl Write) -> io::Result<()> {
    let (wide, high) = (scene.size.width + 2.0 * MARGIN, scene.size.height + 2.0 * MARGIN + LEGEND);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
         viewBox=\"{:.0} {:.0} {wide:.0} {high:.0}\" font-family=\"{FONT}\">",
        -MARGIN, -MARGIN
    )?;
    writeln!(out, "<rect x=\"{:.0}\" y=\"{:.0}\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>", -MARGIN, -MARGIN)?;
    writeln!(out, "<defs>{}{}</defs>", tip("tip", "#8a8a8a"), tip("tip-pale", "#b5b5b5"))?;
    let courses: Vec<Option<Course>> = scene.lines.iter().map(|line| course(scene, line)).collect();
    writeln!(out, "<g class=\"lines\" fill=\"none\">")?;
    scene.lines.iter().zip(&courses).try_for_each(|(line, course)| stroke(scene, line, course.as_ref(), out))?;
    writeln!(out, "</g>\n<g class=\"nodes\">")?;
    scene.boxes.iter().try_for_each(|one| node(one, out))?;
    writeln!(out, "</g>\n<g class=\"names\" font-size=\"{SMALL}\" fill=\"#444444\" text-anchor=\"middle\">")?;
    names(scene, &courses, out)?;
    writeln!(out, "</g>")?;
    legend(scene, out)?;
    writeln!(out, "</svg>")
}

fn tip(id: &str, color: &str) -> String {
    format!(
        "<marker id=\"{id}\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1 8 4 0 7z\" fill=\"{color}\"/></marker>"
    )
}

/// The course of a line: from the border of one box to that of another, bent towards a third point.
struct Course {
    start: Point,
    bend: Point,
    end: Point,
}

impl Course {
    /// A point of it, from 0 at its start to 1 at its end.
    fn at(&self, share: f64) -> Point {
        let mix = |start: f64, bend: f64, end: f64| {
            (1.0 - share).powi(2) * start + 2.0 * share * (1.0 - share) * bend + share * share * end
        };
        Point { x: mix(self.start.x, self.bend.x, self.end.x), y: mix(self.start.y, self.bend.y, self.end.y) }
    }
}

/// The course that crosses the fewest boxes, of several the straightest; none for a line from a box to itself.
fn course(scene: &Scene<'_, '_>, line: &Line<'_>) -> Option<Course> {
    if line.from == line.to {
        return None;
    }
    // Two lines between the same boxes in either direction must not lie on each other.
    let both = scene.lines.iter().any(|other| (other.from, other.to) == (line.to, line.from) || twin(other, line));
    let bends = BENDS.iter().copied().filter(|bend| !both || *bend != 0.0);
    let courses = bends.map(|bend| bent(&scene.boxes[line.from], &scene.boxes[line.to], bend));
    courses.min_by_key(|course| crossed(scene, line, course))
}

fn twin(other: &Line<'_>, line: &Line<'_>) -> bool {
    (other.from, other.to) == (line.from, line.to) && other.asserted() && !line.asserted()
}

fn bent(from: &Box<'_, '_>, to: &Box<'_, '_>, bend: f64) -> Course {
    let apart = Point { x: to.place.x - from.place.x, y: to.place.y - from.place.y };
    let middle = Point {
        x: f64::midpoint(from.place.x, to.place.x) - apart.y * bend,
        y: f64::midpoint(from.place.y, to.place.y) + apart.x * bend,
    };
    Course { start: border(from, middle, 0.0), bend: middle, end: border(to, middle, 1.5) }
}

/// Where the way from the middle of a box to a point leaves the box, and a little beyond.
fn border(one: &Box<'_, '_>, towards: Point, beyond: f64) -> Point {
    let apart = Point { x: towards.x - one.place.x, y: towards.y - one.place.y };
    let reach = |half: f64, way: f64| if way == 0.0 { f64::INFINITY } else { (half + beyond) / way.abs() };
    let share = reach(one.size.width / 2.0, apart.x).min(reach(one.size.height / 2.0, apart.y)).min(1.0);
    Point { x: one.place.x + apart.x * share, y: one.place.y + apart.y * share }
}

fn crossed(scene: &Scene<'_, '_>, line: &Line<'_>, course: &Course) -> usize {
    let others = scene.boxes.iter().enumerate().filter(|(place, _)| *place != line.from && *place != line.to);
    let points: Vec<Point> = (1..24).map(|part| course.at(f64::from(part) / 24.0)).collect();
    others.filter(|(_, one)| points.iter().any(|point| holds(one, *point))).count()
}

fn holds(one: &Box<'_, '_>, point: Point) -> bool {
    (one.place.x - point.x).abs() < one.size.width / 2.0 + 2.0
        && (one.place.y - point.y).abs() < one.size.height / 2.0 + 2.0
}

fn stroke(scene: &Scene<'_, '_>, line: &Line<'_>, course: Option<&Course>, out: &mut impl Write) -> io::Result<()> {
    let (color, tip, dash) =
        if line.asserted() { ("#9a9a9a", "tip", "") } else { ("#b5b5b5", "tip-pale", " stroke-dasharray=\"4 3\"") };
    let weight: u32 = line.edges.iter().map(|edge| edge.weight()).sum();
    let thickness = (f64::from(weight)).sqrt().min(4.0);
    let (from, to) = (scene.boxes[line.from].node, scene.boxes[line.to].node);
    let told = format!("{} — {} → {}\n{}", from.label, line.names().join(", "), to.label, sentences(line));
    writeln!(
        out,
        "<path d=\"{}\" stroke=\"{color}\" stroke-width=\"{thickness:.1}\"{dash} marker-end=\"url(#{tip})\" \
         data-from=\"{}\" data-to=\"{}\"><title>{}</title></path>",
        course.map_or_else(|| loop_of(&scene.boxes[line.from]), path),
        line.from,
        line.to,
        xml::escaped(&told)
    )
}

fn path(course: &Course) -> String {
    let Course { start, bend, end } = course;
    format!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", start.x, start.y, bend.x, bend.y, end.x, end.y)
}

/// The way of a line that ends where it begins: over the right corner of its box.
fn loop_of(one: &Box<'_, '_>) -> String {
    let corner = Point { x: one.place.x + one.size.width / 2.0, y: one.place.y - one.size.height / 2.0 };
    format!(
        "M{:.1} {:.1}c0 -18 22 -18 18 4 -1 6 -6 {:.1} -16 {:.1}",
        corner.x - 8.0,
        corner.y,
        one.size.height / 3.0,
        one.size.height / 2.0
    )
}

fn sentences(line: &Line<'_>) -> String {
    line.edges
        .iter()
        .flat_map(|edge| edge.sentences())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
        .join("\n")
}

fn node(one: &Box<'_, '_>, out: &mut impl Write) -> io::Result<()> {
    let (left, top) = (one.place.x - one.size.width / 2.0, one.place.y - one.size.height / 2.0);
    let Size { width, height } = one.size;
    let (fill, border) = (one.node.color.pale().hex(), one.node.color.hex());
    let told =
        format!("{}\n{} · {} edges · {} mentions", one.node.label, one.class, one.node.degree, one.node.mentions);
    writeln!(
        out,
        "<g data-iri=\"{}\"><title>{}</title><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" \
         height=\"{height:.1}\" rx=\"5\" fill=\"{fill}\" stroke=\"{border}\"/>{}</g>",
        xml::escaped(one.node.iri),
        xml::escaped(&told),
        lettering(&one.name, one.place)
    )
}

fn lettering(name: &Lettering, middle: Point) -> String {
    let first = middle.y - name.leading() * (name.lines.len() as f64 - 1.0) / 2.0 + name.points * 0.35;
    let weight = if name.points > 12.0 { " font-weight=\"bold\"" } else { "" };
    let lines = name.lines.iter().enumerate().map(|(number, line)| {
        let y = first + number as f64 * name.leading();
        format!("<tspan x=\"{:.1}\" y=\"{y:.1}\">{}</tspan>", middle.x, xml::escaped(line))
    });
    format!(
        "<text font-size=\"{}\"{weight} text-anchor=\"middle\" fill=\"#111111\">{}</text>",
        name.points,
        lines.collect::<String>()
    )
}

/// Writes the names of relations that have room: neither on a box nor on another name.
fn names(scene: &Scene<'_, '_>, courses: &[Option<Course>], out: &mut impl Write) -> io::Result<()> {
    let mut taken: Vec<(Point, Size)> = scene.boxes.iter().map(|one| (one.place, one.size)).collect();
    for (line, course) in scene.lines.iter().zip(courses) {
        let Some(course) = course else { continue };
        let names = line.names();
        let wide = names.iter().map(|name| width(name, SMALL)).fold(0.0, f64::max) + 4.0;
        let size = Size { width: wide, height: names.len() as f64 * SMALL * 1.15 + 2.0 };
        let free = |place: &Point| taken.iter().all(|other| !overlap((*place, size), *other));
        if let Some(place) = STANDS.iter().map(|share| course.at(*share)).find(free) {
            taken.push((place, size));
            name(&names, place, size, out)?;
        }
    }
    Ok(())
}

fn overlap((one, size): (Point, Size), (other, of_other): (Point, Size)) -> bool {
    (one.x - other.x).abs() < f64::midpoint(size.width, of_other.width)
        && (one.y - other.y).abs() < f64::midpoint(size.height, of_other.height)
}

fn name(names: &[String], place: Point, size: Size, out: &mut impl Write) -> io::Result<()> {
    let top = place.y - size.height / 2.0;
    let lines = names.iter().enumerate().map(|(number, name)| {
        let y = top + SMALL + number as f64 * SMALL * 1.15;
        format!("<tspan x=\"{:.1}\" y=\"{y:.1}\">{}</tspan>", place.x, xml::escaped(name))
    });
    writeln!(
        out,
        "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#ffffff\" fill-opacity=\"0.85\"/>\
         <text>{}</text>",
        place.x - size.width / 2.0,
        size.width,
        size.height,
        lines.collect::<String>()
    )
}

/// How many classes the legend names for a colour that several share.
const MOST_CLASSES: usize = 3;

/// Writes what the colours mean: the most frequent classes of each.
fn legend(scene: &Scene<'_, '_>, out: &mut impl Write) -> io::Result<()> {
    let mut x = 0.0;
    let y = scene.size.height + MARGIN + LEGEND / 2.0;
    for (color, class) in classes(scene) {
        let (fill, border) = (color.pale().hex(), color.hex());
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"12\" height=\"9\" rx=\"2\" fill=\"{fill}\" stroke=\"{border}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" font-size=\"9\" fill=\"#444444\">{}</text>",
            y - 9.0,
            x + 16.0,
            y - 1.0,
            xml::escaped(&class)
        )?;
        x += 16.0 + width(&class, 9.0) + 14.0;
    }
    Ok(())
}

fn classes(scene: &Scene<'_, '_>) -> Vec<(Color, String)> {
    let mut counts: std::collections::BTreeMap<Color, std::collections::BTreeMap<&str, usize>> =
        std::collections::BTreeMap::new();
    for one in &scene.boxes {
        *counts.entry(one.node.color).or_default().entry(&one.class).or_default() += 1;
    }
    let mut classes: Vec<(usize, Color, String)> = Vec::new();
    for (color, names) in counts {
        let mut named: Vec<(&str, usize)> = names.into_iter().collect();
        named.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
        let most: Vec<&str> = named.iter().take(MOST_CLASSES).map(|&(name, _)| name).collect();
        classes.push((named.iter().map(|(_, count)| count).sum(), color, most.join(", ")));
    }
    classes.sort_by(|one, other| (other.0, &one.2).cmp(&(one.0, &other.2)));
    classes.into_iter().map(|(_, color, name)| (color, name)).collect()
}
