//! Finds names, dates and amounts.

mod mention;

pub use mention::{Amount, Bound, Mention, MentionKind, Mentions, Unit};

pub use crate::text::EntityType;
