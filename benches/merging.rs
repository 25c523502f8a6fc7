//! How long it takes to put 110,000 names together: run by `cargo bench --bench merging`. It fails when the floor that the
//! project sets itself is missed: twenty seconds and one GiB.

use std::time::Duration;

use tripel::ground::Ontology;
use tripel::lexicon::Lexicon;
use tripel::score::{MergingReport, merging};

#[expect(clippy::print_stdout, reason = "a benchmark tells its figures")]
fn main() {
    let ontology = Ontology::embedded().expect("the ontology is sound");
    let scores = merging(&[25_000, 50_000, 100_000], &Lexicon::embedded(), &ontology);
    println!("{}", MergingReport(scores.clone()));
    let last = scores.last().expect("three sizes were measured");
    assert!(last.time < Duration::from_secs(20), "{last:?}");
    assert!(last.memory.is_none_or(|memory| memory < 1024), "{last:?}");
}
