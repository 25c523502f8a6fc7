//! Scores every pair of words of a window as dependent and head, finds the best tree, and names its arcs (Dozat and
//! Manning 2017).

use crate::encode::{Encoding, gelu, softmax};
use crate::lexicon::{Lexicon, Linear, Panels, Task, TreeHeads, Workspace};
use crate::tag::highest;
use crate::text::Language;

use super::{Relation, spanning};

/// Words whose relations are scored together: a row is long, one value for each relation and place.
const TOGETHER: usize = 64;

/// The arc from a word to its head within a window.
pub(super) struct Arc {
    /// The place of the head, `None` at the root.
    pub(super) head: Option<usize>,
    pub(super) relation: Relation,
    /// How likely the arc is, in [0, 1].
    pub(super) sure: f32,
}

/// The arcs of the best tree of a window.
pub(super) fn arcs(encoding: &Encoding, window: usize, language: Language, lexicon: &Lexicon) -> Vec<Arc> {
    let heads = &lexicon.model().trees;
    let tokens = encoding.windows()[window].tokens.clone();
    let words = encoding.styled(tokens, language, Task::Trees, lexicon);
    let above: Vec<f32> = heads.root.iter().chain(&words).copied().collect();
    let chances = chances(heads, &words, &above);
    let width = above.len() / heads.root.len();
    let tree = spanning::best_tree(&chances, width);
    let relations = relations(heads, &words, &above, &tree, lexicon.model().labels.relations());
    let arc = |((head, relation), row): ((&usize, Relation), &[f32])| Arc {
        head: head.checked_sub(1),
        relation,
        sure: row[*head],
    };
    tree.iter().zip(relations).zip(chances.chunks_exact(width)).map(arc).collect()
}

/// For each word the chances of its possible heads; the first is the root.
fn chances(heads: &TreeHeads, words: &[f32], above: &[f32]) -> Vec<f32> {
    let dependents = heads.arc.apply(&bent(&heads.arc_dependent, words));
    let vectors = bent(&heads.arc_head, above);
    let (inputs, width) = (heads.arc.weight.outputs(), above.len() / heads.root.len());
    let mut scores = Panels::new(inputs, width, |input, head| vectors[head * inputs + input]).multiply(&dependents);
    for (word, row) in scores.chunks_exact_mut(width).enumerate() {
        row[word + 1] = f32::MIN;
    }
    softmax(&mut scores, width);
    scores
}

/// What a layer makes of the rows, bent.
fn bent(layer: &Linear, rows: &[f32]) -> Vec<f32> {
    let mut values = layer.apply(rows);
    gelu(&mut values);
    values
}

/// The relation of each word to its head: `root` at the root and nowhere else.
fn relations(heads: &TreeHeads, words: &[f32], above: &[f32], tree: &[usize], labels: &[String]) -> Vec<Relation> {
    let named: Vec<_> = labels.iter().map(|label| Relation::from_label(label).unwrap_or(Relation::Dep)).collect();
    let dependents = bent(&heads.relation_dependent, words);
    let vectors = bent(&heads.relation_head, above);
    let inputs = heads.relation_dependent.bias.len();
    let mut relations = Vec::with_capacity(tree.len());
    let (mut left, mut workspace) = (Vec::new(), Workspace::default());
    for (rows, parents) in dependents.chunks(TOGETHER * inputs).zip(tree.chunks(TOGETHER)) {
        heads.relation.apply(rows, &mut workspace, &mut left);
        for (row, &parent) in left.chunks_exact(heads.relation.outputs()).zip(parents) {
            let vector = &vectors[parent * inputs..][..inputs];
            relations.push(if parent == 0 { Relation::Root } else { best_relation(row, vector, &named) });
        }
    }
    relations
}

fn best_relation(row: &[f32], head: &[f32], named: &[Relation]) -> Relation {
    let score = |(row, relation): (&[f32], &Relation)| {
        let product: f32 = row.iter().zip(head).map(|(left, right)| left * right).sum();
        if *relation == Relation::Root { f32::MIN } else { product + row[head.len()] }
    };
    let scores: Vec<f32> = row.chunks_exact(head.len() + 1).zip(named).map(score).collect();
    named.get(highest(&scores)).copied().unwrap_or(Relation::Dep)
}
