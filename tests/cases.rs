//! Runs the cases that stand in Markdown under `tests/cases/<room>/<de|en>/`: a heading, a quoted text, a fenced block
//! with what the room makes of it. `TRIPEL_RENEW=1 cargo test --test cases` writes the blocks anew.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libtest_mimic::{Arguments, Failed, Trial};
use tripel::lexicon::Lexicon;
use tripel::pipeline;
use tripel::recognize::{Bound, Mention, MentionKind, Unit, amount, date};
use tripel::relate::{Argument, Polarity, Predicate, RoleKind, Tense, Term};
use tripel::text::{Article, Block, BlockKind, CalendarDate, Document, Language, Meta, Span};

/// How a room shows what it makes of a case.
type Render = fn(&Case) -> String;

/// The rooms with cases; a new one is a line here and a function below.
const ROOMS: &[(&str, Render)] = &[
    ("ingest", ingest),
    ("names", names),
    ("open", open),
    ("recognize", recognize),
    ("relate", relate),
    ("resolve", resolve),
    ("tokenize", tokenize),
];

/// The lexicon, opened once for all cases.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// A case of a file.
struct Case {
    heading: String,
    /// The date of the article, from a line `published: 2025-04-17` above the text.
    published: Option<CalendarDate>,
    language: Language,
    text: String,
    expected: String,
    /// Where the expected lines stand in the file.
    place: Range<usize>,
}

fn main() {
    let arguments = Arguments::from_args();
    let files = files();
    if std::env::var_os("TRIPEL_RENEW").is_some() {
        for (path, render, language) in &files {
            renew(path, *render, *language);
        }
    }
    let trials = files.iter().flat_map(|(path, render, language)| trials(path, *render, *language)).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// The files of all rooms, sorted.
fn files() -> Vec<(PathBuf, Render, Language)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files = Vec::new();
    for (room, render) in ROOMS {
        for language in Language::ALL {
            let Ok(entries) = std::fs::read_dir(root.join(room).join(language.code())) else { continue };
            let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
            let markdown = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
            files.extend(markdown.map(|path| (path, *render, language)));
        }
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

fn trials(path: &Path, render: Render, language: Language) -> Vec<Trial> {
    let name = path.components().rev().take(3).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let name = name.collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/");
    let trial = |case: Case| Trial::test(format!("{name}: {}", case.heading), move || check(&case, render));
    cases(&read(path), language).into_iter().map(trial).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a case file can be read")
}

fn check(case: &Case, render: Render) -> Result<(), Failed> {
    let actual = render(case);
    if actual.trim_end() == case.expected.trim_end() {
        return Ok(());
    }
    Err(format!("\n> {}\nexpected:\n{}\nactual:\n{actual}", case.text, case.expected).into())
}

fn renew(path: &Path, render: Render, language: Language) {
    let mut text = read(path);
    for case in cases(&text, language).into_iter().rev() {
        let actual = render(&case);
        text.replace_range(case.place.clone(), &format!("{}\n", actual.trim_end()));
    }
    std::fs::write(path, text).expect("a case file can be written");
}

/// The cases of a file. Text before the first heading is for the reader.
fn cases(file: &str, language: Language) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fenced = false;
    let mut at = 0;
    for line in file.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        if let Some(heading) = bare.strip_prefix("## ").filter(|_| !fenced) {
            cases.push(Case {
                heading: heading.to_owned(),
                published: None,
                language,
                text: String::new(),
                expected: String::new(),
                place: 0..0,
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if bare.starts_with("```") {
            fenced = !fenced;
            if fenced {
                case.place = at..at;
            }
        } else if fenced {
            case.expected.push_str(line);
            case.place.end = start + line.len();
        } else if let Some(quoted) = bare.strip_prefix('>') {
            let _ = writeln!(case.text, "{}", quoted.strip_prefix(' ').unwrap_or(quoted));
        } else if let Some(date) = bare.strip_prefix("published: ") {
            case.published = Some(date.parse().expect("the date of a case is a date"));
        }
    }
    cases
}

/// The document of a case: each line of its text is a paragraph of prose.
fn document(case: &Case) -> Document {
    tripel::tokenize::tokenize(&article(case), &LEXICON)
}

fn article(case: &Case) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in case.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let span = Span::new(at, at + line.trim_end().len());
            blocks.push(Block { span, kind: BlockKind::Prose, language: case.language });
        }
        at += line.len();
    }
    Article {
        source: case.text.clone(),
        meta: Meta { published: case.published, ..Meta::default() },
        language: case.language,
        blocks,
        tables: Vec::new(),
        diagnostics: Vec::new(),
    }
}

/// The kinds of the blocks with their text, what is known, the cells of tables.
fn ingest(case: &Case) -> String {
    let article = match tripel::ingest::ingest(case.text.as_bytes(), &LEXICON) {
        Ok(article) => article,
        Err(error) => return error.to_string(),
    };
    let mut lines = String::new();
    for block in &article.blocks {
        let foreign =
            if block.language == article.language { String::new() } else { format!(" ({})", block.language.code()) };
        let _ = writeln!(lines, "{:?}{foreign}: {}", block.kind, block.span.of(&article.source).replace('\n', " ⏎ "));
    }
    let rows = article.tables.iter().flat_map(|table| std::iter::once(&table.header).chain(&table.rows));
    for row in rows {
        let cells: Vec<&str> = row.iter().map(|cell| cell.of(&article.source)).collect();
        let _ = writeln!(lines, "row: {}", cells.join(" | "));
    }
    let meta = &article.meta;
    let published = meta.published.map(|date| date.to_string());
    let known = [
        ("title", &meta.title),
        ("author", &meta.author),
        ("published", &published),
        ("publisher", &meta.publisher),
        ("url", &meta.url),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            let _ = writeln!(lines, "{name} = {value}");
        }
    }
    lines
}

/// One sentence a line, its tokens with blanks between them.
fn tokenize(case: &Case) -> String {
    let document = document(case);
    let forms = |tokens: Range<usize>| {
        document.tokens[tokens].iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    document.sentences.iter().map(|sentence| forms(sentence.tokens.clone()) + "\n").collect()
}

/// The times and amounts, in the order of the text.
fn recognize(case: &Case) -> String {
    let document = document(case);
    let mut mentions = date::find(&document, &LEXICON);
    mentions.extend(amount::find(&document, &LEXICON));
    mentions.sort_by_key(|mention| mention.tokens.start);
    if mentions.is_empty() { "nothing\n".to_owned() } else { mentions.iter().map(mention).collect() }
}

fn mention(mention: &Mention) -> String {
    let value = match mention.kind {
        MentionKind::Time(when) => format!("time {when}"),
        MentionKind::Amount(amount) => {
            let bound = match amount.bound {
                Bound::Exact => "",
                Bound::About => "about ",
                Bound::AtLeast => "at least ",
                Bound::AtMost => "at most ",
            };
            let unit = match amount.unit {
                Unit::Currency(code) => String::from_utf8_lossy(&code).into_owned(),
                Unit::Measure(symbol) => symbol.as_str().to_owned(),
                unit => format!("{unit:?}").to_lowercase(),
            };
            let upper = amount.upper.map(|upper| format!("–{upper}")).unwrap_or_default();
            format!("{bound}{}{upper} {unit}", amount.value)
        }
        other => format!("{other:?}"),
    };
    format!("{} → {value}\n", mention.name)
}

/// One line a fact: what it says, then how the text states it, then the pattern.
fn relate(case: &Case) -> String {
    let analysis = pipeline::read(&article(case), &LEXICON);
    let name = |argument: &Argument| match &argument.term {
        Term::Entity(number) => analysis.facts.entities[*number].name.clone(),
        Term::Concept { label, .. } => label.clone(),
        _ => argument.text.clone(),
    };
    let mut lines = String::new();
    for fact in &analysis.facts.facts {
        let mut stated: Vec<String> = Vec::new();
        stated.extend((fact.polarity == Polarity::Negative).then(|| "not".to_owned()));
        stated.push(fact.modality.name().to_owned());
        stated.extend(
            (fact.tense == Tense::Past && fact.roles.iter().any(|role| role.kind == RoleKind::Position))
                .then(|| "former".to_owned()),
        );
        stated.extend(fact.time.map(|time| time.to_string()));
        stated.extend(fact.attribution.iter().map(|source| format!("{} {}", source.marker, name(&source.speaker))));
        let (subject, object) = (name(&fact.subject), name(&fact.object));
        let _ = writeln!(
            lines,
            "{subject} — {} → {object}  [{}; {}]",
            relation(&fact.predicate),
            stated.join(", "),
            fact.pattern
        );
    }
    if lines.is_empty() { "nothing".to_owned() } else { lines }
}

/// One thing a line: its name, then the words that speak of it in the order of the text.
fn resolve(case: &Case) -> String {
    let analysis = pipeline::read(&article(case), &LEXICON);
    let chains = &analysis.chains;
    let words = |number: usize| {
        let named = chains.chains[number].mentions.iter().map(|&mention| analysis.mentions.mentions[mention].span);
        let described = chains.of_token.iter().filter(|(_, chain)| **chain == number);
        let mut spans: Vec<Span> =
            named.chain(described.map(|(&token, _)| analysis.document.tokens[token].span)).collect();
        spans.sort_by_key(|span| span.start);
        spans.iter().map(|span| span.of(&analysis.document.source)).collect::<Vec<_>>().join(" | ")
    };
    let lines = (0..chains.chains.len()).map(|number| format!("{}: {}\n", chains.chains[number].name, words(number)));
    lines.collect()
}

/// One triple a line, with what it was read from.
fn open(case: &Case) -> String {
    let triples = pipeline::read(&article(case), &LEXICON).triples(&LEXICON);
    let lines = triples.iter().map(|triple| format!("{triple}  [{}]\n", triple.family.name()));
    let lines: String = lines.collect();
    if lines.is_empty() { "nothing".to_owned() } else { lines }
}

fn relation(predicate: &Predicate) -> String {
    let reflexive = predicate.reflexive.then_some("sich");
    let parts =
        [reflexive, Some(predicate.lemma.as_str()), predicate.noun.as_deref(), predicate.preposition.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// One line a name or office: how it is written, its dictionary form where that differs, its type; `in` a compound.
fn names(case: &Case) -> String {
    let document = document(case);
    let encoding = tripel::encode::encode(&document, &LEXICON);
    let tags = tripel::tag::tag(&document, &encoding, &LEXICON);
    let found = tripel::recognize::recognize(&document, &encoding, &tags, &LEXICON).mentions;
    found.iter().filter_map(|mention| name(mention, &document.source)).fold(String::new(), |mut lines, line| {
        let _ = writeln!(lines, "{line}");
        lines
    })
}

fn name(mention: &Mention, source: &str) -> Option<String> {
    let kind = match mention.kind {
        MentionKind::Entity(kind) => format!("{kind:?}").to_lowercase(),
        MentionKind::Role => "role".to_owned(),
        MentionKind::Time(_) | MentionKind::Amount(_) => return None,
    };
    let written = mention.span.of(source);
    let form = if written == mention.name { String::new() } else { format!(" = {}", mention.name) };
    let place = if mention.in_compound { " in a compound" } else { "" };
    Some(format!("{written}{form} → {kind}{place}"))
}
