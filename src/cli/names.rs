//! What things, relations and edges are called in what is shown: `Microsoft — verlagert Produktion aus → China`.

use anyhow::Result;
use serde_json::{Value, json};

use super::output::{Output, Style};
use super::{Options, graph::Opened, tell};
use crate::ground::{Graph, Object, Ontology, RelationUse, Statement};
use crate::query;
use crate::text::Language;

/// The names of a graph in a language.
#[derive(Clone, Copy)]
pub(super) struct Names<'g> {
    graph: &'g Graph,
    ontology: &'g Ontology,
    base: &'g str,
    language: Language,
}

impl<'g> Names<'g> {
    /// The names of a graph, in the language that the user asks for.
    pub(super) fn of(opened: &'g Opened, options: &Options) -> Self {
        let (graph, ontology) = (&opened.graph, &opened.ontology);
        Self { graph, ontology, base: &opened.base, language: options.language }
    }

    /// The IRI of the thing that the user calls so; says so when several things are called so.
    pub(super) fn find(self, name: &str) -> Result<String> {
        let found = query::find(self.graph, name, self.base)?;
        if !found.others.is_empty() {
            let others = found.others.join("\n  ");
            tell(&format!("tripel: `{name}` is {}; by their IRIs you can also name\n  {others}", found.iri));
        }
        Ok(found.iri)
    }

    /// What a thing is called.
    pub(super) fn node(self, iri: &str) -> String {
        let label = self.graph.nodes.get(iri).map(|node| node.label(self.language));
        label.filter(|label| !label.is_empty()).unwrap_or(iri).to_owned()
    }

    /// What the object of a statement is called; words said stand in quotes.
    pub(super) fn object(self, object: &Object) -> String {
        match object {
            Object::Node(iri) => self.node(iri),
            Object::Text(words, _) => format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    /// What a relation is called.
    pub(super) fn relation(self, iri: &str) -> String {
        let label = self.graph.relations.get(iri).map(|relation| relation.label(self.language));
        label.filter(|label| !label.is_empty()).map_or_else(|| self.in_ontology(iri), str::to_owned)
    }

    /// What a relation that no article uses is called: one that is only inferred.
    fn in_ontology(self, iri: &str) -> String {
        let labels = self.ontology.relation(iri).map(|relation| relation.labels.clone()).unwrap_or_default();
        let label = RelationUse { labels, open: false }.label(self.language).to_owned();
        if label.is_empty() { iri.to_owned() } else { label }
    }

    /// A statement on one line, with the number of its sources.
    pub(super) fn line(self, statement: &Statement, output: &Output) -> String {
        let subject = output.paint(Style::Subject, &self.node(&statement.subject));
        let relation = output.paint(Style::Predicate, &self.relation(&statement.relation));
        let object = output.paint(Style::Object, &self.object(&statement.object));
        format!("{subject} — {relation} → {object}  ({})", sources(statement))
    }

    /// A statement for programs, without its evidence.
    pub(super) fn json(self, statement: &Statement) -> Value {
        let iri = match &statement.object {
            Object::Node(iri) => Some(iri),
            Object::Text(..) => None,
        };
        json!({
            "subject": { "iri": statement.subject, "label": self.node(&statement.subject) },
            "relation": { "iri": statement.relation, "label": self.relation(&statement.relation) },
            "object": { "iri": iri, "label": self.object(&statement.object) },
            "asserted": statement.asserted,
            "support": statement.support,
        })
    }
}

fn sources(statement: &Statement) -> String {
    let count = if statement.support == 1 { "1 source".to_owned() } else { format!("{} sources", statement.support) };
    if statement.asserted { count } else { format!("{count}, not asserted") }
}
