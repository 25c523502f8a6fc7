//! Known names that the cut between two sentences runs through: *AWS | China entlässt 200 Mitarbeiter*. Where a sentence
//! ends without a mark, the reader may have taken the second word of a name for the beginning of the next.

use std::ops::Range;

use super::text::Text;
use super::{Mention, MentionKind};
use crate::lexicon::Entry;

/// Words of a name on either side of the cut.
const LONGEST: usize = 4;

/// How sure we are of what only the gazetteer knows.
const CONFIDENCE: f32 = 0.85;

/// Puts one mention in the place of those that a cut has torn.
pub(super) fn mend(text: &Text<'_>, mentions: &mut Vec<Mention>) {
    for pair in text.document.sentences.windows(2) {
        let (before, after) = (&pair[0].tokens, &pair[1].tokens);
        let found = if pair[0].paragraph == pair[1].paragraph { across(text, before, after) } else { None };
        let Some((tokens, entry)) = found else { continue };
        mentions.retain(|mention| mention.tokens.end <= tokens.start || tokens.end <= mention.tokens.start);
        mentions.push(Mention {
            span: text.span(&tokens),
            tokens,
            kind: MentionKind::Entity(entry.kind),
            name: entry.label_de.clone(),
            in_compound: false,
            confidence: CONFIDENCE,
        });
    }
}

/// The name that begins in one sentence, which no mark ends, and ends in the next.
fn across<'a>(text: &Text<'a>, before: &Range<usize>, after: &Range<usize>) -> Option<(Range<usize>, &'a Entry)> {
    let last = before.end.checked_sub(1).filter(|&last| text.form(last).ends_with(char::is_alphanumeric))?;
    let first = before.start.max((last + 1).saturating_sub(LONGEST));
    (first..=last).find_map(|start| {
        let end = after.end.min(after.start + LONGEST);
        let words: Vec<&str> = (start..end).map(|token| text.form(token)).collect();
        let (length, entry) = text.lexicon.gazetteer().longest(&words)?;
        (start + length > after.start).then_some((start..start + length, entry))
    })
}
