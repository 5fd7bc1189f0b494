// Prints what the compiled client answers, as JSON: the address of a server, and the day asked about.
import { lastContacts } from "./built/last-contacts.js";
import { ask, Refused } from "./built/casegraph.js";
import { AChildsPageDocument } from "./built/generated/graphql.js";

const [address, asOf] = process.argv.slice(2);
const found = await lastContacts(address, asOf);
const nobody = ask(address, AChildsPageDocument, { child: "nobody/at/all" });
const refused = await nobody.then(() => null, (error) => error instanceof Refused && error.code);
console.log(JSON.stringify({ found, refused }));
