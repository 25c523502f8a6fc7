//! What a room has to say to the user without failing.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Span;

/// Something noticed while reading: where, what, and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where in the source, when it is about a place.
    pub span: Option<Span>,
    /// What, and what next; lower case, no full stop.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic about the whole article.
    pub fn whole(message: impl Into<String>) -> Self {
        Self { span: None, message: message.into() }
    }

    /// A diagnostic about a stretch of it.
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        Self { span: Some(span), message: message.into() }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Some(span) => write!(formatter, "bytes {}–{}: {}", span.start, span.end, self.message),
            None => formatter.write_str(&self.message),
        }
    }
}
