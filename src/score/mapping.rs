//! How many of the asserted edges carry a relation of the ontology, and how many of these carry the right one, by the
//! judgement of people in a table of names: it holds no sentence, so that it may speak of texts that are not ours.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{ScoreError, Share};
use crate::ground::vocabulary::{DEFAULT_BASE, TRIPEL};
use crate::ground::{Graph, Object, Ontology, Statement, ground};
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::relate::Reading;
use crate::text::Language;

/// What a person says of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Judgement {
    /// The article says it, and the relation is the one that it means.
    Right,
    /// The article links the two, but by another relation.
    Relation,
    /// The article does not say it of the two: the reader went wrong before the mapping did.
    Fact,
}

/// An edge by its names: subject, relation, object.
type Edge = (String, String, String);

/// The edges of one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingScore {
    /// The folder.
    pub name: String,
    /// Of the asserted edges between things, those with a relation of the ontology.
    pub mapped: Share,
    /// Of the judged edges whose two ends the article links, those with the right relation.
    pub right: Share,
    /// Of the judged edges, those that the article states.
    pub stated: Share,
    /// Mapped edges that nobody has judged, with their sentence.
    pub unjudged: Vec<(Edge, String)>,
    /// Open relations with the number of their edges.
    pub open: BTreeMap<String, usize>,
    /// Edges with a wrong relation.
    pub wrong: Vec<Edge>,
}

/// The scores of several folders, which are built into one graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingReport {
    /// One a folder.
    pub folders: Vec<MappingScore>,
}

/// Reads the articles of folders and scores the relations of the graph that all of them give, by the table `judged`:
/// subject, relation, object and `right`, `relation` (another is meant) or `fact` (not stated), parted by tabs.
///
/// # Errors
/// When a folder or the table cannot be read, or a line of the table is not as it should be.
pub fn mapping(
    folders: &[PathBuf],
    judged: &Path,
    lexicon: &Lexicon,
    ontology: &Ontology,
) -> Result<MappingReport, ScoreError> {
    let judged = judgements(judged)?;
    let mut readings: Vec<(usize, Reading)> = Vec::new();
    for (number, folder) in folders.iter().enumerate() {
        readings.extend(read(folder, lexicon)?.into_iter().map(|reading| (number, reading)));
    }
    let all: Vec<Reading> = readings.iter().map(|(_, reading)| reading.clone()).collect();
    let graph = ground(&all, ontology, lexicon, DEFAULT_BASE);
    let of = |number: usize| -> Vec<&str> {
        readings.iter().filter(|(own, _)| *own == number).map(|(_, reading)| reading.hash.as_str()).collect()
    };
    let score = |(number, folder): (usize, &PathBuf)| score(&graph, folder, &of(number), &judged);
    Ok(MappingReport { folders: folders.iter().enumerate().map(score).collect() })
}

/// The judgements of a table, by the names of the edge.
fn judgements(path: &Path) -> Result<BTreeMap<Edge, Judgement>, ScoreError> {
    let text = fs::read_to_string(path)
        .map_err(|error| ScoreError::Unreadable { path: path.to_owned(), why: error.to_string() })?;
    let mut judgements = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let wrong = |what: &str| ScoreError::at(path, number + 1, what);
        let cells: Vec<&str> = line.split('\t').collect();
        let [subject, relation, object, judgement] = cells[..] else { return Err(wrong("there must be 4 cells")) };
        let judgement = match judgement {
            "right" => Judgement::Right,
            "relation" => Judgement::Relation,
            "fact" => Judgement::Fact,
            _ => return Err(wrong("the judgement must be right, relation or fact")),
        };
        judgements.insert((subject.to_owned(), relation.to_owned(), object.to_owned()), judgement);
    }
    Ok(judgements)
}

fn read(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Reading>, ScoreError> {
    let unreadable = |why: String| ScoreError::Unreadable { path: folder.to_owned(), why };
    let entries = fs::read_dir(folder).map_err(|error| unreadable(error.to_string()))?;
    let is_article = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_article).collect();
    files.sort();
    let reading = |file: &PathBuf| {
        let bytes = fs::read(file).map_err(|error| unreadable(error.to_string()))?;
        pipeline::reading(&file.display().to_string(), &bytes, lexicon).map_err(|error| unreadable(error.to_string()))
    };
    files.par_iter().map(reading).collect()
}

fn score(graph: &Graph, folder: &Path, hashes: &[&str], judged: &BTreeMap<Edge, Judgement>) -> MappingScore {
    let mut score = MappingScore {
        name: folder.display().to_string(),
        mapped: Share::default(),
        right: Share::default(),
        stated: Share::default(),
        unjudged: Vec::new(),
        open: BTreeMap::new(),
        wrong: Vec::new(),
    };
    for statement in &graph.statements {
        if let Some(sentence) = asserted_in(graph, statement, hashes) {
            score.count(graph, statement, sentence, judged);
        }
    }
    score
}

/// The first sentence by which an article of the folder asserts an edge; quotes, which lead to words, are no edges.
fn asserted_in<'g>(graph: &'g Graph, statement: &'g Statement, hashes: &[&str]) -> Option<&'g str> {
    let Object::Node(_) = &statement.object else { return None };
    let of_folder =
        |article: &str| graph.articles.get(article).is_some_and(|found| hashes.contains(&found.hash.as_str()));
    let mut evidence = statement.evidence.iter().filter(|one| one.asserted && of_folder(&one.article));
    evidence.next().map(|one| one.text.as_str())
}

impl MappingScore {
    fn count(&mut self, graph: &Graph, statement: &Statement, sentence: &str, judged: &BTreeMap<Edge, Judgement>) {
        let name = |iri: &str| graph.nodes.get(iri).map_or("", |node| node.label(Language::German)).to_owned();
        let Object::Node(object) = &statement.object else { return };
        let relation = statement.relation.strip_prefix(TRIPEL);
        self.mapped.count(relation.is_some());
        let Some(relation) = relation else {
            let open = statement.relation.rsplit('/').next().unwrap_or_default();
            *self.open.entry(open.to_owned()).or_default() += 1;
            return;
        };
        let edge = (name(&statement.subject), relation.to_owned(), name(object));
        let Some(judgement) = judged.get(&edge) else {
            self.unjudged.push((edge, sentence.to_owned()));
            return;
        };
        self.stated.count(*judgement != Judgement::Fact);
        if *judgement != Judgement::Fact {
            self.right.count(*judgement == Judgement::Right);
        }
        if *judgement == Judgement::Relation {
            self.wrong.push(edge);
        }
    }
}

impl MappingReport {
    /// The edges that nobody has judged, as rows of the table to be completed, each under its sentence.
    #[must_use]
    pub fn listing(&self) -> String {
        let rows = self.folders.iter().flat_map(|folder| &folder.unjudged);
        let row = |((subject, relation, object), sentence): &(Edge, String)| {
            [format!("# {sentence}"), format!("{subject}\t{relation}\t{object}\t")]
        };
        rows.flat_map(row).collect::<Vec<_>>().join("\n")
    }

    fn total(&self, share: fn(&MappingScore) -> Share) -> Share {
        let add = |sum: Share, own: Share| Share { right: sum.right + own.right, all: sum.all + own.all };
        self.folders.iter().map(share).fold(Share::default(), add)
    }
}

impl fmt::Display for MappingReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "# From words to relations of the ontology\n")?;
        writeln!(
            formatter,
            "Made by `tripel score mapping`; what is right was judged edge by edge in `tests/mapping_judged.tsv`."
        )?;
        writeln!(
            formatter,
            "Edges are the asserted ones between two things; quotes are left out. *Right* is the share of the edges with"
        )?;
        writeln!(
            formatter,
            "the relation that the sentence means, of those whose ends it links at all; *stated* that of the latter.\n"
        )?;
        writeln!(formatter, "| articles | mapped | right | stated | not judged |\n|---|---|---|---|---|")?;
        for folder in &self.folders {
            let MappingScore { name, mapped, right, stated, unjudged, .. } = folder;
            writeln!(formatter, "| {name} | {mapped} | {right} | {stated} | {} |", unjudged.len())?;
        }
        let [mapped, right, stated] =
            [self.total(|one| one.mapped), self.total(|one| one.right), self.total(|one| one.stated)];
        let unjudged: usize = self.folders.iter().map(|folder| folder.unjudged.len()).sum();
        writeln!(formatter, "| all | {mapped} | {right} | {stated} | {unjudged} |\n")?;
        writeln!(formatter, "## Another relation is meant\n")?;
        for (subject, relation, object) in self.folders.iter().flat_map(|folder| &folder.wrong) {
            writeln!(formatter, "- {subject} — {relation} → {object}")?;
        }
        writeln!(formatter, "\n## Open relations\n")?;
        for folder in &self.folders {
            let open: Vec<String> = folder.open.iter().map(|(name, count)| format!("{name} {count}")).collect();
            writeln!(formatter, "- {}: {}", folder.name, open.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    fn scored(rows: &str) -> MappingScore {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), rows).unwrap();
        let judged = judgements(file.path()).unwrap();
        score(&fixture::graph(), Path::new("demo"), &["a".repeat(64).as_str(), "b".repeat(64).as_str()], &judged)
    }

    #[test]
    fn only_asserted_edges_between_things_count() {
        let score = scored("# nothing judged\n");
        assert_eq!(score.mapped, Share { right: 4, all: 4 });
        assert_eq!(score.unjudged.len(), 4);
    }

    #[test]
    fn an_edge_that_is_not_stated_counts_against_the_reader_and_not_the_mapping() {
        let score = scored("Apple\tmovesProductionTo\tVietnam\tright\nMicrosoft\tshare\t80 %\tfact\n");
        assert_eq!((score.right, score.stated), (Share { right: 1, all: 1 }, Share { right: 1, all: 2 }));
        let score = scored("Apple\tmovesProductionTo\tVietnam\trelation\n");
        assert_eq!((score.right.right, score.wrong.len()), (0, 1));
    }

    #[test]
    fn a_mistake_in_the_table_is_told_with_its_line() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "a\tb\tc\tright\na\tb\tc\tmaybe\n").unwrap();
        assert!(judgements(file.path()).unwrap_err().to_string().contains(":2: the judgement"));
    }
}
