//! Finds names, dates and amounts.

mod mention;
mod sequence;

pub use mention::{Amount, Bound, Mention, MentionKind, Mentions, Unit};

pub use sequence::{NameClass, RawName, names};

pub use crate::text::EntityType;
