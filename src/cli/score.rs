//! `tripel score`: how well tripel reads, measured against what people annotated.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use rayon::prelude::*;

use super::output::Output;
use super::{Options, Outcome};
use crate::ground::Ontology;
use crate::lexicon::Lexicon;
use crate::resolve::phrase::Weights;
use crate::score::{self, benchie};
use crate::store::GraphFolder;

/// Measure how well tripel reads
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Score {
    #[command(subcommand)]
    of: Of,
}

#[derive(Debug, Subcommand)]
enum Of {
    /// Tags, trees and names against treebanks and annotated names
    #[command(after_help = "Example:\n  tripel score models --shared ../shared --limit 200")]
    Models {
        /// The folder that has data/treebank and data/ner
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// Only the first sentences of each part
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// How fast articles are read, on one thread
    #[command(after_help = "Example:\n  tripel score speed --shared ../shared > tests/reports/speed.md")]
    Speed {
        /// The folder that has data/treebank and data/ner
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// The most texts of each language
        #[arg(long, value_name = "N", default_value_t = usize::MAX, hide_default_value = true)]
        limit: usize,
    },
    /// Open triples against the gold facts of `BenchIE`
    #[command(
        after_help = "Examples:\n  tripel score benchie > tests/reports/benchie.md\n  tripel score benchie --part dev --list"
    )]
    Benchie {
        /// The folder that has data/oie
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// Only this part: sentences 1 to 50, or 51 to 100
        #[arg(long, value_name = "PART", value_enum)]
        part: Option<Part>,
        /// Every triple of the part that rules are developed on, with what was missed
        #[arg(long)]
        list: bool,
    },
    /// Facts against the gold facts (.gold.tsv) beside articles
    #[command(after_help = "Example:\n  tripel score facts seeds/articles")]
    Facts {
        /// A folder of articles with gold facts
        #[arg(value_name = "DIR", default_value = "seeds/articles")]
        folder: PathBuf,
    },
    /// How many edges carry a relation of the ontology, and how many the right one
    #[command(
        after_help = "Examples:\n  tripel score mapping > tests/reports/mapping.md\n  tripel score mapping seeds/articles --list"
    )]
    Mapping {
        /// Folders of articles, which are built into one graph
        #[arg(value_name = "DIR", default_values = ["../shared/seeds", "seeds/articles"])]
        folders: Vec<PathBuf>,
        /// The table of judged edges
        #[arg(long, value_name = "FILE", default_value = "tests/mapping_judged.tsv")]
        judged: PathBuf,
        /// Your own rows from words to relations, tried before ours
        #[arg(long, value_name = "FILE.tsv")]
        mapping: Option<PathBuf>,
        /// The edges that nobody has judged, as rows for the table, instead of the figures
        #[arg(long)]
        list: bool,
    },
    /// What names, nouns and pronouns speak of, against GUM and lists of our own
    #[command(
        after_help = "Examples:\n  tripel score coreference > tests/reports/coreference.md\n  tripel score coreference --learn > models/references.tsv"
    )]
    Coreference {
        /// The folder that has data/treebank and data/ner
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// The folder of the lists articles.tsv and smartdata.tsv
        #[arg(value_name = "DIR", default_value = "tests/entities")]
        folder: PathBuf,
        /// The folder of the articles of articles.tsv
        #[arg(long, value_name = "DIR", default_value = "seeds/articles")]
        articles: PathBuf,
        /// A table of weights in place of the one that is built in
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
        /// Learn a table of weights from the training part of GUM instead, and write it
        #[arg(long, conflicts_with = "weights")]
        learn: bool,
        /// Learn from three quarters of the training part of GUM and measure on the fourth
        #[arg(long, conflicts_with_all = ["weights", "learn"])]
        rehearse: bool,
        /// Every German pronoun that is resolved wrongly or not at all, or every mention that is not found, instead of the figures
        #[arg(long)]
        list: bool,
    },
    /// How names that no gazetteer knows are put together, and what it costs
    #[command(after_help = "Example:\n  tripel score merging --names 100000 > tests/reports/merging.md")]
    Merging {
        /// The most names; half and a quarter of them are measured as well
        #[arg(long, value_name = "N", default_value_t = 100_000)]
        names: usize,
    },
    /// What a gazetteer of many names costs: its import, its file, a look-up
    #[command(after_help = "Example:\n  tripel score gazetteer --names 1000000 > tests/reports/gazetteer.md")]
    Gazetteer {
        /// The most names; a tenth and a third of them are measured as well
        #[arg(long, value_name = "N", default_value_t = 1_000_000)]
        names: usize,
    },
    /// Named things against lists of the real things of articles
    #[command(
        after_help = "Examples:\n  tripel score entities > tests/reports/entities.md\n  tripel score entities --shared nowhere"
    )]
    Entities {
        /// The folder of the lists articles.tsv, real.tsv and links.tsv
        #[arg(value_name = "DIR", default_value = "tests/entities")]
        folder: PathBuf,
        /// The folder of the articles of articles.tsv
        #[arg(long, value_name = "DIR", default_value = "seeds/articles")]
        articles: PathBuf,
        /// The folder that has seeds/000.txt …; left out when it is not there
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// Only the counts, no pairs
        #[arg(long)]
        brief: bool,
    },
    /// Acquisitions, layoffs, insolvencies … against the relations of `SmartData`
    #[command(
        after_help = "Examples:\n  tripel score relations > tests/reports/relations.md\n  tripel score relations --list"
    )]
    Relations {
        /// The folder that has data/ner
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
        /// What was missed or is wrong where patterns are developed, instead of the figures
        #[arg(long)]
        list: bool,
    },
    /// Whether of the facts at a confidence of 0.8 eight in ten are right, on facts that were judged
    #[command(after_help = CALIBRATION_EXAMPLES)]
    Calibration {
        /// The table of judged facts
        #[arg(value_name = "TABLE", default_value = "tests/judged/facts.tsv")]
        table: PathBuf,
        /// The weights fitted on one half of the judged facts, instead of the figures
        #[arg(long, conflicts_with = "facts")]
        fit: bool,
        /// Up to so many more facts of each kind of text to judge (`?`), with those judged before
        #[arg(long, value_name = "N")]
        facts: Option<usize>,
        /// With --facts: only of this pattern
        #[arg(long, value_name = "PATTERN", requires = "facts")]
        pattern: Option<String>,
        /// With --facts: fact and sentence behind each row, for whoever judges
        #[arg(long, requires = "facts")]
        show: bool,
        /// With --facts: the folder that has seeds, data/ner and data/treebank
        #[arg(long, value_name = "DIR", default_value = "../shared")]
        shared: PathBuf,
    },
    /// How facts are stated (polarity, modality, attribution) against annotated sentences
    #[command(after_help = "Examples:\n  tripel score status > tests/reports/status.md\n  tripel score status --list")]
    Status {
        /// The folder that has de.tsv and en.tsv
        #[arg(value_name = "DIR", default_value = "tests/status")]
        folder: PathBuf,
        /// Every row that was missed or is wrong, instead of the figures
        #[arg(long)]
        list: bool,
    },
    /// Nothing: writes what `training/parts.py` learns the parts in events from
    #[command(after_help = "Example:\n  tripel score lessons texts.jsonl lessons.bin")]
    Lessons {
        /// Texts, each with its language: a line of JSON with `text` and `lang`
        #[arg(value_name = "TEXTS")]
        texts: PathBuf,
        /// The file to write
        #[arg(value_name = "OUT")]
        out: PathBuf,
    },
    /// Nothing: invents readings into a new graph folder, to time what a large graph costs
    #[command(after_help = "Example:\n  tripel score synthetic --articles 10000 --graph big")]
    Synthetic {
        /// How many articles
        #[arg(long, value_name = "N", default_value_t = 1000)]
        articles: usize,
    },
}

/// A part of `BenchIE`, as the user names it.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Part {
    Dev,
    Test,
}

impl Part {
    fn chosen(part: Option<Self>) -> Vec<benchie::Part> {
        match part {
            Some(Self::Dev) => vec![benchie::Part::Dev],
            Some(Self::Test) => vec![benchie::Part::Test],
            None => benchie::Part::ALL.to_vec(),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  tripel score facts seeds/articles
  tripel score models --shared ../shared > report.md";

const CALIBRATION_EXAMPLES: &str = "\
Examples:
  tripel score calibration > tests/reports/calibration.md
  tripel score calibration --fit > models/confidence.tsv
  tripel score calibration --facts 150 --show > to-judge.tsv
  tripel score calibration --facts 0 > renewed.tsv";

/// Where the demo articles stand.
const DEMO: &str = "seeds/articles";

/// The judged facts, drawn anew with up to so many more.
fn drawn(table: &Path, shared: &Path, most: usize, pattern: Option<&str>, show: bool) -> anyhow::Result<String> {
    let known = if table.exists() { score::read_judged(table)? } else { Vec::new() };
    let drawn = score::draw(shared, Path::new(DEMO), most, pattern, &known, &Lexicon::embedded())?;
    let line = |fact: &score::Judged| if show { format!("{}\t{}", fact.row(), fact.shown) } else { fact.row() };
    Ok(drawn.iter().map(line).collect::<Vec<_>>().join("\n"))
}

impl Score {
    /// Measures, and writes the report as Markdown.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let report = match &self.of {
            Of::Models { shared, limit } => score::models(shared, *limit)?.markdown(),
            Of::Speed { shared, limit } => score::speed(shared, *limit)?.to_string(),
            Of::Benchie { shared, part, list } => {
                let report = score::benchie(shared, &Part::chosen(*part), &Lexicon::embedded())?;
                if *list { report.listing() } else { report.to_string() }
            }
            Of::Facts { folder } => score::facts(folder, &Lexicon::embedded(), &Ontology::embedded()?)?.to_string(),
            Of::Mapping { folders, judged, mapping, list } => {
                let ontology = with_rows(mapping.as_deref())?;
                let report = score::mapping(folders, judged, &Lexicon::embedded(), &ontology)?;
                if *list { report.listing() } else { report.to_string() }
            }
            Of::Gazetteer { names } => {
                let sizes = [names / 10, names / 3, *names];
                let scores = sizes.into_iter().map(score::gazetteer).collect::<Result<Vec<_>, _>>()?;
                score::GazetteerReport(scores).to_string()
            }
            Of::Merging { names } => {
                let sizes = [names / 4, names / 2, *names];
                score::MergingReport(score::merging(&sizes, &Lexicon::embedded(), &Ontology::embedded()?)).to_string()
            }
            Of::Coreference { shared, learn: true, .. } => score::learn(shared, &Lexicon::embedded())?,
            Of::Coreference { shared, rehearse: true, list, .. } => {
                let rehearsal = score::rehearse(shared, &Lexicon::embedded())?;
                if *list { rehearsal.missed.join("\n") + "\n" } else { rehearsal.to_string() }
            }
            Of::Coreference { shared, folder, articles, weights, list, .. } => {
                let own = own_articles(folder, articles);
                let smartdata = folder.join("smartdata.tsv");
                let source = score::CoreferenceSource { shared: shared.clone(), own, smartdata };
                let report = score::coreference(&source, &table(weights.as_deref())?, &Lexicon::embedded())?;
                if *list { report.wrong_pronouns.join("\n") } else { report.to_string() }
            }
            Of::Entities { folder, articles, shared, brief } => entities(folder, articles, shared, *brief)?,
            Of::Relations { shared, list } => {
                let report = score::relations(shared, &Lexicon::embedded(), &Ontology::embedded()?)?;
                if *list { report.listing() } else { report.to_string() }
            }
            Of::Calibration { table, facts: Some(most), pattern, show, shared, .. } => {
                drawn(table, shared, *most, pattern.as_deref(), *show)?
            }
            Of::Calibration { table, fit, .. } => {
                let judged = score::read_judged(table)?;
                let report = || score::calibration(&judged, Lexicon::embedded().weights()).to_string();
                if *fit { score::weight_table(&score::fit(&judged)) } else { report() }
            }
            Of::Status { folder, list } => {
                let report = score::status(folder, &Lexicon::embedded())?;
                if *list { report.listing() } else { report.to_string() }
            }
            Of::Lessons { texts, out } => lessons(texts, out)?,
            Of::Synthetic { articles } => invent(*articles, options)?,
        };
        let mut output = Output::stdout();
        writeln!(output, "{}", report.trim_end())?;
        output.flush()?;
        Ok(Outcome::Done)
    }
}

/// Writes what the parts in events are learnt from; says of how many texts.
fn lessons(texts: &Path, out: &Path) -> anyhow::Result<String> {
    Ok(format!("{} texts", score::lesson::lessons(texts, out, &Lexicon::embedded())?))
}

/// Invents the readings; says how many.
fn invent(articles: usize, options: &Options) -> anyhow::Result<String> {
    let folder = GraphFolder::create_or_open(&options.graph)?;
    let synthesizer = score::Synthesizer::new(&Lexicon::embedded());
    (0..articles).into_par_iter().try_for_each(|number| folder.write(&synthesizer.reading(number)))?;
    Ok(format!("{articles} readings in {}", folder.path().display()))
}

/// The built-in ontology, with the user's own rows if there are some.
fn with_rows(file: Option<&Path>) -> anyhow::Result<Ontology> {
    let ontology = Ontology::embedded()?;
    let Some(file) = file else { return Ok(ontology) };
    let wrong = || format!("{}: cannot be read; name a table of rows", file.display());
    let table = std::fs::read_to_string(file).with_context(wrong)?;
    Ok(ontology.with_rows(&file.display().to_string(), &table, "")?)
}

/// The report on the entities of our own articles and, where they are there, of the real ones.
fn entities(folder: &Path, articles: &Path, shared: &Path, brief: bool) -> anyhow::Result<String> {
    let mut sources = vec![own_articles(folder, articles)];
    if shared.join("seeds").is_dir() {
        let (list, folder) = (folder.join("real.tsv"), shared.join("seeds"));
        sources.push(score::EntitySource { list, folder, ending: "txt" });
    }
    let report = score::entities(&sources, &folder.join("links.tsv"), &Lexicon::embedded(), &Ontology::embedded()?)?;
    let text = report.to_string();
    Ok(if brief { text.split("\n## ").next().unwrap_or_default().to_owned() } else { text })
}

fn own_articles(folder: &Path, articles: &Path) -> score::EntitySource {
    score::EntitySource { list: folder.join("articles.tsv"), folder: articles.to_owned(), ending: "md" }
}

/// The table of weights in a file, or the one that is built in.
fn table(file: Option<&Path>) -> anyhow::Result<Weights> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file).with_context(|| file.display().to_string())?,
        None => crate::lexicon::references().to_owned(),
    };
    Weights::parse(&text).map_err(|what| anyhow::anyhow!("{what}; learn a new table with --learn"))
}
