"""An extract is read once: batch by batch beside the writing, or to its end before anything is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from graph.facts import Fact, FactKind, Note, Reject, Source
from loaders.extract import Extract, Row
from loaders.load_node import as_past, ended
from loaders.rows.batches import Batches
from loaders.rows.person_rows import PersonRows
from loaders.summary import Summary

SOURCE = Source("hv", "Health visiting", "health", "s1", date(2025, 1, 31), date(2024, 1, 1), date(2025, 1, 31))


class ManyContacts:
    """An extract of people and contacts, read by whoever asks for the next."""

    def __init__(self, count: int) -> None:
        self.count, self.read, self.source, self.present = count, 0, SOURCE, frozenset({FactKind.CONTACT, FactKind.PERSON})

    def people(self) -> Iterator[Row]:
        for number in range(self.count):
            yield Row("people.csv", (Fact(FactKind.PERSON, f"hv/s1/p{number}", f"p{number}", (), {"role": "child"}),))

    def bundles(self) -> Iterator[list[Row]]:
        for number in range(self.count):
            self.read += 1
            yield [Row("contacts.csv", (Fact(FactKind.CONTACT, f"hv/s1/{number}", str(number), (), {"summary": "met"}),))]


def opened(count: int) -> tuple[Any, Summary]:
    return ManyContacts(count), Summary(Path("hv"), "0" * 64, SOURCE, "agency_extract")


async def all_of(batches: Batches) -> list[str]:
    found: list[str] = []
    while batch := await batches.next():
        found += [fact.id for row in batch for fact in row.facts]
    return found


@pytest.mark.parametrize("room", [0, 3000, 64_000_000])
async def test_what_was_read_before_is_written_from_what_waits_in_memory_or_on_the_disk(
    room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.rows.batches._BATCH", 2)
    monkeypatch.setattr("loaders.rows.batches._WAITING_BYTES", room)
    extract, summary = opened(9)
    batches = Batches(cast(Extract, extract), summary)
    ids = batches.read_all([])
    assert (extract.read, ids.count(FactKind.CONTACT), summary.total.kept) == (9, 9, 9)
    assert ids.has(FactKind.CONTACT, "hv/s1/8")
    assert await all_of(batches) == [f"hv/s1/{number}" for number in range(9)]
    assert (extract.read, summary.total.read) == (9, 9)


async def test_what_is_not_read_before_is_read_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.rows.batches._BATCH", 2)
    extract, summary = opened(9)
    batches = Batches(cast(Extract, extract), summary)
    assert len(await batches.next()) == 2
    assert extract.read == 2
    assert len(await all_of(batches)) == 7
    assert summary.total.kept == 9


@pytest.mark.parametrize("room", [0, 64_000_000])
def test_people_are_gone_through_several_times_and_taken_once(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.rows.person_rows._WAITING_BYTES", room)
    monkeypatch.setattr("loaders.rows.person_rows._WRITTEN_AT_ONCE", 4)
    people = PersonRows(*opened(9))
    assert len(list(people)) == len(list(people)) == 9
    assert [len(some) for some in people.records(5)] == [5, 4]
    assert [[fact.source for fact in some] for some in people.taken()] == [
        ["p0", "p1", "p2", "p3"], ["p4", "p5", "p6", "p7"], ["p8"],
    ]  # fmt: skip


def rejected(number: int, size: int = 1) -> Row:
    return Row(
        "contacts.csv",
        reject=Reject("contacts.csv", number, "on", "x" * size, "no date", {}, FactKind.CONTACT, f"hv/s1/{number}"),
        warnings=(Note("contacts.csv", number, "odd"),),
    )


def test_of_very_many_rejected_rows_the_first_are_kept_to_be_written_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CASEGRAPH_MAX_REJECTS", "3")
    monkeypatch.setattr("loaders.summary._MOST_WARNINGS", 2)
    extract, summary = opened(0)
    for number in range(5):
        summary.enter(rejected(number))
    assert [each.line for each in summary.rejected_rows] == [0, 1, 2]
    assert (summary.rejects_left, summary.warnings_left, summary.rejected) == (2, 3, 5)
    assert [note.text for note in summary.left_out()] == [
        "only the first 3 of 5 rejected rows and cells are written: put right what they have in common, and load the files again",
        "3 more warnings like these are not listed",
    ]
    assert ended(extract, summary)["rejected_ids"] == [f"contact hv/s1/{number}" for number in range(5)]


def test_rejected_rows_with_very_much_in_them_are_kept_as_far_as_there_is_room() -> None:
    _, summary = opened(0)
    for number in range(5):
        summary.enter(rejected(number, 40_000_000))
    assert (len(summary.rejected_rows), summary.rejects_left) == (2, 3)


def test_a_kind_of_which_too_much_was_rejected_to_be_remembered_takes_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.rows.rejected_ids._MOST_BYTES", 20)
    extract, summary = opened(0)
    for number in range(5):
        summary.enter(rejected(number))
    assert summary.rejected_ids.said() == []
    assert as_past(extract, summary).present == {"person"}
    assert any("not taken away" in note.text for note in summary.left_out())


def test_an_extract_of_headings_alone_is_said_to_have_no_row() -> None:
    _, summary = opened(0)
    assert [note.text for note in summary.left_out()] == ["there is not one row in it: nothing of it was loaded"]
    summary.enter(Row("people.csv"))
    assert not list(summary.left_out())
