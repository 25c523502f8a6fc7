//! The terms of other vocabularies that the graph is written with, ready for Oxigraph.

use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::ground::vocabulary::TRIPEL;

/// The term of the ontology with this local name.
pub(super) fn tripel(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{TRIPEL}{name}"))
}

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(#[doc = concat!("`", $iri, "`")] pub(super) const $name: NamedNodeRef<'_> = NamedNodeRef::new_unchecked($iri);)*
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
    PROV_USED = "http://www.w3.org/ns/prov#used";
    NIF_BEGIN_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
    NIF_END_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
    SCHEMA_NEWS_ARTICLE = "https://schema.org/NewsArticle";
    SCHEMA_HEADLINE = "https://schema.org/headline";
    SCHEMA_DATE_PUBLISHED = "https://schema.org/datePublished";
    SCHEMA_PUBLISHER = "https://schema.org/publisher";
    SCHEMA_AUTHOR = "https://schema.org/author";
    SCHEMA_IDENTIFIER = "https://schema.org/identifier";
    SCHEMA_VALUE = "https://schema.org/value";
    SCHEMA_MIN_VALUE = "https://schema.org/minValue";
    SCHEMA_MAX_VALUE = "https://schema.org/maxValue";
    SCHEMA_CURRENCY = "https://schema.org/currency";
    SCHEMA_UNIT_TEXT = "https://schema.org/unitText";
    SCHEMA_START_DATE = "https://schema.org/startDate";
    SCHEMA_END_DATE = "https://schema.org/endDate";
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
