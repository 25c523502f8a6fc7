//! What people decide about things: that two nodes are one, or that a name, or what an article calls so, is another
//! thing. Decisions come after everything that the program finds out by itself, so they always win, and the graph stays a
//! pure function of readings and decisions.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

use super::cluster::{Cluster, Reason, single};
use super::link::Identity;
use super::name::{normal, slug};
use crate::relate::Reading;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Two nodes are one; the first keeps its IRI.
    Same {
        /// The IRI that stays.
        one: String,
        /// The IRI that goes.
        other: String,
    },
    /// What bears a name, or stands in an article, is not the thing of a node.
    Apart {
        /// The IRI of the node.
        iri: String,
        /// The name; `None` for all names.
        name: Option<String>,
        /// The hash of the article; `None` for all articles.
        article: Option<String>,
    },
}

/// The decisions of a graph, in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    decisions: Vec<Decision>,
}

/// Stands for a name or an article that a decision leaves open.
const ANY: &str = "*";

impl Decisions {
    /// Reads what [`Decisions`] writes: lines of `same`, IRI, IRI or `apart`, IRI, name, article; `#` begins a comment.
    ///
    /// # Errors
    /// Names the line that is no decision.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let decision = |(number, line): (usize, &str)| {
            Decision::parse(line).ok_or_else(|| format!("line {}: `{line}` is no decision", number + 1))
        };
        Ok(Self { decisions: lines.map(decision).collect::<Result<_, _>>()? })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Adds a decision; says whether it was new.
    pub fn add(&mut self, decision: Decision) -> bool {
        let new = !self.decisions.contains(&decision);
        if new {
            self.decisions.push(decision);
        }
        new
    }

    /// Takes a decision back; says whether it was there.
    pub fn undo(&mut self, decision: &Decision) -> bool {
        let before = self.decisions.len();
        self.decisions.retain(|other| other != decision);
        self.decisions.len() < before
    }

    /// Carries the decisions out: first what is apart, then what is the same.
    pub(super) fn apply(&self, identities: &mut BTreeMap<String, Identity<'_>>, readings: &[&Reading], base: &str) {
        for decision in &self.decisions {
            if let Decision::Apart { iri, name, article } = decision {
                part(identities, readings, base, (iri, name.as_deref(), article.as_deref()));
            }
        }
        for (other, one) in self.renamed() {
            if let Some(mut moved) = identities.remove(&other) {
                moved.cluster.note(Reason::Decision);
                match identities.get_mut(&one) {
                    Some(identity) => identity.cluster.absorb(moved.cluster),
                    None => drop(identities.insert(one, moved)),
                }
            }
        }
    }

    /// Where each IRI that goes leads to in the end. An IRI that would lead to itself stays.
    fn renamed(&self) -> BTreeMap<String, String> {
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        for decision in &self.decisions {
            let Decision::Same { one, other } = decision else { continue };
            let one = renamed.get(one).unwrap_or(one).clone();
            let other = renamed.get(other).unwrap_or(other).clone();
            if one != other {
                renamed.values_mut().filter(|target| **target == other).for_each(|target| target.clone_from(&one));
                renamed.insert(other, one);
            }
        }
        renamed
    }
}

impl fmt::Display for Decisions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = String::new();
        for decision in &self.decisions {
            let _ = writeln!(lines, "{decision}");
        }
        formatter.write_str(&lines)
    }
}

impl Decision {
    fn parse(line: &str) -> Option<Self> {
        let open = |cell: &str| (cell != ANY).then(|| cell.to_owned());
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["same", one, other] => Some(Self::Same { one: one.to_owned(), other: other.to_owned() }),
            ["apart", iri, name, article] => {
                Some(Self::Apart { iri: iri.to_owned(), name: open(name), article: open(article) })
            }
            _ => None,
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = |cell: &Option<String>| cell.as_deref().unwrap_or(ANY).replace(['\t', '\n', '\r'], " ");
        match self {
            Self::Same { one, other } => write!(formatter, "same\t{one}\t{other}"),
            Self::Apart { iri, name, article } => {
                write!(formatter, "apart\t{iri}\t{}\t{}", cell(name), cell(article))
            }
        }
    }
}

/// Takes what bears a name or stands in an article out of a node, into one of its own.
fn part(
    identities: &mut BTreeMap<String, Identity<'_>>,
    readings: &[&Reading],
    base: &str,
    (iri, name, article): (&str, Option<&str>, Option<&str>),
) {
    let Some(identity) = identities.get_mut(iri) else { return };
    let wanted = name.map(normal);
    let is_meant = |&(position, number): &(usize, usize)| {
        let reading = readings[position];
        let entity = &reading.facts.entities[number];
        let names = || std::iter::once(&entity.name).chain(entity.forms.iter().map(|form| &form.name));
        article.is_none_or(|article| reading.hash == article)
            && wanted.as_ref().is_none_or(|wanted| names().any(|own| normal(own) == *wanted))
    };
    let (moved, left): (Vec<_>, Vec<_>) = identity.cluster.members.iter().copied().partition(is_meant);
    if moved.is_empty() {
        return;
    }
    let rebuilt = |members: Vec<(usize, usize)>| {
        let singles = members.into_iter().map(|(position, number)| {
            single(&readings[position].facts.entities[number], (position, number), readings[position])
        });
        singles.fold(Cluster::default(), |mut all, one| {
            all.absorb(one);
            all
        })
    };
    let group = identity.group;
    let mut own = Identity { group, cluster: rebuilt(moved), known: None };
    let label = name.map_or_else(|| own.cluster.name(group).to_owned(), str::to_owned);
    own.cluster.note(Reason::Decision);
    let target = apart_iri(base, group.name(), &label, (iri, article));
    let is_gone = left.is_empty();
    let because = std::mem::take(&mut identity.cluster.because);
    identity.cluster = rebuilt(left);
    identity.cluster.because = because;
    if is_gone {
        identities.remove(iri);
    }
    match identities.get_mut(&target) {
        Some(other) => other.cluster.absorb(own.cluster),
        None => drop(identities.insert(target, own)),
    }
}

/// An IRI that is none of another thing of the name: what it was parted from is in it.
fn apart_iri(base: &str, group: &str, name: &str, (iri, article): (&str, Option<&str>)) -> String {
    let digest = Sha256::digest(format!("{iri}\t{}", article.unwrap_or(ANY)));
    let mark = digest.iter().take(4).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    format!("{base}{group}/{}-{mark}", slug(&normal(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> Decision {
        Decision::Same { one: one.to_owned(), other: other.to_owned() }
    }

    #[test]
    fn decisions_are_read_as_they_are_written() {
        let mut decisions = Decisions::default();
        assert!(decisions.add(same("a", "b")));
        let apart = Decision::Apart { iri: "a".to_owned(), name: Some("Ren".to_owned()), article: None };
        assert!(decisions.add(apart.clone()) && !decisions.add(apart.clone()));
        let text = decisions.to_string();
        assert_eq!(text, "same\ta\tb\napart\ta\tRen\t*\n");
        assert_eq!(Decisions::parse(&text), Ok(decisions.clone()));
        assert!(decisions.undo(&apart) && !decisions.undo(&apart));
        assert!(Decisions::parse("same\ta").unwrap_err().contains("line 1"));
    }

    #[test]
    fn merges_lead_to_the_first_of_a_row_and_rings_end() {
        let mut decisions = Decisions::default();
        for (one, other) in [("b", "c"), ("a", "b"), ("c", "a")] {
            decisions.add(same(one, other));
        }
        let renamed = decisions.renamed();
        assert_eq!(renamed.get("c").map(String::as_str), Some("a"));
        assert_eq!(renamed.get("b").map(String::as_str), Some("a"));
        assert_eq!(renamed.get("a"), None);
    }
}
