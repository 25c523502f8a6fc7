//! Times: *14. Mai 2024*, *im April*, *Q3 2024*, *vergangene Woche*, *seit über einem Jahr*, *von 2019 bis 2023*.
//!
//! A mention covers the time without its preposition; the preposition opens or closes the interval (*ab 2025* has no
//! end). A time that only the day of the article could resolve is left out when that day is not known.

use std::ops::Range;

use super::deixis::{self, TimeUnit};
use super::phrase::Phrase;
use super::{Mention, MentionKind};
use crate::lexicon::{Lexicon, ListName};
use crate::text::{CalendarDate, Document, Interval, Language};

/// Years that a number without a preposition can be; others it counts something.
const BARE_YEARS: Range<i16> = 1950..2060;
/// Years that a number after a preposition or month can be.
const YEARS: Range<i16> = 1500..2200;
/// How many words may stand between a preposition and the time: *seit mehr als dem Jahr 2019*.
const LONGEST_WAY: usize = 4;

/// Finds the times of a document.
#[must_use]
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in &document.sentences {
        let reader = Reader { phrase: Phrase::new(document, sentence, lexicon), today: document.meta.published };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = reader.time_at(at);
            at = found.as_ref().map_or(at + 1, |time| time.tokens.end);
            let mention = |time: Time| reader.phrase.mention(time.tokens, MentionKind::Time(time.when), time.sure);
            mentions.extend(found.map(mention));
        }
    }
    mentions
}

/// A time that was found.
#[derive(Debug, Clone)]
struct Time {
    tokens: Range<usize>,
    when: Interval,
    sure: f32,
    /// Whether the words of relation before it are already in the interval.
    related: bool,
}

/// What the words before a time make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    At,
    From,
    Until,
    Ago,
    Within,
}

struct Reader<'a> {
    phrase: Phrase<'a>,
    today: Option<CalendarDate>,
}

impl Reader<'_> {
    /// The time that begins at a position.
    fn time_at(&self, at: usize) -> Option<Time> {
        let time = self.core_at(at)?;
        if time.related {
            return Some(time);
        }
        if let Some(range) = self.range(&time) {
            return Some(range);
        }
        let when = match self.relation(at) {
            Some(Relation::From) => Interval { from: time.when.from, to: None },
            Some(Relation::Until | Relation::Ago) => Interval { from: None, to: time.when.to },
            _ => time.when,
        };
        Some(Time { when, ..time })
    }

    /// Tried in this order; the first that fits wins, so the longer ones come first.
    fn core_at(&self, at: usize) -> Option<Time> {
        self.part(at)
            .or_else(|| self.written_date(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.chosen(at))
            .or_else(|| self.day(at))
            .or_else(|| self.year(at))
    }

    fn relation(&self, at: usize) -> Option<Relation> {
        let mut before = at.checked_sub(1)?;
        for _ in 0..LONGEST_WAY {
            match self.phrase.value(ListName::TimeRelation, before)? {
                "skip" => before = before.checked_sub(1)?,
                "from" => return Some(Relation::From),
                "until" => return Some(Relation::Until),
                "ago" => return Some(Relation::Ago),
                "within" => return Some(Relation::Within),
                "at" => return Some(Relation::At),
                _ => return None,
            }
        }
        None
    }

    /// Two times with *bis* or a dash between them.
    fn range(&self, first: &Time) -> Option<Time> {
        let joint = first.tokens.end;
        let until = self.phrase.value(ListName::TimeRelation, joint) == Some("until");
        let dash = matches!(self.phrase.word(joint), "–" | "-" | "—" | "to");
        if !until && !dash {
            return None;
        }
        // The contraction *bis zum* leaves an article between the two.
        let steps = (joint + 1..joint + 4).take_while(|&at| at == joint + 1 || self.is_between(at - 1));
        let second = steps.into_iter().find_map(|at| self.core_at(at).or_else(|| self.bare_year(at)));
        let second = second.filter(|second| !second.related)?;
        let when = Interval { from: first.when.from, to: second.when.to };
        let ordered = when.from.zip(when.to).is_some_and(|(from, to)| from.first_day() < to.last_day());
        ordered.then(|| Time {
            tokens: first.tokens.start..second.tokens.end,
            when,
            sure: first.sure.min(second.sure),
            related: true,
        })
    }

    fn is_between(&self, at: usize) -> bool {
        matches!(self.phrase.value(ListName::TimeRelation, at), Some("skip" | "at"))
    }

    /// *Ende März*, *Anfang 2025*, *Ende des Jahres*, *early 2025*.
    fn part(&self, at: usize) -> Option<Time> {
        let part = self.phrase.value(ListName::TimeRelation, at)?;
        let months = match part {
            "begin" => (1, 4),
            "middle" => (5, 8),
            "end" => (9, 12),
            _ => return None,
        };
        let next = (at + 1..at + 4).find(|&next| !self.is_between(next) && self.phrase.word(next) != "-")?;
        let time =
            self.quarter(next).or_else(|| self.month(next)).or_else(|| self.year(next)).or_else(|| self.chosen(next));
        let time = time.or_else(|| self.this_year(next - 1))?;
        let date = time.when.from.filter(|from| time.when.to == Some(*from) && from.month.is_none());
        let in_year = |year: CalendarDate| {
            let end = |month| Some(CalendarDate { month: Some(month), day: None, ..year });
            Interval { from: end(months.0), to: end(months.1) }
        };
        Some(Time { tokens: at..time.tokens.end, when: date.map_or(time.when, in_year), ..time })
    }

    /// *des Jahres* after *Ende* is the year of the article.
    fn this_year(&self, at: usize) -> Option<Time> {
        let (unit, many) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, at)?)?;
        let today = self.today.filter(|_| unit == TimeUnit::Year && !many)?;
        self.time(at, at + 1, deixis::unit_around(today, unit, 0)?, 0.8)
    }

    /// *2025-02-06*, *2025-02*, *06.02.2025*.
    fn written_date(&self, at: usize) -> Option<Time> {
        let word = self.phrase.word(at);
        let shaped = word.len() >= 6 && word.starts_with(|letter: char| letter.is_ascii_digit());
        let iso = word.contains('-').then(|| word.parse().ok()).flatten();
        let date: CalendarDate = iso.or_else(|| dotted(word)).filter(|_| shaped)?;
        self.time(at, at + 1, Interval::at(date), 0.95)
    }

    /// *14. Mai 2024*, *14 May 2024*, *May 14, 2024*; without a year it is the nearest.
    fn day_and_month(&self, at: usize) -> Option<Time> {
        let (day, month, end) = match (self.day_number(at), self.month_number(at)) {
            (Some(day), _) => (day, self.month_number(at + 1).filter(|_| self.is_month(at + 1))?, at + 2),
            (None, Some(month)) if self.phrase.language == Language::English => {
                (self.day_number(at + 1)?, month, at + 2)
            }
            _ => return None,
        };
        let comma = usize::from(self.phrase.word(end) == ",");
        let (date, end) = match self.year_number(end + comma) {
            Some(year) => (CalendarDate { year, month: Some(month), day: None }, end + comma + 1),
            None => (deixis::nearest_month(self.today?, month, self.is_ahead(at))?, end),
        };
        let date: CalendarDate = CalendarDate { day: Some(day), ..date }.to_string().parse().ok()?;
        self.time(at, end, Interval::at(date), 0.95)
    }

    /// *April 2025*, *April*.
    fn month(&self, at: usize) -> Option<Time> {
        let month = self.month_number(at).filter(|_| self.is_month(at))?;
        let comma = usize::from(self.phrase.word(at + 1) == ",");
        if let Some(year) = self.year_number(at + 1).or_else(|| self.year_number(at + 1 + comma)) {
            let end = at + 2 + if self.year_number(at + 1).is_some() { 0 } else { comma };
            return self.time(at, end, Interval::at(CalendarDate { year, month: Some(month), day: None }), 0.95);
        }
        let nearest = deixis::nearest_month(self.today?, month, self.is_ahead(at))?;
        self.time(at, at + 1, Interval::at(nearest), 0.8)
    }

    fn is_ahead(&self, at: usize) -> bool {
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

    fn day_number(&self, at: usize) -> Option<u8> {
        let word = self.phrase.word(at);
        let ordinal = self.phrase.language == Language::German;
        let figures = if ordinal { word.strip_suffix('.')? } else { word.trim_end_matches(char::is_alphabetic) };
        figures.parse().ok().filter(|day| (1..=31).contains(day))
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let word = self.phrase.word(at);
        let figures = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        word.parse().ok().filter(|year| figures && YEARS.contains(year))
    }

    /// *Q3 2024*, *drittes Quartal 2024*, *second half of 2024*.
    fn quarter(&self, at: usize) -> Option<Time> {
        let abbreviated = self.phrase.word(at).strip_prefix('q').and_then(|number| number.parse().ok());
        let (number, unit, mut end): (u8, _, _) = if let Some(number) = abbreviated {
            (number, TimeUnit::Quarter, at + 1)
        } else {
            let number = self.phrase.value(ListName::OrdinalWord, at)?.parse().ok()?;
            let (unit, _) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, at + 1)?)?;
            (number, unit, at + 2)
        };
        let length = match unit {
            TimeUnit::Quarter => 3,
            TimeUnit::Half => 6,
            _ => return None,
        };
        let last = number.checked_mul(length).filter(|last| (length..=12).contains(last))?;
        let next = (end..end + 3).find(|&next| !self.is_between(next)).unwrap_or(end);
        let year = match self.year_number(next) {
            Some(year) => {
                end = next + 1;
                year
            }
            None => deixis::nearest_month(self.today?, last, false)?.year,
        };
        let month = |month| Some(CalendarDate { year, month: Some(month), day: None });
        self.time(at, end, Interval { from: month(last + 1 - length), to: month(last) }, 0.9)
    }

    /// A number of units: *seit einem Jahr*, *vor zwei Jahren*, *in den nächsten zwei Jahren*, *two years ago*.
    fn counted(&self, at: usize) -> Option<Time> {
        let today = self.today?;
        let choice = self.choice(at);
        let number_at = at + usize::from(choice.is_some());
        let count = self.count(number_at)?;
        let (unit, _) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, number_at + 1)?)?;
        let mut end = number_at + 2;
        let ago =
            self.phrase.value(ListName::TimeRelation, end) == Some("ago") && self.phrase.language == Language::English;
        end += usize::from(ago);
        let relation = if ago { Some(Relation::Ago) } else { self.relation(at) };
        let away = |count| deixis::shifted(today, unit, count);
        let when = match (choice, relation) {
            (Some(1..), _) | (None, Some(Relation::Within)) => Interval { from: Some(today), to: Some(away(count)?) },
            (Some(_), _) => Interval { from: Some(away(-count)?), to: Some(today) },
            (None, Some(Relation::From)) => Interval { from: Some(away(-count)?), to: None },
            (None, Some(Relation::Ago)) => Interval::at(away(-count)?),
            _ => return None,
        };
        Some(Time { tokens: at..end, when, sure: 0.75, related: true })
    }

    fn count(&self, at: usize) -> Option<i32> {
        let word = self.phrase.word(at);
        let count = word.parse().ok().or_else(|| self.phrase.value(ListName::NumberWord, at)?.parse().ok());
        count.filter(|count| (1..1000).contains(count))
    }

    /// The distance of *vergangene*, *diese*, *nächste*.
    fn choice(&self, at: usize) -> Option<i32> {
        self.phrase.value(ListName::Deictic, at)?.parse().ok()
    }

    /// *vergangene Woche*, *in diesem Jahr*, *next Monday*.
    fn chosen(&self, at: usize) -> Option<Time> {
        let (distance, today) = (self.choice(at)?, self.today?);
        if let Some(number) = self.phrase.value(ListName::Weekday, at + 1).and_then(|number| number.parse().ok()) {
            return self.time(at, at + 2, Interval::at(deixis::weekday(today, number, distance > 0)?), 0.8);
        }
        let (unit, many) = TimeUnit::named(self.phrase.value(ListName::TimeUnit, at + 1)?)?;
        if many {
            return None;
        }
        self.time(at, at + 2, deixis::unit_around(today, unit, distance)?, 0.8)
    }

    /// *am Donnerstag*, *gestern*. English *morgen* and German *Morgen* are told apart by the capital.
    fn day(&self, at: usize) -> Option<Time> {
        let today = self.today?;
        if let Some(number) = self.phrase.value(ListName::Weekday, at).and_then(|number| number.parse().ok()) {
            return self.time(at, at + 1, Interval::at(deixis::weekday(today, number, false)?), 0.8);
        }
        let small = self.phrase.form(at).starts_with(char::is_lowercase) || at == self.phrase.tokens().start;
        let distance = self.phrase.value(ListName::RelativeDay, at).filter(|_| small)?.parse().ok()?;
        self.time(at, at + 1, Interval::at(deixis::shifted(today, TimeUnit::Day, distance)?), 0.7)
    }

    /// *2025* after a preposition, or bare where no noun follows that it could count.
    fn year(&self, at: usize) -> Option<Time> {
        let year = self.year_number(at)?;
        let related = self.relation(at).is_some();
        let next = self.phrase.form(at + 1);
        let counts = match self.phrase.language {
            Language::German => next.starts_with(char::is_uppercase) && !related,
            Language::English => !related,
        };
        let measured = [ListName::Percent, ListName::Currency, ListName::Magnitude, ListName::TimeUnit];
        let measured = measured.into_iter().any(|list| self.phrase.value(list, at + 1).is_some());
        let priced = at.checked_sub(1).is_some_and(|before| self.phrase.value(ListName::Currency, before).is_some());
        let fits = related || BARE_YEARS.contains(&year);
        let date = CalendarDate { year, month: None, day: None };
        if fits && !counts && !measured && !priced { self.time(at, at + 1, Interval::at(date), 0.85) } else { None }
    }

    /// The year after a dash needs no preposition of its own.
    fn bare_year(&self, at: usize) -> Option<Time> {
        let year = self.year_number(at)?;
        self.time(at, at + 1, Interval::at(CalendarDate { year, month: None, day: None }), 0.85)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the last step of functions that may find nothing")]
    fn time(&self, start: usize, end: usize, when: Interval, sure: f32) -> Option<Time> {
        let end = end.min(self.phrase.tokens().end);
        Some(Time { tokens: start..end, when, sure, related: false })
    }
}

/// *06.02.2025*
fn dotted(word: &str) -> Option<CalendarDate> {
    let parts: Vec<&str> = word.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = CalendarDate { year, month: month.parse().ok(), day: day.parse().ok() };
    date.to_string().parse().ok().filter(|date: &CalendarDate| date.day.is_some())
}
