//! What holds of every format, on a small graph with awkward names in it.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};

use super::{EvidenceForm, Format, Options, write, write_tables};
use crate::ground::{Graph, Label, Measure, Ontology};
use crate::store::fixture;
use crate::text::Language;

const BARE: Options<'_> =
    Options { evidence: false, form: EvidenceForm::Rdf12, language: Language::German, ontology: None };
const FULL: Options<'_> =
    Options { evidence: true, form: EvidenceForm::Rdf12, language: Language::English, ontology: None };

/// The small graph, with a name that every format must escape in its own way.
fn graph() -> Graph {
    let mut graph = fixture::graph();
    let text = "A&B <\"Söhne\">, \\ Co.\u{1}\n😀".to_owned();
    if let Some(node) = graph.nodes.get_mut(fixture::APPLE) {
        node.labels = vec![Label { text, language: None }];
    }
    graph
}

fn text(graph: &Graph, format: Format, options: Options<'_>) -> String {
    let mut out = Vec::new();
    write(graph, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn quads(text: &str, format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(text.as_bytes());
    quads.map(|quad| quad.unwrap().to_string()).collect()
}

#[test]
fn nquads_and_trig_give_back_every_quad_of_the_store() {
    let graph = graph();
    let expected: BTreeSet<String> = crate::store::quads(&graph).iter().map(ToString::to_string).collect();
    assert_eq!(quads(&text(&graph, Format::NQuads, FULL), RdfFormat::NQuads), expected);
    assert_eq!(quads(&text(&graph, Format::TriG, FULL), RdfFormat::TriG), expected);
}

#[test]
fn the_formats_of_triples_agree() {
    let graph = graph();
    for options in [BARE, FULL] {
        let lines = quads(&text(&graph, Format::NTriples, options), RdfFormat::NTriples);
        assert_eq!(quads(&text(&graph, Format::Turtle, options), RdfFormat::Turtle), lines);
    }
}

#[test]
fn without_evidence_nothing_speaks_of_sentences() {
    for format in Format::ALL.into_iter().take(6) {
        let text = text(&graph(), format, BARE);
        assert!(!text.contains("reifies") && !text.contains("confidence") && !text.contains("prov#"), "{text}");
        assert!(text.contains("movesProductionFrom"), "{text}");
    }
}

#[test]
fn what_is_only_planned_is_written_only_with_evidence() {
    let opens = "https://tripel.example/ontology/opens";
    for format in [Format::GraphMl, Format::Gexf, Format::Csv] {
        assert!(!text(&graph(), format, BARE).contains(opens));
        assert!(text(&graph(), format, FULL).contains(opens));
    }
}

#[test]
fn reification_carries_evidence_without_triple_terms() {
    let graph = graph();
    let statement = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>";
    let options = Options { form: EvidenceForm::Reification, ..FULL };
    let jsonld = RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() };
    for (format, parser) in
        [(Format::RdfXml, RdfFormat::RdfXml), (Format::JsonLd, jsonld), (Format::NQuads, RdfFormat::NQuads)]
    {
        let quads = quads(&text(&graph, format, options), parser);
        assert!(quads.iter().any(|quad| quad.contains(statement)));
        assert!(quads.iter().all(|quad| !quad.contains("<<(")));
    }
}

#[test]
fn in_named_graphs_every_piece_of_evidence_has_a_graph_with_its_triple() {
    let graph = graph();
    let options = Options { form: EvidenceForm::NamedGraphs, ..FULL };
    let quads = quads(&text(&graph, Format::NQuads, options), RdfFormat::NQuads);
    assert!(quads.iter().all(|quad| !quad.contains("<<(")));
    let evidence: usize = graph.statements.iter().map(|statement| statement.evidence.len()).sum();
    let graphs: BTreeSet<&str> = quads.iter().filter_map(|quad| quad.rsplit(' ').next()).collect();
    assert_eq!(graphs.iter().filter(|graph| graph.contains("/evidence/")).count(), evidence);
}

#[test]
fn a_form_fits_the_formats_that_can_carry_it() {
    for format in Format::ALL {
        assert!(EvidenceForm::usual(format).fits(format), "{}", format.name());
    }
    assert!(!EvidenceForm::NamedGraphs.fits(Format::Turtle) && !EvidenceForm::Rdf12.fits(Format::RdfXml));
}

#[test]
fn every_format_writes_the_same_twice() {
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Parquet) {
        let options = Options { form: EvidenceForm::usual(format), ..FULL };
        assert_eq!(text(&graph(), format, options), text(&graph(), format, options), "{}", format.name());
    }
}

#[test]
fn every_format_takes_an_empty_graph() {
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Parquet) {
        text(&Graph::default(), format, BARE);
    }
}

#[test]
fn xml_is_well_formed_whatever_the_names() {
    for format in [Format::GraphMl, Format::Gexf, Format::RdfXml] {
        let text = text(&graph(), format, Options { form: EvidenceForm::usual(format), ..FULL });
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert!(!text.contains('\u{1}'), "{text}");
    }
}

#[test]
fn the_tables_have_a_row_for_each_node_and_edge() {
    let folder = tempfile::tempdir().unwrap();
    let graph = graph();
    write_tables(&graph, Format::Csv, FULL, folder.path()).unwrap();
    let rows =
        |name: &str| csv::Reader::from_path(folder.path().join(name)).unwrap().records().map(Result::unwrap).count();
    assert_eq!(rows("nodes.csv"), graph.nodes.len());
    // One of the statements says words, and has no second node.
    assert_eq!(rows("edges.csv"), graph.statements.len() - 1);
    let edges = std::fs::read_to_string(folder.path().join("edges.csv")).unwrap();
    let named = edges.starts_with("Source,Target,Type,Kind,Id,Label,Weight,");
    assert!(named && edges.contains(",Directed,tripel:movesProductionFrom,"), "{edges}");
}

#[test]
fn turtle_has_an_empty_line_before_each_subject() {
    let text = text(&graph(), Format::Turtle, BARE);
    assert!(text.contains(" .\n\n# Microsoft\nwd:Q2283 a schema:Thing ;\n\trdfs:label"), "{text}");
}

#[test]
fn json_ld_gives_back_every_quad_of_the_store() {
    let graph = graph();
    let jsonld = RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() };
    for form in [EvidenceForm::Reification, EvidenceForm::NamedGraphs] {
        let options = Options { form, ..FULL };
        let expected = quads(&text(&graph, Format::NQuads, options), RdfFormat::NQuads);
        let text = text(&graph, Format::JsonLd, options);
        assert_eq!(quads(&text, jsonld), expected, "{text}");
        assert!(text.contains("\"@context\"") && text.contains("\"@id\": \"wd:Q2283\""), "{text}");
    }
}

#[test]
fn what_walks_found_is_carried_by_every_table() {
    let mut graph = graph();
    graph.measures.insert(Measure::Betweenness, [(fixture::APPLE.to_owned(), 0.125)].into());
    for format in [Format::GraphMl, Format::Gexf] {
        let text = text(&graph, format, BARE);
        assert!(text.contains("betweenness") && text.contains("0.125"), "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    write_tables(&graph, Format::Neo4j, BARE, folder.path()).unwrap();
    let nodes = std::fs::read_to_string(folder.path().join("nodes.csv")).unwrap();
    let head =
        "iri:ID,:LABEL,name,first_seen:date,last_seen:date,degree:int,pagerank:double,mentions:int,betweenness:double";
    assert_eq!(nodes.lines().next(), Some(head));
    assert!(text(&graph, Format::Turtle, BARE).contains("tripel:betweenness"));
}

#[test]
fn gephi_gets_places_sizes_and_kinds() {
    let text = text(&graph(), Format::Gexf, BARE);
    assert_eq!(text.matches("<viz:position").count(), graph().nodes.len());
    assert_eq!(text.matches("<viz:size").count(), graph().nodes.len());
    assert!(text.contains("kind=\"tripel:movesProductionFrom\""), "{text}");
}

#[test]
fn a_picture_names_what_it_shows_and_leaves_out_what_has_no_edge() {
    let text = text(&graph(), Format::Svg, BARE);
    assert!(text.contains(">Microsoft</tspan>") && text.contains("&lt;"), "{text}");
    assert!(!text.contains(fixture::NIKKEI), "{text}");
    let mut reader = quick_xml::Reader::from_str(&text);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[test]
fn the_legend_is_in_the_language_of_the_reader() {
    let ontology = Ontology::embedded().unwrap();
    let mut graph = graph();
    let person = "https://schema.org/Person".to_owned();
    graph.nodes.values_mut().for_each(|node| node.types = vec![person.clone()]);
    for (language, name) in [(Language::German, "Mensch"), (Language::English, "person")] {
        let text = text(&graph, Format::Svg, Options { language, ontology: Some(&ontology), ..BARE });
        assert!(text.contains(&format!("fill=\"#444444\">{name}</text>")), "{text}");
    }
    assert!(text(&graph, Format::Svg, BARE).contains(">Person</text>"));
}

#[test]
fn a_page_needs_nothing_but_itself() {
    let text = text(&graph(), Format::Html, FULL);
    assert!(!text.contains("src=") && !text.contains("<link"), "{text}");
    assert!(text.contains("Laut Nikkei verlagert Microsoft"), "{text}");
}
