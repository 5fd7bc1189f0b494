/* The authorisation code flow with PKCE (RFC 7636; OpenID Connect Core 1.0, section 3.1). Tokens are in this page's memory alone:
 * what outlives the way to the issuer and back is the verifier, the state and the nonce, and these are forgotten on return. */

const KEPT = "casegraph.sign-in";

/* The tokens of whoever came back from the issuer; none where nobody did. Takes the code out of the address. */
export async function returned({ issuer, client }) {
  const came = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!came.has("state") || !kept) return null;
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, "", location.pathname + kept.hash);
  if (came.get("state") !== kept.state) throw new Error("the answer of the issuer is not to this page's request; sign in again");
  if (came.has("error")) throw new Error(`the issuer did not sign you in: ${came.get("error_description") ?? came.get("error")}`);
  if (came.has("iss") && came.get("iss") !== issuer) throw new Error("the answer came from another issuer; sign in again");
  const code = { grant_type: "authorization_code", code: came.get("code"), redirect_uri: here(), code_verifier: kept.verifier };
  const tokens = await exchange(issuer, client, code);
  if (claims(tokens.id_token).nonce !== kept.nonce) throw new Error("the token is not for this page's request; sign in again");
  return tokens;
}

/* To the issuer; the page ends here. */
export async function leave({ issuer, client, scope }) {
  const kept = { verifier: random(), state: random(), nonce: random(), hash: location.hash };
  const { authorization_endpoint: address } = await discovered(issuer);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(kept.verifier));
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  const asked = {
    response_type: "code", client_id: client, redirect_uri: here(), scope, state: kept.state, nonce: kept.nonce,
    code_challenge: base64url(new Uint8Array(digest)), code_challenge_method: "S256",
  };
  location.assign(`${address}?${new URLSearchParams(asked)}`);
}

export const refreshed = ({ issuer, client }, token) => exchange(issuer, client, { grant_type: "refresh_token", refresh_token: token });

/* Where the issuer ends its own session, or just this page. */
export async function end({ issuer, client }, tokens) {
  const { end_session_endpoint: address } = await discovered(issuer);
  const asked = new URLSearchParams({ client_id: client, post_logout_redirect_uri: here() });
  if (tokens.id_token) asked.set("id_token_hint", tokens.id_token);
  location.assign(address ? `${address}?${asked}` : here());
}

/* What a token says, for showing: the server alone checks it. */
export function claims(token) {
  const text = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
}

async function exchange(issuer, client, asked) {
  const { token_endpoint: address } = await discovered(issuer);
  const response = await fetch(address, { method: "POST", body: new URLSearchParams({ client_id: client, ...asked }) });
  if (!response.ok) throw new Error("the issuer gave no token; sign in again");
  return response.json();
}

async function discovered(issuer) {
  const found = await (await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)).json();
  if (found.issuer !== issuer) throw new Error("the issuer says that it is another one");
  return found;
}

const here = () => `${location.origin}/`;
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
