//! The reader agrees with the implementation it was trained in: `training/reference.py` wrote what that one reads.

use std::io::Write;
use std::path::Path;

use tripel::lexicon::Lexicon;
use tripel::score::agreement::agreement;

#[test]
fn the_reader_agrees_with_its_training_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let treebank = root.join("../shared/data/treebank/de_gsd-test.conllu.gz");
    if !treebank.exists() {
        let _ = writeln!(std::io::stderr(), "skipped: {} is not there", treebank.display());
        return;
    }
    let reference = root.join("tests/reference/gsd_test.tsv.gz");
    let found = agreement(&treebank, &reference, &Lexicon::embedded()).expect("both files are whole");
    // The weights are made 8 bits, and so is what they are multiplied with: one head in two hundred differs.
    let share = |count: usize| count as f64 / found.words as f64;
    assert!(share(found.upos) >= 0.997 && share(found.heads) >= 0.992 && share(found.both) >= 0.99, "{found:?}");
}
