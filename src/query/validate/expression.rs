//! SHACL's constraints on one value as conditions of SPARQL on `?value`.

use oxigraph::model::Term;

use super::shape::{SH, ShapeError, Shapes, is_telling};
use crate::ground::vocabulary::{RDF, RDFS, XSD};

/// A condition that each value must meet, with the name of its component.
pub(super) struct Condition {
    pub(super) component: &'static str,
    pub(super) sparql: String,
}

/// The condition that a property of a shape asks of each value; `None` when the property asks nothing of single values.
pub(super) fn condition(shapes: &Shapes<'_>, property: &str, asked: &Term) -> Result<Option<Condition>, ShapeError> {
    let (component, sparql) = match property.strip_prefix(SH).unwrap_or_default() {
        "class" => ("ClassConstraintComponent", class(asked)),
        "datatype" => ("DatatypeConstraintComponent", datatype(asked)?),
        "nodeKind" => ("NodeKindConstraintComponent", node_kind(asked)?),
        "in" => ("InConstraintComponent", one_of(&shapes.list(asked))),
        "minInclusive" => ("MinInclusiveConstraintComponent", format!("COALESCE(?value >= {asked}, false)")),
        "maxInclusive" => ("MaxInclusiveConstraintComponent", format!("COALESCE(?value <= {asked}, false)")),
        "minLength" => ("MinLengthConstraintComponent", format!("COALESCE(STRLEN(STR(?value)) >= {asked}, false)")),
        "pattern" => ("PatternConstraintComponent", format!("COALESCE(REGEX(STR(?value), {asked}), false)")),
        "or" => ("OrConstraintComponent", any(shapes, asked)?),
        "node" => ("NodeConstraintComponent", all(shapes, asked)?),
        _ => return Ok(None),
    };
    Ok(Some(Condition { component, sparql }))
}

fn class(asked: &Term) -> String {
    format!("EXISTS {{ ?value <{RDF}type>/<{RDFS}subClassOf>* {asked} }}")
}

/// A number must be one in its letters too: `"viel"^^xsd:integer` is none. Oxigraph keeps no types narrower than
/// `xsd:integer`, so they cannot be asked for.
fn datatype(asked: &Term) -> Result<String, ShapeError> {
    let name = asked.to_string();
    let name = name.trim_matches(['<', '>']);
    let local = name.strip_prefix(XSD).unwrap_or_default();
    if local.ends_with("Integer") || ["long", "int", "short", "byte"].contains(&local.trim_start_matches("unsigned")) {
        return Err(ShapeError::Unknown(format!("sh:datatype xsd:{local}")));
    }
    let is_number = ["integer", "decimal", "double"].contains(&local);
    let lexical = if is_number { " && isNumeric(?value)" } else { "" };
    Ok(format!("(isLITERAL(?value) && COALESCE(DATATYPE(?value) = {asked}, false){lexical})"))
}

fn node_kind(asked: &Term) -> Result<String, ShapeError> {
    let name = asked.to_string();
    Ok(match name.trim_matches(['<', '>']).strip_prefix(SH) {
        Some("IRI") => "isIRI(?value)",
        Some("Literal") => "isLITERAL(?value)",
        Some("BlankNodeOrIRI") => "(isIRI(?value) || isBLANK(?value))",
        Some("IRIOrLiteral") => "(isIRI(?value) || isLITERAL(?value))",
        _ => return Err(ShapeError::Unknown(format!("sh:nodeKind {name}"))),
    }
    .to_owned())
}

fn one_of(terms: &[Term]) -> String {
    let same: Vec<String> = terms.iter().map(|term| format!("sameTerm(?value, {term})")).collect();
    if same.is_empty() { "false".to_owned() } else { format!("({})", same.join(" || ")) }
}

/// One of several shapes.
fn any(shapes: &Shapes<'_>, list: &Term) -> Result<String, ShapeError> {
    let parts: Vec<String> = shapes.list(list).iter().map(|shape| all(shapes, shape)).collect::<Result<_, _>>()?;
    Ok(if parts.is_empty() { "false".to_owned() } else { format!("({})", parts.join(" || ")) })
}

/// All that a shape asks of a thing itself.
fn all(shapes: &Shapes<'_>, shape: &Term) -> Result<String, ShapeError> {
    let mut parts = Vec::new();
    for (property, asked) in shapes.properties(shape) {
        match condition(shapes, &property, &asked)? {
            Some(condition) => parts.push(condition.sparql),
            None if is_telling(&property) => {}
            None => return Err(ShapeError::Unknown(format!("{property} inside another shape"))),
        }
    }
    Ok(if parts.is_empty() { "true".to_owned() } else { format!("({})", parts.join(" && ")) })
}
