//! Does to a graph folder what disks, systems and impatient people do: kills, full disks, folders that cannot be
//! written, two writers, cut off and changed files. Whatever was told to be stored must be there afterwards.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a panic fails the test; a test that is skipped says so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder with some articles of one sentence each, and a graph folder `graph` beside them.
struct Desk(tempfile::TempDir);

impl Desk {
    fn with_articles(count: usize) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path("news")).unwrap();
        for number in 0..count {
            let text = format!(
                "Microsoft hat die Firma Nummer{number} AG übernommen. Apple kündigte {number} Mitarbeitern.\n"
            );
            fs::write(desk.path(&format!("news/{number:03}.txt")), text).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tripel"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command and kills it after a while; says whether it was done before.
    fn run_and_kill(&self, arguments: &[&str], after: Duration) -> bool {
        let mut child: Child = self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let end = Instant::now() + after;
        while Instant::now() < end {
            if child.try_wait().unwrap().is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        false
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

    fn nquads(&self, graph: &str) -> String {
        let output = self.run(&["export", "--format", "nquads", "--with-evidence", "--graph", graph]);
        assert_eq!(code(&output), 0, "{}", errors(&output));
        text(&output)
    }

    fn readings(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("graph/readings")).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Builds and removes under fire; after every kill all that was there before is still there and whole, and the run
/// that is let through at the end makes the very graph that a quiet run makes.
fn survive(kills: usize) {
    const ARTICLES: usize = 12;
    let desk = Desk::with_articles(ARTICLES);
    let start = Instant::now();
    assert_eq!(code(&desk.run(&["build", "news", "--graph", "quiet"])), 0);
    let span = start.elapsed();
    let mut killed = 0;
    for round in 0..kills * 4 {
        let before = desk.listed();
        // The moments are spread over a whole run, in another order than that of time.
        let after = span.mul_f64(((round * 37) % 101) as f64 / 100.0);
        let removed = format!("news/{:03}.txt", round * 7 % ARTICLES);
        let removing = before.len() > ARTICLES / 2 && round % 3 > 0;
        let arguments = if removing { ["remove", &removed] } else { ["build", "news"] };
        killed += usize::from(!desk.run_and_kill(&arguments, after));
        let now = desk.listed();
        let lost: Vec<&String> = before.difference(&now).filter(|path| !removing || **path != removed).collect();
        assert!(lost.is_empty(), "after {arguments:?} was killed at {after:?}: lost {lost:?}");
        if killed == kills {
            break;
        }
    }
    assert_eq!(killed, kills, "too few runs were killed");
    assert_eq!(code(&desk.run(&["build", "news"])), 0);
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
    let output = Command::new("sh").args(["-c", &script]).current_dir(desk.0.path()).output().unwrap();
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
    Some(Command::new("unshare").args(["-rm", "sh", "-c", &script]).current_dir(desk.0.path()).output().unwrap())
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
