//! The graph folder with its readings, and the graph as RDF 1.2 in an embedded Oxigraph store.

mod dataset;
mod error;
mod folder;
mod lock;
mod provenance;
mod reading;
pub mod vocabulary;

#[cfg(test)]
pub(crate) mod fixture;

pub use dataset::{dataset, quads};
pub use error::StoreError;
pub use folder::{DEFAULT_BASE, Damaged, GraphFolder};
pub use provenance::{modality_name, polarity_name, role_name};
pub use reading::{Card, Flaw};
