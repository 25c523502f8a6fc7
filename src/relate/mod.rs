//! Reads facts off the trees: who does what to whom, and how the text states it.
//!
//! Patterns find candidates, one phenomenon a file; `candidate` turns them into facts. What a fact is, stands in `fact`.

mod agreement;
mod argument;
mod attribution;
mod candidate;
mod clause;
mod condition;
mod confidence;
mod context;
mod control;
mod fact;
mod first_person;
mod government;
mod negation;
mod open;
pub mod part;
pub mod pattern;
mod reading;
mod referent;
mod status;

pub use argument::{Rejection, Slot, argument};
pub use attribution::{Speaker, speakers};
pub use candidate::Candidate;
pub use clause::{Clause, Oblique, Voice};
pub use confidence::{Features, features, probability};
pub use context::Context;
pub use fact::{
    Argument, Attribution, Entity, Fact, Facts, Form, Modality, Polarity, Predicate, Role, RoleKind, Tense, Term,
};
pub use open::{Family, Phrase, Triple, triples};
pub use pattern::Pattern;
pub use reading::Reading;
pub use status::Status;

use std::collections::BTreeMap;

use crate::encode::Encoding;
use crate::lexicon::Lexicon;
use crate::parse::Trees;
use crate::recognize::Mentions;
use crate::resolve::Chains;
use crate::tag::Tags;
use crate::text::{Document, Language, Span};

/// How the word lists write a reflexive verb: in front of its lemma.
pub const REFLEXIVE_PREFIX: &str = "sich ";

/// The predicate of a fact that says what or where a thing is, in both languages: the lemma of no verb, so that the
/// zero-invention law can tell it from words of the text.
pub const IS: &str = "is";

/// Reads the facts of a document with all patterns of tripel.
#[must_use]
pub fn relate(
    document: &Document,
    encoding: &Encoding,
    tags: &Tags,
    trees: &Trees,
    mentions: &Mentions,
    chains: &Chains,
    lexicon: &Lexicon,
) -> Facts {
    let context = Context::new(document, encoding, tags, trees, mentions, chains, lexicon);
    relate_with(&context, &pattern::ALL)
}

/// Reads the facts of a document with the patterns given, in the order of the text.
#[must_use]
pub fn relate_with(context: &Context<'_>, patterns: &[Pattern]) -> Facts {
    let mut facts = Facts { entities: entities(context), ..Facts::default() };
    for sentence in 0..context.document.sentences.len() {
        for pattern in patterns {
            for candidate in (pattern.find)(context, sentence) {
                candidate::complete(context, pattern.name, &candidate, &mut facts);
            }
        }
    }
    facts
}

/// The named things of the document, one a chain, each with the names it has in the text.
fn entities(context: &Context<'_>) -> Vec<Entity> {
    let chains = context.chains.chains.iter();
    let entity = |chain: &crate::resolve::Chain| {
        let mut forms: BTreeMap<(String, Language), Vec<Span>> = BTreeMap::new();
        for &number in &chain.mentions {
            let mention = &context.mentions.mentions[number];
            let language = context.language(mention.tokens.start);
            forms.entry((mention.name.clone(), language)).or_default().push(mention.span);
        }
        let forms = forms.into_iter().map(|((name, language), spans)| Form { name, spans, language }).collect();
        Entity { name: chain.name.clone(), kind: chain.kind, forms }
    };
    chains.map(entity).collect()
}
