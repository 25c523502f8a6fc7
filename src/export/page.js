"use strict";
const edges = JSON.parse(document.getElementById("edges").textContent);
const svg = document.querySelector("#picture svg");
const told = document.getElementById("told");
const nodes = [...svg.querySelectorAll("g[data-iri]")];
const lines = [...svg.querySelectorAll("path[data-from]")];
const names = nodes.map((node) => node.querySelector("title").textContent.split("\n")[0]);
const whole = svg.viewBox.baseVal;
let view = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };

function element(kind, text, parent) {
  const made = document.createElement(kind);
  made.textContent = text;
  parent.append(made);
  return made;
}

function tell(head, shown) {
  told.replaceChildren();
  element("h2", head, told);
  for (const edge of shown) {
    const line = element("p", "", told);
    element("strong", `${names[edge.from]} — ${edge.label} → ${names[edge.to]}`, line);
    for (const sentence of edge.sentences) element("q", sentence, line);
    const how = edge.asserted ? [] : [edge.modality.join(", ")];
    element("small", [...how, edge.seen, ...edge.articles].filter(Boolean).join(" · "), line);
  }
}

function choose(place) {
  const near = new Set([place]);
  for (const edge of edges) {
    if (edge.from === place) near.add(edge.to);
    if (edge.to === place) near.add(edge.from);
  }
  svg.classList.add("chosen");
  nodes.forEach((node, number) => node.classList.toggle("near", near.has(number)));
  lines.forEach((line) => line.classList.toggle("near", +line.dataset.from === place || +line.dataset.to === place));
  tell(names[place], edges.filter((edge) => edge.from === place || edge.to === place));
}

function chooseNone() {
  svg.classList.remove("chosen");
  told.replaceChildren();
}

nodes.forEach((node, place) => node.addEventListener("click", (event) => { event.stopPropagation(); choose(place); }));
lines.forEach((line) => line.addEventListener("click", (event) => {
  event.stopPropagation();
  const [from, to] = [+line.dataset.from, +line.dataset.to];
  tell(`${names[from]} → ${names[to]}`, edges.filter((edge) => edge.from === from && edge.to === to));
}));

function show() {
  svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
}

svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  const frame = svg.getBoundingClientRect();
  const [x, y] = [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
  const factor = event.deltaY > 0 ? 1.15 : 1 / 1.15;
  view.x += view.width * (1 - factor) * x;
  view.y += view.height * (1 - factor) * y;
  view.width *= factor;
  view.height *= factor;
  show();
}, { passive: false });

let drag = null;
svg.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, moved: false }; });
window.addEventListener("pointerup", () => { setTimeout(() => { drag = null; }); });
window.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const frame = svg.getBoundingClientRect();
  const scale = Math.max(view.width / frame.width, view.height / frame.height);
  view.x -= (event.clientX - drag.x) * scale;
  view.y -= (event.clientY - drag.y) * scale;
  drag = { x: event.clientX, y: event.clientY, moved: true };
  show();
});
svg.addEventListener("click", () => { if (!drag || !drag.moved) chooseNone(); });

document.getElementById("search").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  const place = wanted ? names.findIndex((name) => name.toLowerCase().startsWith(wanted)) : -1;
  if (place < 0) chooseNone(); else choose(place);
});
