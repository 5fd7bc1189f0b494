"""Bearer tokens: whether one is a right one, and what it says.

A token is a JWT (RFC 7519) signed by the issuer: of that issuer, for this server (`aud`), in its time (`exp`, `nbf`, `iat`), by
one of the algorithms that are pinned here. The text of a token stands in no error and no log.
"""

import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError, SecurityWarning
from joserfc.jwk import Key
from joserfc.registry import HeaderParameter

ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519")
"""Signatures by a private key alone: whoever can check a token cannot make one. Never `none`, never a shared secret."""
LONGEST_TOKEN = 16_384
LONGEST_SECONDS = 24 * 3600
"""For how long a token may be good: whoever was let go must not come in with it next week."""
LEEWAY_SECONDS = 30
"""By how much the clocks of issuer and server may differ."""
_TYPES = (None, "JWT", "jwt", "at+jwt", "application/at+jwt")

warnings.filterwarnings("ignore", category=SecurityWarning)  # it says that EdDSA has a newer name: issuers use the older one


class TokenRefused(Exception):
    """A token that is not taken; the sentence says why, as a caller may read it."""


class TokenMissing(TokenRefused):
    """There is no token at all: no fault of one (RFC 6750, section 3.1)."""


class KeyFinder(Protocol):
    """Where the issuer's public keys are found."""

    async def find(self, kid: str | None) -> Key:
        """The key of that name; the only one there is where a token names none. Raises TokenRefused, KeysUnavailable."""
        ...


class TokenVerifier:
    """Checks the tokens of one issuer for one audience."""

    def __init__(self, issuer: str, audience: str, keys: KeyFinder, now: Callable[[], float] = time.time) -> None:
        self._issuer, self._keys, self._now = issuer, keys, now
        essential = {"essential": True}
        self._wanted: dict[str, Any] = {
            "iss": {**essential, "value": issuer},
            "aud": {**essential, "value": audience},
            "exp": essential,
            "sub": essential,
        }

    async def claims(self, token: str) -> Mapping[str, Any]:
        """What a token says. Raises TokenRefused for one that is not right, KeysUnavailable where that cannot be told now."""
        if len(token) > LONGEST_TOKEN:
            raise TokenRefused(f"expected a token of {LONGEST_TOKEN:,} characters at most, found {len(token):,}")
        header = _header(token)
        algorithm, kid = header.get("alg"), header.get("kid")
        if algorithm not in ALGORITHMS:
            raise TokenRefused(f"expected a token signed by one of {', '.join(ALGORITHMS)}")
        if header.get("typ") not in _TYPES or not (kid is None or isinstance(kid, str)):
            raise TokenRefused("expected an access token (JWT), found something else")
        key = await self._keys.find(kid)
        try:
            found = jwt.decode(token, key, algorithms=[algorithm], registry=_REGISTRY)
            jwt.JWTClaimsRegistry(now=int(self._now()), leeway=LEEWAY_SECONDS, **self._wanted).validate(found.claims)
        except ExpiredTokenError:
            raise TokenRefused("the token has expired; sign in again") from None
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise TokenRefused("the token is not one of the issuer's for this server, or is not valid now") from None
        return _plain(found.claims, self._now())


_REGISTRY = jws.JWSRegistry(
    header_registry={"typ": HeaderParameter("Type", "str"), "kid": HeaderParameter("Key ID", "str")},
    algorithms=list(ALGORITHMS),
    strict_check_header=False,
)


def _header(token: str) -> Mapping[str, Any]:
    try:
        return dict(jws.extract_compact(token.encode("ascii")).headers())
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise TokenRefused("expected a JWT, found something that is none") from None


def _plain(claims: Mapping[str, Any], now: float) -> Mapping[str, Any]:
    sub, exp = claims["sub"], claims["exp"]
    if not isinstance(sub, str) or not sub or len(sub) > 255 or isinstance(exp, bool) or not isinstance(exp, int | float):
        raise TokenRefused("expected `sub` as a text and `exp` as a time in the token, found something else")
    if exp > now + LONGEST_SECONDS:
        raise TokenRefused(f"expected a token that is good for {LONGEST_SECONDS // 3600} hours at most")
    return claims
