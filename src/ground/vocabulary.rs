//! The IRIs that the graph is written in. Foreign terms keep their own namespaces; ours end in `tripel.example`, a
//! domain that nobody can own.

use crate::relate::RoleKind;
use crate::text::EntityType;

/// The namespace of the ontology, prefix `tripel:`.
pub const TRIPEL: &str = "https://tripel.example/ontology/";
/// The namespace of relations minted from verbs, prefix `rel:`.
pub const REL: &str = "https://tripel.example/relation/";
/// The namespace that things are minted under unless the user names another.
pub const DEFAULT_BASE: &str = "https://tripel.example/id/";
/// The namespace of schema.org.
pub const SCHEMA: &str = "https://schema.org/";
/// The namespace of SKOS.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// The namespace of OWL.
pub const OWL: &str = "http://www.w3.org/2002/07/owl#";
/// The namespace of RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// The namespace of RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// The namespace of XML Schema.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// The namespace of PROV-O.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// The namespace of NIF; its `beginIndex` and `endIndex` count bytes of UTF-8 in our graphs, not characters.
pub const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
/// The namespace of Wikidata's things.
pub const WD: &str = "http://www.wikidata.org/entity/";

/// The prefixes of the project with their namespaces, sorted by prefix.
pub const PREFIXES: [(&str, &str); 13] = [
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("id", DEFAULT_BASE),
    ("nif", NIF),
    ("owl", OWL),
    ("prov", PROV),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("rel", REL),
    ("schema", SCHEMA),
    ("skos", SKOS),
    ("tripel", TRIPEL),
    ("wd", WD),
    ("xsd", XSD),
];

/// The relation of a quote to its speaker.
pub const SAYS: &str = "https://tripel.example/ontology/says";
/// What all relations minted from verbs are `rdfs:subPropertyOf`.
pub const OPEN_RELATION: &str = "https://tripel.example/ontology/openRelation";
/// The class of concept nodes.
pub const CONCEPT: &str = "http://www.w3.org/2004/02/skos/core#Concept";
/// The class of amounts that are not money.
pub const QUANTITY: &str = "https://schema.org/QuantitativeValue";
/// The class of amounts of money.
pub const MONEY: &str = "https://schema.org/MonetaryAmount";
/// The class of lengths of time.
pub const DURATION: &str = "https://schema.org/Duration";
/// The class of times.
pub const PERIOD: &str = "https://tripel.example/ontology/Period";

/// The class of a named thing.
#[must_use]
pub fn class_of(kind: EntityType) -> String {
    let (namespace, name) = match kind {
        EntityType::Person => (SCHEMA, "Person"),
        EntityType::Organization => (SCHEMA, "Organization"),
        EntityType::Company => (SCHEMA, "Corporation"),
        EntityType::Medium => (SCHEMA, "NewsMediaOrganization"),
        EntityType::Government => (SCHEMA, "GovernmentOrganization"),
        EntityType::Party => (TRIPEL, "Party"),
        EntityType::University => (SCHEMA, "CollegeOrUniversity"),
        EntityType::Ngo => (SCHEMA, "NGO"),
        EntityType::Place => (SCHEMA, "Place"),
        EntityType::Country => (SCHEMA, "Country"),
        EntityType::City => (SCHEMA, "City"),
        EntityType::Region => (TRIPEL, "Region"),
        EntityType::Facility => (SCHEMA, "CivicStructure"),
        EntityType::Product => (SCHEMA, "Product"),
        EntityType::Event => (SCHEMA, "Event"),
        EntityType::Law => (SCHEMA, "Legislation"),
        EntityType::Other => (TRIPEL, "NamedThing"),
    };
    format!("{namespace}{name}")
}

/// The IRI of an article: the base, then the first 16 digits of its hash.
#[must_use]
pub fn article_iri(base: &str, hash: &str) -> String {
    format!("{base}article/{}", short_hash(hash))
}

/// The IRI of a piece of evidence, counted from 0 within its article.
#[must_use]
pub fn evidence_iri(base: &str, hash: &str, number: usize) -> String {
    format!("{base}evidence/{}-{number}", short_hash(hash))
}

fn short_hash(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// The name of a role; its property is `tripel:role-` and this name.
#[must_use]
pub fn role_name(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Object => "object",
        RoleKind::Recipient => "recipient",
        RoleKind::Agent => "agent",
        RoleKind::Place => "place",
        RoleKind::Source => "source",
        RoleKind::Goal => "goal",
        RoleKind::Time => "time",
        RoleKind::Amount => "amount",
        RoleKind::Purpose => "purpose",
        RoleKind::Means => "means",
        RoleKind::Organization => "organization",
        RoleKind::Position => "position",
        RoleKind::Other => "other",
    }
}

/// The property of a role of a statement.
#[must_use]
pub fn role_iri(role: RoleKind) -> String {
    format!("{TRIPEL}role-{}", role_name(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_and_evidence_share_the_short_hash() {
        let hash = "0123456789abcdef0123456789abcdef";
        assert_eq!(article_iri("b/", hash), "b/article/0123456789abcdef");
        assert_eq!(evidence_iri("b/", hash, 3), "b/evidence/0123456789abcdef-3");
        assert_eq!(article_iri("b/", "ab"), "b/article/ab");
    }

    #[test]
    fn prefixes_are_sorted_and_unlike() {
        assert!(PREFIXES.is_sorted_by(|left, right| left.0 < right.0));
    }
}
