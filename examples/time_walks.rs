//! Times the walks of a large graph, and gives its edges and what the walks found to those who measure other programs
//! beside it; or times one export of it and says how much memory that takes. `tests/external/compare_walks.py` runs this
//! and writes `tests/reports/walks.md`.
//!
//! ```sh
//! cargo run --release --example time_walks -- FOLDER [EDGES]
//! cargo run --release --example time_walks -- --export FORMAT FOLDER [EDGES]
//! ```

#![expect(clippy::print_stdout, reason = "figures go to standard output")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use tripel::export::{self, EvidenceForm, Format};
use tripel::ground::{ArticleNode, Evidence, Graph, Label, Node, NodeKind, Object, RelationUse, Statement};
use tripel::query::walk::{DAMPING, Network};
use tripel::relate::{Modality, Polarity};
use tripel::text::{EntityType, Language, Meta, Span};

/// From so many things, shortest ways are counted for betweenness.
const SOURCES: usize = 16;
/// The first formats are those of RDF.
const RDF: usize = 6;
/// A thing has so many edges on average, as in the graph of ten thousand articles.
const EDGES_PER_THING: usize = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    let exports = arguments.next_if_eq("--export").is_some();
    let format = if exports { arguments.next() } else { None };
    let folder = arguments.next().ok_or("name a folder for what is written")?;
    let edges = arguments.next().map_or(Ok(1_000_000), |count| count.parse())?;
    let folder = Path::new(&folder);
    let count = edges / EDGES_PER_THING;
    let edges = invented(count, edges);
    match format {
        Some(format) => export(&graph(count, edges), &format, folder),
        None => walks(count, &edges, folder),
    }
}

/// Edges that are as uneven as those of news: some things are in very many of them. The same on every machine.
fn invented(count: usize, edges: usize) -> Vec<(u32, u32)> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut thing = || {
        // xorshift64*, by Marsaglia and Vigna.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let share = (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64;
        // The power makes low numbers frequent.
        ((share.powf(2.5) * count as f64) as u32 * 7919) % count as u32
    };
    (0..edges).map(|_| (thing(), thing())).collect()
}

fn walks(count: usize, edges: &[(u32, u32)], folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut list = BufWriter::new(File::create(folder.join("edges.tsv"))?);
    edges.iter().try_for_each(|(from, to)| writeln!(list, "{from}\t{to}"))?;
    list.flush()?;
    let network = timed("build", || Network::of_edges(count, edges));
    let ranks = timed("pagerank", || network.page_rank(DAMPING, &[]))?;
    let sources: Vec<usize> = (0..SOURCES).map(|number| number * count / SOURCES).collect();
    let simple = network.simple();
    let between = timed("betweenness", || simple.betweenness(&sources));
    let weak = timed("weak components", || network.components());
    let strong = timed("strong components", || network.knots());
    let mut table = BufWriter::new(File::create(folder.join("found.tsv"))?);
    for vertex in 0..count {
        writeln!(table, "{}\t{}\t{}\t{}", ranks[vertex], between[vertex], weak[vertex], strong[vertex])?;
    }
    Ok(table.flush()?)
}

/// The fastest of three.
fn timed<T>(name: &str, run: impl Fn() -> T) -> T {
    let mut fastest = f64::INFINITY;
    let mut result = None;
    for _ in 0..3 {
        let start = clock();
        result = Some(run());
        fastest = fastest.min(clock() - start);
    }
    println!("{name}\t{fastest:.4}");
    result.expect("it has run three times")
}

/// Writes the graph in a format: the formats of RDF with all evidence, the others as they come.
fn export(graph: &Graph, name: &str, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let format = Format::ALL.into_iter().find(|format| format.name() == name).ok_or("no such format")?;
    let is_rdf = Format::ALL.iter().position(|other| *other == format) < Some(RDF);
    let form = EvidenceForm::usual(format);
    let options = export::Options { evidence: is_rdf, form, language: Language::English, ontology: None };
    forget_peak();
    let (held, start) = (memory("VmRSS:"), clock());
    if matches!(format, Format::Csv | Format::Neo4j | Format::Parquet) {
        export::write_tables(graph, format, options, folder)?;
    } else {
        let mut file = BufWriter::new(File::create(folder.join("tripel").with_extension(name))?);
        export::write(graph, format, options, &mut file)?;
        file.flush()?;
    }
    println!("seconds\t{:.4}\nheld\t{held}\nmost\t{}", clock() - start, memory("VmHWM:"));
    Ok(())
}

/// A graph of companies with these edges, a sentence for each.
fn graph(count: usize, mut edges: Vec<(u32, u32)>) -> Graph {
    let iri = |number: u32| format!("https://tripel.example/id/company/{number:06}");
    edges.sort_unstable();
    let statements = edges.iter().enumerate().map(|(number, (from, to))| statement(number, iri(*from), iri(*to)));
    let nodes = (0..count as u32).map(|number| (iri(number), node(number)));
    let label = Label { text: "supplies".to_owned(), language: None };
    let relations = (0..20).map(|number| (relation(number), RelationUse { labels: vec![label.clone()], open: false }));
    Graph {
        nodes: nodes.collect(),
        relations: relations.collect(),
        statements: statements.collect(),
        articles: BTreeMap::from([(ARTICLE.to_owned(), article())]),
        ..Graph::default()
    }
}

const ARTICLE: &str = "https://tripel.example/id/article/0123456789abcdef";

fn relation(number: usize) -> String {
    format!("https://tripel.example/ontology/relation{}", number % 20)
}

fn node(number: u32) -> Node {
    Node {
        kind: NodeKind::Entity(EntityType::Company),
        types: vec!["https://schema.org/Corporation".to_owned()],
        labels: vec![Label { text: format!("Company {number}"), language: None }],
        alt_labels: Vec::new(),
        same_as: Vec::new(),
        mentions: 1,
        first_seen: "2025-01-02".parse().ok(),
        last_seen: "2025-03-04".parse().ok(),
        value: None,
    }
}

fn statement(number: usize, subject: String, object: String) -> Statement {
    let text = format!("In its report number {number}, the company says that it supplies the other one.");
    let evidence = Evidence {
        article: ARTICLE.to_owned(),
        sentence: Span::new(0, text.len()),
        subject: vec![Span::new(0, 2)],
        predicate: vec![Span::new(60, 68)],
        object: vec![Span::new(69, 78)],
        text,
        confidence: 0.8,
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        speakers: Vec::new(),
        valid: None,
        roles: Vec::new(),
        pattern: "active".to_owned(),
        asserted: true,
    };
    let relation = relation(number);
    Statement { subject, relation, object: Object::Node(object), asserted: true, support: 1, evidence: vec![evidence] }
}

fn article() -> ArticleNode {
    let meta = Meta { title: Some("Companies".to_owned()), published: "2025-01-02".parse().ok(), ..Meta::default() };
    ArticleNode {
        hash: "0123456789abcdef".to_owned(),
        path: "companies.txt".to_owned(),
        meta,
        language: Language::English,
    }
}

/// The seconds that processors have worked for all threads of this process: what else runs on the machine does not
/// change it. Where the system does not tell, the time of day must do.
fn clock() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let worked = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    let worked: u64 = worked.filter_map(|line| line.split(' ').next()?.parse::<u64>().ok()).sum();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
    if worked > 0 { worked as f64 / 1e9 } else { now() }
}

/// Lets the count of the most memory begin anew, where the system can: making the graph is not what is measured.
fn forget_peak() {
    // Elsewhere the peak of making the graph counts too, which is no less than that of writing.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The memory that the process has or had at most, in bytes; 0 where the system does not tell.
fn memory(which: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or_default() * 1024
}
