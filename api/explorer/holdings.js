/* The view of what is loaded: agencies and extracts. */

import { ask } from "./ask.js";
import { byId, element, table } from "./dom.js";

const STATUS = `{
  status {
    engine edges review
    nodes { label count }
    agencies { id name kind coversFrom coversTo lastExtractedOn records unmatched }
    loads { agency system extractedOn partial rowsRead factsKept rowsRejected finishedAt }
  }
}`;

const period = (first, last) => (first && last ? `${first} to ${last}` : "not stated");

export async function start() {
  const { status } = await ask(STATUS);
  const agencies = status.agencies.map((each) => [
    each.id, each.name ?? "", each.kind.replaceAll("_", " "), period(each.coversFrom, each.coversTo),
    each.lastExtractedOn ?? "none", String(each.records), String(each.unmatched),
  ]);
  const loads = status.loads.map((each) => [
    each.agency, each.system, each.extractedOn, each.partial ? "in part" : "whole",
    each.rowsRead, each.factsKept, each.rowsRejected, each.finishedAt ?? "unfinished",
  ]);
  const counts = status.nodes.map(({ label, count }) => [label, String(count)]);
  byId("held").replaceChildren(
    element("p", {}, `${status.engine}, ${status.edges} edges. ${status.review} possible matches wait for somebody to decide.`),
    table("Agencies", ["id", "name", "kind", "covers", "last extract", "records", "unmatched"], agencies),
    table("Extracts", ["agency", "system", "extracted", "extent", "rows read", "facts kept", "rejected", "ended"], loads),
    table("Nodes", ["label", "count"], counts),
  );
}
