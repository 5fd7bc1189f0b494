/* What a list of children on a screen may show: each with the day and the agency of the last contact. */
import { ask } from "./casegraph.js";
import { ChildrenWithParentsAndLatestContactsDocument } from "./generated/graphql.js";

export interface LastContact {
  child: string;
  age: number | null;
  on: string | null;
  agency: string | null;
}

export async function lastContacts(address: string, asOf: string): Promise<LastContact[]> {
  const { children } = await ask(address, ChildrenWithParentsAndLatestContactsDocument, { lens: { asOf } });
  return children.nodes.map(({ id, age, contacts }) => {
    const last = contacts.nodes[0];
    return { child: id, age: age ?? null, on: last?.on ?? null, agency: last?.agency.id ?? null };
  });
}
