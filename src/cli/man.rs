//! `tripel man`: the manual pages, made from the same words as `--help`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::CommandFactory;

use super::output::Output;
use super::{Cli, Outcome};

/// Write the manual page, or the pages of all commands into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Man {
    /// Write one page a command into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  tripel man | man -l -
  tripel man --dir ~/.local/share/man/man1";

impl Man {
    /// Writes it.
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        if let Some(folder) = &self.dir {
            write_all(folder)?;
        } else {
            let mut output = Output::stdout();
            clap_mangen::Man::new(Cli::command()).render(&mut output)?;
            output.flush()?;
        }
        Ok(Outcome::Done)
    }
}

fn write_all(folder: &Path) -> anyhow::Result<()> {
    let wrong = || format!("{}: cannot write the manual pages; name a folder that can be written to", folder.display());
    std::fs::create_dir_all(folder).with_context(wrong)?;
    clap_mangen::generate_to(Cli::command(), folder).with_context(wrong)
}
