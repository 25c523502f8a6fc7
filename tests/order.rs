//! The graph is a function of its articles and of what people decided: whatever the order, however many builds and
//! threads, whatever was removed and added again, decided and taken back, its N-Quads are the same to the byte.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]

mod desk;

use std::sync::LazyLock;

use desk::{Desk, code, errors};
use proptest::prelude::*;

/// Articles that name the same things, in two languages; two of them are near-copies, one tells nothing.
const ARTICLES: [(&str, &str); 6] = [
    ("a.txt", "# Orange und Capgemini gründen Bleu\n\n2024-01-15\n\nOrange und Capgemini haben Bleu gegründet.\n"),
    ("b.md", "# Apple moves production\n\n2024-03-02\n\nApple moves production to Vietnam. Apple acquired Bleu.\n"),
    ("c.txt", "Capgemini SE hat Bleu übernommen. Der Konzern verkauft das Werk in Lille. Orange verklagt Capgemini.\n"),
    ("d.txt", "Microsoft acquired GitHub. Orange SA sells Bleu to Microsoft.\n"),
    ("e.txt", "Microsoft acquired GitHub. Orange SA sells Bleu to Microsoft. It is raining.\n"),
    ("f.txt", "Es regnet.\n"),
];

/// Names that the articles use.
const NAMES: [&str; 5] = ["Apple", "Orange", "Capgemini", "Microsoft", "GitHub"];

/// A desk with all articles and a graph of them, built at once by one thread; and the graph as N-Quads.
static ALL: LazyLock<(Desk, String)> = LazyLock::new(|| {
    let desk = Desk::new();
    for (file, text) in ARTICLES {
        desk.write(file, text);
    }
    let files: Vec<&str> = ARTICLES.iter().map(|(file, _)| *file).collect();
    build(&desk, "all", &files, 1);
    let quads = desk.nquads("all");
    assert!(quads.contains("reifies") && quads.contains("GitHub"), "{quads}");
    (desk, quads)
});

fn build(desk: &Desk, graph: &str, files: &[&str], jobs: usize) {
    let jobs = jobs.to_string();
    done(desk, &[&["build", "--graph", graph, "--jobs", &jobs], files].concat());
}

fn done(desk: &Desk, command: &[&str]) {
    let output = desk.run(command);
    assert_eq!(code(&output), 0, "{command:?}: {}", errors(&output));
}

/// The IRI of a thing that is called so.
fn iri(desk: &Desk, graph: &str, name: &str) -> String {
    let listed = desk::text(&desk.run(&["entities", name, "--json", "--graph", graph]));
    let mut things = listed.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let found = things.find(|thing| thing["name"] == name).unwrap_or_else(|| panic!("no {name} in {listed}"));
    found["iri"].as_str().unwrap().to_owned()
}

/// A graph folder that goes away.
fn fresh(desk: &Desk) -> (tempfile::TempDir, String) {
    let place = tempfile::tempdir_in(desk.top()).unwrap();
    let graph = place.path().join("graph").to_str().unwrap().to_owned();
    (place, graph)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20, ..ProptestConfig::with_cases(6) })]

    #[test]
    fn any_order_builds_and_threads_give_the_same_graph_and_what_is_removed_and_added_again_restores_it(
        files in Just(ARTICLES.map(|(file, _)| file).to_vec()).prop_shuffle(),
        cuts in proptest::collection::vec(any::<bool>(), ARTICLES.len()),
        jobs in 1_usize..5,
        removed in proptest::sample::subsequence(ARTICLES.map(|(file, _)| file).to_vec(), 1..4),
    ) {
        let (desk, all) = &*ALL;
        let (_place, graph) = fresh(desk);
        let mut start = 0;
        for end in (1..=files.len()).filter(|&end| end == files.len() || cuts[end]) {
            build(desk, &graph, &files[start..end], jobs);
            start = end;
        }
        prop_assert!(desk.nquads(&graph) == *all);
        for file in &removed {
            done(desk, &["remove", file, "--graph", &graph]);
        }
        let (_other, without) = fresh(desk);
        let kept: Vec<&str> = files.iter().copied().filter(|file| !removed.contains(file)).collect();
        build(desk, &without, &kept, 1);
        prop_assert!(desk.nquads(&graph) == desk.nquads(&without), "as if they had never been there");
        build(desk, &graph, &removed, jobs);
        prop_assert!(desk.nquads(&graph) == *all);
    }

    #[test]
    fn decisions_taken_back_in_any_order_restore_the_graph_and_do_not_depend_on_the_order_of_articles(
        files in Just(ARTICLES.map(|(file, _)| file).to_vec()).prop_shuffle(),
        merged in proptest::sample::subsequence(NAMES.to_vec(), 2).prop_shuffle(),
        apart in proptest::sample::select(NAMES.to_vec()),
        split_first in any::<bool>(),
        undone_backwards in any::<bool>(),
    ) {
        let (desk, all) = &*ALL;
        let (_place, graph) = fresh(desk);
        build(desk, &graph, &files, 2);
        let [one, other, apart_iri] = [merged[0], merged[1], apart].map(|name| iri(desk, &graph, name));
        let merge = ["merge", &one, &other];
        let split = ["split", &apart_iri, apart, "--article", "d.txt"];
        // What a merge takes away can no more be split, and a name that no article says cannot be told apart.
        let can_split = ["Microsoft", "GitHub"].contains(&apart) && (split_first || apart_iri != other);
        let mut decided: Vec<&[&str]> = if can_split { vec![&merge, &split] } else { vec![&merge] };
        if split_first {
            decided.reverse();
        }
        for decision in &decided {
            done(desk, &[decision, &["--graph", &graph][..]].concat());
            prop_assert!(desk.nquads(&graph) != *all, "{:?}", decision);
        }
        let as_decided = desk.nquads(&graph);
        done(desk, &["remove", files[0], "--graph", &graph]);
        build(desk, &graph, &files[..1], 1);
        prop_assert!(desk.nquads(&graph) == as_decided, "decisions outlive an article that comes back");
        if undone_backwards {
            decided.reverse();
        }
        for decision in &decided {
            done(desk, &[decision, &["--undo", "--graph", &graph][..]].concat());
        }
        prop_assert!(desk.nquads(&graph) == *all);
    }
}
