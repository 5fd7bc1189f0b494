/* An OIDC issuer for a test: everybody may sign in under any name, and is a practitioner of hv. Arguments: its port, and the page's address. */

import { Provider } from "oidc-provider";

const [port, page] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "casegraph", token_endpoint_auth_method: "none", application_type: "native", redirect_uris: [page],
    post_logout_redirect_uris: [page], grant_types: ["authorization_code", "refresh_token"], response_types: ["code"],
  }],
  clientBasedCORS: () => true,
  extraTokenClaims: () => ({ casegraph_role: "practitioner", casegraph_agency: "hv" }),
  issueRefreshToken: () => true,
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => "urn:casegraph",
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: "openid profile", audience: "casegraph", accessTokenFormat: "jwt", accessTokenTTL: 600 }),
    },
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
