#!/usr/bin/env python3
"""Opens the networks and tables of a graph in the libraries of others, and computes the walks there once more.

    pip install -r tests/external/requirements.txt
    python tests/external/check_networks.py target/release/tripel --graph graph

GraphML is opened in networkx and igraph, GEXF in networkx and, where node has graphology, in graphology. Gephi cannot be
had from a package index, so its importer's rules are tried here one by one; so are those that Neo4j's manual gives for
the headers of its tables. Parquet is opened in pyarrow and duckdb where tripel was built with it. Every measure of
`tripel rank` and `tripel communities` is compared with networkx and igraph on the graph that was exported.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

import igraph
import networkx

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
NEO4J_TYPES = {"int", "long", "float", "double", "boolean", "byte", "short", "char", "string", "date"}
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Checks:
    """Counts what holds and tells what does not."""

    def __init__(self, tripel):
        self.tripel = tripel
        self.failed = 0

    def check(self, what, holds, told=""):
        self.failed += not holds
        print(f"{'ok    ' if holds else 'FAILED'}  {what}  {told}")

    def run(self, *arguments):
        run = subprocess.run([*self.tripel, *map(str, arguments)], capture_output=True, text=True)
        if run.returncode == 2:
            raise RuntimeError(run.stderr)
        return run.stdout


def scores(checks, *arguments):
    lines = checks.run("rank", "--limit", 0, "--json", *arguments).splitlines()
    return {row["iri"]: row["score"] for row in map(json.loads, lines)}


def groups(checks, *arguments):
    lines = checks.run("communities", "--min-size", 1, "--json", *arguments).splitlines()
    return {frozenset(member["iri"] for member in json.loads(line)["members"]) for line in lines}


def near(ours, theirs):
    return max((abs(ours[key] - theirs[key]) for key in ours), default=0.0)


def check_walks(checks, file):
    graph = networkx.read_graphml(file, force_multigraph=True)
    graph.remove_nodes_from([node for node in list(graph) if graph.degree(node) == 0])
    simple = networkx.DiGraph(graph)
    simple.remove_edges_from(list(networkx.selfloop_edges(simple)))
    first = sorted(graph)[0]
    flat = {"weight": None, "tol": 1e-14, "max_iter": 10_000}
    measures = {
        "pagerank": ([], networkx.pagerank(graph, **flat)),
        "personal pagerank": (["--from", first], networkx.pagerank(graph, personalization={first: 1}, **flat)),
        "degree": (["--by", "degree"], dict(graph.degree())),
        "betweenness": (["--by", "betweenness"], networkx.betweenness_centrality(simple)),
        "closeness": (["--by", "closeness"], networkx.closeness_centrality(simple)),
    }
    for name, (arguments, theirs) in measures.items():
        ours = scores(checks, *arguments)
        off = near(ours, theirs)
        checks.check(f"{name} as in networkx", ours.keys() == theirs.keys() and off < 1e-6, f"{off:.1e}")
    weak = {frozenset(group) for group in networkx.weakly_connected_components(graph)}
    strong = {frozenset(group) for group in networkx.strongly_connected_components(graph) if len(group) > 1}
    checks.check("islands as in networkx", groups(checks, "--by", "islands") == weak, len(weak))
    checks.check("knots as in networkx", groups(checks, "--by", "knots") == strong, len(strong))
    check_communities(checks, graph)
    check_paths(checks, simple)


def check_written(tripel, folder, desk):
    """What walks found and was written back must stand in the exports as it was found."""
    copy = desk / "copy"
    shutil.copytree(folder, copy)
    checks = Checks([tripel, "--graph", copy])
    checks.run("rank", "--by", "closeness", "--write")
    checks.run("communities", "--write")
    found = scores(checks, "--by", "closeness")
    members = groups(checks)
    checks.run("export", "--format", "graphml", "-o", desk / "written.graphml")
    checks.run("export", "--format", "gexf", "-o", desk / "written.gexf")
    for name, graph in [("GraphML", networkx.read_graphml(desk / "written.graphml", force_multigraph=True)),
                        ("GEXF", networkx.read_gexf(desk / "written.gexf"))]:
        off = max((abs(graph.nodes[iri]["closeness"] - score) for iri, score in found.items()), default=1.0)
        checks.check(f"closeness that was written back is in {name}", off < 1e-12, f"{off:.1e}")
        numbers = [{graph.nodes[iri]["community"] for iri in group} for group in members]
        apart = len({number for group in numbers for number in group}) == len(members)
        checks.check(f"communities that were written back are in {name}", apart and all(len(group) == 1 for group in numbers), len(members))
    return checks.failed


def check_communities(checks, graph):
    flat = networkx.Graph()
    flat.add_nodes_from(graph)
    for one, other, told in graph.edges(data=True):
        before = flat.get_edge_data(one, other, {"weight": 0})["weight"]
        flat.add_edge(one, other, weight=before + told["weight"])
    ours = networkx.community.modularity(flat, groups(checks))
    louvain = networkx.community.louvain_communities
    theirs = max(networkx.community.modularity(flat, louvain(flat, seed=seed)) for seed in range(20))
    checks.check("communities as good as those of networkx", ours > theirs - 0.01, f"{ours:.4f} and {theirs:.4f}")
    other = igraph.Graph.from_networkx(flat)
    leiden = other.community_leiden("modularity", weights="weight", n_iterations=-1).modularity
    checks.check("communities as good as Leiden's in igraph", ours > leiden - 0.01, f"{ours:.4f} and {leiden:.4f}")


def check_paths(checks, simple):
    def kind_is_passable(node):
        return not re.search(r"/(amount|time)/", node)

    passable = simple.subgraph([node for node in simple if kind_is_passable(node)])
    ends = sorted(passable, key=lambda node: (-passable.degree(node), node))[:8]
    pairs = [(one, other) for one in ends for other in ends if one != other]
    wrong = [pair for pair in pairs if len(ways(checks, pair)) != sum(1 for _ in networkx.all_simple_paths(passable, *pair, cutoff=5))]
    checks.check("as many simple ways as in networkx", not wrong, f"{len(pairs)} pairs {wrong[:2]}")


def ways(checks, pair):
    return checks.run("path", *pair, "--all", "-k", 100_000, "--max-hops", 5, "--json").splitlines()


def check_graphml(checks, file, stats):
    graph = igraph.Graph.Read_GraphML(str(file))
    checks.check("igraph reads GraphML", (graph.vcount(), graph.ecount()) == (stats["nodes"], stats["edges"]))
    checks.check("igraph has labels and weights", all(graph.vs["label"]) and min(graph.es["weight"], default=1) >= 1)


def check_gexf(checks, file, stats):
    root = xml.parse(file).getroot()
    graph = root.find(f"{GEXF}graph")
    nodes, edges = graph.find(f"{GEXF}nodes"), graph.find(f"{GEXF}edges")
    checks.check("GEXF is of version 1.3", root.tag == f"{GEXF}gexf" and root.get("version") == "1.3")
    checks.check("GEXF has all nodes and edges", (len(nodes), len(edges)) == (stats["nodes"], stats["edges"]))
    checks.check("the root has meta before graph", [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"])
    checks.check("edges are directed", graph.get("defaultedgetype") == "directed")
    ids = {node.get("id") for node in nodes}
    checks.check("ids are unique", len(ids) == len(nodes) and len({edge.get("id") for edge in edges}) == len(edges))
    checks.check("edges link nodes that are there", all({edge.get("source"), edge.get("target")} <= ids for edge in edges))
    kinds = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    checks.check("parallel edges differ in kind", len(set(kinds)) == len(kinds), f"{len(kinds)} edges")
    for name in ["color", "size", "position"]:
        checks.check(f"every node has a {name}", all(node.find(f"{VIZ}{name}") is not None for node in nodes))
    places = {(node.find(f"{VIZ}position").get("x"), node.find(f"{VIZ}position").get("y")) for node in nodes}
    checks.check("no two nodes stand in one place", len(places) == len(nodes))
    colors = {node.find(f"{VIZ}color").get(part) for node in nodes for part in "rgb"}
    checks.check("colours are bytes", all(0 <= int(part) <= 255 for part in colors))
    check_times(checks, graph, [*nodes, *edges])
    check_attributes(checks, graph, nodes, edges)
    checks.check("networkx reads GEXF", networkx.read_gexf(file).number_of_edges() == stats["edges"])


def check_times(checks, graph, elements):
    times = [time for element in elements for time in (element.get("start"), element.get("end")) if time]
    dynamic = graph.get("mode") == "dynamic" and graph.get("timeformat") == "date"
    checks.check("there is a time line where there are dates", dynamic == bool(times), f"{len(times)} dates")
    ordered = all(not (element.get("start") and element.get("end")) or element.get("start") <= element.get("end") for element in elements)
    checks.check("dates are dates, the first before the last", ordered and all(DATE.match(time) for time in times))


def check_attributes(checks, graph, nodes, edges):
    for kind, elements in [("node", nodes), ("edge", edges)]:
        declared = {one.get("id"): one.get("type") for group in graph.findall(f"{GEXF}attributes")
                    if group.get("class") == kind for one in group}
        used = {value.get("for") for element in elements for value in element.iter(f"{GEXF}attvalue")}
        checks.check(f"attributes of {kind}s are declared", used <= declared.keys(), sorted(declared))
        types = {"string", "integer", "double", "boolean", "float", "long"}
        checks.check(f"types of {kind} attributes are those of GEXF", set(declared.values()) <= types)


def check_graphology(checks, folder, stats):
    script = Path(__file__).with_name("graphology.mjs")
    if not shutil.which("node"):
        return print("skipped  graphology: there is no node")
    run = subprocess.run(["node", script, folder / "n.gexf", folder / "n.graphml"], capture_output=True, text=True)
    if run.returncode:
        return print(f"skipped  graphology: {run.stderr.strip().splitlines()[-1:]}")
    for name, found in json.loads(run.stdout).items():
        checks.check(f"graphology reads {name}", found == [stats["nodes"], stats["edges"]], found)


def check_neo4j(checks, folder):
    with open(folder / "nodes.csv", newline="") as file:
        nodes = list(csv.DictReader(file))
    with open(folder / "relationships.csv", newline="") as file:
        edges = list(csv.DictReader(file))
    for name, rows, needed in [("nodes", nodes, ["iri:ID", ":LABEL"]), ("relationships", edges, [":START_ID", ":END_ID", ":TYPE"])]:
        head = list(rows[0]) if rows else []
        checks.check(f"Neo4j: {name} have {', '.join(needed)}", all(column in head for column in needed))
        types = {column.split(":", 1)[1] for column in head if ":" in column} - {"ID", "LABEL", "START_ID", "END_ID", "TYPE"}
        checks.check(f"Neo4j: types of {name} are known", types <= NEO4J_TYPES, sorted(types))
        whole = all(None not in row and None not in row.values() for row in rows)
        checks.check(f"Neo4j: no row of {name} is too long or too short", whole, len(rows))
        dates = [row[column] for row in rows for column in head if column.endswith(":date") and row[column]]
        checks.check(f"Neo4j: dates of {name} are whole", all(DATE.match(date) for date in dates), len(dates))
    ids = {node["iri:ID"] for node in nodes}
    checks.check("Neo4j: ids are unique", len(ids) == len(nodes))
    checks.check("Neo4j: ends are there", all({edge[":START_ID"], edge[":END_ID"]} <= ids for edge in edges))
    checks.check("Neo4j: every node has a label, every relationship a type", all(node[":LABEL"] for node in nodes) and all(edge[":TYPE"] for edge in edges))


def check_parquet(checks, folder, stats):
    run = subprocess.run([*checks.tripel, "export", "--format", "parquet", "-o", folder], capture_output=True, text=True)
    if run.returncode:
        return print(f"skipped  Parquet: {run.stderr.strip()}")
    import duckdb
    import pyarrow.parquet

    tables = {name: pyarrow.parquet.read_table(folder / f"{name}.parquet") for name in ["nodes", "edges", "evidence"]}
    rows = [tables["nodes"].num_rows, tables["edges"].num_rows]
    checks.check("pyarrow reads Parquet", rows == [stats["nodes"], stats["edges"]], tables["edges"].schema.names)
    query = f"""select count(*) from '{folder}/edges.parquet' e join '{folder}/nodes.parquet' n on e.source = n.iri
                join '{folder}/nodes.parquet' m on e.target = m.iri"""
    checks.check("duckdb joins Parquet", duckdb.sql(query).fetchone()[0] == stats["edges"])
    query = f"select count(distinct edge) from '{folder}/evidence.parquet'"
    checks.check("every edge has evidence", duckdb.sql(query).fetchone()[0] == stats["edges"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", help="the program")
    parser.add_argument("--graph", default="graph", help="the folder of the graph")
    arguments = parser.parse_args()
    checks = Checks([arguments.tripel, "--graph", arguments.graph])
    stats = json.loads(checks.run("stats", "--json"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for format in ["graphml", "gexf"]:
            checks.run("export", "--format", format, "-o", folder / f"n.{format}")
        checks.run("export", "--format", "neo4j", "-o", folder)
        check_graphml(checks, folder / "n.graphml", stats)
        check_gexf(checks, folder / "n.gexf", stats)
        check_graphology(checks, folder, stats)
        check_neo4j(checks, folder)
        check_parquet(checks, folder, stats)
        check_walks(checks, folder / "n.graphml")
        checks.failed += check_written(arguments.tripel, arguments.graph, folder)
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
