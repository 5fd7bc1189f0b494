// What a team would put before the same graph: @neo4j/graphql with graphql-yoga, in so many processes. Says its port when all answer.
import cluster from "node:cluster";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { STORE_URL, STORE_USER, STORE_PASSWORD, STORE_DATABASE, WORKERS } = process.env;

async function serve(told) {
  const typeDefs = readFileSync(new URL("types.graphql", import.meta.url), "utf8");
  const driver = neo4j.driver(STORE_URL, neo4j.auth.basic(STORE_USER, STORE_PASSWORD));
  const features = { filters: { String: { GT: true } } };
  const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
  const context = () => ({ sessionConfig: { database: STORE_DATABASE, defaultAccessMode: "READ" } });
  const yoga = createYoga({ schema, context, graphiql: false, logging: "error", maskedErrors: false });
  const server = createServer(yoga);
  server.listen(0, "127.0.0.1", () => told(server.address().port));
}

if (cluster.isPrimary && Number(WORKERS) > 1) {
  let waiting = Number(WORKERS);
  for (let count = 0; count < Number(WORKERS); count++) cluster.fork();
  cluster.on("listening", (_, address) => --waiting || console.log(address.port));
  process.on("SIGTERM", () => cluster.disconnect(() => process.exit()));
} else {
  await serve((port) => cluster.isPrimary && console.log(port));
}
