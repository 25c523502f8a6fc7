"""Trains the reader on tags, trees and names in German and English, and measures it.

A batch mixes passages of all sources, of one to four sentences; each loss counts only the words that its source
annotates. In a pass about half of the German trees have their compounds with hyphens as one word, as the tokenizer
gives them, and in some of them names are exchanged for others. Silver trees are what two earlier readers agree on
(silver.py). The word embeddings stay frozen. The learning rate falls over the steps; what is kept at the end is the mean of the weights over the last
quarter. A fifth of SmartData (the documents whose number leaves 4 when divided by 5), GSD test, EWT test, GUM test and
GermEval dev are never seen.

    python train.py --data DATA --encoder e5-small-q4.bin --tokenizer tokenizer.json --own own.conllu \
        --silver silver.conllu.gz --out OUT --steps 7400
    python train.py --data DATA --encoder e5-small-q4.bin --tokenizer tokenizer.json --evaluate OUT
"""
import argparse
import collections
import json
import os
import random
import time

import torch
import torch.nn as nn

import corpora
from corpora import FEATURES
from encoder import Encoder
from reader import Batch, Labels, Reader, batches, piece_cutter


def gather(data, silver=(), own=None, seed=1):
    """The training pool: name -> (sentences, passes per epoch)."""
    rng = random.Random(seed)
    tree, ner = os.path.join(data, "treebank", ""), os.path.join(data, "ner", "")
    gsd = list(corpora.read_conllu(tree + "de_gsd-dev.conllu.gz", "de", "gsd"))
    examples = list(corpora.read_conllu(tree + "de_examples.conllu.gz", "de", "examples",
                                        complete=False))
    pud = list(corpora.read_conllu(tree + "de_pud.conllu.gz", "de", "pud", xpos=False))
    english_pud = list(corpora.read_conllu(tree + "en_pud.conllu.gz", "en", "pud"))
    corpora.share_entities(pud, corpora.read_columns(
        ner + "uner_de_pud.iob2.gz", "de", "pud", 1, 2, True))
    morphology = list(corpora.read_unimorph(tree + "de_gsd-morphology.conllu.gz", "de", "gsd"))
    corpora.share_xpos(pud + morphology, gsd + examples)
    test = {tuple(s.words) for s in
            corpora.read_conllu(tree + "de_gsd-test.conllu.gz", "de", "gsd")}
    examples = [s for s in examples if tuple(s.words) not in test]
    gum = list(corpora.read_conllu(tree + "en_gum-train.conllu.gz", "en", "gum", entities=True))
    ewt = list(corpora.read_conllu(tree + "en_ewt-train.conllu.gz", "en", "ewt"))
    news = [s for s in ewt if s.document.startswith(("newsgroup", "weblog"))]
    other = [s for s in ewt if not s.document.startswith(("newsgroup", "weblog"))]
    germeval = list(corpora.read_columns(ner + "germeval2014-test.tsv.gz", "de", "germeval",
                                         1, 2, False))
    smartdata = list(corpora.read_smartdata(ner + "smartdata.jsonl.gz", "de", "smartdata", lambda n: n % 5 != 4))
    pool = {
        "gsd": (gsd, 3), "pud": (pud, 2), "english pud": (english_pud, 0.5), "examples": (examples, 1),
        "morphology": (morphology, 0.5), "gum": (gum, 1), "ewt news": (news, 1),
        "ewt other": (other, 1), "germeval": (germeval, 1), "smartdata": (smartdata, 1),
    }
    for language in ("de", "en"):
        wiki = list(corpora.read_columns(ner + f"wikiann_{language}-train.tsv.gz", language,
                                         "wikiann", 0, 1, True, prefix=language + ":"))
        pool["wikiann " + language] = (wiki, 0.03)
    if silver:
        pool["silver"] = ([s for path in silver for s in corpora.read_silver(path, "de", "gsd")], 1)
    if own:
        trees = list(corpora.read_silver(own, "de", "gsd"))
        corpora.fill_in_people(trees, germeval, rng)
        pool["own"] = (trees, 3)
    for name, (sentences, _) in pool.items():
        sentences[:] = [s for s in sentences if len(s) <= 100 and (len(s) > 1 or s.heads[0] is not None)]
        if name not in IN_ORDER:
            rng.shuffle(sentences)
    return pool


# The sources whose sentences follow each other as in their documents.
IN_ORDER = ("gum", "ewt news", "ewt other")
# The sources whose sentences are cut by people; fragments and what a rule has cut teach nothing about sentences.
CUT_BY_HAND = ("gsd", "pud", "english pud", "examples", "morphology", "germeval", "own") + IN_ORDER
# How many sentences a passage has.
LENGTHS = (1, 1, 1, 1, 1, 2, 2, 3, 3, 4)
PASSAGE_WORDS = 110
# The share of sentences that lose their full stop: in running text headlines have none.
HEADLINES = 0.12


# The German trees whose names are exchanged, in some of their sentences and there in some places.
RENAMED = ("gsd", "pud", "examples", "silver", "own")
RENAMED_SENTENCES, RENAMED_NAMES = 0.3, 0.6


def names_of_one_word(pool):
    """The names of one word in the German name corpora, each as often as it stands there."""
    return [s.words[i] for source in ("germeval", "smartdata") for s in pool[source][0] for i in range(len(s))
            if min(s.entity[i]).startswith("B-") and len(s.words[i]) > 1 and s.words[i][0].isupper()
            and s.words[i][-1] not in "s'’."
            and (i + 1 == len(s) or not min(s.entity[i + 1]).startswith("I-"))]


def one_epoch(pool, rng):
    """The passages of a pass over all sources."""
    out, names = [], names_of_one_word(pool)
    for name, (sentences, passes) in pool.items():
        while passes > 0:
            some = sentences
            if passes < 1:
                count = round(passes * len(sentences))
                start = rng.randrange(len(sentences) - count + 1)
                some = sentences[start:start + count] if name in IN_ORDER else rng.sample(sentences, count)
            elif name not in IN_ORDER:
                some = rng.sample(sentences, len(sentences))
            if name in RENAMED:
                some = [corpora.with_other_names(s, names, rng, RENAMED_NAMES) if rng.random() < RENAMED_SENTENCES else s
                        for s in some]
            out += passages(some, rng) if name in CUT_BY_HAND else [joined(s, rng) for s in some]
            passes -= 1
    return out


def joined(sentence, rng):
    return corpora.join_compounds(sentence) if sentence.language == "de" and rng.random() < 0.5 else sentence


def passages(sentences, rng):
    out, group, wanted = [], [], rng.choice(LENGTHS)
    for sentence in sentences:
        sentence = joined(sentence, rng)
        if rng.random() < HEADLINES:
            sentence = corpora.without_full_stop(sentence)
        if group and (len(group) == wanted or sum(map(len, group)) + len(sentence) > PASSAGE_WORDS):
            out.append(corpora.passage(group))
            group, wanted = [], rng.choice(LENGTHS)
        group.append(sentence)
    if group:
        out.append(corpora.passage(group))
    return out


def spans(tags):
    out, begin = set(), None
    for i, tag in enumerate(list(tags) + ["O"]):
        if begin is not None and (tag[0] != "I" or tag[2:] != tags[begin][2:]):
            out.add((begin, i, tags[begin][2:]))
            begin = None
        if tag[0] == "B" or tag[0] == "I" and begin is None:
            begin = i
    return out


@torch.no_grad()
def evaluate(model, sentences, pieces, style):
    """UPOS, XPOS, features, UAS, LAS (all words, full relations, gold words), NER F1."""
    model.eval()
    labels, c, started = model.labels, collections.Counter(), time.time()
    relation_names, entity_names = labels.lists["relation"], labels.lists["entity"]
    for rows in batches(sentences, 2500):
        group = [sentences[i] for i in rows]
        batch = Batch(group, labels, pieces, style)
        with torch.autocast("cpu", torch.bfloat16):
            tags, arcs, dependents, head_vectors = model(batch)
            heads = arcs.argmax(-1)
            relations = model.relation_scores(dependents, head_vectors, heads).argmax(-1)
        best = {layer: logits.argmax(-1) for layer, logits in tags.items()}
        right = {layer: torch.gather(batch.permitted[layer], 2, b[..., None])[..., 0]
                 for layer, b in best.items()}
        features = torch.stack([right[name] for name in FEATURES]).all(0)
        for b, s in enumerate(group):
            for i in range(len(s)):
                c["words"] += 1
                if s.upos[i]:
                    c["tagged"] += 1
                    c["upos"] += int(right["upos"][b, i])
                    c["features"] += int(features[b, i])
                if s.xpos[i]:
                    c["with xpos"] += 1
                    layer = "xpos_" + s.language
                    c["xpos"] += labels.lists[layer][best[layer][b, i]] in s.xpos[i]
                if s.heads[i] is not None:
                    c["trees"] += 1
                    good = int(heads[b, i]) == s.heads[i]
                    c["uas"] += good
                    c["las"] += good and relation_names[relations[b, i]] == s.relations[i]
            if s.entity[0]:
                truth = spans([min(t) for t in s.entity])
                guess = spans([entity_names[k] for k in best["entity"][b, :len(s)]])
                for kind in ("PER", "ORG", "LOC", "MISC", ""):
                    t = {x for x in truth if x[2] == kind or not kind}
                    g = {x for x in guess if x[2] == kind or not kind}
                    c["true", kind] += len(t)
                    c["found", kind] += len(g)
                    c["both", kind] += len(t & g)
    out = {"words/s": c["words"] / (time.time() - started)}
    if c["tagged"]:
        out["UPOS"] = 100 * c["upos"] / c["tagged"]
        out["features"] = 100 * c["features"] / c["tagged"]
    if c["with xpos"]:
        out["XPOS"] = 100 * c["xpos"] / c["with xpos"]
    if c["trees"]:
        out["UAS"], out["LAS"] = 100 * c["uas"] / c["trees"], 100 * c["las"] / c["trees"]
    for kind in ("", "PER", "ORG", "LOC", "MISC"):
        if c["true", kind]:
            out["F1 " + kind if kind else "F1"] = (
                200 * c["both", kind] / max(1, c["true", kind] + c["found", kind]))
    model.train()
    return {k: round(v, 2) for k, v in out.items()}


def measures(data):
    tree, ner = os.path.join(data, "treebank", ""), os.path.join(data, "ner", "")
    gsd = list(corpora.read_conllu(tree + "de_gsd-test.conllu.gz", "de", "gsd"))
    return {
        "German GSD test": (gsd, "gsd"),
        "German GSD test, news (302 on)": (gsd[301:], "gsd"),
        "English EWT test, first 800": (list(corpora.read_conllu(
            tree + "en_ewt-test.conllu.gz", "en", "ewt"))[:800], "ewt"),
        "GermEval dev": (list(corpora.read_columns(
            ner + "germeval2014-dev.tsv.gz", "de", "germeval", 1, 2, False)), "germeval"),
    }


def save(weights, labels, folder, step=None):
    """Writes the weights but for the frozen word embeddings at 16 bits, the labels, and how far the training is."""
    from safetensors.torch import save_file

    os.makedirs(folder, exist_ok=True)
    half = {k: v.detach().half().contiguous() for k, v in weights.items() if not k.startswith("encoder.word")}
    path = os.path.join(folder, "teacher.safetensors")
    save_file(half, path + ".part")
    os.replace(path + ".part", path)
    with open(os.path.join(folder, "labels.json"), "w", encoding="utf8") as handle:
        json.dump(labels.lists, handle, ensure_ascii=False, indent=1)
    if step:
        with open(os.path.join(folder, "step.txt"), "w", encoding="utf8") as handle:
            handle.write(str(step))


class Mean:
    """The mean of the weights over the steps after three quarters."""

    def __init__(self, model):
        self.model, self.count, self.weights = model, 0, None

    def add(self):
        now = {k: v.detach() for k, v in self.model.state_dict().items() if not k.startswith("encoder.word")}
        self.count += 1
        if self.weights is None:
            self.weights = {k: v.clone() for k, v in now.items()}
        else:
            for name, value in now.items():
                self.weights[name].lerp_(value, 1 / self.count)


def rate_factor(used):
    """Rises over the first twentieth of the steps, then falls to nothing."""
    return max(min(used / 0.05 + 0.01, 1) * (1 - max(0, used - 0.05) / 0.95), 0.01)


def train(model, pool, pieces, arguments):
    rng = random.Random(arguments.seed + arguments.resumed_at)
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    rates = (arguments.rate, arguments.head_rate)
    optimizer = torch.optim.AdamW(
        [{"params": body, "weight_decay": 0.01}, {"params": heads, "weight_decay": 0.0}],
        lr=arguments.rate, betas=(0.9, 0.98), fused=True)
    started, step, totals, mean = time.time(), arguments.resumed_at, collections.Counter(), Mean(model)
    while True:
        sentences = one_epoch(pool, rng)
        for rows in batches(sentences, arguments.batch_words, rng):
            if step == arguments.steps:
                return mean.weights
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * rate_factor(step / arguments.steps)
            batch = Batch([sentences[i] for i in rows], model.labels, pieces)
            with torch.autocast("cpu", torch.bfloat16):
                parts = model.loss(batch)
            optimizer.zero_grad(set_to_none=True)
            sum(parts.values()).backward()
            nn.utils.clip_grad_norm_(body + heads, 2.0)
            optimizer.step()
            step += 1
            if step > 0.75 * arguments.steps and step % 5 == 0:
                mean.add()
            for name, value in parts.items():
                totals[name] += value.item()
                totals["#" + name] += 1
            if step % arguments.report == 0:
                losses = ", ".join(f"{k} {totals[k] / totals['#' + k]:.3f}" for k in totals if k[0] != "#")
                print(f"step {step} of {arguments.steps}, {time.time() - started:.0f} s: {losses}", flush=True)
                totals.clear()
            if step % arguments.checkpoint == 0:
                save(model.state_dict(), model.labels, os.path.join(arguments.out, "checkpoint"), step)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder with treebank/ and ner/")
    parser.add_argument("--encoder", required=True, help="e5-small-q4.bin")
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json")
    parser.add_argument("--silver", nargs="*", default=(), help="silver trees, as silver.py writes them")
    parser.add_argument("--own", help="our own trees, own.conllu here")
    parser.add_argument("--out", default="out", help="folder for the weights and labels.json")
    parser.add_argument("--evaluate", help="only measure the reader in this folder")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in the folder")
    parser.add_argument("--depth", type=int, default=7, help="encoder layers to keep, of 12")
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch-words", type=int, default=700)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--report", type=int, default=50)
    parser.add_argument("--checkpoint", type=int, default=500, help="steps between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    pieces = piece_cutter(arguments.tokenizer)
    if arguments.evaluate:
        model = Reader.load(arguments.encoder, arguments.evaluate)
    else:
        pool = gather(arguments.data, arguments.silver, arguments.own)
        for name, (sentences, passes) in pool.items():
            print(f"{name:12} {len(sentences):6} sentences, {passes} passes an epoch", flush=True)
        model, arguments.resumed_at = Reader(Encoder(arguments.encoder), Labels.collect(pool), arguments.depth), 0
        checkpoint = os.path.join(arguments.out, "checkpoint")
        if arguments.resume:
            model = Reader.load(arguments.encoder, checkpoint)
            with open(os.path.join(checkpoint, "step.txt"), encoding="utf8") as handle:
                arguments.resumed_at = int(handle.read())
        weights = train(model, pool, pieces, arguments)
        save(weights, model.labels, arguments.out)
        model.load_state_dict(weights, strict=False)
    for name, (sentences, style) in measures(arguments.data).items():
        print(name, evaluate(model, sentences, pieces, style), flush=True)


if __name__ == "__main__":
    main()
