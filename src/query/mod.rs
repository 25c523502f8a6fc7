//! Asks the graph: SPARQL, named questions, walks over its edges, and what it says about a thing; and adds to it what users
//! know besides.

mod added;
mod answer;
mod change;
mod conflict;
mod eager;
mod explain;
mod fill;
mod name;
mod question;
mod reason;
mod search;
mod sparql;
mod stats;
mod syntax;
mod table;
mod update;
mod validate;
pub mod walk;
mod watch;

pub use answer::{Answer, AnswerFormat, stream};
pub use change::{Changes, changes, hold_on, published_by};
pub use conflict::{Conflict, ConflictKind, Side, conflicts};
pub use explain::{Part, Piece, Told, explain};
pub use fill::{FillError, filled};
pub use name::{Found, NameError, find};
pub use question::{Question, QuestionError, question, questions};
pub use reason::{Inference, inferred_graph, inferred_quads, reason};
pub use search::{Hits, SentenceHit, ThingHit, search};
pub use sparql::{Limits, QueryError, plan, sparql};
pub use stats::{Stats, stats};
pub use table::{shown, table};
pub use update::{UpdateError, insert, update};
pub use validate::{ShapeError, Validation, Violation, shapes, validate};
