//! What a comparison with the annotated status gives, and how it is written: a table a language, a line a group, and
//! on demand every row that was missed or is wrong.

use std::fmt;

use crate::score::report::Share;
use crate::text::Language;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Its sentence.
    pub sentence: String,
    /// The row.
    pub wanted: String,
    /// The fact that fits it, if any was found.
    pub got: Option<String>,
    /// Whether its polarity is right.
    pub polarity: bool,
    /// Whether its modality is right.
    pub modality: bool,
    /// Whether its speakers are right.
    pub attribution: bool,
}

impl Verdict {
    fn is_right(&self) -> bool {
        self.polarity && self.modality && self.attribution
    }
}

/// How many rows were found and stated right. The shares are of the rows that were found; [`Self::strict`] of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusTally {
    /// Of the rows, those for which a fact was found.
    pub found: Share,
    /// Those with the right polarity.
    pub polarity: Share,
    /// Those with the right modality.
    pub modality: Share,
    /// Those with the right speakers.
    pub attribution: Share,
    /// Those with all three right.
    pub whole: Share,
}

impl StatusTally {
    /// Counts rows.
    pub fn of<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Self {
        let mut tally = Self::default();
        for verdict in verdicts {
            tally.found.count(verdict.got.is_some());
            if verdict.got.is_some() {
                tally.polarity.count(verdict.polarity);
                tally.modality.count(verdict.modality);
                tally.attribution.count(verdict.attribution);
                tally.whole.count(verdict.is_right());
            }
        }
        tally
    }

    /// The same shares of all rows: one that was not found counts as wrong.
    #[must_use]
    pub fn strict(self) -> Self {
        let of_all = |share: Share| Share { right: share.right, all: self.found.all };
        Self {
            found: self.found,
            polarity: of_all(self.polarity),
            modality: of_all(self.modality),
            attribution: of_all(self.attribution),
            whole: of_all(self.whole),
        }
    }

    fn write(self, formatter: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        let percent = |share: Share| format!("{:.1} %", 100.0 * share.value());
        let shares = [self.polarity, self.modality, self.attribution, self.whole].map(percent);
        let Share { right, all } = self.found;
        writeln!(formatter, "| {name} | {all} | {right} | {} |", shares.join(" | "))
    }
}

/// How well the annotated sentences were read: a group an entry, with its language and its head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatusReport {
    /// The groups, in the order of the files.
    pub groups: Vec<(Language, String, Vec<Verdict>)>,
}

impl StatusReport {
    /// The tally of both languages, or of one.
    #[must_use]
    pub fn tally(&self, language: Option<Language>) -> StatusTally {
        let groups = self.groups.iter().filter(|group| language.is_none_or(|wanted| group.0 == wanted));
        StatusTally::of(groups.flat_map(|group| &group.2))
    }

    /// Every row that was missed or is wrong, with what was read instead.
    #[must_use]
    pub fn listing(&self) -> String {
        let verdicts = self.groups.iter().flat_map(|group| &group.2).filter(|verdict| !verdict.is_right());
        let lines = verdicts.map(|verdict| {
            let got = verdict.got.as_deref().unwrap_or("nothing");
            format!("- {}\n  - wanted: {}\n  - read: {got}\n", verdict.sentence, verdict.wanted)
        });
        lines.collect()
    }

    fn write_language(&self, formatter: &mut fmt::Formatter<'_>, language: Language) -> fmt::Result {
        writeln!(formatter, "\n## {language:?}\n")?;
        writeln!(formatter, "| group {COLUMNS}")?;
        for (_, name, verdicts) in self.groups.iter().filter(|group| group.0 == language) {
            StatusTally::of(verdicts).write(formatter, name)?;
        }
        self.tally(Some(language)).write(formatter, "all")?;
        self.tally(Some(language)).strict().write(formatter, "all, what was not found counted as wrong")
    }
}

const COLUMNS: &str = "| rows | found | polarity | modality | attribution | all three |\n|---|---|---|---|---|---|---|";

impl fmt::Display for StatusReport {
    /// Writes it as Markdown.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "# How facts are stated\n")?;
        writeln!(
            formatter,
            "Made by `tripel score status`, on the sentences of `tests/status`, whose heads tell the rules of annotation."
        )?;
        writeln!(formatter, "A row is found when a fact has its subject and object; shares are of the rows found.\n")?;
        writeln!(formatter, "| {COLUMNS}")?;
        self.tally(None).write(formatter, "both languages")?;
        self.tally(None).strict().write(formatter, "what was not found counted as wrong")?;
        Language::ALL.into_iter().try_for_each(|language| self.write_language(formatter, language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_was_not_found_counts_only_in_the_strict_shares() {
        let got = Some("A, kaufen, B".to_owned());
        let right = Verdict { got, polarity: true, modality: true, attribution: true, ..Verdict::default() };
        let missed = Verdict { wanted: "C, kaufen, D".to_owned(), ..Verdict::default() };
        let report = StatusReport { groups: vec![(Language::German, "plain".to_owned(), vec![right, missed])] };
        let tally = report.tally(None);
        assert_eq!(tally.whole, Share { right: 1, all: 1 });
        assert_eq!(tally.strict().whole, Share { right: 1, all: 2 });
        assert!(report.to_string().contains("| plain | 2 | 1 | 100.0 %"));
        assert!(report.listing().contains("wanted: C, kaufen, D\n  - read: nothing"));
    }
}
