#!/usr/bin/env python3
"""Measures how what tripel does grows with the number of articles, and writes a table and a picture of it.

    pip install matplotlib
    python tests/external/bench_growth.py target/release/tripel tests/reports

That writes growth.md and growth.svg. `--articles` names the sizes; for 100,000 articles, 16 GB of memory should be free.

The readings are invented (`tripel score synthetic`) and the same on every machine. Times are those that processors work,
of all threads together, and of whole commands: each makes the graph from its readings first. The last row says by how
much what takes n log n grows. The answer of the two steps from the firm that most articles name grows faster than the
graph: they go on from all that is linked to it; beside them stand those from the hundredth firm.
"""
import argparse
import json
import math
import sys
import tempfile
from pathlib import Path

from bench_graph import HUB, HUNDREDTH, Run, queries

# What is a command of its own, beside making the graph.
COMMANDS = {
    "readings → graph": ["query", "ASK { ?s ?p ?o }"],
    "PageRank": ["rank", "--limit", "1"],
    "betweenness, 16 sources": ["rank", "--by", "betweenness", "--sample", "16", "--limit", "1"],
    "communities": ["communities", "--json"],
    "GraphML": ["export", "--format", "graphml"],
    "Turtle with evidence": ["export", "--format", "turtle", "--with-evidence"],
    "find a word": ["find", "Produktion"],
}
# Each command opens the graph anew, which takes minutes where it is very large.
LARGE = 10_000
SKIPPED = {HUB, "betweenness, 16 sources", "PageRank", "communities", "Turtle with evidence", "find a word"}


def measure(tripel, articles, desk, skipped):
    folder = desk / f"graph-{articles}"
    if not folder.exists():
        Run(tripel, "score", "synthetic", "--articles", articles, "--graph", folder)
    stats = json.loads(Run(tripel, "stats", "--json", "--graph", folder).out)
    row = {"articles": articles, "edges": stats["asserted"], "runs": {}}
    asked = queries(tripel, folder)
    commands = COMMANDS | {name: ["query", asked[name], "--timeout", "600"] for name in [HUB, HUNDREDTH]}
    commands = {name: command for name, command in commands.items() if name not in skipped}
    for name, command in commands.items():
        to_file = ["-o", desk / "out"] if command[0] == "export" else []
        row["runs"][name] = Run(tripel, *command, *to_file, "--graph", folder)
        print(articles, name, f"{row['runs'][name].cpu:.2f}", file=sys.stderr, flush=True)
    return row


def n_log_n(one, other):
    """How much what takes n log n takes more."""
    return other * math.log(other) / (one * math.log(one))


def report(rows):
    print("# Growth with the number of articles\n\nWritten by `tests/external/bench_growth.py`.\n")
    print(" ".join(__doc__.split("\n\n")[3].split()) + "\n")
    sizes = [row["articles"] for row in rows]
    print("| command | " + " | ".join(f"{size} articles" for size in sizes) + " | "
          + " | ".join(f"× from {one} to {other}" for one, other in zip(sizes, sizes[1:])) + " |")
    print("|---|" + "---|" * (2 * len(sizes) - 1))
    print("| edges | " + " | ".join(str(row["edges"]) for row in rows) + " |" + "  |" * (len(sizes) - 1))
    for name in rows[0]["runs"]:
        runs = [row["runs"].get(name) for row in rows]
        cells = [f"{run.cpu:.2f} s, {run.memory:.0f} MB" if run else "not run" for run in runs]
        ratios = [f"{other.cpu / one.cpu:.1f}" if one and other else "" for one, other in zip(runs, runs[1:])]
        print(f"| {name} | " + " | ".join(cells + ratios) + " |")
    limits = [f"{n_log_n(one, other):.1f}" for one, other in zip(sizes, sizes[1:])]
    print("| n log n | " + " | ".join([""] * len(sizes) + limits) + " |")
    print("\n![Seconds by number of articles](growth.svg)")


def plot(rows, file):
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "tripel"})
    from matplotlib import pyplot

    figure, (times, memory) = pyplot.subplots(1, 2, figsize=(12, 6))
    sizes = [row["articles"] for row in rows]
    for name in rows[0]["runs"]:
        runs = [(row["articles"], row["runs"][name]) for row in rows if name in row["runs"]]
        times.loglog([size for size, _ in runs], [run.cpu for _, run in runs], marker="o", label=name)
        memory.loglog([size for size, _ in runs], [run.memory for _, run in runs], marker="o", label=name)
    start = rows[0]["runs"]["readings → graph"].cpu
    times.loglog(sizes, [start * n_log_n(sizes[0], size) for size in sizes], "k--", label="n log n")
    for axes, title in [(times, "seconds of the processor"), (memory, "most memory, MB")]:
        axes.set_xlabel("articles")
        axes.set_title(title)
        axes.grid(True, which="major", alpha=0.3)
    times.legend(fontsize=8, loc="upper left")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", type=Path, help="the program")
    parser.add_argument("folder", type=Path, help="where growth.md and growth.svg are written")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000, 100000])
    parser.add_argument("--desk", type=Path, help="a folder for the graphs, which are kept there and used again")
    arguments = parser.parse_args()
    tripel = arguments.tripel.resolve()
    rows = []
    with tempfile.TemporaryDirectory() as desk:
        desk = arguments.desk or desk
        for articles in arguments.articles:
            rows.append(measure(tripel, articles, Path(desk), SKIPPED if articles > LARGE else set()))
    with open(arguments.folder / "growth.md", "w") as file:
        sys.stdout = file
        report(rows)
    sys.stdout = sys.__stdout__
    plot(rows, arguments.folder / "growth.svg")


if __name__ == "__main__":
    sys.exit(main())
