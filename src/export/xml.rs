//! What `GraphML` and GEXF share: an indented document that goes out in large pieces. Characters that XML 1.0 cannot hold
//! are left out, since nothing could read them. A million edges are ten million elements: a general writer of XML takes
//! several times as long for them.

use std::borrow::Cow;
use std::io::{self, Write};

/// Text goes out when there is so much of it, in bytes.
const PIECE: usize = 1 << 16;

/// An attribute: its name and its value, which is escaped when it is written.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A document in the making.
pub(super) struct Xml<'w, W> {
    out: &'w mut W,
    text: String,
    depth: usize,
}

impl<'w, W: Write> Xml<'w, W> {
    /// Begins a document.
    pub(super) fn begin(out: &'w mut W) -> Self {
        let mut text = String::with_capacity(2 * PIECE);
        text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self { out, text, depth: 0 }
    }

    /// Begins an element that has others inside.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.text.push('>');
        self.depth += 1;
    }

    /// Ends it.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        self.line();
        self.end(name);
        if self.text.len() < PIECE { Ok(()) } else { self.send() }
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// Writes an element with text in it.
    pub(super) fn filled(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) {
        self.tag(name, attributes);
        self.text.push('>');
        push_escaped(text, &mut self.text);
        self.end(name);
    }

    /// Ends the document, with a line break.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.text.push('\n');
        self.send()
    }

    fn tag(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.line();
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            push_escaped(value, &mut self.text);
            self.text.push('"');
        }
    }

    fn line(&mut self) {
        const BLANKS: &str = "\n                                ";
        let length = (1 + 2 * self.depth).min(BLANKS.len());
        self.text.push_str(&BLANKS[..length]);
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    fn send(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

fn push_escaped(text: &str, out: &mut String) {
    if is_plain(text) { out.push_str(text) } else { out.push_str(&escaped(text)) }
}

/// Whether nothing in it may be special. Blocks of bytes are looked at as a whole, which processors do at once.
fn is_plain(text: &str) -> bool {
    // U+FFFE and U+FFFF begin with the byte EF.
    let plain = |byte: u8| byte >= b' ' && !matches!(byte, b'<' | b'>' | b'&' | b'"' | b'\'' | 0xef);
    text.as_bytes().chunks(32).all(|block| block.iter().fold(true, |all, &byte| all & plain(byte)))
}

/// The text as it may stand in an element or between the quotes of an attribute.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(clean(text)).into_owned()
}

/// The text without what the production `Char` of XML 1.0 leaves out.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_char) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&character| is_char(character)).collect())
}

fn is_char(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        assert_eq!(clean("Bau\u{0}er\u{1b}\u{fffe} ä😀\n"), "Bauer ä😀\n");
        assert_eq!(clean("Bäuerin"), "Bäuerin");
    }

    #[test]
    fn what_would_end_an_attribute_is_escaped_wherever_it_stands() {
        for place in [0, 31, 32, 70] {
            let mut out = String::new();
            push_escaped(&format!("{}\"<\u{ffff}ä&", "a".repeat(place)), &mut out);
            assert_eq!(out, format!("{}&quot;&lt;ä&amp;", "a".repeat(place)));
        }
    }

    #[test]
    fn elements_stand_on_lines_of_their_own() {
        let mut out = Vec::new();
        let mut xml = Xml::begin(&mut out);
        xml.open("a", &[]);
        xml.filled("b", &[("c", "<")], "d&");
        xml.empty("e", &[]);
        xml.close("a").unwrap();
        xml.finish().unwrap();
        let expected = "<a>\n  <b c=\"&lt;\">d&amp;</b>\n  <e/>\n</a>\n";
        assert_eq!(String::from_utf8(out).unwrap().split_once('\n').unwrap().1, expected);
    }
}
