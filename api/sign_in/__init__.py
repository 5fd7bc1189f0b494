"""Who asks: a bearer token of an OIDC issuer is checked and becomes a caller (docs/access.md, "How callers sign in")."""
