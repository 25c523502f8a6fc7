"""Writes models/reader.bin: the trained reader with its vocabulary cut to German and English and its weights at 8 bits.

    python convert.py --encoder e5-small-q4.bin --tokenizer tokenizer.json --model TRAINED --data DATA \\
        --out ../models/reader.bin

TRAINED holds teacher.safetensors and labels.json. The file is: the eight bytes `tripelm1`, the length of the header
(u32), the header (JSON: sizes, labels, and for each tensor its name, kind, shape and place), the tensors. All numbers
are little-endian, every tensor begins at a multiple of four bytes. Kinds: `f32`; `q8` (one f32 scale for every 64
values, then the values as i8, rows run on); `r8` (one f32 scale a row, then the values as i8); `q4` (one f32 scale for every 32 values, then their halves as in the
encoder); `text` (UTF-8).
"""
import argparse
import collections
import glob
import gzip
import hashlib
import json
import lzma
import os
import re
import struct
import unicodedata

import numpy as np
from safetensors.numpy import load_file
from wordfreq import top_n_list

from encoder import Encoder, load_tokenizer
from reader import TAG_LAYERS

MAGIC = b"tripelm1"
BLOCK = 64
PIECES_OF_A_WORD = 8
WORD = re.compile(r"\w+(?:[-/&'’.]\w+)*|[^\w\s]+")
SPECIAL = ("<s>", "</s>", "<unk>")
# Seldom enough to cut: German pieces seen less often than this in 15 million words of Wikipedia.
SELDOM = 5
FREQUENT_WORDS = 60_000
# The annotation styles to read in: news trees as GSD and EWT have them, names as GermEval and GUM do; business news
# names its companies as SmartData does.
STYLES = {"de": {"trees": "gsd", "names": "germeval", "business": "smartdata"},
          "en": {"trees": "ewt", "names": "gum", "business": "gum"}}


# ---------------------------------------------------------------- vocabulary

def count_pieces(tokenizer, words):
    """How often the tokenizer cuts each piece out of the counted words."""
    counts, forms = collections.Counter(), list(words)
    for start in range(0, len(forms), 20_000):
        part = forms[start:start + 20_000]
        for form, encoding in zip(part, tokenizer.encode_batch(part, add_special_tokens=False)):
            for piece in encoding.ids[:PIECES_OF_A_WORD]:
                counts[piece] += words[form]
    return counts


def words_of(lines):
    words = collections.Counter()
    for line in lines:
        words.update(WORD.findall(line))
    return words


def files_of(folder):
    for path in sorted(glob.glob(os.path.join(folder, "treebank", "*.gz")) + glob.glob(os.path.join(folder, "ner", "*.gz"))):
        if "wikiann" not in path:
            with gzip.open(path, "rt", encoding="utf8") as handle:
                yield from handle


def is_basic(piece):
    """Whether a piece is a single letter of Latin or Greek script, a figure, a mark or a sign, so that every word can be cut."""
    sign = piece.removeprefix("▁")
    if len(sign) != 1:
        return piece == "▁"
    kind = unicodedata.category(sign)
    return kind[0] in "NPS" and ord(sign) < 0x3000 or unicodedata.name(sign, "").startswith(("LATIN", "GREEK"))


def choose_pieces(tokenizer, vocabulary, data):
    """The numbers of the pieces to keep, in their order in the tokenizer."""
    with lzma.open(os.path.join(data, "text", "wikipedia_de.txt.xz"), "rt", encoding="utf8") as handle:
        german = count_pieces(tokenizer, words_of(handle))
    keep = {piece for piece, count in german.items() if count >= SELDOM}
    keep |= {piece for piece, count in count_pieces(tokenizer, words_of(files_of(data))).items() if count > 1}
    for language in ("de", "en"):
        frequent = top_n_list(language, FREQUENT_WORDS)
        keep |= set(count_pieces(tokenizer, {form: 1 for word in frequent for form in (word, word.capitalize())}))
    keep |= {number for number, (piece, _) in enumerate(vocabulary) if is_basic(piece)}
    return sorted(number for number in keep if vocabulary[number][0] not in ("<s>", "<pad>", "</s>", "<unk>", "<mask>"))


# ---------------------------------------------------------------- file

class Writer:
    """Collects tensors and writes them behind a header that says where each one stands."""

    def __init__(self):
        self.tensors, self.payload = [], bytearray()

    def _add(self, name, kind, shape, *parts):
        self.tensors.append({"name": name, "kind": kind, "shape": list(shape), "at": len(self.payload)})
        for part in parts:
            self.payload += part
        self.payload += bytes(-len(self.payload) % 4)

    def f32(self, name, values):
        self._add(name, "f32", values.shape, values.astype("<f4").tobytes())

    def q8(self, name, values):
        flat = values.astype(np.float32).reshape(-1)
        blocks = np.pad(flat, (0, -len(flat) % BLOCK)).reshape(-1, BLOCK)
        scales = np.abs(blocks).max(1) / 127
        steps = np.rint(blocks / np.where(scales == 0, 1, scales)[:, None]).astype(np.int8)
        self._add(name, "q8", values.shape, scales.astype("<f4").tobytes(), steps.tobytes())

    def r8(self, name, values):
        values = values.astype(np.float32)
        scales = np.maximum(np.abs(values).max(1), 1e-12) / 127
        steps = np.rint(values / scales[:, None]).astype(np.int8)
        self._add(name, "r8", values.shape, scales.astype("<f4").tobytes(), steps.tobytes())

    def q4(self, name, shape, scales, halves):
        self._add(name, "q4", shape, scales.astype("<f4").tobytes(), halves.tobytes())

    def text(self, name, text):
        raw = text.encode()
        self._add(name, "text", [len(raw)], raw)

    def write(self, path, header):
        head = json.dumps(header | {"tensors": self.tensors}, ensure_ascii=False, sort_keys=True).encode()
        head += b" " * (-(len(MAGIC) + 4 + len(head)) % 4)
        with open(path, "wb") as handle:
            handle.write(MAGIC + struct.pack("<I", len(head)) + head + bytes(self.payload))


def add_words(out, encoder, vocabulary, kept):
    """The piece texts, their scores, and the 4-bit rows of the embedding as they are."""
    numbers = [encoder.config["bos"], encoder.config["eos"], encoder.config["unk"]] + kept
    out.text("pieces", "\n".join(SPECIAL + tuple(vocabulary[number][0] for number in kept)))
    out.f32("scores", np.array([0, 0, 0] + [vocabulary[number][1] for number in kept]))
    scales, halves = encoder.blocks("emb.word")
    rows, width = np.array(numbers), encoder.config["hidden"]
    out.q4("words", (len(numbers), width), scales.reshape(-1, width // 32)[rows], halves.reshape(-1, width // 2)[rows])


def add_layers(out, weights, depth):
    """The encoder's layers; query, key and value are one matrix."""
    out.q8("positions", weights["encoder.position"])
    out.f32("kind", weights["encoder.kind"])
    add_pair(out, weights, "norm", "encoder.norm", out.f32)
    for i in range(depth):
        layer = f"encoder.layers.{i}."
        joined = [np.concatenate([weights[f"{layer}{part}.{kind}"] for part in "qkv"]) for kind in ("weight", "bias")]
        out.r8(f"layer{i}.qkv.weight", joined[0])
        out.f32(f"layer{i}.qkv.bias", joined[1])
        for new, old in (("mix", "ao"), ("widen", "fi"), ("narrow", "fo")):
            add_pair(out, weights, f"layer{i}.{new}", layer + old, out.r8)
        for new, old in (("mix_norm", "aln"), ("narrow_norm", "oln")):
            add_pair(out, weights, f"layer{i}.{new}", layer + old, out.f32)


def add_pair(out, weights, new, old, kind):
    kind(new + ".weight", weights[old + ".weight"])
    out.f32(new + ".bias", weights[old + ".bias"])


def add_heads(out, weights):
    add_pair(out, weights, "tags", "tags", out.q8)
    for name in ("arc_dependent", "arc_head", "relation_dependent", "relation_head"):
        add_pair(out, weights, name, name + ".0", out.q8)
    out.f32("style", weights["style.weight"])
    out.f32("root", weights["root"])
    out.q8("arc", weights["arc"])
    out.q8("relation", weights["relation"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", required=True, help="e5-small-q4.bin")
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json")
    parser.add_argument("--model", required=True, help="folder with teacher.safetensors and labels.json")
    parser.add_argument("--data", required=True, help="folder with text/, treebank/ and ner/")
    parser.add_argument("--out", required=True, help="the file to write")
    arguments = parser.parse_args()
    encoder, out = Encoder(arguments.encoder), Writer()
    weights = {name: array.astype(np.float32) for name, array in
               load_file(os.path.join(arguments.model, "teacher.safetensors")).items()}
    with open(os.path.join(arguments.model, "labels.json"), encoding="utf8") as handle:
        labels = json.load(handle)
    with open(arguments.tokenizer, encoding="utf8") as handle:
        vocabulary = json.load(handle)["model"]["vocab"]
    depth = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers."))
    kept = choose_pieces(load_tokenizer(arguments.tokenizer), vocabulary, arguments.data)
    add_words(out, encoder, vocabulary, kept)
    add_layers(out, weights, depth)
    add_heads(out, weights)
    config = {"hidden": encoder.config["hidden"], "attention_heads": encoder.config["heads"], "layers": depth,
              "epsilon": encoder.config["epsilon"],
              "unknown_score": min(score for _, score in vocabulary) - 10}
    layers = [layer for layer in TAG_LAYERS if layer in labels]
    out.write(arguments.out, {"config": config, "labels": labels, "outputs": layers, "styles": STYLES})
    with open(arguments.out, "rb") as handle:
        written = handle.read()
    print(f"{len(kept)} pieces, {len(written)} bytes, SHA-256 {hashlib.sha256(written).hexdigest()}")


if __name__ == "__main__":
    main()
