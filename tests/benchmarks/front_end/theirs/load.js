// Many clients at once: node load.js URL SECONDS CLIENTS, with the bodies as a JSON list on standard input; says what came back.
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const [url, seconds, clients] = process.argv.slice(2);
const bodies = JSON.parse(readFileSync(0, "utf8"));
const headers = { "content-type": "application/json", accept: "application/json" };
const requests = bodies.map((body) => ({ method: "POST", headers, body: JSON.stringify(body) }));
const found = await autocannon({ url, duration: Number(seconds), connections: Number(clients), requests });
console.log(JSON.stringify({ answered: found["2xx"], failed: found.errors + found.non2xx, seconds: found.duration }));
