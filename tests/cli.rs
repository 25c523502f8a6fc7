//! Drives the built program as a user does: what is broken is told in a clear line, all else is built, and the graph
//! does not depend on the order of files or the number of threads.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a panic fails the test; a test that is skipped says so")]

mod desk;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use desk::{Desk, code, errors, text};

const FIRST: &str = "# Orange und Capgemini gründen Bleu\n\n2024-01-15\n\nOrange und Capgemini haben das \
                     Gemeinschaftsunternehmen Bleu gegründet. Bleu betreibt in Frankreich Rechenzentren.\n";
const SECOND: &str = "# Apple moves production to Vietnam\n\n2024-03-02\n\nApple moves production to Vietnam. \
                      Microsoft acquired GitHub. Tim Cook is the chief executive of Apple.\n";

impl Desk {
    /// A desk with a graph of the two articles.
    fn with_graph() -> Self {
        let desk = Self::new();
        desk.write("a.txt", FIRST);
        desk.write("b.md", SECOND);
        let output = desk.run(&["build", "a.txt", "b.md"]);
        assert_eq!(code(&output), 0, "{}", errors(&output));
        desk
    }
}

/// The article `bad` is told in one line that has these words; the other one is built.
fn assert_rest_is_built(desk: &Desk, bad: &str, words: &str) {
    desk.write("good.txt", FIRST);
    let output = desk.run(&["build", bad, "good.txt"]);
    let told: Vec<String> = errors(&output).lines().filter(|line| line.contains(bad)).map(str::to_owned).collect();
    assert_eq!(told.len(), 1, "{}", errors(&output));
    assert!(told[0].starts_with("tripel: ") && told[0].contains(words), "{}", told[0]);
    assert_eq!(code(&output), 2);
    assert!(text(&output).starts_with("1 articles (1 read, 0 unchanged, 0 copies, 1 failed)"), "{}", text(&output));
    assert!(text(&desk.run(&["list"])).contains("good.txt"));
}

#[test]
fn an_empty_file_is_told_and_the_rest_built() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    assert_rest_is_built(&desk, "empty.txt", "empty");
}

#[test]
fn a_binary_file_is_told_and_the_rest_built() {
    let desk = Desk::new();
    let bytes: Vec<u8> = (0..4096u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    desk.write("picture.txt", bytes);
    assert_rest_is_built(&desk, "picture.txt", "text");
}

#[test]
fn a_file_of_fifty_megabytes_is_told_and_the_rest_built() {
    let desk = Desk::new();
    desk.write("huge.txt", "Die Börse schloss am Abend. ".repeat(1_900_000));
    assert!(std::fs::metadata(desk.path("huge.txt")).unwrap().len() > 50 << 20);
    assert_rest_is_built(&desk, "huge.txt", "");
}

#[test]
fn a_missing_path_is_told_and_the_rest_built() {
    assert_rest_is_built(&Desk::new(), "nowhere.txt", "No such file");
}

#[test]
fn a_latin_1_file_is_told_or_read_with_a_diagnostic() {
    let desk = Desk::new();
    let latin: Vec<u8> = FIRST.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    desk.write("latin.txt", &latin);
    desk.write("good.txt", SECOND);
    let output = desk.run(&["build", "latin.txt", "good.txt"]);
    let reading = desk.run(&["read", "latin.txt"]);
    assert!(text(&desk.run(&["list"])).contains("good.txt"));
    // The name with an umlaut is either read as it was meant, or the file is refused; never read as rubbish.
    assert!(!text(&reading).contains('\u{fffd}'), "{}", text(&reading));
    assert!(errors(&reading).contains("latin.txt"), "{}", errors(&reading));
    assert!(code(&output) == 0 || errors(&output).contains("latin.txt"), "{}", errors(&output));
}

#[test]
fn a_damaged_reading_is_told_and_the_rest_shown() {
    let desk = Desk::with_graph();
    let readings = std::fs::read_dir(desk.path("graph/readings")).unwrap();
    let mut files: Vec<PathBuf> = readings.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    std::fs::write(&files[0], "Lorem ipsum").unwrap();
    let output = desk.run(&["stats", "--json"]);
    assert!(errors(&output).contains("`tripel doctor` reads its article again"), "{}", errors(&output));
    assert!(text(&output).contains("\"articles\":1"), "{}", text(&output));
    // Building again mends it.
    assert_eq!(code(&desk.run(&["build", "a.txt", "b.md"])), 0);
    assert!(text(&desk.run(&["stats", "--json"])).contains("\"articles\":2"));
}

#[test]
fn malformed_sparql_says_where() {
    let output = Desk::with_graph().run(&["query", "SELECT *\n{ ?s ?p }"]);
    assert_eq!((code(&output), text(&output).as_str()), (2, ""));
    assert!(errors(&output).starts_with("tripel: query:2:"), "{}", errors(&output));
}

#[test]
fn an_unknown_thing_is_told_with_what_was_meant() {
    let desk = Desk::with_graph();
    for arguments in [["explain", "Mircosoft"].as_slice(), &["neighbors", "Mircosoft"], &["path", "Mircosoft", "Apple"]]
    {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 1, "{arguments:?}");
        assert!(errors(&output).contains("did you mean `Microsoft`"), "{}", errors(&output));
    }
}

#[test]
fn a_missing_graph_says_how_to_build_one() {
    let desk = Desk::new();
    for arguments in [["stats"].as_slice(), &["list"], &["rank"], &["explain", "A"], &["export", "--format", "dot"]] {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(errors(&output).contains("tripel build"), "{}", errors(&output));
    }
    assert!(!desk.path("graph").exists(), "looking makes no folder");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("a.txt", FIRST);
    std::fs::create_dir(desk.path("locked")).unwrap();
    std::fs::set_permissions(desk.path("locked"), std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(desk.path("locked/probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let output = desk.run(&["build", "a.txt", "--graph", "locked/graph"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("permissions"), "{}", errors(&output));
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let desk = Desk::new();
    desk.write("a.txt", FIRST);
    let output = desk.run(&["build", "a.txt", "--graph", "."]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("no graph folder"), "{}", errors(&output));
}

#[test]
fn the_graph_does_not_depend_on_order_or_threads() {
    let desk = Desk::with_graph();
    desk.write("copy.txt", FIRST);
    for (graph, files, jobs) in
        [("one", ["a.txt", "b.md", "copy.txt"], "1"), ("two", ["copy.txt", "b.md", "a.txt"], "4")]
    {
        let output = desk.run(&["build", files[0], files[1], files[2], "--jobs", jobs, "--graph", graph]);
        assert_eq!(code(&output), 0, "{}", errors(&output));
        assert!(errors(&output).contains("copy.txt: has the text of a.txt"), "{}", errors(&output));
    }
    let quads = desk.nquads("graph");
    assert!(quads.contains("reifies"), "{quads}");
    assert_eq!(desk.nquads("one"), quads);
    assert_eq!(desk.nquads("two"), quads);
}

#[test]
fn several_builds_give_the_graph_of_one() {
    let desk = Desk::with_graph();
    for file in ["b.md", "a.txt"] {
        assert_eq!(code(&desk.run(&["build", file, "--graph", "apart"])), 0);
    }
    assert_eq!(desk.nquads("apart"), desk.nquads("graph"));
    desk.run(&["remove", "a.txt"]);
    desk.run(&["build", "a.txt"]);
    assert_eq!(desk.nquads("graph"), desk.nquads("apart"), "removed and added again");
}

#[test]
fn what_a_build_counts_is_what_the_graph_has_whatever_was_counted_before() {
    let desk = Desk::with_graph();
    desk.write("c.txt", "Apple acquired Capgemini. Orange sells Bleu to Microsoft.\n");
    let [bleu, apple] = ["Bleu", "Apple"].map(|name| iri(&desk, name));
    let changes: [&[&str]; 6] = [
        &["build", "c.txt"],
        &["merge", &bleu, &apple],
        &["remove", "b.md"],
        &["build", "b.md"],
        &["split", &bleu, "Apple"],
        &["merge", &bleu, &apple, "--undo"],
    ];
    for change in changes {
        assert_eq!(code(&desk.run(change)), 0, "{change:?}");
        let object = |command: &[&str]| serde_json::from_str::<serde_json::Value>(&text(&desk.run(command))).unwrap();
        let counted = object(&["build", "c.txt", "--json"]);
        let stats = object(&["stats", "--json"]);
        for (own, other) in
            [("facts_asserted", "asserted"), ("facts_only_reified", "only_reified"), ("sentences", "sentences")]
        {
            assert_eq!(counted[own], stats[other], "{own} after {change:?}");
        }
        std::fs::remove_file(desk.path("graph/tally")).unwrap();
        let afresh = object(&["build", "c.txt", "--json"]);
        for key in ["facts_asserted", "facts_only_reified", "facts_rejected", "entities"] {
            assert_eq!(counted[key], afresh[key], "{key} after {change:?}");
        }
    }
}

#[test]
fn unchanged_articles_are_skipped_and_changed_ones_replaced() {
    let desk = Desk::with_graph();
    let build = |arguments: &[&str]| text(&desk.run(&[&["build", "a.txt", "b.md"], arguments].concat()));
    assert!(build(&[]).starts_with("2 articles (0 read, 2 unchanged"));
    assert!(build(&["--force"]).starts_with("2 articles (2 read, 0 unchanged"));
    desk.write("a.txt", "Siemens schließt das Werk in Berlin.\n");
    assert!(build(&[]).starts_with("2 articles (1 read, 1 unchanged"));
    assert!(!desk.nquads("graph").contains("Capgemini"));
}

#[test]
fn a_removed_article_takes_its_facts_with_it() {
    let desk = Desk::with_graph();
    assert_eq!(code(&desk.run(&["remove", "nowhere.txt"])), 1);
    assert_eq!(text(&desk.run(&["remove", "b.md"])), "removed b.md\n");
    let only = Desk::new();
    only.write("a.txt", FIRST);
    only.run(&["build", "a.txt"]);
    assert_eq!(desk.nquads("graph"), only.nquads("graph"));
}

#[test]
fn a_picture_is_drawn_of_all_and_of_what_lies_around_a_thing() {
    let desk = Desk::with_graph();
    for (arguments, there, absent) in [
        (["draw", "-o", "all.svg"].as_slice(), "Capgemini", "Nobody"),
        (&["draw", "Apple", "-o", "apple.svg"], "Vietnam", "Capgemini"),
        (&["draw", "--relation", "movesProductionTo", "-o", "moves.html"], "Apple", "GitHub"),
    ] {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 0, "{}", errors(&output));
        let picture = std::fs::read_to_string(desk.path(arguments.last().unwrap())).unwrap();
        assert!(picture.contains(there) && !picture.contains(absent), "{arguments:?}");
    }
}

#[test]
fn a_picture_that_cannot_be_drawn_says_what_can() {
    let desk = Desk::with_graph();
    let output = desk.run(&["draw", "-o", "all.gif"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains(".svg, .html and .png"), "{}", errors(&output));
    let empty = desk.run(&["draw", "--since", "2030"]);
    assert_eq!((code(&empty), text(&empty).as_str()), (1, ""));
    assert_eq!(code(&desk.run(&["draw", "--since", "soon"])), 2);
}

#[test]
fn a_part_of_the_graph_is_exported() {
    let desk = Desk::with_graph();
    let rows = |arguments: &[&str]| {
        let output = desk.run(&[["export", "--format", "csv"].as_slice(), arguments].concat());
        text(&output).lines().count() - 1
    };
    let all = rows(&[]);
    assert_eq!(rows(&["--since", "2024-03"]) + rows(&["--until", "2024-02"]), all);
    assert!(rows(&["--source", "b.md"]) > 0 && rows(&["--source", "b.md"]) < all);
    assert_eq!(rows(&["--around", "Apple", "--relation", "movesProductionTo"]), 1);
}

#[test]
fn what_a_walk_found_is_in_queries_and_exports_until_articles_change() {
    let desk = Desk::with_graph();
    for arguments in [["rank", "--by", "closeness", "--write"].as_slice(), &["communities", "--write"]] {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 0, "{}", errors(&output));
    }
    let query = "SELECT ?s { GRAPH id:walk\\/community { ?s tripel:community 1 } ?s tripel:closeness ?c }";
    assert_eq!(code(&desk.run(&["query", query])), 0, "{}", errors(&desk.run(&["query", query])));
    let graphml = text(&desk.run(&["export", "--format", "graphml"]));
    assert!(graphml.contains("attr.name=\"closeness\"") && graphml.contains("attr.name=\"community\""));
    assert_eq!(code(&desk.run(&["remove", "a.txt"])), 0);
    let output = desk.run(&["export", "--format", "graphml"]);
    assert!(!text(&output).contains("attr.name=\"closeness\""));
    assert!(errors(&output).contains("write it again"), "{}", errors(&output));
}

#[test]
fn ways_are_found_between_sets_and_in_time() {
    let desk = Desk::with_graph();
    let ways =
        |arguments: &[&str]| text(&desk.run(&[["path", "--json"].as_slice(), arguments].concat())).lines().count();
    assert_eq!(ways(&["Apple", "Vietnam", "--all"]), 1);
    assert_eq!(ways(&["Apple", "Vietnam", "--or-from", "Microsoft", "--or-to", "GitHub"]), 2);
    assert_eq!(ways(&["Apple", "Vietnam", "--in-time"]), 1);
    assert_eq!(code(&desk.run(&["path", "Vietnam", "Apple", "--in-time"])), 1);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = Desk::with_graph();
    for arguments in
        [["export", "--format", "nquads", "--with-evidence"].as_slice(), &["man"], &["completions", "bash"]]
    {
        let mut child = desk.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((code(&output), errors(&output).as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn standard_input_is_read_and_nothing_found_ends_with_one() {
    let desk = Desk::new();
    let read = |words: &str| {
        let mut command = desk.command(&["read", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = read("Microsoft hat die Firma GitHub übernommen.");
    assert!(text(&output).contains("Microsoft — übernehmen → "), "{}", text(&output));
    assert_eq!(code(&output), 0);
    assert_eq!(code(&read("Es regnet.")), 1);
}

#[test]
fn no_colours_go_into_a_pipe() {
    let output = Desk::with_graph().run(&["explain", "Microsoft"]);
    assert!(text(&output).contains("[S Microsoft]"), "{}", text(&output));
    assert!(!text(&output).contains('\u{1b}'));
}

#[test]
fn json_is_one_object_a_line() {
    let desk = Desk::with_graph();
    let commands: [&[&str]; 6] = [
        &["list", "--json"],
        &["stats", "--json"],
        &["rank", "--json"],
        &["communities", "--json"],
        &["explain", "Microsoft", "--json"],
        &["read", "b.md", "--json"],
    ];
    for arguments in commands {
        let output = desk.run(arguments);
        assert!(!text(&output).is_empty(), "{arguments:?}: {}", errors(&output));
        for line in text(&output).lines() {
            assert!(serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.is_object()), "{line}");
        }
    }
}

#[test]
fn every_command_has_help_and_a_manual_page() {
    let desk = Desk::new();
    let help = text(&desk.run(&["--help"]));
    let commands = "build read query path neighbors rank communities export draw explain conflicts diff timeline find list remove doctor stats score completions man";
    assert_eq!(code(&desk.run(&["man", "--dir", "pages"])), 0);
    for command in commands.split(' ') {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        let own = desk.run(&[command, "--help"]);
        assert_eq!(code(&own), 0);
        assert!(text(&own).contains("Example"), "{command}");
        assert!(Path::exists(&desk.path(&format!("pages/tripel-{command}.1"))), "{command}");
    }
}

/// The IRI of the thing that `tripel entities` lists under a name.
fn iri(desk: &Desk, name: &str) -> String {
    let listed = text(&desk.run(&["entities", name, "--json"]));
    let things = listed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let found = things.into_iter().find(|thing| thing["name"] == name).unwrap();
    found["iri"].as_str().unwrap().to_owned()
}

#[test]
fn a_merge_joins_two_things_and_its_undo_restores_the_graph() {
    let desk = Desk::with_graph();
    let before = desk.nquads("graph");
    let (one, other) = (iri(&desk, "Bleu"), iri(&desk, "Capgemini"));
    assert_eq!(code(&desk.run(&["merge", "Bleu", "Capgemini"])), 0);
    let merged = desk.nquads("graph");
    assert!(!merged.contains(&other) && merged.contains(&one), "{merged}");
    assert!(text(&desk.run(&["entities", "Bleu"])).contains("Capgemini: decided"));
    assert_eq!(code(&desk.run(&["merge", "Bleu", "Capgemini"])), 1, "they are one already");
    assert_eq!(code(&desk.run(&["merge", &one, &other, "--undo"])), 0);
    assert_eq!(desk.nquads("graph"), before);
    assert!(!desk.path("graph/decisions.tsv").exists());
}

#[test]
fn a_split_parts_a_name_and_its_undo_restores_the_graph() {
    let desk = Desk::with_graph();
    let (before, apple) = (desk.nquads("graph"), iri(&desk, "Apple"));
    let output = desk.run(&["split", "Apple", "--article", "b.md"]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let parted = desk.nquads("graph");
    assert!(!parted.contains(&format!("<{apple}> ")) && parted.contains("/apple-"), "{parted}");
    assert_eq!(code(&desk.run(&["split", &apple, "--article", "b.md", "--undo"])), 0);
    assert_eq!(desk.nquads("graph"), before);
}

#[test]
fn a_decision_about_nothing_is_told() {
    let desk = Desk::with_graph();
    let output = desk.run(&["merge", "Bleu", "Nobody & Sons"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("`tripel entities` lists"), "{}", errors(&output));
    assert_eq!(code(&desk.run(&["entities", "--decisions"])), 1);
}

#[test]
fn a_gazetteer_of_the_user_names_things() {
    let desk = Desk::with_graph();
    desk.write("own.tsv", "https://example.org/firm/7\tcompany\tBleu\tBleu SAS\n");
    let output = desk.run(&["build", "a.txt", "--entities", "own.tsv"]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(desk.nquads("graph").contains("<https://example.org/firm/7>"));
    assert_eq!(iri(&desk, "Bleu"), "https://example.org/firm/7", "later commands know it too");
    desk.write("bad.tsv", "\tfirm\tX\n");
    let output = desk.run(&["build", "a.txt", "--entities", "bad.tsv"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("bad.tsv:1: no type `firm`"), "{}", errors(&output));
}

#[test]
fn a_dump_becomes_a_gazetteer() {
    let desk = Desk::with_graph();
    let entity = "http://www.wikidata.org/entity";
    let label = "http://www.w3.org/2000/01/rdf-schema#label";
    let instance = "http://www.wikidata.org/prop/direct/P31";
    desk.write(
        "dump.nt",
        format!(
            "<{entity}/Q1> <{label}> \"Bleu\"@de .\n<{entity}/Q1> <{instance}> <{entity}/Q4830453> .\n\
             <{entity}/Q2> <{label}> \"Blau & Söhne\"@de .\n"
        ),
    );
    let output = desk.run(&["gazetteer", "import", "dump.nt", "-o", "names.fst"]);
    assert_eq!((code(&output), text(&output).starts_with("2 things with 2 names")), (0, true), "{}", text(&output));
    for name in ["Blau & Söhne", "Blau & Soehne", "blau & soehne"] {
        assert!(text(&desk.run(&["gazetteer", "find", "names.fst", name])).contains("Q2"), "{name}");
    }
    assert_eq!(code(&desk.run(&["gazetteer", "find", "names.fst", "Nobody"])), 1);
    desk.write("places.txt", "1\tUlm\tUlm\tUlma,Ulm\t48.4\t10.0\tP\tPPLA3\tDE\t\t\t\t\t\t120000\t\t\t\t\n");
    assert_eq!(code(&desk.run(&["gazetteer", "import", "places.txt", "-o", "places.fst"])), 0);
    assert!(text(&desk.run(&["gazetteer", "find", "places.fst", "Ulm"])).contains("geonames.org/1/\tCity"));
}

#[test]
fn words_are_found_in_names_and_sentences() {
    let desk = Desk::with_graph();
    let output = desk.run(&["find", "Apples", "Vietnam"]);
    assert!(text(&output).contains("Apple moves production to Vietnam."), "{}", text(&output));
    let things = desk.run(&["find", "microsoft", "--json"]);
    assert!(text(&things).contains("\"thing\":\"Microsoft\""), "{}", text(&things));
    assert_eq!(code(&desk.run(&["find", "Vogelhaus"])), 1);
}

#[test]
fn the_graph_of_a_day_has_only_what_was_published_then() {
    let desk = Desk::with_graph();
    let owners = |arguments: &[&str]| {
        let query = ["query", "SELECT ?a { ?a tripel:acquires ?b }", "--format", "csv"];
        text(&desk.run(&[query.as_slice(), arguments].concat())).lines().count() - 1
    };
    assert_eq!([owners(&[]), owners(&["--as-of", "2024-02"]), owners(&["--as-of", "2024-03"])], [1, 0, 1]);
    assert_eq!(code(&desk.run(&["explain", "Bleu", "--as-of", "2024-02"])), 0);
    assert_eq!(code(&desk.run(&["explain", "Microsoft", "--as-of", "2024-02"])), 1);
    let export = |day| text(&desk.run(&["export", "--format", "ntriples", "--as-of", day]));
    assert!(export("2024").contains("GitHub") && !export("2024-02").contains("GitHub"));
}

#[test]
fn what_is_new_stands_in_the_diff_and_on_the_time_line() {
    let desk = Desk::with_graph();
    let new = text(&desk.run(&["diff", "2024-02", "2024-03"]));
    assert!(new.contains("+ Microsoft") && !new.contains("Capgemini"), "{new}");
    assert_eq!(code(&desk.run(&["diff", "2025", "2026"])), 1);
    assert!(errors(&desk.run(&["diff", "2024-03", "2024-02"])).contains("name the earlier day first"));
    let line = text(&desk.run(&["timeline", "Microsoft"]));
    assert!(line.starts_with("2024-03-02 told Microsoft"), "{line}");
}

#[test]
fn a_denial_is_a_conflict() {
    let desk = Desk::new();
    desk.write("yes.txt", "Microsoft hat die Firma GitHub übernommen.\n");
    desk.write("no.txt", "Microsoft hat die Firma GitHub nicht übernommen.\n");
    desk.run(&["build", "yes.txt"]);
    assert_eq!(code(&desk.run(&["conflicts"])), 1);
    desk.run(&["build", "no.txt"]);
    let output = desk.run(&["conflicts"]);
    assert!(text(&output).contains("nicht übernommen") && text(&output).contains("denied:"), "{}", text(&output));
    assert_eq!(text(&desk.run(&["conflicts", "GitHub", "--json"])).lines().count(), 1);
}

#[test]
fn a_query_keeps_to_its_limits_and_tells_its_plan() {
    let desk = Desk::with_graph();
    let output = desk.run(&["query", "SELECT * { ?s ?p ?o }", "--rows", "3", "--format", "csv"]);
    assert_eq!((code(&output), text(&output).lines().count()), (2, 4), "{}", errors(&output));
    assert!(errors(&output).contains("more than 3 rows"), "{}", errors(&output));
    let plan = desk.run(&["query", "SELECT * { ?s tripel:acquires ?o }", "--explain"]);
    assert!(serde_json::from_str::<serde_json::Value>(&text(&plan)).is_ok(), "{}", text(&plan));
    let service = desk.run(&["query", "SELECT * { SERVICE <https://query.example/> { ?s ?p ?o } }"]);
    assert!(errors(&service).contains("--allow-service"), "{}", errors(&service));
}

#[test]
fn evidence_is_written_as_the_user_wants_it() {
    let desk = Desk::with_graph();
    let export = |format: &str, form: &str| desk.run(&["export", "--format", format, "--evidence", form]);
    assert!(text(&export("turtle", "rdf12")).contains("<<("));
    assert!(text(&export("turtle", "reification")).contains("rdf:Statement"));
    assert!(text(&export("trig", "named-graphs")).contains("/evidence/"));
    assert!(!text(&export("nquads", "none")).contains("/evidence/"));
    let refused = export("turtle", "named-graphs");
    assert_eq!(code(&refused), 2);
    assert!(errors(&refused).contains("name rdf12 or reification"), "{}", errors(&refused));
}

#[test]
fn what_users_add_outlives_builds_and_goes_into_queries_and_exports() {
    let desk = Desk::with_graph();
    let before = desk.nquads("graph");
    let flag = "INSERT { ?firm id:flag 'leaves' } WHERE { ?firm tripel:movesProductionTo ?where }";
    let added = desk.run(&["update", flag]);
    assert_eq!((code(&added), text(&added).contains(" 0 taken away")), (0, true), "{}", errors(&added));
    assert_eq!(code(&desk.run(&["update", flag])), 1, "nothing is new the second time");
    desk.write("own.ttl", "<urn:customer> a <urn:Customer> ; <urn:of> [ <urn:name> \"Example\" ] .");
    assert_eq!(code(&desk.run(&["update", "--load", "own.ttl"])), 0);
    desk.write("later.txt", "Microsoft hat die Firma Beispiel AG übernommen.");
    assert_eq!(code(&desk.run(&["build", "later.txt"])), 0);
    assert_eq!(code(&desk.run(&["remove", "later.txt"])), 0);

    let asked = desk.run(&["query", "SELECT ?firm ?flag { ?firm id:flag ?flag }", "--format", "csv"]);
    assert!(text(&asked).contains("leaves"), "{}", text(&asked));
    let after = desk.nquads("graph");
    let own: Vec<&str> = after.lines().filter(|line| line.ends_with("<https://tripel.example/id/added> .")).collect();
    assert!(own.len() > 3 && own.iter().any(|line| line.contains("urn:Customer")), "{own:?}");
    assert_eq!(after.lines().count(), before.lines().count() + own.len());
    for format in ["turtle", "ntriples", "trig", "jsonld", "rdfxml"] {
        let written = text(&desk.run(&["export", "--format", format]));
        assert!(written.contains("urn:customer"), "{format}");
    }

    let refused = desk.run(&["update", "DELETE WHERE { ?s a schema:Corporation }"]);
    assert_eq!(code(&refused), 2);
    assert!(errors(&refused).contains("tripel remove"), "{}", errors(&refused));
    assert_eq!(desk.nquads("graph"), after);
    assert_eq!(code(&desk.run(&["update", "CLEAR GRAPH id:added"])), 0);
    assert_eq!(desk.nquads("graph"), before);
    assert!(!desk.path("graph/added.nq").exists());
}

#[test]
fn what_is_no_update_says_what_to_do() {
    let desk = Desk::with_graph();
    desk.write("own.xyz", "");
    for (arguments, words) in [
        (&["update"][..], "--load FILE"),
        (&["update", "SELECT * { ?s ?p ?o }"], "`tripel query` asks"),
        (&["update", "LOAD <http://127.0.0.1:1/a.ttl>"], "nothing is fetched"),
        (&["update", "--load", "own.xyz"], "no file of RDF"),
        (&["update", "--file", "missing.ru"], "missing.ru"),
        (&["update", "CLEAR ALL"], "CLEAR GRAPH"),
    ] {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(errors(&output).contains(words), "{arguments:?}: {}", errors(&output));
    }
}

#[cfg(not(feature = "service"))]
#[test]
fn a_tripel_that_asks_no_services_says_which_does() {
    let output = Desk::with_graph().run(&["query", "--allow-service", "ASK { ?s ?p ?o }"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("--features service"), "{}", errors(&output));
}

/// A service on this machine that answers each question with one row, after a while; gives its address and counts who asks.
#[cfg(feature = "service")]
fn service(pause: std::time::Duration) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use std::io::Read;
    use std::sync::atomic::{AtomicUsize, Ordering};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/sparql", listener.local_addr().unwrap());
    let asked = std::sync::Arc::new(AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&asked);
    std::thread::spawn(move || {
        let body = r#"{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"answered"}}]}}"#;
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            std::thread::sleep(pause);
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nConnection: close";
            let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    (address, asked)
}

#[cfg(feature = "service")]
#[test]
fn a_service_is_asked_only_where_the_user_allows_it() {
    use std::sync::atomic::Ordering;

    let desk = Desk::with_graph();
    let (address, asked) = service(std::time::Duration::ZERO);
    let query = format!("SELECT ?x {{ SERVICE <{address}> {{ ?s ?p ?x }} }}");
    let refused = desk.run(&["query", &query]);
    assert_eq!((code(&refused), asked.load(Ordering::SeqCst)), (2, 0));
    assert!(errors(&refused).contains("--allow-service"), "{}", errors(&refused));
    let allowed = desk.run(&["query", "--allow-service", "--format", "csv", &query]);
    assert_eq!(text(&allowed), "x\r\nanswered\r\n", "{}", errors(&allowed));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let update = format!("INSERT {{ <urn:s> <urn:p> ?x }} WHERE {{ SERVICE <{address}> {{ ?s ?p ?x }} }}");
    assert_eq!(code(&desk.run(&["update", &update])), 2);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[cfg(feature = "service")]
#[test]
fn a_service_that_does_not_answer_is_told() {
    let desk = Desk::with_graph();
    let (slow, _) = service(std::time::Duration::from_mins(1));
    for address in [slow.as_str(), "http://127.0.0.1:1/sparql"] {
        let query = format!("SELECT ?x {{ SERVICE <{address}> {{ ?s ?p ?x }} }}");
        let output = desk.run(&["query", "--allow-service", "--timeout", "1", &query]);
        assert_eq!(code(&output), 2);
        assert!(errors(&output).contains("query: "), "{}", errors(&output));
    }
}
