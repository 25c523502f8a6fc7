//! The graph folder with its readings, and the graph as RDF 1.2: in memory, or with the feature `rocksdb` on disk.

mod added;
mod dataset;
mod decision;
#[cfg(feature = "rocksdb")]
mod disk;
mod entities;
mod error;
mod file;
mod folder;
mod index;
mod lock;
mod measure;
mod note;
mod own;
mod portion;
mod prefix;
mod provenance;
mod reading;
mod readings;
mod stamp;
mod stated;
mod tally;
mod term;

#[cfg(test)]
pub(crate) mod fixture;

pub use dataset::{bare_quads, changeable, compare_terms, dataset, index, quads};
#[cfg(feature = "rocksdb")]
pub use disk::Disk;
pub use error::StoreError;
pub use folder::GraphFolder;
pub use index::{Asked, Dataset, Index, Known};
pub use measure::Measures;
pub use own::Own;
pub use portion::{Space, Spaces, each_thing};
pub use prefix::{expand, prefixes, shorten};
pub use reading::{Card, Flaw};
pub use readings::Damaged;
