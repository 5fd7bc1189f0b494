/* The view of queries: choose one, or write one, and run it. */

import { byId, element } from "./dom.js";
import { examples } from "./examples.js";
import { lookUp } from "./lookup.js";
import { run, show, stop } from "./run.js";

export async function start() {
  byId("run").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("stop").addEventListener("click", stop);
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
  stop();
  byId("document").value = text;
  byId("document").scrollTop = 0;
  byId("variables").value = JSON.stringify(variables, null, 2);
  show([], "Run the query to see its answer here.", "");
}
