//! From facts to statements: every fact gets its nodes and relations, equal ones become one edge with all their
//! evidence.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cluster::join;
use super::independence::Sources;
use super::link::Links;
use super::mapping::{Choice, Mapping};
use super::vocabulary::{SAYS, TRIPEL, article_iri};
use super::{Evidence, Graph, Label, Node, NodeKind, Object, Ontology, RelationUse, Statement, relation, value};
use crate::lexicon::Lexicon;
use crate::relate::{Argument, Fact, Polarity, Reading, RoleKind, Term};
use crate::text::Language;

/// Texts longer than this are no quotes but paragraphs.
const LONGEST_QUOTE: usize = 1000;

/// The relations whose role *position* is the noun of the predicate: *Präsident* in *Microsoft-Präsident Brad Smith*.
const POSITIONS: [&str; 2] = ["holdsPosition", "heldPosition"];

/// A statement none of whose evidence is as sure is not asserted, only reified: of such facts the text states fewer than
/// one in two so (`tests/reports/calibration.md`), and a bare edge that is false costs a reader more than one that is
/// missing. The cells of tables, which no sentence has to be understood for, are exempt.
const LEAST_CONFIDENCE: f32 = 0.5;

/// The pattern that reads tables.
const TABLE: &str = "table";

/// Everything that does not change from fact to fact.
pub(super) struct Ground<'a> {
    pub(super) ontology: &'a Ontology,
    pub(super) lexicon: &'a Lexicon,
    pub(super) mappings: [Mapping; 2],
    pub(super) links: Links,
    pub(super) base: &'a str,
}

/// The edges by what they say.
pub(super) type Edges = FxHashMap<(String, String, Object), Vec<Evidence>>;

/// Nodes and edges as they grow: in tables, which are put in order once, when all is there.
#[derive(Default)]
pub(super) struct Growth {
    pub(super) edges: Edges,
    pub(super) nodes: FxHashMap<String, Node>,
    relations: BTreeMap<String, RelationUse>,
    pub(super) rejected: BTreeMap<String, u32>,
}

/// The end of an edge, with its node unless it is words. A node that many articles speak of is lent, for it may have
/// thousands of names.
struct End<'a> {
    object: Object,
    node: Option<Cow<'a, Node>>,
}

impl End<'_> {
    fn types(&self) -> &[String] {
        self.node.as_ref().map_or(&[], |node| &node.types)
    }
}

impl Ground<'_> {
    /// Adds all facts of one reading, the `position`-th.
    pub(super) fn add(&self, growth: &mut Growth, position: usize, reading: &Reading) {
        for (reason, count) in &reading.facts.rejected {
            *growth.rejected.entry(reason.clone()).or_default() += count;
        }
        for fact in &reading.facts.facts {
            if let Err(reason) = self.add_fact(growth, position, reading, fact) {
                *growth.rejected.entry(reason.to_owned()).or_default() += 1;
            }
        }
    }

    /// Nothing grows when a fact is rejected: all that may reject it is asked first.
    fn add_fact(
        &self,
        growth: &mut Growth,
        position: usize,
        reading: &Reading,
        fact: &Fact,
    ) -> Result<(), &'static str> {
        let ends = [self.end(position, &fact.subject, fact)?, self.end(position, &fact.object, fact)?];
        let choices = self.choices(&ends, reading, fact)?;
        let [subject, object] = ends;
        let objects = [&subject.object, &object.object];
        let evidence = self.evidence(growth, position, reading, fact);
        for (choice, relation) in choices {
            growth.relate(choice.relation.clone(), relation);
            self.put(growth, &choice, objects, &evidence, fact);
        }
        growth.meet(&subject, reading);
        growth.meet(&object, reading);
        Ok(())
    }

    /// The relations of a fact between two ends, or why it has none.
    fn choices(
        &self,
        ends: &[End<'_>; 2],
        reading: &Reading,
        fact: &Fact,
    ) -> Result<Vec<(Choice, RelationUse)>, &'static str> {
        match ends.each_ref().map(|end| &end.object) {
            [Object::Text(..), _] => return Err("words as a subject"),
            [subject, object] if subject == object => return Err("subject is object"),
            [_, Object::Text(..)] => return Ok(self.uses(vec![Choice::straight(SAYS)])),
            _ => {}
        }
        let types = ends.each_ref().map(End::types);
        let mapping = &self.mappings[fact.language as usize];
        let chosen = relation::mapped(fact, &reading.facts.entities, types, mapping, self.ontology);
        if !chosen.is_empty() {
            return Ok(self.uses(chosen));
        }
        let (iri, relation) = relation::open(fact, self.lexicon)?;
        Ok(vec![(Choice::straight(&iri), relation)])
    }

    fn uses(&self, choices: Vec<Choice>) -> Vec<(Choice, RelationUse)> {
        let labels = |iri: &str| self.ontology.relation(iri).map(|relation| relation.labels.clone());
        let relation = |iri: &str| RelationUse { labels: labels(iri).unwrap_or_default(), open: false };
        choices.into_iter().map(|choice| (choice.clone(), relation(&choice.relation))).collect()
    }

    /// Adds an edge. Subject and object change places where the table says so, and in a relation that holds both ways
    /// where their IRIs are not sorted, so that it is one edge.
    fn put(&self, growth: &mut Growth, choice: &Choice, ends: [&Object; 2], evidence: &Evidence, fact: &Fact) {
        let [subject, object] = if choice.swapped { [ends[1], ends[0]] } else { ends };
        let symmetric = self.ontology.relation(&choice.relation).is_some_and(|relation| relation.symmetric);
        let turned = symmetric && subject > object;
        let [subject, object] = if turned { [object, subject] } else { [subject, object] };
        let mut evidence = evidence.clone();
        if choice.swapped != turned {
            std::mem::swap(&mut evidence.subject, &mut evidence.object);
        }
        if choice.relation.strip_prefix(TRIPEL).is_some_and(|name| POSITIONS.contains(&name)) {
            add_position(&mut evidence, fact);
        }
        growth.put(subject, &choice.relation, object, evidence);
    }

    fn evidence(&self, growth: &mut Growth, position: usize, reading: &Reading, fact: &Fact) -> Evidence {
        let speakers = fact.attribution.iter().map(|said| self.mention(growth, position, &said.speaker, fact.language));
        let speakers = speakers.collect();
        let roles = fact.roles.iter();
        let roles = roles.map(|role| (role.kind, self.mention(growth, position, &role.argument, fact.language)));
        let roles: BTreeSet<(RoleKind, Object)> = roles.collect();
        Evidence {
            article: article_iri(self.base, &reading.hash),
            sentence: fact.sentence,
            text: one_line(fact.sentence.of(&reading.source)),
            subject: fact.subject.spans.clone(),
            predicate: fact.predicate.spans.clone(),
            object: fact.object.spans.clone(),
            confidence: fact.confidence,
            polarity: fact.polarity,
            modality: fact.modality,
            speakers,
            valid: fact.time,
            roles: roles.into_iter().collect(),
            pattern: fact.pattern.clone(),
            asserted: is_asserted(fact, &reading.facts.facts),
        }
    }

    /// An argument as an end of an edge.
    fn end(&self, position: usize, argument: &Argument, fact: &Fact) -> Result<End<'_>, &'static str> {
        let language = fact.language;
        let (iri, node) = match &argument.term {
            Term::Entity(number) => {
                let (iri, node) = self.links.node((position, *number)).ok_or("name without a letter")?;
                return Ok(End { object: Object::Node(iri.to_owned()), node: Some(Cow::Borrowed(node)) });
            }
            Term::Concept { label, .. } => value::concept(label, language, self.base)?,
            Term::Time(interval) => value::time(*interval, self.base)?,
            Term::Amount(amount, counted) => {
                value::amount(*amount, counted.as_deref(), &argument.text, language, self.base)?
            }
            Term::Quote => return quote(&argument.text, language),
        };
        Ok(End { object: Object::Node(iri), node: Some(Cow::Owned(node)) })
    }

    /// An argument beside the edge: a named thing by its IRI, all else in its words, so that it makes no lonely node.
    fn mention(&self, growth: &mut Growth, position: usize, argument: &Argument, language: Language) -> Object {
        let Term::Entity(number) = &argument.term else { return words(argument, language) };
        let Some((iri, node)) = self.links.node((position, *number)) else { return words(argument, language) };
        if !growth.nodes.contains_key(iri) {
            growth.nodes.insert(iri.to_owned(), node.clone());
        }
        Object::Node(iri.to_owned())
    }
}

/// Whether a fact becomes a bare edge.
fn is_asserted(fact: &Fact, all: &[Fact]) -> bool {
    let sure = fact.confidence >= LEAST_CONFIDENCE || fact.pattern == TABLE;
    fact.is_asserted() && sure && !is_total(fact, all)
}

/// *Alibaba, Tencent und Huawei kommen auf 80 Prozent*: an amount that several subjects have together is that of none.
fn is_total(fact: &Fact, all: &[Fact]) -> bool {
    let shared = |other: &Fact| {
        other.subject.term != fact.subject.term
            && other.predicate.spans == fact.predicate.spans
            && other.object.spans == fact.object.spans
    };
    matches!(fact.object.term, Term::Amount(..)) && fact.pattern != TABLE && all.iter().any(shared)
}

fn quote(text: &str, language: Language) -> Result<End<'static>, &'static str> {
    let text = one_line(text);
    if text.is_empty() || text.len() > LONGEST_QUOTE {
        return Err("quote empty or too long");
    }
    Ok(End { object: Object::Text(text, language), node: None })
}

fn words(argument: &Argument, language: Language) -> Object {
    Object::Text(one_line(&argument.text), language)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_position(evidence: &mut Evidence, fact: &Fact) {
    if !evidence.roles.iter().any(|(kind, _)| *kind == RoleKind::Position) {
        evidence.roles.push((RoleKind::Position, Object::Text(fact.predicate.lemma.clone(), fact.language)));
        evidence.roles.sort();
    }
}

impl Growth {
    /// Notes that a reading mentions a node; named things know their counts from their cluster.
    fn meet(&mut self, end: &End<'_>, reading: &Reading) {
        let (Object::Node(iri), Some(node)) = (&end.object, &end.node) else { return };
        if let NodeKind::Entity(_) = node.kind {
            if !self.nodes.contains_key(iri) {
                self.nodes.insert(iri.clone(), node.as_ref().clone());
            }
            return;
        }
        let entry = self.nodes.entry(iri.clone());
        let entry = entry.or_insert_with(|| Node { labels: Vec::new(), ..node.as_ref().clone() });
        let seen = join(entry.first_seen.zip(entry.last_seen), reading.meta.published.map(|date| (date, date)));
        entry.mentions += 1;
        (entry.first_seen, entry.last_seen) = (seen.map(|(first, _)| first), seen.map(|(_, last)| last));
        entry.alt_labels.extend(node.labels.iter().cloned());
    }

    fn relate(&mut self, iri: String, relation: RelationUse) {
        let entry = self.relations.entry(iri).or_insert_with(|| RelationUse { labels: Vec::new(), ..relation.clone() });
        entry.labels.extend(relation.labels);
        entry.labels.sort_by(|left, right| (left.language, &left.text).cmp(&(right.language, &right.text)));
        entry.labels.dedup_by_key(|label| label.language);
    }

    fn put(&mut self, subject: &Object, relation: &str, object: &Object, evidence: Evidence) {
        if let Object::Node(subject) = subject {
            let key = (subject.clone(), relation.to_owned(), object.clone());
            self.edges.entry(key).or_default().push(evidence);
        }
    }

    /// Both together; nothing depends on which comes first but the order of the evidence, which is sorted in the end.
    pub(super) fn join(mut self, other: Self) -> Self {
        // In any order: what one table has about a key is joined with what the other has about the same.
        other.edges.into_iter().for_each(|(key, evidence)| self.edges.entry(key).or_default().extend(evidence));
        other.nodes.into_iter().for_each(|(iri, node)| self.join_node(iri, node));
        for (iri, relation) in other.relations {
            self.relate(iri, relation);
        }
        for (reason, count) in other.rejected {
            *self.rejected.entry(reason).or_default() += count;
        }
        self
    }

    fn join_node(&mut self, iri: String, node: Node) {
        match self.nodes.entry(iri) {
            Entry::Vacant(entry) => drop(entry.insert(node)),
            Entry::Occupied(_) if matches!(node.kind, NodeKind::Entity(_)) => {}
            Entry::Occupied(mut entry) => {
                let own = entry.get_mut();
                let seen = join(own.first_seen.zip(own.last_seen), node.first_seen.zip(node.last_seen));
                (own.first_seen, own.last_seen) = (seen.map(|(first, _)| first), seen.map(|(_, last)| last));
                own.mentions += node.mentions;
                own.alt_labels.extend(node.alt_labels);
            }
        }
    }

    /// The graph that has grown; its articles are still missing.
    pub(super) fn into_graph(self, sources: &Sources) -> Graph {
        let nodes = self.nodes.into_iter().map(|(iri, node)| (iri, with_one_label_a_language(node))).collect();
        let mut edges: Vec<_> = self.edges.into_iter().collect();
        edges.par_sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let statements = edges.into_par_iter().map(|(key, evidence)| statement(key, evidence, sources)).collect();
        Graph {
            nodes,
            relations: self.relations,
            statements,
            articles: BTreeMap::new(),
            rejected: self.rejected,
            measures: BTreeMap::new(),
            added: Vec::new(),
        }
    }
}

/// A node without a name gets the form that was seen most often in each language, of equals the shortest.
fn with_one_label_a_language(mut node: Node) -> Node {
    if let NodeKind::Entity(_) = node.kind {
        return node;
    }
    let mut counts: BTreeMap<Label, u32> = BTreeMap::new();
    for label in std::mem::take(&mut node.alt_labels) {
        *counts.entry(label).or_default() += 1;
    }
    let mut labels: Vec<(Label, u32)> = counts.into_iter().collect();
    labels.sort_by_key(|(label, count)| (std::cmp::Reverse(*count), label.text.chars().count(), label.text.clone()));
    for (label, _) in labels {
        let taken = node.labels.iter().any(|other| other.language == label.language);
        if taken { node.alt_labels.push(label) } else { node.labels.push(label) }
    }
    node.labels.sort_by_key(|label| label.language);
    node.alt_labels.sort();
    node
}

fn statement(
    (subject, relation, object): (String, String, Object),
    evidence: Vec<Evidence>,
    sources: &Sources,
) -> Statement {
    let evidence = best(evidence);
    let supporting = evidence.iter().filter(|evidence| evidence.polarity == Polarity::Positive);
    let articles: BTreeSet<&str> = supporting.map(|evidence| evidence.article.as_str()).collect();
    let support = sources.independent(&articles.into_iter().collect::<Vec<_>>());
    Statement {
        subject,
        relation,
        object,
        asserted: evidence.iter().any(|evidence| evidence.asserted),
        support,
        evidence,
    }
}

/// One piece of evidence a place and a way of saying it, the surest; sorted by article and place.
pub(super) fn best(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort_by(|left, right| {
        let sure = right.confidence.total_cmp(&left.confidence);
        place(left).cmp(&place(right)).then(sure).then_with(|| left.pattern.cmp(&right.pattern))
    });
    evidence.dedup_by(|right, left| place(left) == place(right));
    evidence
}

fn place(evidence: &Evidence) -> impl Ord + '_ {
    let start = evidence.predicate.first().map(|span| span.start);
    (evidence.article.as_str(), evidence.sentence, start, evidence.polarity, evidence.modality)
}
