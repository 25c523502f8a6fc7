//! How a mention and a word that may tell of an event stand to each other: how far apart, over which arcs of the tree, behind
//! which preposition. Each is a feature that holds or not; which words are meant is left to the vectors.

use crate::parse::Relation;
use crate::tag::Upos;

use super::super::context::Context;
use super::{Player, PlayerForm};

/// Words between the two, up to and including which a distance falls into a step; farther is one step more.
const STEPS: [usize; 6] = [0, 1, 2, 4, 7, 12];
/// Arcs up to the word where the two ways meet, beyond which it does not matter how many.
const ARCS: usize = 4;
/// Names between the two, beyond which it does not matter how many.
const BETWEEN: usize = 2;
/// Prepositions are told apart by so many numbers, made of their letters.
const PREPOSITIONS: usize = 61;
/// Types of things.
const KINDS: usize = 18;
/// Relations of the tree.
const RELATIONS: usize = 64;

/// How many features there are.
pub const FEATURES: usize =
    (STEPS.len() + 1) + 2 + 4 + 2 * (ARCS + 1) + 3 + 2 * RELATIONS + (PREPOSITIONS + 1) + KINDS + (BETWEEN + 1) + 3;

/// Takes the features that hold, group by group.
struct Taken<'a> {
    numbers: &'a mut Vec<usize>,
    next: usize,
}

impl Taken<'_> {
    /// Of a group of so many the one with this number.
    fn one(&mut self, of: usize, number: usize) {
        self.numbers.push(self.next + number.min(of - 1));
        self.next += of;
    }

    /// One that holds or not.
    fn flag(&mut self, holds: bool) {
        if holds {
            self.numbers.push(self.next);
        }
        self.next += 1;
    }
}

/// Writes the numbers of the features that hold of a pair, below [`FEATURES`].
pub fn features(context: &Context<'_>, players: &[Player], player: &Player, trigger: usize, numbers: &mut Vec<usize>) {
    numbers.clear();
    let mut taken = Taken { numbers, next: 0 };
    let inside = player.tokens.contains(&trigger);
    let distance = if trigger < player.tokens.start {
        player.tokens.start - trigger
    } else {
        (trigger + 1).saturating_sub(player.tokens.end)
    };
    taken.one(STEPS.len() + 1, STEPS.iter().filter(|&&step| distance > step).count());
    taken.flag(!inside && trigger > player.head);
    taken.flag(!inside && trigger < player.head);
    taken.flag(inside);
    taken.flag(player.form == PlayerForm::Inside);
    taken.flag(player.form == PlayerForm::Noun);
    taken.flag(context.is_office(trigger));
    let [up, down] = ways(context, player.head, trigger);
    taken.one(ARCS + 1, up);
    taken.one(ARCS + 1, down);
    taken.flag([up, down] == [1, 0]);
    taken.flag([up, down] == [0, 1]);
    taken.flag([up, down] == [1, 1]);
    taken.one(RELATIONS, context.trees.relation(player.head) as usize);
    taken.one(RELATIONS, context.trees.relation(trigger) as usize);
    taken.one(PREPOSITIONS + 1, preposition(context, player.head));
    taken.one(KINDS, player.kind as usize);
    let (low, high) = (trigger.min(player.head), trigger.max(player.head));
    taken.one(BETWEEN + 1, players.iter().filter(|other| low < other.head && other.head < high).count());
    let stands = |mark: &str| context.document.tokens[low..high].iter().any(|token| token.form == mark);
    taken.flag(stands(","));
    taken.flag(stands(":"));
    taken.flag(context.tags[trigger].upos == Upos::Verb);
}

/// How many arcs lead from each of two tokens up to where they meet.
fn ways(context: &Context<'_>, one: usize, other: usize) -> [usize; 2] {
    let up = |token: usize| {
        let above = |&token: &usize| context.trees.head(token);
        std::iter::successors(Some(token), above).take(2 * ARCS).collect::<Vec<usize>>()
    };
    let (one, other) = (up(one), up(other));
    let met = one.iter().enumerate().find_map(|(up, token)| Some([up, other.iter().position(|also| also == token)?]));
    met.unwrap_or([ARCS, ARCS])
}

/// The number of the preposition in front of a noun; the last is for none.
fn preposition(context: &Context<'_>, head: usize) -> usize {
    let Some(word) = context.trees.children_by(head, Relation::Case).next() else { return PREPOSITIONS };
    // FNV-1a; that two rare prepositions share a number does no harm.
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    context.tags[word].lemma.to_lowercase().bytes().fold(0x811c_9dc5, step) as usize % PREPOSITIONS
}
