"""Writes tests/reference/gsd_test.tsv.gz: what the reader with unpacked weights, in 32 bits, makes of GSD test.

    python reference.py --data DATA --encoder e5-small-q4.bin --tokenizer tokenizer.json --model TRAINED \\
        --out ../tests/reference/gsd_test.tsv.gz

A line holds part of speech, head and relation of a word, an empty line stands between sentences; the words are not
repeated. The tree is the best one with a single root.
"""
import argparse
import gzip
import os

import numpy as np
import torch

import corpora
from reader import Batch, Reader, batches, piece_cutter

PADDED_WORDS = 1500


def best_tree(scores):
    """Chu-Liu/Edmonds over log probabilities [n, n+1]; column 0 is the root.

    Every choice of the single root is tried in the order of its score until the
    bound shows that no other can win.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores
    best, best_value = None, -np.inf
    free = np.delete(scores, 0, 1).max(1) if n > 1 else np.zeros(n)
    for root in np.argsort(-(scores[:, 0] - free)):
        bound = scores[root, 0] + free.sum() - free[root]
        if bound <= best_value:
            break
        trial = full.copy()
        trial[1:, 0] = -1e9
        trial[root + 1] = -1e9
        trial[root + 1, 0] = scores[root, 0]
        heads = _arborescence(trial)
        value = sum(trial[i, heads[i]] for i in range(1, n + 1))
        if value > best_value:
            best, best_value = heads, value
    return best[1:]


def _arborescence(scores):
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = [i for i in range(len(scores)) if i not in cycle]
    members, size = sorted(cycle), len(rest) + 1
    inner = scores[members, heads[members]]
    small = np.full((size, size), -1e9)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(members, rest)] - inner[:, None]
    out_of = scores[np.ix_(rest, members)]
    small[-1, :-1] = into.max(0) + inner.sum()
    small[:-1, -1] = out_of.max(1)
    np.fill_diagonal(small, -1e9)
    solved = _arborescence(small)
    result = heads.copy()
    for k, i in enumerate(rest):
        if i:
            result[i] = rest[solved[k]] if solved[k] < size - 1 else members[out_of[k].argmax()]
    entry = solved[-1]
    result[members[into[:, entry].argmax()]] = rest[entry]
    return result


def _cycle(heads):
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return set(path[path.index(at):])
        for i in path:
            state[i] = 2
    return set()


@torch.no_grad()
def annotate(model, sentences, pieces):
    """The lines of each sentence."""
    labels, out = model.labels.lists, [None] * len(sentences)
    root = labels["relation"].index("root")
    for rows in batches(sentences, PADDED_WORDS):
        batch = Batch([sentences[i] for i in rows], model.labels, pieces, "gsd", gold=False)
        tags, arcs, dependents, head_vectors = model(batch)
        chances = arcs.log_softmax(-1).numpy().astype(float)
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for b, i in enumerate(rows):
            n = len(sentences[i])
            heads[b, :n] = torch.from_numpy(best_tree(chances[b, :n, :n + 1]))
        scores = model.relation_scores(dependents, head_vectors, heads)
        scores[..., root] = torch.where(heads == 0, 1e4, -1e4)
        relations, upos = scores.argmax(-1), tags["upos"].argmax(-1)
        for b, i in enumerate(rows):
            out[i] = "".join(
                f"{labels['upos'][upos[b, w]]}\t{int(heads[b, w])}\t{labels['relation'][relations[b, w]]}\n"
                for w in range(len(sentences[i])))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder with treebank/")
    parser.add_argument("--encoder", required=True, help="e5-small-q4.bin")
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json")
    parser.add_argument("--model", required=True, help="folder with teacher.safetensors and labels.json")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = Reader.load(arguments.encoder, arguments.model).eval()
    path = os.path.join(arguments.data, "treebank", "de_gsd-test.conllu.gz")
    sentences = list(corpora.read_conllu(path, "de", "gsd"))
    lines = annotate(model, sentences, piece_cutter(arguments.tokenizer))
    with gzip.GzipFile(arguments.out, "wb", mtime=0) as handle:
        handle.write("\n".join(lines).encode())


if __name__ == "__main__":
    main()
