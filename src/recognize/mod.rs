//! Finds names, dates and amounts.

mod mention;

pub use mention::{Amount, Bound, EntityType, Mention, MentionKind, Mentions, Unit};
