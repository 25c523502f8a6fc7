"""The network of the reader: the lower layers of the encoder, with heads for tags, features, names and trees.

What is encoded is a sentence or a passage of several. A word is the mean of its first and last piece. Tags, features, names and
the first words of sentences have a linear layer each; trees come from biaffine attention (Dozat and Manning 2017)
inside each sentence. A learned vector for the annotation style of the source is added before
the heads, so that sources which disagree need not be averaged.
"""
import collections
import json
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from corpora import BEGINS, ENTITIES, FEATURES, NONE, UPOS
from encoder import Encoder as BaseEncoder
from encoder import load_tokenizer

STYLES = "gsd pud examples ewt gum germeval smartdata wikiann".split()
TAG_LAYERS = ["upos", "xpos_de", "xpos_en", "entity", "begins"] + list(FEATURES)
IMPOSSIBLE = -1e4
WIDTH_ARC, WIDTH_RELATION = 256, 128
PIECES_OF_A_WORD = 8
UNKNOWN = 3


def piece_cutter(tokenizer_path):
    """A function from a word to the numbers of its pieces."""
    tokenizer, known = load_tokenizer(tokenizer_path), {}

    def pieces(word):
        if word not in known:
            ids = tokenizer.encode(word, add_special_tokens=False).ids
            known[word] = ids[:PIECES_OF_A_WORD] or [UNKNOWN]
        return known[word]

    return pieces


class Labels:
    """The label inventories, and sets of labels as boolean rows."""

    def __init__(self, lists):
        self.lists = lists
        self.index = {layer: {v: i for i, v in enumerate(values)}
                      for layer, values in lists.items()}

    @classmethod
    def collect(cls, pool):
        counts = collections.defaultdict(collections.Counter)
        for sentences, _ in pool.values():
            for s in sentences:
                for i in range(len(s)):
                    for x in s.xpos[i] or ():
                        counts["xpos_" + s.language][x] += 1
                    for name, values in (s.features[i] or {}).items():
                        counts[name].update(values)
                    if s.relations[i]:
                        counts["relation"][s.relations[i]] += 1
        lists = {"upos": UPOS, "entity": ENTITIES, "begins": BEGINS, "style": STYLES}
        for layer in ("xpos_de", "xpos_en", "relation"):
            lists[layer] = sorted(counts[layer])
        for name in FEATURES:
            lists[name] = [NONE] + sorted(set(counts[name]) - {NONE})
        return cls(lists)

    def row(self, layer, values):
        """Boolean row of the permitted labels; all true where nothing is known."""
        index = self.index[layer]
        row = np.zeros(len(index), bool)
        for value in values or ():
            if value in index:
                row[index[value]] = True
        if not row.any():
            row[:] = True
        return row


class Batch:
    def __init__(self, sentences, labels, pieces, style=None, gold=True):
        size, width = len(sentences), max(map(len, sentences))
        ids, firsts, lasts = [], [], []
        for s in sentences:
            row, first, last = [0], [], []
            for word in s.words:
                first.append(len(row))
                row += pieces(word)
                last.append(len(row) - 1)
            ids.append((row + [2])[:512])
            firsts.append(first)
            lasts.append(last)
        length = max(map(len, ids))
        self.ids = torch.ones(size, length, dtype=torch.long)
        self.seen = torch.zeros(size, length, dtype=torch.bool)
        self.first = torch.zeros(size, width, dtype=torch.long)
        self.last = torch.zeros(size, width, dtype=torch.long)
        self.real = torch.zeros(size, width, dtype=torch.bool)
        # the sentence of each word: words look for their heads in it only
        self.sentence = torch.full((size, width), -1)
        for b, s in enumerate(sentences):
            self.ids[b, :len(ids[b])] = torch.tensor(ids[b])
            self.seen[b, :len(ids[b])] = True
            self.first[b, :len(s)] = torch.tensor(firsts[b]).clamp(max=511)
            self.last[b, :len(s)] = torch.tensor(lasts[b]).clamp(max=511)
            self.real[b, :len(s)] = True
            begins = torch.tensor([int(begin == {"begin"}) for begin in s.begins])
            self.sentence[b, :len(s)] = begins.cumsum(0)
        self.style = torch.tensor([labels.index["style"][style or s.source] for s in sentences])
        if gold:
            self._gold(sentences, labels, size, width)

    def _gold(self, sentences, labels, size, width):
        self.permitted = {}
        for layer in TAG_LAYERS:
            rows = np.ones((size, width, len(labels.lists[layer])), bool)
            for b, s in enumerate(sentences):
                if layer.startswith("xpos_"):
                    sets = s.xpos if layer == "xpos_" + s.language else None
                elif layer in FEATURES:
                    sets = [(f or {}).get(layer) for f in s.features]
                else:
                    sets = getattr(s, layer)
                if sets is not None:
                    for i, values in enumerate(sets):
                        if values is not None:
                            rows[b, i] = labels.row(layer, values)
            self.permitted[layer] = torch.from_numpy(rows)
        self.heads = torch.full((size, width), -100)
        self.relations = torch.full((size, width), -100)
        index = labels.index["relation"]
        for b, s in enumerate(sentences):
            for i, head in enumerate(s.heads):
                if head is not None:
                    self.heads[b, i] = head
                    self.relations[b, i] = index.get(s.relations[i], -100)


class Layers(nn.Module):
    """The first `depth` layers of the encoder, post-norm, with learned positions."""

    def __init__(self, base, depth, dropout=0.1):
        super().__init__()
        config = base.config
        hidden, inner = config["hidden"], config["feed_forward"]
        self.hidden, self.attention_heads = hidden, config["heads"]

        def tensor(name, *shape):
            return torch.tensor(base.tensor(name)).view(*shape).clone()

        def linear(name, inputs, outputs):
            layer = nn.Linear(inputs, outputs)
            layer.weight.data = tensor(name + ".w", outputs, inputs)
            layer.bias.data = tensor(name + ".b", outputs)
            return layer

        def norm(name):
            layer = nn.LayerNorm(hidden, eps=config["epsilon"])
            layer.weight.data, layer.bias.data = tensor(name + ".w", -1), tensor(name + ".b", -1)
            return layer

        self.word = nn.Embedding.from_pretrained(tensor("emb.word", -1, hidden), freeze=True)
        self.position = nn.Parameter(tensor("emb.pos", -1, hidden))
        self.kind = nn.Parameter(tensor("emb.type", -1, hidden)[0].clone())
        self.norm = norm("emb.ln")
        self.layers = nn.ModuleList(nn.ModuleDict({
            "q": linear(f"l{i}.q", hidden, hidden), "k": linear(f"l{i}.k", hidden, hidden),
            "v": linear(f"l{i}.v", hidden, hidden), "ao": linear(f"l{i}.ao", hidden, hidden),
            "fi": linear(f"l{i}.fi", hidden, inner), "fo": linear(f"l{i}.fo", inner, hidden),
            "aln": norm(f"l{i}.aln"), "oln": norm(f"l{i}.oln"),
        }) for i in range(depth))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, seen):
        size, length = ids.shape
        hidden_from = (~seen)[:, None, None, :]
        scale = (self.hidden // self.attention_heads) ** -0.5

        def split(x):
            return x.view(size, length, self.attention_heads, -1).transpose(1, 2)

        x = self.word(ids) + self.position[:length] + self.kind
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            # written out: for short sentences faster on a CPU than the fused operator
            scores = split(layer["q"](x) * scale) @ split(layer["k"](x)).transpose(2, 3)
            weights = scores.masked_fill(hidden_from, IMPOSSIBLE).softmax(-1)
            mixed = weights.to(scores.dtype) @ split(layer["v"](x))
            mixed = mixed.transpose(1, 2).reshape(size, length, self.hidden)
            x = layer["aln"](x + layer["ao"](mixed))
            x = layer["oln"](x + self.dropout(layer["fo"](F.gelu(layer["fi"](x)))))
        return x


def _projection(inputs, outputs, dropout=0.3):
    return nn.Sequential(nn.Linear(inputs, outputs), nn.GELU(), nn.Dropout(dropout))


def _with_one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Reader(nn.Module):
    def __init__(self, base, labels, depth):
        super().__init__()
        self.labels = labels
        self.encoder = Layers(base, depth)
        hidden = base.config["hidden"]
        self.layers_out = TAG_LAYERS
        self.widths = [len(labels.lists[layer]) for layer in self.layers_out]
        self.tags = nn.Linear(hidden, sum(self.widths))
        self.style = nn.Embedding(len(STYLES), hidden)
        nn.init.zeros_(self.style.weight)
        self.root = nn.Parameter(torch.randn(hidden) * 0.02)
        self.arc_dependent = _projection(hidden, WIDTH_ARC)
        self.arc_head = _projection(hidden, WIDTH_ARC)
        self.relation_dependent = _projection(hidden, WIDTH_RELATION)
        self.relation_head = _projection(hidden, WIDTH_RELATION)
        relations = len(labels.lists["relation"])
        self.arc = nn.Parameter(torch.zeros(WIDTH_ARC + 1, WIDTH_ARC))
        self.relation = nn.Parameter(torch.zeros(relations, WIDTH_RELATION + 1, WIDTH_RELATION + 1))
        self.dropout = nn.Dropout(0.15)

    @classmethod
    def load(cls, encoder_path, folder):
        """The trained reader: word embeddings of the base encoder, all else from teacher.safetensors in the folder."""
        from safetensors.torch import load_file

        with open(os.path.join(folder, "labels.json"), encoding="utf8") as handle:
            labels = Labels(json.load(handle))
        path = os.path.join(folder, "teacher.safetensors")
        trained = {name: tensor.float() for name, tensor in load_file(path).items()}
        depth = 1 + max(int(name.split(".")[2]) for name in trained if name.startswith("encoder.layers."))
        model = cls(BaseEncoder(encoder_path), labels, depth)
        missing, unexpected = model.load_state_dict(trained, strict=False)
        if unexpected or any(not name.startswith("encoder.word") for name in missing):
            raise ValueError(f"{path} does not fit: {missing} {unexpected}")
        return model

    def forward(self, batch):
        """Tag logits by layer, arc scores [B, n, n+1], and the relation vectors."""
        return self.decode(self.encode(batch), batch)

    def encode(self, batch):
        """One vector a word: the mean of its first and its last piece."""
        x = self.encoder(batch.ids, batch.seen)

        def at(index):
            return torch.gather(x, 1, index[:, :, None].expand(-1, -1, x.size(2)))

        return self.dropout((at(batch.first) + at(batch.last)) * 0.5)

    def decode(self, words, batch):
        words = words + self.style(batch.style)[:, None]
        tags = dict(zip(self.layers_out, self.tags(words).float().split(self.widths, -1)))
        heads = torch.cat([self.root.to(words.dtype).expand(words.size(0), 1, -1), words], 1)
        arcs = (_with_one(self.arc_dependent(words)) @ self.arc.to(words.dtype)
                @ self.arc_head(heads).transpose(1, 2)).float()
        possible = batch.sentence[:, :, None] == batch.sentence[:, None]
        possible &= ~torch.eye(possible.size(1), dtype=torch.bool)
        possible = torch.cat([torch.ones_like(possible[:, :, :1]), possible], 2)
        arcs = arcs.masked_fill(~possible, IMPOSSIBLE)
        return tags, arcs, self.relation_dependent(words), self.relation_head(heads)

    def relation_scores(self, dependents, head_vectors, heads):
        """Scores of the relations of each word to its given head, [B, n, R]."""
        chosen = torch.gather(head_vectors, 1, heads.clamp(min=0)[:, :, None]
                              .expand(-1, -1, head_vectors.size(2)))
        return self.relation_scores_of(dependents, chosen)

    def relation_scores_of(self, dependents, chosen):
        count, width, _ = self.relation.shape
        left = _with_one(dependents) @ self.relation.to(dependents.dtype).permute(1, 0, 2).reshape(
            width, count * width)
        left = left.view(*dependents.shape[:-1], count, width)
        return (left @ _with_one(chosen)[..., None]).squeeze(-1).float()

    def loss(self, batch):
        tags, arcs, dependents, head_vectors = self(batch)
        parts = {}
        for layer, logits in tags.items():
            permitted = batch.permitted[layer]
            known = ~permitted.all(-1)
            if known.any():
                logits, permitted = logits[known], permitted[known]
                wrong = (logits.logsumexp(-1) - logits.masked_fill(~permitted, IMPOSSIBLE)
                         .logsumexp(-1))
                name = layer if layer not in FEATURES else "features"
                weight = 2.0 if layer == "entity" else 1.0 if layer not in FEATURES else 0.25
                parts[name] = parts.get(name, 0) + weight * wrong.mean()
        rows = (batch.heads >= 0).any(1)  # sentences with a tree
        if rows.any():
            heads, relations = batch.heads[rows], batch.relations[rows]
            # weighted by their share, so that few trees in a batch weigh little
            share = rows.float().mean() ** 0.5
            parts["arc"] = 1.5 * share * F.cross_entropy(
                arcs[rows].transpose(1, 2), heads, ignore_index=-100)
            known = relations >= 0
            chosen = torch.gather(head_vectors[rows], 1, heads.clamp(min=0)[:, :, None]
                                  .expand(-1, -1, head_vectors.size(2)))
            scores = self.relation_scores_of(dependents[rows][known], chosen[known])
            parts["relation"] = share * F.cross_entropy(scores, relations[known])
        return parts


def batches(sentences, words, rng=None):
    """Batches of like length with at most `words` padded words; shuffled if rng."""
    noise = (lambda: rng.random() * 5) if rng else (lambda: 0)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]) + noise())
    out, batch, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i]))
        if batch and longest * (len(batch) + 1) > words:
            out.append(batch)
            batch, longest = [], len(sentences[i])
        batch.append(i)
    out.append(batch)
    if rng:
        rng.shuffle(out)
    return out
