//! Times that the calendar names: *2025-02-06*, *14. Mai 2024*, *April*, *Q3 2024*, *2025*.

use super::deixis::{self, TimeUnit};
use super::{BARE_YEARS, Reader, Relation, Time, YEARS};
use crate::lexicon::ListName;
use crate::text::{CalendarDate, Interval, Language};

impl Reader<'_> {
    /// *2025-02-06*, *2025-02*, *06.02.2025*.
    pub(super) fn written_date(&self, at: usize) -> Option<Time> {
        let word = self.phrase.word(at);
        let shaped = word.len() >= 6 && word.starts_with(|letter: char| letter.is_ascii_digit());
        let iso = word.contains('-').then(|| word.parse().ok()).flatten();
        let date: CalendarDate = iso.or_else(|| dotted(word)).filter(|_| shaped)?;
        self.time(at, at + 1, Interval::at(date), 0.95)
    }

    /// *14. Mai 2024*, *14 May 2024*, *May 14, 2024*; without a year it is the nearest.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Time> {
        let (day, month, end) = self.day_of_month(at)?;
        let comma = usize::from(self.phrase.word(end) == ",");
        let (date, end) = match self.year_number(end + comma) {
            Some(year) => (CalendarDate { year, month: Some(month), day: None }, end + comma + 1),
            None => (self.nearest_month(month, self.is_ahead(at))?, end),
        };
        let date: CalendarDate = CalendarDate { day: Some(day), ..date }.to_string().parse().ok()?;
        self.time(at, end, Interval::at(date), 0.95)
    }

    /// A day with its month, and its end.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(u8, u8, usize)> {
        match (self.day_number(at), self.month_number(at)) {
            (Some(day), _) => Some((day, self.month_number(at + 1).filter(|_| self.is_month(at + 1))?, at + 2)),
            (None, Some(month)) if self.phrase.language == Language::English => {
                Some((self.day_number(at + 1)?, month, at + 2))
            }
            _ => None,
        }
    }

    /// *April 2025*, *April*.
    pub(super) fn month(&self, at: usize) -> Option<Time> {
        let month = self.month_number(at).filter(|_| self.is_month(at))?;
        let comma = usize::from(self.phrase.word(at + 1) == ",");
        if let Some(year) = self.year_number(at + 1).or_else(|| self.year_number(at + 1 + comma)) {
            let end = at + 2 + if self.year_number(at + 1).is_some() { 0 } else { comma };
            return self.time(at, end, Interval::at(CalendarDate { year, month: Some(month), day: None }), 0.95);
        }
        // *Jan* is a man and *Mai* the beginning of a name unless something says that a time follows.
        let short = self.phrase.word(at).len() <= 3 && !self.is_led(at);
        let nearest = self.nearest_month(month, self.is_ahead(at)).filter(|_| !short)?;
        self.time(at, at + 1, Interval::at(nearest), 0.8)
    }

    /// Whether the word before leads to a time.
    fn is_led(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.phrase.value(ListName::TimeRelation, before));
        let part = matches!(before, Some(Some("begin" | "middle" | "end")));
        part || self.relation(at).is_some()
    }

    /// The month in the year that is meant, else the one nearest to the day of the article.
    pub(super) fn nearest_month(&self, month: u8, ahead: bool) -> Option<CalendarDate> {
        match self.year {
            Some(year) => Some(CalendarDate { year, month: Some(month), day: None }),
            None => deixis::nearest_month(self.today?, month, ahead),
        }
    }

    /// The end of a day or month that has no year of its own and is followed by the rest of a stretch.
    pub(super) fn without_year(&self, at: usize) -> Option<usize> {
        let lone_day = self.lone_day(at).map(|_| at + 1);
        let day = self.day_of_month(at).map(|(.., end)| end);
        let month = || self.month_number(at).filter(|_| self.is_month(at)).map(|_| at + 1);
        let end = lone_day.or(day).or_else(month)?;
        let joins = matches!(self.phrase.value(ListName::RangeWord, end), Some("join" | "close"));
        let dated = (end + 1..end + 6).any(|next| self.year_number(next).is_some());
        (joins && dated).then_some(end)
    }

    /// *3.* of *3. bis 5. März*: a day whose month follows behind the joining word.
    fn lone_day(&self, at: usize) -> Option<(u8, u8)> {
        let day = self.day_number(at)?;
        let joins = self.phrase.value(ListName::RangeWord, at + 1) == Some("join");
        let (last, month, _) = self.day_of_month(at + 2).filter(|_| joins)?;
        (day < last).then_some((day, month))
    }

    /// The day of *3. bis 5. März*, in the year that is meant.
    pub(super) fn day_before_month(&self, at: usize) -> Option<Time> {
        let (day, month) = self.lone_day(at)?;
        let date = CalendarDate { day: Some(day), ..self.nearest_month(month, false)? };
        self.time(at, at + 1, Interval::at(date.to_string().parse().ok()?), 0.95)
    }

    pub(super) fn is_ahead(&self, at: usize) -> bool {
        self.relation(at) == Some(Relation::Until)
    }

    /// Whether a word is the name of a month and no verb: written with a capital, and *may* or *march* after a preposition.
    fn is_month(&self, at: usize) -> bool {
        let capital = self.phrase.form(at).starts_with(char::is_uppercase);
        let alone = at == self.phrase.tokens().start && self.year_number(at + 1).is_none();
        capital && !alone && self.phrase.word(at).len() > 2
    }

    fn month_number(&self, at: usize) -> Option<u8> {
        self.phrase.value_of(ListName::Month, self.phrase.word(at).trim_end_matches('.'))?.parse().ok()
    }

    pub(super) fn day_number(&self, at: usize) -> Option<u8> {
        let word = self.phrase.word(at);
        let ordinal = self.phrase.language == Language::German;
        let figures = if ordinal { word.strip_suffix('.')? } else { word.trim_end_matches(char::is_alphabetic) };
        figures.parse().ok().filter(|day| (1..=31).contains(day))
    }

    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        let word = self.phrase.word(at);
        let figures = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        word.parse().ok().filter(|year| figures && YEARS.contains(year))
    }

    /// *Q3 2024*, *Q1/2025*, *drittes Quartal 2024*, *1. Quartal*, *second half of 2024*.
    pub(super) fn quarter(&self, at: usize) -> Option<Time> {
        let (number, unit, end, year) = self.abbreviated_quarter(at).or_else(|| self.numbered_quarter(at))?;
        let length = match unit {
            TimeUnit::Quarter => 3,
            TimeUnit::Half => 6,
            _ => return None,
        };
        let last = number.checked_mul(length).filter(|last| (length..=12).contains(last))?;
        let next = (end..end + 3).find(|&next| !self.is_between(next)).unwrap_or(end);
        let behind = self.year_number(next).map(|year| (year, next + 1));
        let (year, end) = match year.map(|year| (year, end)).or(behind) {
            Some(found) => found,
            None => (deixis::nearest_month(self.today?, last, false)?.year, end),
        };
        let month = |month| Some(CalendarDate { year, month: Some(month), day: None });
        self.time(at, end, Interval { from: month(last + 1 - length), to: month(last) }, 0.9)
    }

    /// *Q3*, *H1*, *Q1/2025*.
    fn abbreviated_quarter(&self, at: usize) -> Option<(u8, TimeUnit, usize, Option<i16>)> {
        let word = self.phrase.word(at);
        let (short, year) = word.split_once(['/', '-']).unwrap_or((word, ""));
        let unit = if short.starts_with('q') { TimeUnit::Quarter } else { TimeUnit::Half };
        let number = short.strip_prefix(['q', 'h'])?.parse().ok()?;
        let year = year.parse().ok().filter(|year| YEARS.contains(year));
        // A half is an abbreviation only with its year: *H1* is much else.
        let certain = unit == TimeUnit::Quarter || year.is_some() || self.year_number(at + 1).is_some();
        certain.then_some((number, unit, at + 1, year))
    }

    fn numbered_quarter(&self, at: usize) -> Option<(u8, TimeUnit, usize, Option<i16>)> {
        let number = self.ordinal(at)?;
        let unit_at = at + 1 + usize::from(self.phrase.word(at + 1) == "-");
        let (unit, _) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, unit_at)?)?;
        Some((number, unit, unit_at + 1, None))
    }

    /// *erste*, *1.*, *19th*.
    pub(super) fn ordinal(&self, at: usize) -> Option<u8> {
        let listed = self.phrase.value(ListName::OrdinalWord, at).and_then(|number| number.parse().ok());
        let letters = self.phrase.word(at).ends_with(['.', 't', 'h', 'd']);
        listed.or_else(|| self.day_number(at).filter(|_| letters))
    }

    /// *2025* after a preposition, or bare where no noun follows that it could count; *2023/24* is two.
    pub(super) fn year(&self, at: usize) -> Option<Time> {
        let years = self.years_number(at)?;
        let related = self.relation(at).is_some();
        let next = self.phrase.form(at + 1);
        let counts = match self.phrase.language {
            Language::German => next.starts_with(char::is_uppercase) && !related,
            Language::English => !related,
        };
        let measured = [ListName::Percent, ListName::Currency, ListName::Magnitude, ListName::TimeUnit];
        let measured = measured.into_iter().any(|list| self.phrase.value(list, at + 1).is_some());
        let priced = at.checked_sub(1).is_some_and(|before| self.phrase.value(ListName::Currency, before).is_some());
        let fits = related || BARE_YEARS.contains(&years.0);
        if fits && !counts && !measured && !priced { self.time(at, at + 1, of_years(years), 0.85) } else { None }
    }

    /// The first and last year of *2025* or *2023/24*.
    pub(super) fn years_number(&self, at: usize) -> Option<(i16, i16)> {
        if let Some(year) = self.year_number(at) {
            return Some((year, year));
        }
        let (first, last) = self.phrase.word(at).split_once('/')?;
        let first: i16 = first.parse().ok().filter(|year| YEARS.contains(year))?;
        let next = first + 1;
        let follows = last == next.to_string() || last.len() == 2 && next.to_string().ends_with(last);
        follows.then_some((first, next))
    }

    /// The year after a dash needs no preposition of its own.
    pub(super) fn bare_year(&self, at: usize) -> Option<Time> {
        let year = self.year_number(at)?;
        self.time(at, at + 1, of_years((year, year)), 0.85)
    }
}

/// The stretch of some years.
pub(super) fn of_years((first, last): (i16, i16)) -> Interval {
    let year = |year| Some(CalendarDate { year, month: None, day: None });
    Interval { from: year(first), to: year(last) }
}

/// *06.02.2025*
fn dotted(word: &str) -> Option<CalendarDate> {
    let parts: Vec<&str> = word.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = CalendarDate { year, month: month.parse().ok(), day: day.parse().ok() };
    date.to_string().parse().ok().filter(|date: &CalendarDate| date.day.is_some())
}
