//! The options that bound what a query or an update may take; the same for both, so that whoever knows the one knows the
//! other.

use std::time::Duration;

use crate::query::Limits;

/// How much a query or an update may take.
#[derive(Debug, clap::Args)]
pub(super) struct Bounds {
    /// How long it may take
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().time.as_secs())]
    timeout: u64,
    /// The most rows of an answer, or triples that an update may change
    #[arg(long, value_name = "N", default_value_t = Limits::default().rows)]
    rows: usize,
    /// The most memory that it may take, in megabytes
    #[arg(long, value_name = "MB", default_value_t = Limits::default().memory >> 20)]
    memory: u64,
}

impl Bounds {
    /// The limits, with leave to ask other services or without.
    pub(super) fn limits(&self, services: bool) -> Limits {
        Limits { time: Duration::from_secs(self.timeout), rows: self.rows, memory: self.memory << 20, services }
    }
}
