//! JSON-LD with a context: names are short, links are plain strings, numbers are numbers. What is said of a thing stands
//! together, and what an article states stands in a graph of its own.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::rdf::Source;
use super::survey::Survey;

/// Writes the graph.
pub(super) fn write(source: &Source<'_>, out: &mut impl Write) -> io::Result<()> {
    let survey = Survey::of(source)?;
    let context = Context { prefixes: &survey.prefixes(), links: survey.links().collect() };
    write!(out, "{{\n  \"@context\": {},\n  \"@graph\": [", indented(&context.json(), 1)?)?;
    let mut list = List { out, is_begun: false, graph: GraphName::DefaultGraph };
    source.each_thing(|quads| {
        quads.first().map_or(Ok(()), |quad| list.enter(&quad.graph_name, &context))?;
        list.add(&context.node(quads)?)
    })?;
    list.enter(&GraphName::DefaultGraph, &context)?;
    writeln!(out, "\n  ]\n}}")?;
    out.flush()
}

/// The things of the file; those of a named graph are a list in it.
struct List<'w, W> {
    out: &'w mut W,
    is_begun: bool,
    graph: GraphName,
}

impl<W: Write> List<'_, W> {
    /// Goes over to a graph, if it is another one.
    fn enter(&mut self, graph: &GraphName, context: &Context<'_>) -> io::Result<()> {
        if self.graph == *graph {
            return Ok(());
        }
        if !self.graph.is_default_graph() {
            write!(self.out, "\n      ]\n    }}")?;
            self.is_begun = true;
        }
        if !graph.is_default_graph() {
            let between = if self.is_begun { "," } else { "" };
            let name = json!(context.graph(graph));
            write!(self.out, "{between}\n    {{\n      \"@id\": {name},\n      \"@graph\": [")?;
            self.is_begun = false;
        }
        self.graph.clone_from(graph);
        Ok(())
    }

    fn add(&mut self, node: &Value) -> io::Result<()> {
        let depth = if self.graph.is_default_graph() { 2 } else { 4 };
        let between = if self.is_begun { "," } else { "" };
        write!(self.out, "{between}\n{}{}", "  ".repeat(depth), indented(node, depth)?)?;
        self.is_begun = true;
        Ok(())
    }
}

fn indented(value: &Value, depth: usize) -> io::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    Ok(text.replace('\n', &format!("\n{}", "  ".repeat(depth))))
}

struct Context<'q> {
    prefixes: &'q [(String, String)],
    /// The properties that only ever lead to things: their values need not say that they are links.
    links: BTreeSet<&'q str>,
}

impl Context<'_> {
    fn json(&self) -> Value {
        let mut context: Map<String, Value> =
            self.prefixes.iter().map(|(prefix, space)| (prefix.clone(), json!(space))).collect();
        let links = self.links.iter().filter(|property| **property != rdf::TYPE.as_str());
        context.extend(links.map(|property| (self.short(property), json!({ "@id": property, "@type": "@id" }))));
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
            let plain = is_type || self.links.contains(property);
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
