"""Rows that are rejected: where, why, that the rest loads, and that they load once corrected."""

import csv
from pathlib import Path

import pytest

from graph.errors import NotWritten
from graph.store import Store
from loaders.agency_extract import FORMAT
from loaders.load import load
from loaders.summary import Summary
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, VISIT, Rows, write

TIE = {"relationship_id": "r", "person_id": "m", "related_person_id": "c", "relationship": "mother"}
STAY = {"stay_id": "s", "person_id": "c", "address": "1 High St", "start": "2024-01-10"}
SPELL = {"involvement_id": "i", "person_id": "c", "kind": "school", "start": "2024-03"}
WORRY = {"concern_id": "n", "person_id": "c", "factor": "neglect", "on": "2024-04-01"}
WORDS = {"strength_id": "t", "person_id": "c", "kind": "school", "on": "2024-04-01"}
TOLD = {"record_kind": "contact", "record_id": "k1", "with_agency": "csc", "on": "2024-04-01"}
MET = {"contact_id": "k1", "person_id": "m", "part": "parent"}


def summary_of(path: Path) -> Summary:
    """What reading an extract, without a store, makes of its rows."""
    extract = FORMAT.open(path, None)
    summary = Summary(path, "", extract.source, extract.format)
    for row in [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)]:
        summary.enter(row)
    return summary


@pytest.mark.parametrize(
    ("table", "rows", "column", "reason"),
    [
        ("people", [CHILD, MOTHER | {"role": ""}], "role", "expected a role, found a blank cell"),
        ("people", [CHILD, MOTHER | {"role": "aunt"}], "role", "expected one of child, adult, both, found 'aunt'"),
        ("people", [CHILD, MOTHER | {"sensitivity": "secret"}], "sensitivity",
         "expected one of normal, restricted, sealed, found 'secret'"),
        ("people", [CHILD, MOTHER | {"recorded_on": "2020-06"}], "recorded_on",
         "expected a whole date as 2019-05-17, found '2020-06'"),
        ("people", [CHILD, CHILD | {"sex": "M"}], "person_id", "the id 'c' stands twice with different content, first in line 2"),
        ("contacts", [VISIT, VISIT | {"contact_id": ""}], "contact_id", "expected a contact_id, found a blank cell"),
        ("contacts", [VISIT, WORRY | VISIT | {"contact_id": "k2", "on": "2023-02-30"}], "on",
         "expected a date, found '2023-02-30', which is no day of the calendar"),
        ("contacts", [VISIT, VISIT | {"contact_id": "k2", "person_id": "z"}], "person_id",
         "the extract has no person 'z' (or that row was rejected)"),
        ("relationships", [TIE, TIE | {"relationship_id": "q", "related_person_id": "z"}], "related_person_id",
         "the extract has no person 'z' (or that row was rejected)"),
        ("contact_people", [MET, MET | {"contact_id": "k9"}], "contact_id", "the extract has no such contact"),
        ("contact_people", [MET, MET | {"presence": "absent"}], "contact_id",
         "the same row stands twice with different content, first in line 2"),
        ("shares", [TOLD, TOLD | {"record_kind": "involvement"}], "record_id", "the extract has no such involvement"),
        ("shares", [TOLD, TOLD | {"on": "soon"}], "on", "expected a date as 2019-05-17, 2019-05 or 2019, found 'soon'"),
        ("concerns", [WORRY, WORRY | {"concern_id": "o", "contact_id": "k9"}], "contact_id",
         "the extract has no contact 'k9' (or that row was rejected)"),
        ("concerns", [WORRY, WORRY | {"concern_id": "o", "involvement_id": "i9"}], "involvement_id",
         "the extract has no involvement 'i9' (or that row was rejected)"),
        ("involvements", [SPELL, SPELL | {"involvement_id": "j", "end": "2024-02"}], "end",
         "expected an end on or after the start, found 2024-02-29 before 2024-03-01"),
        ("addresses", [STAY, STAY | {"stay_id": "u", "end": "2024-01-09"}], "end",
         "expected an end on or after the start, found 2024-01-09 before 2024-01-10"),
        ("strengths", [WORDS, WORDS | {"strength_id": "u", "person_id": ""}], "person_id",
         "expected a person_id, found a blank cell"),
    ],
)  # fmt: skip
def test_a_row_is_rejected_alone_with_its_line_column_and_reason(
    tmp_path: Path, table: str, rows: Rows, column: str, reason: str
) -> None:
    summary = summary_of(write(tmp_path, **{"contacts": [VISIT], table: rows}))
    (reject,) = summary.rejected_rows
    assert (reject.file, reject.line, reject.column, reject.reason) == (f"{table}.csv", 3, column, reason)
    books = summary.tables[f"{table}.csv"]
    assert (books.read, books.kept, books.rejected) == (2, 1, 1)


@pytest.mark.parametrize(
    ("cells", "column", "lost"),
    [
        ({"date_of_birth": "31/02/2019"}, "date_of_birth", {"date_of_birth"}),
        ({"date_of_birth_kind": "perhaps"}, "date_of_birth_kind", {"date_of_birth", "date_of_birth_kind"}),
        ({"date_of_death": "soon"}, "date_of_death", {"date_of_death"}),
        ({"sex": "girl"}, "sex", {"sex"}),
        ({"other_ids": "prn"}, "other_ids", {"other_ids"}),
        ({"interpreter_needed": "yes"}, "interpreter_needed", {"interpreter_needed"}),
    ],
)
def test_a_cell_that_describes_a_person_rejects_itself_and_the_person_is_kept_with_all_that_is_told_of_them(
    cells: dict[str, str], column: str, lost: set[str], tmp_path: Path
) -> None:
    summary = summary_of(write(tmp_path, people=[CHILD | cells], contacts=[VISIT], concerns=[WORRY], involvements=[SPELL]))
    (reject,) = summary.rejected_rows
    assert (reject.file, reject.line, reject.column, reject.value) == ("people.csv", 2, column, cells[column])
    assert (summary.total.kept, summary.total.rejected) == (4, 0)
    (row,) = FORMAT.open(tmp_path, None).people()
    assert lost.isdisjoint(row.facts[0].content)


@pytest.mark.parametrize(
    ("start", "end"), [("2024-03-20", "2024-03"), ("2024-03-20", "2024"), ("2024-03", "2024-03-01"), ("2024-03-20", "2024-03-20")]
)
def test_an_end_is_before_its_start_only_at_the_coarser_precision(tmp_path: Path, start: str, end: str) -> None:
    summary = summary_of(write(tmp_path, involvements=[SPELL | {"start": start, "end": end}]))
    assert summary.rejected_rows == []


def test_what_names_a_rejected_row_is_rejected_too(tmp_path: Path) -> None:
    rows = [CHILD | {"role": "girl"}, MOTHER]
    summary = summary_of(write(tmp_path, people=rows, contacts=[VISIT], contact_people=[MET], shares=[TOLD]))
    assert [reject.file for reject in summary.rejected_rows] == ["people.csv", "contacts.csv", "contact_people.csv", "shares.csv"]


def test_a_row_that_stands_twice_the_same_is_kept_once_and_said(tmp_path: Path) -> None:
    summary = summary_of(write(tmp_path, contacts=[VISIT, VISIT], contact_people=[MET, MET]))
    assert summary.rejected_rows == []
    assert [summary.tables[f"{name}.csv"].set_aside for name in ("contacts", "contact_people")] == [1, 1]
    assert {(note.file, note.line) for note in summary.warnings} == {("contacts.csv", 3), ("contact_people.csv", 3)}


async def test_the_same_row_in_two_batches_is_one_fact(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.rows.batches._BATCH", 1)
    await load(store, [write(tmp_path, contacts=[VISIT, VISIT], relationships=[TIE, TIE])])
    assert await store.read("MATCH (k:Contact) RETURN count(k)") == [[1]]
    assert await store.read("MATCH ()-[e:PARENT_OF]->() RETURN count(e)") == [[1]]


FACTS: dict[str, Rows] = {
    "people": [CHILD | {"recorded_on": ""}, MOTHER],
    "contacts": [VISIT, VISIT | {"contact_id": "k2", "on": "2024-02-01"}],
    "contact_people": [MET, MET | {"part": "carer"}],
    "concerns": [WORRY | {"contact_id": "k2"}],
    "shares": [TOLD, TOLD | {"record_id": "k2"}],
    "relationships": [TIE],
    "addresses": [STAY],
}
BROKEN: dict[str, Rows] = {
    "contacts": [VISIT, VISIT | {"contact_id": "k2", "on": "2024-02-31"}],
    "contact_people": [MET, MET | {"part": "career"}],
    "relationships": [TIE | {"relationship": "mum"}],
}
RIGHT = {"2024-02-31": "2024-02-01", "career": "carer", "mum": "mother"}


async def test_rejected_rows_once_corrected_give_the_graph_of_a_clean_load(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "clean", **FACTS)])
    clean = await dump(store, loads=False)
    await store.write("MATCH (n) DETACH DELETE n")
    (summary,) = await load(store, [write(tmp_path / "broken", **(FACTS | BROKEN))], rejects=tmp_path / "rejects")
    assert summary.rejected == 5
    folder = summary.rejects[0].parent
    assert reasons(folder / "contacts.csv") == ["", "expected a date, found '2024-02-31', which is no day of the calendar"]
    for path in summary.rejects:
        path.write_text(corrected(path.read_text()))
    (again,) = await load(store, [folder])
    assert again.rejected_rows == []
    assert await dump(store, loads=False) == clean


def reasons(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["_reason"] for row in csv.DictReader(stream)]


def corrected(text: str) -> str:
    for wrong, right in RIGHT.items():
        text = text.replace(f",{wrong},", f",{right},")
    return text


async def test_rejected_rows_that_cannot_be_written_are_there_when_the_load_is_repeated(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "extract", contacts=[VISIT, VISIT | {"contact_id": "k2", "on": "soon"}])
    (tmp_path / "taken").touch()
    with pytest.raises(NotWritten, match=r"extract is loaded, but its 1 rejected rows cannot be written to .*taken"):
        await load(store, [path], rejects=tmp_path / "taken")
    (again,) = await load(store, [path], rejects=tmp_path / "free")
    assert again.already_loaded
    assert [file.name for file in again.rejects] == ["extract.csv", "people.csv", "contacts.csv"]


def test_a_row_in_which_every_cell_is_blank_is_passed_over(tmp_path: Path) -> None:
    summary = summary_of(write(tmp_path, contacts=[VISIT, dict.fromkeys(VISIT, " ")]))
    assert summary.tables["contacts.csv"].to_dict() == {"read": 1, "kept": 1, "rejected": 0, "set_aside": 0}
