//! Words of Universal Dependencies that share one written word: *im* is `in` and `dem` over one span, *don't* is `do`
//! and `n't`, each with its own.

use super::words::Words;
use crate::text::{Part, Span, Token};

/// The tokens of a piece that begins at byte `start` of the source.
pub(super) fn split(piece: &str, words: &Words<'_>, start: usize) -> Vec<Token> {
    if words.is_german() {
        return fused(piece, words, start).unwrap_or_else(|| vec![whole(piece, start)]);
    }
    match cuts(piece, words) {
        Some(cut) => [(&piece[..cut], Part::First, start), (&piece[cut..], Part::Rest, start + cut)]
            .into_iter()
            .map(|(form, part, start)| Token { part, ..whole(form, start) })
            .collect(),
        None => vec![whole(piece, start)],
    }
}

fn whole(form: &str, start: usize) -> Token {
    let written = form.replace('\u{ad}', "");
    Token { span: Span::new(start, start + form.len()), form: written, part: Part::Whole }
}

/// The words of a German contraction, all over the same span.
fn fused(piece: &str, words: &Words<'_>, start: usize) -> Option<Vec<Token>> {
    let expansion = words.contraction.get(&piece.to_lowercase())?;
    // *AM* or *VOM* in capitals are names or headlines: as the treebank has it, they are cut too.
    let capital = piece.starts_with(char::is_uppercase);
    let token = |(number, word): (usize, &str)| {
        let form = if number == 0 && capital { capitalized(word) } else { word.to_owned() };
        let part = if number == 0 { Part::First } else { Part::Rest };
        Token { span: Span::new(start, start + piece.len()), form, part }
    };
    Some(expansion.split(' ').enumerate().map(token).collect())
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where an English word is cut, if it is.
fn cuts(piece: &str, words: &Words<'_>) -> Option<usize> {
    let plain = piece.to_ascii_lowercase().replace(['’', '`', '´'], "'");
    if let Some(expansion) = words.contraction.get(&plain) {
        return expansion.find(' ').filter(|&cut| piece.is_char_boundary(cut));
    }
    let ending = words.clitic.iter().map(|(ending, _)| ending).filter(|ending| plain.ends_with(ending));
    let longest = ending.max_by_key(|ending| ending.len()).map(|ending| ending.chars().count());
    let letters = longest.or_else(|| (plain.len() > 1 && plain.ends_with('\'')).then_some(1))?;
    piece.char_indices().rev().nth(letters - 1).map(|(cut, _)| cut).filter(|&cut| cut > 0)
}
