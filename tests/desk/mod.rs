//! A desk: a folder to work in that goes away with its test, and the program run in it as a user runs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder to work in.
pub(crate) struct Desk(tempfile::TempDir);

impl Desk {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Where it is.
    pub(crate) fn top(&self) -> &Path {
        self.0.path()
    }

    /// Where something in it is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts a file into it.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The program with its arguments, ready to run here.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tripel"));
        command.args(arguments).current_dir(self.top()).stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// A graph as N-Quads with all its evidence.
    pub(crate) fn nquads(&self, graph: &str) -> String {
        let output = self.run(&["export", "--format", "nquads", "--with-evidence", "--graph", graph]);
        assert_eq!(code(&output), 0, "{}", errors(&output));
        text(&output)
    }
}

/// How the program ended.
pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// What it said.
pub(crate) fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it said to the user beside the result.
pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
