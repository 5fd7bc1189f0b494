/* Shows one view at a time, by the part of the address after the #. Each is started when it is first seen. */

import { byId, element } from "./dom.js";
import { start as findings } from "./findings.js";
import { start as holdings } from "./holdings.js";
import { start as query } from "./query.js";
import { start as schema } from "./schema.js";
import { start as signIn } from "./sign-in.js";

const views = { findings, query, schema, holdings };
const started = new Set();

async function show() {
  const named = location.hash.slice(1);
  const chosen = named in views ? named : "findings";
  for (const name of Object.keys(views)) byId(name).hidden = name !== chosen;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${chosen}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (started.has(chosen)) return;
  started.add(chosen);
  try {
    await views[chosen]();
  } catch (error) {
    byId(chosen).append(element("p", { role: "alert" }, `This could not be shown: ${error.message}.`));
  }
}

try {
  await signIn();
  addEventListener("hashchange", show);
  await show();
} catch (error) {
  byId("not-signed-in").textContent = `Nobody is signed in: ${error.message}. Load the page again to try once more.`;
}
