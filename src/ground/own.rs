//! The user's own ontology and table of predicates, added to those that are built in. What is wrong in them is told with
//! its line, and what may be meant instead.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser, RdfSyntaxError};
use oxigraph::model::Triple;
use thiserror::Error;

use super::Ontology;
use super::mapping::Mapping;
use super::ontology::{is_property_type, local_name, name, object_iri};
use super::vocabulary::{OWL, PREFIXES, RDF, RDFS, TRIPEL, XSD};

/// Names less alike are not taken for misspellings of each other.
const LEAST_ALIKE: f64 = 0.6;

/// Why the user's own ontology or table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {message}")]
pub struct OwnError {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what next.
    pub message: String,
}

impl Ontology {
    /// This ontology with the user's own classes and relations.
    ///
    /// # Errors
    /// When the text is no Turtle, or a relation has a domain or range that no file defines.
    pub fn with_terms(self, file: &str, turtle: &str) -> Result<Self, OwnError> {
        let triples = parse(file, turtle)?;
        let relations = triples.iter().filter(|triple| is_property_type(triple)).map(|triple| name(&triple.subject));
        let relations: BTreeSet<String> = relations.collect();
        let whole = self.with_triples(triples);
        for relation in &relations {
            check_classes(&whole, relation, file, turtle)?;
        }
        Ok(whole)
    }

    /// This ontology with the user's own rows, which are tried before those that are built in. `turtle` is the user's
    /// own ontology, whose prefixes the rows may use.
    ///
    /// # Errors
    /// When a row cannot be read or names a relation that there is not.
    pub fn with_rows(self, file: &str, table: &str, turtle: &str) -> Result<Self, OwnError> {
        let prefixes = prefixes(turtle);
        let relation = |name: &str| relation(&self, &prefixes, name);
        let rows = Mapping::parse_with(table, &relation);
        let rows = rows.map_err(|(line, message)| OwnError { file: file.to_owned(), line, message })?;
        Ok(self.with_mapping(rows))
    }
}

fn parse(file: &str, turtle: &str) -> Result<Vec<Triple>, OwnError> {
    let wrong = |error: &RdfSyntaxError| OwnError {
        file: file.to_owned(),
        line: error.location().map_or(1, |place| place.start.line as usize + 1),
        message: format!("no Turtle: {error}; mend the line and build again"),
    };
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes());
    quads.map(|quad| quad.map(Triple::from).map_err(|error| wrong(&error))).collect()
}

/// A class that nobody defines would shut every fact out without a word.
fn check_classes(ontology: &Ontology, relation: &str, file: &str, turtle: &str) -> Result<(), OwnError> {
    let Some(found) = ontology.relation(relation) else { return Ok(()) };
    let known = known_classes(ontology);
    for (end, class) in [("domain", &found.domain), ("range", &found.range)] {
        let Some(class) = class else { continue };
        let foreign = [OWL, RDF, RDFS, XSD].iter().any(|space| class.starts_with(space));
        if !foreign && !known.contains(class.as_str()) {
            let message = format!(
                "`{}` has the {end} `{}`, which no file defines; {}",
                local_name(relation),
                local_name(class),
                advice(local_name(class), known.iter().map(|known| local_name(known))),
            );
            return Err(OwnError { file: file.to_owned(), line: line_of(turtle, local_name(class)), message });
        }
    }
    Ok(())
}

fn known_classes(ontology: &Ontology) -> BTreeSet<&str> {
    let is_class = |triple: &&Triple| {
        triple.predicate.as_str().strip_prefix(RDF) == Some("type")
            && object_iri(triple).is_some_and(|class| class.ends_with("#Class"))
    };
    let classes = ontology.triples().iter().filter(is_class);
    classes.filter_map(|triple| iri(&triple.subject)).collect()
}

fn iri(node: &oxigraph::model::NamedOrBlankNode) -> Option<&str> {
    match node {
        oxigraph::model::NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// The line on which a name first stands outside of a comment.
fn line_of(text: &str, word: &str) -> usize {
    let has = |line: &str| !line.trim_start().starts_with('#') && line.contains(word);
    text.lines().position(has).map_or(1, |position| position + 1)
}

/// The prefixes that a Turtle text declares, with those of the project.
fn prefixes(turtle: &str) -> Vec<(String, String)> {
    let mut parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes());
    parser.by_ref().for_each(drop);
    let own = parser.prefixes().map(|(prefix, space)| (prefix.to_owned(), space.to_owned()));
    let ours = PREFIXES.into_iter().map(|(prefix, space)| (prefix.to_owned(), space.to_owned()));
    own.chain(ours).collect()
}

/// The IRI of a relation by its local name in our ontology, or by its name with a prefix.
fn relation(ontology: &Ontology, prefixes: &[(String, String)], name: &str) -> Result<String, String> {
    let iri = match name.split_once(':') {
        None => format!("{TRIPEL}{name}"),
        Some((prefix, local)) => {
            let space = prefixes.iter().find(|(known, _)| known == prefix);
            let space = space.ok_or_else(|| format!("no prefix `{prefix}:`; declare it in your ontology"))?;
            format!("{}{local}", space.1)
        }
    };
    if ontology.relation(&iri).is_some() {
        return Ok(iri);
    }
    let names = ontology.relations().map(|(known, _)| local_name(known));
    Err(format!("no relation `{name}`; {}", advice(local_name(&iri), names)))
}

fn advice<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> String {
    let alike = |name: &str| strsim::normalized_damerau_levenshtein(name, wrong);
    let nearest = names.map(|name| (alike(name), name)).filter(|(alike, _)| *alike >= LEAST_ALIKE);
    let nearest = nearest.max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)));
    nearest.map_or_else(
        || "define it in your ontology, or name one of ontology/core.ttl".to_owned(),
        |(_, name)| format!("did you mean `{name}`?"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str = "@prefix my: <https://own.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
my:recalls a owl:ObjectProperty ;
    rdfs:label \"ruft zurück\"@de, \"recalls\"@en ;
    rdfs:domain schema:Organization ;
    rdfs:range schema:Product .
";
    const ROW: &str = "zurückrufen\t-\t-\t*\t*\tProduct\tmy:recalls\t>";

    fn with_terms(turtle: &str) -> Result<Ontology, OwnError> {
        Ontology::embedded().unwrap().with_terms("own.ttl", turtle)
    }

    #[test]
    fn an_own_relation_is_known_beside_ours() {
        let ontology = with_terms(TERMS).unwrap();
        let recalls = ontology.relation("https://own.example/recalls").unwrap();
        assert_eq!(recalls.domain.as_deref(), Some("https://schema.org/Organization"));
        assert!(ontology.relation(&format!("{TRIPEL}produces")).is_some());
        assert!(ontology.with_rows("own.tsv", ROW, TERMS).is_ok());
    }

    #[test]
    fn what_is_no_turtle_is_told_with_its_line() {
        let error = with_terms("@prefix my: <https://own.example/> .\nmy:a my:b .").unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("own.ttl", 2));
    }

    #[test]
    fn a_range_that_nobody_defines_is_told_with_its_line_and_the_nearest() {
        let error = with_terms(&TERMS.replace("schema:Product", "schema:Produkt")).unwrap_err().to_string();
        assert!(error.starts_with("own.ttl:8: `recalls` has the range `Produkt`"), "{error}");
        assert!(error.ends_with("did you mean `Product`?"), "{error}");
    }

    #[test]
    fn a_row_says_its_line_and_the_relation_that_is_not_there() {
        let rows = |table: &str| with_terms(TERMS).unwrap().with_rows("own.tsv", table, TERMS).unwrap_err().to_string();
        let wrong = format!("# mine\n{ROW}\n{}", ROW.replace("recalls", "recals"));
        assert_eq!(rows(&wrong), "own.tsv:3: no relation `my:recals`; did you mean `recalls`?");
        assert_eq!(rows("a\t-\t-\t*\t*\t*\tcloses_\t>"), "own.tsv:1: no relation `closes_`; did you mean `closes`?");
        assert!(rows("a\t-\t-\t*\t*\t*\tyour:closes\t>").contains("no prefix `your:`"));
        assert!(rows("a\tb").starts_with("own.tsv:1: 2 cells"));
    }
}
