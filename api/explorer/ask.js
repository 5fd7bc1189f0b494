/* The ways in which this page asks the server. */

export async function post(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

export async function ask(query, variables) {
  const answer = await reached(post(query, variables));
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join("; "));
  return answer.data;
}

export async function operations() {
  const response = await reached(fetch("/explorer/examples.json"));
  return response.json();
}

async function reached(asked) {
  try {
    return await asked;
  } catch {
    throw new Error("the server does not answer; is casegraph serve still running?");
  }
}
