//! JSON-LD with a context: names are short, links are plain strings, numbers are numbers. What is said of a thing stands
//! together, and what an article states stands in a graph of its own.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

/// Writes quads that are sorted by graph and subject; a prefix stands for its namespace.
pub(super) fn write(quads: &[Quad], prefixes: &[(String, String)], out: &mut impl Write) -> io::Result<()> {
    let context = Context { prefixes, links: links(quads) };
    write!(out, "{{\n  \"@context\": {},\n  \"@graph\": [", indented(&context.json(), 1)?)?;
    let mut first = true;
    for graph in quads.chunk_by(|one, other| one.graph_name == other.graph_name) {
        let nodes = graph.chunk_by(|one, other| one.subject == other.subject).map(|said| context.node(said));
        let nodes = nodes.collect::<io::Result<Vec<_>>>()?;
        let nodes = match &graph[0].graph_name {
            GraphName::DefaultGraph => nodes,
            name => vec![json!({ "@id": context.graph(name), "@graph": nodes })],
        };
        for node in nodes {
            write!(out, "{}\n    {}", if first { "" } else { "," }, indented(&node, 2)?)?;
            first = false;
        }
    }
    writeln!(out, "\n  ]\n}}")?;
    out.flush()
}

/// The properties that only ever lead to things: their values need not say that they are links.
fn links(quads: &[Quad]) -> BTreeMap<&str, bool> {
    let mut links: BTreeMap<&str, bool> = BTreeMap::new();
    for quad in quads {
        let is_link = matches!(quad.object, Term::NamedNode(_) | Term::BlankNode(_));
        let all = links.entry(quad.predicate.as_str()).or_insert(true);
        *all &= is_link;
    }
    links
}

fn indented(value: &Value, depth: usize) -> io::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    Ok(text.replace('\n', &format!("\n{}", "  ".repeat(depth))))
}

struct Context<'q> {
    prefixes: &'q [(String, String)],
    links: BTreeMap<&'q str, bool>,
}

impl Context<'_> {
    fn json(&self) -> Value {
        let mut context: Map<String, Value> =
            self.prefixes.iter().map(|(prefix, space)| (prefix.clone(), json!(space))).collect();
        let links = self.links.iter().filter(|(property, all)| **all && **property != rdf::TYPE.as_str());
        context.extend(links.map(|(property, _)| (self.short(property), json!({ "@id": property, "@type": "@id" }))));
        Value::Object(context)
    }

    /// All that is said of a thing in a graph.
    fn node(&self, quads: &[Quad]) -> io::Result<Value> {
        let mut node = Map::new();
        node.insert("@id".to_owned(), json!(self.subject(&quads[0].subject)));
        for said in quads.chunk_by(|one, other| one.predicate == other.predicate) {
            let property = said[0].predicate.as_str();
            let is_type = property == rdf::TYPE.as_str();
            let key = if is_type { "@type".to_owned() } else { self.short(property) };
            let plain = is_type || self.links.get(property).copied().unwrap_or_default();
            let values = said.iter().map(|quad| self.value(&quad.object, plain)).collect::<io::Result<Vec<_>>>()?;
            node.insert(key, one_or_all(values));
        }
        Ok(Value::Object(node))
    }

    fn value(&self, term: &Term, plain: bool) -> io::Result<Value> {
        let link = |id: String| if plain { json!(id) } else { json!({ "@id": id }) };
        match term {
            Term::NamedNode(node) => Ok(link(self.short(node.as_str()))),
            Term::BlankNode(node) => Ok(link(node.to_string())),
            Term::Literal(literal) => Ok(self.literal(literal)),
            Term::Triple(_) => Err(io::Error::other("JSON-LD has no triple terms; choose another form of evidence")),
        }
    }

    fn literal(&self, literal: &Literal) -> Value {
        let value = literal.value();
        if let Some(language) = literal.language() {
            return json!({ "@value": value, "@language": language });
        }
        let datatype = literal.datatype();
        let whole = value.parse::<i64>().ok().filter(|number| datatype == xsd::INTEGER && number.to_string() == value);
        match whole {
            Some(number) => json!(number),
            None if datatype == xsd::STRING => json!(value),
            None => json!({ "@value": value, "@type": self.short(datatype.as_str()) }),
        }
    }

    fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.short(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn graph(&self, name: &GraphName) -> String {
        match name {
            GraphName::NamedNode(node) => self.short(node.as_str()),
            name => name.to_string(),
        }
    }

    /// The IRI with the prefix of the longest namespace that fits. After a prefix, `//` would begin an address.
    fn short(&self, iri: &str) -> String {
        let fitting =
            self.prefixes.iter().filter_map(|(prefix, space)| Some((prefix, iri.strip_prefix(space.as_str())?)));
        let fitting = fitting.filter(|(_, name)| !name.starts_with("//"));
        fitting
            .min_by_key(|(_, name)| name.len())
            .map_or_else(|| iri.to_owned(), |(prefix, name)| format!("{prefix}:{name}"))
    }
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}
