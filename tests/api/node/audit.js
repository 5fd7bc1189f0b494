// Prints each rule of GraphQL over HTTP and whether the server at the address given keeps to it, one JSON line each.
import { auditServer } from "graphql-http";

for (const { id, name, status, reason } of await auditServer({ url: process.argv[2] })) {
  console.log(JSON.stringify({ id, name, kept: status === "ok", reason }));
}
