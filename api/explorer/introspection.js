/* The schema, fetched once, and its types as GraphQL writes them. */

import { schema } from "./ask.js";

let asked;

export function introspected() {
  asked ??= schema().then(({ __schema: { types } }) => types.filter(({ name }) => !name.startsWith("__")));
  return asked;
}

export function written(type) {
  if (type.kind === "NON_NULL") return `${written(type.ofType)}!`;
  return type.kind === "LIST" ? `[${written(type.ofType)}]` : type.name;
}

export function bare(type) {
  return type.ofType ? bare(type.ofType) : type.name;
}
