//! Times seen from the day of the article: *gestern*, *vergangene Woche*, *vor zwei Jahren*. What needs a sharper day
//! than the article has stays unresolved.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::text::{CalendarDate, Interval};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeUnit {
    Year,
    Half,
    Quarter,
    Month,
    Week,
    Weekend,
    Day,
    Hour,
    Decade,
    Century,
}

impl TimeUnit {
    /// The unit that the word list names, and whether the word is in the plural.
    pub(super) fn named(value: &str) -> Option<(Self, bool)> {
        let (name, number) = value.split_once(' ').unwrap_or((value, ""));
        let unit = match name {
            "year" => Self::Year,
            "half" => Self::Half,
            "quarter" => Self::Quarter,
            "month" => Self::Month,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "day" => Self::Day,
            "hour" => Self::Hour,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        };
        Some((unit, number == "many"))
    }
}

/// The year, month or day that lies a number of units from a date, as sharp as the unit.
pub(super) fn shifted(from: CalendarDate, unit: TimeUnit, count: i32) -> Option<CalendarDate> {
    match unit {
        TimeUnit::Year => year(i32::from(from.year).checked_add(count)?),
        TimeUnit::Decade => year(i32::from(from.year).checked_add(count.checked_mul(10)?)?),
        TimeUnit::Quarter => month(from, count.checked_mul(3)?),
        TimeUnit::Half => month(from, count.checked_mul(6)?),
        TimeUnit::Month => month(from, count),
        TimeUnit::Week => day(from, count.checked_mul(7)?),
        TimeUnit::Day => day(from, count),
        TimeUnit::Century => year(i32::from(from.year).checked_add(count.checked_mul(100)?)?),
        TimeUnit::Weekend | TimeUnit::Hour => None,
    }
}

/// The unit of time that lies a number of units from the one in which a date lies: this year, last week.
pub(super) fn unit_around(date: CalendarDate, unit: TimeUnit, count: i32) -> Option<Interval> {
    match unit {
        TimeUnit::Year | TimeUnit::Month => shifted(date, unit, count).map(Interval::at),
        TimeUnit::Quarter | TimeUnit::Half => {
            let length = if unit == TimeUnit::Quarter { 3 } else { 6 };
            let first = (date.month?.checked_sub(1)? / length) * length + 1;
            let start = month(CalendarDate { month: Some(first), ..date }, count.checked_mul(i32::from(length))?)?;
            Some(Interval { from: Some(start), to: month(start, i32::from(length) - 1) })
        }
        TimeUnit::Week | TimeUnit::Weekend => {
            let monday = civil(date)?.checked_add(count.checked_mul(7)?.days()).ok()?;
            let monday = monday.checked_sub(i64::from(monday.weekday().to_monday_zero_offset()).days()).ok()?;
            let first = monday.checked_add(if unit == TimeUnit::Week { 0 } else { 5 }.days()).ok()?;
            Some(Interval { from: Some(of(first)), to: Some(of(monday.checked_add(6.days()).ok()?)) })
        }
        TimeUnit::Decade | TimeUnit::Century => {
            let length: i16 = if unit == TimeUnit::Decade { 10 } else { 100 };
            let shift = i16::try_from(count.checked_mul(i32::from(length))?).ok()?;
            let first = (date.year / length * length).checked_add(shift)?;
            Some(Interval { from: year(i32::from(first)), to: year(i32::from(first) + i32::from(length) - 1) })
        }
        TimeUnit::Day | TimeUnit::Hour => None,
    }
}

/// The day of the week nearest to a date: before or on it, or, with `ahead`, after it.
pub(super) fn weekday(date: CalendarDate, number: i8, ahead: bool) -> Option<CalendarDate> {
    let wanted = Weekday::from_monday_one_offset(number).ok()?;
    let today = civil(date)?;
    if !ahead && today.weekday() == wanted {
        return Some(date);
    }
    today.nth_weekday(if ahead { 1 } else { -1 }, wanted).ok().map(of)
}

/// *vergangenen Montag*, *diesen Montag*, *nächsten Montag*: the last one is not today.
pub(super) fn chosen_weekday(date: CalendarDate, number: i8, distance: i32) -> Option<CalendarDate> {
    match distance {
        0 => unit_around(date, TimeUnit::Week, 0)?.from.and_then(|monday| day(monday, i32::from(number) - 1)),
        1.. => weekday(date, number, true),
        _ => weekday(day(date, -1)?, number, false),
    }
}

/// A month without a year: the one nearest to a date, sooner the one behind it; with `ahead` the next.
pub(super) fn nearest_month(date: CalendarDate, wanted: u8, ahead: bool) -> Option<CalendarDate> {
    let distance = i32::from(wanted) - i32::from(date.month?);
    let least = if ahead { 0 } else { -7 };
    let distance = if distance < least { distance + 12 } else { distance };
    let distance = if distance > least + 11 { distance - 12 } else { distance };
    month(date, distance)
}

fn year(year: i32) -> Option<CalendarDate> {
    let year = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
    Some(CalendarDate { year, month: None, day: None })
}

fn month(from: CalendarDate, count: i32) -> Option<CalendarDate> {
    let months = i32::from(from.year).checked_mul(12)?.checked_add(i32::from(from.month?) - 1)?.checked_add(count)?;
    let date = year(months.div_euclid(12))?;
    Some(CalendarDate { month: u8::try_from(months.rem_euclid(12) + 1).ok(), ..date })
}

fn day(from: CalendarDate, count: i32) -> Option<CalendarDate> {
    civil(from)?.checked_add(count.days()).ok().map(of)
}

fn civil(date: CalendarDate) -> Option<Date> {
    date.day.map(|_| date.first_day())
}

fn of(date: Date) -> CalendarDate {
    CalendarDate { year: date.year(), month: Some(date.month().cast_unsigned()), day: Some(date.day().cast_unsigned()) }
}
