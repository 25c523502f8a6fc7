//! Holds the source to the plan of `ARCHITECTURE.md`: which room may name which, how long things may be, and that no
//! word of a language stands in the code. It reads the files as text, so it needs no compiler and trusts rustfmt.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The rooms in the order of an article's walk. A room may name those before it and `pipeline` only if it comes later.
const ROOMS: [&str; 18] = [
    "text",
    "lexicon",
    "ingest",
    "tokenize",
    "encode",
    "tag",
    "parse",
    "recognize",
    "resolve",
    "relate",
    "pipeline",
    "ground",
    "store",
    "query",
    "export",
    "score",
    "cli",
    "main",
];

/// Files that may be longer because they are one table.
const TABLES: [&str; 2] = ["src/tag/feature.rs", "src/lexicon/list_name.rs"];

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

/// A file of `src/`, as text.
struct Source {
    /// Its path from the top of the project, with slashes.
    path: String,
    text: String,
}

impl Source {
    /// The room it belongs to: `tag` for `src/tag/lemma.rs`.
    fn room(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// Its lines up to the tests at its end, which may be as long as they need to be; none if it is only for tests.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let only_tests = ["/tests.rs", "/fixture.rs"].iter().any(|ending| self.path.ends_with(ending));
        let code = move |line: &&str| !only_tests && *line != "mod tests {";
        self.text.lines().take_while(code).enumerate().map(|(number, line)| (number + 1, line))
    }

    /// Its lines without comments and tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources() -> Vec<Source> {
    let is_rust = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "rs");
    let mut all: Vec<Source> = files("src").into_iter().filter(|(path, _)| is_rust(path)).map(source).collect();
    all.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(all.len() > 20, "the test must run where `src/` can be read");
    all
}

fn source((path, text): (String, String)) -> Source {
    Source { path, text }
}

/// The text files below a folder of the project, with their paths from its top.
fn files(folder: &str) -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = WalkDir::new(top.join(folder)).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file()).filter_map(|entry| read(top, entry.path())).collect()
}

fn read(top: &Path, path: &Path) -> Option<(String, String)> {
    let inside = path.strip_prefix(top).ok()?.to_string_lossy().replace('\\', "/");
    fs::read_to_string(path).ok().map(|text| (inside, text))
}

/// Fails with all that is wrong, a line each.
fn expect_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_room_names_only_rooms_above_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = place(source.room()) else { continue };
        for (number, named) in named_rooms(&source) {
            if place(&named).is_some_and(|place| place > own) {
                wrong.push(format!(
                    "{}:{number}: `{}` names `{named}`, which lies below it",
                    source.path,
                    source.room()
                ));
            }
        }
    }
    expect_none(&wrong);
}

#[test]
fn every_room_has_its_place_in_the_order() {
    let unknown = sources().into_iter().filter(|source| source.path != "src/lib.rs" && place(source.room()).is_none());
    let wrong: Vec<String> = unknown.map(|source| format!("{}: no such room in ROOMS", source.path)).collect();
    expect_none(&wrong);
}

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|one| *one == room)
}

/// The rooms that a file names, each with the line: `use crate::text::Span`, `crate::{tag, parse::Trees}`.
fn named_rooms(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let lines: Vec<(usize, &str)> = source.code().collect();
    for (at, (number, line)) in lines.iter().enumerate() {
        for (start, _) in line.match_indices("crate::").chain(line.match_indices("tripel::")) {
            let path = line[start..].split_once("::").map_or("", |(_, path)| path);
            let names = if path.starts_with('{') { braced(path, &lines[at + 1..]) } else { vec![first_name(path)] };
            found.extend(names.into_iter().map(|name| (*number, name)));
        }
    }
    found
}

/// The first names in the braces of `use crate::{…}`, which may go on over the next lines.
fn braced(path: &str, next: &[(usize, &str)]) -> Vec<String> {
    let rest = next.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(" ");
    let (mut depth, mut names, mut name) = (0, Vec::new(), String::new());
    for letter in path.chars().chain(rest.chars()) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(first_name(std::mem::take(&mut name).trim())),
            _ if depth >= 1 => name.push(letter),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.push(first_name(name.trim()));
    names
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[test]
fn each_file_says_first_what_it_is_for() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    let wrong: Vec<String> = silent.map(|source| format!("{}: does not begin with `//!`", source.path)).collect();
    expect_none(&wrong);
}

#[test]
fn no_file_is_too_long() {
    let long = sources().into_iter().filter(|source| !TABLES.contains(&source.path.as_str()));
    let long = long.map(|source| (source.lines().count(), source)).filter(|(lines, _)| *lines > LONGEST_FILE);
    let wrong: Vec<String> = long.map(|(lines, source)| format!("{}: {lines} lines", source.path)).collect();
    expect_none(&wrong);
}

#[test]
fn no_function_is_too_long() {
    let mut wrong = Vec::new();
    for source in sources().into_iter().filter(|source| !TABLES.contains(&source.path.as_str())) {
        for (number, length) in functions(&source.text) {
            if length > LONGEST_FUNCTION {
                wrong.push(format!("{}:{number}: a function of {length} lines", source.path));
            }
        }
    }
    expect_none(&wrong);
}

/// Where the functions begin and how many lines they have. As rustfmt sets it, a body ends at the first brace that
/// stands alone as far in as its `fn`.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| begins_function(line)) {
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = lines[at..].iter().position(|line| line.strip_prefix(indent) == Some("}"));
        let one_line = line.ends_with('}') || line.ends_with(';');
        found.extend(end.filter(|_| !one_line).map(|end| (at + 1, end + 1)));
    }
    found
}

fn begins_function(line: &str) -> bool {
    let words = line.trim_start();
    let visible = words.strip_prefix("pub(super) ").or_else(|| words.strip_prefix("pub(crate) "));
    let visible = visible.or_else(|| words.strip_prefix("pub ")).unwrap_or(words);
    visible.strip_prefix("const ").unwrap_or(visible).starts_with("fn ")
}

#[test]
fn nothing_unwraps_outside_tests() {
    let mut wrong = Vec::new();
    for source in sources() {
        let unwraps = source.code().filter(|(_, line)| line.contains(".unwrap()"));
        wrong.extend(unwraps.map(|(number, _)| format!("{}:{number}: `unwrap`", source.path)));
    }
    expect_none(&wrong);
}

#[test]
fn no_german_word_stands_in_the_code() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            let german = literals(line).into_iter().filter(|literal| is_german(literal));
            wrong.extend(german.map(|word| format!("{}:{number}: \"{word}\" belongs into seeds/lexicon", source.path)));
        }
    }
    expect_none(&wrong);
}

/// The string literals of a line; literals over several lines are not seen.
fn literals(line: &str) -> Vec<String> {
    let (mut found, mut open, mut escaped, mut before) = (Vec::new(), None::<String>, false, ' ');
    for letter in line.chars() {
        match &mut open {
            Some(_) if escaped => escaped = false,
            Some(_) if letter == '\\' => escaped = true,
            Some(_) if letter == '"' => found.extend(open.take()),
            Some(literal) => literal.push(letter),
            // `'"'` is a letter, not the beginning of a string.
            None if letter == '"' && before != '\'' => open = Some(String::new()),
            None => {}
        }
        before = letter;
    }
    found
}

/// Whether a literal holds a word with a letter that only German has here; single letters are no words.
fn is_german(literal: &str) -> bool {
    let mut words = literal.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 2);
    words.any(|word| word.contains(['ä', 'ö', 'ü', 'ß', 'Ä', 'Ö', 'Ü']))
}

#[test]
fn no_path_of_a_machine_stands_in_the_project() {
    // Put together here so that this file does not hold what it looks for.
    let paths = ["root", "home", "work", "Users"].map(|folder| format!("/{folder}/"));
    let folders = ["src", "tests", "examples", "seeds", "ontology", "training", ".github", ".ci"];
    let mut wrong = Vec::new();
    for (file, text) in folders.into_iter().filter(|folder| exists(folder)).flat_map(files) {
        let lines = text.lines().enumerate().filter(|(_, line)| paths.iter().any(|path| names(line, path)));
        wrong.extend(lines.map(|(number, _)| format!("{file}:{}: a path of a machine", number + 1)));
    }
    expect_none(&wrong);
}

fn exists(folder: &str) -> bool {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).exists()
}

/// Whether the line holds the path from the root on, not as the end of an address or of a variable.
fn names(line: &str, path: &str) -> bool {
    let starts = |at: usize| !line[..at].ends_with(|before: char| before.is_alphanumeric() || "-_.~}".contains(before));
    line.match_indices(path).any(|(at, _)| starts(at))
}
