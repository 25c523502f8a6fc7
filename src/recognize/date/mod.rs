//! Times: *14. Mai 2024*, *im April*, *Q3 2024*, *vergangene Woche*, *seit über einem Jahr*, *zwischen 2019 und 2023*.
//!
//! A mention covers the time without its preposition; the preposition opens or closes the interval (*ab 2025* has no
//! end). A time that only the day of the article could resolve is left out when that day is not known.

mod calendar;
mod deixis;
mod era;
mod relative;
mod stretch;

use std::ops::Range;

use super::phrase::Phrase;
use super::{Mention, MentionKind};
use crate::lexicon::{Lexicon, ListName};
use crate::text::{CalendarDate, Document, Interval};

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
        let phrase = Phrase::new(document, sentence, lexicon);
        let reader = Reader { phrase: &phrase, today: document.meta.published, year: None };
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
    Between,
    From,
    After,
    Until,
    Before,
    Within,
}

/// Reads the times of a sentence.
struct Reader<'a> {
    phrase: &'a Phrase<'a>,
    today: Option<CalendarDate>,
    /// The year that months without one take over from the end of the stretch: *von März bis Mai 2024*.
    year: Option<i16>,
}

impl Reader<'_> {
    /// The time that begins at a position.
    fn time_at(&self, at: usize) -> Option<Time> {
        if let Some(stretch) = self.stretch(at) {
            return Some(stretch);
        }
        let time = self.core_at(at).filter(|time| time.tokens.end <= self.phrase.tokens().end)?;
        if time.related {
            return Some(time);
        }
        let when = match self.relation(at) {
            Some(Relation::From | Relation::After) => Interval { from: time.when.from, to: None },
            Some(Relation::Until | Relation::Before) => Interval { from: None, to: time.when.to },
            _ => time.when,
        };
        Some(Time { when, ..time })
    }

    /// Tried in this order; the first that fits wins, so the longer ones come first.
    fn core_at(&self, at: usize) -> Option<Time> {
        self.part(at)
            .or_else(|| self.written_date(at))
            .or_else(|| self.era(at))
            .or_else(|| self.fiscal_year(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.chosen(at))
            .or_else(|| self.period(at))
            .or_else(|| self.day(at))
            .or_else(|| self.year(at))
    }

    fn relation(&self, at: usize) -> Option<Relation> {
        let mut before = at.checked_sub(1)?;
        for _ in 0..LONGEST_WAY {
            match self.phrase.value(ListName::TimeRelation, before)? {
                "skip" => before = before.checked_sub(1)?,
                "from" => return Some(Relation::From),
                "after" => return Some(Relation::After),
                "until" => return Some(Relation::Until),
                "before" => return Some(Relation::Before),
                "within" => return Some(Relation::Within),
                "between" => return Some(Relation::Between),
                "at" => return Some(Relation::At),
                _ => return None,
            }
        }
        None
    }

    /// Whether a word may stand between two parts of a time: *Ende **des** Jahres*.
    fn is_between(&self, at: usize) -> bool {
        matches!(self.phrase.value(ListName::TimeRelation, at), Some("skip" | "at"))
    }

    #[expect(clippy::unnecessary_wraps, reason = "the last step of functions that may find nothing")]
    fn time(&self, start: usize, end: usize, when: Interval, sure: f32) -> Option<Time> {
        let end = end.min(self.phrase.tokens().end);
        Some(Time { tokens: start..end, when, sure, related: false })
    }
}
