"""Marks what two trained readers agree on in German text: silver trees to train another reader on.

Words come from CoNLL-U files, as `tripel read --conllu` writes them. A tag, a feature, a head or a relation stands in
the output where both readers give the same, and `_` where they differ. Left out are sentences that are short or long,
that stand twice, and those in which the readers agree on fewer than four heads in five.

    python silver.py --encoder e5-small-q4.bin --tokenizer tokenizer.json --models ONE TWO --out silver.conllu.gz \
        TEXT.conllu ...
"""
import argparse
import gzip
import time

import torch

from corpora import FEATURES, NONE, Sentence
from reader import Batch, Reader, batches, piece_cutter

SHORTEST, LONGEST = 4, 50
AGREEMENT = 0.8
MANY = 20_000  # sentences marked at a time
UNKNOWN = "_"


def read_words(path):
    """The sentences of a CoNLL-U file: words, and whether a blank follows."""
    words, blanks = [], []
    with open(path, encoding="utf8") as handle:
        for line in handle:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                words.append(columns[1])
                blanks.append("SpaceAfter=No" not in columns[9])
            elif not line.strip() and words:
                sentence = Sentence(words, "de", "silver")
                sentence.blank_after = blanks
                yield sentence
                words, blanks = [], []


@torch.no_grad()
def mark(model, sentences, pieces):
    """For each sentence its columns: UPOS, XPOS, features, heads, relations."""
    model.eval()
    lists = model.labels.lists
    out = [None] * len(sentences)
    for rows in batches(sentences, 2500):
        batch = Batch([sentences[i] for i in rows], model.labels, pieces, "gsd", gold=False)
        with torch.autocast("cpu", torch.bfloat16):
            tags, arcs, dependents, head_vectors = model(batch)
            heads = arcs.argmax(-1)
            relations = model.relation_scores(dependents, head_vectors, heads).argmax(-1)
        best = {layer: logits.argmax(-1) for layer, logits in tags.items()}
        for b, row in enumerate(rows):
            here = range(len(sentences[row]))

            def names(layer):
                return [lists[layer][best[layer][b, i]] for i in here]

            features = list(zip(*(names(name) for name in FEATURES)))
            out[row] = (names("upos"), names("xpos_de"), features, [int(heads[b, i]) for i in here],
                        [lists["relation"][relations[b, i]] for i in here])
    return out


def agreed(one, two):
    return [a if a == b else UNKNOWN for a, b in zip(one, two)]


def agreed_features(one, two):
    """`Case=Nom|Gender=?`: a feature on which the readers differ is unknown, one that both deny is left out."""
    out = []
    for first, second in zip(one, two):
        marks = [f"{name}={a if a == b else '?'}" for name, a, b in zip(FEATURES, first, second)
                 if a != b or a != NONE]
        out.append("|".join(marks) or UNKNOWN)
    return out


def write(handle, sentence, one, two):
    """Writes what both say, and returns whether that was enough."""
    heads = agreed(one[3], two[3])
    if sum(head != UNKNOWN for head in heads) < AGREEMENT * len(sentence) or one[3].count(0) != 1:
        return False
    relations = [r if h != UNKNOWN else UNKNOWN for r, h in zip(agreed(one[4], two[4]), heads)]
    columns = zip(sentence.words, agreed(one[0], two[0]), agreed(one[1], two[1]), agreed_features(one[2], two[2]), heads,
                  relations, sentence.blank_after)
    for number, (word, upos, xpos, features, head, relation, blank) in enumerate(columns, 1):
        handle.write(f"{number}\t{word}\t_\t{upos}\t{xpos}\t{features}\t{head}\t{relation}\t_\t"
                     f"{'_' if blank else 'SpaceAfter=No'}\n")
    handle.write("\n")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", help="CoNLL-U files, of which only the words are read")
    parser.add_argument("--encoder", required=True, help="e5-small-q4.bin")
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json")
    parser.add_argument("--models", required=True, nargs=2, help="folders of two trained readers")
    parser.add_argument("--out", required=True, help="the silver trees, .conllu.gz")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    pieces, seen, sentences = piece_cutter(arguments.tokenizer), set(), []
    for path in arguments.texts:
        for sentence in read_words(path):
            if SHORTEST <= len(sentence) <= LONGEST and tuple(sentence.words) not in seen:
                seen.add(tuple(sentence.words))
                sentences.append(sentence)
    one, two = (Reader.load(arguments.encoder, folder) for folder in arguments.models)
    kept, words, started = 0, 0, time.time()
    with gzip.open(arguments.out, "wt", encoding="utf8") as handle:
        for start in range(0, len(sentences), MANY):
            some = sentences[start:start + MANY]
            for sentence, a, b in zip(some, mark(one, some, pieces), mark(two, some, pieces)):
                if write(handle, sentence, a, b):
                    kept += 1
                    words += len(sentence)
            print(f"{start + len(some)} of {len(sentences)} sentences read, {kept} kept with {words} words, "
                  f"{time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
