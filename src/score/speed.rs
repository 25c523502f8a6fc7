//! Measures how fast articles are read, from bytes to facts, on one thread: German news of `SmartData` and the English
//! text of EWT test; and how fast facts are read off trees that are there. The figures are of the machine and the hour
//! they were taken in.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use crate::lexicon::Lexicon;
use crate::pipeline::{self, Analysis};
use crate::relate::relate;
use crate::text::Language;

use super::ScoreError;
use super::name::{by_lines, news};
use super::raw::texts;

/// How long reading took.
#[derive(Debug, Clone, PartialEq)]
pub struct SpeedReport {
    /// From nothing to the facts of one sentence, once the program runs.
    pub first: Duration,
    /// By language.
    pub parts: Vec<Speed>,
    /// The most memory that was in use, in bytes, where the system tells.
    pub memory: Option<u64>,
}

/// How long reading some texts took, on one thread.
#[derive(Debug, Clone, PartialEq)]
pub struct Speed {
    /// What was read.
    pub measure: &'static str,
    /// How many texts, sentences and words.
    pub size: [usize; 3],
    /// How many facts were found.
    pub facts: usize,
    /// How long it took.
    pub time: Duration,
    /// How long `relate` takes alone, once the trees and the names are there.
    pub relate: Duration,
}

const SENTENCE: &str = "Microsoft verlagert die Fertigung aus China nach Vietnam.\n";

/// Reads the texts on one thread and takes the time; `limit` is the most texts of each language.
///
/// # Errors
/// When a file is not there or not as its format wants it.
pub fn speed(shared: &Path, limit: usize) -> Result<SpeedReport, ScoreError> {
    let start = Instant::now();
    let lexicon = Lexicon::embedded();
    let _ = pipeline::reading("first.txt", SENTENCE.as_bytes(), &lexicon);
    let first = start.elapsed();
    let german = news(&shared.join("data/ner/smartdata.jsonl.gz"))?;
    let english = texts(&shared.join("data/treebank/en_ewt-test.conllu.gz"))?;
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let run = |measure, texts: &[String], language| match &one {
        Ok(one) => one.install(|| measured(measure, texts, language, limit, &lexicon)),
        Err(_) => measured(measure, texts, language, limit, &lexicon),
    };
    let parts = vec![
        run("German, SmartData", &german, Language::German),
        run("English, EWT test", &english, Language::English),
    ];
    Ok(SpeedReport { first, parts, memory: peak_memory() })
}

fn measured(measure: &'static str, texts: &[String], language: Language, limit: usize, lexicon: &Lexicon) -> Speed {
    let mut speed = Speed { measure, size: [0; 3], facts: 0, time: Duration::ZERO, relate: Duration::ZERO };
    for text in texts.iter().take(limit) {
        let article = by_lines(text, language);
        let mut analysis = None;
        let read = || {
            let start = now();
            analysis = Some(pipeline::read(&article, lexicon));
            now().saturating_sub(start)
        };
        speed.time += std::iter::repeat_with(read).take(READINGS).min().unwrap_or_default();
        let Some(analysis) = analysis else { continue };
        let own = [1, analysis.document.sentences.len(), analysis.document.tokens.len()];
        speed.size.iter_mut().zip(own).for_each(|(all, own)| *all += own);
        speed.facts += analysis.facts.facts.len();
        speed.relate += relating(&analysis, lexicon);
    }
    speed
}

/// A text is read so many times and the fastest counts: what else the machine does only ever adds time.
const READINGS: usize = 3;

/// A text takes `relate` less time than the clock of the system tells apart, so that it is read several times.
const ROUNDS: u32 = 8;

fn relating(analysis: &Analysis, lexicon: &Lexicon) -> Duration {
    let Analysis { document, encoding, tags, trees, mentions, chains, .. } = analysis;
    let start = now();
    for _ in 0..ROUNDS {
        std::hint::black_box(relate(document, encoding, tags, trees, mentions, chains, lexicon));
    }
    now().saturating_sub(start) / ROUNDS
}

/// The time that this thread has had on a processor, where Linux tells it, so that other programs do not count; else
/// the time of the day.
fn now() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = text.and_then(|text| text.split(' ').next()?.parse().ok().map(Duration::from_nanos));
    spent.or_else(|| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default()
}

/// The most memory that this process has had, as Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

impl fmt::Display for Speed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { measure, size: [texts, sentences, words], facts, time, relate } = self;
        let [seconds, relating] = [time, relate].map(|time| time.as_secs_f64().max(1e-9));
        let (each_word, each_sentence) = (*words as f64 / seconds, *sentences as f64 / seconds);
        let related = *sentences as f64 / relating;
        write!(
            formatter,
            "| {measure} | {texts} | {sentences} | {words} | {facts} | {seconds:.1} | {each_word:.0} | {each_sentence:.0} | {related:.0} |"
        )
    }
}

impl fmt::Display for SpeedReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "# Speed of reading\n\nWritten by `tripel score speed --shared ../shared`, on one thread; of {READINGS} readings of a text the fastest counts.\n"
        )?;
        writeln!(
            formatter,
            "| text | texts | sentences | words | facts | seconds | words/s | sentences/s | of `relate` alone, sentences/s |"
        )?;
        writeln!(formatter, "|---|---|---|---|---|---|---|---|---|")?;
        for part in &self.parts {
            writeln!(formatter, "{part}")?;
        }
        writeln!(formatter, "\nTo the facts of a first sentence: {:.2} s.", self.first.as_secs_f64())?;
        if let Some(memory) = self.memory {
            writeln!(formatter, "Peak memory: {} MB.", memory / 1_000_000)?;
        }
        Ok(())
    }
}
