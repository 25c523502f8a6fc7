//! Rows of a table: *Anbieter | Marktanteil (%) | Zeitraum* over *Alibaba Cloud | 36% | Q3 2024*.
//!
//! Gives Alibaba Cloud —Marktanteil→ 36 %, with the time of the row. The first cell must be a name, the value an amount;
//! the head of the column is the predicate, without what stands in brackets.

use crate::recognize::MentionKind;
use crate::text::{Interval, Span};

use super::super::argument::Slot;
use super::super::candidate::Candidate;
use super::super::context::Context;
use super::super::fact::{Modality, Polarity, Predicate, Tense};
use super::super::status::Status;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let span = context.document.sentences[sentence].span;
    let tables = context.document.tables.iter();
    let rows = tables.flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let here = rows.filter(|(_, row)| row.first().is_some_and(|cell| span.contains(*cell)));
    here.flat_map(|(table, row)| read(context, &table.header, row)).collect()
}

fn read(context: &Context<'_>, header: &[Span], row: &[Span]) -> Vec<Candidate> {
    let Some(name) =
        row.first().and_then(|cell| mention_in(context, *cell, |kind| matches!(kind, MentionKind::Entity(_))))
    else {
        return Vec::new();
    };
    let time = row.iter().find_map(|cell| time_in(context, *cell));
    let columns = header.iter().zip(row).skip(1);
    let candidate = |(column, cell): (&Span, &Span)| {
        let value = mention_in(context, *cell, |kind| matches!(kind, MentionKind::Amount(_)))?;
        let anchor = context.mentions.mentions[name].tokens.start;
        Some(Candidate {
            subject: Slot::Mention(name),
            predicate: column_predicate(context, *column)?,
            object: Slot::Noun(context.mentions.mentions[value].tokens.start),
            roles: Vec::new(),
            status: stated(time),
            anchor,
        })
    };
    columns.filter_map(candidate).collect()
}

fn mention_in(context: &Context<'_>, cell: Span, fits: impl Fn(MentionKind) -> bool) -> Option<usize> {
    context.mentions.mentions.iter().position(|mention| cell.contains(mention.span) && fits(mention.kind))
}

fn time_in(context: &Context<'_>, cell: Span) -> Option<Interval> {
    let number = mention_in(context, cell, |kind| matches!(kind, MentionKind::Time(_)))?;
    match context.mentions.mentions[number].kind {
        MentionKind::Time(interval) => Some(interval),
        _ => None,
    }
}

fn column_predicate(context: &Context<'_>, column: Span) -> Option<Predicate> {
    let whole = column.of(&context.document.source);
    let name = whole.split('(').next().unwrap_or(whole).trim();
    let start = column.start as usize;
    (!name.is_empty()).then(|| Predicate {
        lemma: name.to_owned(),
        reflexive: false,
        noun: None,
        preposition: None,
        spans: vec![Span::new(start, start + name.len())],
        text: name.to_owned(),
    })
}

fn stated(time: Option<Interval>) -> Status {
    Status {
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        tense: Tense::Present,
        time,
        speakers: Vec::new(),
    }
}
