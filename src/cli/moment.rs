//! `--as-of`: the graph as it was known on a day.

use super::graph::Opened;
use super::{Options, graph, tell_all};
use crate::query;
use crate::store::GraphFolder;
use crate::text::CalendarDate;

/// A day to look back from.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Moment {
    /// Only what the articles published until then tell, and what had not ended by then: 2025, 2025-04 or 2025-04-17
    #[arg(long, value_name = "DATE")]
    as_of: Option<CalendarDate>,
}

impl Moment {
    /// Whether the graph is asked for as it is now.
    #[cfg(feature = "rocksdb")]
    pub(super) fn is_now(self) -> bool {
        self.as_of.is_none()
    }

    /// The graph of then.
    pub(super) fn open(self, options: &Options) -> anyhow::Result<Opened> {
        let Some(day) = self.as_of else { return graph::open(&options.graph) };
        let folder = GraphFolder::open(&options.graph)?;
        let (readings, damaged) = folder.readings()?;
        tell_all(&damaged);
        let readings = query::published_by(readings, day);
        let mut opened = graph::make(&folder, &graph::lexicon(&folder)?, &readings)?;
        query::hold_on(&mut opened.graph, day);
        Ok(opened)
    }
}
