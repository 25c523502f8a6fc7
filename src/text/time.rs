//! Dates as news gives them, a year, a month or a day sharp, and stretches of them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A date of the Gregorian calendar that may be no sharper than its month or year: `2025`, `2025-04`, `2025-04-17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarDate {
    /// The year, 1 to 9999.
    pub year: i16,
    /// The month, 1 to 12, where known.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, where known; only with a month.
    pub day: Option<u8>,
}

impl CalendarDate {
    /// The first day it can mean.
    #[must_use]
    pub fn first_day(self) -> jiff::civil::Date {
        let month = self.month.unwrap_or(1).clamp(1, 12);
        jiff::civil::Date::new(self.year, month.cast_signed(), 1).map_or(jiff::civil::Date::ZERO, |first| {
            match self.day {
                Some(day) => first.with().day(day.cast_signed()).build().unwrap_or(first),
                None => first,
            }
        })
    }

    /// The last day it can mean.
    #[must_use]
    pub fn last_day(self) -> jiff::civil::Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, None) => self.first_day().last_of_year(),
        }
    }
}

impl fmt::Display for CalendarDate {
    /// Writes it as ISO 8601 does, no sharper than it is.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(formatter, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(formatter, "-{day:02}")?;
        }
        Ok(())
    }
}

impl std::str::FromStr for CalendarDate {
    type Err = String;

    /// Reads `2025`, `2025-04` and `2025-04-17`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no date; write it as 2025, 2025-04 or 2025-04-17");
        let mut parts = text.split('-');
        let year = parts.next().and_then(|year| year.parse().ok()).filter(|year| (1..=9999).contains(year));
        let month = parts.next().map(|month| month.parse().map_err(|_| wrong())).transpose()?;
        let day = parts.next().map(|day| day.parse().map_err(|_| wrong())).transpose()?;
        let date = Self { year: year.ok_or_else(wrong)?, month, day };
        let fits = month.is_none_or(|month: u8| (1..=12).contains(&month))
            && day.is_none_or(|day: u8| date.first_day().day().cast_unsigned() == day);
        if fits && parts.next().is_none() { Ok(date) } else { Err(wrong()) }
    }
}

/// A stretch of time, both ends included; an end that is not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Interval {
    /// Where it begins.
    pub from: Option<CalendarDate>,
    /// Where it ends.
    pub to: Option<CalendarDate>,
}

impl Interval {
    /// The stretch that one date covers.
    #[must_use]
    pub fn at(date: CalendarDate) -> Self {
        Self { from: Some(date), to: Some(date) }
    }
}

impl fmt::Display for Interval {
    /// One date when both ends are the same, else `from/to` with `..` for an open end, as ISO 8601-2 writes it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |date: Option<CalendarDate>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(formatter, "{from}"),
            (from, to) => write!(formatter, "{}/{}", end(from), end(to)),
        }
    }
}
