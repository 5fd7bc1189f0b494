// Prints what the compiled client answers, as JSON: the address of a server, and the day asked about.
import { lastContacts } from "./built/last-contacts.js";
import { ask, Refused } from "./built/casegraph.js";
import { FindingsOfOneQuestionDocument } from "./built/generated/graphql.js";

const [address, asOf] = process.argv.slice(2);
const found = await lastContacts(address, asOf);
const asked = ask(address, FindingsOfOneQuestionDocument, { pattern: "absent_father", lens: { agencies: ["nobody"] } });
const refused = await asked.then(() => null, (error) => error instanceof Refused && error.code);
console.log(JSON.stringify({ found, refused }));
