//! Marks subject, predicate and object in a sentence: by colours, or else by brackets: `[S Orange] {P gründete} (O Bleu)`.

use super::output::{Style, painted};
use crate::query::{Part, Piece};

/// The pieces of a sentence on one line, with its parts marked.
pub(super) fn marked(pieces: &[Piece<'_>], colored: bool) -> String {
    let marked: String = pieces.iter().map(|piece| mark(piece, colored)).collect();
    marked.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mark(piece: &Piece<'_>, colored: bool) -> String {
    let words = piece.text;
    match piece.part {
        Part::Other => words.to_owned(),
        Part::Subject if colored => painted(Style::Subject, words),
        Part::Predicate if colored => painted(Style::Predicate, words),
        Part::Object if colored => painted(Style::Object, words),
        Part::Subject => format!("[S {words}]"),
        Part::Predicate => format!("{{P {words}}}"),
        Part::Object => format!("(O {words})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_the_parts_stand_in_brackets() {
        let piece = |text, part| Piece { text, part };
        let pieces = [
            piece("Orange", Part::Subject),
            piece(" ", Part::Other),
            piece("gründete", Part::Predicate),
            piece("\n2021 ", Part::Other),
            piece("Bleu", Part::Object),
            piece(".", Part::Other),
        ];
        assert_eq!(marked(&pieces, false), "[S Orange] {P gründete} 2021 (O Bleu).");
        assert!(marked(&pieces, true).contains("\u{1b}[1;34mOrange\u{1b}[0m"));
    }
}
