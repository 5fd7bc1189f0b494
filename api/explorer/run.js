/* Running what is written: the answer to a query, or those of a subscription as they come, the newest first and open. */

import { answers } from "./ask.js";
import { byId, element } from "./dom.js";
import { tree } from "./tree.js";

let running = new AbortController();

export async function run() {
  stop();
  const variables = given();
  if (variables === undefined) return;
  const { signal } = (running = new AbortController());
  byId("stop").hidden = false;
  show([], "", "running…");
  try {
    await follow(answers(byId("document").value, variables, signal), signal);
  } catch (error) {
    if (!signal.aborted) complain([`No answer: ${error.message}.`], "no answer");
  }
  if (!signal.aborted) byId("stop").hidden = true;
}

export function stop() {
  if (byId("stop").hidden) return;
  running.abort();
  byId("stop").hidden = true;
  byId("took").textContent = "stopped";
}

export function show(errors, result, status) {
  complain(errors, status);
  byId("result").replaceChildren(result);
}

function given() {
  try {
    return JSON.parse(byId("variables").value.trim() || "{}");
  } catch (error) {
    show([`The variables are not JSON: ${error.message}.`], "", "not run");
    return undefined;
  }
}

async function follow(answers, signal) {
  const begun = performance.now();
  let status;
  for await (const answer of answers) {
    if (signal.aborted) return;
    const told = byId("result").children.length;
    const now = new Date().toLocaleTimeString();
    add(tree(answer, told ? now : null));
    status = told ? `${told + 1} answers, the last at ${now}` : `${Math.round(performance.now() - begun)} ms`;
    complain((answer.errors ?? []).map(complaint), `${status}, watching for more`);
  }
  byId("took").textContent = byId("errors").hidden ? status : `${status}, with errors`;
}

function add(result) {
  for (const earlier of byId("result").children) earlier.open = false;
  byId("result").prepend(result);
}

function complain(errors, status) {
  byId("errors").replaceChildren(...errors.map((text) => element("li", {}, text)));
  byId("errors").hidden = !errors.length;
  byId("took").textContent = status;
}

function complaint({ message, locations, path, extensions }) {
  const where = [
    path && `at ${path.join(".")}`,
    ...(locations ?? []).map(({ line, column }) => `line ${line}, column ${column}`),
  ].filter(Boolean);
  return `${extensions?.code ?? "ERROR"}: ${message}${where.length ? ` (${where.join("; ")})` : ""}`;
}
