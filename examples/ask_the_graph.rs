//! Makes a graph of the demo articles in memory, and asks it in three ways: by hand, in SPARQL, and for the sentences
//! behind an edge.
//!
//! ```text
//! cargo run --release --example ask_the_graph
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::fs;
use std::path::Path;

use tripel::ground::vocabulary::DEFAULT_BASE;
use tripel::ground::{Object, Ontology, ground};
use tripel::lexicon::Lexicon;
use tripel::text::Language;
use tripel::{pipeline, query, store};

fn main() -> anyhow::Result<()> {
    // A reading is what is kept of an article; the graph is a function of the readings and nothing else.
    let lexicon = Lexicon::embedded();
    let mut readings = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            readings.push(pipeline::reading(&path.display().to_string(), &fs::read(&path)?, &lexicon)?);
        }
    }
    let ontology = Ontology::embedded()?;
    let graph = ground(&readings, &ontology, &lexicon, DEFAULT_BASE);
    println!("{} things, {} edges", graph.nodes.len(), graph.statements.len());

    // By hand: the graph is plain data. Which edges have the most sources?
    let mut edges: Vec<_> = graph.statements.iter().filter(|statement| statement.asserted).collect();
    edges.sort_by_key(|statement| std::cmp::Reverse(statement.support));
    for statement in edges.iter().take(3) {
        let object = match &statement.object {
            Object::Node(iri) => graph.nodes[iri].label(Language::English),
            Object::Text(text, _) => text,
        };
        let subject = graph.nodes[&statement.subject].label(Language::English);
        let relation = graph.relations[&statement.relation].label(Language::English);
        println!("\n{subject} — {relation} → {object}, from {} sources", statement.support);

        // Every edge can show the sentences that it stands on.
        for evidence in &statement.evidence {
            println!("  {}", evidence.text);
        }
    }

    // In SPARQL: the same graph as RDF, in an embedded store. The prefixes of tripel are known.
    let dataset = store::dataset(&graph, ontology.triples());
    let question = "SELECT ?who ?where { ?a tripel:movesProductionTo ?b .
                    ?a rdfs:label ?who . ?b rdfs:label ?where FILTER(lang(?where) IN ('', 'en')) }";
    let answer = query::sparql(&dataset, question, DEFAULT_BASE, query::Limits::default())?;
    println!("\n{}", query::table(&answer, &dataset, DEFAULT_BASE, Language::English, None));
    Ok(())
}
