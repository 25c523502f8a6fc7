//! `tripel validate`: holds the graph, or a file of RDF, to the shapes of a sound graph.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad, Term};
use oxigraph::store::Store;
use serde_json::{Value, json};

use super::output::{Output, Style};
use super::{Options, Outcome, graph};
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::query::{self, Validation, Violation};
use crate::store::{self, shorten};

/// Check that the graph, or a file of RDF, is sound
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Validate {
    /// A file of RDF (.ttl .nt .nq .trig .jsonld .rdf) instead of the graph
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Other shapes (SHACL in Turtle) than those of ontology/shapes.ttl
    #[arg(long, value_name = "FILE.ttl")]
    shapes: Option<PathBuf>,
    /// How many things to show for each broken rule
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    /// The report as one JSON object, with every violation
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel validate
  tripel validate news.ttl --shapes own-shapes.ttl
  tripel validate --json | jq '.violations | length'

Ends with 0 when the graph is sound and with 1 when it is not. The rules are shapes of SHACL: a validator such as \
pySHACL says the same of what `tripel export --format turtle --evidence reification` writes.";

/// What is checked, with what minted IRIs begin with.
struct Checked {
    store: Store,
    base: String,
}

impl Validate {
    /// Checks.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let checked = match &self.file {
            Some(file) => Checked { store: of_file(file)?, base: DEFAULT_BASE.to_owned() },
            None => of_graph(options)?,
        };
        let validation = query::validate(&checked.store, &self.shapes()?)?;
        let mut output = Output::stdout();
        if self.json {
            output.json(&json(&validation, options))?;
        } else {
            self.write(&validation, &checked, options, &mut output)?;
        }
        output.flush()?;
        Ok(Outcome::of(validation.violations.is_empty()))
    }

    fn shapes(&self) -> anyhow::Result<String> {
        let Some(file) = &self.shapes else { return Ok(query::shapes().to_owned()) };
        std::fs::read_to_string(file)
            .with_context(|| format!("{}: cannot be read; name a file of shapes", file.display()))
    }

    /// Each broken rule with the things that break it, and a line that sums up.
    fn write(&self, found: &Validation, checked: &Checked, options: &Options, output: &mut Output) -> io::Result<()> {
        let rule = |violation: &Violation| (violation.shape.clone(), violation.path.clone(), violation.component);
        let rules: Vec<&[Violation]> = found.violations.chunk_by(|one, next| rule(one) == rule(next)).collect();
        for broken in &rules {
            let Some(first) = broken.first() else { continue };
            writeln!(output, "{}", output.paint(Style::Predicate, &message(first, options)))?;
            for violation in broken.iter().take(self.limit) {
                writeln!(output, "  {}", line(violation, checked, options))?;
            }
            if broken.len() > self.limit {
                writeln!(output, "  … and {} more; --limit shows them", broken.len() - self.limit)?;
            }
        }
        let (broken, rules, all) = (found.violations.len(), rules.len(), found.constraints);
        match broken {
            0 => writeln!(output, "sound: {all} rules kept"),
            _ => writeln!(output, "not sound: {rules} of {all} rules broken, in {broken} places"),
        }
    }
}

/// The thing, and the value that is wrong.
fn line(violation: &Violation, checked: &Checked, options: &Options) -> String {
    let asked = store::Dataset::Store(checked.store.clone());
    let shown = |term: &Term| query::shown(term, &asked, &checked.base, options.language);
    let path = violation.path.as_ref().map(|path| shorten(path.trim_matches(['<', '>']), &checked.base));
    let focus = shown(&violation.focus);
    match (&violation.value, path) {
        (Some(value), Some(path)) => format!("{focus}: {path} {}", shown(value)),
        (Some(value), None) if *value != violation.focus => format!("{focus}: {}", shown(value)),
        (None, Some(path)) => format!("{focus}: {path}"),
        _ => focus,
    }
}

/// What the rule says, in the language asked for.
fn message(violation: &Violation, options: &Options) -> String {
    let fits = |words: &&oxigraph::model::Literal| words.language() == Some(options.language.code());
    let words = violation.messages.iter().find(fits).or_else(|| violation.messages.first());
    words.map_or_else(|| violation.component.to_owned(), |words| words.value().to_owned())
}

fn json(found: &Validation, options: &Options) -> Value {
    let one = |violation: &Violation| {
        json!({
            "shape": violation.shape,
            "component": violation.component,
            "path": violation.path.as_ref().map(|path| path.trim_matches(['<', '>'])),
            "focus": plain(&violation.focus),
            "value": violation.value.as_ref().map(plain),
            "message": message(violation, options),
        })
    };
    json!({
        "conforms": found.violations.is_empty(),
        "rules": found.constraints,
        "violations": found.violations.iter().map(one).collect::<Vec<_>>(),
    })
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}

/// The graph as it is exported, without the ontology.
fn of_graph(options: &Options) -> anyhow::Result<Checked> {
    let opened = graph::open(&options.graph)?;
    let store = merged(store::quads(&opened.graph).into_iter().map(Ok))?;
    Ok(Checked { store, base: opened.base })
}

fn of_file(file: &Path) -> anyhow::Result<Store> {
    let Some(format) = file.extension().and_then(|ending| RdfFormat::from_extension(ending.to_str()?)) else {
        bail!(
            "{}: no file of RDF that tripel knows; name one that ends in .ttl, .nt, .nq, .trig, .jsonld or .rdf",
            file.display()
        );
    };
    let wrong = || format!("{}: cannot be read; name a file of RDF", file.display());
    let bytes = std::fs::read(file).with_context(wrong)?;
    merged(RdfParser::from_format(format).for_slice(&bytes).map(|quad| quad.map_err(Into::into))).with_context(wrong)
}

/// All quads in one graph: what shapes are held to.
fn merged(quads: impl Iterator<Item = anyhow::Result<Quad>>) -> anyhow::Result<Store> {
    let store = Store::new()?;
    let merge = |quad: anyhow::Result<Quad>| quad.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad });
    let quads: Vec<Quad> = quads.map(merge).collect::<anyhow::Result<_>>()?;
    store.extend(quads)?;
    Ok(store)
}
