//! How much room words take. No font is at hand here, and whoever opens a picture may have another one, so letters are
//! taken to be as wide as in the usual sans-serif fonts, rather wider than narrower.

use super::layout::Size;

/// A line of a name is at least so long before it is broken, in letters.
const LINE: usize = 16;
/// The height of a line, in the size of its letters.
const LEADING: f64 = 1.2;

/// Words set in lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lettering {
    /// The lines, from top to bottom.
    pub(super) lines: Vec<String>,
    /// The size of the letters, in points.
    pub(super) points: f64,
}

impl Lettering {
    /// Words in letters of this size, broken into at most two lines where they are long.
    pub(super) fn of(words: &str, points: f64) -> Self {
        let lines = halved(words).map_or_else(|| vec![words.to_owned()], |lines| lines.to_vec());
        Self { lines, points }
    }

    /// The room it takes.
    pub(super) fn size(&self) -> Size {
        let width = self.lines.iter().map(|line| width(line, self.points)).fold(0.0, f64::max);
        Size { width, height: self.lines.len() as f64 * self.leading() }
    }

    /// From one line to the next, in points.
    pub(super) fn leading(&self) -> f64 {
        self.points * LEADING
    }
}

/// Long words in two lines that are as even as they can be.
fn halved(words: &str) -> Option<[String; 2]> {
    let length = words.chars().count();
    if length <= LINE {
        return None;
    }
    let blanks = words.match_indices(' ').map(|(at, _)| at);
    let uneven = |at: &usize| (words[..*at].chars().count() * 2).abs_diff(length);
    let at = blanks.min_by_key(uneven)?;
    Some([words[..at].to_owned(), words[at + 1..].to_owned()])
}

/// The width of a line, in points.
pub(super) fn width(line: &str, points: f64) -> f64 {
    line.chars().map(advance).sum::<f64>() * points
}

/// The width of a letter, in the size of the letters.
fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | ' ' | '-' => {
            0.35
        }
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 0.92,
        _ if letter.is_ascii_digit() => 0.58,
        _ if letter.is_uppercase() => 0.70,
        _ if (letter as u32) < 0x0500 => 0.57,
        // Ideographs and the like are square.
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_broken_between_words() {
        let lines = |words: &str| Lettering::of(words, 10.0).lines;
        assert_eq!(lines("Amazon Web Services"), ["Amazon Web", "Services"]);
        assert_eq!(lines("Microsoft"), ["Microsoft"]);
        assert_eq!(lines("Elektrofahrzeughersteller"), ["Elektrofahrzeughersteller"]);
    }

    #[test]
    fn wide_letters_take_more_room() {
        assert!(width("WWW", 10.0) > 2.0 * width("iii", 10.0));
        assert!((width("ab", 20.0) - 2.0 * width("ab", 10.0)).abs() < 1e-9);
        assert!(Lettering::of("", 10.0).size().width.abs() < 1e-9);
    }
}
