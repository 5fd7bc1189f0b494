/* The example operations, each with something real from this store in its variables, so that it runs as it is. */

import { ask, operations } from "./ask.js";

/* A child of whom there is something to see, where there is one. */
const KNOWN = `{
  told: children(first: 1, filter: { concern: {}, contact: {} }) { nodes { id name } }
  any: children(first: 1) { nodes { id name } }
  patterns { id parameters { name type default } }
}`;

export async function examples() {
  const [offered, known] = await Promise.all([operations(), ask(KNOWN)]);
  const values = real(known);
  return offered.map((each) => ({ ...each, variables: filled(each.variables, values) }));
}

function real({ told, any, patterns }) {
  const child = told.nodes[0] ?? any.nodes[0];
  const today = new Date().toLocaleDateString("sv");
  const isNumber = ({ type }) => type === "number";
  const bounded = patterns.find(({ parameters }) => parameters.some(isNumber));
  const bound = bounded?.parameters.find(isNumber);
  return {
    child: child?.id ?? "agency/system/person_id",
    person: child?.id ?? "agency/system/person_id",
    text: child?.name ?? child?.id ?? "a name",
    pattern: bounded?.id ?? patterns[0]?.id,
    parameters: bound ? [{ name: bound.name, value: bound.default + 1 }] : [],
    on: today,
    lens: { asOf: today, knownAt: today },
  };
}

function filled(variables, values) {
  return Object.fromEntries(variables.filter((name) => name in values).map((name) => [name, values[name]]));
}
