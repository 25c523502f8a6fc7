//! When a fact is the one that a row speaks of: subject and object must fit by their words or by a name of their
//! thing; of several facts that do, the one with the predicate of the row is taken.

use super::gold::StatusRow;
use crate::relate::{Argument, Fact, Facts, Term};
use crate::score::gold::NOBODY;
use crate::score::matching::{is_part, words};

/// The fact that a row speaks of.
pub(super) fn find<'a>(row: &StatusRow, facts: &'a Facts) -> Option<&'a Fact> {
    let fits = |fact: &&Fact| is(&fact.subject, &row.subject, facts) && is(&fact.object, &row.object, facts);
    let fitting: Vec<&Fact> = facts.facts.iter().filter(fits).collect();
    fitting.iter().copied().find(|fact| has_predicate(fact, row)).or_else(|| fitting.first().copied())
}

fn has_predicate(fact: &Fact, row: &StatusRow) -> bool {
    let predicate = &fact.predicate;
    let noun = predicate.noun.as_ref().map(|noun| format!("{noun} {}", predicate.lemma));
    row.predicate.iter().any(|wanted| {
        *wanted == predicate.lemma
            || noun.as_ref().is_some_and(|noun| noun == wanted || wanted.ends_with(noun.as_str()))
    })
}

/// Whether the speakers of a fact are those of the row, in their order.
pub(super) fn has_attribution(fact: &Fact, row: &StatusRow, facts: &Facts) -> bool {
    if fact.attribution.is_empty() {
        return row.speakers.iter().all(|names| names.iter().any(|name| name == NOBODY));
    }
    let pairs = || fact.attribution.iter().zip(&row.speakers);
    fact.attribution.len() == row.speakers.len() && pairs().all(|(one, names)| is(&one.speaker, names, facts))
}

fn is(argument: &Argument, names: &[String], facts: &Facts) -> bool {
    let own = forms(argument, facts);
    names.iter().any(|name| own.iter().any(|form| holds(&words(form), &words(name))))
}

/// *Japan* is not the *Bank of Japan*: the words of the table must all be there, more may be.
fn holds(form: &[String], name: &[String]) -> bool {
    form.len() >= name.len() && is_part(form, name)
}

fn forms<'a>(argument: &'a Argument, facts: &'a Facts) -> Vec<&'a str> {
    let mut forms = vec![argument.text.as_str()];
    match &argument.term {
        Term::Entity(number) => {
            let entity = facts.entities.get(*number).into_iter();
            forms.extend(
                entity.flat_map(|entity| {
                    entity.forms.iter().map(|form| form.name.as_str()).chain([entity.name.as_str()])
                }),
            );
        }
        Term::Concept { label, .. } => forms.push(label),
        Term::Amount(_, counted) => forms.extend(counted.as_deref()),
        Term::Time(_) | Term::Quote => {}
    }
    forms
}

/// A fact as a row of the table would have it.
pub(super) fn written(fact: &Fact, facts: &Facts) -> String {
    let name = |argument: &Argument| forms(argument, facts).first().copied().unwrap_or_default().to_owned();
    let speakers: Vec<String> = fact.attribution.iter().map(|one| name(&one.speaker)).collect();
    let speakers = if speakers.is_empty() { NOBODY.to_owned() } else { speakers.join(" < ") };
    let (polarity, modality) = (fact.polarity.name(), fact.modality.name());
    let (subject, object) = (name(&fact.subject), name(&fact.object));
    format!("{subject}, {}, {object}, {polarity}, {modality}, {speakers}", fact.predicate.lemma)
}
