#!/usr/bin/env python3
"""Writes the shapes of all relations in ontology/shapes.ttl anew, from the domains and ranges of ontology/core.ttl.

    pip install -r tests/external/requirements.txt
    python tests/external/write_shapes.py
"""

from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
MARK = "### Beziehungen / Relations\n"
PREFIXES = {
    "https://tripel.example/ontology/": "tripel:",
    "https://schema.org/": "schema:",
    str(SKOS): "skos:",
    str(RDF): "rdf:",
    str(OWL): "owl:",
}
WORDS = {"de": "Worte mit ihrer Sprache", "en": "words with their language"}


class Core:
    """The ontology, asked for what shapes need."""

    def __init__(self, graph):
        self.graph = graph
        self.unions = {union: list(Collection(graph, head)) for union, head in graph.subject_objects(OWL.unionOf)}

    def label(self, term, language):
        if term == RDF.langString:
            return WORDS[language]
        return next(str(label) for label in self.graph.objects(term, RDFS.label) if label.language == language)

    def is_a(self, one, other):
        return one == other or any(self.is_a(above, other) for above in self.graph.objects(one, RDFS.subClassOf))

    def members(self, union):
        """The classes of a union that are not under another of them, sorted."""
        all_of = self.unions[union]
        kept = [one for one in all_of if not any(one != other and self.is_a(one, other) for other in all_of)]
        return sorted(kept, key=str)

    def condition(self, name):
        if name is None or name == OWL.Thing:
            return None
        if name in self.unions:
            return f"sh:node tripel:shape-{local(name)}"
        return "sh:datatype rdf:langString" if name == RDF.langString else f"sh:class {short(name)}"


def local(iri):
    return str(iri).rsplit("/", 1)[-1]


def short(iri):
    space = next(space for space in PREFIXES if str(iri).startswith(space))
    return PREFIXES[space] + str(iri).removeprefix(space)


def of_relation(core, relation):
    domain, value = core.graph.value(relation, RDFS.domain), core.graph.value(relation, RDFS.range)
    subjects, objects = core.condition(domain), core.condition(value)
    de, en, name = core.label(relation, "de"), core.label(relation, "en"), local(relation)
    parts = [f"tripel:shape-of-{name} a sh:NodeShape", f"    sh:targetSubjectsOf tripel:{name}"]
    if subjects:
        parts.append(f"    {subjects}")
        parts.append(
            f'    sh:message "Wer oder was „{de}“, ist von dieser Art: {core.label(domain, "de")}."@de,\n'
            f'        "Who or what “{en}” is of this kind: {core.label(domain, "en")}."@en'
        )
    if objects:
        parts.append(
            f"    sh:property [ sh:path tripel:{name} ; {objects} ;\n"
            f'        sh:message "Wen oder was es bei „{de}“ betrifft, ist von dieser Art: {core.label(value, "de")}."@de,\n'
            f'            "Whom or what “{en}” concerns is of this kind: {core.label(value, "en")}."@en ]'
        )
    return " ;\n".join(parts) + " .\n" if subjects or objects else None


def main():
    core = Core(rdflib.Graph().parse(ONTOLOGY / "core.ttl", format="turtle"))
    blocks = [MARK]
    for union in sorted(core.unions, key=str):
        members = " ".join(f"[ sh:class {short(member)} ]" for member in core.members(union))
        blocks.append(f"tripel:shape-{local(union)} a sh:NodeShape ;\n    sh:or ( {members} ) .\n")
    relations = sorted(set(core.graph.subjects(RDFS.domain)), key=str)
    blocks += filter(None, (of_relation(core, relation) for relation in relations))
    file = ONTOLOGY / "shapes.ttl"
    head = file.read_text(encoding="utf-8").split(f"\n{MARK}")[0]
    file.write_text(f"{head}\n" + "\n".join(blocks), encoding="utf-8")
    print(f"{len(relations)} relations, {len(core.unions)} unions")


if __name__ == "__main__":
    main()
