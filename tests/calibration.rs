//! Confidence is what it says: of the judged facts that its weights were not fitted on, as many are right as it promises.

use std::fs;
use std::path::{Path, PathBuf};

use tripel::lexicon::Lexicon;
use tripel::score::{Judged, calibration, fit, read_judged, weight_table};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn judged() -> Vec<Judged> {
    read_judged(&at("tests/judged/facts.tsv")).expect("the judged facts are there")
}

#[test]
fn confidence_is_calibrated_on_facts_that_it_was_not_fitted_on() {
    let report = calibration(&judged(), Lexicon::embedded().weights());
    assert!(report.bins.iter().map(|bin| bin.count).sum::<usize>() >= 300);
    assert!(report.error() <= 0.1, "expected calibration error {}", report.error());
    assert!(report.order > 0.6, "right facts are hardly surer than wrong ones: {}", report.order);
}

#[test]
fn the_weights_are_those_that_the_judgements_give() {
    let shipped = fs::read_to_string(at("models/confidence.tsv")).expect("the weights are there");
    assert_eq!(weight_table(&fit(&judged())), shipped, "`tripel score calibration --fit` writes the table anew");
}

#[test]
fn a_row_of_the_table_is_read_as_it_was_written() {
    let text = fs::read_to_string(at("tests/judged/facts.tsv")).expect("the judged facts are there");
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let written: Vec<String> = judged().iter().map(Judged::row).collect();
    assert_eq!(written, rows);
}

#[test]
fn a_row_without_a_judgement_says_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("facts.tsv");
    fs::write(&path, "a\t0-1\t2-3\t4-5\tmaybe\tone=1\n").expect("a file can be written");
    let error = read_judged(&path).expect_err("no judgement").to_string();
    assert!(error.contains("facts.tsv:1: no verdict"), "{error}");
}
