//! Noun phrases of open triples: *die verbliebenen Gleisanlagen*. How much of what hangs on a noun is said with it is
//! the caller's choice; relative clauses, appositions and what is coordinated never are.

use super::super::context::Context;
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::{Number, Upos};

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
    tidy(context, tokens)
}

/// A phrase with the marks inside its words (*live-in*) and without conjunctions at its ends.
fn tidy(context: &Context<'_>, mut tokens: Vec<usize>) -> Vec<usize> {
    let joins = |&token: &usize| {
        let document = context.document;
        let alone =
            context.tags[token].upos == Upos::Punct && tokens.contains(&(token - 1)) && tokens.contains(&(token + 1));
        let touches = |one: usize, next: usize| document.tokens[one].span.end == document.tokens[next].span.start;
        let same_name = || {
            let number = |token| context.mention(token).map(|(number, _)| number);
            number(token).is_some() && number(token) == number(token + 1) && number(token) == number(token - 1)
        };
        alone && (touches(token - 1, token) && touches(token, token + 1) || same_name())
    };
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return tokens };
    let marks: Vec<usize> = (first + 1..last).filter(joins).collect();
    tokens.extend(marks);
    tokens.sort_unstable();
    let empty = |token: &usize| matches!(context.tags[*token].upos, Upos::Cconj | Upos::Punct);
    let start = tokens.iter().position(|token| !empty(token)).unwrap_or(0);
    let end = tokens.iter().rposition(|token| !empty(token)).map_or(tokens.len(), |last| last + 1);
    tokens[start..end].to_vec()
}

/// The rest of a name, date or amount.
fn mentioned(context: &Context<'_>, head: usize) -> Vec<usize> {
    let Some((_, mention)) = context.mention(head) else { return Vec::new() };
    if matches!(mention.kind, MentionKind::Role) {
        return Vec::new();
    }
    let name = mention.tokens.clone();
    let first = name.clone().find(|&token| context.tags[token].upos != Upos::Adp).unwrap_or(head);
    let end = (head..name.end).find(|&token| context.tags[token].upos == Upos::Cconj).unwrap_or(name.end);
    let below = context.trees.subtree(head);
    (first..end).filter(|token| below.contains(token) && context.tags[*token].upos != Upos::Punct).collect()
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
/// und indirekte Steuern*; the phrase itself where nothing is coordinated, or the noun is one thing.
pub(super) fn spread(context: &Context<'_>, head: usize, extent: Extent) -> Vec<Vec<usize>> {
    let whole = phrase(context, head, extent);
    let plural = context.tags[head].features.number == Some(Number::Plur);
    let Some((first, others)) = coordinated(context, head).filter(|_| plural) else { return vec![whole] };
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

/// The preposition of a phrase with all its words, in the order of the text; also *als* and *wie*.
pub(super) fn prepositions(context: &Context<'_>, head: usize) -> Vec<usize> {
    let leads = |word: usize| {
        context.trees.relation(word) == Relation::Case || matches!(context.tags[word].xpos.as_str(), "KOKOM")
    };
    let before = context.trees.children(head).iter().copied().filter(|&word| word < head && leads(word));
    let mut words: Vec<usize> = before.flat_map(|word| kernel(context, word)).collect();
    words.sort_unstable();
    words
}

/// The preposition of a noun of a coordination: its own, or the one it shares with the first.
pub(super) fn leading(context: &Context<'_>, first: usize, noun: usize) -> Vec<usize> {
    let own = prepositions(context, noun);
    if own.is_empty() { prepositions(context, first) } else { own }
}

/// Whether preposition, noun and the preposition behind it are one preposition: *in Bezug auf*, *in honor of*.
pub(super) fn is_complex_preposition(context: &Context<'_>, words: &[usize]) -> bool {
    let Some(&last) = words.last() else { return false };
    let mut forms: Vec<String> = Vec::new();
    for (at, &word) in words.iter().enumerate() {
        let span = context.document.tokens[word].span;
        // *im* is two tokens over one stretch.
        if at == 0 || context.document.tokens[words[at - 1]].span != span {
            forms.push(span.of(&context.document.source).to_lowercase());
        }
    }
    context.lexicon.list(ListName::ComplexPreposition, context.language(last)).contains(&forms.join(" "))
}
