#!/usr/bin/env python3
"""Asks tripel and reads its answers in the four formats of SPARQL 1.1 with rdflib; all four must say the same.

    pip install -r tests/external/requirements.txt
    python tests/external/check_answers.py target/release/tripel --graph graph
"""
import argparse
import io
import subprocess
import sys

import rdflib
from rdflib.query import Result

FORMATS = {"json": "json", "xml": "xml", "tsv": "tsv", "csv": "csv"}
QUERIES = [
    "SELECT ?s ?name { ?s rdfs:label ?name } ORDER BY ?s ?name",
    "SELECT ?s ?n ?date { ?s tripel:mentions ?n OPTIONAL { ?s tripel:firstSeen ?date } } ORDER BY ?s",
    "SELECT ?sentence ?confidence { ?e tripel:sentence ?sentence ; tripel:confidence ?confidence } ORDER BY ?sentence ?confidence",
    "SELECT ?nothing { ?nothing tripel:mentions -1 }",
]
ASKS = {"ASK { ?s tripel:mentions ?n }": True, "ASK { ?s tripel:mentions -1 }": False}


def answer(arguments, query, name):
    command = [arguments.tripel, "query", query, "--graph", arguments.graph, "--format", name]
    run = subprocess.run(command, stdout=subprocess.PIPE)
    if run.returncode not in (0, 1):
        sys.exit(f"{command} ended with {run.returncode}")
    return run.stdout


def parse(name, data):
    return Result.parse(io.BytesIO(data), format=FORMATS[name])


def cells(result, as_text):
    """The rows; as text where the format keeps no more than that. An unbound cell and an empty one are the same in CSV."""
    def cell(value):
        return (str(value) if value is not None else "") if as_text else value

    return [tuple(cell(row[variable]) for variable in result.vars) for row in result]


def check_rows(arguments, query):
    parsed = {name: parse(name, answer(arguments, query, name)) for name in FORMATS}
    names = {name: [str(variable) for variable in result.vars] for name, result in parsed.items()}
    whole = {name: cells(parsed[name], False) for name in ("json", "xml", "tsv")}
    text = {name: cells(result, True) for name, result in parsed.items()}
    if len({tuple(one) for one in names.values()}) != 1:
        sys.exit(f"{query}: the formats name different variables: {names}")
    for other in ("xml", "tsv"):
        if whole["json"] != whole[other]:
            sys.exit(f"{query}: json and {other} differ")
    if text["json"] != text["csv"]:
        sys.exit(f"{query}: json and csv differ")
    return len(whole["json"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", help="the program")
    parser.add_argument("--graph", default="graph", help="the folder of the graph")
    arguments = parser.parse_args()
    rows = [check_rows(arguments, query) for query in QUERIES]
    if not all(rows[:3]) or rows[3]:
        sys.exit(f"unexpected numbers of rows: {rows}")
    for query, truth in ASKS.items():
        for name in ("json", "xml"):
            if parse(name, answer(arguments, query, name)).askAnswer is not truth:
                sys.exit(f"{query}: {name} does not say {truth}")
    print(f"rdflib {rdflib.__version__} reads {rows} rows alike as {', '.join(FORMATS)}, and yes and no as json and xml")


if __name__ == "__main__":
    main()
