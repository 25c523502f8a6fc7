//! Finds conditions and what stands under them: *wenn*, *sollte … so*, *had it bought*. Neither side is said to be so,
//! whatever its tense; *auch wenn* and *even if* leave the main clause standing.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Upos, VerbForm};

use super::context::Context;
use super::fact::Modality;

/// *Wenn Polen den Hafen ausbaut, verliert Rostock Kunden*: neither is said to be so.
pub(super) fn condition_modality(context: &Context<'_>, head: usize) -> Modality {
    let mut below = context.trees.children_by(head, Relation::Advcl);
    let conditional = is_condition(context, head) || below.any(|clause| is_condition(context, clause));
    if conditional { Modality::Conditional } else { Modality::Asserted }
}

fn is_condition(context: &Context<'_>, head: usize) -> bool {
    let list = context.lexicon.list(ListName::Condition, context.language(head));
    let taken_back = |mark: usize| mark.checked_sub(1).is_some_and(|word| context.in_list(word, ListName::Concessive));
    let mut marks = context.trees.children_by(head, Relation::Mark);
    let marked = marks.any(|mark| list.contains(context.lower(mark)) && !taken_back(mark));
    context.trees.relation(head) == Relation::Advcl && (marked || is_verb_first(context, head))
}

/// *Sollte Microsoft verpflichtet werden, so …*: a condition without a conjunction.
pub(super) fn is_verb_first(context: &Context<'_>, head: usize) -> bool {
    let subordinate = context.trees.relation(head) == Relation::Advcl;
    let first = context.trees.subtree(head).into_iter().find(|&token| context.tags[token].upos != Upos::Punct);
    let Some(first) = first.filter(|_| subordinate) else { return false };
    let finite = context.tags[first].features.verb_form == Some(VerbForm::Fin);
    finite && (first == head || context.trees.head(first) == Some(head))
}
