//! Gives every sentence its tree of Universal Dependencies.

mod biaffine;
mod conllu;
mod mend;
mod relation;
mod spanning;
mod tree;

pub use conllu::conllu;
pub use mend::mend;
pub use relation::Relation;
pub use tree::Trees;

use crate::encode::Encoding;
use crate::lexicon::Lexicon;
use crate::text::Document;

use biaffine::{Arc, Buffers};

/// Gives every sentence of a document its tree. A sentence too long to be read at once is several trees, the later ones
/// hung below the root of the first as parataxis.
#[must_use]
pub fn parse(document: &Document, encoding: &Encoding, lexicon: &Lexicon) -> Trees {
    let mut grown = Grown::default();
    let mut root_of_sentence = None;
    let mut buffers = Buffers::default();
    for (number, window) in encoding.windows().iter().enumerate() {
        let language = document.sentences[window.sentence].language;
        let arcs = biaffine::arcs(encoding, number, language, lexicon, &mut buffers);
        let first = root_of_sentence.filter(|(sentence, _)| *sentence == window.sentence).map(|(_, root)| root);
        let root = grown.add(&arcs, window.tokens.start, first);
        root_of_sentence = Some((window.sentence, root));
    }
    Trees::new(grown.heads, grown.relations, grown.sure)
}

#[derive(Default)]
struct Grown {
    heads: Vec<Option<usize>>,
    relations: Vec<Relation>,
    sure: Vec<f32>,
}

impl Grown {
    /// Adds the tree of a window that begins at `start` below `above`, if it is not the first of its sentence; returns
    /// the root of the sentence.
    fn add(&mut self, arcs: &[Arc], start: usize, above: Option<usize>) -> usize {
        let mut root = above.unwrap_or(start);
        for (place, arc) in arcs.iter().enumerate() {
            if arc.head.is_none() && above.is_none() {
                root = start + place;
            }
            let hung = arc.head.is_none() && above.is_some();
            self.heads.push(if hung { above } else { arc.head.map(|head| start + head) });
            self.relations.push(if hung { Relation::Parataxis } else { arc.relation });
            self.sure.push(arc.sure);
        }
        root
    }
}
