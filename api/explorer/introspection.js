/* The schema, asked for once, and its types as GraphQL writes them. */

import { ask } from "./ask.js";

const DEEPEST = 6; // [[Name!]!]! is five around a name
const TYPE = `${"kind name ofType { ".repeat(DEEPEST)}kind name${" }".repeat(DEEPEST)}`;
const INTROSPECTION = `{
  __schema {
    types {
      kind name description
      fields { name description args { name description defaultValue type { ${TYPE} } } type { ${TYPE} } }
      inputFields { name description defaultValue type { ${TYPE} } }
      enumValues { name description }
      possibleTypes { name }
    }
  }
}`;

let asked;

export function introspected() {
  asked ??= ask(INTROSPECTION).then(({ __schema: schema }) => schema.types.filter(({ name }) => !name.startsWith("__")));
  return asked;
}

export function written(type) {
  if (type.kind === "NON_NULL") return `${written(type.ofType)}!`;
  return type.kind === "LIST" ? `[${written(type.ofType)}]` : type.name;
}

export function bare(type) {
  return type.ofType ? bare(type.ofType) : type.name;
}
