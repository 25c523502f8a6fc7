#!/usr/bin/env python3
"""Opens every export of a graph in the libraries of others and compares the counts with `tripel stats --json`.

    pip install -r tests/external/requirements.txt
    python tests/external/check_exports.py target/release/tripel --graph graph

rdflib 7 does not read the triple terms of RDF 1.2. What is exported without evidence has none and is opened in rdflib;
with evidence, Turtle, N-Triples, N-Quads and TriG are opened in pyoxigraph, JSON-LD and RDF/XML in rdflib.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import networkx
import pyoxigraph
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD

MENTIONS = rdflib.URIRef("https://tripel.example/ontology/mentions")
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}
PYOXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
}
NETWORKX = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


def counts_of_rdf(triples):
    """Nodes are what has a number of mentions, edges lead with a relation of the graph from node to node."""
    triples = set(triples)
    nodes = {subject for subject, predicate, _ in triples if predicate == MENTIONS}
    relations = {subject for subject, predicate, value in triples if predicate == RDF.type and value == RDF.Property}
    edges = {triple for triple in triples if triple[1] in relations and triple[2] in nodes}
    return len(nodes), len(edges)


def by_value(graph):
    """The graph with decimals by their values: rdflib writes 36 as 36.0."""
    decimal = lambda term: isinstance(term, rdflib.Literal) and term.datatype == XSD.decimal
    plain = rdflib.Graph()
    for one, relation, other in graph:
        plain.add((one, relation, rdflib.Literal(float(other)) if decimal(other) else other))
    return plain


def check_round_trip(tripel, folder):
    """Whether Turtle and JSON-LD are isomorphic to N-Triples and N-Quads, in rdflib and after rdflib wrote them again."""
    graphs = {}
    for name in ["ntriples", "turtle", "nquads", "jsonld"]:
        file = Path(folder) / f"round-{name}"
        subprocess.run([*tripel, "export", "--format", name, "-o", str(file), "--evidence", "reification"], check=True)
        graphs[name] = rdflib.Dataset() if name in ["nquads", "jsonld"] else rdflib.Graph()
        graphs[name].parse(file, format=RDFLIB[name])
    again = rdflib.Graph().parse(data=graphs["turtle"].serialize(format="turtle"), format="turtle")
    same = isomorphic(graphs["turtle"], graphs["ntriples"]) and isomorphic(by_value(again), by_value(graphs["ntriples"]))
    quads = {name: {tuple(map(str, quad)) for quad in graphs[name].quads()} for name in ["nquads", "jsonld"]}
    same_quads = quads["nquads"] == quads["jsonld"]
    print(f"turtle    isomorphic to ntriples after a round trip  {'ok' if same else 'FAILED'}")
    print(f"jsonld    has the quads of nquads  {'ok' if same_quads else 'FAILED'}")
    return (not same) + (not same_quads)


def open_in_rdflib(file, name):
    dataset = rdflib.Dataset()
    dataset.parse(file, format=RDFLIB[name])
    return counts_of_rdf((subject, predicate, value) for subject, predicate, value, _ in dataset.quads())


def open_in_pyoxigraph(file, name):
    def term(value):
        return rdflib.URIRef(value.value) if isinstance(value, pyoxigraph.NamedNode) else rdflib.Literal(str(value))

    quads = pyoxigraph.parse(path=str(file), format=PYOXIGRAPH[name])
    return counts_of_rdf((term(quad.subject), term(quad.predicate), term(quad.object)) for quad in quads)


def open_in_networkx(file, name):
    graph = NETWORKX[name](file)
    return graph.number_of_nodes(), graph.number_of_edges()


def open_tables(folder, _):
    with open(folder / "nodes.csv", newline="") as nodes, open(folder / "edges.csv", newline="") as edges:
        return len(list(csv.DictReader(nodes))), len(list(csv.DictReader(edges)))


def reader(name, evidence):
    if name in NETWORKX:
        return open_in_networkx
    if name == "csv":
        return open_tables
    return open_in_pyoxigraph if evidence and name in PYOXIGRAPH else open_in_rdflib


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", help="the program")
    parser.add_argument("--graph", default="graph", help="the folder of the graph")
    arguments = parser.parse_args()
    tripel = [arguments.tripel, "--graph", arguments.graph]
    stats = json.loads(subprocess.run([*tripel, "stats", "--json"], check=True, capture_output=True).stdout)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        failed += check_round_trip(tripel, folder)
        for evidence in [False, True]:
            for name in [*RDFLIB, *NETWORKX, "csv"]:
                file = Path(folder) / f"{name}-{evidence}"
                options = ["--with-evidence"] if evidence else []
                subprocess.run([*tripel, "export", "--format", name, "-o", str(file), *options], check=True)
                # RDF asserts only what the articles assert, with evidence or without.
                edges = "edges_with_evidence" if evidence and (name in NETWORKX or name == "csv") else "edges"
                expected = stats["nodes"], stats[edges]
                open_export = reader(name, evidence)
                found = open_export(file, name)
                failed += found != expected
                verdict = "ok" if found == expected else f"FAILED, expected {expected}"
                print(f"{name:<9} {'evidence' if evidence else 'asserted'}  {found}  {open_export.__name__}  {verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
