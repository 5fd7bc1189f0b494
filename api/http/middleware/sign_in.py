"""Signing in, before anything is read: whoever has no token of the issuer is told nothing."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.codes import Code
from api.http.responses import refusal
from api.sign_in.issuer_keys import KeysUnavailable
from api.sign_in.sign_in import SignIn
from api.sign_in.tokens import TokenMissing, TokenRefused
from graph.errors import InvalidInput

SIGNED_IN = ("/graphql", "/explorer/schema.json")
"""What is answered to signed-in callers alone. The page and its files are everybody's; /health and /ready say nothing."""
CALLER = "casegraph.caller"
"""Where the caller of a request stands in its scope."""
EXPIRES_AT = "casegraph.expires_at"
"""And until when that is who they are, in seconds since 1970; None without an end."""


class SignInMiddleware:
    """Puts the caller into the scope of a request; refuses one without (401, RFC 6750)."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self._app, self._sign_in = app, sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is from a caller."""
        app = self._app
        # A browser that opens /graphql is shown the page, which signs in by itself (`GraphQLOrPage`).
        shown = scope["type"] != "http" or (scope["path"] == "/graphql" and scope["method"] == "GET")
        if not shown and scope["path"] in SIGNED_IN:
            app = await self._refused(scope) or app
        await app(scope, receive, send)

    async def _refused(self, scope: Scope) -> ASGIApp | None:
        try:
            found = await self._sign_in.authenticate(Headers(scope=scope))
            scope[CALLER], scope[EXPIRES_AT] = found.caller, found.expires_at
        except TokenRefused as error:
            return _unauthorised(error)
        except KeysUnavailable as error:
            return refusal(503, Code.STORE_UNAVAILABLE, str(error))
        except InvalidInput as error:
            return refusal(400, Code.BAD_INPUT, str(error))
        return None


def _unauthorised(error: TokenRefused) -> JSONResponse:
    answer = refusal(401, Code.NOT_SIGNED_IN, str(error))
    fault = "" if isinstance(error, TokenMissing) else ', error="invalid_token"'
    answer.headers["www-authenticate"] = f'Bearer realm="casegraph"{fault}'
    return answer
