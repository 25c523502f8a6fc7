//! The command line: one subcommand a file. Results go to standard output, what is meant for us to standard error;
//! tripel ends with 0 when it is done, with 1 when nothing was found, with 2 when something failed.

mod asked;
mod bounds;
mod build;
mod choice;
mod communities;
mod completions;
mod conflicts;
mod diff;
mod doctor;
mod draw;
mod entities;
mod explain;
mod export;
mod fact_line;
mod find;
mod gazetteer;
mod graph;
mod inferred;
mod input;
mod list;
mod man;
mod mark;
mod merge;
mod moment;
mod names;
mod neighbors;
mod output;
mod own;
mod path;
mod plan;
mod query;
mod rank;
mod read;
mod remove;
mod score;
mod split;
mod stats;
mod summary;
mod things;
mod timeline;
mod triple_line;
mod update;
mod validate;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::query::NameError;
use crate::text::Language;

/// Reads German and English news into a knowledge graph, with the sentence behind every edge.
#[derive(Debug, Parser)]
#[command(name = "tripel", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tripel build seeds/articles                     read a folder of articles into ./graph
  tripel explain Microsoft China                  what links the two, with the sentences
  tripel query --ask                              the questions that have a name
  tripel export --format gexf -o news.gexf        open the graph in Gephi
  echo 'Orange gründete Bleu.' | tripel read -    the facts of one text, without a graph

Ends with 0 when done, 1 when nothing was found, 2 when something failed. \
`tripel COMMAND --help` shows examples of each command.";

/// What all commands share.
#[derive(Debug, clap::Args)]
struct Options {
    /// The folder of the graph
    #[arg(long, global = true, value_name = "DIR", default_value = "graph")]
    graph: PathBuf,
    /// The language of names and relations in what is shown: de or en
    #[arg(long, global = true, value_name = "LANGUAGE", default_value = "de")]
    language: Language,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Read(read::Read),
    Query(query::Query),
    Update(update::Update),
    Path(path::Path),
    Neighbors(neighbors::Neighbors),
    Rank(rank::Rank),
    Communities(communities::Communities),
    Export(export::Export),
    Draw(draw::Draw),
    Explain(explain::Explain),
    Find(find::Find),
    Timeline(timeline::Timeline),
    Diff(diff::Diff),
    Conflicts(conflicts::Conflicts),
    List(list::List),
    Remove(remove::Remove),
    Entities(entities::Entities),
    Merge(merge::Merge),
    Split(split::Split),
    Gazetteer(gazetteer::Gazetteer),
    Doctor(doctor::Doctor),
    Stats(stats::Stats),
    Validate(validate::Validate),
    Score(score::Score),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How a command ended without an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// With what was asked for.
    Done,
    /// With nothing to show.
    Nothing,
    /// With a part of it; what failed was told.
    Failed,
}

impl Outcome {
    /// Done when there is something, else nothing.
    fn of(found: bool) -> Self {
        if found { Self::Done } else { Self::Nothing }
    }
}

/// Runs the command that the arguments of the process name.
#[must_use]
pub fn run() -> ExitCode {
    match dispatch(&Cli::parse()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever reads us has read enough: `tripel list | head -1` is no failure.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("tripel: {}", explained(&error)));
            // A name that nothing has was looked for and not found.
            ExitCode::from(if error.is::<NameError>() { 1 } else { 2 })
        }
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<Outcome> {
    let options = &cli.options;
    match &cli.command {
        Command::Build(command) => command.run(options),
        Command::Read(command) => command.run(options),
        Command::Query(command) => command.run(options),
        Command::Update(command) => command.run(options),
        Command::Path(command) => command.run(options),
        Command::Neighbors(command) => command.run(options),
        Command::Rank(command) => command.run(options),
        Command::Communities(command) => command.run(options),
        Command::Export(command) => command.run(options),
        Command::Draw(command) => command.run(options),
        Command::Explain(command) => command.run(options),
        Command::Find(command) => command.run(options),
        Command::Timeline(command) => command.run(options),
        Command::Diff(command) => command.run(options),
        Command::Conflicts(command) => command.run(options),
        Command::List(command) => command.run(options),
        Command::Remove(command) => command.run(options),
        Command::Entities(command) => command.run(options),
        Command::Merge(command) => command.run(options),
        Command::Split(command) => command.run(options),
        Command::Gazetteer(command) => command.run(),
        Command::Doctor(command) => command.run(options),
        Command::Stats(command) => command.run(options),
        Command::Validate(command) => command.run(options),
        Command::Score(command) => command.run(options),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    }
}

/// The error with its causes, but for those whose words it has already.
fn explained(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        if words.is_empty() {
            words = cause;
        } else if !words.contains(&cause) {
            words = format!("{words}: {cause}");
        }
    }
    words
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

/// Says something to the user beside the result. That standard error is closed is no reason to end.
fn tell(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

/// Says each of several things on a line of its own.
fn tell_all<T: std::fmt::Display>(messages: impl IntoIterator<Item = T>) {
    for message in messages {
        tell(&format!("tripel: {message}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_defined() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_teaches_by_an_example() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let example = format!("tripel {}", command.get_name());
            assert!(help.contains(&example), "`tripel {} --help` shows no example", command.get_name());
            assert!(command.get_about().is_some(), "`tripel {}` does not say what it does", command.get_name());
        }
    }
}
