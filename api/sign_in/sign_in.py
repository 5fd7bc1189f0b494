"""Signing in: whom a request is from. One way for a server with an issuer, one for the demo."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from starlette.datastructures import Headers

from api.sign_in.claims import caller_of
from api.sign_in.development import ISSUER, DevelopmentIssuer
from api.sign_in.headers import DEMO_HEADER, PURPOSE_HEADER, REASON_HEADER
from api.sign_in.issuer_keys import IssuerKeys
from api.sign_in.tokens import TokenMissing, TokenVerifier
from graph.access.caller import PURPOSES, Caller, CallerRole, Purpose
from graph.errors import InvalidInput, UnknownName
from graph.settings import Settings

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class AuthenticatedCaller:
    """A caller, and until when that holds, in seconds since 1970 (None: as long as the server lives)."""

    caller: Caller
    expires_at: float | None = None


class SignIn(Protocol):
    """How callers of a server sign in."""

    async def authenticate(self, headers: Headers) -> AuthenticatedCaller:
        """Whom a request with these headers is from. Raises TokenRefused, KeysUnavailable, InvalidInput."""
        ...

    def for_page(self) -> dict[str, object]:
        """What the explorer's page needs to know to sign somebody in; no secrets: everybody can read it."""
        ...


class TokenSignIn:
    """By bearer tokens (RFC 6750), in the header alone: what is in a URL is in logs, and a body is the query's."""

    def __init__(self, verifier: TokenVerifier, settings: Settings) -> None:
        self._verifier, self._settings = verifier, settings

    @classmethod
    def of(cls, settings: Settings) -> "TokenSignIn":
        """Of the issuer that is set. Raises InvalidInput for one that is none."""
        assert settings.issuer is not None
        development = settings.issuer == ISSUER
        keys = DevelopmentIssuer(settings.home) if development else IssuerKeys(settings.issuer)
        return cls(TokenVerifier(settings.issuer, settings.audience, keys), settings)

    async def authenticate(self, headers: Headers) -> AuthenticatedCaller:
        """The caller of the token, for the purpose of the request."""
        given = headers.getlist("authorization")
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        if scheme.lower() != "bearer" or not token.strip():
            raise TokenMissing("sign in: expected one header `Authorization: Bearer …` with a token of the issuer")
        claims = await self._verifier.claims(token.strip())
        return AuthenticatedCaller(_with_purpose(caller_of(claims, self._settings), headers), float(claims["exp"]))

    def for_page(self) -> dict[str, object]:
        """The issuer, and what the page is there."""
        if self._settings.issuer == ISSUER:
            return {"development": True}
        return {"issuer": self._settings.issuer, "client": self._settings.client_id, "scope": self._settings.scope}


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """As one of a few invented callers, whoever asks: everybody in the demo's store is invented, too."""

    callers: Mapping[str, Caller]
    first: str

    async def authenticate(self, headers: Headers) -> AuthenticatedCaller:
        """The one whom the request names, else the first."""
        name = headers.get(DEMO_HEADER) or self.first
        if name not in self.callers:
            raise UnknownName("caller of the demo", name, self.callers)
        return AuthenticatedCaller(_with_purpose(self.callers[name], headers))

    def for_page(self) -> dict[str, object]:
        """The callers that one may be, and for what each asks unless the page says otherwise."""
        return {"callers": {key: {"name": each.name, "purpose": each.purpose} for key, each in self.callers.items()}}


def _with_purpose(caller: Caller, headers: Headers) -> Caller:
    purpose, reason = headers.get(PURPOSE_HEADER), headers.get(REASON_HEADER)
    if purpose is not None and purpose not in PURPOSES:
        raise UnknownName(f"purpose ({PURPOSE_HEADER})", purpose, [each.value for each in Purpose])
    if reason is not None and len(reason) > LONGEST_REASON:
        raise InvalidInput(f"{REASON_HEADER}: expected {LONGEST_REASON} characters at most, found {len(reason)}")
    return replace(caller, purpose=Purpose(purpose) if purpose else caller.purpose, reason=reason or caller.reason)


def may_decide(caller: Caller) -> bool:
    """Whether somebody may decide who is one person."""
    return caller.role in (CallerRole.OWNER, CallerRole.PRACTITIONER, CallerRole.MANAGER)
