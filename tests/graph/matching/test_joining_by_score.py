"""Joining by score alone: a setting, off by default; then likely pairs are joined as a load ends, and taken back as a whole."""

from pathlib import Path
from typing import Any

import pytest

from graph.identity.decisions import undo_by
from graph.store import Store
from loaders.load import load
from tests.graph.canonical import dump
from tests.queries.building import child, partnership

AMINA: dict[str, Any] = {"given_names": "Amina", "family_name": "Okonkwo", "sex": "F"}


def files(folder: Path) -> list[Path]:
    people = [child("a", "2015-03-04", **AMINA), child("x", "2015-03-04", given_names="Ada", family_name="Obi", sex="F")]
    return partnership(folder, gp={"people": people}, school={"people": [child("b", "2015-03-04", **AMINA)]})


async def test_by_default_nobody_is_joined_by_score(store: Store, tmp_path: Path) -> None:
    done = await load(store, files(tmp_path))
    assert done.matching.joined == 0
    assert await store.read("MATCH (p:Person) RETURN count(p)") == [[3]]


async def test_above_the_bar_a_likely_pair_is_joined_as_a_load_ends_and_taken_back_by_its_matcher(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = files(tmp_path)
    await load(store, first)
    apart = [line for line in await dump(store) if not line.startswith("Load")]
    await store.write("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("CASEGRAPH_JOIN_BY_SCORE", "0.6")
    assert (await load(store, first)).matching.joined == 1
    ((left, right, method, by),) = await store.read(
        "MATCH (j:Judgement) WHERE j.verdict = 'same' RETURN j.left, j.right, j.method, j.decided_by"
    )
    assert (left, right, method, by) == ("gp/s/a", "school/s/b", "score", "casegraph matcher assumed/1")
    assert await store.read("MATCH (p:Person) RETURN count(p)") == [[2]]
    assert (await undo_by(store, by))[0] == 1
    assert [line for line in await dump(store) if not line.startswith("Load")] == apart


async def test_a_bar_that_nothing_reaches_joins_nobody(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_JOIN_BY_SCORE", "1")
    assert (await load(store, files(tmp_path))).matching.joined == 0
