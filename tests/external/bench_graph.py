#!/usr/bin/env python3
"""Times what a large graph costs tripel, and rdflib on the same graph, and writes the report.

    pip install -r tests/external/requirements.txt
    python tests/external/bench_graph.py target/release/tripel > tests/reports/graph.md

`--disk` names a tripel with the feature `rocksdb`, `--articles` the sizes; rdflib is asked up to `--peer` articles.
The readings are invented (`tripel score synthetic`) and the same on every machine. Every figure is the best of three
runs of the whole command, from its start to its end; where other programs run beside, the time of the processor tells more.
"""
import argparse
import json
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIPEL = "https://tripel.example/ontology/"
ARTICLE = Path(__file__).parents[2] / "seeds/articles/roboter-aus-suzhou.md"


HUB = "two steps from the first"
TENTH = "two steps from the tenth"
HUNDREDTH = "two steps from the hundredth"


class Run:
    """A command that was run: its output, seconds, seconds of the processor, and megabytes at most."""

    def __init__(self, *command):
        with tempfile.TemporaryFile() as out:
            start = time.perf_counter()
            process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.PIPE)
            errors = process.stderr.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
            out.seek(0)
            self.out = out.read().decode()
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            sys.exit(f"{command}: {errors}")


def best(*command, times=3):
    return min((Run(*command) for _ in range(times)), key=lambda run: run.wall)


def cell(run):
    return f"{run.wall:.2f} s ({run.cpu:.2f} s, {run.memory:.0f} MB)"


STEPS = "SELECT (COUNT(*) AS ?n) {{ <{}> ?p ?b . ?b ?q ?c . ?c <https://tripel.example/ontology/mentions> ?m }}"


def drawn(tripel, folder, number=20):
    """Two steps from so many firms, drawn by lot from all, always the same ones."""
    order = "SELECT ?s { ?s a schema:Corporation } ORDER BY ?s"
    things = Run(tripel, "query", order, "--graph", folder, "--format", "csv").out.split("\r\n")[1:-1]
    return [STEPS.format(thing) for thing in random.Random(1).sample(things, number)]


def queries(tripel, folder):
    """
    Two steps from the firm that is mentioned most, from the tenth and from the hundredth, and a path from the first over the three
    commonest relations of the ontology.
    """
    order = "SELECT ?s { ?s tripel:mentions ?n . ?s a schema:Corporation } ORDER BY DESC(?n) ?s LIMIT 100"
    things = Run(tripel, "query", order, "--graph", folder, "--format", "csv").out.split("\r\n")[1:-1]
    stats = json.loads(Run(tripel, "stats", "--json", "--graph", folder).out)
    by_count = sorted(stats["statements_by_relation"].items(), key=lambda row: (-row[1], row[0]))
    named = [iri for iri, _ in by_count if iri.startswith(TRIPEL) and not iri.endswith("/says")][:3]
    path = "|".join(f"<{iri}>" for iri in named)
    return {
        HUB: STEPS.format(things[0]),
        TENTH: STEPS.format(things[9]),
        HUNDREDTH: STEPS.format(things[-1]),
        "path": f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ <{things[0]}> ({path})+ ?c }}",
    }


def count(text):
    return int(text.split()[1])


def engine(tripel, folder, query):
    """The seconds of the engine alone, of three."""
    plans = [json.loads(Run(tripel, "query", query, "--explain", "--graph", folder).out) for _ in range(3)]
    return min(duration(plan) for plan in plans)


def duration(plan):
    """The longest time that a step names: the steps inside are part of those outside."""
    found = [plan.get("duration in seconds", 0)] + [duration(child) for child in plan.get("children", [])]
    return max(found + ([duration(plan["plan"])] if "plan" in plan else []))


def rdflib_times(file, asked, patience):
    """The seconds that rdflib takes to load and to answer; those of an answer are None when patience runs out."""
    import rdflib

    start = time.perf_counter()
    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    times = {"open": time.perf_counter() - start}
    answers = {}
    for name, query in asked.items():
        times[name], answers[name] = in_time(lambda: int(next(iter(graph.query(query)))[0]), patience)
    return times, answers, len(graph)


def in_time(ask, patience):
    """Asks in a process of its own, which shares the graph and can be stopped."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def run():
        start = time.perf_counter()
        answer = ask()
        theirs.send((time.perf_counter() - start, answer))

    process = context.Process(target=run)
    process.start()
    found = ours.recv() if ours.poll(patience) else (None, None)
    process.kill()
    process.join()
    return found


def measure(arguments, articles, desk):
    tripel, folder = arguments.tripel, desk / f"graph-{articles}"
    Run(tripel, "score", "synthetic", "--articles", articles, "--graph", folder)
    stats = json.loads(Run(tripel, "stats", "--json", "--graph", folder).out)
    asked = queries(tripel, folder)
    row = {"articles": articles, "edges": stats["asserted"], "evidence": stats["evidence"]}
    row["build"] = best(tripel, "query", "ASK { ?s ?p ?o }", "--graph", folder)
    row["open"] = best(tripel, "query", asked[HUB], "--graph", folder)
    added = [Run(tripel, "build", ARTICLE, "--graph", folder)]
    for _ in range(2):
        Run(tripel, "remove", ARTICLE.name, "--graph", folder)
        added.append(Run(tripel, "build", ARTICLE, "--graph", folder))
    Run(tripel, "remove", ARTICLE.name, "--graph", folder)
    row["add"] = min(added, key=lambda run: run.wall)
    row["find"] = best(tripel, "find", "Produktion", "--graph", folder)
    if arguments.disk:
        copy = desk / f"disk-{articles}"
        shutil.copytree(folder, copy)
        row["load"] = Run(arguments.disk, "query", asked[HUB], "--graph", copy)
        row["disk"] = [(name, best(arguments.disk, "query", query, "--graph", copy, "--format", "tsv")) for name, query in asked.items()]
        row["lot"] = [best(arguments.disk, "query", query, "--graph", copy) for query in drawn(tripel, folder)]
        row["room"] = sum(file.stat().st_size for file in (copy / "rocksdb").rglob("*")) / 1e6
    if articles <= arguments.peer:
        row["peer"] = peer(tripel, folder, asked, desk, arguments.patience, dict(row.get("disk", [])))
    return row


def peer(tripel, folder, asked, desk, patience, disk):
    file = desk / "graph.nt"
    Run(tripel, "export", "--format", "ntriples", "-o", file, "--graph", folder)
    times, answers, triples = rdflib_times(file, asked, patience)
    rows = []
    for name, query in asked.items():
        run = best(tripel, "query", query, "--graph", folder, "--format", "tsv")
        if answers[name] not in (None, count(run.out)):
            sys.exit(f"{name}: tripel counts {count(run.out)}, rdflib {answers[name]}")
        more = "" if times[name] else "> "
        theirs = times[name] or patience
        whole = [run.wall, disk[name].wall if name in disk else None]
        rows.append((name, engine(tripel, folder, query), theirs, whole, times["open"] + theirs, count(run.out), more))
    return triples, rows


def evidence_triples(tripel, folder):
    """How many triples a piece of evidence costs, on average and at most, and how many a statement beside."""
    per, statement = {}, 0
    out = Run(tripel, "export", "--format", "nquads", "--with-evidence", "--graph", folder).out
    for line in out.splitlines():
        subject = line.split(" ", 1)[0]
        if "/evidence/" in subject:
            per[subject] = per.get(subject, 0) + 1
        elif "/statement/" in subject:
            statement += 1
    return sum(per.values()) / len(per), max(per.values()), statement / len(per)


def report(rows, real, note):
    print("# A large graph\n\nWritten by `tests/external/bench_graph.py`. The readings are invented: as many facts, things and sentences as")
    print("news articles have, names as unevenly frequent. Times are of whole commands, from start to end; in brackets the")
    print(f"time of the processor and the most memory. {os.cpu_count()} processors.\n")
    print("| articles | edges | pieces of evidence | readings → graph | open, two steps from the first | add one article | find a word |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        cells = [row["articles"], row["edges"], row["evidence"]] + [cell(row[name]) for name in ("build", "open", "add", "find")]
        print("| " + " | ".join(str(one) for one in cells) + " |")
    if any("disk" in row for row in rows):
        print(f"\n## On disk (feature `rocksdb`{note})\n\nOpened and asked; in the first row of each size the graph is made and put there.\n")
        print("| articles | MB on disk | query (ways) | time |\n|---|---|---|---|")
        for row in rows:
            if "disk" in row:
                print(f"| {row['articles']} | {row['room']:.0f} | first question | {cell(row['load'])} |")
                for name, run in row["disk"]:
                    print(f"| {row['articles']} | | {name} ({count(run.out)}) | {cell(run)} |")
                times = [run.wall for run in row["lot"]]
                lot = f"two steps from {len(times)} firms drawn by lot"
                print(f"| {row['articles']} | | {lot} | median {statistics.median(times):.2f} s, slowest {max(times):.2f} s |")
    print("\n## Beside rdflib\n\nThe same queries on the same graph, exported as N-Triples; both count the same. `>`: rdflib was stopped there.\n")
    print("| articles | triples | query | engine alone: tripel | rdflib | | open and ask: rdflib | tripel in memory | | tripel on disk | |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        triples, asked = row.get("peer", (0, []))
        for name, own, other, whole, other_whole, answer, more in asked:
            ours = [f"{run:.2f} s | {more}{other_whole / run:.0f}×" if run else "not asked |" for run in whole]
            times = f"{own:.4f} s | {more}{other:.3f} s | {more}{other / own:.0f}× | {more}{other_whole:.1f} s | {' | '.join(ours)}"
            print(f"| {row['articles']} | {triples} | {name} ({answer}) | {times} |")
    print("\n## Evidence\n\n| graph | triples a piece of evidence | at most | a statement beside |\n|---|---|---|---|")
    for name, (average, most, beside) in real:
        print(f"| {name} | {average:.1f} | {most} | {beside:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", type=Path, help="the program")
    parser.add_argument("--disk", type=Path, help="a tripel with the feature rocksdb")
    parser.add_argument("--note", default="", help="what is to be said of that program, beginning with a comma")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--peer", type=int, default=10000, help="the largest graph that rdflib is asked about")
    parser.add_argument("--patience", type=float, default=600, help="the seconds that rdflib gets for a query")
    arguments = parser.parse_args()
    arguments.tripel = arguments.tripel.resolve()
    with tempfile.TemporaryDirectory() as desk:
        desk = Path(desk)
        rows = [measure(arguments, articles, desk) for articles in arguments.articles]
        Run(arguments.tripel, "build", ARTICLE.parent, "--graph", desk / "demo")
        names = [("the demo articles", desk / "demo"), (f"{rows[0]['articles']} invented", desk / f"graph-{rows[0]['articles']}")]
        report(rows, [(name, evidence_triples(arguments.tripel, folder)) for name, folder in names], arguments.note)


if __name__ == "__main__":
    main()
