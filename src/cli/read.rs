//! `tripel read`: the facts of one text, without a graph.

use std::io::{self, Read as _, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::output::Output;
use super::{Options, Outcome, fact_line, tell_all, triple_line};
use crate::lexicon::Lexicon;
use crate::parse::conllu;
use crate::pipeline::{self, Analysis};
use crate::{ingest, text::Article};

/// Show the facts of one text, one a line, without a graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Read {
    /// The text; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// One JSON object a fact and line, with all places and roles
    #[arg(long)]
    json: bool,
    /// The analysis in CoNLL-U instead: words, tags, trees
    #[arg(long, conflicts_with = "json")]
    conllu: bool,
    /// Open triples instead: all that the sentences state, in their own words; columns with tabs between them
    #[arg(long, conflicts_with = "conllu")]
    open: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel read article.txt
  echo 'Capgemini und Orange gründeten 2021 Bleu.' | tripel read -
  tripel read article.txt --json | jq 'select(.modality == \"planned\") | .sentence.text'
  tripel read article.txt --conllu
  tripel read article.txt --open | cut -f 1-3

A line is: subject — predicate → object  [modality, attribution, time, confidence, pattern]. \
With --open its columns are: subject, relation, object, polarity, modality, what it was read from. \
Ends with 1 when the text states no fact that tripel finds.";

impl Read {
    /// Reads.
    pub(super) fn run(&self, _: &Options) -> anyhow::Result<Outcome> {
        let lexicon = Lexicon::embedded();
        let article = self.article(&lexicon)?;
        tell_all(article.diagnostics.iter().map(|diagnostic| format!("{}: {diagnostic}", self.name())));
        let analysis = pipeline::read(&article, &lexicon);
        let mut output = Output::stdout();
        let found = if self.conllu {
            write_conllu(&analysis, &mut output)?
        } else if self.open {
            self.write_open(&analysis, &lexicon, &mut output)?
        } else {
            self.write(&analysis, &mut output)?
        };
        output.flush()?;
        Ok(Outcome::of(found))
    }

    fn name(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { self.file.display().to_string() }
    }

    fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    fn article(&self, lexicon: &Lexicon) -> anyhow::Result<Article> {
        let mut bytes = Vec::new();
        if self.is_stdin() {
            io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        } else {
            bytes = std::fs::read(&self.file).with_context(|| format!("{}: cannot be read", self.name()))?;
        }
        ingest::ingest(&bytes, lexicon).with_context(|| self.name())
    }

    fn write(&self, analysis: &Analysis, output: &mut Output) -> io::Result<bool> {
        let facts = &analysis.facts;
        for fact in &facts.facts {
            if self.json {
                output.json(&fact_line::json(fact, facts, &analysis.document.source))?;
            } else {
                writeln!(output, "{}", fact_line::line(fact, facts))?;
            }
        }
        Ok(!facts.facts.is_empty())
    }

    fn write_open(&self, analysis: &Analysis, lexicon: &Lexicon, output: &mut Output) -> io::Result<bool> {
        let triples = analysis.triples(lexicon);
        for triple in &triples {
            if self.json {
                output.json(&triple_line::json(triple, &analysis.document.source))?;
            } else {
                writeln!(output, "{}", triple_line::line(triple))?;
            }
        }
        Ok(!triples.is_empty())
    }
}

fn write_conllu(analysis: &Analysis, output: &mut Output) -> io::Result<bool> {
    let Analysis { document, tags, trees, .. } = analysis;
    output.write_all(conllu(document, tags, trees).as_bytes())?;
    Ok(!document.sentences.is_empty())
}
