//! tripel reads German and English news into a knowledge graph: every edge backed by its sentence.
//!
//! The rooms stand in the order of an article's walk; each may name only those before it.

pub mod text;
// Shared ground, then: data, input.
pub mod ingest;
pub mod lexicon;
pub mod tokenize;
// Reading: pure, cannot fail.
pub mod encode;
pub mod parse;
pub mod recognize;
pub mod relate;
pub mod resolve;
pub mod tag;
// Knowing: may fail.
pub mod export;
pub mod ground;
pub mod pipeline;
pub mod query;
pub mod store;
// Measuring.
pub mod score;
// Doors.
pub mod cli;
