//! The tables of `seeds/mapping/` that lead from the words of a predicate to a relation of the ontology. What the
//! columns mean is said at their head; `ground` reads them, and `score` the one that leads on to another corpus's relations.

use crate::text::Language;

/// The table of a language, as it stands in its file.
#[must_use]
pub fn mapping(language: Language) -> &'static str {
    match language {
        Language::German => include_str!("../../seeds/mapping/de.tsv"),
        Language::English => include_str!("../../seeds/mapping/en.tsv"),
    }
}

/// The table from relations of the ontology to those that `SmartData` marks.
#[must_use]
pub fn smartdata() -> &'static str {
    include_str!("../../seeds/mapping/smartdata.tsv")
}

/// The weights by which mentions play parts in events, as training wrote them.
#[must_use]
pub fn parts() -> &'static [u8] {
    include_bytes!("../../models/parts.bin")
}

/// The weights of the layer for names, as training wrote them.
#[must_use]
pub fn names() -> &'static [u8] {
    include_bytes!("../../models/names.bin")
}

/// The weights by which noun phrases go back to earlier ones, as training wrote them.
#[must_use]
pub fn references() -> &'static str {
    include_str!("../../models/references.tsv")
}
