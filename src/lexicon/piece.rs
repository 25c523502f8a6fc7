//! Cuts a word into the pieces that the encoder knows: of all ways to cut it the most probable one under a unigram
//! model (Kudo 2018), after the normal form NFKC. A word of the text is cut on its own, not its sentence.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// The sign for the blank before a word.
const BLANK: char = '▁';
/// More pieces of a word are not read; the reader was trained so.
const PIECES_OF_A_WORD: usize = 8;
const UNKNOWN: u32 = 2;

/// The pieces and how probable each is.
#[derive(Clone)]
pub struct Pieces {
    numbers: HashMap<String, u32>,
    scores: Vec<f32>,
    longest: usize,
    unknown_score: f32,
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Pieces({})", self.scores.len())
    }
}

impl Pieces {
    /// The number of the sign that begins a sentence.
    pub const BEGIN: u32 = 0;
    /// The number of the sign that ends it.
    pub const END: u32 = 1;

    /// The pieces of `text`, one a line, the first three being the signs for begin, end and unknown, with the
    /// logarithms of their chances.
    pub(super) fn new(text: &str, scores: Vec<f32>, unknown_score: f32) -> Self {
        let lines = text.split('\n').zip(0_u32..).skip(3);
        let numbers: HashMap<_, _> = lines.map(|(piece, number)| (piece.to_owned(), number)).collect();
        let longest = text.split('\n').map(str::len).max().unwrap_or(0);
        Self { numbers, scores, longest, unknown_score }
    }

    /// The pieces of a word: one at least, eight at most.
    #[must_use]
    pub fn cut(&self, word: &str) -> Vec<u32> {
        let normal = normalize(word);
        let starts = normal.match_indices(BLANK).map(|(start, _)| start);
        let ends = normal.match_indices(BLANK).map(|(start, _)| start).skip(1).chain([normal.len()]);
        let mut pieces: Vec<u32> = starts.zip(ends).flat_map(|(start, end)| self.best(&normal[start..end])).collect();
        pieces.truncate(PIECES_OF_A_WORD);
        if pieces.is_empty() { vec![UNKNOWN] } else { pieces }
    }

    /// The most probable pieces, found from left to right (Viterbi 1967).
    fn best(&self, text: &str) -> Vec<u32> {
        let mut ways: Vec<Option<Way>> = vec![None; text.len() + 1];
        ways[0] = Some(Way { score: 0.0, from: 0, piece: UNKNOWN });
        for (start, letter) in text.char_indices() {
            let Some(so_far) = ways[start].map(|way| way.score) else { continue };
            let mut alone = false;
            for end in self.ends(text, start) {
                if let Some(&piece) = self.numbers.get(&text[start..end]) {
                    alone |= end == start + letter.len_utf8();
                    let score = so_far + f64::from(self.scores[piece as usize]);
                    improve(&mut ways[end], Way { score, from: start, piece });
                }
            }
            if !alone {
                let score = so_far + f64::from(self.unknown_score);
                improve(&mut ways[start + letter.len_utf8()], Way { score, from: start, piece: UNKNOWN });
            }
        }
        walk_back(&ways)
    }

    fn ends<'a>(&self, text: &'a str, start: usize) -> impl Iterator<Item = usize> + use<'a> {
        let furthest = (start + self.longest).min(text.len());
        (start + 1..=furthest).filter(|&end| text.is_char_boundary(end))
    }
}

/// The best way to a place: its score, where its last piece begins, and that piece.
#[derive(Debug, Clone, Copy)]
struct Way {
    score: f64,
    from: usize,
    piece: u32,
}

fn improve(known: &mut Option<Way>, way: Way) {
    if known.is_none_or(|known| way.score > known.score) {
        *known = Some(way);
    }
}

/// The pieces of the best way to the end; neighbours that are unknown are one.
fn walk_back(ways: &[Option<Way>]) -> Vec<u32> {
    let (mut pieces, mut at) = (Vec::new(), ways.len() - 1);
    while let Some(way) = ways[at].filter(|_| at > 0) {
        if way.piece != UNKNOWN || pieces.last() != Some(&UNKNOWN) {
            pieces.push(way.piece);
        }
        at = way.from;
    }
    pieces.reverse();
    pieces
}

/// The word as the pieces are written: NFKC without control characters, one [`BLANK`] for a run of blanks and one in
/// front.
fn normalize(word: &str) -> String {
    let seen = word.chars().filter(|&letter| !is_dropped(letter));
    let blanks = seen.map(|letter| if is_blank(letter) { ' ' } else { letter });
    let mut normal = String::with_capacity(word.len() + 3);
    for letter in blanks.nfkc().map(|letter| if letter == ' ' { BLANK } else { letter }) {
        if normal.is_empty() && letter != BLANK {
            normal.push(BLANK);
        }
        if letter != BLANK || !normal.ends_with(BLANK) {
            normal.push(letter);
        }
    }
    normal
}

/// Control characters that are no white space.
fn is_dropped(letter: char) -> bool {
    matches!(letter, '\u{1}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{8f}' | '\u{9f}')
}

/// White space, marks without width and marks of direction.
fn is_blank(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\u{c}' | '\r' | '\u{1680}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(letter, BLANK | '\u{feff}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let text = "<s>\n</s>\n<unk>\n▁\n▁Werk\nWerk\ns\n▁Stahl\nwerk\nwerks\n▁fin\n▁1";
        let scores = vec![0.0, 0.0, 0.0, -4.0, -5.0, -6.0, -3.0, -5.0, -6.0, -10.0, -5.0, -5.0];
        Pieces::new(text, scores, -30.0)
    }

    #[test]
    fn the_most_probable_way_to_cut_wins() {
        assert_eq!(pieces().cut("Stahlwerks"), [7, 8, 6]);
        assert_eq!(pieces().cut("Werks"), [4, 6]);
    }

    #[test]
    fn what_no_piece_has_is_one_unknown() {
        assert_eq!(pieces().cut("Werk字字"), [4, UNKNOWN]);
        assert_eq!(pieces().cut(""), [UNKNOWN]);
    }

    #[test]
    fn a_word_is_cut_in_its_normal_form() {
        assert_eq!(pieces().cut("ﬁn"), [10]);
        assert_eq!(pieces().cut("1\u{a0}Werk"), [11, 4]);
        assert_eq!(pieces().cut("W\u{1}erk"), [4]);
    }

    #[test]
    fn no_word_has_more_than_eight_pieces() {
        assert_eq!(pieces().cut(&"s".repeat(50)).len(), PIECES_OF_A_WORD);
    }
}
