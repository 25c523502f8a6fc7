//! The names of RDF that the graph is written with, and their prefixes: the only list of them in the program.

use oxigraph::model::{NamedNode, NamedNodeRef};

/// The namespace of the ontology.
pub const TRIPEL: &str = "https://tripel.example/ontology/";
/// The namespace of relations minted from verbs.
pub const RELATION: &str = "https://tripel.example/relation/";

/// The prefixes that queries and exports know without being told, sorted by prefix; `id:` stands for the base of
/// minted IRIs and is not among them.
pub const PREFIXES: [(&str, &str); 12] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("rel", RELATION),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("tripel", TRIPEL),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// All prefixes with what they stand for, the base of minted IRIs among them.
#[must_use]
pub fn prefixes(base: &str) -> Vec<(&str, &str)> {
    let mut prefixes = vec![("id", base)];
    prefixes.extend(PREFIXES);
    prefixes
}

/// An IRI with its prefix (`wd:Q2283`), or itself when none fits.
#[must_use]
pub fn shorten(iri: &str, base: &str) -> String {
    let longest = prefixes(base).into_iter().filter(|(_, space)| iri.starts_with(space)).max_by_key(|(_, s)| s.len());
    let local = longest.map(|(prefix, space)| (prefix, &iri[space.len()..]));
    // A slash or hash in a local name would have to be escaped: such an IRI reads better whole.
    match local.filter(|(_, name)| !name.is_empty() && !name.contains(['#', '?'])) {
        Some((prefix, name)) => format!("{prefix}:{name}"),
        None => iri.to_owned(),
    }
}

/// The IRI that a prefixed name stands for; `None` when its prefix is not known.
#[must_use]
pub fn expand(name: &str, base: &str) -> Option<String> {
    let (prefix, local) = name.split_once(':')?;
    let space = prefixes(base).into_iter().find(|(known, _)| *known == prefix)?.1;
    Some(format!("{space}{local}"))
}

/// The term of the ontology with this local name.
#[must_use]
pub fn tripel(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{TRIPEL}{name}"))
}

/// `tripel:openRelation`, of which all minted relations are sub-properties.
pub const OPEN_RELATION: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://tripel.example/ontology/openRelation");

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(#[doc = concat!("`", $iri, "`")] pub const $name: NamedNodeRef<'_> = NamedNodeRef::new_unchecked($iri);)*
    };
}

terms! {
    RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    RDF_PROPERTY = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property";
    RDF_REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
    RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    RDFS_SUB_PROPERTY_OF = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
    OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
    SKOS_ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    PROV_ACTIVITY = "http://www.w3.org/ns/prov#Activity";
    PROV_WAS_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    PROV_WAS_GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
    NIF_BEGIN_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
    NIF_END_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
    SCHEMA_NEWS_ARTICLE = "https://schema.org/NewsArticle";
    SCHEMA_HEADLINE = "https://schema.org/headline";
    SCHEMA_DATE_PUBLISHED = "https://schema.org/datePublished";
    SCHEMA_PUBLISHER = "https://schema.org/publisher";
    SCHEMA_AUTHOR = "https://schema.org/author";
    SCHEMA_URL = "https://schema.org/url";
    SCHEMA_IN_LANGUAGE = "https://schema.org/inLanguage";
    XSD_DATE = "http://www.w3.org/2001/XMLSchema#date";
    XSD_YEAR_MONTH = "http://www.w3.org/2001/XMLSchema#gYearMonth";
    XSD_YEAR = "http://www.w3.org/2001/XMLSchema#gYear";
    XSD_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal";
    XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer";
    XSD_NON_NEGATIVE_INTEGER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger";
    XSD_ANY_URI = "http://www.w3.org/2001/XMLSchema#anyURI";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortening_and_expanding_are_inverse() {
        let base = "https://example.org/news/";
        for iri in ["http://www.wikidata.org/entity/Q2283", "https://example.org/news/company/siemens"] {
            let short = shorten(iri, base);
            assert_ne!(short, iri);
            assert_eq!(expand(&short, base).as_deref(), Some(iri));
        }
        assert_eq!(shorten("https://elsewhere.example/a", base), "https://elsewhere.example/a");
        assert_eq!(expand("nix:a", base), None);
    }

    #[test]
    fn the_prefixes_are_sorted() {
        assert!(PREFIXES.is_sorted());
    }
}
