//! The command `tripel`: all of it stands in [`tripel::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tripel::cli::run()
}
