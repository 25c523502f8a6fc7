//! Holds the named things of the graph against lists of the real things that articles speak of: whether two forms of one
//! thing lead to one node, and two forms of two things to two.

mod gold;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gold::{GoldThing, Place, places, read_things};
pub use report::{EntityReport, Unlinked};

use super::ScoreError;
use super::report::Share;
use crate::ground::vocabulary::DEFAULT_BASE;
use crate::ground::{Decisions, Naming, Ontology, Thing, things};
use crate::ingest::ingest;
use crate::lexicon::{Lexicon, ListName};
use crate::pipeline::{self, Analysis};
use crate::recognize::{Mention, MentionKind};
use crate::relate::Reading;
use crate::tag::Upos;
use crate::text::{Language, Span};

/// A list of things with the folder of its articles and their ending.
#[derive(Debug, Clone)]
pub struct EntitySource {
    /// The list.
    pub list: PathBuf,
    /// Where the articles stand.
    pub folder: PathBuf,
    /// What their names end in: `md`.
    pub ending: &'static str,
}

/// An article that was read, with its list.
struct ReadArticle {
    name: String,
    analysis: Analysis,
    reading: Reading,
    things: Vec<GoldThing>,
    places: Vec<Place>,
}

/// A form of an article with the thing that people say it is and the node that the graph makes of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    article: String,
    form: String,
    /// The name in the list; for a form that no list has, the form itself.
    gold: String,
    /// `None` when the program makes nothing of it.
    node: Option<String>,
}

/// Scores the entities of all sources together, as one graph.
///
/// # Errors
/// When a list or an article cannot be read, or they do not fit each other.
pub fn entities(
    sources: &[EntitySource],
    links: &Path,
    lexicon: &Lexicon,
    ontology: &Ontology,
) -> Result<EntityReport, ScoreError> {
    let mut articles = Vec::new();
    for source in sources {
        articles.extend(read(source, lexicon)?);
    }
    let readings: Vec<Reading> = articles.iter().map(|article| article.reading.clone()).collect();
    let naming = Naming { base: DEFAULT_BASE, decisions: &Decisions::default() };
    let things = things(&readings, ontology, lexicon, naming);
    let nodes = nodes(&things);
    let seen: BTreeSet<Seen> = articles.iter().flat_map(|article| seen(article, &nodes)).collect();
    let wanted = wanted_links(links)?;
    let mut report = EntityReport { articles: articles.len(), nodes: things.len(), ..EntityReport::default() };
    (report.precision, report.recall) = pairs(&seen, &mut report);
    report.nameless =
        things.iter().filter(|thing| is_nameless(thing, lexicon)).map(|thing| thing.name.clone()).collect();
    report.unlisted = seen.iter().filter(|one| is_unlisted(one)).map(|one| one.form.clone()).collect();
    link_share(&seen, &wanted, &mut report);
    Ok(report)
}

/// An article by its name, with the places of its things.
pub(super) type Placed = (String, Analysis, Vec<Vec<Span>>);

/// The articles of a list, read, each with the places of its things.
///
/// # Errors
/// When the list or an article cannot be read, or they do not fit each other.
pub(super) fn placed(source: &EntitySource, lexicon: &Lexicon) -> Result<Vec<Placed>, ScoreError> {
    let articles = read(source, lexicon)?.into_iter().map(|article| {
        let of = |thing: usize| article.places.iter().filter(move |place| place.thing == thing).map(|place| place.span);
        let things =
            (0..article.things.len()).map(|thing| of(thing).collect()).filter(|places: &Vec<Span>| !places.is_empty());
        let things = things.collect();
        (article.name, article.analysis, things)
    });
    Ok(articles.collect())
}

/// Reads the articles of a list.
fn read(source: &EntitySource, lexicon: &Lexicon) -> Result<Vec<ReadArticle>, ScoreError> {
    let things = read_things(&source.list)?;
    let names: BTreeSet<&String> = things.iter().map(|thing| &thing.article).collect();
    names.into_iter().map(|name| read_one(source, name, &things, lexicon)).collect()
}

fn read_one(
    source: &EntitySource,
    name: &str,
    things: &[GoldThing],
    lexicon: &Lexicon,
) -> Result<ReadArticle, ScoreError> {
    let path = source.folder.join(name).with_extension(source.ending);
    let unreadable = |why: String| ScoreError::Unreadable { path: path.clone(), why };
    let bytes = std::fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
    let article = ingest(&bytes, lexicon).map_err(|error| unreadable(error.to_string()))?;
    let places = places(things, name, &article.source).map_err(unreadable)?;
    let analysis = pipeline::read(&article, lexicon);
    let reading = pipeline::kept(article, &analysis, pipeline::hash(&bytes), path.display().to_string());
    Ok(ReadArticle { name: name.to_owned(), analysis, reading, things: things.to_vec(), places })
}

/// The node of each thing of each article.
fn nodes(things: &[Thing]) -> BTreeMap<(&str, usize), &str> {
    let pairs = things
        .iter()
        .flat_map(|thing| thing.members.iter().map(|(hash, number)| ((hash.as_str(), *number), thing.iri.as_str())));
    pairs.collect()
}

/// What the program makes of each place of the list that it reads, and of each name that no list has.
fn seen(article: &ReadArticle, nodes: &BTreeMap<(&str, usize), &str>) -> Vec<Seen> {
    let node = |chain: usize| nodes.get(&(article.reading.hash.as_str(), chain)).map(ToString::to_string);
    let sentences = &article.analysis.document.sentences;
    let is_read = |span: Span| sentences.iter().any(|sentence| sentence.span.contains(span));
    let listed = article.places.iter().filter(|place| is_read(place.span)).filter_map(|place| {
        let thing = &article.things[place.thing];
        let counts = thing.is_named() && !is_pronoun(article, place.span);
        counts.then(|| Seen {
            article: article.name.clone(),
            form: place.form.clone(),
            gold: thing.name.clone(),
            node: chain_at(&article.analysis, place.span).and_then(node),
        })
    });
    let mut seen: Vec<Seen> = listed.collect();
    seen.extend(unlisted(article, &node));
    seen
}

fn unlisted<'a>(
    article: &'a ReadArticle,
    node: &'a dyn Fn(usize) -> Option<String>,
) -> impl Iterator<Item = Seen> + 'a {
    let chains = &article.analysis.chains;
    let named = chains.of_mention.iter().map(|(&number, &chain)| (&article.analysis.mentions.mentions[number], chain));
    let unknown = named.filter(|(mention, _)| !article.places.iter().any(|place| place.span.overlaps(mention.span)));
    unknown.map(|(mention, chain)| Seen {
        article: article.name.clone(),
        form: mention.name.clone(),
        gold: format!("?{}", mention.name),
        node: node(chain),
    })
}

fn is_unlisted(seen: &Seen) -> bool {
    seen.gold.starts_with('?')
}

/// Whether a place is nothing but a pronoun.
fn is_pronoun(article: &ReadArticle, span: Span) -> bool {
    let document = &article.analysis.document;
    let mut inside = (0..document.tokens.len()).filter(|&token| span.contains(document.tokens[token].span)).peekable();
    inside.peek().is_some() && inside.all(|token| matches!(article.analysis.tags[token].upos, Upos::Pron | Upos::Det))
}

/// The chain that the program puts a place into: that of the description in it, else of the name that covers most of it.
/// A name inside a compound counts only where the list means just that part.
fn chain_at(analysis: &Analysis, span: Span) -> Option<usize> {
    let mentions = &analysis.mentions.mentions;
    let named = analysis.chains.of_mention.iter().map(|(&number, &chain)| (&mentions[number], chain));
    let overlap = |own: Span| own.end.min(span.end) - own.start.max(span.start);
    let fits = |mention: &Mention| {
        let own = mention.span;
        matches!(mention.kind, MentionKind::Entity(_))
            && (own.contains(span) || span.contains(own) && (!mention.in_compound || own == span))
    };
    let named = named.filter(|(mention, _)| fits(mention));
    let best = named.max_by_key(|(mention, _)| (overlap(mention.span), std::cmp::Reverse(mention.span.len())));
    let inside = |token: usize| span.contains(analysis.document.tokens[token].span);
    let tokens = 0..analysis.document.tokens.len();
    let described = tokens.filter(|&token| inside(token)).find_map(|token| analysis.chains.at(token));
    described.or(best.map(|(_, chain)| chain))
}

/// Of the pairs of forms that share a node, those of one thing; of the pairs of one thing, those that share a node.
fn pairs(seen: &BTreeSet<Seen>, report: &mut EntityReport) -> (Share, Share) {
    let (mut precision, mut recall) = (Share::default(), Share::default());
    let all: Vec<&Seen> = seen.iter().collect();
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            let same_node = one.node.is_some() && one.node == other.node;
            let same_thing = one.gold == other.gold;
            if same_node {
                precision.count(same_thing);
            }
            if same_thing && !is_unlisted(one) {
                recall.count(same_node);
            }
        }
    }
    report.false_merges = apart(seen.iter().filter_map(|one| Some((one.node.clone()?, one.gold.as_str(), one))));
    report.missed_merges = apart(
        seen.iter()
            .filter(|one| !is_unlisted(one))
            .map(|one| (one.gold.clone(), one.node.as_deref().unwrap_or("nothing"), one)),
    );
    (precision, recall)
}

/// The groups whose members are not all alike, each with its kinds and where they stand.
fn apart<'a>(members: impl Iterator<Item = (String, &'a str, &'a Seen)>) -> Vec<String> {
    let mut groups: BTreeMap<String, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for (group, kind, seen) in members {
        groups.entry(group).or_default().entry(kind).or_default().push(format!("{} ({})", seen.form, seen.article));
    }
    let mixed = groups.into_iter().filter(|(_, kinds)| kinds.len() > 1);
    mixed.map(|(group, kinds)| format!("{group}: {}", kinds_of(kinds))).collect()
}

/// The kinds of a group, the largest first, which is told without its places.
fn kinds_of(kinds: BTreeMap<&str, Vec<String>>) -> String {
    let mut kinds: Vec<(&str, Vec<String>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, places)| (std::cmp::Reverse(places.len()), *kind));
    let rest: Vec<String> =
        kinds.iter().skip(1).map(|(kind, places)| format!("; {kind}: {}", places.join(", "))).collect();
    format!("{} times {}{}", kinds[0].1.len(), kinds[0].0, rest.concat())
}

/// Whether a node has nothing but pronouns or common nouns for names.
fn is_nameless(thing: &Thing, lexicon: &Lexicon) -> bool {
    let lists = [ListName::Description, ListName::Role, ListName::KindNoun];
    let common = |language: Language| lists.iter().any(|&list| lexicon.list(list, language).contains(&thing.name));
    let small = |language: Language| lexicon.is_function_word(&thing.name, language);
    let lower = !thing.name.contains(|letter: char| letter.is_uppercase() || letter.is_numeric());
    lower || Language::ALL.into_iter().any(|language| small(language) || common(language))
}

/// The identifiers that things must have, by their names in the lists.
fn wanted_links(path: &Path) -> Result<BTreeMap<String, String>, ScoreError> {
    let lines = super::conllu::lines(path)?;
    let rows = lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let row = |(number, line): (usize, &String)| {
        let (name, iri) =
            line.split_once('\t').ok_or_else(|| ScoreError::at(path, number + 1, "not two columns: thing, IRI"))?;
        Ok((name.to_owned(), iri.to_owned()))
    };
    rows.map(row).collect()
}

/// Counts the forms of things with an identifier that lead to it.
fn link_share(seen: &BTreeSet<Seen>, wanted: &BTreeMap<String, String>, report: &mut EntityReport) {
    for one in seen {
        if let Some(iri) = wanted.get(&one.gold) {
            report.linked.count(one.node.as_ref() == Some(iri));
            if one.node.as_ref() != Some(iri) {
                let name = format!("{} ({})", one.form, one.article);
                report.unlinked.push(Unlinked { name, wanted: iri.clone(), got: one.node.clone() });
            }
        }
        if !is_unlisted(one) {
            report.forms += 1;
            report.things.insert(one.gold.clone());
            report.found.count(one.node.is_some());
        }
    }
}
