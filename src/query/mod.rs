//! Asks the graph: SPARQL, named questions, walks over its edges, and what it says about a thing.

mod answer;
mod explain;
mod name;
mod question;
mod sparql;
mod stats;
mod table;
pub mod walk;

pub use answer::{Answer, AnswerFormat};
pub use explain::{Part, Piece, Told, explain};
pub use name::{Found, NameError, find};
pub use question::{Question, QuestionError, question, questions};
pub use sparql::{QueryError, TIME_LIMIT, sparql};
pub use stats::{Stats, stats};
pub use table::table;
