//! Turns the facts of many articles into one graph: entities linked, relations mapped to the ontology.

mod graph;
pub mod vocabulary;

pub use graph::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement, Value};
