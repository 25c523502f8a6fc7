//! Compares what the program reads with what `training/reference.py` read with the unpacked weights: a model packed
//! into 8 bits and another implementation should hardly ever differ.

use std::path::Path;

use crate::encode::encode;
use crate::lexicon::Lexicon;
use crate::parse::parse;
use crate::tag::tag;
use crate::text::Language;

use super::ScoreError;
use super::conllu::{document, lines, sentences};

/// How many words were compared, and how many of them agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// All words.
    pub words: usize,
    /// Those with the same part of speech.
    pub upos: usize,
    /// Those with the same head.
    pub heads: usize,
    /// Those with the same head and relation.
    pub arcs: usize,
    /// Those with the same part of speech and head.
    pub both: usize,
}

/// Compares on the words of a treebank; the reference has a line of part of speech, head and relation for each.
///
/// # Errors
/// When a file cannot be read or the two are not of one length.
pub fn agreement(treebank: &Path, reference: &Path, lexicon: &Lexicon) -> Result<Agreement, ScoreError> {
    let gold = sentences(treebank)?;
    let words = gold.iter().map(|words| words.iter().map(|word| word.form.as_str()).collect());
    let document = document(words, Language::German);
    let expected: Vec<String> = lines(reference)?.into_iter().filter(|line| !line.is_empty()).collect();
    if expected.len() != document.tokens.len() {
        return Err(ScoreError::at(reference, expected.len(), "not as many words as the treebank has"));
    }
    let encoding = encode(&document, lexicon);
    let (tags, trees) = (tag(&document, &encoding, lexicon), parse(&document, &encoding, lexicon));
    let mut agreement = Agreement { words: expected.len(), ..Agreement::default() };
    for sentence in &document.sentences {
        for token in sentence.tokens.clone() {
            let head = trees.head(token).map_or(0, |head| head + 1 - sentence.tokens.start).to_string();
            agreement.add(&expected[token], tags[token].upos.label(), &head, trees.relation(token).label());
        }
    }
    Ok(agreement)
}

impl Agreement {
    fn add(&mut self, expected: &str, upos: &str, head: &str, relation: &str) {
        let columns: Vec<&str> = expected.split('\t').collect();
        let same = |place: usize, own: &str| columns.get(place) == Some(&own);
        self.upos += usize::from(same(0, upos));
        self.heads += usize::from(same(1, head));
        self.arcs += usize::from(same(1, head) && same(2, relation));
        self.both += usize::from(same(0, upos) && same(1, head));
    }
}
