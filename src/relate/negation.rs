//! Reads whether a clause is negated, or one of its arguments alone: *nicht*, *kein*, *weder … noch*. In a contrast
//! (*nicht in Bonn, sondern in Koblenz*) the clause holds for the one side and not for the other.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::Upos;

use super::context::Context;
use super::fact::{Argument, Polarity};

/// Whether the clause with this head is negated as a whole.
pub(super) fn is_negated(context: &Context<'_>, head: usize) -> bool {
    let arguments = [Relation::Nsubj, Relation::Obj, Relation::Obl];
    let mut nouns =
        arguments.into_iter().flat_map(|relation| context.trees.children_by(head, relation).collect::<Vec<_>>());
    let copular =
        context.trees.children_by(head, Relation::Det).any(|child| context.in_list(child, ListName::Negation));
    let by_noun = |noun: usize| is_negated_noun(context, noun) && contrast(context, noun).is_none();
    by_adverb(context, head) || opens_negative(context, head) || copular || nouns.any(by_noun)
}

/// What a contrast makes of the polarity of a clause for one of its arguments.
pub(super) fn of_argument(context: &Context<'_>, argument: &Argument, clause: Polarity) -> Polarity {
    let Some(noun) = head_of(context, argument) else { return clause };
    if contrast(context, noun).is_some() && is_negated_noun(context, noun) {
        return Polarity::Negative;
    }
    let first = context.trees.head(noun).filter(|_| context.trees.relation(noun) == Relation::Conj);
    let set_against = first.is_some_and(|first| contrast(context, first) == Some(noun));
    let negated = clause == Polarity::Negative || first.is_some_and(|first| is_negated_noun(context, first));
    if set_against && negated { Polarity::Positive } else { clause }
}

fn by_adverb(context: &Context<'_>, head: usize) -> bool {
    let trees = context.trees;
    let beside = [Relation::Advmod, Relation::CompoundPrt].into_iter();
    let mut adverbs = beside.flat_map(|relation| trees.children_by(head, relation).collect::<Vec<_>>());
    // *zieht sich nicht offiziell zurück*: said of the adverb, it still says that the fact as a whole does not hold.
    let nested = |adverb: usize| trees.children_by(adverb, Relation::Advmod).any(|child| negates(context, child));
    adverbs.any(|child| negates(context, child) || nested(child))
}

/// *ohne zu beteiligen*: parsers hang the word on the verb or on the noun behind it; it opens the clause all the same.
fn opens_negative(context: &Context<'_>, head: usize) -> bool {
    let negative = |token: usize| context.value(token, ListName::Subordinator) == Some("negative");
    let infinitive = !super::clause::is_finite(context, head) && context.trees.head(head).is_some();
    let words = context.trees.subtree(head).into_iter();
    let first = words.filter(|_| infinitive).find(|&token| context.tags[token].upos != Upos::Punct);
    // *Weder Apple noch Microsoft*: parsers take *weder* for a word that opens the clause.
    context.trees.children_by(head, Relation::Mark).any(|mark| negative(mark) || negates(context, mark))
        || first.is_some_and(|first| negative(first) && has_infinitive_mark(context, head))
}

fn has_infinitive_mark(context: &Context<'_>, head: usize) -> bool {
    context.tags[head].xpos == "VVIZU" || context.trees.children_by(head, Relation::Mark).next().is_some()
}

/// A negation that is not *nicht nur*.
fn negates(context: &Context<'_>, token: usize) -> bool {
    let next = (token + 1 < context.document.tokens.len()).then(|| context.lower(token + 1));
    let only = context.lexicon.list(ListName::NotOnly, context.language(token));
    context.in_list(token, ListName::Negation) && !next.is_some_and(|word| only.contains(word))
}

/// *kein Werk*, *nichts*, *nicht in Bonn*, *weder Frankreich*.
fn is_negated_noun(context: &Context<'_>, noun: usize) -> bool {
    let relations = [Relation::Det, Relation::Advmod, Relation::Cc, Relation::Dep];
    let mut words =
        relations.into_iter().flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    context.in_list(noun, ListName::Negation) || words.any(|word| word < noun && negates(context, word))
}

/// The conjunct that is set against a noun: *Koblenz* against *Bonn*.
fn contrast(context: &Context<'_>, noun: usize) -> Option<usize> {
    let opposes = |&other: &usize| {
        let mut words = context.trees.children_by(other, Relation::Cc);
        words.any(|word| context.in_list(word, ListName::ContrastCoordinator))
    };
    context.trees.children_by(noun, Relation::Conj).find(opposes)
}

/// The token of an argument that hangs on a word outside it.
fn head_of(context: &Context<'_>, argument: &Argument) -> Option<usize> {
    let span = argument.spans.first()?;
    let first = context.document.tokens.partition_point(|token| token.span.end <= span.start);
    let inside = (first..context.document.tokens.len())
        .take_while(|&token| context.document.tokens[token].span.start < span.end);
    let outside = |&token: &usize| {
        let head = context.trees.head(token);
        head.is_none_or(|head| !span.overlaps(context.document.tokens[head].span))
    };
    inside.into_iter().find(outside)
}
