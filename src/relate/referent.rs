//! What a relative pronoun stands for: the noun that its clause modifies, or a nearer or higher one with which it agrees.

use crate::parse::Relation;
use crate::tag::{Number, PronType, VerbForm};

use super::agreement;
use super::context::Context;

/// A relative pronoun stands for the noun that its clause modifies.
pub(super) fn referent(context: &Context<'_>, token: usize) -> usize {
    antecedent(context, token).unwrap_or(token)
}

fn antecedent(context: &Context<'_>, token: usize) -> Option<usize> {
    let relative = context.tags[token].features.pron_type == Some(PronType::Rel)
        || matches!(context.tags[token].xpos.as_str(), "PRELS" | "WDT");
    let mut verb = context.trees.head(token).filter(|_| relative)?;
    loop {
        let above = context.trees.head(verb)?;
        let relation = context.trees.relation(verb);
        if relation.is(Relation::Acl) {
            let noun = of_same_gender(context, agreeing(context, above, verb, token), token);
            return (above < token).then(|| nearest_conjunct(context, noun, token));
        }
        if relation != Relation::Conj && !relation.is(Relation::Xcomp) {
            return None;
        }
        verb = above;
    }
}

/// *eine Reise durch die Provinzen, die organisiert wurde*: a relative pronoun that is the subject of a verb in the singular
/// speaks of no plural; the noun above the nearest one may do.
fn agreeing(context: &Context<'_>, noun: usize, verb: usize, pronoun: usize) -> usize {
    let number = |token: usize| context.tags[token].features.number;
    let words = context.trees.children_by(verb, Relation::Aux).chain([verb]);
    let finite = words.into_iter().find(|&word| context.tags[word].features.verb_form == Some(VerbForm::Fin));
    let single = finite.and_then(number) == Some(Number::Sing) && context.trees.relation(pronoun).is(Relation::Nsubj);
    let above = context.trees.head(noun).filter(|_| context.trees.relation(noun).is(Relation::Nmod));
    let fits = |above: usize| context.is_nominal(above) && number(above) == Some(Number::Sing);
    if !single || number(noun) != Some(Number::Plur) {
        return noun;
    }
    above.filter(|&above| fits(above)).or_else(|| single_beside(context, noun, pronoun)).unwrap_or(noun)
}

/// *auf einer Reise durch die Provinzen, die …*: the phrase in front that the tree hangs on the same verb.
fn single_beside(context: &Context<'_>, noun: usize, pronoun: usize) -> Option<usize> {
    let gender = context.tags[pronoun].features.gender?;
    let verb = context.trees.head(noun).filter(|_| context.trees.relation(noun).is(Relation::Obl))?;
    let beside = [Relation::Obl, Relation::Obj].into_iter();
    let beside = beside.flat_map(|relation| context.trees.children_by(verb, relation).collect::<Vec<_>>());
    let fits = |&other: &usize| {
        let features = context.tags[other].features;
        other < noun && features.gender == Some(gender) && features.number == Some(Number::Sing)
    };
    beside.filter(fits).max()
}

/// *in einem Tempo auf den Markt, das …*: where a noun and its article have another gender than the pronoun, the phrase
/// beside it that has the same is meant.
fn of_same_gender(context: &Context<'_>, noun: usize, pronoun: usize) -> usize {
    let gender = |token: usize| context.tags[token].features.gender;
    let sure = context.trees.children_by(noun, Relation::Det).any(|article| gender(article) == gender(noun));
    let (Some(wanted), Some(verb)) = (gender(pronoun), context.trees.head(noun).filter(|_| sure)) else { return noun };
    if gender(noun).is_none_or(|own| own == wanted) || !context.trees.relation(noun).is(Relation::Obl) {
        return noun;
    }
    let beside = context.trees.children_by(verb, Relation::Obl).filter(|&other| other < noun);
    beside.filter(|&other| gender(other) == Some(wanted)).max().unwrap_or(noun)
}

/// *Ctrip und BYD, der …*: a relative pronoun in the singular speaks of the conjunct right before it; *ist eines von 18
/// Ländern, das …* of the one, which is the subject.
fn nearest_conjunct(context: &Context<'_>, noun: usize, pronoun: usize) -> usize {
    if context.tags[pronoun].features.number != Some(Number::Sing) {
        return noun;
    }
    if let Some(one) = agreement::one_of(context, noun) {
        return one;
    }
    let before = context.trees.children_by(noun, Relation::Conj).filter(|&other| other < pronoun);
    before.filter(|&other| context.is_nominal(other)).max().unwrap_or(noun)
}
