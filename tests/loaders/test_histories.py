"""Since when records are one person is the same in any order of loading, and of decisions taken and taken back."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from graph.identity.decisions import join, undo
from graph.store import Store
from tests.graph.canonical import dump
from tests.queries.building import child, extract, loaded, nhs

HISTORY = """MATCH (p:Person) WHERE p.parts IS NOT NULL
RETURN p.id, p.parts, toString(p.whole_since), toString(p.settled_since), p.decisions ORDER BY p.id"""
ORDERS = list(permutations(range(4)))


@pytest.fixture
def extracts(tmp_path: Path) -> list[Path]:
    """A number that comes with a later extract, and one that goes; a record whose own day is worked out, each time anew."""

    def one(name: str, agency: str, day: str, number: str | None, on: str | None = None) -> Path:
        contacts = [{"person_id": "c", "on": on}] if on else []
        row = child("c", "2020-01-01", nhs_number=number, recorded_on=None if on else "2020-01-01")
        return extract(tmp_path / name, agency, {"extract": {"extracted_on": day}, "people": [row], "contacts": contacts})

    return [
        one("hv1", "hv", "2025-03-31", None),
        one("hv2", "hv", "2025-04-30", nhs(1)),
        one("gp1", "gp", "2025-03-31", nhs(1), "2025-03-05"),
        one("gp2", "gp", "2025-05-31", nhs(1), "2025-02-07"),
    ]


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[9], ORDERS[-1]])
async def test_histories_do_not_depend_on_the_order_of_loading(
    store: Store, extracts: list[Path], order: tuple[int, ...]
) -> None:
    await loaded(store, *(extracts[each] for each in order))
    ((_, parts, whole_since, settled_since, decisions),) = await store.read(HISTORY)
    assert (whole_since, settled_since, decisions) == ("2025-04-30", "2025-04-30", None)
    assert [each.rsplit("/", 1)[0] for each in parts] == ["gp/s/c/0001-01-01", "hv/s/c/0001-01-01", "hv/s/c/2025-04-30"]


async def test_a_record_whose_day_is_worked_out_anew_is_joined_from_that_day(store: Store, extracts: list[Path]) -> None:
    """The second extract of the surgery has an earlier contact: the record was there before that was known."""
    await loaded(store, *extracts[:1], extracts[2])
    await join(store, "hv/s/c", "gp/s/c", by="ann", reason="seen", on=date(2025, 6, 1))
    assert (await store.read(HISTORY))[0][2:4] == ["2025-03-05", "2025-06-01"]
    await loaded(store, extracts[3])
    assert (await store.read(HISTORY))[0][2:] == ["2025-02-07", "2025-06-01", ["gp/s/c/2025-02-07/2025-06-01/2025-06-01"]]


async def test_a_decision_is_dated_until_an_identifier_says_it_too_and_goes_without_a_trace(
    store: Store, extracts: list[Path]
) -> None:
    await loaded(store, *extracts)
    before = await dump(store)
    await join(store, "hv/s/c", "gp/s/c", by="ann", reason="seen", on=date(2025, 6, 1))
    assert (await store.read(HISTORY))[0][2:] == ["2025-02-07", "2025-04-30", ["gp/s/c/2025-02-07/2025-04-30/2025-06-01"]]
    await undo(store, "hv/s/c", "gp/s/c")
    assert await dump(store) == before


async def test_a_number_that_goes_takes_the_history_along(store: Store, extracts: list[Path], tmp_path: Path) -> None:
    gone = extract(tmp_path / "gone", "hv", {"extract": {"extracted_on": "2025-07-31"}, "people": [child("c", "2020-01-01")]})
    await loaded(store, *extracts, gone)
    assert await store.read(HISTORY) == []
