//! Reads facts off the trees: who does what to whom, and how the text states it.

mod fact;
mod reading;

pub use fact::{
    Argument, Attribution, Entity, Fact, Facts, Form, Modality, Polarity, Predicate, Role, RoleKind, Tense, Term,
};
pub use reading::Reading;
