//! Times seen from the day of the article: *gestern*, *vergangene Woche*, *vor drei Tagen*, *Ende März*, *heuer*,
//! *later this year*.

use super::deixis::{self, TimeUnit};
use super::{Reader, Relation, Time, YEARS, calendar};
use crate::lexicon::ListName;
use crate::text::{CalendarDate, Interval, Language};

/// First and last month of each third of a year; they overlap, for *Mitte 2026* is no third to the day.
const THIRDS_OF_YEAR: [(u8, u8); 3] = [(1, 4), (5, 8), (9, 12)];
/// First and last day of each third of a month; the last day is the month's own.
const THIRDS_OF_MONTH: [(u8, u8); 3] = [(1, 10), (11, 20), (21, 31)];
/// First and last day of each part of a week, from Monday, 0.
const PARTS_OF_WEEK: [(i32, i32); 3] = [(0, 1), (2, 3), (3, 6)];

impl Reader<'_> {
    /// *Ende März*, *Anfang 2025*, *Ende des Jahres*, *early 2025*, *later this year*.
    pub(super) fn part(&self, at: usize) -> Option<Time> {
        if let Some(glued) = self.glued_part(at) {
            return Some(glued);
        }
        let part = match self.phrase.value(ListName::TimeRelation, at)? {
            "begin" => 0u8,
            "middle" => 1,
            "end" => 2,
            "earlier" => return self.rest(at, false),
            "later" => return self.rest(at, true),
            _ => return None,
        };
        let next = (at + 1..at + 4).find(|&next| !self.is_article(next) && self.phrase.word(next) != "-")?;
        let time = self.part_of_era(next, part).or_else(|| {
            let whole = self.whole(next)?;
            Some(Time { when: part_of(whole.when, usize::from(part)), ..whole })
        })?;
        Some(Time { tokens: at..time.tokens.end, ..time })
    }

    /// *mid-2026* in one word.
    fn glued_part(&self, at: usize) -> Option<Time> {
        let (part, year) = self.phrase.word(at).split_once('-')?;
        let part = self.phrase.value_of(ListName::TimeRelation, part)?;
        let part = ["begin", "middle", "end"].iter().position(|name| *name == part)?;
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        self.time(at, at + 1, part_of(calendar::of_years((year, year)), part), 0.85)
    }

    /// What *Anfang* and *Ende* can be a part of.
    fn whole(&self, at: usize) -> Option<Time> {
        let dated = self.fiscal_year(at).or_else(|| self.quarter(at)).or_else(|| self.month(at));
        let dated = dated.or_else(|| self.bare_year(at)).or_else(|| self.chosen(at));
        dated.or_else(|| self.this_unit(at)).or_else(|| self.season(at)).or_else(|| self.period(at))
    }

    /// *des Jahres* after *Ende* is the year of the article, or the one that follows in the text.
    fn this_unit(&self, at: usize) -> Option<Time> {
        let (unit, many) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, at)?)?;
        if let Some(year) = self.bare_year(at + 1).filter(|_| unit == TimeUnit::Year) {
            return Some(year);
        }
        let today = self.today.filter(|_| !many && unit != TimeUnit::Day)?;
        self.time(at, at + 1, deixis::unit_around(today, unit, 0)?, 0.8)
    }

    fn is_article(&self, at: usize) -> bool {
        self.is_between(at) && self.phrase.value(ListName::TimeUnit, at).is_none()
    }

    /// *earlier this year* ends today, *later this year* begins today.
    fn rest(&self, at: usize, later: bool) -> Option<Time> {
        let whole = (at + 1..at + 3).find_map(|next| self.chosen(next).filter(|_| self.choice(next) == Some(0)))?;
        let today = self.today;
        let when = if later { Interval { from: today, ..whole.when } } else { Interval { to: today, ..whole.when } };
        Some(Time { tokens: at..whole.tokens.end, when, related: true, ..whole })
    }

    /// A number of units: *seit einem Jahr*, *vor zwei Jahren*, *in den nächsten zwei Jahren*, *two years ago*.
    pub(super) fn counted(&self, at: usize) -> Option<Time> {
        let today = self.today?;
        let choice = self.choice(at);
        let (unit, count, end) = self.length(at + usize::from(choice.is_some()))?;
        let ago = matches!(self.phrase.value(ListName::TimeRelation, end), Some("ago" | "earlier"));
        let ago = ago && self.phrase.language == Language::English;
        let relation = if ago { Some(Relation::Before) } else { self.relation(at) };
        let away = |count| deixis::shifted(today, unit, count);
        let when = match (choice, relation) {
            (Some(1..), _) | (None, Some(Relation::Within)) => Interval { from: Some(today), to: Some(away(count)?) },
            (Some(_), _) => Interval { from: Some(away(-count)?), to: Some(today) },
            (None, Some(Relation::From)) => Interval { from: Some(away(-count)?), to: None },
            (None, Some(Relation::Before)) => Interval::at(away(-count)?),
            _ => return None,
        };
        Some(Time { tokens: at..end + usize::from(ago), when, sure: 0.75, related: true })
    }

    /// *zwei Jahre*, *eineinhalb Jahre*, *einem halben Jahr*: unit, number of units, end.
    fn length(&self, at: usize) -> Option<(TimeUnit, i32, usize)> {
        let word = self.phrase.word(at);
        let listed = || self.phrase.value(ListName::NumberWord, at)?.parse().ok();
        let count: f64 = word.parse().ok().or_else(listed).filter(|count| (1.0..1000.0).contains(count))?;
        let (value, end) = self.phrase.longest(ListName::TimeUnit, at + 1)?;
        let (unit, _) = TimeUnit::named(value)?;
        let whole = count.fract() == 0.0;
        match unit {
            _ if whole => Some((unit, count as i32, end)),
            TimeUnit::Year => Some((TimeUnit::Month, (count * 12.0).round() as i32, end)),
            _ => None,
        }
    }

    /// The distance of *vergangene*, *diese*, *nächste*.
    fn choice(&self, at: usize) -> Option<i32> {
        self.phrase.value(ListName::Deictic, at)?.parse().ok()
    }

    /// *vergangene Woche*, *in diesem Jahr*, *next Monday*, *letzten Sommer*.
    pub(super) fn chosen(&self, at: usize) -> Option<Time> {
        let (distance, today) = (self.choice(at)?, self.today?);
        if let Some(number) = self.phrase.value(ListName::Weekday, at + 1).and_then(|number| number.parse().ok()) {
            return self.time(at, at + 2, Interval::at(deixis::chosen_weekday(today, number, distance)?), 0.8);
        }
        if let Some(season) = self.chosen_season(at, distance) {
            return Some(season);
        }
        let (unit, many) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, at + 1)?)?;
        if many {
            return None;
        }
        self.time(at, at + 2, deixis::unit_around(today, unit, distance)?, 0.8)
    }

    /// One word for a unit seen from the article: *heuer*, *Vorjahr*, *Jahresende*, *year-end*.
    pub(super) fn period(&self, at: usize) -> Option<Time> {
        let (value, end) = self.phrase.longest(ListName::PeriodWord, at)?;
        let mut parts = value.split(' ');
        let (unit, _) = TimeUnit::named(parts.next()?)?;
        let distance = parts.next()?.parse().ok()?;
        let part = parts.next().and_then(|part| ["begin", "middle", "end"].iter().position(|name| *name == part));
        let dated = self.bare_year(end).filter(|_| unit == TimeUnit::Year && part.is_some());
        let whole = match &dated {
            Some(year) => year.when,
            None => deixis::unit_around(self.today?, unit, distance)?,
        };
        let end = dated.map_or(end, |year| year.tokens.end);
        self.time(at, end, part.map_or(whole, |part| part_of(whole, part)), 0.75)
    }

    /// *am Donnerstag*, *gestern*. English *morgen* and German *Morgen* are told apart by the capital.
    pub(super) fn day(&self, at: usize) -> Option<Time> {
        let today = self.today?;
        if let Some(number) = self.phrase.value(ListName::Weekday, at).and_then(|number| number.parse().ok()) {
            return self.time(at, at + 1, Interval::at(deixis::weekday(today, number, false)?), 0.8);
        }
        let small = self.phrase.form(at).starts_with(char::is_lowercase) || at == self.phrase.tokens().start;
        let distance = self.phrase.value(ListName::RelativeDay, at).filter(|_| small)?.parse().ok()?;
        self.time(at, at + 1, Interval::at(deixis::shifted(today, TimeUnit::Day, distance)?), 0.7)
    }
}

/// The first, second or last third of a year, month or week; of other stretches the whole.
fn part_of(whole: Interval, part: usize) -> Interval {
    let (Some(from), Some(to)) = (whole.from, whole.to) else { return whole };
    if from == to && from.day.is_none() {
        return third(from, part).unwrap_or(whole);
    }
    let week = from.day.is_some() && deixis::shifted(from, TimeUnit::Day, 6) == Some(to);
    let (first, last) = PARTS_OF_WEEK[part.min(2)];
    let day = |count| deixis::shifted(from, TimeUnit::Day, count);
    if week { Interval { from: day(first), to: day(last) } } else { whole }
}

fn third(whole: CalendarDate, part: usize) -> Option<Interval> {
    if whole.month.is_none() {
        let (first, last) = THIRDS_OF_YEAR.get(part)?;
        let month = |month: &u8| Some(CalendarDate { month: Some(*month), ..whole });
        return Some(Interval { from: month(first), to: month(last) });
    }
    let (first, last) = THIRDS_OF_MONTH.get(part)?;
    let day = |day: u8| Some(CalendarDate { day: Some(day), ..whole });
    Some(Interval { from: day(*first), to: day((*last).min(whole.last_day().day().cast_unsigned())) })
}
