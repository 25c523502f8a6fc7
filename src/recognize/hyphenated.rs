//! Double names of persons: *Julian Müller-Kaler*. English text is cut at hyphens, and the trained reader then stops at the
//! first of the two names.

use super::Mention;
use super::text::Text;
use crate::recognize::MentionKind;
use crate::text::{EntityType, Span};

/// Makes the names of persons as long as they are written.
pub(super) fn extend(text: &Text<'_>, mentions: &mut [Mention]) {
    let persons = mentions.iter_mut().filter(|mention| mention.kind == MentionKind::Entity(EntityType::Person));
    for mention in persons.filter(|mention| !mention.in_compound) {
        while let Some(end) = second_half(text, mention) {
            mention.tokens.end = end;
            mention.span = Span { end: text.document.tokens[end - 1].span.end, ..mention.span };
            mention.span.of(&text.document.source).clone_into(&mut mention.name);
        }
    }
}

/// The end of the name behind the hyphen that is glued to a name.
fn second_half(text: &Text<'_>, mention: &Mention) -> Option<usize> {
    let (hyphen, name) = (mention.tokens.end, mention.tokens.end + 1);
    let tokens = &text.document.tokens;
    let (last, dash, next) = (tokens.get(hyphen.checked_sub(1)?)?, tokens.get(hyphen)?, tokens.get(name)?);
    let glued = last.span.end == dash.span.start && dash.span.end == next.span.start;
    (glued && dash.form == "-" && next.form.starts_with(char::is_uppercase)).then_some(name + 1)
}
