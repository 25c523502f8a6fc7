//! Learns the weights from documents of which people said what speaks of what: a softmax over the earlier noun phrases and
//! "none", trained by `AdaGrad`. The order of the documents is the order of learning, so the same data give the same table.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::Phrases;
use super::weight::{name, table};

/// How often all lessons are gone through.
const ROUNDS: usize = 12;

/// The length of the first step.
const STEP: f32 = 0.15;

/// How much a weight is drawn to nothing, a step.
const DECAY: f32 = 3e-3;

/// How many lessons a feature must occur in: what is rarer is learnt by heart.
const RARE: usize = 10;

/// One noun phrase with what it might go back to.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The features of each choice, the first being "none".
    choices: Vec<Vec<u32>>,
    /// Which choices are right.
    right: Vec<bool>,
}

/// Gathers lessons and learns from them.
#[derive(Debug, Default)]
pub struct Learner {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
    lessons: Vec<Lesson>,
}

impl Learner {
    /// Takes the lessons of a document; `things` says which thing people saw at each place.
    pub fn hear(&mut self, phrases: &Phrases<'_>, things: &BTreeMap<(usize, usize), usize>) {
        let place = |tokens: &Range<usize>| (tokens.start, tokens.end);
        let gold: Vec<Option<usize>> =
            phrases.phrases().iter().map(|phrase| things.get(&place(&phrase.tokens)).copied()).collect();
        for number in 0..gold.len() {
            let candidates = phrases.candidates(number);
            let mut right: Vec<bool> =
                candidates.iter().map(|&other| gold[number].is_some() && gold[other] == gold[number]).collect();
            right.insert(0, !right.contains(&true));
            let choices = std::iter::once(None).chain(candidates.into_iter().map(Some));
            let choices = choices.map(|before| self.numbers_of(phrases, before, number)).collect();
            self.lessons.push(Lesson { choices, right });
        }
    }

    fn numbers_of(&mut self, phrases: &Phrases<'_>, before: Option<usize>, number: usize) -> Vec<u32> {
        let mut found = Vec::new();
        phrases.pair(before, number).features(&mut |parts| {
            let name = name(parts);
            let next = self.names.len() as u32;
            let own = *self.numbers.entry(name.clone()).or_insert(next);
            if own == next {
                self.names.push(name);
            }
            found.push(own);
        });
        found
    }

    /// The table of weights that the lessons teach.
    #[must_use]
    pub fn table(&self) -> String {
        let mut weights = vec![0.0_f32; self.names.len()];
        let mut squares = vec![1e-3_f32; self.names.len()];
        let lessons = self.without_rare();
        for _ in 0..ROUNDS {
            for lesson in &lessons {
                lesson.teach(&mut weights, &mut squares);
            }
        }
        table(self.names.iter().map(String::as_str).zip(weights))
    }

    /// The lessons without the features that few of them have.
    fn without_rare(&self) -> Vec<Lesson> {
        let mut seen = vec![0_usize; self.names.len()];
        for lesson in &self.lessons {
            let features: BTreeSet<u32> = lesson.choices.iter().flatten().copied().collect();
            for feature in features {
                seen[feature as usize] += 1;
            }
        }
        let often =
            |choice: &Vec<u32>| choice.iter().copied().filter(|&feature| seen[feature as usize] >= RARE).collect();
        let lesson = |lesson: &Lesson| Lesson {
            choices: lesson.choices.iter().map(often).collect(),
            right: lesson.right.clone(),
        };
        self.lessons.iter().map(lesson).collect()
    }
}

impl Lesson {
    /// Moves the weights towards what is right.
    fn teach(&self, weights: &mut [f32], squares: &mut [f32]) {
        let sum = |choice: &Vec<u32>| choice.iter().map(|&feature| weights[feature as usize]).sum::<f32>();
        let scores: Vec<f32> = self.choices.iter().map(sum).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let chances: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f32 = chances.iter().sum();
        let right: f32 = chances.iter().zip(&self.right).filter(|(_, right)| **right).map(|(chance, _)| chance).sum();
        for (number, choice) in self.choices.iter().enumerate() {
            let wanted = if self.right[number] { chances[number] / right.max(1e-9) } else { 0.0 };
            let gradient = chances[number] / all - wanted;
            if gradient.abs() > 1e-4 {
                for &feature in choice {
                    let feature = feature as usize;
                    let slope = gradient + DECAY * weights[feature];
                    squares[feature] += slope * slope;
                    weights[feature] -= STEP * slope / squares[feature].sqrt();
                }
            }
        }
    }
}
