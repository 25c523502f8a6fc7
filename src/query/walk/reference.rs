//! What networkx says about a graph drawn at random, to measure the walks against. Made by
//! `python3 tests/reference/walk.py > src/query/walk/reference.rs && cargo fmt`; do not edit.
#![expect(clippy::unreadable_literal, reason = "as networkx prints them")]

use crate::ground::{Graph, NodeKind};
use crate::recognize::EntityType;
use crate::store::fixture;

pub(super) const NODES: usize = 34;

const EDGES: [(usize, usize); 86] = [
    (0, 7),
    (0, 17),
    (0, 27),
    (1, 20),
    (2, 1),
    (2, 5),
    (2, 9),
    (3, 7),
    (3, 8),
    (3, 9),
    (4, 2),
    (4, 5),
    (5, 16),
    (6, 7),
    (7, 0),
    (7, 3),
    (7, 4),
    (7, 6),
    (7, 8),
    (7, 9),
    (7, 16),
    (8, 5),
    (8, 14),
    (9, 16),
    (10, 13),
    (10, 19),
    (11, 10),
    (11, 16),
    (11, 19),
    (12, 11),
    (12, 14),
    (12, 15),
    (12, 17),
    (12, 18),
    (13, 12),
    (13, 17),
    (14, 11),
    (15, 8),
    (15, 14),
    (15, 16),
    (15, 17),
    (16, 11),
    (16, 13),
    (16, 15),
    (17, 2),
    (17, 11),
    (17, 12),
    (17, 16),
    (17, 19),
    (18, 10),
    (19, 12),
    (20, 22),
    (20, 26),
    (20, 28),
    (22, 26),
    (22, 29),
    (23, 20),
    (23, 21),
    (24, 17),
    (24, 26),
    (25, 24),
    (25, 26),
    (25, 27),
    (26, 20),
    (26, 21),
    (26, 22),
    (26, 24),
    (27, 24),
    (27, 29),
    (28, 20),
    (28, 26),
    (29, 0),
    (29, 3),
    (29, 26),
    (29, 27),
    (20, 26),
    (22, 29),
    (17, 19),
    (0, 17),
    (8, 5),
    (16, 15),
    (30, 31),
    (31, 32),
    (32, 30),
    (32, 33),
    (5, 5),
];

/// `networkx.pagerank(graph, alpha=0.85, tol=1e-13)`
pub(super) const PAGE_RANK: [f64; NODES] = [
    0.012203029831807254,
    0.010074349240898787,
    0.017320215897034183,
    0.012203029831807254,
    0.007280551700202446,
    0.04502858745522597,
    0.007280551700202446,
    0.017406092640222796,
    0.022452095423369314,
    0.015645471323389303,
    0.04444613964418585,
    0.07887595861539788,
    0.0867756754812396,
    0.0416595510168743,
    0.03799426520925267,
    0.055124793431356005,
    0.0828375855597408,
    0.06394607073679964,
    0.01991881956849073,
    0.06452280573514096,
    0.030392206006647163,
    0.016888257283763287,
    0.021150645297082733,
    0.005166954736739343,
    0.022168554596370068,
    0.005166954736739343,
    0.04482516133578803,
    0.014146547216359044,
    0.011625298513175284,
    0.023164602972128107,
    0.01331934395036323,
    0.016488397094608732,
    0.01918209226723405,
    0.01331934395036323,
];

/// `networkx.betweenness_centrality(DiGraph(graph))`
pub(super) const BETWEENNESS: [f64; NODES] = [
    0.07172844516594515,
    0.19097222222222224,
    0.22948232323232326,
    0.06075036075036075,
    0.013573232323232322,
    0.03551136363636364,
    0.0,
    0.09752435064935067,
    0.019649621212121212,
    0.009305104617604617,
    0.034374999999999996,
    0.057181186868686874,
    0.08174152236652238,
    0.1038510101010101,
    0.005287247474747476,
    0.06493055555555555,
    0.14698322510822512,
    0.3128990800865801,
    0.0016414141414141414,
    0.018150252525252528,
    0.23374368686868688,
    0.0,
    0.1497790404040404,
    0.0,
    0.09534632034632035,
    0.0,
    0.12375541125541129,
    0.02683080808080808,
    0.0,
    0.16727994227994228,
    0.000946969696969697,
    0.001893939393939394,
    0.002840909090909091,
    0.0,
];

/// `graph.degree()`
pub(super) const DEGREE: [f64; NODES] = [
    6.0, 2.0, 5.0, 5.0, 3.0, 7.0, 2.0, 10.0, 6.0, 4.0, 4.0, 7.0, 8.0, 4.0, 4.0, 7.0, 10.0, 12.0, 2.0, 5.0, 8.0, 2.0,
    5.0, 2.0, 5.0, 3.0, 11.0, 5.0, 3.0, 7.0, 2.0, 2.0, 3.0, 1.0,
];

/// The best of a hundred `networkx.community.louvain_communities` by `networkx.community.modularity`.
pub(super) const LOUVAIN: f64 = 0.5400892374256354;

/// The modularity of the groups of ten, by `networkx.community.modularity`.
pub(super) const MODULARITY_BY_TENS: f64 = 0.5400892374256354;

/// The sizes of `networkx.weakly_connected_components`.
pub(super) const COMPONENTS: &[usize] = &[30, 4];

/// The sizes of `networkx.strongly_connected_components` above one.
pub(super) const KNOTS: &[usize] = &[27, 3];

/// The first 12 of `networkx.all_simple_paths(DiGraph(graph), 0, 17, cutoff=9)` by length and vertices, without 0.
pub(super) const PATHS: &[&[usize]] = &[
    &[17],
    &[27, 24, 17],
    &[7, 16, 13, 17],
    &[7, 16, 15, 17],
    &[7, 9, 16, 13, 17],
    &[7, 9, 16, 15, 17],
    &[7, 16, 13, 12, 17],
    &[27, 29, 26, 24, 17],
    &[7, 3, 9, 16, 13, 17],
    &[7, 3, 9, 16, 15, 17],
    &[7, 4, 5, 16, 13, 17],
    &[7, 4, 5, 16, 15, 17],
];

/// The IRI of a vertex; IRIs sort as numbers do.
pub(super) fn iri(number: usize) -> String {
    format!("https://tripel.example/id/company/{number:02}")
}

/// The graph.
pub(super) fn graph() -> Graph {
    let company = fixture::thing(NodeKind::Entity(EntityType::Company), &[("Company", None)], 1);
    let nodes = (0..NODES).map(|number| (iri(number), company.clone())).collect();
    let edge = |(number, (from, to)): (usize, (usize, usize))| {
        let evidence = vec![fixture::evidence(fixture::FIRST, true)];
        fixture::statement(&iri(from), &format!("relation{number}"), fixture::node(&iri(to)), evidence)
    };
    Graph { nodes, statements: EDGES.into_iter().enumerate().map(edge).collect(), ..Graph::default() }
}
