#!/usr/bin/env python3
"""Times PageRank, betweenness, components and GraphML of a million edges in tripel, networkx and igraph, compares what
they find, and says how much memory each export of tripel takes.

    pip install networkx scipy igraph lxml
    cargo build --release --example time_walks
    python tests/external/compare_walks.py target/release/examples/time_walks > tests/reports/walks.md

Each program has the same edges in memory when the clock starts. Times are those that processors work, of all threads
together, so that what else runs on the machine does not change them; with two processors, tripel ends in little more
than half of its time. The fastest of three runs counts. PageRank goes on until the ranks of all change by less than
1e-10 together (tripel: 1e-12); betweenness counts the shortest ways from the same 16 things to all others. A difference
is the largest between two scores of a thing, where all scores add up to 1. Memory is the most that a process of its own
has had; each export has one.
"""
import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCES = 16
# Those of RDF are written with the evidence.
EXPORTS = ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "gexf", "csv", "neo4j"]
WALKS = ["pagerank", "betweenness", "weak components", "strong components"]


def fastest(run, times=3):
    best, result = float("inf"), None
    for _ in range(times):
        start = time.process_time()
        result = run()
        best = min(best, time.process_time() - start)
    return best, result


def edges_of(folder):
    with open(folder / "edges.tsv") as file:
        return [tuple(map(int, line.split())) for line in file]


def count_of(folder):
    with open(folder / "found.tsv") as file:
        return sum(1 for _ in file)


def found_by_tripel(folder):
    with open(folder / "found.tsv") as file:
        rows = [line.split() for line in file]
    return [[float(row[0]) for row in rows], [float(row[1]) for row in rows], [row[2] for row in rows], [row[3] for row in rows]]


def groups(labels):
    """Labels as the number of the first thing that has the same, so that two ways of labelling can be compared."""
    first = {}
    return [first.setdefault(label, place) for place, label in enumerate(labels)]


def labels(components, count):
    own = [0] * count
    for number, members in enumerate(components):
        for member in members:
            own[member] = number
    return own


def run_networkx(folder):
    import networkx

    edges, count = edges_of(folder), count_of(folder)
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    simple = networkx.DiGraph(graph)
    simple.remove_edges_from(networkx.selfloop_edges(simple))
    sources = [number * count // SOURCES for number in range(SOURCES)]
    ranked = fastest(lambda: networkx.pagerank(graph, alpha=0.85, tol=1e-10 / count, max_iter=1000))
    # Its sampled betweenness draws the sources by chance; this one takes those that it is given.
    between = fastest(lambda: networkx.betweenness_centrality_subset(simple, sources, list(simple)), 1)
    weak = fastest(lambda: list(networkx.weakly_connected_components(graph)))
    strong = fastest(lambda: list(networkx.strongly_connected_components(graph)))
    return [
        (ranked[0], [ranked[1][n] for n in range(count)]),
        (between[0], [between[1][n] for n in range(count)]),
        (weak[0], labels(weak[1], count)),
        (strong[0], labels(strong[1], count)),
    ]


def run_igraph(folder):
    import igraph

    edges, count = edges_of(folder), count_of(folder)
    graph = igraph.Graph(count, edges, directed=True)
    simple = graph.copy().simplify()
    sources = [number * count // SOURCES for number in range(SOURCES)]
    ranked = fastest(lambda: graph.pagerank(damping=0.85))
    between = fastest(lambda: simple.betweenness(sources=sources))
    weak = fastest(lambda: graph.connected_components(mode="weak"))
    strong = fastest(lambda: graph.connected_components(mode="strong"))
    return [ranked, between, (weak[0], weak[1].membership), (strong[0], strong[1].membership)]


def write_by_networkx(folder, lxml):
    """Reads what tripel has written and writes it again, in a process of its own."""
    import networkx

    if not lxml:
        sys.modules["lxml"] = None
    graph = networkx.MultiDiGraph()
    ends = edges_of(folder)
    for number in range(count_of(folder)):
        iri = f"https://tripel.example/id/company/{number:06}"
        graph.add_node(iri, label=f"Company {number}", type="Corporation", degree=1, pagerank=0.1, mentions=1,
                       first_seen="2025-01-02", last_seen="2025-03-04", iri=iri)
    for number, (source, target) in enumerate(sorted(ends)):
        graph.add_edge(
            f"https://tripel.example/id/company/{source:06}", f"https://tripel.example/id/company/{target:06}",
            id=f"e{number}", label="supplies", weight=1.0,
            relation=f"https://tripel.example/ontology/relation{number % 20}", first_seen="2025-01-02",
            last_seen="2025-01-02", articles="Companies",
            sentence=f"In its report number {number}, the company says that it supplies the other one.")
    del ends
    start = time.process_time()
    networkx.write_graphml(graph, folder / "networkx.graphml")
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def child(*arguments):
    """What this script prints when it runs again in a process of its own."""
    run = subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True, capture_output=True, text=True)
    return run.stdout


def verdict(theirs, ours, walk):
    """How far what they found is from what tripel found."""
    if "components" in walk:
        return "the same" if groups(theirs) == groups(ours) else "DIFFERENT"
    # As the sum of all is 1 or is made 1, the difference does not depend on how each program counts.
    sums = [sum(theirs) or 1.0, sum(ours) or 1.0]
    return f"{max(abs(one / sums[0] - other / sums[1]) for one, other in zip(theirs, ours)):.1e}"


def report(folder, program, edges):
    own = told(program, folder, edges)
    found = found_by_tripel(folder)
    import igraph
    import networkx

    peers = {f"networkx {networkx.__version__}": run_networkx(folder), f"igraph {igraph.__version__}": run_igraph(folder)}
    print("# Walks over a million edges\n\nWritten by `tests/external/compare_walks.py`.\n")
    print(f"{count_of(folder)} things, {edges} edges, {os.cpu_count()} processors ({platform.machine()}).\n")
    print("| walk | tripel | " + " | ".join(f"{name} | times as fast | largest difference" for name in peers) + " |")
    print("|---|---|" + "---|---|---|" * len(peers))
    for place, walk in enumerate(WALKS):
        seconds = own[walk]
        cells = [f"{results[place][0]:.3f} s | {results[place][0] / seconds:.1f} | {verdict(results[place][1], found[place], walk)}"
                 for results in peers.values()]
        print(f"| {walk} | {seconds:.3f} s | " + " | ".join(cells) + " |")
    print(f"\nMaking the tables of numbers that all walks use takes tripel {own['build']:.3f} s.\n")
    graphml(program, folder, edges)
    exports(program, folder, edges)
    print("\n" + " ".join(__doc__.split("\n\n")[2].split()))


def told(program, *arguments):
    """What the example says, by name."""
    run = subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in (line.split("\t") for line in run.stdout.splitlines())}


def export(program, name, folder, edges):
    """Writes a format into a folder of its own, which is gone afterwards; says how large it was."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        row = told(program, "--export", name, own, edges)
        row["size"] = sum(file.stat().st_size for file in Path(own).iterdir())
    return row


def megabytes(size):
    return f"{size / 1e6:.0f} MB"


def graphml(program, folder, edges):
    own = min((export(program, "graphml", folder, edges) for _ in range(3)), key=lambda row: row["seconds"])
    print("| GraphML | seconds | most memory | times as slow | times the memory |\n|---|---|---|---|---|")
    print(f"| tripel | {own['seconds']:.2f} | {megabytes(own['most'])} | 1 | 1 |")
    for name, lxml in [("networkx as it is installed", 0), ("networkx with lxml", 1)]:
        theirs, memory = map(float, child("--write", folder, lxml).split())
        times = f"{theirs / own['seconds']:.1f} | {memory / own['most']:.1f}"
        print(f"| {name} | {theirs:.2f} | {megabytes(memory)} | {times} |")
        (folder / "networkx.graphml").unlink()


def exports(program, folder, edges):
    print("\nWhat an export takes beside the graph, which is in memory with its evidence. Turtle, N-Triples, N-Quads, TriG, "
          "JSON-LD and RDF/XML are written with the evidence.\n")
    print("| export | size | seconds | graph | beside it |\n|---|---|---|---|---|")
    for name in EXPORTS:
        row = export(program, name, folder, edges)
        cells = [megabytes(row["size"]), f"{row['seconds']:.1f}", megabytes(row["held"]), megabytes(row["most"] - row["held"])]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def main():
    if sys.argv[1:2] == ["--write"]:
        return write_by_networkx(Path(sys.argv[2]), int(sys.argv[3]))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="the example time_walks")
    parser.add_argument("--edges", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return report(Path(folder), arguments.program, arguments.edges)


if __name__ == "__main__":
    sys.exit(main())
