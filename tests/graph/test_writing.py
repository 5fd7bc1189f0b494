"""What a batch says to the engine, and in which order batches are written."""

from datetime import date

import pytest

from graph.cypher import assemble
from graph.dates import FIRST_DAY, LAST_DAY
from graph.errors import LoadFailed, StoreUnavailable
from graph.facts import FactKind
from graph.store import Store
from graph.writing.commits import Commits, in_parts
from graph.writing.creation import create_statements
from graph.writing.pending_writes import PendingWrite
from graph.writing.write_lock import write_lock

ONCE = ("hv", "systmone", "load", FIRST_DAY, LAST_DAY, None, None, ("2026-01-31",))
LATER = (*ONCE[:3], date(2026, 2, 28), *ONCE[4:])
MAKES = ("UNWIND $ids AS id CREATE (:Word {id: id})", {"ids": ["ann"]})

_HELD = "MATCH (turn:Turn) WHERE turn.holder <> '' RETURN count(turn)"


def contact(number: int, stands: tuple[object, ...] = ONCE, **says: object) -> PendingWrite:
    return PendingWrite(
        FactKind.CONTACT, "Contact", ("person", "hv/systmone/p1"), {"id": f"hv/systmone/c{number}", **says}, stands
    )


def test_rows_that_stand_alike_are_one_statement() -> None:
    statements = create_statements([contact(1), contact(2, LATER), contact(3)])
    assert [len(given["rows"]) for _, given in statements] == [2, 1]
    assert len({text for text, _ in statements}) == 1


def test_a_property_that_a_loader_gives_beyond_those_declared_is_written_too() -> None:
    ((text, given),) = create_statements([contact(1, colour="red")])
    assert f"colour: row[{len(given['rows'][0]) - 1}]" in text
    assert given["rows"][0][-1] == "red"


def test_a_blank_for_several_properties_takes_parameters_or_elements_of_the_row() -> None:
    assert assemble("{«says», «other from 2»}", says=("id", "on"), other=("kind",)) == "{id: $id, on: $on, kind: row[2]}"


async def test_a_batch_that_failed_is_told_when_the_next_is_handed_over_and_the_next_is_not_written(store: Store) -> None:
    with pytest.raises(LoadFailed, match="lost its turn"):
        async with write_lock(store) as held, Commits(store, held) as commits:
            await store.write("MATCH (turn:Turn) SET turn.holder = 'somebody else'")
            await commits.hand_over([MAKES])
            await commits.hand_over([MAKES])
    assert await store.read("MATCH (word:Word) RETURN word.id") == []


async def test_rows_count_as_written_when_their_batch_is_in_the_store(store: Store) -> None:
    wrote: list[int] = []
    async with write_lock(store) as held, Commits(store, held, wrote.append) as commits:
        await commits.hand_over([MAKES], 3)
        assert wrote == []
        await commits.hand_over([], 2)
    assert wrote == [3, 2]


async def test_a_turn_that_the_store_could_not_be_told_was_left_is_nobodys(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as failing:
        async with write_lock(store):
            failing.setattr("graph.writing.write_lock.text", lambda _: "no Cypher")
    assert await store.read(_HELD) == [[1]]
    async with write_lock(store, wait=0):
        pass


async def test_a_store_that_went_away_during_a_turn_is_not_waited_for_again_to_leave_it(store: Store) -> None:
    with pytest.raises(StoreUnavailable, match="no answer"):
        async with write_lock(store):
            raise StoreUnavailable("no answer")
    assert await store.read(_HELD) == [[1]]
    async with write_lock(store, wait=0):
        pass


def test_rows_are_parted_where_a_message_would_be_too_long_and_none_is_lost() -> None:
    rows = [[number, "x" * 1_000_000] for number in range(7)]
    parts = [given["rows"] for _, given in in_parts(("a text", {"rows": rows, "agency": "hv"}))]
    assert [each for part in parts for each in part] == rows
    assert max(map(len, parts)) == 3
    whole = ("a text", {"ids": ["x" * 5_000_000]})
    assert list(in_parts(whole)) == [whole]
    assert list(in_parts(("a text", {"day": 1}))) == [("a text", {"day": 1})]
