"""The public keys of an OIDC issuer: found by its discovery document, kept for a while, found anew when it has others.

OpenID Connect Discovery 1.0, sections 4 and 5; RFC 7517. What comes back is bounded in bytes and time, and in how often it is
asked for: a token that names an unknown key must not make the server ask the issuer again and again.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

from api.http.middleware.loopback_hosts import is_loopback
from api.sign_in.tokens import TokenRefused
from graph.errors import CasegraphError, InvalidInput

FRESH_SECONDS, LAST_SECONDS, PAUSE_SECONDS = 600, 3600, 30
"""Keys are asked for again after FRESH; where the issuer cannot be reached, those of before stand until LAST; and of unknown keys
it is asked once in PAUSE."""
_MOST_BYTES, _MOST_KEYS, _SECONDS = 262_144, 100, 5
_LEAST_RSA_BITS = 2048


class KeysUnavailable(CasegraphError):
    """The issuer cannot be reached, so that no token can be checked."""


class IssuerKeys:
    """The keys of one issuer by name. `get` fetches a URL as JSON: another one in tests."""

    def __init__(self, issuer: str, now: Callable[[], float] = time.monotonic, client: httpx.AsyncClient | None = None) -> None:
        _check_url("CASEGRAPH_ISSUER", issuer)
        self._issuer, self._now = issuer, now
        self._client = client or httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False)
        self._keys: dict[str | None, Key] = {}
        self._fetched, self._tried = -float("inf"), -float("inf")
        self._fetching = asyncio.Lock()

    async def find(self, kid: str | None) -> Key:
        """The key of that name; the only one there is where a token names none."""
        if self._now() - self._fetched > FRESH_SECONDS or kid not in self._keys:
            await self._fetch(kid)
        if self._now() - self._fetched > LAST_SECONDS:
            raise KeysUnavailable("the issuer's keys cannot be had at the moment, so nobody can sign in; try again later")
        if kid not in self._keys:
            raise TokenRefused("the token is signed by a key that the issuer does not have")
        return self._keys[kid]

    async def close(self) -> None:
        """Close the connections to the issuer."""
        await self._client.aclose()

    async def _fetch(self, kid: str | None) -> None:
        async with self._fetching:
            fresh = self._now() - self._fetched <= FRESH_SECONDS
            if (fresh and kid in self._keys) or self._now() - self._tried < PAUSE_SECONDS:
                return
            self._tried = self._now()
            try:
                async with asyncio.timeout(2 * _SECONDS):  # beside httpx's limits of each read: a trickle ends, too
                    await self._renew()
            except (httpx.HTTPError, ValueError, RecursionError, TimeoutError):
                return  # those of before stand, for a while

    async def _renew(self) -> None:
        document = await self._json(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if document.get("issuer") != self._issuer:
            return
        address = document.get("jwks_uri")
        found = await self._json(address) if isinstance(address, str) and _is_safe(address) else {}
        keys = _keys(found)
        if keys:
            self._keys, self._fetched = keys, self._now()

    async def _json(self, address: str) -> dict[str, Any]:
        async with self._client.stream("GET", address, headers={"accept": "application/json"}) as response:
            response.raise_for_status()
            body = b""
            async for part in response.aiter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    raise ValueError("too long")
        found = httpx.Response(200, content=body).json()
        return found if isinstance(found, dict) else {}


def _keys(document: dict[str, Any]) -> dict[str | None, Key]:
    """By name, the keys that signatures are checked with; a broken one among them takes nothing from the others."""
    found: dict[str | None, Key] = {}
    each_key = document.get("keys")
    for each in (each_key if isinstance(each_key, list) else [])[:_MOST_KEYS]:
        try:
            key = KeySet.import_key_set({"keys": [{name: each[name] for name in each if name != "d"}]}).keys[0]
        except (JoseError, ValueError, TypeError, KeyError, AttributeError):
            continue
        if isinstance(key, RSAKey | ECKey | OKPKey) and each.get("use", "sig") == "sig" and _is_strong(key):
            found[each.get("kid") if isinstance(each.get("kid"), str) else None] = key
    if len(found) == 1:  # a token may then leave the name out
        found.setdefault(None, next(iter(found.values())))
    return found


def _is_strong(key: Key) -> bool:
    return not isinstance(key, RSAKey) or key.public_key.key_size >= _LEAST_RSA_BITS


def _check_url(name: str, url: str) -> None:
    if not _is_safe(url):
        raise InvalidInput(f"{name}: expected the https URL of an issuer, or `development`, found '{url}'")


def _is_safe(url: str) -> bool:
    """Whether what is fetched there cannot be changed on the way: https, or this machine itself."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")))
