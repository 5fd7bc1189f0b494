// Watches by the protocol's own client: prints each event as a JSON line, and `complete` at the end. Arguments: address, query, headers as JSON.
import { createClient } from "graphql-sse";

const [, , url, query, headers] = process.argv;
const client = createClient({ url, headers: JSON.parse(headers), retryAttempts: 0 });
client.subscribe(
  { query },
  {
    next: (result) => console.log(JSON.stringify(result)),
    error: (error) => console.log(JSON.stringify({ failed: String(error) })),
    complete: () => console.log(JSON.stringify("complete")),
  },
);
