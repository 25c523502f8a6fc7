//! Walks over the graph: one algorithm a file, all over the same [`View`] and all deterministic, with ties broken by IRI.

mod community;
mod component;
mod neighborhood;
mod path;
mod rank;
#[cfg(test)]
mod reference;
mod view;

pub use community::{Communities, communities};
pub use component::{components, knots};
pub use neighborhood::{Neighborhood, neighborhood};
pub use path::{Path, PathLimits, Step, paths};
pub use rank::{DAMPING, RankError, Ranked, RankedBy, rank};
pub use view::{Edge, Vertex, View};
