"""Opens every export in the programs that people use, and counts that they all hold the same graph.

usage: exports.py TRIPEL GRAPH SCRATCH
"""

import pathlib
import subprocess
import sys

import networkx
import rdflib

RDF = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "nquads": "nquads", "trig": "trig"}


def main(tripel: str, graph: str, scratch: str) -> None:
    def export(kind: str) -> pathlib.Path:
        path = pathlib.Path(scratch) / f"graph.{kind}"
        subprocess.run([tripel, "export", "--graph", graph, "--format", kind, "-o", path], check=True)
        return path

    triples = {kind: read_rdf(export(kind), name) for kind, name in RDF.items()}
    first = triples["turtle"]
    assert first, "the Turtle is empty"
    for kind, found in triples.items():
        assert found == first, f"{kind} has {len(found)} triples, turtle {len(first)}"

    graphml = networkx.read_graphml(export("graphml"), force_multigraph=True)
    gexf = networkx.read_gexf(export("gexf"))
    counts = {"graphml": count(graphml), "gexf": count(gexf)}
    assert len(set(counts.values())) == 1 and min(counts["graphml"]) > 0, counts
    assert export("dot").read_text(encoding="utf-8").startswith("digraph")
    print(f"{len(first)} triples in {len(RDF)} formats; {counts['graphml'][0]} nodes, {counts['graphml'][1]} edges")


def read_rdf(path: pathlib.Path, name: str) -> set:
    """The triples of a file, whatever named graph they stand in; blank nodes do not occur."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format=name)
    return {(s, p, o) for s, p, o, _ in dataset.quads()}


def count(graph) -> tuple[int, int]:
    return graph.number_of_nodes(), graph.number_of_edges()


if __name__ == "__main__":
    main(*sys.argv[1:])
