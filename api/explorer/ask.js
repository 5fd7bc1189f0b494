/* The ways in which this page asks the server. */

import { byId } from "./dom.js";
import { results } from "./events.js";
import { signedIn } from "./sign-in.js";

const EVENTS = "text/event-stream";

/* The answer to a query; of a subscription each that comes, until it ends or is stopped by the signal. */
export async function* answers(query, variables, signal) {
  const response = await reached(post(query, variables, `application/json, ${EVENTS}`, signal), signal);
  if (response.headers.get("content-type").startsWith(EVENTS)) yield* results(response.body);
  else {
    const answer = await response.json();
    if (answer.extensions?.cautions) caution(answer.extensions.cautions);
    yield answer;
  }
}

export async function ask(query, variables) {
  const response = await reached(post(query, variables, "application/json"));
  const answer = await response.json();
  caution(answer.extensions?.cautions ?? []);
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join("; "));
  return answer.data;
}

/* What holds for every answer: that a load is unfinished. */
function caution(texts) {
  byId("cautions").textContent = texts.join(" ");
  byId("cautions").hidden = !texts.length;
}

function post(query, variables, accept, signal) {
  return fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...signedIn() },
    body: JSON.stringify({ query, variables }),
    signal,
  });
}

export const operations = () => fetched("/explorer/examples.json");

/* As introspection tells it, which the server itself answers to signed-in callers only. */
export const schema = () => fetched("/explorer/schema.json");

async function fetched(path) {
  const response = await reached(fetch(path, { headers: signedIn() }));
  return response.json();
}

async function reached(asked) {
  try {
    return await asked;
  } catch {
    throw new Error("the server does not answer; is casegraph serve still running?");
  }
}
