//! How a comparison with `BenchIE` is written. The page holds figures only: the sentences of the benchmark are not part
//! of the project; they are listed on demand, and only those that rules may be developed on.

use std::collections::BTreeMap;
use std::fmt;

use super::Part;
use crate::relate::Triple;
use crate::text::Language;

/// What became of a sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdicts {
    /// Its number in the benchmark.
    pub number: usize,
    /// For each gold fact whether it was hit.
    pub hit: Vec<bool>,
    /// The triples, each with whether it fits a gold fact.
    pub triples: Vec<(Triple, bool)>,
    /// A form of each gold fact that was not hit.
    pub missed: Vec<String>,
}

/// What was right, wrong and missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Gold facts that were hit.
    pub right: usize,
    /// Triples that fit no gold fact.
    pub wrong: usize,
    /// Gold facts that were not hit.
    pub missed: usize,
}

impl Counts {
    /// Over some sentences.
    #[must_use]
    pub fn of(verdicts: &[Verdicts]) -> Self {
        let mut counts = Self::default();
        for sentence in verdicts {
            let right = sentence.hit.iter().filter(|hit| **hit).count();
            counts.right += right;
            counts.missed += sentence.hit.len() - right;
            counts.wrong += sentence.triples.iter().filter(|(_, right)| !right).count();
        }
        counts
    }

    /// Of what was found, the share that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// Of the gold facts, the share that was hit.
    #[must_use]
    pub fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    /// The harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }
}

/// How well the sentences of the benchmark were read.
#[derive(Debug, Clone, PartialEq)]
pub struct BenchieReport {
    /// One a language and part.
    pub scores: Vec<(Language, Part, Vec<Verdicts>)>,
}

const HEAD: &str = "\
# Open triples against BenchIE

Written by `tripel score benchie --shared ../shared`. A triple is right only if its subject, its relation and its object
each equal a gold form, word for word; optional words may be there or not. Each sentence is read on its own, from raw
text. Rules were developed on `dev` (sentences 1 to 50); `test` is 51 to 100.
";

const RIVALS: &str = "\
Published, on all 300 sentences of a language: English ClausIE .503 / .256 / .339, MinIE .429 / .278 / .337, OpenIE6
.311 / .214 / .254, Stanford .111 / .157 / .130; German DetIE .168 / .075 / .103, Multi2OIE .089 / .026 / .040.
";

impl fmt::Display for BenchieReport {
    /// Writes it as Markdown.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{HEAD}")?;
        writeln!(formatter, "| | part | precision | recall | F1 | facts hit | triples wrong | facts missed |")?;
        writeln!(formatter, "|---|---|---|---|---|---|---|---|")?;
        for (language, part, verdicts) in &self.scores {
            write_row(formatter, *language, part.name(), Counts::of(verdicts))?;
        }
        for language in Language::ALL {
            let all: Vec<Verdicts> = self.of(language).flat_map(|(_, verdicts)| verdicts.clone()).collect();
            write_row(formatter, language, "all", Counts::of(&all))?;
        }
        writeln!(formatter, "\n{RIVALS}")?;
        self.write_families(formatter)
    }
}

fn write_row(formatter: &mut fmt::Formatter<'_>, language: Language, part: &str, counts: Counts) -> fmt::Result {
    let Counts { right, wrong, missed } = counts;
    let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
    let language = language.code();
    writeln!(
        formatter,
        "| {language} | {part} | {precision:.3} | {recall:.3} | **{f1:.3}** | {right} | {wrong} | {missed} |"
    )
}

impl BenchieReport {
    fn of(&self, language: Language) -> impl Iterator<Item = (Part, &Vec<Verdicts>)> {
        self.scores.iter().filter(move |score| score.0 == language).map(|(_, part, verdicts)| (*part, verdicts))
    }

    /// Which kinds of triples pay, on the part that rules are developed on.
    fn write_families(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Triples of `dev` by what they were read from:\n")?;
        writeln!(formatter, "| | family | right | of |\n|---|---|---|---|")?;
        for language in Language::ALL {
            let dev = self.of(language).filter(|(part, _)| *part == Part::Dev).flat_map(|(_, verdicts)| verdicts);
            let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
            for (triple, right) in dev.flat_map(|sentence| &sentence.triples) {
                let counts = families.entry(triple.family.name()).or_default();
                counts.0 += usize::from(*right);
                counts.1 += 1;
            }
            for (family, (right, all)) in families {
                writeln!(formatter, "| {} | {family} | {right} | {all} |", language.code())?;
            }
        }
        Ok(())
    }

    /// Every triple of the development part with its verdict, and the facts that were missed.
    #[must_use]
    pub fn listing(&self) -> String {
        let dev = self.scores.iter().filter(|(_, part, _)| *part == Part::Dev);
        dev.flat_map(|(language, _, verdicts)| verdicts.iter().map(|sentence| list(*language, sentence))).collect()
    }
}

fn list(language: Language, sentence: &Verdicts) -> String {
    let mut lines = vec![format!("{} {}", language.code(), sentence.number)];
    lines.extend(sentence.triples.iter().map(|(triple, right)| {
        let sign = if *right { '+' } else { '-' };
        format!("  {sign} {triple}  ({}, {:.2})", triple.family.name(), triple.confidence)
    }));
    lines.extend(sentence.missed.iter().map(|form| format!("    missed {form}")));
    lines.join("\n") + "\n"
}
