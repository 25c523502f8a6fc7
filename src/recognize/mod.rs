//! Finds names, roles, dates and amounts. The trained reader proposes names, the gazetteer and a few rules say what
//! they are, cut them out of compounds and give them their dictionary form.

pub mod amount;
mod compound;
pub mod date;
mod hyphenated;
mod joined;
mod layer;
mod listed;
mod mention;
mod name;
mod nationality;
mod normal;
mod phrase;
mod refine;
mod repeated;
mod role;
mod sequence;
mod text;
mod titled;
mod told;

pub use mention::{Amount, Bound, Mention, MentionKind, Mentions, Symbol, Unit};

pub use sequence::{NameClass, RawName, names};

pub use crate::text::EntityType;

use std::collections::BTreeSet;

use crate::encode::Encoding;
use crate::lexicon::{Lexicon, Task};
use crate::tag::Tags;
use crate::text::Document;
use text::Text;

/// Finds what is named in a document.
#[must_use]
pub fn recognize(document: &Document, encoding: &Encoding, tags: &Tags, lexicon: &Lexicon) -> Mentions {
    assemble(&Text::new(document, tags, lexicon), &names(document, encoding, Task::BusinessNames, lexicon))
}

/// Makes mentions of what the trained reader found.
fn assemble(text: &Text<'_>, raw: &[RawName]) -> Mentions {
    let names = name::find(text, raw);
    let inside = compound::find(text, &names);
    let whole = names.iter().filter(|name| !compound::replaces(&inside, name));
    let mut mentions: Vec<Mention> = whole.map(|name| name.mention(text)).collect();
    joined::mend(text, &mut mentions);
    hyphenated::extend(text, &mut mentions);
    mentions.extend(role::find(text, &mentions));
    let adjectives = nationality::find(text, &mentions);
    mentions.extend(inside);
    mentions.extend(adjectives);
    let timed = [date::find(text.document, text.lexicon), amount::find(text.document, text.lexicon)];
    // A name inside a sum is part of its currency: *US$300m*, *20 Hong Kong dollars*.
    mentions.retain(|name| !timed[1].iter().any(|sum| is_sum(sum) && holds(sum, name)));
    // A number inside a name is part of the name: *Agenda 2030*.
    let covered: BTreeSet<usize> = mentions.iter().flat_map(|name| name.tokens.clone()).collect();
    let free = |mention: &Mention| mention.tokens.clone().all(|token| !covered.contains(&token));
    mentions.extend(timed.into_iter().flatten().filter(free));
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    Mentions { mentions }
}

fn is_sum(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Amount(Amount { unit: Unit::Currency(_), .. }))
}

fn holds(sum: &Mention, name: &Mention) -> bool {
    let inside = sum.tokens.start <= name.tokens.start && name.tokens.end <= sum.tokens.end;
    inside && name.tokens.len() < sum.tokens.len()
}

#[cfg(test)]
mod tests;
