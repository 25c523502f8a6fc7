//! Fits the model of confidence to judged facts, and measures whether of the facts at 0.8 eight in ten are right.
//!
//! The weights are fitted on one half of the judged facts, chosen by lot, and measured on the other.

use std::collections::BTreeSet;
use std::fmt;

use super::judged::Judged;
use crate::lexicon::Weights;
use crate::relate::probability;

/// How well confidence is calibrated on the facts that the weights were not fitted on.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibrationReport {
    /// By tenth of confidence.
    pub bins: [Bin; BINS],
    /// By kind of text: judged facts, share right, mean confidence.
    pub kinds: Vec<(String, Bin)>,
    /// How many facts the weights were fitted on.
    pub fitted_on: usize,
    /// The mean square of what is missing to 0 or 1.
    pub brier: f64,
    /// Of pairs of a right and a wrong fact, the share in which the right one is the surer.
    pub order: f64,
    /// For least confidences: how many facts stay, and how many of them are right.
    pub cuts: Vec<(f32, Bin)>,
}

/// Judged facts of about the same confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// How many of them are right.
    pub right: usize,
    /// The sum of their confidences.
    pub sum: f64,
}

/// Stretches of confidence, as the expected calibration error is usually worked out.
const BINS: usize = 10;

impl Bin {
    fn of<'a>(facts: impl Iterator<Item = &'a (f32, bool)>) -> Self {
        facts.fold(Self::default(), |bin, &(confidence, right)| Self {
            count: bin.count + 1,
            right: bin.right + usize::from(right),
            sum: bin.sum + f64::from(confidence),
        })
    }

    /// The mean confidence.
    #[must_use]
    pub fn confidence(self) -> f64 {
        self.sum / self.count.max(1) as f64
    }

    /// The share that is right.
    #[must_use]
    pub fn accuracy(self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }
}

impl CalibrationReport {
    /// The expected calibration error: the mean distance between confidence and share right, each bin by its facts.
    #[must_use]
    pub fn error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|bin| bin.count).sum();
        let distance = |bin: &Bin| (bin.confidence() - bin.accuracy()).abs() * bin.count as f64;
        self.bins.iter().map(distance).sum::<f64>() / all.max(1) as f64
    }
}

/// Measures weights on the judged facts that they were not fitted on.
#[must_use]
pub fn calibration(judged: &[Judged], weights: &Weights) -> CalibrationReport {
    let known = || judged.iter().filter_map(|fact| fact.right.map(|right| (fact, right)));
    let measured: Vec<(&Judged, bool)> = known().filter(|(fact, _)| !fact.is_for_fitting()).collect();
    let scored = |&(fact, right): &(&Judged, bool)| (probability(&fact.features, weights), right);
    let all: Vec<(f32, bool)> = measured.iter().map(scored).collect();
    let kind = |fact: &Judged| kind(&fact.place);
    let kinds: BTreeSet<&str> = measured.iter().map(|(fact, _)| kind(fact)).collect();
    let of_kind = |name: &str| {
        let facts: Vec<(f32, bool)> = measured.iter().filter(|(fact, _)| kind(fact) == name).map(scored).collect();
        (name.to_owned(), Bin::of(facts.iter()))
    };
    CalibrationReport {
        bins: std::array::from_fn(|number| Bin::of(all.iter().filter(|(confidence, _)| bin(*confidence) == number))),
        kinds: kinds.into_iter().map(of_kind).collect(),
        fitted_on: known().count() - measured.len(),
        brier: brier(&all),
        order: order(&all),
        cuts: CUTS.map(|cut| (cut, Bin::of(all.iter().filter(|(confidence, _)| *confidence >= cut)))).to_vec(),
    }
}

/// Least confidences that one might ask for.
const CUTS: [f32; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

fn bin(confidence: f32) -> usize {
    ((confidence * BINS as f32) as usize).min(BINS - 1)
}

/// The kind of text that a fact is from, by the name of the text.
fn kind(place: &str) -> &'static str {
    let text = place.split('\t').next().unwrap_or_default();
    match text.split_once('/').map(|(corpus, _)| corpus) {
        Some("smartdata") => "SmartData: news, press releases, tweets",
        Some("de_gsd-test") => "German-GSD test: reviews, news",
        Some("germeval") => "GermEval: an encyclopedia, news",
        Some(_) => "English-GUM test: news, lives, travel …",
        None if text.starts_with(|letter: char| letter.is_ascii_digit()) => "the five articles beside the project",
        None => "the demo articles",
    }
}

fn brier(facts: &[(f32, bool)]) -> f64 {
    let square = |&(confidence, right): &(f32, bool)| (f64::from(confidence) - f64::from(u8::from(right))).powi(2);
    facts.iter().map(square).sum::<f64>() / facts.len().max(1) as f64
}

fn order(facts: &[(f32, bool)]) -> f64 {
    let (right, wrong): (Vec<&(f32, bool)>, Vec<_>) = facts.iter().partition(|(_, right)| *right);
    let above = |one: f32, other: f32| if one > other { 1.0 } else { f64::from(u8::from(one >= other)) / 2.0 };
    let sum: f64 = right.iter().flat_map(|one| wrong.iter().map(move |other| above(one.0, other.0))).sum();
    sum / (right.len() * wrong.len()).max(1) as f64
}

/// How strongly weights are drawn to nothing: as strongly as so many facts would speak against them.
const PRIOR: f64 = 2.0;

/// Steps uphill, and how long one is. More of them change the third digit of no weight.
const STEPS: usize = 4000;
const STRIDE: f64 = 0.8;

/// Fits the weights to the half of the judged facts that is for fitting, by logistic regression.
#[must_use]
pub fn fit(judged: &[Judged]) -> Weights {
    let facts: Vec<&Judged> = judged.iter().filter(|fact| fact.right.is_some() && fact.is_for_fitting()).collect();
    let all = facts.iter().flat_map(|fact| fact.features.iter().map(|(name, _)| name.as_str()));
    let names: Vec<&str> = all.collect::<BTreeSet<_>>().into_iter().collect();
    let rows: Vec<Row> = facts.iter().map(|fact| Row::of(fact, &names)).collect();
    let mut weights = vec![0.0; names.len()];
    for _ in 0..STEPS {
        let slope = slope(&rows, &weights);
        for ((weight, up), name) in weights.iter_mut().zip(slope).zip(&names) {
            let pull = if *name == FREE { 0.0 } else { PRIOR * *weight };
            *weight += STRIDE * (up - pull) / rows.len().max(1) as f64;
        }
    }
    Weights::new(names.into_iter().zip(weights).map(|(name, weight)| (name.to_owned(), weight as f32)).collect())
}

/// The weight that nothing draws to nothing: how often facts are right at all.
const FREE: &str = "one";

/// A judged fact, its features by their position among all names.
struct Row {
    right: f64,
    features: Vec<(usize, f64)>,
}

impl Row {
    fn of(fact: &Judged, names: &[&str]) -> Self {
        let feature = |(name, value): &(String, f32)| {
            names.binary_search(&name.as_str()).ok().map(|position| (position, f64::from(*value)))
        };
        let right = f64::from(u8::from(fact.right == Some(true)));
        Self { right, features: fact.features.iter().filter_map(feature).collect() }
    }
}

/// How much each weight would have to grow for the facts to be told better.
fn slope(rows: &[Row], weights: &[f64]) -> Vec<f64> {
    let mut slope = vec![0.0; weights.len()];
    for row in rows {
        let sum: f64 = row.features.iter().map(|&(position, value)| weights[position] * value).sum();
        let missing = row.right - 1.0 / (1.0 + (-sum).exp());
        for &(position, value) in &row.features {
            slope[position] += missing * value;
        }
    }
    slope
}

/// The table of weights, as `models/confidence.tsv` has it.
#[must_use]
pub fn table(weights: &Weights) -> String {
    let rows: Vec<String> = weights.iter().map(|(name, weight)| format!("{name}\t{weight:.3}\n")).collect();
    format!("{HEAD}{}", rows.concat())
}

const HEAD: &str = "\
# What speaks for a fact and what against it: the confidence is 1 / (1 + exp(-sum of weight times value)).
# Written by `tripel score calibration --fit`. Source: our own judgements of facts, tests/judged/facts.tsv.
";

impl fmt::Display for CalibrationReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "# Calibration of confidence\n\nWritten by `tripel score calibration`.\n\n{DEFINITION}\n")?;
        let count: usize = self.bins.iter().map(|bin| bin.count).sum();
        let right: usize = self.bins.iter().map(|bin| bin.right).sum();
        writeln!(formatter, "| | |\n|---|---|")?;
        writeln!(formatter, "| facts measured on | {count}, of which {right} are right |")?;
        writeln!(formatter, "| facts fitted on | {} |", self.fitted_on)?;
        writeln!(formatter, "| expected calibration error | {:.3} |", self.error())?;
        writeln!(formatter, "| mean square error (Brier) | {:.3} |", self.brier)?;
        writeln!(formatter, "| a right fact is surer than a wrong one | {:.2} |", self.order)?;
        writeln!(formatter, "\n| confidence | facts | mean confidence | share right |\n|---|---|---|---|")?;
        for (number, bin) in self.bins.iter().enumerate().filter(|(_, bin)| bin.count > 0) {
            let (from, to) = (number as f64 / BINS as f64, (number + 1) as f64 / BINS as f64);
            row(formatter, &format!("{from:.1}–{to:.1}"), *bin)?;
        }
        writeln!(formatter, "\n| text | facts | mean confidence | share right |\n|---|---|---|---|")?;
        self.kinds.iter().try_for_each(|(kind, bin)| row(formatter, kind, *bin))?;
        writeln!(
            formatter,
            "\n| least confidence | facts that stay | mean confidence | share right |\n|---|---|---|---|"
        )?;
        self.cuts.iter().try_for_each(|(cut, bin)| row(formatter, &format!("{cut:.1}"), *bin))
    }
}

const DEFINITION: &str = "\
Facts of several kinds of text, drawn by lot, were judged by reading the sentence: right when it states subject, predicate
and object so, with the polarity shown. `tests/judged/facts.tsv` keeps where they stand, the judgement and what the model
sees of them. The weights (`models/confidence.tsv`) are fitted on one half, chosen by lot; all figures are of the other.
The expected calibration error is the mean distance of confidence and share right over ten stretches of confidence, each
weighted by its facts.";

fn row(formatter: &mut fmt::Formatter<'_>, name: &str, bin: Bin) -> fmt::Result {
    writeln!(formatter, "| {name} | {} | {:.2} | {:.2} |", bin.count, bin.confidence(), bin.accuracy())
}
