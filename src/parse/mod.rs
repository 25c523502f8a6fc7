//! Gives every sentence its tree of Universal Dependencies.

mod relation;
mod tree;

pub use relation::Relation;
pub use tree::Trees;
