"""Learns what the reader's names need in business news, and writes models/names.bin.

    python names.py fill --data DATA --out texts.jsonl
    tripel score lessons texts.jsonl lessons.bin
    python names.py learn texts.jsonl lessons.bin --out ../models/names.bin
    python names.py learn texts.jsonl lessons.bin --measure      # what it brings on texts and names that it has not seen

The joint reader labels names by one linear layer over its vectors. It has seen 957 business documents, but few firms that
nobody knows. `learn` trains a second small layer beside it, over what a word is in its sentence and by itself, whose output is
added: on our own articles (`parts/`) with names put in, and on the name corpora that the reader was trained on. On Wikipedia
sentences it is held to what the reader says by itself, so that it does not see firms everywhere.
"""
import argparse
import collections
import glob
import gzip
import json
import lzma
import os
import random
import struct

import numpy as np
import torch

import corpora
import parts

HERE = os.path.dirname(os.path.abspath(__file__))
# The annotation style of a source, and what its unmarked words may be besides.
STYLE = {"own de": "smartdata", "own en": "gum", "smartdata": "smartdata", "germeval": "germeval", "gum": "gum", "wikipedia": "smartdata"}
HIDES = {"own de": ("LOC", "MISC"), "own en": ("LOC", "MISC"), "smartdata": ("MISC",)}
WEIGHT = {"own de": 0.5, "own en": 1.0, "smartdata": 1.0, "germeval": 1.0, "gum": 1.0, "wikipedia": 0.0}
WIDTH = 384


# ---------------------------------------------------------------- texts

class Share(parts.Names):
    """Draws names from a share of what there is: from four fifths of the lists and some syllables, or from the others."""

    def __init__(self, data, seed, taught):
        super().__init__(data, seed + taught)
        order = random.Random(99)
        for name in ("people", "organizations", "companies", "own", "marked"):
            every = list(getattr(self, name))
            order.shuffle(every)
            setattr(self, name, every[len(every) // 5:] if taught else every[:len(every) // 5])
        every = list(parts.SYLLABLES)
        order.shuffle(every)
        self.syllables = every[12:] if taught else every[:12]


def by_surname(lines, draw):
    """The lines without what they state; half of the people who were named before, and a few who were not, by their surname."""
    met = set()

    def shorter(match):
        slot = match[1]
        chance = 0.0 if slot[0] != "P" or match[2] else 0.5 if slot in met else 0.1
        met.add(slot)
        return f"[S{slot[1]}]" if draw.random() < chance else match[0]

    return [parts.SLOT.sub(shorter, line.split("\t")[0]) for line in lines]


def with_places(lines, names):
    """A text with names in its slots, and where they stand by bytes: start, end, class."""
    lines = by_surname(lines, names.random)
    given, text, found = parts.given_to(lines, names), "", []
    for line in lines:
        text += "\n" if text else ""
        before = len(text.encode())
        words, places = parts.with_names(line, given)
        at = {slot: iter(of_slot) for slot, of_slot in places.items()}
        for match in parts.SLOT.finditer(line):
            start, end = next(at[match[1]])
            if not match[2]:
                found.append([before + start, before + end, "ORG" if match[1][0] == "F" else "PER"])
        text += words
    return text, found


def business(document):
    """The names of a document of SmartData by bytes; adjectives (*französisch*) are none."""
    bytes_at = np.concatenate([[0], np.cumsum([len(char.encode()) for char in document["text"]])]).tolist()
    for entity in document["entities"]:
        kind = corpora._smartdata_kind(entity["type"])
        if kind and not (kind == "LOC" and document["text"][entity["start"]].islower()):
            yield [bytes_at[entity["start"]], bytes_at[entity["end"]], kind]


def of_words(words, labels):
    """A sentence of a corpus by words as a text, and its names."""
    text, found = "", []
    for word, label in zip(words, labels):
        start = len(text.encode())
        text += word + " "
        if label[:2] == "B-":
            found.append([start, start + len(word.encode()), label[2:]])
        elif label[:2] == "I-" and found:
            found[-1][1] = start + len(word.encode())
    return text.rstrip(), found


def fill(arguments):
    data, draw = arguments.data, random.Random(arguments.seed)
    ner = os.path.join(data, "ner", "")
    with open(arguments.out, "w", encoding="utf8") as out:
        def write(source, language, text, names, share="all"):
            row = {"text": text, "lang": language, "gold": [], "names": names, "source": source, "share": share}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        every = parts.Names(data, arguments.seed)
        taught, aside = (Share(data, arguments.seed, share) for share in (True, False))
        group = 0
        for path in sorted(glob.glob(os.path.join(HERE, "parts", "*.tsv"))):
            language = path.split(".")[-2]
            for lines in parts.texts_of(path):
                is_aside = group % 5 == 0
                draws = [(every, "own")] * 2 + ([(aside, "aside")] if is_aside else [(taught, "taught")] * 2)
                for names, share in draws:
                    write("own " + language, language, *with_places(lines, names), share)
                group += 1
        for _, document in parts.smartdata(data):
            write("smartdata", "de", document["text"], list(business(document)))
        german = corpora.read_columns(ner + "germeval2014-test.tsv.gz", "de", "germeval", 1, 2, False)
        english = corpora.read_conllu(os.path.join(data, "treebank", "en_gum-train.conllu.gz"), "en", "gum", entities=True)
        for sentence in [*german, *english]:
            labels = [min(own) if own and len(own) == 1 else "O" for own in sentence.entity]
            write(sentence.source, sentence.language, *of_words(sentence.words, labels))
        with lzma.open(os.path.join(data, "text", "wikipedia_de.txt.xz"), "rt", encoding="utf8") as handle:
            lines = [line.strip() for line in handle if 30 < len(line) < 400]
        for line in draw.sample(lines, arguments.wikipedia):
            write("wikipedia", "de", line, [])


# ---------------------------------------------------------------- lessons

class Reader:
    """The layer for names of models/reader.bin, with the styles."""

    def __init__(self, path):
        with open(path, "rb") as handle:
            self.bytes = handle.read()
        length = struct.unpack("<I", self.bytes[8:12])[0]
        head, self.base = json.loads(self.bytes[12:12 + length]), 12 + length
        self.tensors = {tensor["name"]: tensor for tensor in head["tensors"]}
        self.labels, self.styles = head["labels"]["entity"], head["labels"]["style"]
        before = head["outputs"][:head["outputs"].index("entity")]
        first = sum(len(head["labels"][layer]) for layer in before)
        own = slice(first, first + len(self.labels))
        weight, bias = self.eight_bits("tags.weight")[own], self.floats("tags.bias")[own]
        style = self.floats("style")
        self.weight = torch.from_numpy(weight)
        self.bias = {name: torch.from_numpy(bias + weight @ style[number]) for number, name in enumerate(self.styles)}

    def floats(self, name):
        tensor = self.tensors[name]
        count = int(np.prod(tensor["shape"]))
        return np.frombuffer(self.bytes, "<f4", count, self.base + tensor["at"]).reshape(tensor["shape"])

    def eight_bits(self, name):
        """Values with a scale for every 64 of them."""
        tensor = self.tensors[name]
        count, at = int(np.prod(tensor["shape"])), self.base + tensor["at"]
        blocks = -(-count // 64)
        scales = np.frombuffer(self.bytes, "<f4", blocks, at)
        values = np.frombuffer(self.bytes, np.int8, count, at + 4 * blocks).astype(np.float32)
        values = np.pad(values, (0, -count % 64)).reshape(-1, 64) * scales[:, None]
        return values.reshape(-1)[:count].reshape(tensor["shape"])


class Document:
    """The words of a text: their vectors, what the reader says of them, and their labels."""

    def __init__(self, text, spans, vectors, reader):
        self.source, self.share = text["source"], text["share"]
        self.vectors = np.concatenate([vectors[:, :WIDTH], vectors[:, WIDTH:2 * WIDTH]], 1)
        self.labels = np.full(len(spans), reader.labels.index("O"))
        for start, end, kind in text["names"]:
            label = "B-" + kind
            for word in np.flatnonzero((spans[:, 0] < end) & (spans[:, 1] > start)):
                self.labels[word], label = reader.labels.index(label), "I-" + kind
        with torch.no_grad():
            own = torch.from_numpy(self.vectors[:, :WIDTH]) @ reader.weight.T + reader.bias[STYLE[self.source]]
        self.reader = own.numpy()

    def permitted(self, labels):
        """For each word the labels that are not wrong."""
        rows = np.zeros((len(self.labels), len(labels)), bool)
        rows[np.arange(len(self.labels)), self.labels] = True
        outside = self.labels == labels.index("O")
        for place, label in enumerate(labels):
            rows[outside, place] |= label[2:] in HIDES.get(self.source, ())
        return rows


def documents(texts, lessons, reader):
    """What `tripel score lessons` wrote of the texts; its pairs are passed over."""
    numbers = np.fromfile(lessons, dtype="<u4")
    floats, at = numbers.view("<f4"), 1
    with open(texts, encoding="utf8") as handle:
        for line in handle:
            count, width = map(int, numbers[at:at + 2])
            spans = numbers[at + 2:at + 2 + 2 * count].reshape(-1, 2).astype(int)
            at += 2 + 2 * count
            vectors = floats[at:at + count * width].reshape(count, width) if count else np.zeros((0, 2 * WIDTH), np.float32)
            at += count * width
            mentions, at = int(numbers[at]), at + 1
            for _ in range(mentions):
                pairs, at = int(numbers[at + 5]), at + 6
                for _ in range(pairs):
                    at += 2 + int(numbers[at + 1])
            if count:
                yield Document(json.loads(line), spans, vectors, reader)


# ---------------------------------------------------------------- the layer

class Names(torch.nn.Module):
    """What is added to what the reader says of a word."""

    def __init__(self, mean, scale, hidden, labels):
        super().__init__()
        self.mean, self.scale = mean, scale
        self.widen, self.narrow = torch.nn.Linear(len(mean), hidden), torch.nn.Linear(hidden, labels)
        torch.nn.init.zeros_(self.narrow.weight)
        torch.nn.init.zeros_(self.narrow.bias)
        self.drop = torch.nn.Dropout(0.3)

    def forward(self, vectors):
        return self.narrow(self.drop(torch.nn.functional.gelu(self.widen((vectors - self.mean) / self.scale))))


def train(every, reader, options):
    torch.manual_seed(options.seed)
    vectors = torch.from_numpy(np.concatenate([document.vectors for document in every]))
    said = torch.from_numpy(np.concatenate([document.reader for document in every]))
    permitted = torch.from_numpy(np.concatenate([document.permitted(reader.labels) for document in every]))
    source = [document.source for document in every for _ in document.labels]
    weight = torch.tensor([WEIGHT[own] for own in source])
    held = torch.tensor([options.hold if own == "wikipedia" else 0.0 for own in source])
    layer = Names(vectors.mean(0), vectors.std(0) + 1e-3, options.hidden, len(reader.labels))
    optimizer = torch.optim.AdamW(layer.parameters(), lr=options.rate, weight_decay=0.01)
    steps = options.epochs * -(-len(source) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(options.epochs):
        order = torch.randperm(len(source))
        for start in range(0, len(source), options.batch):
            rows = order[start:start + options.batch]
            scores = said[rows] + layer(vectors[rows])
            wrong = scores.logsumexp(1) - scores.masked_fill(~permitted[rows], -1e4).logsumexp(1)
            away = -(said[rows].softmax(1) * scores.log_softmax(1)).sum(1)
            optimizer.zero_grad()
            (wrong * weight[rows] + away * held[rows]).mean().backward()
            optimizer.step()
            schedule.step()
    return layer.eval()


def likeliest(scores, labels):
    """The likeliest sequence in which a name goes on only behind a word of its class, as `src/recognize/sequence.rs` finds it."""
    goes_on = np.array([label[0] == "I" for label in labels])
    may = np.array([[then[0] != "I" or before[2:] == then[2:] for before in labels] for then in labels])
    best, links = np.where(goes_on, -np.inf, scores[0]), []
    for row in scores[1:]:
        ways = np.where(may, best[None], -np.inf)
        links.append(ways.argmax(1))
        best = row + ways.max(1)
    places = [int(best.argmax())]
    for link in reversed(links):
        places.append(int(link[places[-1]]))
    return places[::-1]


def spans(places, labels):
    found, start = set(), None
    for at, label in enumerate([labels[place] for place in places] + ["O"]):
        if start is not None and label[0] != "I":
            found.add((start, at, labels[places[start]][2:]))
            start = None
        if label[0] == "B":
            start = at
    return found


@torch.no_grad()
def measure(title, every, reader, layer):
    """Prints how well names of our own texts are found: exact stretches and classes."""
    counts = collections.Counter()
    for document in every:
        scores = torch.from_numpy(document.reader)
        scores = scores + layer(torch.from_numpy(document.vectors)) if layer else scores
        found = spans(likeliest(scores.log_softmax(1).numpy(), reader.labels), reader.labels)
        marked = spans(document.labels, reader.labels)
        for kind in ("PER", "ORG"):
            own, gold = ({one for one in names if one[2] == kind} for names in (found, marked))
            counts.update({(kind, "marked"): len(gold), (kind, "found"): len(own), (kind, "right"): len(own & gold)})
    for kind in ("PER", "ORG"):
        marked, found, right = (counts[kind, what] for what in ("marked", "found", "right"))
        print(f"{title:20} {kind} marked {marked} found {found} P {right / max(found, 1):.3f} R {right / max(marked, 1):.3f} "
              f"F1 {2 * right / max(found + marked, 1):.3f}", flush=True)


def write(layer, path):
    """The weights as `src/lexicon/names.rs` reads them; they take the vectors as they are."""
    weight = layer.widen.weight / layer.scale
    bias = layer.widen.bias - weight @ layer.mean
    order = [weight.T, bias, layer.narrow.weight.T, layer.narrow.bias]
    sizes = (weight.shape[1], weight.shape[0], len(layer.narrow.bias))
    with open(path, "wb") as out:
        out.write(b"tripeln1" + struct.pack("<3I", *sizes))
        for weights in order:
            out.write(weights.detach().contiguous().numpy().astype("<f4").tobytes())


def learn(arguments):
    reader = Reader(arguments.reader)
    every = list(documents(arguments.texts, arguments.lessons, reader))
    own = "taught" if arguments.aside else "own"
    layer = train([document for document in every if document.share in ("all", own)], reader, arguments)
    if arguments.aside:
        for language in ("de", "en"):
            aside = [document for document in every if document.share == "aside" and document.source == "own " + language]
            measure(f"{language}, reader alone", aside, reader, None)
            measure(f"{language}, with the layer", aside, reader, layer)
    write(layer, arguments.out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("fill", help="put names into our texts, and write the corpora beside them")
    command.add_argument("--data", required=True)
    command.add_argument("--out", required=True)
    command.add_argument("--wikipedia", type=int, default=15000, help="how many sentences of it")
    command.add_argument("--seed", type=int, default=5)
    command.set_defaults(run=fill)
    command = commands.add_parser("learn", help="train the layer")
    command.add_argument("texts")
    command.add_argument("lessons")
    command.add_argument("--reader", default=os.path.join(HERE, "..", "models", "reader.bin"))
    command.add_argument("--out", default=os.path.join(HERE, "..", "models", "names.bin"))
    command.add_argument("--aside", action="store_true", help="learn without the first fifth of our texts and of the names, and measure on it")
    for name, value in (("hidden", 256), ("epochs", 12), ("batch", 4096), ("seed", 1)):
        command.add_argument(f"--{name}", type=int, default=value)
    for name, value in (("rate", 1e-3), ("hold", 4.0)):
        command.add_argument(f"--{name}", type=float, default=value)
    command.set_defaults(run=learn)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
