/* The view of findings: a form, and a card for each finding. */

import { ask } from "./ask.js";
import { byId, element, table } from "./dom.js";
import { timeline } from "./timeline.js";

const CHOICES = `{ patterns { id question answers { name about } } coverage { id name kind } }`;

const FINDINGS = `query Findings($pattern: PatternId, $subject: ID, $lens: LensInput, $after: String) {
  findings(pattern: $pattern, subject: $subject, lens: $lens, first: 50, after: $after) {
    totalCount
    lens { agencies asOf knownAt }
    pageInfo { hasNextPage endCursor }
    truncated truncatedBecause notAsked coverage { statement }
    notJudged { statement }
    nodes {
      pattern subject { id records } key status statement agencies seenBy missingPicture answers cautions
      coverage { covered notCovered reach { agency coveredUntil } }
      unjoined { statement }
      lens { asOf }
      evidence { id kind agency on start end recordedOn endRecordedOn }
    }
  }
}`;

let patterns = new Map();
let asked = null;
let shown = 0;

export async function start() {
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  byId("more").addEventListener("click", () => show(byId("more").dataset.after));
  byId("nobody").addEventListener("change", count);
  const { patterns: known, coverage } = await ask(CHOICES);
  patterns = new Map(known.map((pattern) => [pattern.id, pattern]));
  byId("pattern").append(...known.map(({ id, question }) => element("option", { value: id }, `${question} (${id})`)));
  byId("agencies").append(...coverage.map(choice));
  await begin();
}

function choice({ id, name }) {
  const box = element("input", { type: "checkbox", name: "agency", value: id, checked: true });
  return element("label", {}, box, ` ${name ?? id} (${id})`);
}

function variables() {
  const boxes = [...document.querySelectorAll("input[name=agency]")];
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const lens = {};
  if (chosen.length < boxes.length) lens.agencies = chosen;
  if (byId("as-of").value) lens.asOf = byId("as-of").value;
  if (byId("known-at").value) lens.knownAt = byId("known-at").value;
  return { pattern: byId("pattern").value || null, subject: byId("subject").value.trim() || null, lens };
}

async function begin() {
  asked = variables();
  shown = 0;
  byId("cards").replaceChildren();
  byId("about").hidden = true;
  byId("answered").dataset.found = "";
  await show(null);
}

async function show(after) {
  const question = asked;
  byId("answered").textContent = "Asking…";
  byId("more").hidden = true;
  try {
    const { findings } = await ask(FINDINGS, { ...question, after });
    if (question !== asked) return;
    byId("cards").append(...findings.nodes.map(card));
    shown += findings.nodes.length;
    byId("more").hidden = !findings.pageInfo.hasNextPage;
    byId("more").dataset.after = findings.pageInfo.endCursor ?? "";
    const failed = findings.notJudged.map(({ statement }) => `; ${statement}`).join("");
    byId("answered").dataset.found = `${shown} of ${findings.totalCount} findings, ${lensText(findings.lens)}${failed}`;
    count();
    about(findings);
  } catch (error) {
    byId("answered").textContent = `Could not be answered: ${error.message}.`;
  }
}

/* What holds for the whole answer, shown beside the number of findings. */
function about({ truncated, truncatedBecause, notAsked, coverage }) {
  const said = [truncated ? `Cut short: ${truncatedBecause}.` : null, coverage.statement, ...notAsked].filter(Boolean);
  byId("about").replaceChildren(...said.map((text) => element("li", {}, text)));
  byId("about").hidden = !said.length;
}

function count() {
  const only = byId("nobody").checked;
  byId("cards").classList.toggle("nobody-only", only);
  const hidden = document.querySelectorAll("#cards > li").length;
  const missing = document.querySelectorAll("#cards > li.nobody").length;
  const found = byId("answered").dataset.found ?? "";
  byId("answered").textContent = only ? `${missing} of the ${hidden} shown would be seen by nobody alone; ${found}` : found;
}

function lensText(lens) {
  const whose = lens.agencies.length ? lens.agencies.join(", ") : "all agencies";
  return `through the records of ${whose}, as of ${lens.asOf}, as known at ${lens.knownAt}`;
}

function card(finding) {
  const { question } = patterns.get(finding.pattern);
  const title = element("h3", {}, question);
  if (finding.status) title.append(" ", element("span", { className: "status" }, finding.status.replaceAll("_", " ")));
  return element(
    "li", { className: finding.missingPicture ? "card nobody" : "card" },
    title,
    element("p", { className: "statement" }, finding.statement),
    element("p", { className: "about" }, "About ", ...records(finding.subject)),
    seenBy(finding),
    coverage(finding.coverage),
    unjoined(finding.unjoined ?? []),
    timeline(finding.evidence, finding.lens.asOf),
    evidence(finding.evidence),
    answers(finding),
    cautions(finding),
  );
}

function records(subject) {
  const names = subject.records.length ? subject.records : [subject.id];
  return names.flatMap((name, place) => [place ? ", " : "", element("code", {}, name)]);
}

function seenBy({ seenBy, missingPicture, agencies }) {
  const all = [...new Set([...agencies, ...seenBy])].sort();
  const marks = all.map((agency) => {
    const sees = seenBy.includes(agency);
    return element("li", { className: sees ? "sees" : "blind" }, `${agency}: ${sees ? "sees it alone" : "does not see it alone"}`);
  });
  const said = missingPicture ? element("p", { className: "missing" }, "Nobody alone would see this: only the pooled record shows it.") : null;
  return element("div", { className: "seen" }, said, element("ul", { "aria-label": "Which agencies alone would see it" }, ...marks));
}

function coverage(found) {
  if (!found) return null;
  const none = "none";
  const until = new Map(found.reach.map(({ agency, coveredUntil }) => [agency, coveredUntil]));
  const reach = (agency) => `${agency} (${until.get(agency) ? `to ${until.get(agency)}` : "says no days"})`;
  return element(
    "p", {},
    `It rests on something not being there. With data for those days: ${found.covered.map(reach).join(", ") || none}; without: ${found.notCovered.map(reach).join(", ") || none}.`,
  );
}

function evidence(facts) {
  const rows = facts.map((fact) => [
    fact.kind.replaceAll("_", " "),
    fact.agency,
    fact.on ?? (fact.start || fact.end ? `${fact.start ?? "not known"} to ${fact.end ?? "open"}` : "no date"),
    [fact.recordedOn, fact.endRecordedOn && `end: ${fact.endRecordedOn}`].filter(Boolean).join("; "),
    element("code", {}, fact.id),
  ]);
  const held = element("details", { open: rows.length <= 6 }, element("summary", {}, `Evidence: ${rows.length} ${rows.length === 1 ? "fact" : "facts"}`));
  held.append(table("Every fact that it rests on", ["kind", "agency", "when", "written down", "id"], rows));
  return held;
}

function answers(finding) {
  const meanings = new Map(patterns.get(finding.pattern).answers.map(({ name, about }) => [name, about]));
  const rows = Object.entries(finding.answers).map(([name, value]) => [name, plain(value), meanings.get(name)]);
  if (!rows.length) return null;
  return element("details", {}, element("summary", {}, "Answers"), table("What the question answers", ["name", "value", "meaning"], rows));
}

function plain(value) {
  if (value === null) return "not known";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/* Records that may be of the people in a finding of absence: never folded away, since they may answer it. */
function unjoined(found) {
  if (!found.length) return null;
  const said = element("p", {}, "Records that may be of the people in it, and are not joined:");
  return element("div", { className: "unjoined" }, said, element("ul", {}, ...found.map(({ statement }) => element("li", {}, statement))));
}

function cautions({ cautions, unjoined }) {
  const shown = new Set((unjoined ?? []).map(({ statement }) => statement));
  const texts = cautions.filter((text) => !shown.has(text));
  return element("details", { className: "cautions" }, element("summary", {}, "Before you act on it"), element("ul", {}, ...texts.map((text) => element("li", {}, text))));
}
