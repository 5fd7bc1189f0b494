/* The view of the schema, from introspection. */

import { byId, element } from "./dom.js";
import { introspected } from "./introspection.js";

export async function start() {
  const order = (type) => (type.name === "Query" ? 0 : 1);
  const types = [...(await introspected())];
  types.sort((one, other) => order(one) - order(other) || one.name.localeCompare(other.name));
  byId("types").append(...types.map(described));
  byId("search").addEventListener("input", search);
}

function search() {
  const wanted = byId("search").value.toLowerCase();
  for (const each of byId("types").children) each.hidden = !each.textContent.toLowerCase().includes(wanted);
}

function described(type) {
  const fields = [...(type.fields ?? []), ...(type.inputFields ?? [])].map(field);
  const values = (type.enumValues ?? []).map((value) => item(element("code", {}, value.name), value.description));
  return element(
    "details", { open: type.name === "Query", id: `type-${type.name}` },
    element("summary", {}, element("code", {}, type.name), ` ${type.kind.toLowerCase().replaceAll("_", " ")}`),
    type.description ? element("p", {}, type.description) : null,
    element("dl", {}, ...fields.flat(), ...values.flat()),
  );
}

function field({ name, description, args = [], type, defaultValue }) {
  const shown = element("code", {}, name, ": ", named(type), defaultValue ? ` = ${defaultValue}` : "");
  const given = args.map((arg) => element("li", {}, element("code", {}, arg.name, ": ", named(arg.type), arg.defaultValue ? ` = ${arg.defaultValue}` : ""), ` ${arg.description ?? ""}`));
  return item(shown, description, given.length ? element("ul", {}, ...given) : null);
}

function item(shown, description, beneath = null) {
  return [element("dt", {}, shown), element("dd", {}, description ?? "", beneath)];
}

function named(type) {
  if (type.kind === "NON_NULL") return element("span", {}, named(type.ofType), "!");
  if (type.kind === "LIST") return element("span", {}, "[", named(type.ofType), "]");
  const link = element("button", { type: "button", className: "type" }, type.name);
  link.addEventListener("click", () => reveal(type.name));
  return link;
}

function reveal(name) {
  const there = byId(`type-${name}`);
  there.hidden = false;
  there.open = true;
  there.scrollIntoView();
  there.querySelector("summary").focus();
}
