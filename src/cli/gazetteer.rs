//! `tripel gazetteer`: makes a gazetteer file of a dump with millions of names, for `tripel build --entities`.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use clap::Subcommand;

use super::Outcome;
use super::output::Output;
use crate::lexicon::{Dump, Index, import};

/// Make a gazetteer of a dump of Wikidata or `GeoNames`
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Gazetteer {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  tripel gazetteer import latest-truthy.nt.gz -o wikidata.fst
  tripel gazetteer import allCountries.txt -o places.fst
  tripel gazetteer find places.fst Ulm
  tripel build news/ --entities places.fst";

#[derive(Debug, Subcommand)]
enum What {
    /// Read a dump into a file
    #[command(after_help = "Example:\n  tripel gazetteer import allCountries.txt -o places.fst")]
    Import {
        /// Truthy statements of Wikidata (.nt, .nt.gz) or a table of `GeoNames` (.txt, .txt.gz)
        #[arg(value_name = "DUMP")]
        dump: PathBuf,
        /// The file to write; it must end in .fst
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
        /// Which dump it is, where its ending does not tell
        #[arg(long, value_enum)]
        format: Option<Format>,
        /// Further classes with their types: class and type a line, parted by a tab
        #[arg(long, value_name = "FILE")]
        types: Option<PathBuf>,
    },
    /// Show what a file has under a name
    #[command(after_help = "Example:\n  tripel gazetteer find places.fst Ulm")]
    Find {
        /// A file that `tripel gazetteer import` wrote
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// A dump, as the user names it.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Wikidata,
    Geonames,
}

impl Gazetteer {
    /// Imports, or looks up.
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        match &self.what {
            What::Import { dump, output, format, types } => {
                anyhow::ensure!(
                    output.extension().is_some_and(|ending| ending == "fst"),
                    "{}: a gazetteer file must end in .fst, so that `tripel build --entities` knows it",
                    output.display()
                );
                let types = types
                    .as_ref()
                    .map(|file| std::fs::read_to_string(file).with_context(|| file.display().to_string()));
                run_import(dump, output, *format, &types.transpose()?.unwrap_or_default())
            }
            What::Find { file, name } => find(file, name),
        }
    }
}

fn run_import(
    dump: &std::path::Path,
    to: &std::path::Path,
    format: Option<Format>,
    types: &str,
) -> anyhow::Result<Outcome> {
    let name = dump.to_string_lossy();
    let unpacked = dump.extension().filter(|ending| *ending == "gz").and(dump.file_stem()).map(std::path::Path::new);
    let ending = unpacked.unwrap_or(dump).extension().and_then(|ending| ending.to_str());
    let format = match format {
        Some(Format::Wikidata) => Dump::Wikidata,
        Some(Format::Geonames) => Dump::GeoNames,
        None if ending == Some("nt") => Dump::Wikidata,
        None if ending == Some("txt") => Dump::GeoNames,
        None => anyhow::bail!("{name}: its ending does not tell which dump it is; say --format wikidata or geonames"),
    };
    let start = Instant::now();
    let done = import(format, dump, to, types)?;
    let mut output = Output::stdout();
    writeln!(
        output,
        "{} things with {} names in {:.1} s, {} lines left out: {}",
        done.things,
        done.names,
        start.elapsed().as_secs_f64(),
        done.unread,
        to.display()
    )?;
    output.flush()?;
    Ok(Outcome::of(done.things > 0))
}

fn find(file: &std::path::Path, name: &str) -> anyhow::Result<Outcome> {
    let index = Index::open(file)?;
    let found = index.named(name);
    let mut output = Output::stdout();
    for entry in &found {
        let iri = entry.iri.as_deref().unwrap_or("-");
        writeln!(
            output,
            "{iri}\t{:?}\t{}\t{}\t{}",
            entry.kind,
            entry.label_de,
            entry.label_en,
            entry.aliases.join("|")
        )?;
    }
    output.flush()?;
    Ok(Outcome::of(!found.is_empty()))
}
