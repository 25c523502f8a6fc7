//! Measures gazetteers of many names: how long a dump takes to become a file, what memory it needs, how large the file is
//! and how long a look-up takes. The dump is invented, a table as `GeoNames` has it, with three names a place.

use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::lexicon::{Dump, EntitiesError, Index, import};

use super::merging::{memory, word};

/// Look-ups that are timed.
const LOOKUPS: usize = 200_000;

/// Look-ups of a round.
const ROUND: usize = 100;

/// Names of the largest gazetteer that people bring.
const MANY: usize = 10_000_000;

/// How many fewer count as as many, for three names make a place.
const SHORT: usize = 3;

/// What a gazetteer of some names costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GazetteerScore {
    /// Different names in the file.
    pub names: usize,
    /// How long the import took.
    pub import: Duration,
    /// The most memory that the process has held after the import, in MiB, where the system tells.
    pub import_memory: Option<u64>,
    /// Bytes of the file, which are held in memory while it is used.
    pub bytes: u64,
    /// How long a look-up takes, half of them of names that are not there: the median of short rounds.
    pub lookup: Duration,
    /// How many of the names that are there were found.
    pub found: usize,
}

/// Measures a gazetteer of about so many names.
///
/// # Errors
/// When a file cannot be written or read.
pub fn gazetteer(names: usize) -> Result<GazetteerScore, EntitiesError> {
    let folder = tempfile::tempdir().map_err(|error| failed(Path::new("."), error))?;
    let (dump, file) = (folder.path().join("dump.txt"), folder.path().join("names.fst"));
    invent(&dump, names / 3).map_err(|error| failed(&dump, error))?;
    let start = Instant::now();
    let imported = import(Dump::GeoNames, &dump, &file, "")?;
    let (import, import_memory) = (start.elapsed(), memory());
    let bytes = std::fs::metadata(&file).map_err(|error| failed(&file, error))?.len();
    let index = Index::open(&file)?;
    let wanted: Vec<String> = (0..LOOKUPS).map(|number| asked(number, names / 3)).collect();
    let (found, lookup) = look_up(&index, &wanted);
    Ok(GazetteerScore { names: imported.names as usize, import, import_memory, bytes, lookup, found })
}

/// How many names are found and how long one takes: the median of many short rounds, which what else runs on the machine
/// does not reach.
fn look_up(index: &Index, names: &[String]) -> (usize, Duration) {
    let mut found = 0;
    let mut round = |names: &[String]| {
        let start = Instant::now();
        found += names.iter().filter(|name| !index.named(name).is_empty()).count();
        start.elapsed() / names.len() as u32
    };
    let mut times: Vec<Duration> = names.chunks(ROUND).map(&mut round).collect();
    times.sort_unstable();
    (found, times.get(times.len() / 2).copied().unwrap_or_default())
}

fn failed(path: &Path, source: io::Error) -> EntitiesError {
    EntitiesError::File { path: path.to_owned(), source }
}

/// Writes the dump.
fn invent(path: &Path, places: usize) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for number in 0..places {
        let name = place(number);
        writeln!(out, "{number}\t{name}\t{name}\t{name} am See,Bad {name}\t0\t0\tP\tPPL\tDE\t\t\t\t\t\t0\t\t\t\t")?;
    }
    out.flush()
}

fn place(number: usize) -> String {
    format!("{} {}", word(number), word(number / 3 + 7))
}

/// A name to look up: of each pair the first is there, the second is not.
fn asked(number: usize, places: usize) -> String {
    let name = place(number * 7919 % places.max(1));
    if number.is_multiple_of(2) { format!("Bad {name}") } else { format!("{name} am Berg") }
}

/// The figures as a page.
#[derive(Debug, Clone, PartialEq)]
pub struct GazetteerReport(pub Vec<GazetteerScore>);

impl fmt::Display for GazetteerReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "# Gazetteers of many names\n\nWritten by `tripel score gazetteer`, on one thread.\n")?;
        writeln!(formatter, "| names | import | memory after it | file, held in memory in use | a look-up | found |")?;
        writeln!(formatter, "|---|---|---|---|---|---|")?;
        for score in &self.0 {
            let memory = score.import_memory.map_or_else(|| "-".to_owned(), |memory| format!("{memory} MiB"));
            writeln!(
                formatter,
                "| {} | {:.1} s | {memory} | {:.1} MiB | {:.2} µs | {} of {} |",
                score.names,
                score.import.as_secs_f64(),
                score.bytes as f64 / f64::from(1 << 20),
                1e6 * score.lookup.as_secs_f64(),
                score.found,
                LOOKUPS / 2
            )?;
        }
        let Some(largest) = self.0.last().filter(|largest| largest.names + SHORT < MANY) else { return Ok(()) };
        let times = MANY as f64 / largest.names.max(1) as f64;
        writeln!(
            formatter,
            "\nAt the bytes a name of the last line, {MANY} names would take {:.0} MiB and {:.0} s; that is reckoned, not measured.",
            times * largest.bytes as f64 / f64::from(1 << 20),
            times * largest.import.as_secs_f64()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_of_a_dump_are_found_and_no_others() {
        let score = gazetteer(3000).unwrap();
        assert_eq!(score.found, LOOKUPS / 2);
        assert!(score.names > 2900, "{}", score.names);
    }
}
