//! What a comparison of entities gives, and how it is written: shares, and every pair that was joined or parted wrongly.

use std::collections::BTreeSet;
use std::fmt;

use crate::score::report::Share;

/// How the named things of the graph stand to those of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityReport {
    /// How many articles were read.
    pub articles: usize,
    /// How many named things the graph has.
    pub nodes: usize,
    /// The things that the lists name.
    pub things: BTreeSet<String>,
    /// How many forms they have, each counted once an article and node.
    pub forms: usize,
    /// Of the forms, those that lead to a node.
    pub found: Share,
    /// Of the pairs of forms that share a node, those that speak of one thing.
    pub precision: Share,
    /// Of the pairs of forms that speak of one thing, those that share a node.
    pub recall: Share,
    /// Of the forms of countries, capitals and companies that a gazetteer lists, those that lead to its identifier.
    pub linked: Share,
    /// Those that do not.
    pub unlinked: Vec<Unlinked>,
    /// Nodes whose names are pronouns or descriptions.
    pub nameless: Vec<String>,
    /// Names that no list has.
    pub unlisted: BTreeSet<String>,
    /// Nodes that forms of several things lead to.
    pub false_merges: Vec<String>,
    /// Things whose forms lead to several nodes.
    pub missed_merges: Vec<String>,
}

/// A form that does not lead to the identifier that a gazetteer has for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlinked {
    /// The form with its article.
    pub name: String,
    /// The identifier.
    pub wanted: String,
    /// Where it leads.
    pub got: Option<String>,
}

impl fmt::Display for EntityReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "# Entities\n\nWritten by `tripel score entities`: one graph of all articles that have a list.\n"
        )?;
        writeln!(formatter, "| measure | share |\n|---|---|")?;
        writeln!(formatter, "| pairwise precision | {} |", self.precision)?;
        writeln!(formatter, "| pairwise recall | {} |", self.recall)?;
        writeln!(formatter, "| forms that lead to a node | {} |", self.found)?;
        writeln!(formatter, "| countries, capitals, listed companies linked | {} |", self.linked)?;
        writeln!(
            formatter,
            "\n{} articles, {} things with {} forms in the lists, {} named things in the graph, {} of them pronouns or \
             descriptions.",
            self.articles,
            self.things.len(),
            self.forms,
            self.nodes,
            self.nameless.len()
        )?;
        section(formatter, "Pronouns and descriptions", &self.nameless)?;
        section(formatter, "Nodes of several things", &self.false_merges)?;
        section(formatter, "Things with several nodes", &self.missed_merges)?;
        let unlinked = self.unlinked.iter().map(|one| {
            format!("{}: {} where {} is wanted", one.name, one.got.as_deref().unwrap_or("nothing"), one.wanted)
        });
        section(formatter, "Not linked", unlinked)?;
        section(formatter, "Names on no list", &self.unlisted)
    }
}

fn section<T: fmt::Display>(
    formatter: &mut fmt::Formatter<'_>,
    title: &str,
    lines: impl IntoIterator<Item = T>,
) -> fmt::Result {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_some() {
        writeln!(formatter, "\n## {title}\n")?;
    }
    lines.try_for_each(|line| writeln!(formatter, "- {line}"))
}
