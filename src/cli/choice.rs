//! The options that choose a part of the graph, the same for every command that shows, draws or writes one.

use super::names::Names;
use crate::ground::Graph;
use crate::query::walk::{self, Choice};
use crate::text::CalendarDate;

/// Which part of the graph.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Only a part of the graph")]
pub(super) struct Part {
    /// Around this thing, by any name or by IRI; may be given more than once
    #[arg(long, value_name = "NAME")]
    around: Vec<String>,
    /// How many edges around it
    #[arg(long, value_name = "N", default_value_t = 1)]
    hops: usize,
    /// Between things of this class, such as Corporation; may be given more than once
    #[arg(long = "type", value_name = "CLASS")]
    types: Vec<String>,
    /// With this relation, by a label or name such as acquires; may be given more than once
    #[arg(long = "relation", value_name = "RELATION")]
    relations: Vec<String>,
    /// Said by articles since this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<CalendarDate>,
    /// Said by articles up to this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<CalendarDate>,
    /// Said by articles with these words in path, headline, publisher or address; may be given more than once
    #[arg(long = "source", value_name = "WORDS")]
    sources: Vec<String>,
}

fn date(text: &str) -> Result<CalendarDate, String> {
    text.parse().map_err(|_| "is no date; write one like 2025, 2025-04 or 2025-04-17".to_owned())
}

impl Part {
    /// The same, also around this thing.
    pub(super) fn with_thing(mut self, thing: Option<&str>) -> Self {
        self.around.extend(thing.map(str::to_owned));
        self
    }

    /// The part of the graph; `None` when all of it is wanted.
    pub(super) fn of(&self, graph: &Graph, names: Names<'_>) -> anyhow::Result<Option<Graph>> {
        let around = self.around.iter().map(|name| names.find(name)).collect::<anyhow::Result<_>>()?;
        let choice = Choice {
            types: self.types.clone(),
            relations: self.relations.clone(),
            since: self.since,
            until: self.until,
            sources: self.sources.clone(),
            around,
            hops: self.hops,
        };
        Ok((!choice.is_all()).then(|| walk::subgraph(graph, &choice)))
    }
}
