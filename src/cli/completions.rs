//! `tripel completions`: what lets a shell complete commands and options.

use clap::{CommandFactory, ValueEnum};

use super::output::Output;
use super::{Cli, Outcome};

/// Write the completions of commands and options for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

const EXAMPLES: &str = "\
Examples:
  tripel completions bash > ~/.local/share/bash-completion/completions/tripel
  tripel completions zsh  > ~/.zfunc/_tripel
  tripel completions fish > ~/.config/fish/completions/tripel.fish";

impl Completions {
    /// Writes them.
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        debug_assert!(self.shell.to_possible_value().is_some());
        // `generate` panics when the pipe is closed, so it writes to memory first.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "tripel", &mut script);
        let mut output = Output::stdout();
        std::io::Write::write_all(&mut output, &script)?;
        std::io::Write::flush(&mut output)?;
        Ok(Outcome::Done)
    }
}
