//! The ontology of `ontology/*.ttl`, embedded in the binary: its relations with labels, domain and range, its classes
//! with what they are subclasses of. Members of an `owl:unionOf` count as subclasses of the union.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, File, include_dir};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use thiserror::Error;

use super::Label;
use super::mapping::Mapping;
use super::vocabulary::{OWL, RDF, RDFS, SCHEMA, TRIPEL};
use crate::text::Language;

/// The file of shapes says what a sound graph is, not what its terms mean.
const SHAPES: &str = "shapes";

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");

/// Relations and classes, and the triples that say so.
#[derive(Debug, Clone)]
pub struct Ontology {
    relations: BTreeMap<String, OntologyRelation>,
    classes: BTreeMap<String, BTreeSet<String>>,
    unions: BTreeSet<String>,
    triples: Vec<Triple>,
    /// The user's own rows, which are tried before those of `seeds/mapping/`.
    rows: Mapping,
}

/// A relation of the ontology.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OntologyRelation {
    /// Its labels, German first.
    pub labels: Vec<Label>,
    /// The class of its subjects.
    pub domain: Option<String>,
    /// The class of its objects.
    pub range: Option<String>,
    /// The relation that says the same from the other end.
    pub inverse: Option<String>,
    /// Whether it holds in both directions.
    pub symmetric: bool,
    /// Whether a thing has only one of it at a time.
    pub functional: bool,
}

/// Why an ontology cannot be read.
#[derive(Debug, Error)]
pub enum OntologyError {
    /// A file is no Turtle.
    #[error("ontology/{file}: {message}; mend the file and build again")]
    Syntax {
        /// The file, below `ontology/`.
        file: String,
        /// What the parser says, with line and column.
        message: String,
    },
}

impl Ontology {
    /// The ontology that is built into the binary.
    ///
    /// # Errors
    /// When a file of `ontology/` is no Turtle.
    pub fn embedded() -> Result<Self, OntologyError> {
        let mut triples = Vec::new();
        for file in turtle_files(&FILES) {
            triples.extend(parse(file)?);
        }
        Ok(Self::of(triples))
    }

    /// The relation of an IRI.
    #[must_use]
    pub fn relation(&self, iri: &str) -> Option<&OntologyRelation> {
        self.relations.get(iri)
    }

    /// All relations, sorted by IRI.
    pub fn relations(&self) -> impl Iterator<Item = (&str, &OntologyRelation)> {
        self.relations.iter().map(|(iri, relation)| (iri.as_str(), relation))
    }

    /// What a class is called: in the language if it has a name in it, else in any.
    #[must_use]
    pub fn class_label(&self, class: &str, language: Language) -> Option<&str> {
        let of_class =
            |triple: &&Triple| matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == class);
        let labels = self.triples.iter().filter(of_class).filter_map(|triple| {
            let is_label = triple.predicate.as_str().strip_prefix(RDFS) == Some("label");
            let Term::Literal(literal) = &triple.object else { return None };
            is_label.then_some(literal)
        });
        let fits = labels.clone().find(|label| label.language() == Some(language.code()));
        fits.or_else(|| labels.into_iter().next()).map(oxigraph::model::Literal::value)
    }

    /// All triples of the ontology and its alignments, in the order of the files.
    #[must_use]
    pub fn triples(&self) -> &[Triple] {
        &self.triples
    }

    /// Whether a thing of `class` is surely one of `expected` too.
    #[must_use]
    pub fn is_a(&self, class: &str, expected: &str) -> bool {
        class == expected
            || expected.strip_prefix(OWL) == Some("Thing")
            || self.classes.get(class).is_some_and(|above| above.contains(expected))
    }

    /// The class with the classes of schema.org and our own above it, the narrowest first; `schema:Thing` and unions
    /// are left out, they tell a reader nothing.
    #[must_use]
    pub fn with_superclasses(&self, class: &str) -> Vec<String> {
        let above = self.classes.get(class).into_iter().flatten();
        let kept = |name: &str| name.starts_with(SCHEMA) || name.starts_with(TRIPEL);
        let told = above.filter(|name| kept(name) && !self.unions.contains(*name) && !name.ends_with("/Thing"));
        let mut classes: Vec<String> = told.cloned().collect();
        classes.sort_by_key(|name| std::cmp::Reverse(self.classes.get(name).map_or(0, BTreeSet::len)));
        classes.insert(0, class.to_owned());
        classes
    }

    /// The user's own rows.
    pub(super) fn rows(&self) -> &Mapping {
        &self.rows
    }

    /// This ontology with the user's own rows.
    pub(super) fn with_mapping(self, rows: Mapping) -> Self {
        Self { rows, ..self }
    }

    /// This ontology with further triples.
    pub(super) fn with_triples(self, triples: Vec<Triple>) -> Self {
        let rows = self.rows;
        Self { rows, ..Self::of([self.triples, triples].concat()) }
    }

    fn of(triples: Vec<Triple>) -> Self {
        let unions = triples.iter().filter(|triple| is_owl(triple, "unionOf")).map(|triple| name(&triple.subject));
        let unions = unions.collect();
        let rows = Mapping::default();
        Self { relations: relations(&triples), classes: classes(&triples), unions, triples, rows }
    }
}

fn turtle_files<'a>(folder: &'a Dir<'a>) -> Vec<&'a File<'a>> {
    let is_turtle = |file: &&File| file.path().extension().is_some_and(|ending| ending == "ttl");
    let own =
        folder.files().filter(|file| is_turtle(file) && file.path().file_stem().is_none_or(|name| name != SHAPES));
    let mut files: Vec<&File> = own.chain(folder.dirs().flat_map(turtle_files)).collect();
    files.sort_by_key(|file| file.path());
    files
}

fn parse(file: &File) -> Result<Vec<Triple>, OntologyError> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(file.contents());
    let wrong = |error: oxigraph::io::RdfSyntaxError| OntologyError::Syntax {
        file: file.path().display().to_string(),
        message: error.to_string(),
    };
    quads.map(|quad| quad.map(Triple::from).map_err(wrong)).collect()
}

fn relations(triples: &[Triple]) -> BTreeMap<String, OntologyRelation> {
    let mut relations = BTreeMap::new();
    for triple in triples.iter().filter(|triple| is_property_type(triple)) {
        relations.entry(name(&triple.subject)).or_insert_with(OntologyRelation::default);
    }
    for triple in triples {
        if let Some(relation) = relations.get_mut(&name(&triple.subject)) {
            describe(relation, triple);
        }
    }
    for (iri, relation) in &mut relations {
        if relation.labels.is_empty() {
            relation.labels.push(Label { text: local_name(iri).to_owned(), language: None });
        }
        relation.labels.sort_by_key(|label| label.language);
    }
    relations
}

/// Adds what one triple says about a relation.
fn describe(relation: &mut OntologyRelation, triple: &Triple) {
    let predicate = triple.predicate.as_str();
    let object = object_iri(triple);
    match predicate.strip_prefix(RDFS).or_else(|| predicate.strip_prefix(OWL)).or_else(|| predicate.strip_prefix(RDF)) {
        Some("label") => relation.labels.extend(label(triple)),
        Some("domain") => relation.domain = object,
        Some("range") => relation.range = object,
        Some("inverseOf") => relation.inverse = object,
        Some("type") => {
            let is = |kind: &str| object.as_deref().and_then(|class| class.strip_prefix(OWL)) == Some(kind);
            relation.symmetric |= is("SymmetricProperty");
            relation.functional |= is("FunctionalProperty");
        }
        _ => {}
    }
}

/// What stands behind the last `/` or `#` of an IRI.
pub(super) fn local_name(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

fn label(triple: &Triple) -> Option<Label> {
    let Term::Literal(literal) = &triple.object else { return None };
    let language = literal.language().and_then(|code| code.parse::<Language>().ok());
    Some(Label { text: literal.value().to_owned(), language })
}

pub(super) fn is_property_type(triple: &Triple) -> bool {
    let class = object_iri(triple);
    let kinds = ["ObjectProperty", "DatatypeProperty"];
    triple.predicate.as_str().strip_prefix(RDF) == Some("type")
        && class
            .and_then(|class| class.strip_prefix(OWL).map(str::to_owned))
            .is_some_and(|kind| kinds.contains(&&*kind))
}

/// The classes with all that stand above them.
fn classes(triples: &[Triple]) -> BTreeMap<String, BTreeSet<String>> {
    let mut direct: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for triple in triples {
        if triple.predicate.as_str().strip_prefix(RDFS) == Some("subClassOf") {
            direct.entry(name(&triple.subject)).or_default().extend(object_iri(triple));
        } else if is_owl(triple, "unionOf") {
            for member in list(triples, &triple.object) {
                direct.entry(member).or_default().insert(name(&triple.subject));
            }
        }
    }
    direct.keys().map(|class| (class.clone(), closure(&direct, class))).collect()
}

fn closure(direct: &BTreeMap<String, BTreeSet<String>>, class: &str) -> BTreeSet<String> {
    let mut above = BTreeSet::new();
    let mut open = vec![class];
    while let Some(next) = open.pop() {
        for parent in direct.get(next).into_iter().flatten() {
            if above.insert(parent.clone()) {
                open.push(parent);
            }
        }
    }
    above
}

/// The members of an RDF list; a list that runs into itself ends where it does.
fn list(triples: &[Triple], head: &Term) -> Vec<String> {
    let step = |node: &str, part: &str| {
        let of_node = triples.iter().filter(|triple| name(&triple.subject) == node);
        let found = of_node.into_iter().find(|triple| triple.predicate.as_str().strip_prefix(RDF) == Some(part))?;
        Some(term_name(&found.object))
    };
    let mut members = Vec::new();
    let mut seen = BTreeSet::new();
    let mut node = Some(term_name(head));
    while let Some(current) = node.filter(|current| seen.insert(current.clone())) {
        members.extend(step(&current, "first"));
        node = step(&current, "rest");
    }
    members
}

fn is_owl(triple: &Triple, local: &str) -> bool {
    triple.predicate.as_str().strip_prefix(OWL) == Some(local)
}

pub(super) fn object_iri(triple: &Triple) -> Option<String> {
    match &triple.object {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

pub(super) fn name(node: &NamedOrBlankNode) -> String {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
    }
}

fn term_name(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::BlankNode(node) => format!("_:{}", node.as_str()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::{CONCEPT, class_of};
    use crate::text::EntityType;

    #[test]
    fn every_term_has_a_german_and_an_english_label_and_comment() {
        let ontology = Ontology::embedded().unwrap();
        let own = |triple: &&Triple| triple.predicate.as_str() == format!("{RDF}type");
        for subject in ontology.triples.iter().filter(own).map(|triple| name(&triple.subject)) {
            for property in ["label", "comment"] {
                for language in Language::ALL {
                    let said = ontology.triples.iter().any(|triple| {
                        name(&triple.subject) == subject
                            && triple.predicate.as_str() == format!("{RDFS}{property}")
                            && label(triple).is_some_and(|label| label.language == Some(language))
                    });
                    assert!(said, "no {property} in {} for {subject}", language.code());
                }
            }
        }
    }

    #[test]
    fn every_relation_has_a_domain_and_a_range_that_are_defined() {
        let ontology = Ontology::embedded().unwrap();
        let named = ontology.relations().filter(|(_, relation)| relation.domain.is_some());
        let mut count = 0;
        for (iri, relation) in named {
            count += 1;
            for class in [&relation.domain, &relation.range].into_iter().flatten() {
                let known = ontology.triples.iter().any(|triple| name(&triple.subject) == *class);
                assert!(known || class.starts_with(OWL) || class.starts_with(RDF), "{iri} names {class}");
            }
            assert!(relation.range.is_some(), "{iri} has no range");
        }
        assert!(count > 90, "{count} relations");
    }

    #[test]
    fn inverses_point_at_each_other() {
        let ontology = Ontology::embedded().unwrap();
        for (iri, relation) in ontology.relations() {
            if let Some(other) = &relation.inverse {
                assert_eq!(ontology.relation(other).and_then(|other| other.inverse.as_deref()), Some(iri));
            }
        }
    }

    #[test]
    fn companies_and_countries_act_but_concepts_do_not() {
        let ontology = Ontology::embedded().unwrap();
        let actor = format!("{TRIPEL}Actor");
        assert!(ontology.is_a(&class_of(EntityType::Company), &actor));
        assert!(ontology.is_a(&class_of(EntityType::Country), &actor));
        assert!(!ontology.is_a(CONCEPT, &actor));
        assert!(!ontology.is_a(&class_of(EntityType::Place), &actor));
    }

    #[test]
    fn superclasses_come_after_the_class_and_without_unions() {
        let ontology = Ontology::embedded().unwrap();
        let company = format!("{SCHEMA}Corporation");
        assert_eq!(ontology.with_superclasses(&company), [company, format!("{SCHEMA}Organization")]);
    }
}
