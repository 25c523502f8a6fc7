//! The trees of a document: one head a token, one root a sentence.

use serde::{Deserialize, Serialize};

use super::Relation;

/// The trees of all sentences of a document, over the positions of its tokens.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trees {
    heads: Vec<Option<usize>>,
    relations: Vec<Relation>,
    sure: Vec<f32>,
    children: Vec<Vec<usize>>,
}

impl Trees {
    /// The trees with these arcs: for each token its head (`None` for the root of a sentence), its relation and how
    /// likely the arc is, in [0, 1].
    ///
    /// # Panics
    /// When the three are not of one length.
    #[must_use]
    pub fn new(heads: Vec<Option<usize>>, relations: Vec<Relation>, sure: Vec<f32>) -> Self {
        assert!(heads.len() == relations.len() && heads.len() == sure.len(), "one head, relation and chance a token");
        let mut children = vec![Vec::new(); heads.len()];
        for (token, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                children[head].push(token);
            }
        }
        Self { heads, relations, sure, children }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The head of a token; the root of a sentence has none.
    #[must_use]
    pub fn head(&self, token: usize) -> Option<usize> {
        self.heads[token]
    }

    /// The relation of a token to its head.
    #[must_use]
    pub fn relation(&self, token: usize) -> Relation {
        self.relations[token]
    }

    /// How likely the arc to the head is, in [0, 1].
    #[must_use]
    pub fn sure(&self, token: usize) -> f32 {
        self.sure[token]
    }

    /// The dependents of a token, in the order of the text.
    #[must_use]
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// The dependents of a token with the relation or a subtype of it.
    pub fn children_by(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.children(token).iter().copied().filter(move |&child| self.relation(child).is(relation))
    }

    /// A token and all that hangs below it, in the order of the text.
    #[must_use]
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let mut all = vec![token];
        let mut next = 0;
        while let Some(&above) = all.get(next) {
            all.extend_from_slice(self.children(above));
            next += 1;
        }
        all.sort_unstable();
        all
    }
}
