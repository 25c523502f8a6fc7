//! Decades, centuries, seasons and business years: *1990er-Jahre*, *the late 1990s*, *im 20. Jahrhundert*,
//! *Sommer 2024*, *Geschäftsjahr 2023/24*, *FY24*.

use super::deixis;
use super::{Reader, Time, calendar};
use crate::lexicon::ListName;
use crate::text::{CalendarDate, Interval};

/// Decades of two figures from here on are of the last century: *die 80er-Jahre*.
const OLDEST_SHORT_DECADE: i16 = 20;

impl Reader<'_> {
    /// A decade or century.
    pub(super) fn era(&self, at: usize) -> Option<Time> {
        let (years, end) = self.decade(at).or_else(|| self.century(at))?;
        self.time(at, end, calendar::of_years(years), 0.9)
    }

    /// *1990er-Jahre*, *1990er Jahre*, *80ern*, *1990s*.
    pub(super) fn decade(&self, at: usize) -> Option<((i16, i16), usize)> {
        let word = self.phrase.word(at);
        let letters = word.find(|letter: char| !letter.is_ascii_digit()).filter(|&end| end == 2 || end == 4)?;
        self.phrase.value_of(ListName::DecadeEnding, &word[letters..])?;
        let figures: i16 = word[..letters].parse().ok()?;
        let first = match figures {
            short if letters == 2 && short >= OLDEST_SHORT_DECADE => 1900 + short,
            short if letters == 2 => 2000 + short,
            long => long,
        };
        let years = self.phrase.value(ListName::TimeUnit, at + 1) == Some("year many");
        // *80er* alone may be a road or a bus.
        let certain = letters == 4 || years || word.len() > letters + 2;
        (first % 10 == 0 && certain).then_some(((first, first + 9), at + 1 + usize::from(years)))
    }

    /// *20. Jahrhundert*, *19th century*.
    pub(super) fn century(&self, at: usize) -> Option<((i16, i16), usize)> {
        let number = i16::from(self.ordinal(at)?);
        let unit_at = at + 1 + usize::from(self.phrase.word(at + 1) == "-");
        let century = self.phrase.value(ListName::TimeUnit, unit_at)?.starts_with("century");
        let last = number * 100;
        (century && number > 0).then_some(((last - 99, last), unit_at + 1))
    }

    /// *Sommer 2024*, *im Sommer*; a winter begins in the year that is named.
    pub(super) fn season(&self, at: usize) -> Option<Time> {
        let months = self.season_months(at)?;
        let joint = (at + 1..at + 4).find(|&next| !self.is_between(next)).unwrap_or(at + 1);
        let (year, end) = match self.years_number(joint) {
            Some((year, _)) => (year, joint + 1),
            None => (deixis::nearest_month(self.today?, months.0, self.is_ahead(at))?.year, at + 1),
        };
        self.time(at, end, in_season(year, months), 0.8)
    }

    /// First and last month of a season.
    pub(super) fn season_months(&self, at: usize) -> Option<(u8, u8)> {
        let (first, last) = self.phrase.value(ListName::Season, at)?.split_once(' ')?;
        Some((first.parse().ok()?, last.parse().ok()?))
    }

    /// *Geschäftsjahr 2023/24*, *fiscal year 2024*, *FY24*: when it begins and ends is the firm's, so it counts as the
    /// year of the calendar.
    pub(super) fn fiscal_year(&self, at: usize) -> Option<Time> {
        let glued = || {
            let word = self.phrase.word(at);
            let figures = word.find(|letter: char| letter.is_ascii_digit())?;
            self.phrase.value_of(ListName::FiscalYear, &word[..figures])?;
            let year: i16 = word[figures..].parse().ok()?;
            let year = if year < 100 { 2000 + year } else { year };
            Some(((year, year), at + 1))
        };
        let words = || {
            let (_, end) = self.phrase.longest(ListName::FiscalYear, at)?;
            Some((self.years_number(end)?, end + 1))
        };
        let (years, end) = words().or_else(glued)?;
        self.time(at, end, calendar::of_years(years), 0.9)
    }

    /// The part of a decade or century that *Anfang* and *Ende* mean, by thirds.
    pub(super) fn part_of_era(&self, at: usize, third: u8) -> Option<Time> {
        let ((first, last), end) = self.decade(at).or_else(|| self.century(at))?;
        let length = (last - first + 1) / 3;
        let start = first + i16::from(third) * length;
        let stop = if third == 2 { last } else { start + length };
        self.time(at, end, calendar::of_years((start, stop)), 0.85)
    }

    /// *diesen Sommer*, *last winter*.
    pub(super) fn chosen_season(&self, at: usize, distance: i32) -> Option<Time> {
        let (months, today) = (self.season_months(at + 1)?, self.today?);
        let month = today.month?;
        // A winter that ends in February began in the year before.
        let crosses = months.1 < months.0;
        let year = match distance {
            0 => today.year - i16::from(crosses && month <= months.1),
            1.. => today.year + i16::from(month >= months.0),
            _ => today.year - i16::from(crosses || month <= months.1) - i16::from(crosses && month <= months.1),
        };
        self.time(at, at + 2, in_season(year, months), 0.75)
    }
}

fn in_season(year: i16, (first, last): (u8, u8)) -> Interval {
    let month = |year, month| Some(CalendarDate { year, month: Some(month), day: None });
    Interval { from: month(year, first), to: month(year + i16::from(last < first), last) }
}
