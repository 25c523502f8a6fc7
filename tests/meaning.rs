//! Drives the built program with an ontology of the user's own, with reasoning and with validation: none of them needs
//! an article to be read again, and all of them can be taken back to the byte.

use std::path::PathBuf;
use std::process::{Command, Output};

const ARTICLE: &str = "# Bosch ruft Bohrmaschinen zurück\n\n2024-01-15\n\nBosch ruft Bohrmaschinen zurück. Siemens hat \
                       seinen Sitz in München. Die Firma Varta ist eine Tochter von Bosch.\n";
const ONTOLOGY: &str = "@prefix my: <https://own.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tripel: <https://tripel.example/ontology/> .
my:Recallable a owl:Class ; owl:unionOf ( schema:Product skos:Concept ) ; rdfs:label \"Rückrufbares\"@de .
my:handles a owl:ObjectProperty ; rdfs:label \"befasst sich mit\"@de ; rdfs:domain schema:Organization .
my:recalls a owl:ObjectProperty ;
    rdfs:subPropertyOf my:handles ;
    rdfs:label \"ruft zurück\"@de, \"recalls\"@en ;
    rdfs:domain schema:Organization ;
    rdfs:range my:Recallable .
";
const MAPPING: &str = "zurückrufen\t-\t-\t*\tOrganization\t*\tmy:recalls\t>\n";

/// A folder with a graph of the article.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        desk.write("a.txt", ARTICLE);
        desk.write("own.ttl", ONTOLOGY);
        desk.write("own.tsv", MAPPING);
        desk.write("empty", "");
        desk.done(&["build", "a.txt"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tripel"));
        command.args(arguments).current_dir(self.0.path()).output().expect("the program")
    }

    /// What a command that must succeed writes.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", errors(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn quads(&self) -> String {
        self.done(&["export", "--format", "nquads", "--with-evidence"])
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_own_ontology_maps_without_reading_again_and_goes_without_a_trace() {
    let desk = Desk::new();
    let before = desk.quads();
    let built = desk.done(&["build", "--ontology", "own.ttl", "--mapping", "own.tsv"]);
    assert!(built.contains("(0 read"), "{built}");
    assert!(desk.quads().contains("<https://own.example/recalls>"), "{}", desk.quads());
    assert!(desk.done(&["explain", "Bosch"]).contains("ruft zurück"));
    desk.done(&["build", "--ontology", "empty", "--mapping", "empty"]);
    assert_eq!(desk.quads(), before);
}

#[test]
fn a_mistake_in_an_own_file_is_told_with_line_and_term_and_nothing_is_kept() {
    let desk = Desk::new();
    let before = desk.quads();
    desk.write("wrong.tsv", &format!("# mine\n{}", MAPPING.replace("my:recalls", "my:recall")));
    let output = desk.run(&["build", "--ontology", "own.ttl", "--mapping", "wrong.tsv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        errors(&output).contains("wrong.tsv:2: no relation `my:recall`; did you mean `recalls`?"),
        "{}",
        errors(&output)
    );
    desk.write("wrong.ttl", &ONTOLOGY.replace("rdfs:range my:Recallable", "rdfs:range my:Recalable"));
    let output = desk.run(&["build", "--ontology", "wrong.ttl"]);
    assert!(errors(&output).contains("wrong.ttl:13: `recalls` has the range `Recalable`"), "{}", errors(&output));
    assert_eq!(desk.quads(), before);
}

#[test]
fn what_follows_is_kept_apart_and_shown_as_inferred() {
    let desk = Desk::new();
    let before = desk.quads();
    desk.done(&["build", "--ontology", "own.ttl", "--mapping", "own.tsv", "--reason"]);
    let with = desk.quads();
    let inferred: Vec<&str> = with.lines().filter(|line| line.contains("id/graph/inferred>")).collect();
    assert!(inferred.iter().any(|line| line.contains("<https://own.example/handles>")), "{inferred:#?}");
    let told = desk.done(&["explain", "Bosch"]);
    assert!(told.contains("(inferred)") && told.contains("by the rule `subproperty`"), "{told}");
    let turtle = desk.run(&["export", "--format", "turtle", "--reason"]);
    assert!(errors(&turtle).contains("name nquads, trig or jsonld"), "{}", errors(&turtle));
    desk.done(&["build", "--ontology", "empty", "--mapping", "empty", "--no-reason"]);
    assert_eq!(desk.quads(), before);
}

#[test]
fn what_follows_goes_with_its_article_and_comes_back_with_it() {
    let desk = Desk::new();
    desk.write("b.txt", "# Orange\n\n2024-02-01\n\nOrange ist eine Tochter von Siemens.\n");
    desk.done(&["build", "a.txt", "b.txt", "--reason"]);
    let both = desk.quads();
    desk.done(&["remove", "b.txt"]);
    let one = desk.quads();
    assert_ne!(both, one);
    desk.done(&["build", "b.txt"]);
    assert_eq!(desk.quads(), both);
}

#[test]
fn a_sound_graph_is_told_so_and_a_broken_file_with_what_is_wrong() {
    let desk = Desk::new();
    assert!(desk.done(&["validate"]).starts_with("sound: "));
    desk.write("broken.ttl", "@prefix tripel: <https://tripel.example/ontology/> . <a:a> tripel:mentions -1 .");
    let output = desk.run(&["validate", "broken.ttl", "--language", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    for words in ["A thing has no class.", "A thing has no name.", "a whole number from 0", "not sound: 3 of "] {
        assert!(report.contains(words), "no `{words}` in {report}");
    }
    let output = desk.run(&["validate", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("name a file of RDF"), "{}", errors(&output));
}
