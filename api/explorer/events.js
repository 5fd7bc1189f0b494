/* Results that come one by one, as GraphQL over SSE sends them: each event ends with an empty line; lines of comment are skipped. */

export async function* results(body) {
  let unread = "";
  for await (const text of pieces(body)) {
    const events = (unread + text).split("\n\n");
    unread = events.pop();
    for (const event of events.map(fields)) {
      if (event.event === "next") yield JSON.parse(event.data);
      if (event.event === "complete") return;
    }
  }
  throw new Error("the server went away");
}

/* Not `for await` over the body itself, which not every browser has. */
async function* pieces(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

function fields(event) {
  return Object.fromEntries(event.split("\n").map((line) => line.split(/: ?(.*)/s)));
}
