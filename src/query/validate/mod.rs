//! Whether a graph is sound, by the shapes of `ontology/shapes.ttl`. Each constraint of SHACL that they use becomes one
//! SPARQL query for what breaks it, so that shapes and check cannot come apart; a constraint that is not known here is
//! an error and never passed over.

mod expression;
mod shape;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

pub use shape::ShapeError;
use shape::{Constraint, constraints};

/// The shapes that are built in, in Turtle.
const SHAPES: &str = include_str!("../../../ontology/shapes.ttl");

/// What a check has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    /// How many constraints were asked.
    pub constraints: usize,
    /// What breaks them, sorted by shape, constraint and thing.
    pub violations: Vec<Violation>,
}

/// A thing that breaks a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The IRI of the shape.
    pub shape: String,
    /// The name of the constraint in SHACL: `MinCountConstraintComponent`.
    pub component: &'static str,
    /// The property that it is about, as SPARQL writes it.
    pub path: Option<String>,
    /// What the shape says about it, in several languages.
    pub messages: Vec<Literal>,
    /// The thing.
    pub focus: Term,
    /// The value that is wrong; none where values are missing or too many.
    pub value: Option<Term>,
}

/// The shapes that are built in.
#[must_use]
pub fn shapes() -> &'static str {
    SHAPES
}

/// Holds the default graph of a store to shapes in Turtle.
///
/// # Errors
/// When the shapes are no Turtle, or use what is not known here.
pub fn validate(store: &Store, shapes: &str) -> Result<Validation, ShapeError> {
    let constraints = constraints(&load(shapes)?)?;
    let mut violations = Vec::new();
    for constraint in &constraints {
        violations.extend(broken(store, constraint)?);
    }
    Ok(Validation { constraints: constraints.len(), violations })
}

fn load(shapes: &str) -> Result<Store, ShapeError> {
    let failed = |error: &dyn std::fmt::Display| ShapeError::Syntax(error.to_string());
    let store = Store::new().map_err(|error| failed(&error))?;
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(shapes.as_bytes()) {
        let quad = Quad { graph_name: GraphName::DefaultGraph, ..quad.map_err(|error| failed(&error))? };
        store.insert(&quad).map_err(|error| failed(&error))?;
    }
    Ok(store)
}

/// What breaks a constraint, sorted, each once.
fn broken(store: &Store, constraint: &Constraint) -> Result<Vec<Violation>, ShapeError> {
    let failed = |error: &dyn std::fmt::Display| ShapeError::Query {
        shape: constraint.shape.clone(),
        message: error.to_string(),
    };
    let query = SparqlEvaluator::new().parse_query(&constraint.query).map_err(|error| failed(&error))?;
    let QueryResults::Solutions(rows) = query.on_store(store).execute().map_err(|error| failed(&error))? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for row in rows {
        let row = row.map_err(|error| failed(&error))?;
        let Some(focus) = row.get("this").cloned() else { continue };
        found.push((focus, row.get("value").cloned()));
    }
    found.sort_by_cached_key(|(focus, value)| (focus.to_string(), value.as_ref().map(ToString::to_string)));
    found.dedup();
    Ok(found.into_iter().map(|(focus, value)| violation(constraint, focus, value)).collect())
}

fn violation(constraint: &Constraint, focus: Term, value: Option<Term>) -> Violation {
    Violation {
        shape: constraint.shape.clone(),
        component: constraint.component,
        path: constraint.path.clone(),
        messages: constraint.messages.clone(),
        focus,
        value,
    }
}

#[cfg(test)]
mod tests;
