//! Adjectives of countries: *die chinesische Zusage*, *the Slovak prime minister*. The country is a mention inside the word,
//! as a name in a compound is: it may act or be meant, but the phrase is not its name.

use super::text::Text;
use super::{Mention, MentionKind};
use crate::lexicon::{Entry, ListName, Source};
use crate::tag::Upos;
use crate::text::{EntityType, Language};

/// How sure we are of what a word list tells.
const CONFIDENCE: f32 = 0.9;

/// The countries that adjectives of a document name, but for those inside longer names.
pub(super) fn find(text: &Text<'_>, names: &[Mention]) -> Vec<Mention> {
    let free = |token: &usize| !names.iter().any(|name| name.tokens.contains(token));
    let tokens = (0..text.document.tokens.len()).filter(free);
    tokens.filter_map(|token| Some(mention(text, token, country(text, token)?))).collect()
}

/// Whether the whole word is such an adjective: *US-amerikanisch* is none of its parts.
pub(super) fn is_adjective(text: &Text<'_>, token: usize) -> bool {
    country(text, token).is_some()
}

fn country<'a>(text: &Text<'a>, token: usize) -> Option<&'a Entry> {
    let tag = text.tag(token).filter(|tag| matches!(tag.upos, Upos::Adj | Upos::Propn))?;
    let list = text.list(ListName::Nationality, token);
    let code =
        list.get(&tag.lemma).or_else(|| list.get(text.form(token))).or_else(|| hyphenated(text, token, &tag.lemma))?;
    let is_it = |entry: &&Entry| entry.source == Source::Country && entry.country.as_deref() == Some(code);
    text.lexicon.gazetteer().entries().iter().find(|entry| is_it(entry) && entry.kind == EntityType::Country)
}

/// *US-amerikanische*: the lemma of an adjective has no capitals, what stands before its hyphen keeps them.
fn hyphenated<'a>(text: &Text<'a>, token: usize, lemma: &str) -> Option<&'a str> {
    let (before, _) = text.form(token).rsplit_once('-')?;
    let (_, last) = lemma.rsplit_once('-')?;
    text.list(ListName::Nationality, token).get(&format!("{before}-{last}"))
}

fn mention(text: &Text<'_>, token: usize, entry: &Entry) -> Mention {
    let name = match text.language(token) {
        Language::German => &entry.label_de,
        Language::English => &entry.label_en,
    };
    Mention {
        span: text.span(&(token..token + 1)),
        tokens: token..token + 1,
        kind: MentionKind::Entity(entry.kind),
        name: name.clone(),
        in_compound: true,
        confidence: CONFIDENCE,
    }
}
