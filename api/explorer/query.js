/* The view of queries: write one, run it, read the answer as a tree that folds. */

import { ask, post } from "./ask.js";
import { byId, element } from "./dom.js";
import { examples } from "./examples.js";

const FOLDED_FROM = 4;
const KNOWN = `{ patterns { id question parameters { name type default } } }`;

export async function start() {
  byId("run").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  for (const id of ["document", "variables"]) byId(id).addEventListener("keydown", keys);
  const offered = examples((await ask(KNOWN)).patterns);
  byId("example").append(...offered.map(({ title }, place) => element("option", { value: place }, title)));
  byId("example").addEventListener("change", () => choose(offered[byId("example").value]));
  choose(offered[0]);
}

function keys(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
}

function choose({ query, variables }) {
  byId("document").value = query;
  byId("variables").value = JSON.stringify(variables, null, 2);
  byId("result").replaceChildren("Run the query to see its answer here.");
  byId("took").textContent = "";
}

async function run() {
  let variables;
  try {
    variables = JSON.parse(byId("variables").value.trim() || "{}");
  } catch (error) {
    byId("took").textContent = `the variables are not JSON: ${error.message}`;
    return;
  }
  const begun = performance.now();
  byId("took").textContent = "running…";
  try {
    const answer = await post(byId("document").value, variables);
    byId("result").replaceChildren(tree(answer, null, 0));
    byId("took").textContent = `${Math.round(performance.now() - begun)} ms${answer.errors ? ", with errors" : ""}`;
  } catch (error) {
    byId("took").textContent = `no answer: ${error.message}`;
  }
}

function tree(value, name, depth) {
  const label = name === null ? null : element("span", { className: "name" }, `${name}: `);
  if (value === null || typeof value !== "object") return element("div", { className: "leaf" }, label, leaf(value));
  const entries = Object.entries(value);
  const size = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  if (!entries.length) return element("div", { className: "leaf" }, label, Array.isArray(value) ? "[]" : "{}");
  const branch = element("details", { open: depth < FOLDED_FROM });
  branch.append(element("summary", {}, label, element("span", { className: "size" }, size)));
  branch.append(...entries.map(([key, each]) => tree(each, key, depth + 1)));
  return branch;
}

function leaf(value) {
  const text = typeof value === "string" && value.includes("\n") ? value : JSON.stringify(value);
  return element("span", { className: value === null ? "null" : typeof value }, text);
}
