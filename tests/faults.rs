//! Does to a graph folder what disks, systems and impatient people do: kills, full disks, folders that cannot be
//! written, two writers, cut off and changed files. Whatever was told to be stored must be there afterwards.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a panic fails the test; a test that is skipped says so")]

mod desk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use desk::{Desk, code, errors, text};

impl Desk {
    /// With a folder of articles of two sentences each.
    fn with_articles(count: usize) -> Self {
        let desk = Self::new();
        fs::create_dir(desk.path("news")).unwrap();
        for number in 0..count {
            let text = format!(
                "Microsoft hat die Firma Nummer{number} AG übernommen. Apple kündigte {number} Mitarbeitern.\n"
            );
            desk.write(&format!("news/{number:03}.txt"), text);
        }
        desk
    }

    /// Runs a command and kills it after a while; says how it ended if it was done before.
    fn run_and_kill(&self, arguments: &[&str], after: Duration) -> Option<i32> {
        let mut child: Child = self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let end = Instant::now() + after;
        while Instant::now() < end {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        None
    }

    /// The paths of the articles in the graph; fails when a reading is damaged.
    fn listed(&self) -> BTreeSet<String> {
        let output = self.run(&["list", "--json"]);
        if code(&output) == 2 && errors(&output).contains("no graph here") {
            return BTreeSet::new();
        }
        assert_eq!(errors(&output), "", "a reading is damaged");
        let path =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["path"].as_str().unwrap().to_owned();
        text(&output).lines().map(path).collect()
    }

    /// What was decided, a line each.
    fn decided(&self) -> BTreeSet<String> {
        let output = self.run(&["entities", "--decisions"]);
        assert!(code(&output) < 2 || errors(&output).contains("no graph here"), "{}", errors(&output));
        text(&output).lines().map(str::to_owned).collect()
    }

    fn readings(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("graph/readings")).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

const ARTICLES: usize = 12;
const APPLE: &str = "http://www.wikidata.org/entity/Q312";
const MICROSOFT: &str = "http://www.wikidata.org/entity/Q2283";

/// A run that is killed, and what it may change.
#[derive(Debug)]
struct Attempt {
    arguments: Vec<String>,
    /// The article that it may take away.
    removes: Option<String>,
    /// The line that it may add to the decisions, or take from them.
    decides: Option<String>,
}

impl Attempt {
    /// Builds, removes, merges and splits by turns; what is decided is taken back in another turn.
    fn of(round: usize, listed: &BTreeSet<String>, decided: &BTreeSet<String>) -> Self {
        let removed = format!("news/{:03}.txt", round * 7 % ARTICLES);
        let many = listed.len() > ARTICLES / 2;
        match round % 5 {
            1 | 2 if many => Self::new(&["remove", &removed], Some(&removed), None),
            3 if many => Self::decision(&["merge", MICROSOFT, APPLE], &format!("same\t{MICROSOFT}\t{APPLE}"), decided),
            4 if many => Self::decision(&["split", APPLE, "Apple"], &format!("apart\t{APPLE}\tApple\t*"), decided),
            _ => Self::new(&["build", "news"], None, None),
        }
    }

    fn new(arguments: &[&str], removes: Option<&str>, decides: Option<&str>) -> Self {
        Self {
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            removes: removes.map(str::to_owned),
            decides: decides.map(str::to_owned),
        }
    }

    fn decision(arguments: &[&str], line: &str, decided: &BTreeSet<String>) -> Self {
        let undo: &[&str] = if decided.contains(line) { &["--undo"] } else { &[] };
        Self::new(&[arguments, undo].concat(), None, Some(line))
    }

    /// Runs it and kills it; says whether it was killed. Whatever was there before and is not to be changed is there
    /// afterwards, and what it reports as done is done.
    fn survive(&self, desk: &Desk, after: Duration) -> bool {
        let before = (desk.listed(), desk.decided());
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        let ended = desk.run_and_kill(&arguments, after);
        let now = (desk.listed(), desk.decided());
        let lost: Vec<&String> =
            before.0.difference(&now.0).filter(|path| self.removes.as_ref() != Some(path)).collect();
        assert!(lost.is_empty(), "after {self:?} was killed at {after:?}: lost {lost:?}");
        let changed: Vec<&String> = before.1.symmetric_difference(&now.1).collect();
        assert!(changed.iter().all(|line| self.decides.as_ref() == Some(line)), "{self:?} at {after:?}: {changed:?}");
        if ended == Some(0) {
            assert_eq!(changed.len(), usize::from(self.decides.is_some()), "{self:?} was reported as done");
        }
        ended.is_none()
    }
}

/// Builds, removes, merges and splits under fire; after every kill all that was there before is still there and whole,
/// and the run that is let through at the end makes the very graph that a quiet run makes.
fn survive(kills: usize) {
    let desk = Desk::with_articles(ARTICLES);
    let start = Instant::now();
    assert_eq!(code(&desk.run(&["build", "news", "--graph", "quiet"])), 0);
    let first = start.elapsed();
    let (mut span, mut killed) = (first, 0);
    for round in 0..kills * 8 {
        // The moments are spread over a whole run, in another order than that of time.
        let after = span.mul_f64(((round * 37) % 101) as f64 / 100.0);
        let hit = Attempt::of(round, &desk.listed(), &desk.decided()).survive(&desk, after);
        // A machine that is busy with other things at the first run is faster later.
        span = if hit { span.mul_f64(1.02).min(first) } else { span.mul_f64(0.97) };
        killed += usize::from(hit);
        if killed == kills {
            break;
        }
    }
    assert_eq!(killed, kills, "too few runs were killed");
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    for line in desk.decided() {
        let cells: Vec<&str> = line.split('\t').collect();
        let command = if cells[0] == "same" { "merge" } else { "split" };
        assert_eq!(code(&desk.run(&[command, cells[1], cells[2], "--undo"])), 0, "{line}");
    }
    assert_eq!(desk.nquads("graph"), desk.nquads("quiet"));
    let left = fs::read_dir(desk.path("graph/readings")).unwrap();
    assert_eq!(left.count(), ARTICLES, "a killed run left something behind");
}

#[test]
fn killed_at_some_moments_nothing_is_lost() {
    survive(12);
}

#[test]
#[ignore = "takes some minutes; `.ci/run` runs it"]
fn killed_two_hundred_times_nothing_is_lost() {
    survive(200);
}

/// The numbers that updates have added.
fn added(desk: &Desk) -> BTreeSet<u32> {
    let output = desk.run(&["query", "SELECT ?n { <urn:s> <urn:number> ?n }", "--format", "csv"]);
    assert_eq!(errors(&output), "");
    text(&output).lines().skip(1).map(|line| line.parse().unwrap()).collect()
}

fn adding(number: u32) -> String {
    format!("INSERT DATA {{ <urn:s> <urn:number> {number} }}")
}

#[test]
fn a_killed_update_is_carried_out_or_not_and_loses_no_other() {
    let desk = Desk::with_articles(2);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let mut told = BTreeSet::new();
    for number in 0..20 {
        let after = Duration::from_millis(u64::from(number * 7 % 20) * 2);
        if desk.run_and_kill(&["update", &adding(number)], after) == Some(0) {
            told.insert(number);
        }
        assert!(added(&desk).is_superset(&told), "after {number}");
    }
    assert_eq!(code(&desk.run(&["update", &adding(100)])), 0);
    assert!(added(&desk).contains(&100) && added(&desk).is_superset(&told));
}

#[test]
fn of_updates_made_at_once_none_is_lost() {
    let desk = Desk::with_articles(2);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let spawn = |number| desk.command(&["update", &adding(number)]).stdout(Stdio::null()).spawn().unwrap();
    let children = [0, 1, 2, 3, 4, 5].map(spawn);
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(added(&desk), BTreeSet::from([0, 1, 2, 3, 4, 5]));
}

/// All triples of the graph, as `tripel query` gives them.
#[cfg(feature = "rocksdb")]
fn triples(desk: &Desk) -> Output {
    let query = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!isBLANK(?s) && !isBLANK(?o)) } ORDER BY ?s ?p ?o";
    desk.run(&["query", query, "--format", "csv"])
}

/// The files of the graph on disk that hold its quads.
#[cfg(feature = "rocksdb")]
fn tables(desk: &Desk) -> Vec<PathBuf> {
    let stores = fs::read_dir(desk.path("graph/rocksdb")).unwrap().map(|entry| entry.unwrap().path());
    let files = stores.flat_map(|store| fs::read_dir(store).unwrap()).map(|entry| entry.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "sst")).collect()
}

#[cfg(feature = "rocksdb")]
#[test]
fn the_graph_on_disk_is_right_however_often_its_renewal_is_killed() {
    let desk = Desk::with_articles(4);
    let changes = [["build", "news"], ["remove", "news/002.txt"]];
    let mut expected = Vec::new();
    for change in changes {
        assert_eq!(code(&desk.run(&change)), 0);
        expected.push(text(&triples(&desk)));
    }
    assert_ne!(expected[0], expected[1]);
    for round in 0..12_u32 {
        let turn = round as usize % 2;
        assert_eq!(code(&desk.run(&changes[turn])), 0);
        desk.run_and_kill(&["query", "ASK { ?s ?p ?o }"], Duration::from_millis(u64::from(40 * round)));
        assert_eq!(text(&triples(&desk)), expected[turn], "round {round}");
    }
}

#[cfg(feature = "rocksdb")]
#[test]
fn where_the_graph_cannot_be_put_on_disk_memory_gives_the_same_answer() {
    let desk = Desk::with_articles(4);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let writer = fs::File::create(desk.path("graph/.lock")).unwrap();
    writer.lock().unwrap();
    let in_memory = triples(&desk);
    assert!(errors(&in_memory).contains("asked in memory"), "{}", errors(&in_memory));
    drop(writer);
    let on_disk = triples(&desk);
    assert_eq!((errors(&on_disk).as_str(), text(&on_disk)), ("", text(&in_memory)));
    assert!(!tables(&desk).is_empty());
}

#[cfg(feature = "rocksdb")]
#[test]
fn two_that_ask_at_once_get_the_same_answer() {
    let desk = Desk::with_articles(4);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let query = ["query", "SELECT * { ?s ?p ?o }", "--format", "csv"];
    let spawn = || desk.command(&query).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let both = [spawn(), spawn()].map(|child| child.wait_with_output().unwrap());
    let lines = both.each_ref().map(|output| text(output).lines().count());
    assert!(lines[0] > 50 && lines[0] == lines[1], "{lines:?} {} {}", errors(&both[0]), errors(&both[1]));
    assert_eq!(both.each_ref().map(code), [0, 0]);
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_damaged_graph_on_disk_is_told_and_made_again() {
    let desk = Desk::with_articles(4);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let expected = text(&triples(&desk));
    for file in tables(&desk) {
        damage(&file, |bytes| bytes.iter_mut().skip(8).step_by(64).for_each(|byte| *byte ^= 255));
    }
    let damaged = triples(&desk);
    if code(&damaged) == 2 {
        assert!(errors(&damaged).contains("made anew"), "{}", errors(&damaged));
    } else {
        // What cannot even be opened is made again at once.
        assert_eq!(text(&damaged), expected);
    }
    let again = triples(&desk);
    assert_eq!((errors(&again).as_str(), text(&again)), ("", expected));
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_graph_that_lacks_a_damaged_reading_is_not_put_on_disk() {
    let desk = Desk::with_articles(3);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    damage(&desk.readings()[0], |bytes| bytes.truncate(bytes.len() / 2));
    for _ in 0..2 {
        let output = triples(&desk);
        assert!(errors(&output).contains("left out"), "{}", errors(&output));
    }
    assert!(!desk.path("graph/rocksdb").exists());
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_full_or_read_only_disk_leaves_the_graph_in_memory() {
    let desk = Desk::with_articles(3);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let expected = text(&triples(&desk));
    fs::remove_dir_all(desk.path("graph/rocksdb")).unwrap();
    let ask = "tripel query 'SELECT ?s ?p ?o { ?s ?p ?o FILTER(!isBLANK(?s) && !isBLANK(?o)) } ORDER BY ?s ?p ?o' \
               --format csv";
    for mount in [
        "cp -r graph full && mkdir small && mount -t tmpfs -o size=200k none small && cp -r full/. small && \
         mount --bind small graph",
        "mount --bind graph graph && mount -o remount,ro,bind graph",
    ] {
        let Some(output) = in_namespace(&desk, &format!("{mount} && {ask}")) else { return };
        assert!(errors(&output).contains("asked in memory"), "{}", errors(&output));
        assert_eq!(text(&output), expected);
    }
}

#[test]
fn of_two_writers_the_second_waits_or_is_told_who_writes() {
    let desk = Desk::with_articles(6);
    let spawn = || desk.command(&["build", "news"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let both = [spawn(), spawn()].map(|child| child.wait_with_output().unwrap());
    for output in &both {
        assert!(code(output) == 0 || errors(output).contains("process "), "{}", errors(output));
    }
    assert!(both.iter().any(|output| code(output) == 0));
    assert_eq!(desk.listed().len(), 6);
}

#[test]
fn a_file_that_may_not_grow_is_a_full_disk_and_loses_nothing() {
    let desk = Desk::with_articles(3);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let before = desk.nquads("graph");
    fs::write(desk.path("news/long.txt"), "Bosch kauft Siemens. ".repeat(3000)).unwrap();
    // Nothing longer than 4 blocks of 512 bytes can be written.
    let script = format!("trap '' XFSZ; ulimit -f 4; exec {} build news", env!("CARGO_BIN_EXE_tripel"));
    let output = Command::new("sh").args(["-c", &script]).current_dir(desk.top()).output().unwrap();
    assert_eq!(code(&output), 2, "{}", text(&output));
    assert!(errors(&output).contains("no room left"), "{}", errors(&output));
    assert_eq!(desk.nquads("graph"), before);
}

/// Runs a script as the root of a namespace of its own, where file systems can be mounted; `None` where that is not
/// allowed.
fn in_namespace(desk: &Desk, script: &str) -> Option<Output> {
    let allowed = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system may be mounted here");
        return None;
    }
    let script = script.replace("tripel ", &format!("{} ", env!("CARGO_BIN_EXE_tripel")));
    Some(Command::new("unshare").args(["-rm", "sh", "-c", &script]).current_dir(desk.top()).output().unwrap())
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let desk = Desk::with_articles(40);
    let script = "mkdir graph && mount -t tmpfs -o size=96k none graph && tripel build news; echo ended $? >&2; \
                  tripel list --json";
    let Some(output) = in_namespace(&desk, script) else { return };
    assert!(errors(&output).contains("no room left") && errors(&output).contains("ended 2"), "{}", errors(&output));
    let kept = text(&output).lines().count();
    assert!(kept > 3 && kept < 40, "{kept} readings\n{}", errors(&output));
    assert_eq!(errors(&output).lines().count(), 2, "{}", errors(&output));
}

#[test]
fn a_read_only_disk_can_be_read_and_says_so_when_written() {
    let desk = Desk::with_articles(2);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    fs::write(desk.path("news/new.txt"), "Bosch kauft Siemens.").unwrap();
    let script = "mount --bind graph graph && mount -o remount,ro,bind graph && tripel build news; echo ended $? >&2; \
                  tripel remove 000.txt; echo ended $? >&2; tripel stats --json";
    let Some(output) = in_namespace(&desk, script) else { return };
    assert_eq!(errors(&output).matches("ended 2").count(), 2, "{}", errors(&output));
    assert_eq!(errors(&output).matches("permissions").count(), 2, "{}", errors(&output));
    assert!(text(&output).contains("\"articles\":2"), "{}{}", text(&output), errors(&output));
}

#[test]
fn a_damaged_reading_is_told_and_the_doctor_reads_it_again() {
    let desk = Desk::with_articles(5);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let before = desk.nquads("graph");
    let files = desk.readings();
    damage(&files[0], |bytes| bytes.truncate(bytes.len() / 2));
    damage(&files[1], |bytes| bytes.iter_mut().skip(bytes_half(&files[1])).take(1).for_each(|byte| *byte ^= 16));
    damage(&files[2], Vec::clear);

    let output = desk.run(&["stats", "--json"]);
    assert!(text(&output).contains("\"articles\":2"), "{}", text(&output));
    assert_eq!(errors(&output).lines().filter(|line| line.contains("left out")).count(), 3, "{}", errors(&output));
    let output = desk.run(&["doctor", "--check"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output).starts_with("2 readings whole, 3 damaged"), "{}", text(&output));
    assert_eq!(
        files.iter().filter(|file| text(&output).contains(&*file.file_name().unwrap().to_string_lossy())).count(),
        3
    );

    let output = desk.run(&["doctor"]);
    assert_eq!(code(&output), 0, "{}", text(&output));
    assert_eq!(text(&output).matches("read again").count(), 3, "{}", text(&output));
    assert_eq!(desk.nquads("graph"), before);
    assert_eq!(text(&desk.run(&["doctor"])), "5 readings whole, 0 damaged\n");
}

#[test]
fn the_doctor_looks_where_the_user_says_and_takes_no_other_text() {
    let desk = Desk::with_articles(2);
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
    let before = desk.nquads("graph");
    damage(&desk.readings()[0], |bytes| bytes.truncate(100));
    fs::rename(desk.path("news"), desk.path("archive")).unwrap();
    let output = desk.run(&["doctor"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output).contains("name the folder that has it"), "{}", text(&output));
    let output = desk.run(&["doctor", "archive"]);
    assert_eq!(code(&output), 0, "{}", text(&output));
    assert_eq!(desk.nquads("graph").lines().count(), before.lines().count());
}

fn damage(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(file).unwrap();
    change(&mut bytes);
    fs::write(file, bytes).unwrap();
}

fn bytes_half(file: &Path) -> usize {
    fs::metadata(file).unwrap().len() as usize / 2
}
