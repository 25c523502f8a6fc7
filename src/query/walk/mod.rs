//! Walks over the graph: one algorithm a file, all over the same [`View`] and all deterministic, with ties broken by IRI.

mod between;
mod community;
mod component;
mod neighborhood;
mod network;
mod page_rank;
mod path;
mod rank;
#[cfg(test)]
mod reference;
mod simple;
mod subgraph;
mod temporal;
mod view;

pub use community::{Communities, communities};
pub use component::{components, knots};
pub use neighborhood::{Neighborhood, neighborhood};
pub use network::Network;
pub use page_rank::DAMPING;
pub use path::{Path, PathLimits, Step, paths};
pub use rank::{RankError, Ranked, RankedBy, rank};
pub use simple::all_paths;
pub use subgraph::{Choice, subgraph};
pub use temporal::{TimedPath, TimedStep, temporal_paths};
pub use view::{Edge, Vertex, View};
