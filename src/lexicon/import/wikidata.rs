//! The truthy statements of Wikidata as N-Triples: labels and further names in German and English, and what each thing is an
//! instance of, by `seeds/mapping/wikidata.tsv`. The statements of one thing stand together, as in the dumps.

use std::io::{self, BufRead};

use super::{Found, type_of};

const TYPES: &str = include_str!("../../../seeds/mapping/wikidata.tsv");

/// What the IRIs of things begin with; those of statements and properties are others.
const THING: &str = "http://www.wikidata.org/entity/Q";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const OTHER_NAME: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const INSTANCE: &str = "http://www.wikidata.org/prop/direct/P31";

/// Tells all things; gives how many lines are no triples.
pub(super) fn read(lines: impl BufRead, types: &str, tell: &mut dyn FnMut(Found) -> io::Result<()>) -> io::Result<u64> {
    let (mut unread, mut found) = (0, Found::default());
    for line in lines.lines() {
        let line = line?;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((subject, predicate, object)) = triple(&line) else {
            unread += 1;
            continue;
        };
        if !subject.starts_with(THING) {
            continue;
        }
        if subject != found.iri {
            tell(std::mem::take(&mut found))?;
            subject.clone_into(&mut found.iri);
        }
        take(&mut found, predicate, object, types);
    }
    tell(found)?;
    Ok(unread)
}

/// Subject and predicate without their brackets, and the object as it stands.
fn triple(line: &str) -> Option<(&str, &str, &str)> {
    let (subject, rest) = line.strip_prefix('<')?.split_once("> <")?;
    let (predicate, object) = rest.split_once("> ")?;
    Some((subject, predicate, object.trim_end().strip_suffix('.')?.trim_end()))
}

fn take(found: &mut Found, predicate: &str, object: &str, types: &str) {
    match predicate {
        LABEL | OTHER_NAME => {
            let Some((name, language)) = literal(object) else { return };
            match (predicate, language) {
                (LABEL, "de") => found.label_de = name,
                (LABEL, "en") => found.label_en = name,
                (OTHER_NAME, "de" | "en") if !found.aliases.contains(&name) => found.aliases.push(name),
                _ => {}
            }
        }
        INSTANCE => {
            let class = object.trim_start_matches('<').trim_end_matches('>');
            found.kind = found.kind.or_else(|| type_of([types, TYPES], class));
        }
        _ => {}
    }
}

/// The text of a literal and its language.
fn literal(object: &str) -> Option<(String, &str)> {
    let (text, language) = object.strip_prefix('"')?.rsplit_once("\"@")?;
    Some((unescaped(text), language))
}

/// The text without the escapes of N-Triples.
fn unescaped(text: &str) -> String {
    let (mut plain, mut letters) = (String::with_capacity(text.len()), text.chars());
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        let length = match letters.next() {
            Some('u') => 4,
            Some('U') => 8,
            Some('t' | 'n' | 'r') => {
                plain.push(' ');
                continue;
            }
            other => {
                plain.extend(other);
                continue;
            }
        };
        let digits: String = letters.by_ref().take(length).collect();
        plain.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_gathered_from_their_triples() {
        let text = "\
<http://www.wikidata.org/entity/Q1> <http://www.w3.org/2000/01/rdf-schema#label> \"Stadt \\u00DClm\"@de .
<http://www.wikidata.org/entity/Q1> <http://www.w3.org/2004/02/skos/core#altLabel> \"Ulm \\\"an der Donau\\\"\"@de .
<http://www.wikidata.org/entity/Q1> <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/Q9> .
<http://www.wikidata.org/entity/Q2> <http://www.w3.org/2000/01/rdf-schema#label> \"no type\"@en .
nonsense
";
        let mut all = Vec::new();
        let mut tell = |found: Found| {
            all.push(found);
            Ok(())
        };
        let types = "http://www.wikidata.org/entity/Q9\tcity";
        assert_eq!(read(text.as_bytes(), types, &mut tell).unwrap(), 1);
        let named: Vec<&Found> = all.iter().filter(|found| !found.iri.is_empty()).collect();
        assert_eq!(named[0].label_de, "Stadt Ülm");
        assert_eq!(named[0].aliases, ["Ulm \"an der Donau\""]);
        assert_eq!(named[0].kind, Some(crate::text::EntityType::City));
        assert_eq!((named[1].label_en.as_str(), named[1].kind), ("no type", None));
    }
}
