//! Readings that the lexicon knows to be impossible: *beinahe* is no verb, and neither is a word with a capital inside a
//! German sentence (*die Partner Sinnet und NWCD*), where verbs have none; *Stellen* is no singular.
//!
//! Leaves alone: words behind a colon, a dash or a quotation mark, where a sentence may begin, and verbs that are written
//! with a capital by mistake but known as such.

use super::{Case, Features, Gender, Number, Tag, Upos};
use crate::lexicon::{Lexicon, ListName, WordClass};
use crate::text::Language;

/// The tag of a word as the grammar allows it; `before` is the word in front of it in its sentence.
pub(super) fn mend(mut tag: Tag, form: &str, before: Option<&str>, language: Language, lexicon: &Lexicon) -> Tag {
    if language == Language::German && is_no_singular(&tag, form) {
        tag.features.number = Some(Number::Plur);
    }
    if tag.upos != Upos::Verb || language != Language::German {
        return tag;
    }
    let lower = form.to_lowercase();
    let knows = |class| lexicon.knows(&lower, class, language);
    let capital = form.starts_with(char::is_uppercase);
    if capital && before.is_some_and(goes_on) && !knows(WordClass::Verb) {
        let features = Features { number: Some(Number::Sing), ..Features::default() };
        let lemma = lexicon.lemma(form, WordClass::ProperNoun, language);
        return Tag { upos: Upos::Propn, xpos: "NE".to_owned(), features, lemma };
    }
    let adverb = knows(WordClass::Adverb) || lexicon.list(ListName::Adverb, language).contains(&lower);
    if !capital && adverb && !knows(WordClass::Verb) {
        return Tag { upos: Upos::Adv, xpos: "ADV".to_owned(), features: Features::default(), lemma: lower };
    }
    tag
}

/// German feminine nouns are not declined in the singular; only those made of adjectives end in *-n* there, as a dative or a
/// genitive (*der Vorsitzenden*).
fn is_no_singular(tag: &Tag, form: &str) -> bool {
    let features = &tag.features;
    let feminine = tag.upos == Upos::Noun && features.gender == Some(Gender::Fem);
    let straight = matches!(features.case, Some(Case::Nom | Case::Acc));
    feminine && straight && features.number == Some(Number::Sing) && form.ends_with('n') && form != tag.lemma
}

/// Whether a sentence goes on behind a word: marks other than a comma and an opening bracket may begin one.
fn goes_on(before: &str) -> bool {
    before.contains(char::is_alphanumeric) || matches!(before, "," | "(")
}
