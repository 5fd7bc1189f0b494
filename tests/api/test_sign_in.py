"""Who asks signs in by a token of the issuer: a right one, for this server, in its time, and nothing else."""

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import Key, OKPKey
from starlette.datastructures import Headers
from typer.testing import CliRunner

from api.command import app as command
from api.http.application import application
from api.sign_in.claims import caller_of
from api.sign_in.sign_in import TokenSignIn
from api.sign_in.tokens import TokenRefused, TokenVerifier
from graph.access.caller import CallerRole
from graph.settings import Settings
from tests.api.signed_in import ANALYST, signed_in

pytestmark = pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
ISSUER, AUDIENCE, NOW = "https://login.example/realm", "casegraph", 1_800_000_000
KEY = OKPKey.generate_key("Ed25519", {"kid": "k1"})
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "u1",
    "exp": NOW + 600,
    "nbf": NOW,
    "iat": NOW,
    "casegraph_role": "practitioner",
    "casegraph_agency": "hv",
}
SETTINGS = Settings(issuer=ISSUER)
PATTERNS = "{ patterns { id } }"
PEOPLE = "{ children(first: 1) { nodes { id } } }"


class OneKey:
    """Keys of an issuer that has one."""

    async def find(self, kid: str | None) -> Key:
        if kid != "k1":
            raise TokenRefused("no such key")
        return KEY


VERIFIER = TokenVerifier(ISSUER, AUDIENCE, OneKey(), lambda: NOW)


def token(claims: dict[str, Any] | None = None, key: Key = KEY, **header: Any) -> str:
    said = {"alg": "EdDSA", "kid": "k1", "typ": "JWT", **header}
    return jwt.encode(said, CLAIMS if claims is None else claims, key, algorithms=[said["alg"]])


def part(value: Any) -> str:
    return encoded(json.dumps(value).encode())


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def client(sign_in: Any) -> httpx.AsyncClient:
    made = application(object(), sign_in)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=httpx.ASGITransport(made, raise_app_exceptions=False), base_url="http://localhost")


async def answer(sign_in: Any, query: str = PATTERNS, **headers: str) -> httpx.Response:
    async with client(sign_in) as caller:
        return await caller.post("/graphql", json={"query": query}, headers=headers)


async def test_a_right_token_is_its_caller_with_role_agency_and_purpose() -> None:
    sign_in = TokenSignIn(VERIFIER, SETTINGS)
    told = Headers({"authorization": f"Bearer {token()}", "x-casegraph-purpose": "direct_work"})
    caller = (await sign_in.authenticate(told)).caller
    assert (caller.id, caller.role, caller.agency, caller.purpose) == ("u1", CallerRole.PRACTITIONER, "hv", "direct_work")
    found = await answer(sign_in, authorization=f"Bearer {token()}")
    assert (found.status_code, "errors" in found.json()) == (200, False)


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://other.example"},
        {"aud": "other"},
        {"aud": ["other", "another"]},
        {"exp": NOW - 31},
        {"nbf": NOW + 31},
        {"iat": NOW + 31},
        {"exp": "soon"},
        {"exp": True},
        {"exp": 10**400},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
        *({name: None} for name in ("iss", "aud", "exp", "sub")),
    ],
)
async def test_a_token_that_is_not_this_server_s_now_is_refused(change: dict[str, Any]) -> None:
    said = {name: value for name, value in {**CLAIMS, **change}.items() if value is not None}
    with pytest.raises(TokenRefused):
        await VERIFIER.claims(token(said))


def unsigned() -> str:
    return f"{part({'alg': 'none', 'kid': 'k1'})}.{part(CLAIMS)}."


def by_the_public_key_as_a_secret() -> str:
    said = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{part(CLAIMS)}"
    return f"{said}.{encoded(hmac.digest(KEY.as_pem(private=False), said.encode(), 'sha256'))}"


def by_another_key() -> str:
    return token(key=OKPKey.generate_key("Ed25519", {"kid": "k1"}))


def with_a_key_of_its_own() -> str:
    own = OKPKey.generate_key("Ed25519", {"kid": "k1"})
    return token(key=own, jwk=own.as_dict(private=False))


def of_an_unknown_key() -> str:
    return token(kid="k2")


def that_must_be_understood() -> str:
    said = f"{part({'alg': 'EdDSA', 'kid': 'k1', 'crit': ['x'], 'x': 1})}.{part(CLAIMS)}"
    signing: Any = KEY.private_key
    return f"{said}.{encoded(signing.sign(said.encode()))}"


def of_another_kind() -> str:
    return token(typ="secevent+jwt")


def with_other_claims() -> str:
    head, _, signature = token().split(".")
    return f"{head}.{part({**CLAIMS, 'casegraph_role': 'admin'})}.{signature}"


def that_is_huge() -> str:
    return token({**CLAIMS, "x": "y" * 20_000})


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "forged",
    [
        unsigned,
        by_the_public_key_as_a_secret,
        by_another_key,
        with_a_key_of_its_own,
        of_an_unknown_key,
        that_must_be_understood,
        of_another_kind,
        with_other_claims,
        that_is_huge,
        lambda: "",
        lambda: "a.b.c",
        lambda: "é.é.é",
        lambda: token() + ".x",
        lambda: ".".join(["A" * 4000] * 3),
    ],
)
async def test_a_forged_token_is_refused_and_nothing_of_it_is_told(forged: Callable[[], str]) -> None:
    text = forged()
    async with client(TokenSignIn(VERIFIER, SETTINGS)) as caller:
        found = await caller.post("/graphql", json={"query": PATTERNS}, headers={"authorization": f"Bearer {text}".encode()})
    assert (found.status_code, found.json()["errors"][0]["extensions"]["code"]) == (401, "NOT_SIGNED_IN")
    assert found.headers["www-authenticate"].startswith("Bearer ")
    assert "data" not in found.json()
    assert len(text) < 20 or text not in found.text


@given(
    st.text(max_size=200)
    | st.tuples(*[st.binary(max_size=60).map(base64.urlsafe_b64encode)] * 3).map(lambda p: b".".join(p).decode())
)
async def test_no_text_is_taken_for_a_token_and_none_is_a_fault(text: str) -> None:
    with pytest.raises(TokenRefused):
        await VERIFIER.claims(text)


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Basic dTpw"}, {"authorization": "Bearer "}, {"authorization": "Bearer"}]
)
async def test_whoever_has_no_token_is_told_nothing(headers: dict[str, str]) -> None:
    sign_in = TokenSignIn(VERIFIER, SETTINGS)
    assert (await answer(sign_in, **headers)).status_code == 401
    async with client(sign_in) as caller:
        assert (await caller.get("/explorer/schema.json", headers=headers)).status_code == 401
        assert (await caller.get("/health")).status_code == 200
        twice = [("authorization", f"Bearer {token()}")] * 2
        assert (await caller.post("/graphql", json={"query": PATTERNS}, headers=twice)).status_code == 401


@pytest.mark.parametrize(
    ("change", "role"),
    [
        ({"casegraph_role": ["offline_access", "manager"]}, CallerRole.MANAGER),
        ({"casegraph_role": ["manager", "loader"]}, None),
        ({"casegraph_role": "owner"}, None),
        ({"casegraph_role": None}, None),
        ({"casegraph_role": {"manager": 1}}, None),
        ({"casegraph_agency": 7}, None),
        ({"casegraph_people": ["p"] * 1001}, None),
    ],
)
def test_a_caller_has_one_role_of_ours_or_is_none(change: dict[str, Any], role: CallerRole | None) -> None:
    if role is None:
        with pytest.raises(TokenRefused):
            caller_of({**CLAIMS, **change}, SETTINGS)
    else:
        assert caller_of({**CLAIMS, **change}, SETTINGS).role is role


def test_a_claim_may_stand_inside_another() -> None:
    settings = SETTINGS.model_copy(update={"role_claim": "realm_access.roles"})
    assert caller_of({"sub": "u", "realm_access": {"roles": ["analyst"]}}, settings).role is CallerRole.ANALYST


async def test_every_question_about_people_has_a_purpose() -> None:
    without = signed_in(replace(ANALYST, purpose=None))
    refused = (await answer(without, PEOPLE)).json()["errors"][0]
    assert refused["extensions"]["code"] == "NOT_ALLOWED"
    assert "x-casegraph-purpose" in refused["message"]
    assert "analysis" in refused["message"]
    assert "errors" not in (await answer(without)).json()
    unknown = await answer(without, PEOPLE, **{"x-casegraph-purpose": "curiosity"})
    assert (unknown.status_code, unknown.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_INPUT")
    long = await answer(without, PEOPLE, **{"x-casegraph-purpose": "analysis", "x-casegraph-reason": "x" * 501})
    assert long.status_code == 400


def test_a_development_token_signs_in_on_this_machine_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    made = CliRunner().invoke(command, ["token", "manager", "--agency", "hv", "--name", "Dev"])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "development-issuer.json").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("CASEGRAPH_ISSUER", "https://login.example")
    refused = CliRunner().invoke(command, ["token", "manager"])
    assert refused.exit_code != 0


async def test_the_token_of_another_machine_is_refused(tmp_path: Path) -> None:
    from api.sign_in.development import DevelopmentIssuer

    own, other = DevelopmentIssuer(tmp_path / "own"), DevelopmentIssuer(tmp_path / "other")
    said = {"sub": "dev", "casegraph_role": "analyst"}
    sign_in = TokenSignIn.of(Settings(issuer="development", home=tmp_path / "own"))
    for issuer, status in ((own, 200), (other, 401)):
        found = await answer(sign_in, authorization=f"Bearer {issuer.token(said, AUDIENCE, 60)}")
        assert found.status_code == status
