//! Stretches of time: *von 2019 bis 2023*, *2019–2021*, *between 2019 and 2021*, *von März bis Mai 2024*,
//! *3. bis 5. März*.

use super::{Reader, Relation, Time};
use crate::lexicon::ListName;
use crate::text::{CalendarDate, Interval};

impl Reader<'_> {
    /// Two times with *bis*, a dash or, after *zwischen*, *und* between them.
    pub(super) fn stretch(&self, at: usize) -> Option<Time> {
        let (first_end, first) = self.opening(at)?;
        let second = self.closing(at, first_end)?;
        let year = second.when.from.map(|date| date.year);
        let first = match first {
            Some(first) => first,
            None => Reader { phrase: self.phrase, today: None, year }.opening(at)?.1?,
        };
        let when = Interval { from: first.when.from, to: second.when.to };
        let ordered = when.from.zip(when.to).is_some_and(|(from, to)| from.first_day() < to.last_day());
        ordered.then(|| Time { tokens: at..second.tokens.end, when, sure: first.sure.min(second.sure), related: true })
    }

    /// Where the first time ends, with what it is; without that if it is a day or month that lacks its year.
    fn opening(&self, at: usize) -> Option<(usize, Option<Time>)> {
        if self.year.is_none()
            && let Some(end) = self.without_year(at)
        {
            return Some((end, None));
        }
        let time = self.day_before_month(at).or_else(|| self.core_at(at)).filter(|time| !time.related);
        let time = time.or_else(|| self.bare_year(at).filter(|_| self.relation(at) == Some(Relation::Between)))?;
        Some((time.tokens.end, Some(time)))
    }

    /// The time behind the joining word at the end of the first.
    fn closing(&self, start: usize, joint: usize) -> Option<Time> {
        let stretches = match self.phrase.value(ListName::RangeWord, joint)? {
            "join" => true,
            "close" => self.relation(start) == Some(Relation::Between),
            _ => false,
        };
        if !stretches {
            return None;
        }
        // The contraction *bis zum* leaves an article between the two.
        let places = (joint + 1..joint + 4).take_while(|&at| at == joint + 1 || self.is_between(at - 1));
        let second = places.into_iter().find_map(|at| {
            let day = || self.last_day(start, at);
            day().or_else(|| self.core_at(at)).or_else(|| self.bare_year(at))
        })?;
        (!second.related).then_some(second)
    }

    /// *March 3-5*: the last day has the month of the first.
    fn last_day(&self, start: usize, at: usize) -> Option<Time> {
        let day = self.day_number(at).filter(|_| self.day_number(start).is_none())?;
        let (_, month, _) = self.day_of_month(start).filter(|(first, ..)| *first < day)?;
        let year = [at + 1, at + 2].into_iter().find_map(|next| Some((self.year_number(next)?, next + 1)));
        let nearest = || Some((self.nearest_month(month, false)?.year, at + 1));
        let (year, end) = year.or_else(nearest)?;
        let last = CalendarDate { year, month: Some(month), day: Some(day) };
        self.time(at, end, Interval::at(last.to_string().parse().ok()?), 0.9)
    }
}
