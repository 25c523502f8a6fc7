//! Readings made by hand, and what the graph makes of them.

use super::*;
use crate::recognize::{Amount, Unit};
use crate::relate::{
    Argument, Attribution, Entity, Fact, Facts, Form, Modality, Polarity, Predicate, Role, RoleKind, Tense, Term,
};
use crate::text::{EntityType, Interval, Meta, Span};

const BASE: &str = vocabulary::DEFAULT_BASE;

pub(super) fn entity(name: &str, kind: EntityType) -> Entity {
    let form = Form { name: name.to_owned(), spans: vec![Span::new(0, 1)], language: Language::German };
    Entity { name: name.to_owned(), kind, forms: vec![form] }
}

fn argument(term: Term, text: &str) -> Argument {
    Argument { spans: vec![Span::new(0, 1)], text: text.to_owned(), term }
}

pub(super) fn named(number: usize) -> Argument {
    argument(Term::Entity(number), "")
}

pub(super) fn concept(head: &str) -> Argument {
    argument(Term::Concept { label: head.to_owned(), head: head.to_owned() }, head)
}

/// A fact between two named things.
pub(super) fn of_lemma(lemma: &str) -> Fact {
    fact(named(0), lemma, None, named(1))
}

pub(super) fn fact(subject: Argument, lemma: &str, preposition: Option<&str>, object: Argument) -> Fact {
    let predicate = Predicate {
        lemma: lemma.to_owned(),
        reflexive: false,
        noun: None,
        preposition: preposition.map(str::to_owned),
        spans: vec![Span::new(2, 3)],
        text: lemma.to_owned(),
    };
    Fact {
        subject,
        predicate,
        object,
        roles: Vec::new(),
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        tense: Tense::Present,
        attribution: Vec::new(),
        time: None,
        confidence: 0.9,
        pattern: "clause".to_owned(),
        sentence: Span::new(0, 4),
        language: Language::German,
    }
}

pub(super) fn reading(hash: &str, entities: Vec<Entity>, facts: Vec<Fact>) -> Reading {
    Reading {
        hash: hash.to_owned(),
        path: format!("{hash}.txt"),
        version: "0".to_owned(),
        meta: Meta::default(),
        language: Language::German,
        source: "Satz".to_owned(),
        sentences: 1,
        facts: Facts { entities, facts, ..Facts::default() },
        diagnostics: Vec::new(),
    }
}

fn graph(readings: &[Reading]) -> Graph {
    ground(readings, &Ontology::embedded().unwrap(), &Lexicon::embedded(), BASE)
}

/// The edges as `subject relation object` by labels and local names.
fn edges(graph: &Graph) -> Vec<String> {
    let name = |iri: &str| graph.nodes[iri].label(Language::German).to_owned();
    let object = |object: &Object| match object {
        Object::Node(iri) => name(iri),
        Object::Text(text, _) => format!("“{text}”"),
    };
    let local = |iri: &str| iri.rsplit('/').next().unwrap_or(iri).to_owned();
    let edge = |edge: &Statement| format!("{} {} {}", name(&edge.subject), local(&edge.relation), object(&edge.object));
    let mut edges: Vec<String> = graph.statements.iter().map(edge).collect();
    edges.sort();
    edges
}

fn one(entities: Vec<Entity>, fact: Fact) -> Vec<String> {
    edges(&graph(&[reading("a", entities, vec![fact])]))
}

fn firms() -> Vec<Entity> {
    vec![entity("Microsoft", EntityType::Company), entity("China", EntityType::Country)]
}

#[test]
fn moving_production_needs_something_that_is_produced() {
    let mut moving = fact(named(0), "verlagern", Some("aus"), named(1));
    assert_eq!(one(firms(), moving.clone()), ["Microsoft verlagern_aus China"]);
    moving.roles.push(Role { kind: RoleKind::Object, preposition: None, argument: concept("Serverfertigung") });
    assert_eq!(one(firms(), moving), ["Microsoft movesProductionFrom China"]);
}

#[test]
fn a_president_holds_the_position_and_leads() {
    let people = vec![entity("Microsoft", EntityType::Company), entity("Brad Smith", EntityType::Person)];
    let mut title = fact(named(1), "Präsident", None, named(0));
    title.pattern = "title".to_owned();
    let graph = graph(&[reading("a", people, vec![title])]);
    assert_eq!(edges(&graph), ["Brad Smith holdsPosition Microsoft", "Brad Smith leads Microsoft"]);
    let position = (RoleKind::Position, Object::Text("Präsident".to_owned(), Language::German));
    let held = graph.statements.iter().find(|edge| edge.relation.ends_with("holdsPosition")).unwrap();
    assert_eq!(held.evidence[0].roles, [position]);
}

#[test]
fn a_former_president_leads_nothing() {
    let people = vec![entity("Microsoft", EntityType::Company), entity("Brad Smith", EntityType::Person)];
    let mut title = fact(named(1), "Präsident", None, named(0));
    title.tense = Tense::Past;
    assert_eq!(one(people, title), ["Brad Smith heldPosition Microsoft"]);
}

#[test]
fn a_broken_domain_leaves_the_relation_open() {
    let founding = fact(concept("Winter"), "kaufen", None, named(0));
    assert_eq!(one(firms(), founding), ["Winter kaufen Microsoft"]);
}

#[test]
fn what_only_somebody_says_is_not_asserted() {
    let mut planned = fact(named(0), "entwickeln", None, concept("Chip"));
    planned.modality = Modality::Planned;
    let mut said = fact(named(0), "nutzen", None, concept("Cloud"));
    said.attribution.push(Attribution { speaker: named(1), marker: "laut".to_owned() });
    let graph = graph(&[reading("a", firms(), vec![planned, said])]);
    assert!(graph.statements.iter().all(|edge| !edge.asserted && edge.support == 1));
    let speakers: Vec<_> = graph.statements.iter().flat_map(|edge| &edge.evidence[0].speakers).collect();
    assert_eq!(
        speakers,
        [&Object::Node(
            graph.nodes.keys().find(|iri| iri.ends_with("Q148") || iri.ends_with("china")).unwrap().clone()
        )]
    );
}

#[test]
fn one_edge_of_two_articles_has_two_sources() {
    let using = fact(named(0), "nutzen", None, concept("Cloud"));
    let one = graph(&[reading("a", firms(), vec![using.clone(), using.clone()])]);
    assert_eq!((one.statements[0].support, one.statements[0].evidence.len()), (1, 1));
    let two = graph(&[reading("a", firms(), vec![using.clone()]), reading("b", firms(), vec![using])]);
    assert_eq!((two.statements.len(), two.statements[0].support, two.statements[0].evidence.len()), (1, 2, 2));
}

#[test]
fn a_last_name_is_the_only_person_who_has_it() {
    let person = |hash, name| {
        let facts = vec![fact(named(0), "drohen", None, named(1))];
        reading(hash, vec![entity(name, EntityType::Person), entity("China", EntityType::Country)], facts)
    };
    let two = graph(&[person("a", "Smith"), person("b", "Brad Smith")]);
    assert_eq!(edges(&two), ["Brad Smith threatens China"]);
    let three = graph(&[person("a", "Smith"), person("b", "Brad Smith"), person("c", "Adam Smith")]);
    assert_eq!(edges(&three).len(), 3);
}

#[test]
fn legal_forms_and_genitives_make_no_second_firm() {
    let firm = |hash, name| {
        let facts = vec![fact(named(0), "entwickeln", None, concept("Chip"))];
        reading(hash, vec![entity(name, EntityType::Company)], facts)
    };
    let three = graph(&[firm("a", "Siemens AG"), firm("b", "Siemens"), firm("c", "Siemens'")]);
    assert_eq!(three.statements.len(), 1);
    assert_eq!(three.statements[0].support, 3);
}

#[test]
fn a_partnership_is_one_edge_from_either_end() {
    let firms = vec![entity("Capgemini", EntityType::Company), entity("Orange", EntityType::Company)];
    let there = fact(named(0), "kooperieren", Some("mit"), named(1));
    let back = fact(named(1), "kooperieren", Some("mit"), named(0));
    let graph = graph(&[reading("a", firms.clone(), vec![there]), reading("b", firms, vec![back])]);
    assert_eq!(graph.statements.len(), 1);
    assert_eq!(graph.statements[0].support, 2);
}

#[test]
fn quotes_are_words_and_not_nodes() {
    let quote = fact(named(0), "erklären", None, argument(Term::Quote, "Das ist  nötig."));
    assert_eq!(one(firms(), quote), ["Microsoft says “Das ist nötig.”"]);
}

#[test]
fn shares_need_a_percentage() {
    let share = |unit| argument(Term::Amount(Amount::of(36.0, unit), None), "36 Prozent");
    let held = |unit| one(firms(), fact(named(0), "Marktanteil", None, share(unit)));
    assert_eq!(held(Unit::Percent), ["Microsoft marketShare 36 %"]);
    assert_eq!(held(Unit::Years), ["Microsoft Marktanteil 36 Prozent"]);
}

#[test]
fn rejected_facts_leave_nothing_but_their_reason() {
    let itself = fact(named(0), "nutzen", None, named(0));
    let nowhere = fact(named(0), "nutzen", None, named(7));
    let never = fact(named(0), "geschehen", None, argument(Term::Time(Interval::default()), "nie"));
    let graph = graph(&[reading("a", firms(), vec![itself, nowhere, never])]);
    assert!(graph.statements.is_empty() && graph.nodes.is_empty());
    assert_eq!(graph.rejected.values().sum::<u32>(), 3);
}

#[test]
fn the_order_of_readings_does_not_matter() {
    let reading_of = |hash: &str, name: &str, kind| {
        let entities = vec![entity(name, kind), entity("China", EntityType::Country)];
        let facts = vec![
            fact(named(0), "entwickeln", None, concept("KI-Chip")),
            fact(named(0), "treffen", None, named(1)),
            fact(named(0), "kritisieren", None, concept("Zoll")),
        ];
        reading(hash, entities, facts)
    };
    let mut readings = vec![
        reading_of("d", "Trump", EntityType::Person),
        reading_of("a", "Donald Trump", EntityType::Person),
        reading_of("c", "DeepSeek", EntityType::Company),
        reading_of("b", "DeepSeek", EntityType::Product),
        reading_of("e", "DeepSeek", EntityType::Other),
    ];
    let expected = graph(&readings);
    for _ in 0..readings.len() {
        readings.rotate_left(1);
        assert_eq!(graph(&readings), expected);
        readings.swap(0, 2);
        assert_eq!(graph(&readings), expected);
    }
    readings.push(readings[0].clone());
    assert_eq!(graph(&readings), expected);
}

#[test]
fn what_is_hardly_sure_is_reified_but_not_asserted() {
    let mut investing = fact(named(0), "investieren", Some("in"), named(1));
    investing.confidence = 0.05;
    let doubtful = graph(&[reading("a", firms(), vec![investing.clone()])]);
    assert_eq!(doubtful.statements.iter().map(|edge| edge.asserted).collect::<Vec<_>>(), [false]);
    investing.pattern = "table".to_owned();
    let listed = graph(&[reading("a", firms(), vec![investing])]);
    assert!(listed.statements.iter().all(|edge| edge.asserted));
}

#[test]
fn an_amount_of_several_together_is_asserted_of_none() {
    let share = Amount::of(80.0, Unit::Percent);
    let together =
        |number| fact(named(number), "kontrollieren", None, argument(Term::Amount(share, None), "80 Prozent"));
    let firms = vec![entity("Tencent Cloud", EntityType::Company), entity("Alibaba Cloud", EntityType::Company)];
    let graph = graph(&[reading("a", firms, vec![together(0), together(1)])]);
    assert_eq!(graph.statements.len(), 2);
    assert!(graph.statements.iter().all(|edge| !edge.asserted));
}

#[test]
fn whoever_is_no_firm_dismisses_people_and_a_firm_lays_them_off() {
    let dismissal = || fact(named(0), "entlassen", None, concept("Mitglied"));
    let minister = vec![entity("Donald Trump", EntityType::Person)];
    assert_eq!(one(minister, dismissal()), ["Donald Trump dismisses Mitglied"]);
    assert_eq!(one(firms(), dismissal()), ["Microsoft laysOff Mitglied"]);
}

#[test]
fn reasons_given_for_a_closure_found_nothing() {
    let reason = fact(named(0), "begründen", None, concept("Schließung"));
    assert_eq!(one(firms(), reason), ["Microsoft justifies Schließung"]);
}

/// The names of the articles of a law, few enough that they meet.
pub(super) const NAMES: [(&str, EntityType); 9] = [
    ("Julian Müller", EntityType::Person),
    ("J. Mueller", EntityType::Person),
    ("Müller", EntityType::Person),
    ("Deep Seek", EntityType::Company),
    ("DeepSeek AG", EntityType::Company),
    ("Deepseeks", EntityType::Organization),
    ("DeepSeek", EntityType::Product),
    ("Ulm", EntityType::City),
    ("Ulm", EntityType::Person),
];

fn shuffled(chosen: &[Vec<usize>]) -> Vec<Reading> {
    let entities = |numbers: &[usize]| numbers.iter().map(|&number| entity(NAMES[number].0, NAMES[number].1)).collect();
    chosen.iter().enumerate().map(|(at, numbers)| reading(&format!("{at:08}"), entities(numbers), Vec::new())).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

    #[test]
    fn things_do_not_depend_on_order_and_a_decision_taken_back_leaves_no_trace(
        chosen in proptest::collection::vec(proptest::collection::vec(0..NAMES.len(), 1..5), 1..6),
        turn in 0_usize..6,
        picked in (0_usize..20, 0_usize..20),
    ) {
        static GIVEN: std::sync::LazyLock<(Lexicon, Ontology)> =
            std::sync::LazyLock::new(|| (Lexicon::embedded(), Ontology::embedded().unwrap()));
        let (lexicon, ontology) = &*GIVEN;
        let mut decisions = Decisions::default();
        let list = |readings: &[Reading], decisions: &Decisions| {
            things(readings, ontology, lexicon, Naming { base: BASE, decisions })
        };
        let mut readings = shuffled(&chosen);
        let before = list(&readings, &decisions);
        let turn = turn % readings.len();
        readings.rotate_left(turn);
        proptest::prop_assert_eq!(&list(&readings, &decisions), &before);
        let [one, other] = [picked.0, picked.1].map(|at| before[at % before.len()].iri.clone());
        let same = Decision::Same { one: one.clone(), other: other.clone() };
        decisions.add(same.clone());
        let merged = list(&readings, &decisions);
        proptest::prop_assert!(one == other || merged.len() + 1 == before.len());
        let apart = Decision::Apart { iri: one, name: None, article: Some(readings[0].hash.clone()) };
        decisions.add(apart.clone());
        let mentions = |things: &[Thing]| things.iter().map(|thing| thing.mentions).sum::<u32>();
        proptest::prop_assert_eq!(mentions(&list(&readings, &decisions)), mentions(&before));
        decisions.undo(&apart);
        proptest::prop_assert_eq!(&list(&readings, &decisions), &merged);
        decisions.undo(&same);
        proptest::prop_assert_eq!(&list(&readings, &decisions), &before);
    }
}
