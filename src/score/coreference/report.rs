//! What the measures of coreference give, and how it is written.

use std::collections::BTreeMap;
use std::fmt;

use super::german::PronounScore;
use super::metric::{Coreference, Measure};
use crate::resolve::phrase::PhraseClass;
use crate::score::report::Share;

/// How well coreference is resolved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CoreferenceReport {
    /// On GUM test, with the single mentions that GUM marks.
    pub english: Coreference,
    /// On GUM test, without single mentions on either side.
    pub english_linked: Coreference,
    /// The averages of each document of GUM test, with single mentions and without.
    pub documents: Vec<(String, f64, f64)>,
    /// On the German set.
    pub german: Coreference,
    /// How many German documents there are.
    pub german_documents: usize,
    /// German pronouns by class.
    pub pronouns: BTreeMap<PhraseClass, PronounScore>,
    /// The same as facts use them, without relative pronouns.
    pub pronouns_of_facts: BTreeMap<PhraseClass, PronounScore>,
    /// The same from several chances on.
    pub by_chance: Vec<(f32, BTreeMap<PhraseClass, PronounScore>)>,
    /// German pronouns that were resolved wrongly or not at all.
    pub wrong_pronouns: Vec<String>,
}

impl CoreferenceReport {
    /// German pronouns of all classes.
    #[must_use]
    pub fn all_pronouns(&self) -> PronounScore {
        all(&self.pronouns)
    }
}

fn all(scores: &BTreeMap<PhraseClass, PronounScore>) -> PronounScore {
    scores.values().fold(PronounScore::default(), |sum, one| PronounScore {
        precision: sum.precision.plus(one.precision),
        recall: sum.recall.plus(one.recall),
    })
}

const HEAD: &str = "\
# Coreference

Written by `tripel score coreference --shared ../shared`. Mentions are those that the program finds. MUC, B³ and CEAF-e are
those of the CoNLL scorer; the average of their F1 is the last column.

English: GUM test over its words and sentences; trees, tags and names are the program's. A mention is right when all its
words are. GUM marks things that are mentioned once as well; the second line leaves them out on both sides.
German: our own articles and texts of SmartData with the places of tests/entities; mentions match by their heads.
What is said of pronouns in facts is taken from the chains that facts are made of.
";

impl fmt::Display for CoreferenceReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{HEAD}")?;
        writeln!(formatter, "| measured on | mentions | MUC | B³ | CEAF-e | average |\n|---|---|---|---|---|---|")?;
        line(formatter, "GUM test", &self.english)?;
        line(formatter, "GUM test, without single mentions", &self.english_linked)?;
        line(formatter, &format!("German, {} texts", self.german_documents), &self.german)?;
        writeln!(formatter, "\n| German pronouns | precision | recall |\n|---|---|---|")?;
        for (class, score) in &self.pronouns {
            pronouns(formatter, &format!("{class:?}").to_lowercase(), *score)?;
        }
        pronouns(formatter, "all", self.all_pronouns())?;
        for (class, score) in &self.pronouns_of_facts {
            pronouns(formatter, &format!("{class:?}, in facts").to_lowercase(), *score)?;
        }
        pronouns(formatter, "all but relative, in facts", all(&self.pronouns_of_facts))?;
        for (least, scores) in &self.by_chance {
            pronouns(formatter, &format!("all, from a chance of {least:.1} on"), all(scores))?;
        }
        writeln!(formatter, "\n| document of GUM test | average | without single mentions |\n|---|---|---|")?;
        self.documents
            .iter()
            .try_for_each(|(name, all, linked)| writeln!(formatter, "| {name} | {all:.1} | {linked:.1} |"))
    }
}

pub(super) fn line(formatter: &mut fmt::Formatter<'_>, name: &str, score: &Coreference) -> fmt::Result {
    let cell = |measure: Measure| {
        let [recall, precision] = [measure.recall, measure.precision].map(|ratio| 100.0 * ratio.value());
        format!("P {precision:.1} R {recall:.1} F1 {:.1}", 100.0 * measure.f1())
    };
    let [mentions, muc, b_cubed, ceaf_e] = [score.mentions, score.muc, score.b_cubed, score.ceaf_e].map(cell);
    writeln!(formatter, "| {name} | {mentions} | {muc} | {b_cubed} | {ceaf_e} | {:.1} |", score.average())
}

fn pronouns(formatter: &mut fmt::Formatter<'_>, name: &str, score: PronounScore) -> fmt::Result {
    let cell = |share: Share| format!("{:.1} % ({} of {})", 100.0 * share.value(), share.right, share.all);
    writeln!(formatter, "| {name} | {} | {} |", cell(score.precision), cell(score.recall))
}
