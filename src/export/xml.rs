//! What `GraphML` and GEXF share: an indented document, and text without the characters that XML 1.0 cannot hold.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// A writer of indented XML.
pub(super) type Xml<'a, W> = Writer<&'a mut W>;

/// Begins a document.
pub(super) fn document<W: Write>(out: &mut W) -> io::Result<Xml<'_, W>> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

/// Ends a document with a line break.
pub(super) fn finish<W: Write>(xml: Xml<'_, W>) -> io::Result<()> {
    xml.into_inner().write_all(b"\n")
}

/// The text without what the production `Char` of XML 1.0 leaves out; nothing could read it otherwise.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|&character| is_char(character)).collect()
}

/// The text as it may stand in an element or between the quotes of an attribute.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(clean(text)).into_owned()
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
    }
}
