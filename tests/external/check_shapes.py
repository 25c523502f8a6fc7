#!/usr/bin/env python3
"""Holds an exported graph to ontology/shapes.ttl by pySHACL and by `tripel validate`, and compares what they find.

    pip install -r tests/external/requirements.txt
    python tests/external/check_shapes.py target/release/tripel --graph graph

The graph is checked as it is, then with each of the triples of BREAKS put in or taken out, then with all at once; then every
shape is broken by what it asks: values taken away, doubled, made odd, and every relation held between two strangers.
At the end no shape may be left that was never broken.
"""

import argparse
import functools
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SDO, SH, XSD
from rdflib.plugins.sparql import prepareQuery, processor

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


def targets(shapes, shape, graph):
    """The things of a graph that a shape is held to, by their IRIs."""
    found = {one for of in shapes.objects(shape, SH.targetSubjectsOf) for one in graph.subjects(of)}
    found |= {one for kind in shapes.objects(shape, SH.targetClass) for one in graph.subjects(RDF.type, kind)}
    return sorted((one for one in found if isinstance(one, rdflib.URIRef)), key=str)


def properties(shapes, graph):
    """Each thing that is asked of a property, with the first thing that it is asked of."""
    for shape in sorted(set(shapes.subjects(RDF.type, SH.NodeShape)), key=str):
        of = targets(shapes, shape, graph)
        for asked in shapes.objects(shape, SH.property) if of else []:
            yield of[0], shapes.value(asked, SH.path), asked


def lacking(graph, shapes):
    for thing, path, asked in list(properties(shapes, graph)):
        if (asked, SH.minCount, None) in shapes and path != RDF.type:
            graph.remove((thing, path, None))


def doubled(graph, shapes):
    for thing, path, asked in list(properties(shapes, graph)):
        if (asked, SH.maxCount, None) in shapes:
            for words in ("one", "two"):
                graph.add((thing, path, rdflib.Literal(words)))


def odd(graph, shapes):
    for thing, path, asked in list(properties(shapes, graph)):
        if (asked, SH.uniqueLang, None) in shapes:
            for words in ("eins", "zwei"):
                graph.add((thing, path, rdflib.Literal(words, lang="de")))
        elif (asked, SH.minLength, None) in shapes or (asked, SH.pattern, None) in shapes:
            graph.set((thing, path, rdflib.Literal("")))


def of_strangers(graph, shapes):
    """Holds every relation between two things of no class."""
    one, other = rdflib.URIRef("urn:x:one"), rdflib.URIRef("urn:x:other")
    relations = {relation for relation in shapes.objects(None, SH.targetSubjectsOf) if str(relation).startswith(TRIPEL)}
    for relation in relations - {TRIPEL.mentions, TRIPEL.sentence}:
        graph.add((one, relation, other))


def other_wrongs(graph, _):
    """A thing of no class, a quantity of no number, a relation of no name, a day before the one it should follow."""
    graph.remove((first(graph, TRIPEL.mentions), RDF.type, None))
    graph.add((first(graph, RDF.type, SDO.QuantitativeValue), SDO.value, rdflib.Literal("viel")))
    graph.add((TRIPEL.nameless, RDF.type, RDF.Property))
    evidence = first(graph, TRIPEL.sentence)
    graph.set((evidence, TRIPEL.validFrom, rdflib.Literal("2025-02-01", datatype=XSD.date)))
    graph.set((evidence, TRIPEL.validTo, rdflib.Literal("2025-01-01", datatype=XSD.date)))


BY_SHAPE = [lacking, doubled, odd, of_strangers, other_wrongs]


def name(term):
    """A thing by its IRI; blank nodes are called otherwise by everybody."""
    return "_" if term is None or isinstance(term, rdflib.BNode) or str(term).startswith("_:") else str(term)


@functools.lru_cache(maxsize=None)
def prepared(question, prefixes):
    return prepareQuery(question, initNs=dict(prefixes))


class Processor(processor.SPARQLProcessor):
    """Parses a question once. pySHACL asks the same one for each node, and to parse it takes longer than to answer it."""

    def query(self, question, initBindings=None, initNs=None, base=None, DEBUG=False):
        if isinstance(question, str) and base is None:
            question = prepared(question, tuple(sorted((initNs or {}).items())))
        return super().query(question, initBindings, initNs, base, DEBUG)


rdflib.plugin.register("sparql", rdflib.query.Processor, Processor.__module__, Processor.__name__)


def by_pyshacl(graph, shapes, broken):
    """Whether it conforms, and what does not; notes in `broken` which shapes found something."""
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    component = SH.sourceConstraintComponent
    top = [result for result in results.subjects(RDF.type, SH.ValidationResult) if (None, SH.detail, result) not in results]
    broken.update(shape for result in top for shape in results.objects(result, SH.sourceShape))
    found = {
        (
            name(results.value(result, SH.focusNode)),
            name(results.value(result, SH.resultPath)),
            str(results.value(result, component)).removeprefix(str(SH)),
        )
        for result in top
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
    print(f"{what:<24} pySHACL {len(one[1]):>3}  tripel {len(other[1]):>3}  {'ok' if same else 'FAILED'}")
    for line in sorted(one[1] ^ other[1]) if not same else []:
        print("   only", "pySHACL" if line in one[1] else "tripel", *line)
    return not same


def unbroken(shapes, broken):
    """The shapes that are held to something and never found anything wrong."""
    aimed = {shape for target in (SH.targetClass, SH.targetSubjectsOf) for shape in shapes.subjects(target)}
    asked = {(shape, part) for shape in aimed for part in shapes.objects(shape, SH.property)}
    nodes = {(shape, shape) for shape in aimed if set(shapes.predicates(shape)) & {SH.node, SH["class"], SH.sparql}}
    return sorted(f"{shape} {shapes.value(part, SH.path) or ''}" for shape, part in asked | nodes if part not in broken)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tripel", help="the program")
    parser.add_argument("--graph", default="graph", help="the folder of the graph")
    arguments = parser.parse_args()
    # rdflib tells of each number that is none; here they are so on purpose.
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    failed, broken = 0, set()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.ttl"
        export = ["--graph", arguments.graph, "export", "--format", "turtle", "--evidence", "reification"]
        subprocess.run([arguments.tripel, *export, "-o", str(file)], check=True)
        sound = rdflib.Graph().parse(file, format="turtle")
        as_it_is = by_pyshacl(sound, shapes, broken)
        failed += compare("as it is", as_it_is, by_tripel(arguments.tripel, ["validate", str(file)]))
        failed += compare("in its folder", as_it_is, by_tripel(arguments.tripel, ["--graph", arguments.graph, "validate"]))
        by_shape = [(one.__name__, [lambda graph, one=one: one(graph, shapes)]) for one in BY_SHAPE]
        for what, breaks in [(one.__name__, [one]) for one in BREAKS] + [("all of these", BREAKS)] + by_shape:
            graph = rdflib.Graph() + sound
            for one in breaks:
                one(graph)
            graph.serialize(file, format="turtle")
            found = by_pyshacl(graph, shapes, broken)
            failed += compare(what, found, by_tripel(arguments.tripel, ["validate", str(file)]))
            failed += len(found[1] - as_it_is[1]) == 0
    whole = unbroken(shapes, broken)
    print(f"shapes that were never broken: {len(whole)}")
    print(*(f"   {line}" for line in whole), sep="\n", end="\n" if whole else "")
    return 1 if failed or whole else 0


if __name__ == "__main__":
    sys.exit(main())
