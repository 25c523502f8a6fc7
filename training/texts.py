"""Picks the German texts that silver trees are made of: sentences of Wikipedia, more of those that speak of business and
politics, and the SmartData documents that training may see.

    python texts.py --data DATA --out TEXTS
    for text in TEXTS/*.txt; do tripel read --conllu "$text" > "$text.conllu"; done
"""
import argparse
import gzip
import json
import lzma
import os
import random
import re

# Word beginnings that sentences near to news have.
NEWS = re.compile(r"Unternehmen|Konzern|Milliard|Million|Präsident|Minister|Regierung|gegründet|Firma|Aktie|Bank\b|Vertrag|"
                  r"Abkommen|Partei|Wahl|Gesetz|EU\b|USA|Vorstand|Vorsitz|Chef|Umsatz|Werk\b|Produktion|verkauf|übern|"
                  r"Sprecher|Behörde|Gericht|kündigt|erklärt|laut|zufolge|Software|Technolog|Krieg|Sanktion|Handel|Export|"
                  r"Investit|Mitarbeiter|Tochter")
NEAR_SHARE, FAR_SHARE, FAR_COUNT = 0.1, 0.03, 8000
SHORTEST, LONGEST = 5, 40
MOST_DIGITS = 0.12  # a share of the letters


def is_whole(line):
    """Whether a line is one sentence of running text."""
    return (SHORTEST <= line.count(" ") + 1 <= LONGEST and line[-1] in ".!?" and (line[0].isupper() or line[0] in "\"„")
            and sum(letter.isdigit() for letter in line) <= MOST_DIGITS * len(line))


def wikipedia(path, rng):
    near, far = [], []
    with lzma.open(path, "rt", encoding="utf8") as handle:
        for line in map(str.strip, handle):
            if line and is_whole(line):
                kind, share = (near, NEAR_SHARE) if NEWS.search(line) else (far, FAR_SHARE)
                if rng.random() < share:
                    kind.append(line)
    rng.shuffle(near)
    rng.shuffle(far)
    picked = near + far[:FAR_COUNT]
    rng.shuffle(picked)
    return picked


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf8") as handle:
        handle.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder with text/ and ner/")
    parser.add_argument("--out", required=True, help="folder for the texts")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    picked = wikipedia(os.path.join(arguments.data, "text", "wikipedia_de.txt.xz"), random.Random(7))
    half = len(picked) // 2
    write(arguments.out, "wikipedia1.txt", "\n\n".join(picked[:half]))
    write(arguments.out, "wikipedia2.txt", "\n\n".join(picked[half:]))
    with gzip.open(os.path.join(arguments.data, "ner", "smartdata.jsonl.gz"), "rt", encoding="utf8") as handle:
        for number, line in enumerate(handle):
            if number % 5 != 4:
                write(arguments.out, f"smartdata{number:04}.txt", json.loads(line)["text"])


if __name__ == "__main__":
    main()
