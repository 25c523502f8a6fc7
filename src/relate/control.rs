//! Who does what an infinitive says: the subject of the verb above it, its object, whom something is demanded of, or
//! the one who has the plan that the infinitive explains.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::Case;

use super::clause::{self, Voice};
use super::context::Context;

/// The subject of an infinitive: the subject of the verb above, or its object where that verb says so.
pub(super) fn controller(context: &Context<'_>, above: usize, steps: usize) -> Vec<usize> {
    let list = context.lexicon.list(ListName::ObjectControl, context.language(above));
    let Some(value) = list.get(&clause::lemma(context, above)) else {
        return clause::subjects(context, above, steps + 1);
    };
    // *wurde verpflichtet, zu …*, *verpflichtet sich, zu …*: the subject is bound itself.
    if clause::voice(context, above) == Voice::Passive || clause::reflexive(context, above).is_some() {
        return clause::subjects(context, above, steps + 1);
    }
    let mut objects = clause::direct_objects(context, above);
    objects.extend(context.trees.children_by(above, Relation::Iobj));
    let objects = if objects.is_empty() { addressees(context, above) } else { objects };
    // *half, die Daten zu verteilen*: who helps nobody in particular does it too; not so *ließ Manager auftreten*, where
    // the tree gives who does it to the infinitive as its object.
    if objects.is_empty() && value == SHARED && !is_done_by_object(context, above) {
        clause::subjects(context, above, steps + 1)
    } else {
        objects
    }
}

fn is_done_by_object(context: &Context<'_>, above: usize) -> bool {
    let mut infinitives = context.trees.children_by(above, Relation::Xcomp);
    infinitives.any(|verb| {
        let mut objects = context.trees.children_by(verb, Relation::Obj);
        objects.any(|object| context.in_list(object, ListName::Role))
    })
}

/// The value of verbs whose subject does it too.
const SHARED: &str = "shared";

/// *fordert von Volkswagen, …*, *dem Unternehmen gelang es, …*.
fn addressees(context: &Context<'_>, above: usize) -> Vec<usize> {
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(above));
    let addressed = |&phrase: &usize| match context.preposition(phrase) {
        Some(preposition) => possessive.contains(&preposition),
        None => context.tags[phrase].features.case == Some(Case::Dat),
    };
    context
        .trees
        .children_by(above, Relation::Obl)
        .filter(|&phrase| context.is_nominal(phrase))
        .filter(addressed)
        .collect()
}

/// *der Plan von Eon, … zu übernehmen*, *announced plans to move*: whose plan it is does what the infinitive says.
pub(super) fn holder(context: &Context<'_>, head: usize, noun: usize, steps: usize) -> Vec<usize> {
    if clause::is_finite(context, head) || context.noun_value(noun, ListName::PlanNoun).is_none() {
        return Vec::new();
    }
    let owner = context.trees.children_by(noun, Relation::Nmod).find(|&child| context.is_possessor(child));
    let verb = context.trees.head(noun).filter(|&verb| clause::is_head(context, verb));
    let of_verb = || verb.filter(|_| context.trees.relation(noun).is(Relation::Obj));
    let shared = || of_verb().map(|verb| clause::subjects(context, verb, steps + 1)).unwrap_or_default();
    owner.map_or_else(shared, |owner| vec![owner])
}
