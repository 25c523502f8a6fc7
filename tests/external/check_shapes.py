#!/usr/bin/env python3
"""Holds an exported graph to ontology/shapes.ttl by pySHACL and by `tripel validate`, and compares what they find.

    pip install -r tests/external/requirements.txt
    python tests/external/check_shapes.py target/release/tripel --graph graph

The graph is checked as it is, then with each of the triples of BREAKS put in or taken out, then with all at once.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SDO, SH, XSD

SHAPES = Path(__file__).resolve().parents[2] / "ontology" / "shapes.ttl"
TRIPEL = rdflib.Namespace("https://tripel.example/ontology/")
NIF = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def first(graph, predicate, value=None):
    """The first subject, by its IRI, that has the predicate."""
    return min(graph.subjects(predicate, value), key=str)


def second_name(graph):
    thing = first(graph, TRIPEL.mentions)
    graph.add((thing, RDFS.label, rdflib.Literal("eins", lang="de")))
    graph.add((thing, RDFS.label, rdflib.Literal("zwei", lang="de")))


def no_name(graph):
    graph.remove((first(graph, TRIPEL.mentions), RDFS.label, None))


def negative_mentions(graph):
    graph.set((first(graph, TRIPEL.mentions), TRIPEL.mentions, rdflib.Literal(-1)))


def no_number(graph):
    graph.set((first(graph, TRIPEL.mentions), TRIPEL.mentions, rdflib.Literal("viele", datatype=XSD.integer)))


def wrong_domain_and_range(graph):
    graph.add((first(graph, RDF.type, SDO.Country), TRIPEL.bornIn, first(graph, RDF.type, SDO.Corporation)))


def wrong_member_of_a_union(graph):
    graph.add((first(graph, RDF.type, SDO.QuantitativeValue), TRIPEL.acquires, first(graph, RDF.type, SDO.Country)))


def words_without_language(graph):
    graph.add((first(graph, RDF.type, SDO.Corporation), TRIPEL.says, rdflib.Literal("Ja")))


def of_itself(graph):
    thing = first(graph, RDF.type, SDO.Corporation)
    graph.add((TRIPEL.owns, RDF.type, RDF.Property))
    graph.add((TRIPEL.owns, RDFS.label, rdflib.Literal("besitzt", lang="de")))
    graph.add((thing, TRIPEL.owns, thing))


def too_sure(graph):
    graph.set((first(graph, TRIPEL.confidence), TRIPEL.confidence, rdflib.Literal("1.5", datatype=XSD.decimal)))


def no_sentence(graph):
    graph.remove((first(graph, TRIPEL.sentence), TRIPEL.sentence, None))


def no_article(graph):
    graph.set((first(graph, PROV.wasDerivedFrom), PROV.wasDerivedFrom, rdflib.URIRef("https://elsewhere.example/")))


def unheard_of_modality(graph):
    graph.set((first(graph, TRIPEL.modality), TRIPEL.modality, rdflib.Literal("perhaps")))


def ends_before_it_begins(graph):
    end = rdflib.Literal("0", datatype=XSD.nonNegativeInteger)
    graph.set((max(graph.subjects(NIF.endIndex), key=str), NIF.endIndex, end))


def two_languages(graph):
    graph.add((first(graph, SDO.inLanguage), SDO.inLanguage, rdflib.Literal("fr")))


def unheard_of_currency(graph):
    graph.set((first(graph, SDO.currency), SDO.currency, rdflib.Literal("Taler")))


def blank_thing(graph):
    graph.add((rdflib.BNode(), TRIPEL.mentions, rdflib.Literal(1)))


BREAKS = [
    second_name,
    no_name,
    negative_mentions,
    no_number,
    wrong_domain_and_range,
    wrong_member_of_a_union,
    words_without_language,
    of_itself,
    too_sure,
    no_sentence,
    no_article,
    unheard_of_modality,
    ends_before_it_begins,
    two_languages,
    unheard_of_currency,
    blank_thing,
]


def name(term):
    """A thing by its IRI; blank nodes are called otherwise by everybody."""
    return "_" if term is None or isinstance(term, rdflib.BNode) or str(term).startswith("_:") else str(term)


def by_pyshacl(graph, shapes):
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    component = SH.sourceConstraintComponent
    found = {
        (
            name(results.value(result, SH.focusNode)),
            name(results.value(result, SH.resultPath)),
            str(results.value(result, component)).removeprefix(str(SH)),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
        if (None, SH.detail, result) not in results
    }
    return conforms, found


def by_tripel(tripel, arguments):
    run = subprocess.run([tripel, *arguments, "--json"], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    report = json.loads(run.stdout)
    found = {(name(one["focus"]), one["path"] or "_", one["component"]) for one in report["violations"]}
    return report["conforms"], found


def compare(what, one, other):
    same = one == other
    print(f"{what:<24} pySHACL {len(one[1]):>2}  tripel {len(other[1]):>2}  {'ok' if same else 'FAILED'}")
    for line in sorted(one[1] ^ other[1]) if not same else []:
        print("   only", "pySHACL" if line in one[1] else "tripel", *line)
    return not same


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", help="the program")
    parser.add_argument("--graph", default="graph", help="the folder of the graph")
    arguments = parser.parse_args()
    # rdflib tells of each number that is none; here they are so on purpose.
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.ttl"
        export = ["--graph", arguments.graph, "export", "--format", "turtle", "--evidence", "reification"]
        subprocess.run([arguments.tripel, *export, "-o", str(file)], check=True)
        sound = rdflib.Graph().parse(file, format="turtle")
        as_it_is = by_pyshacl(sound, shapes)
        failed += compare("as it is", as_it_is, by_tripel(arguments.tripel, ["validate", str(file)]))
        failed += compare("in its folder", as_it_is, by_tripel(arguments.tripel, ["--graph", arguments.graph, "validate"]))
        for breaks in [[one] for one in BREAKS] + [BREAKS]:
            graph = rdflib.Graph() + sound
            for one in breaks:
                one(graph)
            graph.serialize(file, format="turtle")
            found = by_pyshacl(graph, shapes)
            what = breaks[0].__name__ if len(breaks) == 1 else "all of these"
            failed += compare(what, found, by_tripel(arguments.tripel, ["validate", str(file)]))
            failed += len(found[1] - as_it_is[1]) == 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
