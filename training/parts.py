"""Learns who plays which part in takeovers, mergers, insolvencies … and writes models/parts.bin.

    python parts.py fill --data DATA --out texts.jsonl
    tripel score lessons texts.jsonl lessons.bin
    python parts.py learn texts.jsonl lessons.bin --out ../models/parts.bin
    python parts.py learn texts.jsonl lessons.bin --folds 5      # measures instead: each fifth by what the rest teaches
    python parts.py aside texts.jsonl --out DIR                  # a fifth of our own texts, for `tripel score relations`

`fill` puts names into our own sentences (`parts/`, their format stands in `parts/README.md`), several times each, and adds four
fifths of SmartData as they are; the other fifth is never read. `learn` trains the network of `src/relate/part/`.
"""
import argparse
import glob
import gzip
import json
import os
import random
import re
import struct

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
# In the order of the outputs.
PARTS = [("Insolvency", "company"), ("Layoffs", "company"), ("Strike", "company"), ("Acquisition", "buyer"),
         ("Acquisition", "acquired"), ("Merger", "old"), ("SpinOff", "parent"), ("SpinOff", "child"),
         ("OrganizationLeadership", "person"), ("OrganizationLeadership", "organization")]
NUMBER = {part: number for number, part in enumerate(PARTS)}
KINDS = {kind for kind, _ in PARTS}
# The word that tells of an office is what tells who leads.
TRIGGERS = {"trigger", "position"}
KEPT_ASIDE = 4
# A slot, or words that stand for who fills it.
SLOT = re.compile(r"\[([FPS]\d)(?::([^\]]+))?\]")
RELATION = re.compile(r"(\w+)((?: \w+=[FPS]\d(?:#\d)?)+) trigger=\"([^\"]+)\"(?:#(\d))?")


# ---------------------------------------------------------------- texts

SYLLABLES = ("ka lo mi ter son vel dra hub ner bau tek ri zen pol mar wit gro lan fer sto ni kel ra ve tro bo hau sch lin "
             "de ex on max om plan ing ber holz met").split()
ENDINGS = ["bank", "werke", "bau", " Kliniken", " Airlines", " Energie", " Logistik", " Medien", " Pharma", " Stahl", " Solar",
           " Systems", "-Werke"]
FORMS = [" AG", " GmbH", " SE", " KG", " Group", " Holding", " Gruppe"]


def spans(path, label):
    """The names with a label in a file of WikiANN."""
    found, words = set(), []
    with gzip.open(path, "rt", encoding="utf8") as handle:
        for line in list(handle) + ["\n"]:
            word, _, mark = line.rstrip("\n").rpartition("\t")
            if mark == f"I-{label}" and words:
                words.append(word.split(":", 1)[1])
                continue
            if words:
                found.add(" ".join(words))
            words = [word.split(":", 1)[1]] if mark == f"B-{label}" else []
    return found


def column(path, starts=""):
    with open(path, encoding="utf8") as handle:
        return [line.split("\t")[2] for line in handle if not line.startswith("#") and line.startswith(starts)]


class Names:
    """Draws names of firms and people: known ones, ones from corpora, and ones that nobody has."""

    def __init__(self, data, seed):
        self.random = random.Random(seed)
        self.syllables = SYLLABLES
        ner = os.path.join(data, "ner")
        people = spans(os.path.join(ner, "wikiann_de-train.tsv.gz"), "PER") | spans(os.path.join(ner, "wikiann_en-train.tsv.gz"), "PER")
        self.people = sorted(name for name in people if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüßéèáóíç'-]+( [A-ZÄÖÜ][\w'’-]+){1,2}", name))
        organizations = spans(os.path.join(ner, "wikiann_de-train.tsv.gz"), "ORG")
        self.organizations = sorted(name for name in organizations if re.fullmatch(r"[A-ZÄÖÜ0-9][\w&.+-]*( [\w&.+-]+){0,2}", name) and len(name) < 30)
        entities = os.path.join(HERE, "..", "seeds", "entities")
        companies = column(os.path.join(entities, "company.tsv"))
        self.companies = [name for name in companies if len(name) < 25 and re.fullmatch(r"[A-ZÄÖÜa-z0-9][\w&.+ -]*", name)]
        self.own = column(os.path.join(entities, "own.tsv"), "\tcompany")
        firm = re.compile(r"[A-ZÄÖÜ0-9][\w&.+-]*( [A-ZÄÖÜ0-9&][\w&.+-]*){0,3}")
        marked = {document["text"][entity["start"]:entity["end"]] for _, document in smartdata(data)
                  for entity in document["entities"] if entity["type"] == "organization-company"}
        self.marked = sorted(name for name in marked if firm.fullmatch(name))

    def firm(self):
        lists = [None, self.companies, self.own, self.marked, self.organizations]
        chosen = self.random.choices(lists, [0.30, 0.25, 0.15, 0.20, 0.10])[0]
        return self.random.choice(chosen) if chosen else self.made_up()

    def made_up(self):
        draw = self.random
        word = "".join(draw.sample(self.syllables, draw.choice([2, 2, 3]))).capitalize()
        letters = "".join(draw.choice("ABCDEFGHIKLMNOPRSTUVWZ") for _ in range(draw.choice([2, 3, 3])))
        second = word + " " + "".join(draw.sample(self.syllables, 2)).capitalize()
        forms = [word, word + draw.choice(FORMS), word + draw.choice(ENDINGS), letters, second]
        return draw.choices(forms, [0.30, 0.20, 0.15, 0.15, 0.20])[0]


def smartdata(data):
    """The four fifths that may be learnt from."""
    with gzip.open(os.path.join(data, "ner", "smartdata.jsonl.gz"), "rt", encoding="utf8") as handle:
        for number, line in enumerate(handle):
            if number % 5 != KEPT_ASIDE:
                yield number, json.loads(line)


def given_to(lines, names):
    """A name for each slot of a text."""
    given = {}
    for slot in sorted({match[1] for line in lines for match in SLOT.finditer(line)}):
        if slot[0] == "F":
            given[slot] = next(name for name in iter(names.firm, None) if name not in given.values())
        elif slot[0] == "P":
            given[slot] = names.random.choice(names.people)
        else:
            given[slot] = given.get("P" + slot[1], names.random.choice(names.people)).split()[-1]
    return given


def filled(lines, names):
    """A text with names in its slots, and its relations by bytes: kind, parts with their places, places of the trigger."""
    given = given_to(lines, names)
    text, gold = "", []
    for line in lines:
        words, relations = line.split("\t")
        text += "\n" if text else ""
        before = len(text.encode())
        words, places = with_names(words, given)
        gold += stated(words, relations, places, before)
        text += words
    return text, gold


def texts_of(path):
    """The texts of a file by lines: where it has empty ones they part articles, else each line is a text."""
    content = open(path, encoding="utf8").read().strip()
    parts = content.split("\n\n") if "\n\n" in content else content.split("\n")
    return [part.strip("\n").split("\n") for part in parts]


def with_names(line, given):
    """A line with names in its slots, and where it names each."""
    out, places, last = "", {}, 0
    for match in SLOT.finditer(line):
        out += line[last:match.start()]
        name = match[2] or given[match[1]]
        if out.endswith(("#", "@")):
            name = name.replace(" ", "").replace("-", "")
        places.setdefault(match[1], []).append((len(out.encode()), len((out + name).encode())))
        out, last = out + name, match.end()
        # German marks the genitive of what ends so by an apostrophe.
        if not match[2] and re.match(r"s(?!\w)", line[last:]) and name[-1] in "sxzß":
            out, last = out + "’", last + 1
    return out + line[last:], places


def stated(line, relations, places, before):
    """The relations of a line that begins behind so many bytes; those whose trigger a name has swallowed are left out."""
    gold = []
    for relation in [] if relations.strip() == "-" else relations.split(";"):
        kind, parts, trigger, count = RELATION.fullmatch(relation.strip()).groups()
        kind = "OrganizationLeadership" if kind == "Leadership" else kind
        words = list(re.finditer(rf"(?<!\w){re.escape(trigger)}(?!\w)", line))
        if len(words) < int(count or 1):
            continue
        word = words[int(count or 1) - 1]
        own = [(part, *places[slot][int(which or 1) - 1]) for part, slot, which in re.findall(r"(\w+)=([FPS]\d)(?:#(\d))?", parts)]
        told = [len(line[:word.start()].encode()), len(line[:word.end()].encode())]
        gold.append([kind, [[part, before + start, before + end] for part, start, end in own], [[before + at for at in told]]])
    return gold


def marked(document):
    """A document of SmartData in the same form."""
    bytes_at = np.concatenate([[0], np.cumsum([len(char.encode()) for char in document["text"]])]).tolist()
    gold = []
    for relation in document["relations"]:
        if relation["name"] not in KINDS:
            continue
        places = [[part["role"], bytes_at[part["start"]], bytes_at[part["end"]]] for part in relation["args"]]
        gold.append([relation["name"], [place for place in places if (relation["name"], place[0]) in NUMBER],
                     [place[1:] for place in places if place[0] in TRIGGERS]])
    return gold


def fill(arguments):
    names = Names(arguments.data, arguments.seed)
    with open(arguments.out, "w", encoding="utf8") as out:
        def write(text, language, gold, source, group):
            row = {"text": text, "lang": language, "gold": gold, "source": source, "group": group}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        group = 0
        for path in sorted(glob.glob(os.path.join(HERE, "parts", "*.tsv"))):
            for lines in texts_of(path):
                for _ in range(arguments.times):
                    text, gold = filled(lines, names)
                    write(text, path.split(".")[-2], gold, "own", group)
                group += 1
        for number, document in smartdata(arguments.data):
            write(document["text"], "de", marked(document), "smartdata", number // 5 * 4 + number % 5)


# ---------------------------------------------------------------- lessons

class Lessons:
    """What `tripel score lessons` wrote, with what is right: a row a pair, pairs of a mention one after the other."""

    def __init__(self, texts, lessons):
        self.texts = [json.loads(line) for line in open(texts, encoding="utf8")]
        numbers = np.fromfile(lessons, dtype="<u4")
        floats = numbers.view("<f4")
        vectors, triggers, players, features, marks, right = [], [], [], [], [], []
        self.starts, self.mentions, self.spans = [], [], []
        at, base = 1, 0
        for number, text in enumerate(self.texts):
            count, width = map(int, numbers[at:at + 2])
            spans = numbers[at + 2:at + 2 + 2 * count].reshape(-1, 2)
            at += 2 + 2 * count
            if count:
                vectors.append(floats[at:at + count * width].reshape(count, width))
            at += count * width
            self.spans.append(spans)
            told = [{token for token, (start, end) in enumerate(spans) if any(start < b and a < end for a, b in words)}
                    for _, _, words in text["gold"]]
            at, mentions = at + 1, numbers[at]
            for _ in range(mentions):
                start, end, first, last, sentence, pairs = map(int, numbers[at:at + 6])
                at += 6
                own = [(NUMBER[kind, part], told[which]) for which, (kind, parts, _) in enumerate(text["gold"])
                       for part, a, b in parts if start < b and a < end]
                if pairs:
                    self.starts.append(len(triggers))
                    self.mentions.append((number, sentence, start, end))
                    right.append([any(part == other for other, _ in own) for part in range(len(PARTS))])
                for _ in range(pairs):
                    token, size = map(int, numbers[at:at + 2])
                    triggers.append(base + token)
                    players.append((base + first, base + last - 1))
                    features.append(numbers[at + 2:at + 2 + size])
                    marks.append([any(part == other and token in words for other, words in own) for part in range(len(PARTS))])
                    at += 2 + size
            base += count
        self.vectors = np.concatenate(vectors)
        self.triggers, self.players = np.array(triggers), np.array(players)
        self.features = np.zeros((len(triggers), int(numbers[0])), np.float32)
        for row, own in enumerate(features):
            self.features[row, own] = 1
        self.marks, self.right = np.array(marks, np.float32), np.array(right, np.float32)
        self.starts = np.array(self.starts)
        self.counts = np.diff(np.append(self.starts, len(triggers)))
        self.first = np.cumsum([0] + [len(spans) for spans in self.spans])

    def pairs(self, mentions):
        counts = self.counts[mentions]
        ends = np.cumsum(counts)
        rows = np.repeat(self.starts[mentions] - (ends - counts), counts) + np.arange(ends[-1])
        return rows, ends - counts, counts


class Batch:
    """The pairs of some mentions: the vectors of their tokens, which token is what, and what is right."""

    def __init__(self, lessons, mentions):
        rows, self.starts, self.counts = lessons.pairs(mentions)
        self.rows = rows
        tokens, which = np.unique(np.stack([lessons.triggers[rows], *lessons.players[rows].T]), return_inverse=True)
        self.vectors = torch.from_numpy(lessons.vectors[tokens])
        self.trigger, self.first, self.last = torch.from_numpy(which.reshape(3, -1))
        self.features = torch.from_numpy(lessons.features[rows])
        self.owner = torch.from_numpy(np.repeat(np.arange(len(mentions)), self.counts))
        self.marks, self.right = torch.from_numpy(lessons.marks[rows]), torch.from_numpy(lessons.right[mentions])


# ---------------------------------------------------------------- the network

class Network(torch.nn.Module):
    """Scores a pair for each part: by a hidden layer over word, mention and features, and by products of what the word is and how
    the mention stands to it. Both in one layer: the first `sums` places are sums, the others products."""

    def __init__(self, width, features, sums, products):
        super().__init__()
        parts, hidden = len(PARTS), sums + products
        normal = lambda rows, columns, spread: torch.nn.Parameter(torch.randn(rows, columns) * spread)
        self.sums = sums
        self.trigger, self.player = (normal(width, hidden, width ** -0.5) for _ in range(2))
        self.feature = normal(features, hidden, features ** -0.5)
        with torch.no_grad():
            self.feature[:, sums:].normal_(std=0.2)
        self.of_trigger, self.of_player = (torch.nn.Parameter(torch.zeros(hidden)) for _ in range(2))
        self.middle = normal(hidden, parts, 0.3 * sums ** -0.5)
        self.direct = torch.nn.Parameter(torch.zeros(features, parts))
        self.bias = torch.nn.Parameter(torch.full((parts,), -6.0))

    def forward(self, batch, drop=0.0):
        trigger = (batch.vectors @ self.trigger + self.of_trigger)[batch.trigger]
        player = batch.vectors @ self.player + self.of_player
        player = (player[batch.first] + player[batch.last]) * 0.5 + batch.features @ self.feature
        sums, products = slice(self.sums), slice(self.sums, None)
        added = torch.relu(trigger[:, sums] + player[:, sums])
        multiplied = torch.tanh(trigger[:, products]) * player[:, products]
        active = torch.nn.functional.dropout(torch.cat([added, multiplied], 1), drop)
        return active @ self.middle + batch.features @ self.direct + self.bias


def added_up(scores, owner, count):
    """The scores of the pairs of each mention, added up by log-sum-exp."""
    shape = (count, scores.shape[1])
    most = torch.full(shape, -torch.inf).scatter_reduce(0, owner[:, None].expand_as(scores), scores.detach(), "amax")
    return most + torch.zeros(shape).index_add(0, owner, torch.exp(scores - most[owner])).log()


def loss(network, batch, weight, options):
    """Cross-entropy of the parts of each mention; and where people marked the word that tells, it is what shall add most."""
    count = len(batch.counts)
    scores = network(batch, options.drop)
    total = added_up(scores, batch.owner, count)
    of_parts = torch.nn.functional.binary_cross_entropy_with_logits(total, batch.right, reduction="none").sum(1)
    words = torch.zeros(total.shape).index_add(0, batch.owner, batch.marks)
    wanted = batch.marks / words.clamp(min=1)[batch.owner]
    of_words = torch.zeros(count).index_add(0, batch.owner, (wanted * (total[batch.owner] - scores)).sum(1))
    return ((of_parts + options.trigger * of_words) * weight).mean()


def train(lessons, mentions, weight, options):
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    network = Network(lessons.vectors.shape[1], lessons.features.shape[1], options.sums, options.products)
    decayed = [value for value in network.parameters() if value.ndim > 1]
    others = [value for value in network.parameters() if value.ndim == 1]
    groups = [{"params": decayed, "weight_decay": options.decay}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=options.rate)
    steps = options.epochs * -(-len(mentions) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(options.epochs):
        order = random.permutation(len(mentions))
        for start in range(0, len(mentions), options.batch):
            chosen = order[start:start + options.batch]
            optimizer.zero_grad()
            loss(network, Batch(lessons, mentions[chosen]), torch.from_numpy(weight[chosen]), options).backward()
            optimizer.step()
            schedule.step()
    return network


@torch.no_grad()
def castings(network, lessons, mentions):
    """For each mention the chances and the tokens that tell of them, as `src/relate/part/` gives them."""
    found = {}
    for start in range(0, len(mentions), 512):
        part = mentions[start:start + 512]
        batch = Batch(lessons, part)
        scores = network(batch)
        chances = torch.sigmoid(added_up(scores, batch.owner, len(part))).numpy()
        scores = scores.numpy()
        for mention, own, first, count in zip(part, chances, batch.starts, batch.counts):
            tokens = lessons.triggers[batch.rows[first + scores[first:first + count].argmax(0)]]
            found[mention] = own, tokens - lessons.first[lessons.mentions[mention][0]]
    return found


# ---------------------------------------------------------------- measuring

PAIRS = {"Acquisition": ("buyer", "acquired"), "Merger": ("old", "old"), "SpinOff": ("parent", "child"),
         "OrganizationLeadership": ("person", "organization")}


def events(lessons, found, least):
    """Of each text the events that are likely enough: kind, mentions, and the token that tells."""
    by_sentence = {}
    for mention, casting in found.items():
        by_sentence.setdefault(lessons.mentions[mention][:2], []).append((mention, *casting))
    events = {}
    for (text, _), all_of in by_sentence.items():
        own = events.setdefault(text, {})
        for mention, chances, tokens in all_of:
            for kind in ("Insolvency", "Layoffs", "Strike"):
                part = NUMBER[kind, "company"]
                if chances[part] > least:
                    own[kind, (mention,)] = tokens[part]
            for kind, (one, two) in PAIRS.items():
                for other, others, _ in all_of:
                    if other == mention or one == two and other < mention:
                        continue
                    if np.sqrt(chances[NUMBER[kind, one]] * others[NUMBER[kind, two]]) > least:
                        own[kind, (mention, other)] = tokens[NUMBER[kind, one]]
    return events


def is_right(lessons, text, event, token, gold):
    kind, mentions = event
    if gold[0] != kind:
        return False
    touched = lambda mention, part: {number for number, (own, a, b) in enumerate(gold[1])
                                     if own == part and lessons.mentions[mention][2] < b and a < lessons.mentions[mention][3]}
    if kind in PAIRS:
        one, two = (touched(mention, part) for mention, part in zip(mentions, PAIRS[kind]))
        return any(first != second for first in one for second in two)
    start, end = lessons.spans[text][token]
    return bool(touched(mentions[0], "company")) and any(start < b and a < end for a, b in gold[2])


def measure(lessons, found, texts, least):
    """How many are marked, hit, found and right, by kind; right by places."""
    told = events(lessons, found, least)
    counts = {kind: [0, 0, 0, 0] for kind in sorted(KINDS)}
    for text in texts:
        own = told.get(text, {})
        for gold in lessons.texts[text]["gold"]:
            counts[gold[0]][0] += 1
            counts[gold[0]][1] += any(is_right(lessons, text, event, token, gold) for event, token in own.items())
        for event, token in own.items():
            counts[event[0]][2] += 1
            counts[event[0]][3] += any(is_right(lessons, text, event, token, gold) for gold in lessons.texts[text]["gold"])
    counts["all"] = [sum(column) for column in zip(*counts.values())]
    return counts


def weights_of(lessons, options):
    """How much each mention counts."""
    source = [lessons.texts[mention[0]]["source"] for mention in lessons.mentions]
    return np.array([options.weight if own == "smartdata" else 1 for own in source], np.float32)


def rehearse(lessons, options):
    """Measures each fifth with what the other four teach."""
    text_of = np.array([mention[0] for mention in lessons.mentions])
    fold_of = np.array([text["group"] % options.folds for text in lessons.texts])
    weight = weights_of(lessons, options)
    found = {}
    for fold in range(options.folds):
        learnt, asked = (np.flatnonzero((fold_of[text_of] == fold) == own) for own in (False, True))
        found |= castings(train(lessons, learnt, weight[learnt], options), lessons, asked)
    for source in ("smartdata", "own"):
        texts = [number for number, text in enumerate(lessons.texts) if text["source"] == source]
        for least in (0.3, 0.4, 0.5, 0.6, 0.7):
            for kind, (gold, hit, all_found, right) in measure(lessons, found, texts, least).items():
                precision, recall = right / max(all_found, 1), hit / max(gold, 1)
                f1 = 2 * precision * recall / max(precision + recall, 1e-9)
                if kind == "all" or least == 0.5:
                    print(f"{source:9} {least:.1f} {kind:22} marked {gold:5} found {all_found:5} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)


def write(network, path):
    """The weights as `src/relate/part/weight.rs` reads them."""
    width, hidden = network.trigger.shape
    order = [network.trigger, network.of_trigger, network.player, network.of_player, network.feature, network.direct,
             network.middle, network.bias]
    with open(path, "wb") as out:
        out.write(b"tripelp2" + struct.pack("<4I", width, network.sums, hidden - network.sums, len(network.feature)))
        for weights in order:
            out.write(weights.detach().numpy().astype("<f4").tobytes())


def standardize(lessons):
    """Makes each place of the vectors mean 0 and variance 1/2 a half; gives what undoes it in the weights."""
    mean, scale = lessons.vectors.mean(0), lessons.vectors.std(0) * np.float32(np.sqrt(2)) + np.float32(1e-6)
    lessons.vectors = (lessons.vectors - mean) / scale
    return mean, scale


@torch.no_grad()
def restore(network, mean, scale):
    """Lets the weights take the vectors as they are."""
    mean, scale = torch.from_numpy(mean), torch.from_numpy(scale)
    for weights, added in ((network.trigger, network.of_trigger), (network.player, network.of_player)):
        weights /= scale[:, None]
        added -= mean @ weights


def is_aside(text):
    """Whether a text is in the first fifth of our own."""
    return text["source"] == "own" and text["group"] % 5 == 0


def aside(arguments):
    """Writes the German texts of the first fifth of our own, each filled once, as `tripel score relations` reads a corpus."""
    texts = [json.loads(line) for line in open(arguments.texts, encoding="utf8")]
    once = {text["group"]: text for text in reversed(texts) if is_aside(text) and text["lang"] == "de"}
    folder = os.path.join(arguments.out, "data", "ner")
    os.makedirs(folder, exist_ok=True)
    with gzip.open(os.path.join(folder, "smartdata.jsonl.gz"), "wt", encoding="utf8") as out:
        for group in sorted(once):
            text = once[group]["text"]
            at = {byte: char for char, byte in enumerate(np.cumsum([0] + [len(char.encode()) for char in text]).tolist())}
            place = lambda role, start, end: {"role": role, "start": at[start], "end": at[end]}
            relations = [{"name": kind, "args": [place(*part) for part in parts] + [place("trigger", *word) for word in words]}
                         for kind, parts, words in once[group]["gold"]]
            out.write(json.dumps({"text": text, "entities": [], "relations": relations}) + "\n")
    print(f"{len(once)} texts")


def learn(arguments):
    lessons = Lessons(arguments.texts, arguments.lessons)
    print(f"{len(lessons.texts)} texts, {len(lessons.mentions)} mentions, {len(lessons.triggers)} pairs, {lessons.features.shape[1]} features", flush=True)
    mean, scale = standardize(lessons)
    if arguments.folds:
        return rehearse(lessons, arguments)
    weight = weights_of(lessons, arguments)
    chosen = np.arange(len(lessons.mentions))
    if arguments.without_first:
        chosen = np.array([number for number in chosen if not is_aside(lessons.texts[lessons.mentions[number][0]])])
    network = train(lessons, chosen, weight[chosen], arguments)
    restore(network, mean, scale)
    write(network, arguments.out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("fill", help="put names into the sentences")
    command.add_argument("--data", required=True)
    command.add_argument("--out", required=True)
    command.add_argument("--times", type=int, default=2, help="how often each text is filled")
    command.add_argument("--seed", type=int, default=7)
    command.set_defaults(run=fill)
    command = commands.add_parser("learn", help="train, or measure with --folds")
    command.add_argument("texts")
    command.add_argument("lessons")
    command.add_argument("--out", default=os.path.join(HERE, "..", "models", "parts.bin"))
    command.add_argument("--folds", type=int, default=0)
    command.add_argument("--without-first", action="store_true", help="leave out what `aside` writes")
    for name, value in (("sums", 128), ("products", 128), ("epochs", 16), ("batch", 512), ("seed", 1)):
        command.add_argument(f"--{name}", type=int, default=value)
    for name, value in (("rate", 5e-3), ("drop", 0.4), ("decay", 0.1), ("trigger", 0.3), ("weight", 2.0)):
        command.add_argument(f"--{name}", type=float, default=value)
    command.set_defaults(run=learn)
    command = commands.add_parser("aside", help="write the first fifth of our own texts as a corpus to measure on")
    command.add_argument("texts")
    command.add_argument("--out", required=True)
    command.set_defaults(run=aside)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
