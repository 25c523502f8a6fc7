//! Measures the relations of news that `SmartData` marks (acquisitions, mergers, layoffs …) against the graph that the
//! whole program makes of its texts. The table `seeds/mapping/smartdata.tsv` says which relation is which.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use rayon::prelude::*;

use super::ScoreError;
use super::matching::local_name;
use super::name::{KEPT_ASIDE, Marked, MarkedRelation, by_lines, documents};
use crate::ground::vocabulary::{DEFAULT_BASE, article_iri};
use crate::ground::{Evidence, Graph, Object, Ontology, Statement, ground};
use crate::lexicon::{Lexicon, smartdata};
use crate::pipeline;
use crate::relate::{Polarity, Reading, RoleKind, Term};
use crate::text::{Language, Span};

/// How well the relations of a part of the corpus are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationReport {
    /// By type: on the documents that patterns are developed on, and on those kept aside; each by the very places and by
    /// the things meant.
    pub types: Vec<(String, [[RelationCounts; 2]; 2])>,
    /// What was missed and what was found wrongly where patterns are developed.
    pub wrong: Vec<String>,
}

/// How many relations were marked and found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RelationCounts {
    /// Marked by people.
    pub gold: usize,
    /// Those of them that a fact hits.
    pub hit: usize,
    /// Found by the program.
    pub found: usize,
    /// Those of them that hit one that is marked.
    pub right: usize,
}

impl RelationCounts {
    fn plus(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            hit: self.hit + other.hit,
            found: self.found + other.found,
            right: self.right + other.right,
        }
    }

    /// Of what was found, the share that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// Of what was marked, the share that was hit.
    #[must_use]
    pub fn recall(self) -> f64 {
        self.hit as f64 / self.gold.max(1) as f64
    }

    /// The harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        let sum = self.precision() + self.recall();
        if sum > 0.0 { 2.0 * self.precision() * self.recall() / sum } else { 0.0 }
    }
}

/// A row of the table that leads from a relation of the ontology to one of the corpus.
struct Row<'a> {
    relation: &'a str,
    kind: &'a str,
    parts: [&'a str; 2],
    classes: [&'a str; 2],
    offices: &'a str,
}

/// A relation that the program found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found<'a> {
    kind: &'a str,
    parts: [&'a str; 2],
    /// Where the words of the two parts stand.
    places: [Vec<Span>; 2],
    /// Where the document names the same two things, by our own reading.
    things: [Vec<Span>; 2],
}

/// What it means that a part of what was found is a part of what is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matching {
    /// The very words overlap.
    Places,
    /// Some place where the document names the same thing overlaps; one telling of an event is as good as another.
    Things,
}

impl Matching {
    const BOTH: [Self; 2] = [Self::Places, Self::Things];
}

/// The part of the word that tells of an event.
const TRIGGER: &str = "trigger";

/// Reads all texts of the corpus into one graph and holds its relations against those that are marked.
///
/// # Errors
/// When the corpus cannot be read.
pub fn relations(shared: &Path, lexicon: &Lexicon, ontology: &Ontology) -> Result<RelationReport, ScoreError> {
    let documents = documents(&shared.join("data/ner/smartdata.jsonl.gz"))?;
    let read = |(number, document): (usize, &Marked)| reading(number, &document.text, lexicon);
    let readings: Vec<Reading> = documents.par_iter().enumerate().map(read).collect();
    let graph = ground(&readings, ontology, lexicon, DEFAULT_BASE);
    let rows = rows();
    let mut found: Vec<BTreeSet<Found<'_>>> = documents.iter().map(|_| BTreeSet::new()).collect();
    for (statement, row) in graph.statements.iter().flat_map(|edge| rows.iter().map(move |row| (edge, row))) {
        collect(&graph, statement, row, &readings, &mut found);
    }
    Ok(report(&documents, &found, &rows))
}

fn reading(number: usize, text: &str, lexicon: &Lexicon) -> Reading {
    let article = by_lines(text, Language::German);
    pipeline::reading_of(article, format!("{number:06}"), format!("smartdata/{number}"), lexicon)
}

fn rows() -> Vec<Row<'static>> {
    let lines = smartdata().lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| match line.split('\t').collect::<Vec<_>>()[..] {
        [relation, kind, first, second, one, other, offices] => {
            Some(Row { relation, kind, parts: [first, second], classes: [one, other], offices })
        }
        _ => None,
    };
    lines.filter_map(row).collect()
}

/// Notes every place where an article states an edge that the row stands for. What is said not to be so is no event.
fn collect<'a>(
    graph: &Graph,
    statement: &Statement,
    row: &Row<'a>,
    readings: &[Reading],
    found: &mut [BTreeSet<Found<'a>>],
) {
    if local_name(&statement.relation) != row.relation || !fits(graph, statement, row.classes) {
        return;
    }
    for evidence in statement.evidence.iter().filter(|evidence| evidence.polarity == Polarity::Positive) {
        let number = readings.iter().position(|reading| article_iri(DEFAULT_BASE, &reading.hash) == evidence.article);
        let Some(number) = number.filter(|_| has_office(graph, evidence, row.offices)) else { continue };
        let mut places = [evidence.subject.clone(), evidence.object.clone()];
        for (place, _) in places.iter_mut().zip(row.parts).filter(|(_, part)| *part == TRIGGER) {
            place.extend(&evidence.predicate);
        }
        let things = [0, 1].map(|at| named_places(&readings[number], &places[at]));
        found[number].insert(Found { kind: row.kind, parts: row.parts, places, things });
    }
}

/// Where a document names the thing that some words of it stand for: by a name, a pronoun or a noun.
fn named_places(reading: &Reading, places: &[Span]) -> Vec<Span> {
    let facts = &reading.facts;
    let arguments = facts.facts.iter().flat_map(|fact| [&fact.subject, &fact.object]);
    let argued = arguments.filter_map(|argument| match argument.term {
        Term::Entity(number) => Some((number, argument.spans.as_slice())),
        _ => None,
    });
    let forms = facts
        .entities
        .iter()
        .enumerate()
        .flat_map(|(number, entity)| entity.forms.iter().map(move |form| (number, form.spans.as_slice())));
    let all: Vec<(usize, &[Span])> = argued.chain(forms).collect();
    let touches = |spans: &[Span]| spans.iter().any(|span| places.iter().any(|place| place.overlaps(*span)));
    let meant: BTreeSet<usize> = all.iter().filter(|(_, spans)| touches(spans)).map(|(number, _)| *number).collect();
    let others = all.iter().filter(|(number, _)| meant.contains(number)).flat_map(|(_, spans)| spans.iter());
    places.iter().chain(others).copied().collect()
}

fn fits(graph: &Graph, statement: &Statement, classes: [&str; 2]) -> bool {
    let is = |iri: &str, wanted: &str| {
        let types = graph.nodes.get(iri).map(|node| node.types.as_slice()).unwrap_or_default();
        let is_one = |class: &str| class == "*" || types.iter().any(|own| local_name(own) == class);
        let mut classes = wanted.split('-');
        classes.next().is_some_and(is_one) && !classes.any(is_one)
    };
    let object = match &statement.object {
        Object::Node(iri) => iri,
        Object::Text(..) => return false,
    };
    is(&statement.subject, classes[0]) && is(object, classes[1])
}

fn has_office(graph: &Graph, evidence: &Evidence, offices: &str) -> bool {
    let positions = evidence.roles.iter().filter(|(kind, _)| *kind == RoleKind::Position);
    let mut names = positions.filter_map(|(_, object)| match object {
        Object::Node(iri) => graph.nodes.get(iri).map(|node| node.label(Language::German).to_lowercase()),
        Object::Text(text, _) => Some(text.to_lowercase()),
    });
    offices == "*" || names.any(|name| offices.split('|').any(|office| name.ends_with(office)))
}

fn report(documents: &[Marked], found: &[BTreeSet<Found<'_>>], rows: &[Row<'_>]) -> RelationReport {
    let kinds: BTreeSet<&str> = rows.iter().map(|row| row.kind).collect();
    let mut report = RelationReport { types: Vec::new(), wrong: Vec::new() };
    for kind in kinds {
        let mut counts = [[RelationCounts::default(); 2]; 2];
        for (number, (document, found)) in documents.iter().zip(found).enumerate() {
            let aside = number % 5 == KEPT_ASIDE;
            let gold: Vec<&MarkedRelation> = document.relations.iter().filter(|gold| gold.name == kind).collect();
            let found: Vec<&Found<'_>> = found.iter().filter(|found| found.kind == kind).collect();
            for (part, matching) in counts[usize::from(aside)].iter_mut().zip(Matching::BOTH) {
                *part = part.plus(compare(document, &gold, &found, matching));
            }
            if !aside {
                report.wrong.extend(wrong(number, document, &gold, &found));
            }
        }
        report.types.push((kind.to_owned(), counts));
    }
    report
}

fn compare(document: &Marked, gold: &[&MarkedRelation], found: &[&Found<'_>], matching: Matching) -> RelationCounts {
    let same = |gold: &MarkedRelation, found: &Found<'_>| is_same(document, gold, found, matching);
    RelationCounts {
        gold: gold.len(),
        hit: gold.iter().filter(|gold| found.iter().any(|found| same(gold, found))).count(),
        found: found.len(),
        right: found.iter().filter(|found| gold.iter().any(|gold| same(gold, found))).count(),
    }
}

/// Whether both parts of what was found are those that are marked, two different ones where both play the same part.
fn is_same(document: &Marked, gold: &MarkedRelation, found: &Found<'_>, matching: Matching) -> bool {
    let places = if matching == Matching::Places { &found.places } else { &found.things };
    let touched = |at: usize| {
        let arguments = gold.args.iter().enumerate().filter(move |(_, argument)| argument.role == found.parts[at]);
        arguments.filter(move |(_, argument)| {
            let told = matching == Matching::Things && found.parts[at] == TRIGGER;
            let place = document.place(argument);
            told || place.is_some_and(|place| places[at].iter().any(|own| own.overlaps(place)))
        })
    };
    touched(0).any(|(first, _)| touched(1).any(|(second, _)| first != second))
}

fn wrong(number: usize, document: &Marked, gold: &[&MarkedRelation], found: &[&Found<'_>]) -> Vec<String> {
    let same = |gold: &MarkedRelation, found: &Found<'_>| is_same(document, gold, found, Matching::Things);
    let missed = gold.iter().filter(|gold| !found.iter().any(|found| same(gold, found)));
    let missed = missed.map(|gold| {
        let words =
            gold.args.iter().filter_map(|argument| document.place(argument).map(|place| place.of(&document.text)));
        format!("{number} missed {} {}", gold.name, words.collect::<Vec<_>>().join(" | "))
    });
    let extra = found.iter().filter(|found| !gold.iter().any(|gold| same(gold, found)));
    let extra = extra.map(|found| {
        let words = found.places.iter().flatten().map(|place| place.of(&document.text));
        format!("{number} wrong {} {}", found.kind, words.collect::<Vec<_>>().join(" | "))
    });
    missed.chain(extra).map(|line| line.replace('\n', " ")).collect()
}

impl RelationReport {
    /// What was missed and found wrongly on the documents that patterns are developed on, a line each.
    #[must_use]
    pub fn listing(&self) -> String {
        self.wrong.join("\n")
    }
}

const DEFINITION: &str = "\
The texts are read into one graph as `tripel build` would; `seeds/mapping/smartdata.tsv` says which relation of the
ontology stands for which of the corpus. A relation that was found is right when one is marked in the same document with
the same type and the same two main arguments: buyer and acquired (Acquisition), two of the old companies (Merger),
parent and child (SpinOff), person and organisation (OrganizationLeadership), the company and the word that tells of the
event (Insolvency, Layoffs, Strike). It counts whether asserted, planned or reported, but not when it is negated.
Precision is the share of those found that are right, recall the share of those marked that are hit.

Two measures: *by places* an argument is right when its very words overlap the marked ones. *By things* it is also right
when another mention of the same thing in the same document does, by our own coreference (the corpus marks none, and often
one of several sentences that say the same); so the word that tells of an event may be another one of the same document
for the same company.";

const MEASURES: [&str; 2] = ["by places", "by things"];

impl fmt::Display for RelationReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "# Relations of SmartData\n\nWritten by `tripel score relations --shared ../shared`.\n")?;
        writeln!(formatter, "{DEFINITION}")?;
        let parts =
            [(1, "Kept aside: every fifth document"), (0, "The other four fifths, on which patterns are developed")];
        for ((part, title), (at, measure)) in
            parts.into_iter().flat_map(|part| MEASURES.iter().enumerate().map(move |measure| (part, measure)))
        {
            writeln!(formatter, "\n## {title}, {measure}\n")?;
            writeln!(formatter, "| relation | marked | found | right | precision | recall | F1 |")?;
            writeln!(formatter, "|---|---|---|---|---|---|---|")?;
            let all = self.types.iter().map(|(_, counts)| counts[part][at]);
            let sum = all.fold(RelationCounts::default(), RelationCounts::plus);
            for (kind, counts) in &self.types {
                row(formatter, kind, counts[part][at])?;
            }
            row(formatter, "all", sum)?;
        }
        Ok(())
    }
}

fn row(formatter: &mut fmt::Formatter<'_>, kind: &str, counts: RelationCounts) -> fmt::Result {
    let RelationCounts { gold, found, right, .. } = counts;
    let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
    writeln!(formatter, "| {kind} | {gold} | {found} | {right} | {precision:.2} | {recall:.2} | {f1:.2} |")
}
