//! An open triple as columns with tabs between them, and as JSON for programs.

use serde_json::{Value, json};

use super::fact_line::{one_line, spans};
use crate::relate::{Phrase, Triple};

/// Subject, relation, object, polarity, modality, family.
pub(super) fn line(triple: &Triple) -> String {
    let words = [&triple.subject, &triple.relation, &triple.object].map(|phrase| one_line(&phrase.text));
    let stated = [triple.polarity.name(), triple.modality.name(), triple.family.name()].map(str::to_owned);
    [words, stated].concat().join("\t")
}

/// The triple as one object; places are bytes of UTF-8 in the text.
pub(super) fn json(triple: &Triple, source: &str) -> Value {
    let sentence = triple.sentence;
    json!({
        "subject": phrase(&triple.subject),
        "relation": phrase(&triple.relation),
        "object": phrase(&triple.object),
        "polarity": triple.polarity.name(),
        "modality": triple.modality.name(),
        "family": triple.family.name(),
        "confidence": (f64::from(triple.confidence) * 1000.0).round() / 1000.0,
        "sentence": { "text": one_line(sentence.of(source)), "start": sentence.start, "end": sentence.end },
    })
}

fn phrase(phrase: &Phrase) -> Value {
    json!({ "text": one_line(&phrase.text), "spans": spans(&phrase.spans) })
}
