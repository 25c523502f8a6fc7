//! Which tokens a noun phrase has: what hangs on its head, but for prepositions, conjuncts and what stands beside.

use std::ops::Range;

use super::super::description::View;
use super::find::{PhraseClass, language};
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::{Mention, MentionKind};
use crate::tag::Upos;
use crate::text::Language;

/// Relations of dependents that stand beside a noun phrase, not in it.
const OUTSIDE: [Relation; 9] = [
    Relation::Case,
    Relation::Cc,
    Relation::Conj,
    Relation::Appos,
    Relation::Punct,
    Relation::Parataxis,
    Relation::Mark,
    Relation::Discourse,
    Relation::Vocative,
];

/// Relations of dependents that belong to the clause where a noun is its predicate.
const OF_CLAUSE: [Relation; 10] = [
    Relation::Nsubj,
    Relation::Csubj,
    Relation::Cop,
    Relation::Aux,
    Relation::Advcl,
    Relation::Advmod,
    Relation::Obl,
    Relation::Ccomp,
    Relation::Expl,
    Relation::Dislocated,
];

/// The tokens of a phrase: all that hangs on its head, but for prepositions, conjuncts and what stands beside.
pub(super) fn tokens(view: &View<'_>, head: usize, class: PhraseClass) -> Option<Range<usize>> {
    if class.is_pronoun() {
        return Some(head..head + 1);
    }
    let predicate =
        [Relation::Cop, Relation::Nsubj].into_iter().any(|own| view.trees.children_by(head, own).next().is_some());
    let outside = |child: usize| {
        let relation = view.trees.relation(child);
        OUTSIDE.into_iter().any(|other| relation.is(other)) && !is_in_place(view, head, child)
            || relation.is(Relation::Dep)
            || relation.is(Relation::Advmod) && child < head && view.tags[child].upos == Upos::Adv
            || predicate && OF_CLAUSE.into_iter().any(|other| relation.is(other))
    };
    let children =
        view.trees.children(head).iter().copied().filter(|&child| !outside(child) || is_genitive(view, child));
    let mut inside: Vec<usize> = children.flat_map(|child| view.trees.subtree(child)).collect();
    inside.push(head);
    inside.sort_unstable();
    let punct = |token: usize| view.tags[token].upos == Upos::Punct;
    let first = begin(view, head, predicate);
    let start = inside.iter().copied().find(|&token| token >= first && !punct(token))?;
    let last = beside_from(view, head);
    let end = inside.iter().copied().rfind(|&token| token < last && !punct(token))? + 1;
    Some(start..with_closing(view, start, end))
}

/// *Irving, Texas*: the wider place behind a place or a thing there.
fn is_in_place(view: &View<'_>, head: usize, child: usize) -> bool {
    let place = |token: usize| {
        view.mentions.mentions.iter().any(|mention| {
            matches!(mention.kind, MentionKind::Entity(kind) if kind.is_place()) && mention.tokens.contains(&token)
        })
    };
    view.trees.relation(child).is(Relation::Appos)
        && head < child
        && view.tags[head].upos == Upos::Propn
        && place(child)
}

/// What stands beside a phrase ends it (*the park, a reconstruction, with beautiful views*), a dash does (*Group G – Tunisia*),
/// and behind a name a preposition that it is not made with (*Magic Month in the US*); the last two in English only.
fn beside_from(view: &View<'_>, head: usize) -> usize {
    let beside =
        view.trees.children_by(head, Relation::Appos).filter(|&child| child > head && !is_in_place(view, head, child));
    let starts = beside.filter_map(|child| view.trees.subtree(child).into_iter().min());
    let beside = starts.filter(|&start| start > head).min();
    let english = language(view, head) == Language::English;
    let ends = [beside, dash_behind(view, head).filter(|_| english), leaves_name(view, head).filter(|_| english)];
    ends.into_iter().flatten().min().unwrap_or(usize::MAX)
}

fn dash_behind(view: &View<'_>, head: usize) -> Option<usize> {
    let sentence = view.document.sentence_of(head)?;
    let end = view.document.sentences[sentence].tokens.end;
    (head + 1..end).find(|&token| matches!(view.document.tokens[token].form.as_str(), "—" | "–"))
}

/// Where a preposition follows the name that a token belongs to, unless it is one like *of*.
fn leaves_name(view: &View<'_>, head: usize) -> Option<usize> {
    let named = |mention: &&Mention| {
        matches!(mention.kind, MentionKind::Entity(_)) && !mention.in_compound && mention.tokens.contains(&head)
    };
    let behind = view.mentions.mentions.iter().find(named)?.tokens.end;
    let word = &view.document.tokens.get(behind)?.form;
    let part = view.lexicon.list(ListName::PossessivePreposition, language(view, head)).contains(word);
    (view.tags[behind].upos == Upos::Adp && !part).then_some(behind)
}

/// Where a phrase begins at the earliest: behind its preposition (*at least for the study*) and behind its copula.
fn begin(view: &View<'_>, head: usize, predicate: bool) -> usize {
    let leads = |child: &usize| {
        let relation = view.trees.relation(*child);
        *child < head
            && (relation.is(Relation::Case)
                || predicate && (relation.is(Relation::Cop) || relation.is(Relation::Nsubj)))
    };
    view.trees.children(head).iter().copied().filter(leads).max().map_or(0, |last| last + 1)
}

/// *Quilis (1964)*: the bracket or mark that closes what was opened inside is the last word.
fn with_closing(view: &View<'_>, start: usize, end: usize) -> usize {
    let form = |token: usize| view.document.tokens.get(token).map_or("", |token| token.form.as_str());
    let count = |mark: &str| (start..end).filter(|&token| form(token) == mark).count();
    let closes = match form(end) {
        ")" => count("(") > count(")"),
        "]" => count("[") > count("]"),
        "\"" => count("\"") % 2 == 1,
        "”" => count("“") > count("”"),
        _ => false,
    };
    end + usize::from(closes)
}

/// *Amazon's*: the mark of the genitive is part of the phrase.
fn is_genitive(view: &View<'_>, child: usize) -> bool {
    view.tags[child].xpos == "POS"
}
