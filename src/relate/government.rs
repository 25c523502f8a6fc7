//! Which phrases a noun and which a verb governs. Right behind a noun like *Druck* or *access* a phrase with its preposition
//! is the noun's, even where the tree hangs it on the verb; *aus China* is the verb's in *die Fertigung aus China
//! verlagern*, even where it hangs on the noun.

use crate::lexicon::ListName;
use crate::parse::Relation;

use super::clause::{Clause, Oblique, Voice};
use super::context::Context;

/// Whether a phrase that the tree hangs on a verb belongs to the noun right before it.
pub(super) fn is_governed(context: &Context<'_>, verb: usize, phrase: usize) -> bool {
    governor(context, verb, phrase).is_some()
}

/// The noun right before a phrase that governs its preposition, on the same side of the verb.
pub(super) fn governor(context: &Context<'_>, verb: usize, phrase: usize) -> Option<usize> {
    let preposition = context.preposition(phrase)?;
    let first = context.trees.subtree(phrase).into_iter().next()?;
    let noun = first.checked_sub(1).filter(|&noun| noun != verb && (noun < verb) == (phrase < verb))?;
    governs(context, noun, &preposition).then_some(noun)
}

/// Whether a noun takes phrases with this preposition.
pub(super) fn governs(context: &Context<'_>, noun: usize, preposition: &str) -> bool {
    if !context.is_nominal(noun) || context.entity(noun).is_some() {
        return false;
    }
    let governed = context.noun_value(noun, ListName::NounPreposition);
    governed.is_some_and(|(_, words)| words.split(' ').any(|word| word == preposition))
}

/// *die Fertigung aus China verlagern*: phrases that belong to the verb but hang on its object.
pub(super) fn lift(context: &Context<'_>, clause: &mut Clause) {
    let list = context.lexicon.list(ListName::LiftedPreposition, context.language(clause.head));
    let Some(governed) = list.get(&clause.entry()).or_else(|| list.get(&clause.lemma)) else { return };
    let alone = clause.objects.is_empty() && clause.reflexive;
    let patients = if clause.voice == Voice::Passive || alone { &clause.subjects } else { &clause.objects };
    let nouns: Vec<usize> = patients.iter().flat_map(|&noun| with_conjuncts(context, noun)).collect();
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(clause.head));
    for noun in nouns {
        for (modifier, deep) in phrases(context, noun) {
            let preposition = context.preposition(modifier);
            // *die Fertigung von Servern aus China*: below a name of the goods only what is no genitive is the verb's.
            let own = |word: &String| !deep || !possessive.contains(word) && modifier > noun;
            let asked = |word: &String| governed.split(' ').any(|other| other.replace('_', " ") == *word);
            let fits = preposition.as_ref().is_some_and(|word| asked(word) && own(word));
            if fits && !clause.obliques.iter().any(|oblique| oblique.head == modifier) {
                clause.obliques.push(Oblique { head: modifier, word: modifier, preposition });
            }
        }
    }
}

/// The phrases of a noun, then those of the nouns in them, which are deep.
pub(super) fn phrases(context: &Context<'_>, noun: usize) -> Vec<(usize, bool)> {
    let direct: Vec<usize> = context.trees.children_by(noun, Relation::Nmod).collect();
    let nouns = direct.iter().filter(|&&child| context.entity(child).is_none());
    let below = nouns.flat_map(|&child| with_conjuncts(context, child));
    let deep: Vec<usize> =
        below.flat_map(|child| context.trees.children_by(child, Relation::Nmod).collect::<Vec<_>>()).collect();
    direct.into_iter().map(|child| (child, false)).chain(deep.into_iter().map(|child| (child, true))).collect()
}

fn with_conjuncts(context: &Context<'_>, noun: usize) -> Vec<usize> {
    let mut all = vec![noun];
    all.extend(context.trees.children_by(noun, Relation::Conj));
    all
}
