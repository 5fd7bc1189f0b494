"""Proposals in the store: made as a load ends, changed as records change, the same in any order of loading."""

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.identity.decisions import decide
from graph.identity.judged import Decision
from graph.matching import keys_of_system, refresh, stored_model, train
from graph.store import Store
from graph.writing.undo.undo import give_up
from graph.writing.write_lock import write_lock
from loaders.load import load
from loaders.matches import Reached, propose
from loaders.progress import Silent
from tests.graph.canonical import dump
from tests.queries.building import adult, child, loaded, nhs, partnership, tie

AMINA: dict[str, Any] = {"given_names": "Amina", "family_name": "Okonkwo", "sex": "F"}
HOME = {"address": "1 High St", "postcode": "AB1 2CD", "start": "2024-01-01"}


def amina(id_: str, born: str | None = "2015-03-04", **more: Any) -> dict[str, Any]:
    return child(id_, born, **AMINA | more)


async def proposals(store: Store) -> list[list[Any]]:
    query = "MATCH (p:Proposal) RETURN p.left, p.right, p.band, p.held_back ORDER BY p.left, p.right"
    return await store.read(query)


async def test_two_records_that_no_identifier_joins_are_proposed_as_a_load_ends(store: Store, tmp_path: Path) -> None:
    files = partnership(tmp_path, gp={"people": [amina("a")]}, school={"people": [amina("b")]})
    await loaded(store, *files)
    assert await proposals(store) == [["gp/s/a", "school/s/b", "likely", []]]
    (said,) = await store.read("MATCH (p:Proposal) RETURN p.features, p.model")
    assert said == [["forename:same", "surname:same", "birthday:same", "sex:same", "system:other"], "assumed/1"]


async def test_loading_in_any_order_and_twice_gives_the_same_proposals(store: Store, tmp_path: Path) -> None:
    files = partnership(
        tmp_path,
        gp={
            "people": [amina("a"), adult("m", "1990-01-01", given_names="Ngozi", family_name="Okonkwo")],
            "relationships": [tie("m", "a", "mother")],
        },
        school={
            "people": [amina("b", None), adult("m", None, given_names="Ngozi", family_name="Okonkwo")],
            "relationships": [tie("m", "b", "mother")],
        },
        hv={"people": [amina("c", "2015-04-03", given_names="Amena")]},
    )
    found = []
    for order in (*permutations(files), (*files, *files)):
        await store.write("MATCH (n) DETACH DELETE n")
        for path in order:
            await loaded(store, path)
        found.append(await dump(store))
    assert [each for each in found[0] if each.startswith("Proposal")]
    assert all(each == found[0] for each in found[1:])


async def test_a_record_that_is_corrected_is_compared_again(store: Store, tmp_path: Path) -> None:
    first = partnership(tmp_path / "1", gp={"people": [amina("a")]}, school={"people": [amina("b", given_names="Amara")]})
    await loaded(store, *first)
    assert await proposals(store) == []
    await loaded(store, *partnership(tmp_path / "2", school={"extract": {"extracted_on": "2026-02-01"}, "people": [amina("b")]}))
    assert [row[2] for row in await proposals(store)] == ["likely"]
    third = {"extract": {"extracted_on": "2026-03-01"}, "people": [amina("b", sensitivity="sealed")]}
    await loaded(store, *partnership(tmp_path / "3", school=third))
    assert await proposals(store) == []
    # A seal holds: what a later extract leaves unsealed is compared no more than before.
    fourth = {"extract": {"extracted_on": "2026-04-01"}, "people": [amina("b")]}
    await loaded(store, *partnership(tmp_path / "4", school=fourth))
    assert await proposals(store) == []


async def test_what_an_identifier_joins_is_proposed_no_more(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path / "1", gp={"people": [amina("a")]}, school={"people": [amina("b")]}))
    second = {"extract": {"extracted_on": "2026-02-01"}}
    known = {
        "gp": second | {"people": [amina("a", nhs_number=nhs(1))]},
        "school": second | {"people": [amina("b", nhs_number=nhs(1))]},
    }
    await loaded(store, *partnership(tmp_path / "2", **known))
    assert await proposals(store) == []


async def test_one_who_might_be_either_of_two_is_likely_neither(store: Store, tmp_path: Path) -> None:
    two = [amina("a", other_ids="x=1"), amina("b", sex="M", other_ids="x=2")]
    await loaded(store, *partnership(tmp_path, gp={"people": two}, school={"people": [amina("c", sex=None)]}))
    assert [(row[2], row[3]) for row in await proposals(store)] == [("possible", ["another_is_as_near"])] * 2


async def test_a_record_looked_up_by_itself_is_proposed_as_where_all_are_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [
        amina("a"),
        adult("m", "1990-01-01", given_names="Ngozi", family_name="Eze"),
        child("x", "2015-03-04", given_names="Ada"),
    ]
    home = [HOME | {"person_id": "a"}]
    files = partnership(
        tmp_path,
        gp={"people": people, "relationships": [tie("m", "a", "mother")], "addresses": home},
        hv={
            "people": [amina("b", family_name="Eze"), adult("n", "1990-01-01", given_names="Ngozi", family_name="Eze")],
            "relationships": [tie("n", "b", "mother")],
        },
        school={"people": [amina("c", None, family_name="Nwosu")], "addresses": [HOME | {"person_id": "c"}]},
    )
    await loaded(store, *files)
    before = await dump(store)
    assert len(await proposals(store)) == 3
    monkeypatch.setattr("graph.matching.proposal_store._SMALL", 0)
    for key in ("gp/s/a", "hv/s/b", "school/s/c", "gp/s/m"):
        async with write_lock(store) as held:
            assert await refresh(store, held, [key]) == 0
    await store.write("MATCH (p:Proposal) DELETE p")
    for key in ("gp/s/a", "hv/s/b", "gp/s/m"):
        async with write_lock(store) as held:
            await refresh(store, held, [key])
    assert await dump(store) == before


async def test_a_load_that_reaches_nobody_like_anybody_neither_asks_much_nor_takes_the_lock(store: Store, tmp_path: Path) -> None:
    others = child("b", "2001-05-06", given_names="Tom", family_name="Hill", sex="M")
    await loaded(store, *partnership(tmp_path, gp={"people": [amina("a"), others]}))
    asked, written = store.round_trips, store.writes
    assert await propose(store, Reached({"gp/s/a"}), Silent()) is None
    assert (store.round_trips, store.writes) == (asked + 1, written)  # a stream is not counted


async def test_scoring_that_fails_fails_neither_a_load_nor_a_decision(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr("graph.matching.proposal_store.refresh", broken)
    why = "who may be one person could not be worked out (RuntimeError): casegraph match train does it again"
    done = await load(store, partnership(tmp_path, gp={"people": [amina("a")]}, school={"people": [amina("b")]}))
    assert done.matching.failed == why
    decided = await decide(store, [Decision("gp/s/a", "school/s/b", "same", "seen", "ann", date(2025, 6, 1))])
    assert decided.not_matched == why
    assert await store.read("MATCH (p:Person) RETURN count(p)") == [[1]]


async def test_the_setting_switches_it_off(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_MATCHING", "false")
    await loaded(store, *partnership(tmp_path, gp={"people": [amina("a")]}, school={"people": [amina("b")]}))
    assert await proposals(store) == []
    assert (await stored_model(store)).version == "assumed/1"


async def test_what_is_given_up_leaves_no_proposal_behind(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, gp={"people": [amina("a")]}, school={"people": [amina("b")]}))
    await store.write("MATCH (load:Load {agency: 'school'}) REMOVE load.finished_at")
    await give_up(store, "school", "s")
    assert await propose(store, Reached(await keys_of_system(store, "school/s")), Silent()) is None
    assert await proposals(store) == []


async def test_a_model_is_frozen_until_somebody_trains_again(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path / "1", gp={"people": [amina("a"), child("x", "2011-01-02", given_names="Zed")]}))
    model = await train(store, "ann")
    assert (await stored_model(store)) == model
    assert (model.records, model.version.split("/")[0]) == (2, "splink-5.0.0")
    await loaded(store, *partnership(tmp_path / "2", school={"people": [amina("b")]}))
    assert await store.read("MATCH (p:Proposal) RETURN p.model") == [[model.version]]
    again = await train(store, "ann")
    assert again.version != model.version
    assert await store.read("MATCH (p:Proposal) RETURN p.model") == [[again.version]]
    assert await store.read("MATCH (m:MatchModel) RETURN m.trained_by ORDER BY m.records") == [["ann"], ["ann"]]
