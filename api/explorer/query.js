/* The view of queries: write one, run it, read the answer as a tree that folds. */

import { post } from "./ask.js";
import { byId, element } from "./dom.js";
import { examples } from "./examples.js";
import { lookUp } from "./lookup.js";

const FOLDED_FROM = 4;

export async function start() {
  byId("run").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  for (const id of ["document", "variables"]) byId(id).addEventListener("keydown", keys);
  byId("example").addEventListener("change", () => choose(offered.get(byId("example").value)));
  const offered = new Map((await examples()).map((each) => [each.name, each]));
  byId("example").append(...menu([...offered.values()]));
  choose(offered.values().next().value);
  await lookUp(byId("document"), byId("here"));
}

function menu(offered) {
  const whose = [...new Set(offered.map((each) => each.for))];
  return whose.map((each) => {
    const theirs = offered.filter((one) => one.for === each);
    return element("optgroup", { label: `For ${each}s` }, ...theirs.map(({ name, about }) => element("option", { value: name }, about)));
  });
}

function keys(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
}

function choose({ text, variables }) {
  byId("document").value = text;
  byId("document").scrollTop = 0;
  byId("variables").value = JSON.stringify(variables, null, 2);
  show([], "Run the query to see its answer here.", "");
}

async function run() {
  let variables;
  try {
    variables = JSON.parse(byId("variables").value.trim() || "{}");
  } catch (error) {
    show([`The variables are not JSON: ${error.message}.`], "", "not run");
    return;
  }
  const begun = performance.now();
  byId("took").textContent = "running…";
  try {
    const answer = await post(byId("document").value, variables);
    const took = `${Math.round(performance.now() - begun)} ms`;
    const errors = (answer.errors ?? []).map(complaint);
    show(errors, tree(answer, null, 0), errors.length ? `${took}, with errors` : took);
  } catch (error) {
    show([`No answer: ${error.message}.`], "", "no answer");
  }
}

function show(errors, result, took) {
  byId("errors").replaceChildren(...errors.map((text) => element("li", {}, text)));
  byId("errors").hidden = !errors.length;
  byId("result").replaceChildren(result);
  byId("took").textContent = took;
}

function complaint({ message, locations, path, extensions }) {
  const where = [
    path && `at ${path.join(".")}`,
    ...(locations ?? []).map(({ line, column }) => `line ${line}, column ${column}`),
  ].filter(Boolean);
  return `${extensions?.code ?? "ERROR"}: ${message}${where.length ? ` (${where.join("; ")})` : ""}`;
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
