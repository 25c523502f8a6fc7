"""Computes with networkx what the walks over the graph are measured against, as Rust constants on standard output.

    python3 tests/reference/walk.py > src/query/walk/reference.rs && cargo fmt

Made with networkx 3; the graph is drawn at random from a fixed seed: three groups of ten and an island of four.
"""

import itertools
import random

import networkx as nx

random.seed(5)
NODES = 34
edges = []
for one, other in itertools.permutations(range(30), 2):
    chance = 0.2 if one // 10 == other // 10 else 0.025
    if random.random() < chance:
        edges.append((one, other))
edges += random.sample(edges, 6)  # parallel edges
edges += [(30, 31), (31, 32), (32, 30), (32, 33), (5, 5)]
for number in range(30):  # nobody is alone
    if not any(number in edge for edge in edges):
        edges.append((number, (number + 1) % 30))

graph = nx.MultiDiGraph()
graph.add_nodes_from(range(NODES))
graph.add_edges_from(edges)
simple = nx.DiGraph(graph)
weighted = nx.Graph()
weighted.add_nodes_from(range(NODES))
for one, other in edges:
    weight = weighted.get_edge_data(one, other, {"weight": 0})["weight"]
    weighted.add_edge(one, other, weight=weight + 1)

page_rank = nx.pagerank(graph, alpha=0.85, tol=1e-13, max_iter=10_000)
page_rank_from = nx.pagerank(graph, alpha=0.85, tol=1e-13, max_iter=10_000, personalization={3: 1, 12: 1})
closeness = nx.closeness_centrality(simple)
betweenness = nx.betweenness_centrality(simple)
degree = dict(graph.degree())
tens = [set(range(start, min(start + 10, NODES))) for start in range(0, NODES, 10)]
louvain = max(
    nx.community.modularity(weighted, nx.community.louvain_communities(weighted, seed=seed)) for seed in range(100)
)
ways = sorted((way for way in nx.all_simple_paths(simple, 0, 17, cutoff=9)), key=lambda way: (len(way), way))
assert len(ways) > 12


def floats(values):
    return ", ".join(f"{value!r}" for value in values)


def sizes(groups):
    return ", ".join(str(size) for size in sorted(map(len, groups), reverse=True))


print(
    f"""//! What networkx says about a graph drawn at random, to measure the walks against. Made by
//! `python3 tests/reference/walk.py > src/query/walk/reference.rs && cargo fmt`; do not edit.
#![expect(clippy::unreadable_literal, reason = \"as networkx prints them\")]

use crate::ground::{{Graph, NodeKind}};
use crate::recognize::EntityType;
use crate::store::fixture;

pub(super) const NODES: usize = {NODES};

const EDGES: [(usize, usize); {len(edges)}] = [{", ".join(map(str, edges))}];

/// `networkx.pagerank(graph, alpha=0.85, tol=1e-13)`
pub(super) const PAGE_RANK: [f64; NODES] = [{floats(page_rank[n] for n in range(NODES))}];

/// `networkx.pagerank(graph, alpha=0.85, tol=1e-13, personalization={{3: 1, 12: 1}})`
pub(super) const PAGE_RANK_FROM_3_AND_12: [f64; NODES] = [{floats(page_rank_from[n] for n in range(NODES))}];

/// `networkx.closeness_centrality(DiGraph(graph))`
pub(super) const CLOSENESS: [f64; NODES] = [{floats(closeness[n] for n in range(NODES))}];

/// `networkx.betweenness_centrality(DiGraph(graph))`
pub(super) const BETWEENNESS: [f64; NODES] = [{floats(betweenness[n] for n in range(NODES))}];

/// `graph.degree()`
pub(super) const DEGREE: [f64; NODES] = [{floats(float(degree[n]) for n in range(NODES))}];

/// The best of a hundred `networkx.community.louvain_communities` by `networkx.community.modularity`.
pub(super) const LOUVAIN: f64 = {louvain!r};

/// The modularity of the groups of ten, by `networkx.community.modularity`.
pub(super) const MODULARITY_BY_TENS: f64 = {nx.community.modularity(weighted, tens)!r};

/// The sizes of `networkx.weakly_connected_components`.
pub(super) const COMPONENTS: &[usize] = &[{sizes(nx.weakly_connected_components(graph))}];

/// The sizes of `networkx.strongly_connected_components` above one.
pub(super) const KNOTS: &[usize] = &[{sizes(group for group in nx.strongly_connected_components(graph) if len(group) > 1)}];

/// The first 12 of `networkx.all_simple_paths(DiGraph(graph), 0, 17, cutoff=9)` by length and vertices, without 0.
pub(super) const PATHS: &[&[usize]] = &[{", ".join("&" + str(way[1:]) for way in ways[:12])}];

/// The number of `networkx.all_simple_paths(DiGraph(graph), 0, 17, cutoff=6)`.
pub(super) const SIMPLE_PATHS: usize = {sum(1 for way in ways if len(way) <= 7)};

/// The IRI of a vertex; IRIs sort as numbers do.
pub(super) fn iri(number: usize) -> String {{
    format!("https://tripel.example/id/company/{{number:02}}")
}}

/// The graph.
pub(super) fn graph() -> Graph {{
    let company = fixture::thing(NodeKind::Entity(EntityType::Company), &[("Company", None)], 1);
    let nodes = (0..NODES).map(|number| (iri(number), company.clone())).collect();
    let edge = |(number, (from, to)): (usize, (usize, usize))| {{
        let evidence = vec![fixture::evidence(fixture::FIRST, true)];
        fixture::statement(&iri(from), &format!("relation{{number}}"), fixture::node(&iri(to)), evidence)
    }};
    Graph {{ nodes, statements: EDGES.into_iter().enumerate().map(edge).collect(), ..Graph::default() }}
}}"""
)
