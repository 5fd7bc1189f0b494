"""Findings about everyone are remembered for the same question of the same store, and for no other."""

from datetime import date
from pathlib import Path

import pytest

from graph.identity.decisions import join, undo
from graph.lens import Lens
from graph.store import Store
from graph.writing.write_lock import write_lock
from queries.core.findings import Finding
from queries.engine.cache import FindingsCache
from queries.engine.find import find
from queries.engine.registry import chosen_patterns
from tests.queries.building import Files, child, loaded, nhs, partnership

AS_OF = date(2025, 6, 1)


def missing(*days: str) -> Files:
    contacts = [{"person_id": "c", "on": day, "outcome": "was_not_brought"} for day in days]
    return {"people": [child("c", "2015-05-05", nhs_number=nhs(1))], "contacts": contacts}


VISITOR = missing("2025-02-01", "2025-03-01")
SCHOOL = missing("2025-04-01")
CLINIC = missing("2025-04-02") | {"people": [child("c", "2015-05-05")]}


@pytest.fixture
async def missed(store: Store, tmp_path: Path) -> Store:
    """A store with two contacts missed with the health visitor."""
    await loaded(store, *partnership(tmp_path, hv=VISITOR))
    return store


async def asked(
    remembered: FindingsCache, store: Store, *agencies: str, min_missed: int = 2, as_of: date = AS_OF, most: int = 50
) -> list[Finding]:
    lens = Lens.of(as_of, agencies=agencies or None)
    found = await remembered.find(
        store, chosen_patterns("missed_appointments"), lens=lens, parameters={"min_missed": min_missed}, with_seen_by=True
    )
    return found.behind((), most)


async def trips(remembered: FindingsCache, store: Store, *agencies: str, min_missed: int = 2, as_of: date = AS_OF) -> int:
    """How many round trips it takes; what it answers is what is found anyhow."""
    before = store.round_trips
    answered = await asked(remembered, store, *agencies, min_missed=min_missed, as_of=as_of)
    taken = store.round_trips - before
    lens = Lens.of(as_of, agencies=agencies or None)
    plainly = await find(store, "missed_appointments", lens=lens, parameters={"min_missed": min_missed})
    assert [each.to_dict() for each in answered] == plainly.to_dicts()
    return taken


async def test_a_question_asked_again_costs_one_round_trip(missed: Store) -> None:
    remembered = FindingsCache()
    assert [await trips(remembered, missed) for _ in range(3)] == [2, 1, 1]
    assert len(await asked(remembered, missed)) == 1


async def test_another_lens_value_or_day_is_another_question(missed: Store) -> None:
    remembered = FindingsCache()
    await trips(remembered, missed)
    assert await trips(remembered, missed, min_missed=3) == 2
    assert await trips(remembered, missed, as_of=date(2025, 6, 2)) == 2
    assert await trips(remembered, missed, "hv") == 1, "the same lens: all agencies there are"


async def test_after_a_load_or_a_decision_it_is_asked_anew(missed: Store, tmp_path: Path) -> None:
    remembered = FindingsCache()
    await trips(remembered, missed)
    await loaded(missed, *partnership(tmp_path / "later", school=SCHOOL, clinic=CLINIC))
    assert await trips(remembered, missed, min_missed=4) == 2
    assert await asked(remembered, missed, min_missed=4) == []
    await join(missed, "hv/s/c", "clinic/s/c", by="a reviewer", reason="the same child", on=AS_OF)
    assert await trips(remembered, missed, min_missed=4) == 2
    assert len(await asked(remembered, missed, min_missed=4)) == 1
    await undo(missed, "hv/s/c", "clinic/s/c")
    assert await trips(remembered, missed, min_missed=4) == 2
    assert await asked(remembered, missed, min_missed=4) == []


async def test_while_somebody_writes_nothing_is_remembered(missed: Store) -> None:
    remembered = FindingsCache()
    await trips(remembered, missed)
    async with write_lock(missed):
        assert [await trips(remembered, missed) for _ in range(2)] == [2, 2]
    assert [await trips(remembered, missed) for _ in range(2)] == [2, 1]


async def test_of_a_store_that_was_emptied_nothing_is_remembered(missed: Store) -> None:
    remembered = FindingsCache()
    await trips(remembered, missed)
    await missed.write("MATCH (n) DETACH DELETE n")
    assert await asked(remembered, missed) == []


async def test_the_answer_asked_for_longest_ago_goes_where_there_are_too_many_findings(missed: Store) -> None:
    remembered = FindingsCache(most=1)
    await trips(remembered, missed)
    assert await trips(remembered, missed, min_missed=1) == 2
    assert await trips(remembered, missed, min_missed=1) == 1
    assert await trips(remembered, missed) == 2
    assert [await trips(FindingsCache(most=0), missed) for _ in range(2)] == [2, 2]


async def test_so_it_does_where_there_are_too_many_answers_though_they_are_empty(missed: Store) -> None:
    remembered = FindingsCache(most_answers=2)
    days = [date(2020, 6, day) for day in (1, 2, 3)]
    assert [await trips(remembered, missed, as_of=day) for day in days] == [2, 2, 2]
    assert [await trips(remembered, missed, as_of=day) for day in reversed(days)] == [1, 1, 2]
