//! What follows from what the articles say, as `tripel explain` shows it: marked as inferred, with the rule and what it
//! follows from, for no sentence states it.

use std::io::{self, Write};

use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use serde_json::{Value, json};

use super::names::Names;
use super::output::{Output, Style};
use crate::ground::Graph;
use crate::query::Inference;

/// An inference that is to be shown.
pub(super) struct Inferred<'i>(&'i Inference);

impl<'i> Inferred<'i> {
    /// The inferences about the thing `first`, and about `second` too if there is one. Of what kind a thing is stands
    /// in every export and is left out.
    pub(super) fn about(all: &'i [Inference], first: &str, second: Option<&str>, graph: &Graph) -> Vec<Self> {
        let ends = |inference: &Inference| [subject(&inference.triple), object(&inference.triple)];
        let is_about = |inference: &&Inference| {
            let ends = ends(inference);
            ends.iter().all(|end| graph.nodes.contains_key(end))
                && ends.iter().any(|end| end == first)
                && second.is_none_or(|second| ends.iter().any(|end| end == second))
        };
        all.iter().filter(is_about).map(Self).collect()
    }

    /// What follows on a line, what it follows from on one of their own.
    pub(super) fn write(&self, names: &Names<'_>, output: &mut Output) -> io::Result<()> {
        let line = line(&self.0.triple, names, output);
        writeln!(output, "{line}  (inferred)")?;
        writeln!(output, "  by the rule `{}`{}", self.0.rule, if self.0.premises.is_empty() { "" } else { " from" })?;
        for premise in &self.0.premises {
            let line = self::line(premise, names, output);
            writeln!(output, "    {line}")?;
        }
        writeln!(output)
    }

    /// The same for programs.
    pub(super) fn json(&self, names: &Names<'_>) -> Value {
        let triple = |triple: &Triple| {
            json!({
                "subject": { "iri": subject(triple), "label": names.node(&subject(triple)) },
                "relation": { "iri": triple.predicate.as_str(), "label": names.relation(triple.predicate.as_str()) },
                "object": { "iri": object(triple), "label": names.node(&object(triple)) },
            })
        };
        let mut value = triple(&self.0.triple);
        value["inferred"] = json!(true);
        value["rule"] = json!(self.0.rule);
        value["premises"] = self.0.premises.iter().map(triple).collect();
        value
    }
}

fn line(triple: &Triple, names: &Names<'_>, output: &Output) -> String {
    let subject = output.paint(Style::Subject, &names.node(&subject(triple)));
    let relation = output.paint(Style::Predicate, &names.relation(triple.predicate.as_str()));
    let object = output.paint(Style::Object, &names.node(&object(triple)));
    format!("{subject} — {relation} → {object}")
}

fn subject(triple: &Triple) -> String {
    match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

fn object(triple: &Triple) -> String {
    match &triple.object {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}
