/* Evidence as a picture: one lane an agency, a dot for an event, a bar for a spell. */

import { shape } from "./dom.js";

const WIDTH = 720;
const LEFT = 130;
const LANE = 26;
const DAY = 86400000;

const day = (text) => Date.parse(text) / DAY;

function span(facts, until) {
  const days = facts.flatMap((fact) => [fact.on, fact.start, fact.end].filter(Boolean).map(day));
  if (!days.length) return null;
  const last = Math.max(...days, facts.some((fact) => fact.start && !fact.end) ? day(until) : -Infinity);
  const first = Math.min(...days);
  const room = Math.max(14, (last - first) * 0.04);
  return { first: first - room, last: last + room };
}

function years({ first, last }, x, height) {
  const marks = [];
  const begin = new Date(first * DAY).getUTCFullYear();
  const end = new Date(last * DAY).getUTCFullYear();
  const step = Math.max(1, Math.ceil((end - begin) / 12));
  for (let year = begin; year <= end; year += step) {
    const at = day(`${year}-01-01`);
    if (at < first) continue;
    marks.push(shape("line", { x1: x(at), x2: x(at), y1: 0, y2: height - 16, class: "year" }));
    marks.push(shape("text", { x: x(at) + 3, y: height - 4, class: "year" }, String(year)));
  }
  return marks;
}

function mark(fact, x, y, until) {
  const title = [fact.kind, fact.on ?? `${fact.start ?? "?"} to ${fact.end ?? "open"}`].join(", ");
  let made;
  if (fact.on) made = shape("circle", { cx: x(day(fact.on)), cy: y, r: 5, class: "event" });
  else if (fact.start || fact.end) {
    const from = fact.start ? x(day(fact.start)) : LEFT; // without a start it began before any day
    const to = x(day(fact.end ?? until));
    const open = fact.end ? "" : " open";
    made = shape("rect", { x: from, y: y - 5, width: Math.max(4, to - from), height: 10, rx: 3, class: `spell${open}` });
  } else return null;
  made.append(shape("title", {}, title));
  return made;
}

export function timeline(facts, until) {
  const within = span(facts, until);
  if (!within) return null;
  const lanes = [...new Set(facts.map((fact) => fact.agency))].sort();
  const height = lanes.length * LANE + 20;
  const x = (at) => LEFT + ((at - within.first) / (within.last - within.first)) * (WIDTH - LEFT - 10);
  const drawn = shape("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", class: "timeline" });
  drawn.append(shape("title", {}, `When each of ${facts.length} facts was, by agency; the table below says the same`));
  drawn.append(...years(within, x, height));
  lanes.forEach((agency, place) => {
    const y = place * LANE + LANE / 2;
    drawn.append(shape("text", { x: 0, y: y + 4, class: "lane" }, agency));
    drawn.append(shape("line", { x1: LEFT, x2: WIDTH - 10, y1: y, y2: y, class: "lane" }));
    const spellsFirst = facts.filter((fact) => fact.agency === agency).sort((one, other) => Boolean(one.on) - Boolean(other.on));
    for (const fact of spellsFirst) {
      const made = mark(fact, x, y, until);
      if (made) drawn.append(made);
    }
  });
  return drawn;
}
