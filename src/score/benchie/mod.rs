//! Scores open reading on `BenchIE`: a triple is right only if subject, relation and object each equal a gold form.
//!
//! Distinct facts that were hit are true positives, triples that fit no form false positives, facts that no triple hit
//! false negatives. Capitals count, blanks do not. The gold facts: Gashteovski et al., ACL 2022.

mod gold;
mod report;

use std::path::Path;

use rayon::prelude::*;

pub use gold::{Form, GoldSentence, read};
pub use report::{BenchieReport, Counts, Verdicts};

use super::ScoreError;
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::relate::Triple;
use crate::text::{Article, Document, Language, Sentence, Span};
use crate::tokenize::tokenize;

/// A part of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Sentences 1 to 50, which rules may be developed on.
    Dev,
    /// Sentences 51 to 100, which nobody looks at but to report.
    Test,
}

impl Part {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Dev, Self::Test];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Test => "test",
        }
    }

    fn holds(self, number: usize) -> bool {
        match self {
            Self::Dev => (1..=50).contains(&number),
            Self::Test => (51..=100).contains(&number),
        }
    }
}

/// Measures open reading on the parts, in both languages.
///
/// # Errors
/// When a gold file is not there or not as its format wants it.
pub fn benchie(shared: &Path, parts: &[Part], lexicon: &Lexicon) -> Result<BenchieReport, ScoreError> {
    let mut scores = Vec::new();
    for language in Language::ALL {
        let file = format!("data/oie/benchie_{}_1-100.txt", language.code());
        let sentences = read(&shared.join(file))?;
        for &part in parts {
            let chosen: Vec<&GoldSentence> = sentences.iter().filter(|gold| part.holds(gold.number)).collect();
            let verdicts: Vec<Verdicts> = chosen.par_iter().map(|gold| judge(gold, language, lexicon)).collect();
            scores.push((language, part, verdicts));
        }
    }
    Ok(BenchieReport { scores })
}

/// Reads a sentence and holds its triples against the gold facts.
fn judge(gold: &GoldSentence, language: Language, lexicon: &Lexicon) -> Verdicts {
    let analysis = pipeline::analyze(one_sentence(&gold.text, language, lexicon), lexicon);
    let mut verdicts = Verdicts { number: gold.number, hit: vec![false; gold.facts.len()], ..Verdicts::default() };
    for triple in analysis.triples(lexicon) {
        let right = hit(&triple, gold, &mut verdicts.hit);
        verdicts.triples.push((triple, right));
    }
    verdicts.missed = missed(gold, &verdicts.hit);
    verdicts
}

/// Marks the facts that a triple hits.
fn hit(triple: &Triple, gold: &GoldSentence, marks: &mut [bool]) -> bool {
    let places = [&triple.subject, &triple.relation, &triple.object].map(|phrase| phrase.text.as_str());
    let mut right = false;
    for (forms, mark) in gold.facts.iter().zip(marks) {
        if forms.iter().any(|form| form.fits(places)) {
            *mark = true;
            right = true;
        }
    }
    right
}

fn missed(gold: &GoldSentence, hit: &[bool]) -> Vec<String> {
    let missed = gold.facts.iter().zip(hit).filter(|(_, hit)| !**hit);
    missed.filter_map(|(forms, _)| forms.first()).map(|form| form.written().to_owned()).collect()
}

/// The text as one sentence, as the benchmark gives it, wherever the tokenizer would cut it.
fn one_sentence(text: &str, language: Language, lexicon: &Lexicon) -> Document {
    let span = Span::new(0, text.len());
    let article = Article::of_paragraph(text, language);
    let mut document = tokenize(&article, lexicon);
    if let Some(first) = document.sentences.first().cloned() {
        document.sentences = vec![Sentence { span, tokens: 0..document.tokens.len(), ..first }];
    }
    document
}
