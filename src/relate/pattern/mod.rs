//! The patterns, one phenomenon a file. A pattern looks at one sentence and gives candidates; it never builds facts
//! itself, so that coordination, compactness and the checks are the same for all.

mod active;
mod among;
mod apposition;
mod bridged;
mod copula;
mod event;
mod event_word;
pub(super) mod learnt;
mod listing;
mod nearby;
mod nominalization;
mod office;
mod origin;
mod participle;
mod partner;
mod passive;
mod reciprocal;
mod secondary;
mod site;
mod speech;
mod state;
mod table;
mod title;
mod transfer;
mod union;

use super::candidate::Candidate;
use super::context::Context;

/// A pattern: a name for the evidence, and what finds its candidates in the sentence with a number.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// The name that every fact it finds carries.
    pub name: &'static str,
    /// Finds the candidates in a sentence.
    pub find: fn(&Context<'_>, usize) -> Vec<Candidate>,
}

/// All patterns. Where two find the same fact the earlier keeps it, so the narrow ones come first.
pub const ALL: [Pattern; 23] = [
    Pattern { name: "table", find: table::find },
    Pattern { name: "title", find: title::find },
    Pattern { name: "apposition", find: apposition::find },
    Pattern { name: "partner", find: partner::find },
    Pattern { name: "among", find: among::find },
    Pattern { name: "origin", find: origin::find },
    Pattern { name: "site", find: site::find },
    Pattern { name: "copula", find: copula::find },
    Pattern { name: "state", find: state::find },
    Pattern { name: "passive", find: passive::find },
    Pattern { name: "participle", find: participle::find },
    Pattern { name: "office", find: office::find },
    Pattern { name: "secondary", find: secondary::find },
    Pattern { name: "transfer", find: transfer::find },
    Pattern { name: "reciprocal", find: reciprocal::find },
    Pattern { name: "active", find: active::find },
    Pattern { name: "speech", find: speech::find },
    Pattern { name: "union", find: union::find },
    Pattern { name: "nominalization", find: nominalization::find },
    Pattern { name: "event", find: event::find },
    Pattern { name: "listing", find: listing::find },
    Pattern { name: "nearby", find: nearby::find },
    Pattern { name: learnt::NAME, find: learnt::find },
];

/// The offices that a sentence says people hold.
pub(super) fn offices(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let mut found = title::find(context, sentence);
    found.extend(apposition::find(context, sentence));
    found
}

/// The tokens of a sentence that is prose; none for a row of a table, which `table` reads by its cells.
fn prose(context: &Context<'_>, sentence: usize) -> std::ops::Range<usize> {
    let sentence = &context.document.sentences[sentence];
    if sentence.kind == crate::text::SentenceKind::TableRow { 0..0 } else { sentence.tokens.clone() }
}
