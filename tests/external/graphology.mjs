// Reads a GEXF and a GraphML file with graphology and says how many nodes and edges each has, as JSON.
//
//     npm install graphology graphology-gexf graphology-graphml @xmldom/xmldom
//     node tests/external/graphology.mjs news.gexf news.graphml
//
// The packages may also stand in a folder that NODE_PATH names.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { MultiDirectedGraph, MultiGraph } = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");

const [gexfFile, graphmlFile] = process.argv.slice(2);
const found = {};
const options = { addMissingNodes: false };
const first = gexf.parse(MultiGraph, readFileSync(gexfFile, "utf8"), options);
found.gexf = [first.order, first.size];
const second = graphml.parse(MultiDirectedGraph, readFileSync(graphmlFile, "utf8"), options);
found.graphml = [second.order, second.size];
console.log(JSON.stringify(found));
