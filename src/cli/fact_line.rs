//! A fact for the eyes, on one line, and as JSON for programs.

use serde_json::{Value, json};

use crate::relate::{Argument, Attribution, Fact, Facts, Role, Term};
use crate::text::Span;

/// `subject — predicate → object  [modality, attribution, time, confidence, pattern]`.
pub(super) fn line(fact: &Fact, facts: &Facts) -> String {
    let (subject, object) = (shown(&fact.subject, facts), shown(&fact.object, facts));
    let predicate = predicate(fact);
    format!("{subject} — {predicate} → {object}  [{}]", properties(fact, facts).join(", "))
}

/// The dictionary form, as the graph has it: *sich zurückziehen aus*.
fn predicate(fact: &Fact) -> String {
    let predicate = &fact.predicate;
    let reflexive = predicate.reflexive.then_some("sich");
    let parts = [reflexive, predicate.noun.as_deref(), Some(&predicate.lemma), predicate.preposition.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A named thing by its fullest name, all else as it stands in the text.
fn shown(argument: &Argument, facts: &Facts) -> String {
    one_line(entity_name(argument, facts).unwrap_or(&argument.text))
}

fn entity_name<'a>(argument: &Argument, facts: &'a Facts) -> Option<&'a str> {
    let Term::Entity(number) = argument.term else { return None };
    facts.entities.get(number).map(|entity| entity.name.as_str())
}

fn properties(fact: &Fact, facts: &Facts) -> Vec<String> {
    let mut properties = vec![fact.modality.name().to_owned()];
    if fact.polarity == crate::relate::Polarity::Negative {
        properties.push(fact.polarity.name().to_owned());
    }
    let speakers = fact
        .attribution
        .iter()
        .map(|attribution| format!("{} {}", attribution.marker, shown(&attribution.speaker, facts)));
    properties.extend(speakers);
    properties.extend(fact.time.map(|time| time.to_string()));
    properties.push(format!("{:.2}", fact.confidence));
    properties.push(fact.pattern.clone());
    properties
}

/// The fact with all that belongs to it, as one object; places are bytes of UTF-8 in the text.
pub(super) fn json(fact: &Fact, facts: &Facts, source: &str) -> Value {
    json!({
        "subject": argument(&fact.subject, facts),
        "predicate": {
            "lemma": fact.predicate.lemma,
            "reflexive": fact.predicate.reflexive,
            "noun": fact.predicate.noun,
            "preposition": fact.predicate.preposition,
            "text": fact.predicate.text,
            "spans": spans(&fact.predicate.spans),
        },
        "object": argument(&fact.object, facts),
        "roles": fact.roles.iter().map(|one| role(one, facts)).collect::<Vec<_>>(),
        "polarity": fact.polarity.name(),
        "modality": fact.modality.name(),
        "asserted": fact.is_asserted(),
        "tense": fact.tense,
        "attribution": fact.attribution.iter().map(|one| attribution(one, facts)).collect::<Vec<_>>(),
        "time": fact.time.map(|time| time.to_string()),
        "confidence": (f64::from(fact.confidence) * 1000.0).round() / 1000.0,
        "pattern": fact.pattern,
        "sentence": { "text": one_line(fact.sentence.of(source)), "start": fact.sentence.start, "end": fact.sentence.end },
        "language": fact.language,
    })
}

fn argument(argument: &Argument, facts: &Facts) -> Value {
    let (kind, class) = match &argument.term {
        Term::Entity(number) => ("entity", facts.entities.get(*number).map(|entity| entity.kind)),
        Term::Concept { .. } => ("concept", None),
        Term::Time(_) => ("time", None),
        Term::Amount(..) => ("amount", None),
        Term::Quote => ("quote", None),
    };
    let name = match &argument.term {
        Term::Concept { label, .. } => label,
        _ => entity_name(argument, facts).unwrap_or(&argument.text),
    };
    let value = match &argument.term {
        Term::Time(time) => json!(time.to_string()),
        Term::Amount(amount, of) => json!({ "amount": amount, "of": of }),
        _ => Value::Null,
    };
    json!({ "kind": kind, "class": class, "name": one_line(name), "text": one_line(&argument.text), "value": value, "spans": spans(&argument.spans) })
}

fn role(role: &Role, facts: &Facts) -> Value {
    json!({ "role": role.kind, "preposition": role.preposition, "argument": argument(&role.argument, facts) })
}

fn attribution(attribution: &Attribution, facts: &Facts) -> Value {
    json!({ "speaker": argument(&attribution.speaker, facts), "marker": attribution.marker })
}

/// The places as pairs of their first byte and the one behind their last.
pub(super) fn spans(spans: &[Span]) -> Vec<[u32; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}

/// The text without line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
