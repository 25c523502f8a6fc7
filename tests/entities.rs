//! One node for each real thing: our own articles and, where they are there, the five real ones, held against lists that
//! people made. The lists of the real ones name things and forms alone, none of their text.

use std::path::{Path, PathBuf};

use tripel::ground::Ontology;
use tripel::lexicon::Lexicon;
use tripel::resolve::phrase::Weights;
use tripel::score::{CoreferenceSource, EntitySource, coreference, entities};

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn own() -> EntitySource {
    let list = top().join("tests/entities/articles.tsv");
    EntitySource { list, folder: top().join("seeds/articles"), ending: "md" }
}

fn hold(sources: &[EntitySource]) {
    let ontology = Ontology::embedded().expect("the ontology is sound");
    let links = top().join("tests/entities/links.tsv");
    let report = entities(sources, &links, &Lexicon::embedded(), &ontology).expect("the lists fit the articles");
    assert!(report.precision.value() >= 0.97, "{report}");
    assert!(report.recall.value() >= 0.90, "{report}");
    assert!(report.nameless.is_empty(), "{report}");
}

#[test]
fn our_articles_have_one_node_a_thing() {
    hold(&[own()]);
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn all_articles_together_have_one_node_a_thing() {
    let folder = top().join("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("skipped: the five articles are not here");
        return;
    }
    let real = EntitySource { list: top().join("tests/entities/real.tsv"), folder, ending: "txt" };
    hold(&[own(), real]);
}

#[test]
#[ignore = "reads the test part of GUM and 25 German texts; run it with --release"]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn coreference_reaches_its_floors() {
    let shared = top().join("../shared");
    if !Path::new(&shared).join("data").is_dir() {
        eprintln!("skipped: the data are not here");
        return;
    }
    let source = CoreferenceSource { shared, own: own(), smartdata: top().join("tests/entities/smartdata.tsv") };
    let weights = Weights::parse(tripel::lexicon::references()).expect("the table is sound");
    let report = coreference(&source, &weights, &Lexicon::embedded()).expect("the data can be read");
    assert!(report.english.average() >= 55.0, "{report}");
    let pronouns = report.all_pronouns();
    assert!(pronouns.precision.value() >= 0.85 && pronouns.recall.value() >= 0.50, "{report}");
}
