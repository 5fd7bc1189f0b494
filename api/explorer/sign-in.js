/* Who asks, and what for: shown in the header, and sent with every request. */

import { byId, element } from "./dom.js";
import { claims, end, leave, refreshed, returned } from "./oidc.js";

const DEMO_CALLER = "casegraph.demo-caller";
const SECONDS_BEFORE = 30;
let headers = {};
let tokens = null;

/* The headers of whoever is signed in, for what is chosen by now. */
export const signedIn = () => ({ ...headers, "x-casegraph-purpose": byId("purpose").value });

/* Comes to an end once somebody is signed in and has chosen a purpose. */
export async function start() {
  const how = await (await fetch("/explorer/sign-in.json")).json();
  const purposes = Object.entries(how.purposes).map(([id, text]) => element("option", { value: id, title: text }, `${id.replaceAll("_", " ")}: ${text}`));
  byId("purpose").append(...purposes);
  byId("signed-in").hidden = false;
  if (how.callers) return demo(how.callers);
  await (how.development ? development() : oidc(how));
  await chosen();
}

function demo(callers) {
  const names = Object.keys(callers);
  const kept = sessionStorage.getItem(DEMO_CALLER);
  const name = names.includes(kept) ? kept : names[0];
  byId("caller").append(...names.map((each) => element("option", { value: each }, callers[each].name)));
  byId("caller").value = name;
  byId("caller").closest("div").hidden = false;
  byId("caller").addEventListener("change", () => {
    sessionStorage.setItem(DEMO_CALLER, byId("caller").value);
    location.reload();
  });
  byId("who").textContent = callers[name].name;
  byId("purpose").value = callers[name].purpose;
  headers = { "x-casegraph-demo-caller": name };
}

/* A token of `casegraph token`, pasted. */
function development() {
  byId("paste").hidden = false;
  return new Promise((done) => {
    byId("paste").addEventListener("submit", (event) => {
      event.preventDefault();
      taken({ access_token: byId("token").value.trim() });
      byId("paste").hidden = true;
      byId("token").value = "";
      done();
    });
  });
}

async function oidc(how) {
  const found = await returned(how);
  if (!found) return new Promise((_, failed) => offer(() => leave(how).catch(failed)));
  taken(found);
  renewLater(how);
  byId("sign-out").hidden = false;
  byId("sign-out").addEventListener("click", () => {
    const last = tokens;
    forget();
    end(how, last);
  });
}

function offer(go) {
  byId("sign-in").hidden = false;
  byId("sign-in").addEventListener("click", go);
}

function taken(found) {
  tokens = { ...tokens, ...found };
  headers = { authorization: `Bearer ${tokens.access_token}` };
  const said = named(tokens.id_token) ?? named(tokens.access_token) ?? "somebody";
  byId("who").textContent = said;
}

function named(token) {
  try {
    const { name, preferred_username: user, sub } = claims(token);
    return name ?? user ?? sub;
  } catch {
    return undefined;
  }
}

function renewLater(how) {
  if (!tokens.refresh_token || !tokens.expires_in) return;
  setTimeout(async () => {
    try {
      taken(await refreshed(how, tokens.refresh_token));
      renewLater(how);
    } catch {
      forget();
      offer(() => leave(how));
    }
  }, Math.max(1, tokens.expires_in - SECONDS_BEFORE) * 1000);
}

function forget() {
  tokens = null;
  headers = {};
  byId("who").textContent = "nobody";
}

function chosen() {
  if (byId("purpose").value) return undefined;
  return new Promise((done) => byId("purpose").addEventListener("change", done, { once: true }));
}
