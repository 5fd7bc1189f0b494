"""The issuer's public keys: found by its discovery document, kept, found anew, and no more often than need be."""

from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from api.sign_in.issuer_keys import FRESH_SECONDS, LAST_SECONDS, PAUSE_SECONDS, IssuerKeys, KeysUnavailable
from api.sign_in.sign_in import TokenSignIn
from api.sign_in.tokens import TokenRefused, TokenVerifier
from tests.api.test_sign_in import AUDIENCE, ISSUER, SETTINGS, answer, token

pytestmark = pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")


class Clock:
    """A time that tests set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Issuer:
    """An OIDC issuer, as far as its keys are concerned; `down`: it cannot be reached."""

    def __init__(self, *keys: dict[str, Any]) -> None:
        self.keys, self.asked, self.down, self.document = list(keys), 0, False, {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.down:
            raise httpx.ConnectError("down")
        return httpx.Response(200, json=self.document if "well-known" in request.url.path else {"keys": self.keys})


def public(kid: str | None = None, **more: Any) -> dict[str, Any]:
    key = OKPKey.generate_key("Ed25519", {"kid": kid} if kid else {})
    return {**key.as_dict(private=False), **more}


async def test_keys_are_found_kept_and_found_anew_when_the_issuer_has_others() -> None:
    issuer, clock = Issuer(public("a")), Clock()
    keys = IssuerKeys(ISSUER, clock, issuer.client())
    assert (await keys.find("a")).kid == "a"
    assert (await keys.find(None)).kid == "a"
    assert issuer.asked == 2
    issuer.keys = [public("b")]
    for _ in range(5):  # unknown keys make nobody ask again and again
        with pytest.raises(TokenRefused):
            await keys.find("b")
    clock.now += PAUSE_SECONDS
    assert (await keys.find("b")).kid == "b"
    with pytest.raises(TokenRefused):
        await keys.find("a")
    assert issuer.asked == 4


async def test_an_issuer_that_is_away_is_waited_for_and_then_nobody_signs_in() -> None:
    issuer, clock = Issuer(public("a")), Clock()
    keys = IssuerKeys(ISSUER, clock, issuer.client())
    await keys.find("a")
    issuer.down = True
    clock.now += FRESH_SECONDS + 1
    assert (await keys.find("a")).kid == "a"
    clock.now += LAST_SECONDS
    with pytest.raises(KeysUnavailable):
        await keys.find("a")
    found = await answer(TokenSignIn(TokenVerifier(ISSUER, AUDIENCE, keys), SETTINGS), authorization=f"Bearer {token()}")
    assert found.status_code == 503


@pytest.mark.parametrize(
    "broken",
    [
        {"issuer": "https://other.example", "jwks_uri": f"{ISSUER}/keys"},
        {"issuer": ISSUER, "jwks_uri": "http://login.example/keys"},
        {"issuer": ISSUER},
        {"issuer": ISSUER, "jwks_uri": 7},
    ],
)
async def test_a_discovery_document_that_is_another_one_s_gives_no_keys(broken: dict[str, Any]) -> None:
    issuer = Issuer(public("a"))
    issuer.document = broken
    with pytest.raises(KeysUnavailable):
        await IssuerKeys(ISSUER, Clock(), issuer.client()).find("a")


async def test_weak_secret_and_broken_keys_are_none_and_take_nothing_from_others() -> None:
    weak = {**RSAKey.generate_key(1024, {"kid": "weak"}).as_dict(private=False)}
    secret = {**OctKey.generate_key(256, {"kid": "secret"}).as_dict()}
    good = {**ECKey.generate_key("P-256", {"kid": "good"}).as_dict(private=False)}
    issuer = Issuer(weak, secret, {"kty": "RSA", "kid": "broken"}, {"kty": 7}, public("enc", use="enc"), good)
    keys = IssuerKeys(ISSUER, Clock(), issuer.client())
    assert (await keys.find("good")).kid == "good"
    for kid in ("weak", "secret", "broken", "enc"):
        with pytest.raises(TokenRefused):
            await keys.find(kid)
