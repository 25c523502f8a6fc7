//! The command `tripel`.
fn main() {}
