#!/usr/bin/env python3
"""Reads the ontology, its alignments and its shapes with rdflib and looks up every outside term that rdflib knows.

    pip install -r tests/external/requirements.txt
    python tests/external/check_ontology.py

Every term of ours must have a label and a comment in German and in English, and every relation an example.
"""

import sys
from pathlib import Path

import rdflib
from rdflib.namespace import FOAF, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD

ROOT = Path(__file__).resolve().parents[2] / "ontology"
TRIPEL = "https://tripel.example/ontology/"
KNOWN = [FOAF, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD]


def unknown_terms(graph):
    """The IRIs of vocabularies that rdflib has a list of, that are not on it."""
    for node in {part for triple in graph for part in triple if isinstance(part, rdflib.URIRef)}:
        for space in KNOWN:
            name = str(node).removeprefix(str(space))
            if name != str(node) and name and name not in space:
                yield node


def unnamed(graph):
    """Our terms that have no label or comment in one of the two languages, or no example."""
    for term in {subject for subject in graph.subjects(RDF.type) if isinstance(subject, rdflib.URIRef)}:
        relation = (term, RDF.type, OWL.ObjectProperty) in graph and (term, RDFS.domain, None) in graph
        for said in [RDFS.label, RDFS.comment, *([SKOS.example] if relation else [])]:
            languages = {literal.language for literal in graph.objects(term, said)}
            if not {"de", "en"} <= languages:
                yield f"{term} has {said.rsplit('#', 1)[-1]} in {sorted(filter(None, languages))}"


def main():
    failed = 0
    whole = rdflib.Graph()
    for file in sorted(ROOT.rglob("*.ttl")):
        graph = rdflib.Graph().parse(file, format="turtle")
        wrong = sorted(unknown_terms(graph))
        failed += len(wrong)
        print(f"{file.relative_to(ROOT)}  {len(graph)} triples", *[f"\n  no such term: {term}" for term in wrong])
        whole += graph
    core = rdflib.Graph().parse(ROOT / "core.ttl", format="turtle")
    wrong = sorted(unnamed(core))
    failed += len(wrong)
    relations = len(set(core.subjects(RDFS.domain)))
    print(f"{len(whole)} triples, {relations} relations with a domain", *[f"\n  {line}" for line in wrong])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
