/* The one way in which this page asks the server. */

export async function post(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

export async function ask(query, variables) {
  let answer;
  try {
    answer = await post(query, variables);
  } catch {
    throw new Error("the server does not answer; is casegraph serve still running?");
  }
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join("; "));
  return answer.data;
}
