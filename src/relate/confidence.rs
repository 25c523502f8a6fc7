//! How likely it is that the text states a fact as it was read: a logistic model over what can be seen of a fact without
//! understanding it. The weights are fitted on facts that people judged (`tripel score calibration`) and stand in
//! `models/confidence.tsv`.

use crate::lexicon::Weights;
use crate::parse::Relation;
use crate::tag::{Upos, VerbForm};
use crate::text::{EntityType, Language, Span};

use super::context::Context;
use super::fact::{Argument, Fact, Modality, Term};
use super::pattern::learnt;

/// What the model sees of a fact: names of features with their values. A feature that is not there is 0.
pub type Features = Vec<(String, f32)>;

/// How likely a fact is right, in [0, 1].
pub(super) fn confidence(context: &Context<'_>, fact: &Fact) -> f32 {
    probability(&features(context, fact), context.lexicon.weights())
}

/// The probability that the weights give to these features.
#[must_use]
pub fn probability(features: &Features, weights: &Weights) -> f32 {
    let sum: f32 = features.iter().map(|(name, value)| weights.of(name) * value).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// What can be seen of a fact.
#[must_use]
pub fn features(context: &Context<'_>, fact: &Fact) -> Features {
    let mut all = vec![("one".to_owned(), 1.0), (format!("pattern {}", fact.pattern), 1.0)];
    all.extend(tree(context, fact).into_iter().map(|(name, value)| (name.to_owned(), value)));
    all.extend(sentence(context, fact).into_iter().map(|(name, value)| (name.to_owned(), value)));
    all.extend(argument(context, "subject", &fact.subject));
    all.extend(argument(context, "object", &fact.object));
    if fact.pattern == learnt::NAME {
        all.push(("unlikely".to_owned(), -learnt::chance(context, fact).ln()));
    }
    let flags = [
        ("preposition", fact.predicate.preposition.is_some()),
        ("light verb", fact.predicate.noun.is_some()),
        ("object first", fact.object.spans.first() < fact.subject.spans.first()),
        ("not asserted", fact.modality != Modality::Asserted),
        ("attributed", !fact.attribution.is_empty()),
        ("english", fact.language == Language::English),
    ];
    all.extend(flags.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| (name.to_owned(), 1.0)));
    all
}

/// Below this all chances of arcs are equally bad.
const LEAST: f32 = 0.02;

/// How unsure the tree is where the fact rests on it, as negative logarithms, and how far apart its arguments stand.
fn tree(context: &Context<'_>, fact: &Fact) -> [(&'static str, f32); 3] {
    let arcs = [&fact.subject, &fact.object].into_iter().filter_map(|argument| weakest_arc(context, argument));
    let arguments = arcs.fold(1.0_f32, f32::min).max(LEAST);
    let words = fact.predicate.spans.iter().flat_map(|&span| tokens(context, span));
    let predicate = words.map(|token| context.trees.sure(token)).fold(1.0_f32, f32::min).max(LEAST);
    let apart = match (fact.subject.spans.first(), fact.object.spans.first()) {
        (Some(&one), Some(&other)) => tokens(context, one).start.abs_diff(tokens(context, other).start),
        _ => 0,
    };
    [
        ("unsure argument", -arguments.ln()),
        ("unsure predicate", -predicate.ln()),
        ("far apart", (1.0 + apart as f32).ln() - 2.0),
    ]
}

/// Words of a sentence of usual length.
const USUAL: f32 = 20.0;

/// How long the sentence is and how little it looks like prose: no verb, no full stop, many marks and numbers.
fn sentence(context: &Context<'_>, fact: &Fact) -> [(&'static str, f32); 4] {
    let words = tokens(context, fact.sentence);
    let count = words.len().max(1) as f32;
    let finite = words.clone().any(|token| context.tags[token].features.verb_form == Some(VerbForm::Fin));
    let ended = words.clone().rev().take(2).any(|token| ends(&context.document.tokens[token].form));
    let marks =
        words.filter(|&token| matches!(context.tags[token].upos, Upos::Punct | Upos::Num | Upos::Sym | Upos::X));
    [
        ("length", (count / USUAL).ln()),
        ("no verb", f32::from(u8::from(!finite))),
        ("no full stop", f32::from(u8::from(!ended))),
        ("marks", marks.count() as f32 / count),
    ]
}

fn ends(form: &str) -> bool {
    matches!(form, "." | "!" | "?" | "…")
}

/// What an argument is, and how sure the reader is of its name.
fn argument(context: &Context<'_>, place: &str, argument: &Argument) -> Features {
    let words: usize = argument.spans.iter().map(|&span| tokens(context, span).len()).sum();
    let mut all = vec![(format!("{place} {}", kind(context, argument)), 1.0)];
    all.push((format!("{place} words"), (words.max(1) as f32).ln()));
    let first = argument.spans.first().map(|&span| tokens(context, span).start);
    let mention = first.filter(|_| matches!(argument.term, Term::Entity(_))).and_then(|token| context.mention(token));
    all.extend(mention.map(|(_, mention)| (format!("{place} doubt"), 1.0 - mention.confidence)));
    all
}

fn kind(context: &Context<'_>, argument: &Argument) -> &'static str {
    let Term::Entity(chain) = argument.term else {
        return match argument.term {
            Term::Concept { .. } => "concept",
            Term::Time(_) => "time",
            Term::Amount(..) => "amount",
            _ => "quote",
        };
    };
    let first = argument.spans.first().map(|&span| tokens(context, span));
    let named =
        first.is_some_and(|mut all| all.any(|at| context.entity(at).is_some() || context.inner_entity(at).is_some()));
    match context.chains.chains.get(chain).map(|chain| chain.kind) {
        _ if !named => "resolved",
        Some(EntityType::Person) => "person",
        Some(kind) if kind.is_organization() => "organization",
        Some(kind) if kind.is_place() => "place",
        _ => "thing",
    }
}

/// The tokens that a stretch of the source covers.
fn tokens(context: &Context<'_>, span: Span) -> std::ops::Range<usize> {
    let all = &context.document.tokens;
    let start = all.partition_point(|token| token.span.end <= span.start);
    start..all.partition_point(|token| token.span.start < span.end).max(start)
}

/// The chance of the arc that ties an argument to its clause: that of its head, the token whose own head lies outside.
fn weakest_arc(context: &Context<'_>, argument: &Argument) -> Option<f32> {
    let span = argument.spans.first()?.cover(*argument.spans.last()?);
    let heads = tokens(context, span).filter(|&token| {
        let outside = |head: usize| !span.overlaps(context.document.tokens[head].span);
        context.trees.head(token).is_none_or(outside) && context.trees.relation(token) != Relation::Punct
    });
    heads.map(|token| context.trees.sure(token)).reduce(f32::min)
}
