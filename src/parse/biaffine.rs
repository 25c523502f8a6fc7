//! Scores every pair of words of a window as dependent and head, finds the best tree, and names its arcs (Dozat and
//! Manning 2017).

use crate::encode::{Encoding, dot, gelu, softmax};
use crate::lexicon::{Lexicon, Panels, Task, TreeHeads, Workspace};
use crate::text::Language;

use super::{Relation, spanning};

/// Heads whose relations are scored together: a row is long, one value for each relation and place.
const TOGETHER: usize = 16;

/// The arc from a word to its head within a window.
pub(super) struct Arc {
    /// The place of the head, `None` at the root.
    pub(super) head: Option<usize>,
    pub(super) relation: Relation,
    /// How likely the arc is, in [0, 1].
    pub(super) sure: f32,
}

/// What the layers write into, window after window.
#[derive(Default)]
pub(super) struct Buffers {
    workspace: Workspace,
    sides: Vec<f32>,
    left: Vec<f32>,
}

const ARC: usize = TreeHeads::ARC;
const RELATION: usize = TreeHeads::RELATION;
/// The four vectors of a word.
const SIDES: usize = 2 * (ARC + RELATION);

/// The arcs of the best tree of a window.
pub(super) fn arcs(
    encoding: &Encoding,
    window: usize,
    language: Language,
    lexicon: &Lexicon,
    buffers: &mut Buffers,
) -> Vec<Arc> {
    let heads = &lexicon.model().trees;
    let words = encoding.styled(encoding.windows()[window].tokens.clone(), language, Task::Trees, lexicon);
    let above: Vec<f32> = heads.root.iter().chain(&words).copied().collect();
    heads.sides.apply_then(
        &above,
        &mut buffers.workspace,
        &mut buffers.sides,
        #[inline(always)]
        |_, row| gelu(row),
    );
    let chances = chances(heads, buffers);
    let width = above.len() / heads.root.len();
    let tree = spanning::best_tree(&chances, width);
    let relations = relations(heads, buffers, &tree, lexicon.model().labels.relations());
    let arc = |((head, relation), row): ((&usize, Relation), &[f32])| Arc {
        head: head.checked_sub(1),
        relation,
        sure: row[*head],
    };
    tree.iter().zip(relations).zip(chances.chunks_exact(width)).map(arc).collect()
}

/// For each word the chances of its possible heads; the first is the root.
fn chances(heads: &TreeHeads, Buffers { workspace, sides, left }: &mut Buffers) -> Vec<f32> {
    let rows = sides.chunks_exact(SIDES);
    let dependents: Vec<f32> = rows.clone().skip(1).flat_map(|row| &row[..ARC]).copied().collect();
    heads.arc.apply(&dependents, workspace, left);
    let width = rows.len();
    let mut parents = Panels::default();
    parents.set_columns(ARC, width, rows.map(|row| &row[ARC..2 * ARC]));
    let mut scores = parents.multiply(left);
    for (word, row) in scores.chunks_exact_mut(width).enumerate() {
        row[word + 1] = f32::MIN;
    }
    softmax(&mut scores, width);
    scores
}

/// The relation of each word to its head: `root` at the root and nowhere else.
fn relations(
    heads: &TreeHeads,
    Buffers { workspace, sides, left }: &mut Buffers,
    tree: &[usize],
    labels: &[String],
) -> Vec<Relation> {
    let named: Vec<_> = labels.iter().map(|label| Relation::from_label(label).unwrap_or(Relation::Dep)).collect();
    let rows: Vec<&[f32]> = sides.chunks_exact(SIDES).map(|row| &row[2 * ARC..]).collect();
    let mut relations = vec![Relation::Root; tree.len()];
    let mut parents: Vec<usize> = tree.iter().copied().filter(|parent| *parent != 0).collect();
    parents.sort_unstable();
    parents.dedup();
    for parents in parents.chunks(TOGETHER) {
        let heads_of: Vec<f32> = parents.iter().flat_map(|parent| &rows[*parent][RELATION..]).copied().collect();
        heads.relation.apply_then(
            &heads_of,
            workspace,
            left,
            #[inline(always)]
            |number, row| {
                let children = tree.iter().zip(&mut relations).zip(&rows[1..]);
                for ((_, relation), word) in children.filter(|((parent, _), _)| **parent == parents[number]) {
                    *relation = best_relation(row, &word[..RELATION], &named);
                }
            },
        );
    }
    relations
}

#[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
#[inline(always)]
fn best_relation(row: &[f32], word: &[f32], named: &[Relation]) -> Relation {
    let (mut best, mut most) = (Relation::Dep, f32::NEG_INFINITY);
    for (row, relation) in row.chunks_exact(word.len() + 1).zip(named) {
        let score = dot(&row[..word.len()], word) + row[word.len()];
        if score > most && *relation != Relation::Root {
            (best, most) = (*relation, score);
        }
    }
    best
}
