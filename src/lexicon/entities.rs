//! Gazetteers that users bring: a table as in `seeds/entities/`, RDF in Turtle, or a file of `tripel gazetteer import`.
//! What they say comes before what is built in.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};

use super::gazetteer::{Entry, Source};
use super::index::{EntitiesError, Index};
use crate::text::EntityType;

const CLASSES: &str = include_str!("../../seeds/mapping/class.tsv");

/// A gazetteer of the user.
#[derive(Debug)]
pub enum Entities {
    /// Entries, held in memory.
    Table(Vec<Entry>),
    /// A file of many names.
    Index(Box<Index>),
}

impl Entities {
    /// Reads a gazetteer by the ending of its file: `.tsv`, `.ttl` or `.fst`.
    ///
    /// # Errors
    /// When the file cannot be read, has another ending, or a line of it is wrong.
    pub fn read(path: &Path) -> Result<Self, EntitiesError> {
        let text = || std::fs::read_to_string(path).map_err(|error| EntitiesError::file(path, error));
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("tsv") => table(path, &text()?).map(Self::Table),
            Some("ttl") => turtle(path, &text()?).map(Self::Table),
            Some("fst") => Index::open(path).map(|index| Self::Index(Box::new(index))),
            _ => Err(EntitiesError::line(path, 0, "no gazetteer by its ending; name a file .tsv, .ttl or .fst")),
        }
    }
}

/// Columns: IRI, type, German label, English label, further names, country; the last three may be missing.
fn table(path: &Path, text: &str) -> Result<Vec<Entry>, EntitiesError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let row = |(number, line): (usize, &str)| {
        let mut cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        cells.resize(cells.len().max(6), "");
        let [iri, kind, german, english, others, country] = cells[..] else {
            return Err(EntitiesError::line(path, number + 1, "more than six columns; further names are parted by |"));
        };
        let is_kind = kind == "other" || EntityType::from_label(kind) != EntityType::Other;
        if !is_kind {
            let what =
                format!("no type `{kind}`; write person, company, city … as seeds/README.md lists them, or other");
            return Err(EntitiesError::line(path, number + 1, what));
        }
        if german.is_empty() && english.is_empty() {
            return Err(EntitiesError::line(
                path,
                number + 1,
                "no label; the third column is the German, the fourth the English one",
            ));
        }
        if !iri.is_empty() && oxigraph::model::NamedNode::new(iri).is_err() {
            return Err(EntitiesError::line(
                path,
                number + 1,
                format!("`{iri}` is no IRI; leave the column empty to have one made"),
            ));
        }
        Ok(entry(iri, EntityType::from_label(kind), [german, english], others.split('|'), country))
    };
    lines.map(row).collect()
}

fn entry<'a>(
    iri: &str,
    kind: EntityType,
    [german, english]: [&str; 2],
    others: impl Iterator<Item = &'a str>,
    country: &str,
) -> Entry {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let label = |own: &str, other: &str| if own.is_empty() { other.to_owned() } else { own.to_owned() };
    Entry {
        iri: some(iri),
        kind,
        label_de: label(german, english),
        label_en: label(english, german),
        aliases: others.filter_map(some).collect(),
        country: some(country),
        source: Source::Own,
    }
}

/// What Turtle says of a thing.
#[derive(Default)]
struct Told {
    kind: Option<EntityType>,
    labels: [String; 2],
    plain: String,
    others: Vec<String>,
}

fn turtle(path: &Path, text: &str) -> Result<Vec<Entry>, EntitiesError> {
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text) {
        let quad = quad.map_err(|error| EntitiesError::line(path, 0, error.to_string()))?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        take(told.entry(subject.into_string()).or_default(), quad.predicate.as_str(), &quad.object);
    }
    let named = told.into_iter().filter(|(_, told)| !told.labels.concat().is_empty() || !told.plain.is_empty());
    let entries = named.map(|(iri, told)| {
        let [german, english] = &told.labels;
        let or_plain = |label: &str| if label.is_empty() { told.plain.clone() } else { label.to_owned() };
        let labels = [or_plain(german), or_plain(english)];
        let kind = told.kind.unwrap_or(EntityType::Other);
        entry(&iri, kind, [&labels[0], &labels[1]], told.others.iter().map(String::as_str), "")
    });
    Ok(entries.collect())
}

fn take(told: &mut Told, predicate: &str, object: &Term) {
    match (predicate, object) {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", Term::NamedNode(class)) => {
            told.kind = told.kind.or_else(|| kind_of(class.as_str()));
        }
        (
            "http://www.w3.org/2000/01/rdf-schema#label"
            | "http://www.w3.org/2004/02/skos/core#prefLabel"
            | "https://schema.org/name"
            | "http://schema.org/name",
            Term::Literal(label),
        ) => match label.language() {
            Some("de") => label.value().clone_into(&mut told.labels[0]),
            Some("en") => label.value().clone_into(&mut told.labels[1]),
            None => label.value().clone_into(&mut told.plain),
            _ => {}
        },
        (
            "http://www.w3.org/2004/02/skos/core#altLabel"
            | "https://schema.org/alternateName"
            | "http://schema.org/alternateName",
            Term::Literal(label),
        ) => told.others.push(label.value().to_owned()),
        _ => {}
    }
}

/// The type that `seeds/mapping/class.tsv` has for a class.
fn kind_of(class: &str) -> Option<EntityType> {
    let rows = CLASSES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let name = class.strip_prefix("http://schema.org/").map(|name| format!("https://schema.org/{name}"));
    let wanted = name.as_deref().unwrap_or(class);
    rows.into_iter().find(|(own, _)| *own == wanted).map(|(_, label)| EntityType::from_label(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_needs_a_type_and_a_label() {
        let path = Path::new("own.tsv");
        let good =
            table(path, "# mine\nhttps://example.org/1\tcompany\tMagiclab\t\tMagic Lab|ML\n\tother\tX\n").unwrap();
        assert_eq!(good[0].label_en, "Magiclab");
        assert_eq!(good[0].aliases, ["Magic Lab", "ML"]);
        assert_eq!(good[1].iri, None);
        for (line, word) in [("\tfirm\tX", "no type `firm`"), ("\tcity\t", "no label"), ("x y\tcity\tX", "no IRI")] {
            assert!(table(path, line).unwrap_err().to_string().contains(word), "{line}");
        }
    }

    #[test]
    fn turtle_is_read_by_labels_and_classes() {
        let text = "@prefix s: <https://schema.org/> . @prefix r: <http://www.w3.org/2000/01/rdf-schema#> .
            <https://example.org/1> a s:Corporation ; r:label \"Wicresoft\"@de , \"Wicresoft Co\"@en ; s:alternateName \"WS\" .";
        let entries = turtle(Path::new("own.ttl"), text).unwrap();
        assert_eq!(entries[0].kind, EntityType::Company);
        assert_eq!(entries[0].names().collect::<Vec<_>>(), ["Wicresoft", "Wicresoft Co", "WS"]);
        assert!(turtle(Path::new("own.ttl"), "<x").is_err());
    }
}
