//! What the quads of a graph have in common, which stands at the head of a file: the namespaces that are worth a prefix,
//! and the properties that only ever lead to things. It is found before anything is written, in a walk of its own.

use std::collections::BTreeMap;
use std::io;

use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use super::rdf::Source;
use crate::ground::vocabulary::PREFIXES;

/// A kind of thing that is named so often gets a prefix.
const MANY: usize = 3;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How often each namespace occurs.
    spaces: BTreeMap<String, usize>,
    /// Whether all values of a property are things.
    links: BTreeMap<String, bool>,
}

impl Survey {
    /// Looks at all that will be written.
    pub(super) fn of(source: &Source<'_>) -> io::Result<Self> {
        let mut survey = Self::default();
        source.each_thing(|quads| {
            for quad in quads {
                survey.add(quad);
            }
            Ok(())
        })?;
        Ok(survey)
    }

    fn add(&mut self, quad: &Quad) {
        let property = quad.predicate.as_str();
        self.count(property);
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            self.count(node.as_str());
        }
        match &quad.object {
            Term::NamedNode(node) => self.count(node.as_str()),
            Term::Literal(literal) => self.count(literal.datatype().as_str()),
            _ => {}
        }
        let is_link = matches!(quad.object, Term::NamedNode(_) | Term::BlankNode(_));
        match self.links.get_mut(property) {
            Some(all) => *all &= is_link,
            None => drop(self.links.insert(property.to_owned(), is_link)),
        }
    }

    fn count(&mut self, iri: &str) {
        let space = namespace(iri);
        match self.spaces.get_mut(space) {
            Some(count) => *count += 1,
            None => drop(self.spaces.insert(space.to_owned(), 1)),
        }
    }

    /// The properties whose values are all things: they need not say that they are links.
    pub(super) fn links(&self) -> impl Iterator<Item = &str> {
        self.links.iter().filter(|(_, all)| **all).map(|(property, _)| property.as_str())
    }

    /// The prefixes that there is use for: those of the project, and one for each kind of thing that has many
    /// (`company:` for what begins with `…/id/company/`).
    pub(super) fn prefixes(&self) -> Vec<(String, String)> {
        let known = PREFIXES.into_iter().filter(|(_, space)| self.spaces.contains_key(*space));
        let mut prefixes: BTreeMap<String, String> =
            known.map(|(prefix, space)| (prefix.to_owned(), space.to_owned())).collect();
        let is_known = |space: &str| PREFIXES.iter().any(|(_, known)| *known == space);
        let frequent = self.spaces.iter().filter(|(space, count)| **count >= MANY && !is_known(space));
        for (space, _) in frequent {
            if let Some(prefix) = kind(space) {
                prefixes.entry(prefix.to_owned()).or_insert_with(|| space.clone());
            }
        }
        prefixes.into_iter().collect()
    }
}

/// The last part of a namespace, where it is a word.
fn kind(space: &str) -> Option<&str> {
    let name = space.trim_end_matches('/').rsplit('/').next()?;
    let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_word && space.ends_with('/')).then_some(name)
}

/// The IRI up to the last `/` or `#`, that sign included.
fn namespace(iri: &str) -> &str {
    iri.rfind(['/', '#']).map_or(iri, |end| &iri[..=end])
}
