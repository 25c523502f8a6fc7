//! Reads shapes of SHACL and makes of each constraint a query for the things that break it.

use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::store::Store;

use super::expression::condition;
use crate::ground::vocabulary::{RDF, RDFS};

/// The namespace of SHACL.
pub(super) const SH: &str = "http://www.w3.org/ns/shacl#";

/// Why shapes cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// They are no Turtle.
    #[error("the shapes are no Turtle: {0}; mend them")]
    Syntax(String),
    /// They ask for something that is not known here.
    #[error("the shapes ask for {0}, which tripel does not check; use another validator of SHACL for them")]
    Unknown(String),
    /// A query made of them, or one that they bring, cannot be asked.
    #[error("the shape {shape} makes a query that cannot be asked: {message}; mend it")]
    Query {
        /// The IRI of the shape.
        shape: String,
        /// What the engine says.
        message: String,
    },
}

/// A constraint as a query that binds `?this`, and `?value` where a value is wrong.
pub(super) struct Constraint {
    pub(super) shape: String,
    pub(super) component: &'static str,
    pub(super) path: Option<String>,
    pub(super) messages: Vec<Literal>,
    pub(super) query: String,
}

/// The shapes as a graph.
pub(super) struct Shapes<'s>(&'s Store);

/// All constraints of all shapes that say which things they are for, sorted by shape.
pub(super) fn constraints(store: &Store) -> Result<Vec<Constraint>, ShapeError> {
    let shapes = Shapes(store);
    let mut constraints = Vec::new();
    for shape in shapes.of_type("NodeShape") {
        let targets = shapes.targets(&shape);
        if !targets.is_empty() {
            shapes.constrain(&shape, &shape, &targets.join(" UNION "), &mut constraints)?;
        }
    }
    Ok(constraints)
}

impl Shapes<'_> {
    fn of_type(&self, class: &str) -> Vec<Term> {
        let class = format!("{SH}{class}");
        let class = NamedNodeRef::new_unchecked(&class);
        let kind = format!("{RDF}type");
        let found = self.0.quads_for_pattern(None, Some(NamedNodeRef::new_unchecked(&kind)), Some(class.into()), None);
        let mut shapes: Vec<Term> = found.filter_map(|quad| Some(quad.ok()?.subject.into())).collect();
        shapes.sort_by_cached_key(ToString::to_string);
        shapes
    }

    /// The properties of a node with their values, sorted.
    pub(super) fn properties(&self, node: &Term) -> Vec<(String, Term)> {
        let subject: NamedOrBlankNode = match node {
            Term::NamedNode(node) => node.clone().into(),
            Term::BlankNode(node) => node.clone().into(),
            _ => return Vec::new(),
        };
        let found = self.0.quads_for_pattern(Some(subject.as_ref()), None, None, None);
        let pairs = found.filter_map(Result::ok).map(|quad| (quad.predicate.as_str().to_owned(), quad.object));
        let mut pairs: Vec<(String, Term)> = pairs.collect();
        pairs.sort_by_cached_key(|(property, value)| (property.clone(), value.to_string()));
        pairs
    }

    fn values(&self, node: &Term, name: &str) -> Vec<Term> {
        let property = format!("{SH}{name}");
        self.properties(node).into_iter().filter(|(own, _)| *own == property).map(|(_, value)| value).collect()
    }

    /// The members of a list; one that runs into itself ends.
    pub(super) fn list(&self, head: &Term) -> Vec<Term> {
        let (mut members, mut node) = (Vec::new(), head.clone());
        while members.len() < 1000 {
            let pairs = self.properties(&node);
            let part = |name: &str| pairs.iter().find(|(own, _)| *own == format!("{RDF}{name}")).map(|(_, term)| term);
            let Some(first) = part("first") else { break };
            members.push(first.clone());
            let Some(rest) = part("rest") else { break };
            node = rest.clone();
        }
        members
    }

    /// What binds `?this` to the things that a shape is for: one pattern a target.
    fn targets(&self, shape: &Term) -> Vec<String> {
        let of = |name, pattern: fn(&Term) -> String| self.values(shape, name).iter().map(pattern).collect::<Vec<_>>();
        [
            of("targetClass", |class| format!("{{ ?this <{RDF}type>/<{RDFS}subClassOf>* {class} }}")),
            of("targetSubjectsOf", |property| format!("{{ ?this {property} ?_object }}")),
            of("targetObjectsOf", |property| format!("{{ ?_subject {property} ?this }}")),
        ]
        .concat()
    }

    /// Adds the constraints that stand at a node: at the shape itself, or at one of its properties.
    fn constrain(
        &self,
        shape: &Term,
        node: &Term,
        target: &str,
        constraints: &mut Vec<Constraint>,
    ) -> Result<(), ShapeError> {
        let path = self.values(node, "path").first().map(|path| self.path(path)).transpose()?;
        let values =
            path.as_ref().map_or_else(|| "BIND (?this AS ?value)".to_owned(), |path| format!("?this {path} ?value ."));
        for (property, asked) in self.properties(node) {
            if property.strip_prefix(SH) == Some("property") {
                self.constrain(shape, &asked, target, constraints)?;
            } else if let Some((component, query)) = self.query(&property, &asked, target, &values)? {
                let shape = shape.to_string().trim_matches(['<', '>']).to_owned();
                let messages = self.messages(node, &asked);
                constraints.push(Constraint { shape, component, path: path.clone(), messages, query });
            }
        }
        Ok(())
    }

    fn query(
        &self,
        property: &str,
        asked: &Term,
        target: &str,
        values: &str,
    ) -> Result<Option<(&'static str, String)>, ShapeError> {
        if let Some(condition) = condition(self, property, asked)? {
            let condition_of_values = condition.sparql;
            let query = format!("SELECT DISTINCT ?this ?value {{ {target} {values} FILTER (!{condition_of_values}) }}");
            return Ok(Some((condition.component, query)));
        }
        let count = |comparison: &str| {
            let Term::Literal(number) = asked else { return String::new() };
            let having = format!("HAVING (COUNT(DISTINCT ?value) {comparison} {})", number.value());
            format!("SELECT ?this {{ {target} OPTIONAL {{ {values} }} }} GROUP BY ?this {having}")
        };
        Ok(Some(match property.strip_prefix(SH).unwrap_or_default() {
            "minCount" => ("MinCountConstraintComponent", count("<")),
            "maxCount" => ("MaxCountConstraintComponent", count(">")),
            "uniqueLang" => ("UniqueLangConstraintComponent", unique_language(target, values)),
            "sparql" => ("SPARQLConstraintComponent", self.own_query(asked, target)?),
            _ if is_telling(property) => return Ok(None),
            _ => return Err(ShapeError::Unknown(property.to_owned())),
        }))
    }

    /// A query that the shapes bring along, asked of the things that the shape is for.
    fn own_query(&self, node: &Term, target: &str) -> Result<String, ShapeError> {
        let select = self.values(node, "select");
        let Some(Term::Literal(select)) = select.first() else {
            return Err(ShapeError::Unknown("sh:sparql without sh:select".to_owned()));
        };
        let select = select.value().replace("$this", "?this");
        Ok(format!("SELECT DISTINCT ?this ?value {{ {target} {{ {select} }} }}"))
    }

    fn path(&self, path: &Term) -> Result<String, ShapeError> {
        match path {
            Term::NamedNode(_) => Ok(path.to_string()),
            _ => match self.values(path, "inversePath").first() {
                Some(inverse @ Term::NamedNode(_)) => Ok(format!("^{inverse}")),
                _ => Err(ShapeError::Unknown("a path of several steps".to_owned())),
            },
        }
    }

    /// What a constraint says of itself, else what its shape says.
    fn messages(&self, node: &Term, asked: &Term) -> Vec<Literal> {
        let of = |node: &Term| {
            let messages = self.values(node, "message").into_iter();
            messages.filter_map(|message| if let Term::Literal(words) = message { Some(words) } else { None }).collect()
        };
        let own: Vec<Literal> = of(asked);
        if own.is_empty() { of(node) } else { own }
    }
}

/// Two names in one language.
fn unique_language(target: &str, values: &str) -> String {
    let other = values.replace("?value", "?other");
    let differ = "!sameTerm(?value, ?other) && LANG(?value) != \"\" && LCASE(LANG(?value)) = LCASE(LANG(?other))";
    format!("SELECT DISTINCT ?this {{ {target} {values} {other} FILTER ({differ}) }}")
}

/// Whether a property only says what a shape is for or is called, and asks nothing.
pub(super) fn is_telling(property: &str) -> bool {
    const TELLING: [&str; 8] =
        ["path", "message", "name", "description", "severity", "targetClass", "targetSubjectsOf", "targetObjectsOf"];
    property.strip_prefix(SH).is_none_or(|name| TELLING.contains(&name))
}
