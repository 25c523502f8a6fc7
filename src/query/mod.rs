//! Asks the graph: SPARQL, named questions, walks over its edges, and what it says about a thing.

mod answer;
mod sparql;
mod table;

pub use answer::{Answer, AnswerFormat};
pub use sparql::{QueryError, TIME_LIMIT, sparql};
pub use table::table;
