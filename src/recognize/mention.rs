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

impl Mention {
    /// Only its first bytes, when the rest of the word is its head: *12-Milliarden-Euro* of *12-Milliarden-Euro-Plan*.
    pub(super) fn head(self, length: usize) -> Self {
        let start = self.span.start as usize;
        let name = self.name.get(..length).unwrap_or(&self.name).to_owned();
        Self { span: Span::new(start, start + name.len()), name, in_compound: true, ..self }
    }
}

/// A number with a unit: *über eine Milliarde Dollar* is more than 1e9 USD. A length of time is one too: *fünf Monate*.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The number, in units of `unit`; *rund 40 Prozent* is 40.
    pub value: f64,
    /// The greatest value where the text gives a stretch, and `value` is then the least: *5 bis 7 Prozent*.
    pub upper: Option<f64>,
    /// What it counts.
    pub unit: Unit,
    /// Whether the text says exactly, about, at least or at most.
    pub bound: Bound,
}

impl Amount {
    /// One value, exactly.
    #[must_use]
    pub fn of(value: f64, unit: Unit) -> Self {
        Self { value, upper: None, unit, bound: Bound::Exact }
    }
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
    /// A stretch of time in minutes.
    Minutes,
    /// A stretch of time in seconds.
    Seconds,
    /// A physical quantity or amount of data.
    Measure(Symbol),
}

impl Unit {
    /// Whether it measures time.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Self::Years | Self::Months | Self::Days | Self::Hours | Self::Minutes | Self::Seconds)
    }
}

/// The symbol of a unit of measure, as the SI and the trades write it: `GWh`, `km²`, `bbl/d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Symbol([u8; 8]);

impl From<Symbol> for String {
    fn from(symbol: Symbol) -> Self {
        symbol.as_str().to_owned()
    }
}

impl TryFrom<String> for Symbol {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or_else(|| format!("`{text}` is too long for the symbol of a unit; eight bytes fit"))
    }
}

impl Symbol {
    /// A symbol of at most eight bytes of UTF-8; `None` when it is longer.
    #[must_use]
    pub fn new(symbol: &str) -> Option<Self> {
        let mut bytes = [0; 8];
        bytes.get_mut(..symbol.len())?.copy_from_slice(symbol.as_bytes());
        Some(Self(bytes))
    }

    /// Its letters; empty when what was stored is no text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
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
