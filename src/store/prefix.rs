//! Prefixed names: `wd:Q2283` for an IRI and back. The prefixes are those of the project, with `id:` for the base of the
//! graph at hand.

use crate::ground::vocabulary::PREFIXES;

/// The prefixes of the project with their namespaces, sorted by prefix; `id:` stands for `base`.
#[must_use]
pub fn prefixes(base: &str) -> [(&'static str, &str); PREFIXES.len()] {
    PREFIXES.map(|(prefix, space)| (prefix, if prefix == "id" { base } else { space }))
}

/// An IRI with its prefix (`wd:Q2283`), or itself when none fits.
#[must_use]
pub fn shorten(iri: &str, base: &str) -> String {
    let fitting = prefixes(base).into_iter().filter(|(_, space)| iri.starts_with(space));
    let longest = fitting.max_by_key(|(_, space)| space.len()).map(|(prefix, space)| (prefix, &iri[space.len()..]));
    match longest.filter(|(_, name)| !name.is_empty() && !name.contains(['#', '?'])) {
        Some((prefix, name)) => format!("{prefix}:{name}"),
        None => iri.to_owned(),
    }
}

/// The IRI that a prefixed name stands for; `None` when its prefix is not known.
#[must_use]
pub fn expand(name: &str, base: &str) -> Option<String> {
    let (prefix, local) = name.split_once(':')?;
    let (_, space) = prefixes(base).into_iter().find(|(known, _)| *known == prefix)?;
    Some(format!("{space}{local}"))
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
}
