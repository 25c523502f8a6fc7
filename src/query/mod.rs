//! Asks the graph: SPARQL, named questions, walks over its edges, and what it says about a thing.

mod answer;
mod explain;
mod fill;
mod name;
mod question;
mod reason;
mod sparql;
mod stats;
mod table;
mod validate;
pub mod walk;

pub use answer::{Answer, AnswerFormat};
pub use explain::{Part, Piece, Told, explain};
pub use fill::{FillError, filled};
pub use name::{Found, NameError, find};
pub use question::{Question, QuestionError, question, questions};
pub use reason::{Inference, inferred_graph, inferred_quads, reason};
pub use sparql::{QueryError, TIME_LIMIT, sparql};
pub use stats::{Stats, stats};
pub use table::{shown, table};
pub use validate::{ShapeError, Validation, Violation, shapes, validate};
