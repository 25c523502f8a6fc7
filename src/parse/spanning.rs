//! The best tree with one root: a maximum spanning arborescence over the chances of the arcs (Chu and Liu 1965, Edmonds
//! 1967). Taking each word's best head alone would give cycles, and sentences with two roots or none.

/// What an arc that must not be counts for: less than all others of a sentence together.
const NEVER: f64 = -1e9;
/// The logarithm of a chance of 0.
const LEAST: f64 = -1e4;

/// The heads of the words in the best tree, 0 for the root, from the chances of their possible heads: `width` a word,
/// the first being that of the root.
pub(super) fn best_tree(chances: &[f32], width: usize) -> Vec<usize> {
    // What is no chance counts as none.
    let logarithm = |chance: &f32| if *chance > 0.0 { f64::from(*chance).ln().clamp(LEAST, 0.0) } else { LEAST };
    let scores: Vec<Vec<f64>> = chances.chunks_exact(width).map(|row| row.iter().map(logarithm).collect()).collect();
    let free: Vec<f64> = scores.iter().enumerate().map(|(word, row)| best_head(word, row)).collect();
    let total: f64 = free.iter().sum();
    let mut best = (f64::NEG_INFINITY, Vec::new());
    for root in by_gain(&scores, &free) {
        if !best.1.is_empty() && scores[root][0] + total - free[root] <= best.0 {
            break;
        }
        let trial = with_root(&scores, root);
        let heads = arborescence(&trial);
        let value = (1..heads.len()).map(|word| trial[word][heads[word]]).sum();
        if value > best.0 {
            best = (value, heads);
        }
    }
    best.1.split_off(1.min(best.1.len()))
}

/// The score of the best head of a word among the other words, 0 when it is alone.
fn best_head(word: usize, row: &[f64]) -> f64 {
    let others = row.iter().enumerate().skip(1).filter(|(head, _)| *head != word + 1);
    let best = others.map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
    if best.is_finite() { best } else { 0.0 }
}

/// The words by how much is gained if they are the root: once no later one can beat the best tree, the search ends.
fn by_gain(scores: &[Vec<f64>], free: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| (scores[b][0] - free[b]).total_cmp(&(scores[a][0] - free[a])));
    order
}

/// The square of scores, the root of the sentence being node 0, in which only `root` hangs there.
fn with_root(scores: &[Vec<f64>], root: usize) -> Vec<Vec<f64>> {
    let mut trial = vec![vec![NEVER; scores.len() + 1]];
    for (word, row) in scores.iter().enumerate() {
        let mut row = row.clone();
        if word == root {
            row[1..].fill(NEVER);
        } else {
            row[0] = NEVER;
        }
        row[word + 1] = NEVER;
        trial.push(row);
    }
    trial
}

/// The best head of each node but node 0 without a cycle.
fn arborescence(scores: &[Vec<f64>]) -> Vec<usize> {
    let mut heads: Vec<usize> = scores.iter().map(|row| highest(row)).collect();
    heads[0] = 0;
    let Some(members) = cycle(&heads) else { return heads };
    let rest: Vec<usize> = (0..scores.len()).filter(|node| !members.contains(node)).collect();
    let joined = Joined::new(scores, &heads, &members, &rest);
    let solved = arborescence(&joined.scores);
    for (place, &node) in rest.iter().enumerate().skip(1) {
        let head = solved[place];
        heads[node] = if head < rest.len() { rest[head] } else { joined.leaves_by[place] };
    }
    let from = solved[rest.len()];
    heads[joined.enters_at[from]] = rest[from];
    heads
}

/// The graph in which a cycle is one node, the last.
struct Joined {
    scores: Vec<Vec<f64>>,
    /// For each other node the member of the cycle that it would hang below.
    leaves_by: Vec<usize>,
    /// For each other node the member that would hang below it.
    enters_at: Vec<usize>,
}

impl Joined {
    fn new(scores: &[Vec<f64>], heads: &[usize], members: &[usize], rest: &[usize]) -> Self {
        let leaves_by: Vec<usize> = rest.iter().map(|&node| best(members, |member| scores[node][member])).collect();
        let gain = |member: usize, head: usize| scores[member][head] - scores[member][heads[member]];
        let enters_at: Vec<usize> = rest.iter().map(|&head| best(members, |member| gain(member, head))).collect();
        let inside: f64 = members.iter().map(|&member| scores[member][heads[member]]).sum();
        let mut joined: Vec<Vec<f64>> = Vec::new();
        for (&node, &member) in rest.iter().zip(&leaves_by) {
            joined.push(rest.iter().map(|&head| scores[node][head]).chain([scores[node][member]]).collect());
        }
        let entering = rest.iter().zip(&enters_at).map(|(&head, &member)| gain(member, head) + inside);
        joined.push(entering.chain([f64::NEG_INFINITY]).collect());
        Self { scores: joined, leaves_by, enters_at }
    }
}

/// The member with the highest value, the first of equals.
fn best(members: &[usize], value: impl Fn(usize) -> f64) -> usize {
    let mut best = members[0];
    for &member in members {
        if value(member) > value(best) {
            best = member;
        }
    }
    best
}

fn highest(row: &[f64]) -> usize {
    let mut best = 0;
    for (place, score) in row.iter().enumerate() {
        if *score > row[best] {
            best = place;
        }
    }
    best
}

/// The nodes of a cycle, sorted, if there is one. Node 0 is its own head and no cycle.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // The walk from which a node was first seen; node 0 ends every walk.
    let mut seen = vec![None; heads.len()];
    seen[0] = Some(0);
    for start in 1..heads.len() {
        let mut at = start;
        while seen[at].is_none() {
            seen[at] = Some(start);
            at = heads[at];
        }
        if seen[at] == Some(start) {
            return Some(around(heads, at));
        }
    }
    None
}

fn around(heads: &[usize], start: usize) -> Vec<usize> {
    let mut members = vec![start];
    let mut at = heads[start];
    while at != start {
        members.push(at);
        at = heads[at];
    }
    members.sort_unstable();
    members
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(chances: &[f32], heads: &[usize]) -> f64 {
        let width = heads.len() + 1;
        let log = |chance: f32| if chance > 0.0 { f64::from(chance).ln() } else { LEAST };
        heads.iter().enumerate().map(|(word, &head)| log(chances[word * width + head])).sum()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let reaches_root = |word: usize| {
            let mut at = word + 1;
            for _ in 0..=heads.len() {
                if at == 0 {
                    return true;
                }
                at = heads[at - 1];
            }
            false
        };
        heads.iter().filter(|head| **head == 0).count() == 1 && (0..heads.len()).all(reaches_root)
    }

    fn best_of_all(chances: &[f32], words: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for number in 0..(words + 1).pow(words as u32) {
            let heads: Vec<usize> =
                (0..words).map(|word| number / (words + 1).pow(word as u32) % (words + 1)).collect();
            if is_tree(&heads) {
                best = best.max(value(chances, &heads));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_tree_is_better(words in 1_usize..=5, seed in prop::collection::vec(0.001_f32..1.0, 30)) {
            let chances = &seed[..words * (words + 1)];
            let heads = best_tree(chances, words + 1);
            prop_assert!(is_tree(&heads));
            prop_assert!((value(chances, &heads) - best_of_all(chances, words)).abs() < 1e-6);
        }

        #[test]
        fn every_word_has_one_head_and_every_sentence_one_root(
            words in 1_usize..=12,
            seed in prop::collection::vec(prop_oneof![0.0_f32..=1.0, prop::num::f32::ANY], 156),
        ) {
            let heads = best_tree(&seed[..words * (words + 1)], words + 1);
            prop_assert_eq!(heads.len(), words);
            prop_assert!(is_tree(&heads));
        }
    }

    #[test]
    fn no_word_needs_no_tree() {
        assert!(best_tree(&[], 1).is_empty());
    }
}
