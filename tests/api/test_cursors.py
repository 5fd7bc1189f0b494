"""Cursors say nothing to whoever reads them, and are read by every server that has their key."""

import base64
import json
import stat
from datetime import date
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from api.cursor_key import key_of, with_cursor_key
from api.graphql.operation.cursors import Cursor, seal_with
from graph.errors import InvalidInput
from graph.settings import Settings

DAY = date(2025, 6, 1)
ID = "hv/systmone/p1"
AT = Cursor(DAY, DAY, "a fingerprint", ("frequent_moves", ID, "key"))


def secret(settings: Settings) -> str:
    assert settings.cursor_key is not None
    return settings.cursor_key.get_secret_value()


def test_a_cursor_is_read_as_it_was_made_and_the_same_place_has_the_same() -> None:
    assert Cursor.read(AT.text()) == AT
    assert AT.text() == AT.text()


def test_nothing_of_a_cursor_can_be_read_and_not_even_how_long_an_id_is() -> None:
    raw = base64.urlsafe_b64decode(AT.text())
    for part in (ID, "systmone", "frequent_moves", "2025-06-01", "a fingerprint"):
        assert part.encode() not in raw
    longer = Cursor(DAY, DAY, "a fingerprint", ("frequent_moves", ID + "2345", "key"))
    assert len(longer.text()) == len(AT.text())
    assert longer.text()[:8] != AT.text()[:8]


@given(st.integers(0, len(AT.text()) - 5), st.sampled_from("AZaz09-_=+/ é\0"))
def test_a_cursor_that_was_changed_is_none(place: int, other: str) -> None:
    text = AT.text()
    changed = text[:place] + other + text[place + 1 :]
    for each in {changed, text[:place] + other + text[place:], text[:place]} - {text}:
        with pytest.raises(InvalidInput, match="expected a cursor"):
            Cursor.read(each)


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_what_nobody_sealed_is_no_cursor(text: str) -> None:
    with pytest.raises(InvalidInput, match="expected a cursor"):
        Cursor.read(text)


def test_a_cursor_as_they_once_were_is_none() -> None:
    open_ = base64.urlsafe_b64encode(json.dumps(["2025-06-01", "2025-06-01", "x", ID]).encode()).decode()
    with pytest.raises(InvalidInput):
        Cursor.read(open_)


def test_the_key_is_made_once_kept_to_its_owner_and_found_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, again = (SecretStr(secret(with_cursor_key(Settings(home=home)))) for _ in range(2))
    assert first == again
    assert stat.S_IMODE((home / "cursor.key").stat().st_mode) == 0o600
    assert [each.name for each in home.iterdir()] == ["cursor.key"]
    seal_with(key_of(first))
    text = AT.text()
    seal_with(key_of(SecretStr(secret(with_cursor_key(Settings(home=tmp_path / "another"))))))
    with pytest.raises(InvalidInput):
        Cursor.read(text)
    seal_with(key_of(again))
    assert Cursor.read(text) == AT


def test_a_key_that_is_set_is_used_and_no_file_made(tmp_path: Path) -> None:
    given_ = Settings(home=tmp_path, cursor_key=SecretStr("k" * 32))
    assert with_cursor_key(given_) == given_
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValidationError):
        Settings(cursor_key=SecretStr("short"))


def test_a_folder_that_cannot_be_written_to_ends_no_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    found = with_cursor_key(Settings(home=tmp_path / "file" / "home"))
    assert len(secret(found)) >= 32
    assert "cursors end with this server" in caplog.text


async def test_no_cursor_of_an_answer_holds_an_id(client: httpx.AsyncClient) -> None:
    query = """{
      children { edges { cursor node { id } } pageInfo { startCursor endCursor } }
      findings(pattern: closed_after_missed) { edges { cursor node { subject { id } } } pageInfo { endCursor } }
      child(id: "hv/systmone/p1") { involvements { edges { cursor node { record } } } findings { edges { cursor } } }
    }"""
    answer = (await client.post("/graphql", json={"query": query})).json()
    cursors, ids = list(_values(answer, "ursor")), list(_values(answer, "id")) + list(_values(answer, "record"))
    assert len(cursors) > 5 and len(ids) > 3
    raw = b" ".join(base64.urlsafe_b64decode(each) for each in cursors)
    assert [each for each in [*ids, "systmone"] if each.encode() in raw] == []


def _values(part: object, ending: str) -> list[str]:
    if isinstance(part, list):
        return [found for each in part for found in _values(each, ending)]
    if not isinstance(part, dict):
        return []
    own = [value for name, value in part.items() if name.endswith(ending) and isinstance(value, str)]
    return own + [found for each in part.values() for found in _values(each, ending)]
