//! Asks every named question of the graph of our own articles: each must give the rows that a reader of the articles
//! would expect.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use tripel::ground::vocabulary::DEFAULT_BASE;
use tripel::ground::{Ontology, containment, ground};
use tripel::lexicon::Lexicon;
use tripel::query::{AnswerFormat, Limits, filled, question, questions, reason, sparql};
use tripel::store::{Dataset, changeable, dataset};

/// The graph of the articles, without and with what follows from it.
static STORES: LazyLock<[Dataset; 2]> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let folder = fs::read_dir("seeds/articles").expect("the articles are part of the project");
    let mut files: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    let reading = |file: &PathBuf| {
        let bytes = fs::read(file).expect("an article can be read");
        tripel::pipeline::reading(&file.display().to_string(), &bytes, &lexicon).expect("an article is text")
    };
    let readings: Vec<_> = files.iter().map(reading).collect();
    let ontology = Ontology::embedded().expect("the ontology is Turtle");
    let graph = ground(&readings, &ontology, &lexicon, DEFAULT_BASE);
    let reasoned = changeable(&graph, ontology.triples()).expect("memory");
    reason(&reasoned, &containment(&graph, &lexicon), DEFAULT_BASE).expect("rules end");
    [dataset(&graph, ontology.triples()), Dataset::Store(reasoned)]
});

/// The rows of a question, cells parted by tabs and without quotes.
fn rows(name: &str, with: &[&str], reasons: bool) -> String {
    let with: Vec<String> = with.iter().map(|&pair| pair.to_owned()).collect();
    let query = filled(question(name).expect("a question").sparql, &with).expect("what is open is filled in");
    let answer = sparql(&STORES[usize::from(reasons)], &query, DEFAULT_BASE, Limits::default()).expect("an answer");
    let mut bytes = Vec::new();
    answer.write(AnswerFormat::Tsv, DEFAULT_BASE, &mut bytes).expect("memory");
    String::from_utf8(bytes).expect("UTF-8").replace('"', "")
}

/// A row that each question must give.
fn expected() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("changes", &["2025-10-21\tMicrosoft"][..]),
        ("denied", &["Amazon Web Services"]),
        ("ended-cooperations", &["Microsoft\tends its partnership with\tWicresoft"]),
        ("facts-per-article", &["Bleu und sein deutsches Gegenstück"]),
        ("founders", &["Ren Zhengfei\tHuawei", "Yu Kai\tAISpeech"]),
        ("investments", &["Microsoft"]),
        ("joint-ventures", &["Bleu\tCapgemini", "Orange\tBleu"]),
        ("layoffs", &["Microsoft"]),
        ("leaders", &["Brad Smith\tMicrosoft"]),
        ("locations", &["NWCD"]),
        ("market-shares", &["Alibaba Cloud"]),
        ("moved-production", &["Apple\t\tVietnam"]),
        ("operations", &["AISpeech\tSuzhou"]),
        ("planned", &["Microsoft"]),
        ("quotes", &["Brad Smith"]),
        ("single-medium", &["Nikkei\tMicrosoft"]),
        ("single-voice", &["Brad Smith"]),
        ("trade-restrictions", &["China"]),
        ("well-supported", &["Microsoft"]),
        ("withdrawals", &["Microsoft"]),
    ])
}

#[test]
fn every_question_gives_the_rows_that_a_reader_expects() {
    let expected = expected();
    for question in questions() {
        let found = rows(question.name, &[], false);
        let wanted = expected.get(question.name).unwrap_or_else(|| panic!("no row expected of {}", question.name));
        for row in *wanted {
            assert!(found.contains(row), "{}: no `{row}` in\n{found}", question.name);
        }
    }
}

#[test]
fn what_is_new_in_a_month_is_asked_by_the_month() {
    let found = rows("changes", &["month=2025-10"], false);
    let days: Vec<&str> = found.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert!(!days.is_empty() && days.iter().all(|day| day.starts_with("2025-10")), "{found}");
    assert!(rows("changes", &["month=1999-01"], false).lines().count() == 1);
}

#[test]
fn what_one_medium_alone_reports_is_asked_by_its_name() {
    let found = rows("single-medium", &["medium=nikkei"], false);
    assert!(found.lines().count() > 1 && found.lines().skip(1).all(|line| line.starts_with("Nikkei\t")), "{found}");
}

#[test]
fn who_works_in_a_city_works_in_its_country_when_asked_to_reason() {
    let [plain, reasoned] = [false, true].map(|reasons| rows("operations", &["place=China"], reasons));
    assert!(!plain.contains("AISpeech\t"), "{plain}");
    assert!(reasoned.contains("AISpeech\tChina"), "{reasoned}");
}
