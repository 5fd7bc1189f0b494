/* Asks a casegraph server. Generated documents bring the types of their variables and of their answer. */
import type { TypedDocumentString } from "./generated/graphql.js";

/** What a server had against a question: its message for people, and its code for programs (docs/serving.md lists them). */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

interface Answer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions: { code: string } }[];
}

export async function ask<Result, Variables>(
  address: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = (await response.json()) as Answer<Result>;
  const first = errors?.[0];
  if (first) throw new Refused(first.message, first.extensions.code);
  if (!data) throw new Refused("the server answered without data", "INTERNAL");
  return data;
}
