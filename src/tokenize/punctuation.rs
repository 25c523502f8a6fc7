//! Marks: runs of the same mark are one piece (`...`, `--`, ``` `` ```), and so are a few smileys; any other is alone.

/// The length of the mark at the start of a text.
pub(super) fn length(text: &str) -> usize {
    let first = text.chars().next().map_or(' ', |letter| letter);
    match first {
        '!' | '?' => run(text, |letter| matches!(letter, '!' | '?')),
        '.' | '-' | '`' | '\'' | '=' | '_' | '*' | '#' | '~' | '+' => run(text, |letter| letter == first),
        ':' | ';' => smiley(text).unwrap_or(1),
        _ => first.len_utf8() + modifiers(&text[first.len_utf8()..]),
    }
}

fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !fits(letter)).unwrap_or(text.len())
}

fn smiley(text: &str) -> Option<usize> {
    let nose = usize::from(text.as_bytes().get(1) == Some(&b'-'));
    let mouth = matches!(text.as_bytes().get(1 + nose), Some(b')' | b'(' | b'D' | b'P'));
    let apart = text.as_bytes().get(2 + nose).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (mouth && apart).then_some(2 + nose)
}

/// Skin colours, variation selectors and what a zero-width joiner ties to an emoji.
fn modifiers(text: &str) -> usize {
    let mut joined = false;
    let modifies = |letter: char| {
        let fits = joined
            || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{1f3fb}'..='\u{1f3ff}');
        joined = letter == '\u{200d}';
        fits
    };
    text.chars()
        .take_while({
            let mut modifies = modifies;
            move |&letter| modifies(letter)
        })
        .map(char::len_utf8)
        .sum()
}

/// Whether a single quotation is open after a piece.
pub(super) fn single_quote_open(piece: &str, open: bool) -> bool {
    match piece {
        "‚" | "‘" | "‹" => true,
        "'" => !open,
        "’" | "›" => false,
        _ => open,
    }
}

/// Whether a piece ends a sentence.
pub(super) fn is_terminal(piece: &str) -> bool {
    piece == "…" || piece.bytes().all(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

/// Whether a piece closes a bracket or, for sure, a quotation.
pub(super) fn is_closer(piece: &str) -> bool {
    matches!(piece, ")" | "]" | "}" | "”" | "’" | "''" | "›")
}

/// Whether a piece opens or closes a quotation, only its place tells which: German closes with the mark that opens
/// in English, and in some countries with the guillemet that opens in others.
pub(super) fn is_either_quote(piece: &str) -> bool {
    matches!(piece, "\"" | "'" | "“" | "«" | "»" | "‘")
}

/// Whether a piece is a dash that sets a part of a sentence off.
pub(super) fn is_dash(piece: &str) -> bool {
    matches!(piece, "–" | "—" | "-" | "--")
}
