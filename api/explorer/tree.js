/* A value of JSON as a tree that folds. */

import { element } from "./dom.js";

const FOLDED_FROM = 4;

export function tree(value, name = null, depth = 0) {
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
