//! Turns the facts of many articles into one graph: entities linked, relations mapped to the ontology.

mod graph;

pub use graph::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement};
