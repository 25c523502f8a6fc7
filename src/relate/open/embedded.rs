//! Clauses inside a clause: *ein Handbuch beschreibt die Notwendigkeit, Spione zu benutzen*, *he died after giving a
//! speech*. English goes on with the inner verb, German says the inner clause as a whole, because its verb comes last.

use super::super::clause::{is_finite, is_head};
use super::super::context::Context;
use crate::parse::Relation;
use crate::tag::Upos;

/// A clause that hangs on a noun or a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Embedded {
    /// Its verb, or what stands behind its copula.
    pub(super) head: usize,
    /// What leads into it: *um*, *for*, *before*; shared by coordinated clauses.
    pub(super) lead: Vec<usize>,
    /// Whether its verb is finite.
    pub(super) finite: bool,
}

/// The clauses that hang on a token and are led in by a word, with those coordinated with them.
pub(super) fn clauses(context: &Context<'_>, above: usize) -> Vec<Embedded> {
    let children = context.trees.children(above).iter().copied().filter(|&child| child > above);
    let inner = children.filter(|&child| is_inner(context, child) && is_head(context, child));
    inner.flat_map(|first| spread(context, first)).collect()
}

/// *um Brot zu backen*, *to bake bread*: a purpose is told with the verb above it, not on its own.
pub(super) fn is_purpose(context: &Context<'_>, head: usize) -> bool {
    let mut marks = context.trees.children_by(head, Relation::Mark);
    let infinitive = context.tags[head].xpos == "VVIZU"
        || marks.any(|mark| matches!(context.tags[mark].xpos.as_str(), "PTKZU" | "TO"));
    context.trees.relation(head).is(Relation::Advcl) && infinitive && !is_finite(context, head)
}

fn is_inner(context: &Context<'_>, child: usize) -> bool {
    let relation = context.trees.relation(child);
    let above = context.trees.head(child).filter(|&above| context.tags[above].upos == Upos::Noun);
    let of_noun = relation == Relation::Xcomp && above.is_some_and(|above| !is_head(context, above));
    relation.is(Relation::Acl) && relation != Relation::AclRelcl || relation.is(Relation::Advcl) || of_noun
}

fn spread(context: &Context<'_>, first: usize) -> Vec<Embedded> {
    let marks: Vec<usize> = context.trees.children_by(first, Relation::Mark).filter(|&mark| mark < first).collect();
    let nominal = matches!(context.tags[first].xpos.as_str(), "VBG" | "VVIZU");
    if marks.is_empty() && !nominal {
        return Vec::new();
    }
    // German *zu* stands right before its verb, English *to* leads into the clause.
    let lead: Vec<usize> = marks.into_iter().filter(|&mark| context.tags[mark].xpos != "PTKZU").collect();
    let finite = is_finite(context, first);
    let linked = context.trees.children_by(first, Relation::Conj).filter(|&next| is_head(context, next));
    let all = std::iter::once(first).chain(linked);
    all.map(|head| Embedded { head, lead: lead.clone(), finite }).collect()
}

/// All words of a clause as they stand, without what leads into it and without clauses coordinated with it.
pub(super) fn words(context: &Context<'_>, clause: &Embedded) -> Vec<usize> {
    let mut words = context.trees.subtree(clause.head);
    for next in context.trees.children_by(clause.head, Relation::Conj).filter(|&next| is_head(context, next)) {
        let other = context.trees.subtree(next);
        words.retain(|word| !other.contains(word));
    }
    words.retain(|word| !clause.lead.contains(word));
    let empty = |word: &usize| matches!(context.tags[*word].upos, Upos::Punct | Upos::Cconj);
    let start = words.iter().position(|word| !empty(word)).unwrap_or(0);
    let end = words.iter().rposition(|word| !empty(word)).map_or(words.len(), |last| last + 1);
    words[start..end].to_vec()
}
