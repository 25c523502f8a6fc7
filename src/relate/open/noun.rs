//! Noun phrases of open triples: *die verbliebenen Gleisanlagen*. How much of what hangs on a noun is said with it is
//! the caller's choice; relative clauses, appositions and what is coordinated never are.

use super::super::context::Context;
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::Upos;

/// How much of a noun phrase is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// The noun with what stands before it, and with its name.
    Bare,
    /// Also a genitive or what stands for one: *die Hauptstadt der Provinz*.
    Short,
    /// Also phrases with prepositions: *der hellste Stern in der Schlange*.
    Full,
}

/// The tokens of the noun phrase with this head, in the order of the text.
pub(super) fn phrase(context: &Context<'_>, head: usize, extent: Extent) -> Vec<usize> {
    let mut tokens = vec![head];
    tokens.extend(mentioned(context, head));
    for &child in context.trees.children(head) {
        if belongs(context, head, child) {
            tokens.extend(kernel(context, child));
        } else if said(context, head, child, extent) {
            tokens.extend(context.trees.children_by(child, Relation::Case).flat_map(|word| kernel(context, word)));
            tokens.extend(phrase(context, child, extent));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// The rest of a name, date or amount.
fn mentioned(context: &Context<'_>, head: usize) -> Vec<usize> {
    let Some((_, mention)) = context.mention(head) else { return Vec::new() };
    if matches!(mention.kind, MentionKind::Role) {
        return Vec::new();
    }
    let inside = mention.tokens.clone().filter(|&token| context.trees.relation(token) != Relation::Case);
    inside.filter(|&token| context.trees.subtree(head).contains(&token)).collect()
}

/// Whether a child is part of the noun phrase at its shortest.
fn belongs(context: &Context<'_>, head: usize, child: usize) -> bool {
    let relation = context.trees.relation(child);
    let always = [
        Relation::Det,
        Relation::Amod,
        Relation::Nummod,
        Relation::Compound,
        Relation::Flat,
        Relation::Goeswith,
        Relation::NmodPoss,
        Relation::NmodDesc,
        Relation::Fixed,
    ];
    always.into_iter().any(|other| relation.is(other))
        || relation.is(Relation::Appos) && beside(context, head, child)
        || relation.is(Relation::Nmod) && child < head && prepositions(context, child).is_empty()
        || relation.is(Relation::Advmod) && child < head && context.tags[head].upos == Upos::Adj
        || context.tags[head].upos == Upos::Adv && child < head && context.is_nominal(child)
}

/// A name right behind its description: *das Beratungshaus Capgemini*.
fn beside(context: &Context<'_>, head: usize, child: usize) -> bool {
    kernel(context, child).into_iter().min() == Some(head + 1)
}

/// A token and what hangs below it, without punctuation and clauses.
fn kernel(context: &Context<'_>, token: usize) -> Vec<usize> {
    let mut tokens = vec![token];
    for &child in context.trees.children(token) {
        let relation = context.trees.relation(child);
        let outside = [Relation::Punct, Relation::Acl, Relation::Parataxis, Relation::Appos];
        if !outside.into_iter().any(|other| relation.is(other)) {
            tokens.extend(kernel(context, child));
        }
    }
    tokens
}

/// Whether a modifier behind the noun is said with it.
fn said(context: &Context<'_>, head: usize, child: usize, extent: Extent) -> bool {
    if !context.trees.relation(child).is(Relation::Nmod) || child < head {
        return false;
    }
    extent == Extent::Full || extent == Extent::Short && is_possessive(context, child)
}

/// A genitive, or what stands for one: *des Landes*, *von Bayern*, *of Bavaria*.
pub(super) fn is_possessive(context: &Context<'_>, child: usize) -> bool {
    let list = context.lexicon.list(ListName::PossessivePreposition, context.language(child));
    context.preposition(child).is_none_or(|word| list.contains(&word))
}

/// A noun and what is coordinated with it.
pub(super) fn conjuncts(context: &Context<'_>, head: usize) -> Vec<usize> {
    let linked = context.trees.children_by(head, Relation::Conj);
    let nouns = linked.filter(|&other| {
        context.is_nominal(other) || matches!(context.tags[other].upos, Upos::Pron | Upos::Num | Upos::Adj | Upos::X)
    });
    std::iter::once(head).chain(nouns.flat_map(|other| conjuncts(context, other))).collect()
}

/// The noun phrases that a coordination of adjectives stands for: *direkte Steuern* and *indirekte Steuern* for *direkte
/// und indirekte Steuern*; the phrase itself where nothing is coordinated.
pub(super) fn spread(context: &Context<'_>, head: usize, extent: Extent) -> Vec<Vec<usize>> {
    let whole = phrase(context, head, extent);
    let Some((first, others)) = coordinated(context, head) else { return vec![whole] };
    let all: Vec<Vec<usize>> = others.iter().map(|&other| kernel(context, other)).collect();
    let joined: Vec<usize> = all.iter().flatten().copied().collect();
    let alone: Vec<usize> = kernel(context, first).into_iter().filter(|token| !joined.contains(token)).collect();
    let without =
        |left_out: &dyn Fn(usize) -> bool| whole.iter().copied().filter(|&token| !left_out(token)).collect::<Vec<_>>();
    let mut phrases = vec![without(&|token| joined.contains(&token))];
    for own in &all {
        let conjunction = |token| context.trees.relation(token).is(Relation::Cc);
        phrases.push(without(&|token| {
            alone.contains(&token) || joined.contains(&token) && (!own.contains(&token) || conjunction(token))
        }));
    }
    phrases
}

/// The first of coordinated adjectives before a noun, with the others.
fn coordinated(context: &Context<'_>, head: usize) -> Option<(usize, Vec<usize>)> {
    let mut adjectives = context.trees.children_by(head, Relation::Amod).filter(|&child| child < head);
    adjectives.find_map(|first| {
        let others: Vec<usize> = context.trees.children_by(first, Relation::Conj).collect();
        (!others.is_empty()).then_some((first, others))
    })
}

/// The name in a phrase that describes it: *William Jones* in *dem Abgeordneten William Jones*.
pub(super) fn name(context: &Context<'_>, head: usize) -> Option<Vec<usize>> {
    let number = super::super::argument::apposed_name(context, head)?;
    Some(context.mentions.mentions[number].tokens.clone().collect())
}

/// The modifiers of a noun, each of which makes a triple of its own.
pub(super) fn modifiers(context: &Context<'_>, head: usize) -> Vec<usize> {
    let all = context.trees.children_by(head, Relation::Nmod);
    all.filter(|&child| child > head && !belongs(context, head, child)).collect()
}

/// The preposition of a phrase with all its words, in the order of the text.
pub(super) fn prepositions(context: &Context<'_>, head: usize) -> Vec<usize> {
    let children = context.trees.children(head).iter().copied().filter(|&word| word < head);
    let cases =
        children.filter(|&word| context.trees.relation(word) == Relation::Case || context.tags[word].xpos == "KOKOM");
    let mut words: Vec<usize> = cases.flat_map(|word| kernel(context, word)).collect();
    words.sort_unstable();
    words
}
