/* Where in a query the cursor is: the type whose fields may stand there, and the field or argument that it touches. */

import { bare } from "./introspection.js";

const TOKEN = /#[^\n]*|"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|\.\.\.|\$?[A-Za-z_]\w*|[{}()]|[^\s\w]/g;
const NAME = /^[A-Za-z_]/;
const ROOTS = { query: "Query", mutation: "Mutation", subscription: "Subscription" };

export function place(text, cursor, types) {
  const reading = { around: [], next: null, field: null, depth: 0, types };
  const tokens = [...text.matchAll(TOKEN)].filter(({ 0: token }) => !/^[#"]/.test(token));
  for (const [at, { 0: token, index: begin }] of tokens.entries()) {
    if (begin >= cursor && !(begin === cursor && NAME.test(token))) break;
    const touched = NAME.test(token) && begin <= cursor && cursor <= begin + token.length;
    const argument = step(reading, token, tokens[at - 1]?.[0], tokens[at + 1]?.[0]);
    if (touched && reading.depth) return { argument };
    if (touched) return { type: reading.around.at(-1), field: reading.field, word: token, begin };
  }
  return { type: reading.depth ? undefined : reading.around.at(-1), word: "", begin: cursor };
}

function step(reading, token, before, after) {
  if (token === "(" || token === ")") reading.depth += token === "(" ? 1 : -1;
  else if (reading.depth) return after === ":" && reading.field?.args.find(({ name }) => name === token);
  else if (token === "{") reading.around.push(reading.next ?? reading.around.at(-1) ?? reading.types.get("Query"));
  else if (token === "}") reading.around.pop();
  else if (NAME.test(token)) name(reading, token, before, after);
  return undefined;
}

function name(reading, token, before, after) {
  reading.field = null;
  if (before === "on") reading.next = reading.types.get(token);
  else if (!reading.around.length) reading.next = reading.types.get(ROOTS[token]) ?? reading.next;
  else if (after !== ":" && before !== "..." && before !== "@") {
    reading.field = reading.around.at(-1)?.fields?.find(({ name: each }) => each === token) ?? null;
    reading.next = reading.field && reading.types.get(bare(reading.field.type));
  }
}
