//! What a mention is: a stretch of text that names a thing, a time or an amount.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::{EntityType, Interval, Span};

/// The mentions of a document, in the order of the text; they do not overlap but for a name inside a compound.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Mentions {
    /// All of them.
    pub mentions: Vec<Mention>,
}

/// A stretch of text that names something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where the name stands; shorter than its token when it is part of a compound (*Microsoft* in *Microsoft-Präsident*).
    pub span: Span,
    /// The tokens that it covers or lies in.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: MentionKind,
    /// Its dictionary form: *Microsoft* for *Microsofts*, *Vereinigte Staaten* for *Vereinigten Staaten*.
    pub name: String,
    /// Whether it is only a part of its token.
    pub in_compound: bool,
    /// How sure the recognizer is, in [0, 1].
    pub confidence: f32,
}

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum MentionKind {
    /// A thing with a name.
    Entity(EntityType),
    /// A time, resolved against the date of the article where it can be.
    Time(Interval),
    /// A number with what it counts.
    Amount(Amount),
    /// An office or rank: *Präsident*, *chief executive*.
    Role,
}

/// A number with a unit: *über eine Milliarde Dollar* is more than 1e9 USD.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The number, in units of `unit`; *rund 40 Prozent* is 40.
    pub value: f64,
    /// What it counts.
    pub unit: Unit,
    /// Whether the text says exactly, about, at least or at most.
    pub bound: Bound,
}

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// A bare number; the noun it counts is its head in the tree.
    Count,
    /// Hundredths.
    Percent,
    /// Money, by the three letters of ISO 4217.
    Currency([u8; 3]),
    /// A stretch of time in years.
    Years,
    /// A stretch of time in months.
    Months,
    /// A stretch of time in days.
    Days,
    /// A stretch of time in hours.
    Hours,
}

/// How sharp an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// *2.000*.
    Exact,
    /// *rund 40 Prozent*.
    About,
    /// *über eine Milliarde*, *mindestens 400*.
    AtLeast,
    /// *bis zu 80 %*, *höchstens*.
    AtMost,
}
