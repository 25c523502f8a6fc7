//! Which nodes a picture shows when it cannot show all: those with most to tell first. What many hang on comes before
//! what hangs on one thing only, and names before common nouns and amounts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::view::View;
use crate::ground::NodeKind;

/// At most `limit` nodes that have an edge, by their places in the view, sorted. Each is linked to another one shown.
pub(super) fn main_nodes(view: &View<'_>, limit: usize) -> Vec<usize> {
    let ends = view.ends();
    let mut order: Vec<usize> = (0..view.nodes.len()).filter(|place| view.nodes[*place].degree > 0).collect();
    let matters = |place: &usize| {
        let node = &view.nodes[*place];
        let is_named = matches!(node.kind, NodeKind::Entity(_));
        // A common noun counts as a name does when two things are linked by it.
        (
            Reverse(u32::from(is_named) + u32::from(node.degree > 1)),
            Reverse(node.degree),
            Reverse(node.mentions),
            *place,
        )
    };
    order.sort_by_key(matters);
    let mut shown: BTreeSet<usize> = order.into_iter().take(limit).collect();
    loop {
        let linked: BTreeSet<usize> = ends
            .iter()
            .map(|&(from, to)| (from as usize, to as usize))
            .filter(|(from, to)| from != to && shown.contains(from) && shown.contains(to))
            .flat_map(|(from, to)| [from, to])
            .collect();
        if linked.len() == shown.len() || linked.is_empty() {
            return shown.into_iter().collect();
        }
        shown = linked;
    }
}
