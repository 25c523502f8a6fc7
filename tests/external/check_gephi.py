#!/usr/bin/env python3
"""Holds what tripel exports for Gephi to the rules by which Gephi takes it in.

    cargo build --release
    python tests/external/check_gephi.py target/release/tripel --graph graph

Gephi's toolkit is to be had from Maven only. Where it cannot be run, this does what its importers do: it reads the file
of GEXF element by element, as the published grammar of GEXF 1.3 has them, and tells of everything that Gephi would put
into its import report: a value that does not parse as its column says, an interval that ends before it begins, two edges
that Gephi would join. The spreadsheets are read with the columns that Gephi's import knows by name.
"""

import argparse
import csv
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from collections import Counter
from pathlib import Path

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TIMES = {"start", "end", "intervals", "timestamp", "timestamps"}
LOOKS = ["viz:color", "viz:position", "viz:size", "viz:shape", "viz:thickness"]
# The attributes that an element must have, those that it may have, and the children that it may have.
GRAMMAR = {
    "gexf": ({"version"}, {"variant"}, ["meta", "graph"]),
    "meta": (set(), {"lastmodifieddate"}, ["creator", "keywords", "description"]),
    "creator": (set(), set(), []),
    "graph": (set(), {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "timezone", "start", "end",
                      "timestamp"}, ["attributes", "nodes", "edges"]),
    "attributes": ({"class"}, {"mode"}, ["attribute"]),
    "attribute": ({"id", "title", "type"}, set(), ["default", "options"]),
    "nodes": (set(), {"count"}, ["node"]),
    "edges": (set(), {"count"}, ["edge"]),
    "node": ({"id"}, {"label", "pid"} | TIMES, ["attvalues", "spells", *LOOKS]),
    "edge": ({"source", "target"}, {"id", "type", "label", "weight", "kind"} | TIMES, ["attvalues", "spells", *LOOKS]),
    "attvalues": (set(), set(), ["attvalue"]),
    "attvalue": ({"for", "value"}, {"start", "end", "timestamp"}, []),
    "viz:color": (set(), {"r", "g", "b", "a", "hex"}, []),
    "viz:position": ({"x", "y"}, {"z"}, []),
    "viz:size": ({"value"}, set(), []),
}
MANY = {"attributes", "attribute", "node", "edge", "attvalue"}
CHOICES = {
    ("gexf", "version"): {"1.3"},
    ("graph", "mode"): {"static", "dynamic"},
    ("graph", "defaultedgetype"): {"directed", "undirected", "mutual"},
    ("graph", "timeformat"): {"integer", "double", "date", "dateTime"},
    ("graph", "timerepresentation"): {"interval", "timestamp"},
    ("attributes", "class"): {"node", "edge"},
    ("attribute", "type"): {"integer", "long", "double", "float", "boolean", "string", "anyURI"},
}
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def is_integer(text):
    return bool(re.fullmatch(r"[+-]?\d+", text)) and -(2**31) <= int(text) < 2**31


def is_number(text):
    return bool(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text))


PARSES = {"integer": is_integer, "double": is_number, "float": is_number, "boolean": lambda text: text in ("true", "false"),
          "string": lambda text: True}


class Import:
    """What Gephi would report about a file of GEXF."""

    def __init__(self, file):
        self.issues = Counter()
        self.columns = {"node": {}, "edge": {}}
        self.nodes, self.ids, self.edges = set(), set(), set()
        self.read(xml.parse(file).getroot())

    def issue(self, what):
        self.issues[what] += 1

    def read(self, element):
        name = element.tag.replace(GEXF, "").replace(VIZ, "viz:")
        if name not in GRAMMAR:
            return self.issue(f"<{name}> is not of GEXF 1.3")
        self.read_attributes(name, element)
        self.read_order(name, [child.tag.replace(GEXF, "").replace(VIZ, "viz:") for child in element])
        take = {"attributes": self.take_columns, "node": self.take_node, "edge": self.take_edge, "viz:color": self.take_color,
                "viz:position": self.take_numbers, "viz:size": self.take_numbers}.get(name)
        if take:
            take(element)
        for child in element:
            self.read(child)

    def read_attributes(self, name, element):
        needed, allowed, _ = GRAMMAR[name]
        if not needed <= set(element.keys()) <= needed | allowed:
            self.issue(f"attributes of <{name}>: {sorted(element.keys())}")
        for attribute, value in element.items():
            if value not in CHOICES.get((name, attribute), {value}):
                self.issue(f"{attribute}={value!r} of <{name}>")
            if attribute in ("label", "kind") and value != " ".join(value.split()):
                self.issue(f"{attribute} of <{name}> is no token")

    def read_order(self, name, children):
        known = GRAMMAR[name][2]
        if any(child not in known for child in children):
            return self.issue(f"children of <{name}>: {sorted(set(children) - set(known))}")
        if any(count > 1 for child, count in Counter(children).items() if child not in MANY):
            self.issue(f"<{name}> has a child twice")
        if name in ("gexf", "graph") and children != sorted(children, key=known.index):
            self.issue(f"children of <{name}> stand in another order")

    def take_columns(self, element):
        columns = self.columns[element.get("class", "node")]
        for column in element:
            if column.get("id") in columns:
                self.issue("a column twice")
            columns[column.get("id")] = column.get("type")

    def take_node(self, element):
        if element.get("id") in self.nodes or not element.get("id"):
            self.issue("a node without an id of its own")
        self.nodes.add(element.get("id"))
        self.take_element("node", element)

    def take_edge(self, element):
        if element.get("id") in self.ids:
            self.issue("an edge without an id of its own")
        self.ids.add(element.get("id"))
        if not {element.get("source"), element.get("target")} <= self.nodes:
            self.issue("an edge to a node that is not there")
        kind = (element.get("source"), element.get("target"), element.get("kind"))
        if kind in self.edges:
            self.issue("two edges of one kind, which Gephi joins")
        self.edges.add(kind)
        weight = element.get("weight", "1")
        if not is_number(weight) or float(weight) <= 0:
            self.issue("a weight that is no number above 0")
        self.take_element("edge", element)

    def take_element(self, of, element):
        times = [element.get(end) for end in ("start", "end")]
        given = [time for time in times if time]
        if not all(DATE.fullmatch(time) for time in given) or (len(given) == 2 and times[0] > times[1]):
            self.issue("an interval that does not parse")
        for value in element.iter(f"{GEXF}attvalue"):
            kind = self.columns[of].get(value.get("for"))
            if kind is None:
                self.issue(f"a value of no column: {value.get('for')}")
            elif value.get("value") and not PARSES.get(kind, PARSES["string"])(value.get("value")):
                self.issue(f"{value.get('for')}: {value.get('value')!r} is no {kind}")

    def take_color(self, element):
        if not all(is_integer(element.get(part, "0")) and 0 <= int(element.get(part, "0")) <= 255 for part in "rgb"):
            self.issue("a colour that is none")

    def take_numbers(self, element):
        if not all(is_number(value) for value in element.attrib.values()):
            self.issue("a place or size that is no number")


def check_tables(folder):
    """What Gephi would report about the spreadsheets; it knows some columns by name, whatever their case."""
    issues = Counter()
    with open(folder / "nodes.csv", newline="") as file:
        nodes = list(csv.DictReader(file))
    with open(folder / "edges.csv", newline="") as file:
        edges = list(csv.DictReader(file))
    for rows, needed in [(nodes, ["Id", "Label"]), (edges, ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"])]:
        head = list(rows[0]) if rows else needed
        issues["a column is missing"] += any(column not in head for column in needed)
        issues["two columns of one name"] += len({column.lower() for column in head}) < len(head)
        issues["a row that is too short or too long"] += any(None in row or None in row.values() for row in rows)
    ids = {row["Id"] for row in nodes}
    issues["a node without an id of its own"] += len(ids) < len(nodes)
    issues["an edge to a node that is not there"] += any(not {row["Source"], row["Target"]} <= ids for row in edges)
    issues["an edge without an id of its own"] += len({row["Id"] for row in edges}) < len(edges)
    kinds = {(row["Source"], row["Target"], row.get("Kind")) for row in edges}
    issues["two edges of one kind, which Gephi joins"] += len(kinds) < len(edges)
    issues["an edge that is not directed"] += any(row["Type"] != "Directed" for row in edges)
    issues["a weight that is no number above 0"] += any(not is_number(row["Weight"]) or float(row["Weight"]) <= 0 for row in edges)
    return +issues, (len(nodes), len(edges))


def tell(what, issues, counts):
    print(f"{'FAILED' if issues else 'ok    '}  {what}: {counts[0]} nodes, {counts[1]} edges, {sum(issues.values())} issues")
    for issue, count in issues.most_common():
        print(f"          {count} × {issue}")
    return bool(issues) or not counts[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", help="the program")
    parser.add_argument("--graph", default="graph", help="the folder of the graph")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for evidence in [[], ["--with-evidence"]]:
            export = [arguments.tripel, "export", "--graph", arguments.graph, *evidence]
            subprocess.run([*export, "--format", "gexf", "-o", folder / "n.gexf"], check=True)
            found = Import(folder / "n.gexf")
            failed += tell(" ".join(["GEXF", *evidence]), found.issues, (len(found.nodes), len(found.ids)))
            subprocess.run([*export, "--format", "csv", "-o", folder], check=True)
            failed += tell(" ".join(["CSV", *evidence]), *check_tables(folder))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
