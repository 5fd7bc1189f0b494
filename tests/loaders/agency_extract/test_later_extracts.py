"""What a later extract of the same system changes, ends, removes and brings back; and where stays were."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from loaders.load import load
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, VISIT, write

FEBRUARY = {"extracted_on": "2025-02-28", "covers_to": "2025-02-28"}
MARCH = {"extracted_on": "2025-03-31", "covers_to": "2025-03-31"}
OTHER = VISIT | {"contact_id": "k2", "on": "2024-05-01"}
STAY = {"stay_id": "s1", "person_id": "c", "address": "1, High  Street", "postcode": "ab1 2cd", "start": "2024-01-01"}


async def contacts(store: Store) -> list[tuple[str, str, str | None]]:
    """Id, version and removed_on of every contact's versions."""
    query = "MATCH (k:Contact) RETURN k.source, toString(k.version), toString(k.removed_on) ORDER BY k.source, k.version"
    return [tuple(row) for row in await store.read(query)]  # type: ignore[misc]


async def one(store: Store, query: str) -> Any:
    (row,) = await store.read(query)
    return row


@pytest.fixture
def january(tmp_path: Path) -> Path:
    return write(tmp_path / "january", contacts=[VISIT, OTHER])


async def test_a_whole_extract_removes_what_it_no_longer_has(store: Store, january: Path, tmp_path: Path) -> None:
    await load(store, [january, write(tmp_path / "february", FEBRUARY, contacts=[VISIT])])
    assert await contacts(store) == [("k1", "0001-01-01", None), ("k2", "0001-01-01", "2025-02-28")]


@pytest.mark.parametrize(
    "header",
    [{"partial": "Y"}, {"covers_from": ""}, {"covers_to": ""}, {"covers_from": "2024-05-02"}, {"covers_to": "2024-04-30"}],
)
async def test_a_partial_extract_or_one_of_another_period_removes_nothing(
    store: Store, january: Path, tmp_path: Path, header: dict[str, str]
) -> None:
    await load(store, [january, write(tmp_path / "february", FEBRUARY | header, contacts=[VISIT])])
    assert [removed for _, _, removed in await contacts(store)] == [None, None]


async def test_an_extract_without_the_file_removes_nothing_of_it(store: Store, january: Path, tmp_path: Path) -> None:
    await load(store, [january, write(tmp_path / "february", FEBRUARY)])
    assert [removed for _, _, removed in await contacts(store)] == [None, None]


async def test_a_rejected_row_is_not_removed_nor_are_its_parts(store: Store, tmp_path: Path) -> None:
    present = [{"contact_id": "k2", "person_id": "m", "part": "parent"}]
    told = [{"record_kind": "contact", "record_id": "k2", "with_agency": "csc", "on": "2024-06-01"}]
    january = write(tmp_path / "january", contacts=[VISIT, OTHER], contact_people=present, shares=told)
    rejected = OTHER | {"on": "2024-05-32"}
    february = write(tmp_path / "february", FEBRUARY, contacts=[VISIT, rejected], contact_people=present, shares=told)
    _, second = await load(store, [january, february])
    assert second.rejected == 3
    assert await contacts(store) == [("k1", "0001-01-01", None), ("k2", "0001-01-01", None)]
    query = "MATCH (:Contact {source: 'k2'})-[e:INVOLVED|SHARED_WITH]->() RETURN count(e), count(e.removed_on)"
    assert await one(store, query) == [2, 0]


@pytest.mark.parametrize("column", ["part", "presence"])
async def test_a_rejected_part_is_not_removed(store: Store, tmp_path: Path, column: str) -> None:
    present = {"contact_id": "k1", "person_id": "m", "part": "parent", "presence": "present"}
    january = write(tmp_path / "january", contacts=[VISIT], contact_people=[present])
    february = write(tmp_path / "february", FEBRUARY, contacts=[VISIT], contact_people=[present | {column: "mum"}])
    await load(store, [january, february])
    assert await one(store, "MATCH ()-[e:INVOLVED]->() RETURN count(e), count(e.removed_on)") == [1, 0]


async def test_what_comes_back_is_a_new_version(store: Store, january: Path, tmp_path: Path) -> None:
    february = write(tmp_path / "february", FEBRUARY, contacts=[VISIT])
    march = write(tmp_path / "march", MARCH, contacts=[VISIT, OTHER])
    await load(store, [january, february, march])
    assert await contacts(store) == [
        ("k1", "0001-01-01", None),
        ("k2", "0001-01-01", "2025-02-28"),
        ("k2", "2025-03-31", None),
    ]


async def test_a_contact_of_another_outcome_has_its_parts_on_every_version(store: Store, tmp_path: Path) -> None:
    present = [{"contact_id": "k1", "person_id": "m", "part": "parent"}]
    january = write(tmp_path / "january", contacts=[VISIT], contact_people=present)
    february = write(tmp_path / "february", FEBRUARY, contacts=[VISIT | {"outcome": "no_access"}])
    await load(store, [january, february])
    query = "MATCH (k:Contact)-[e:INVOLVED]->(:Adult) RETURN k.outcome, toString(e.version), e.removed_on ORDER BY k.outcome"
    assert await store.read(query) == [["completed", "0001-01-01", None], ["no_access", "0001-01-01", None]]


async def test_records_of_two_kinds_with_one_number_are_shared_apart(store: Store, tmp_path: Path) -> None:
    spell = {"involvement_id": "k1", "person_id": "c", "kind": "health_visiting", "start": "2024-01-01"}
    told = {"record_id": "k1", "with_agency": "csc", "on": "2024-06-01"}
    shares = [told | {"record_kind": kind} for kind in ("contact", "involvement")]
    await load(store, [write(tmp_path / "one", contacts=[VISIT], involvements=[spell], shares=shares)])
    query = "MATCH (f)-[:SHARED_WITH]->(a:Agency {id: 'csc'}) RETURN labels(f), f.shared ORDER BY labels(f)[0]"
    assert await store.read(query) == [[["Contact"], True], [["Involvement"], True]]


async def test_a_record_of_another_role_changes_the_label_of_its_person(store: Store, tmp_path: Path) -> None:
    january = write(tmp_path / "january", people=[CHILD, MOTHER])
    february = write(tmp_path / "february", FEBRUARY, people=[CHILD, MOTHER | {"role": "both"}])
    await load(store, [january, february])
    assert await store.read("MATCH (p:Child:Adult)<-[:IDENTIFIES]-(r {latest: true}) RETURN r.source") == [["m"]]


async def test_a_record_that_loses_the_number_in_doubt_lets_the_others_be_joined(store: Store, tmp_path: Path) -> None:
    same = {"nhs_number": "9434765919"}
    rows = [CHILD | same, MOTHER | same | {"sex": "M"}, CHILD | same | {"person_id": "d"}]
    january = write(tmp_path / "january", people=rows)
    february = write(tmp_path / "february", FEBRUARY, people=[rows[0], MOTHER, rows[2]])
    await load(store, [january])
    assert await one(store, "MATCH (p:Person) RETURN count(p)") == [3]
    await load(store, [february])
    assert await one(store, "MATCH (p:Person) RETURN count(p)") == [2]
    assert await one(store, "MATCH (j:Judgement) RETURN count(j)") == [0]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_text_is_the_one_address_that_rows_tie_it_to(store: Store, tmp_path: Path, order: tuple[int, ...]) -> None:
    text_alone = write(tmp_path / "0", addresses=[STAY])
    tied = write(tmp_path / "1", {"agency_id": "csc"}, addresses=[STAY | {"uprn": "0077", "address": "1 high street"}])
    alone_too = write(tmp_path / "2", {"agency_id": "police"}, addresses=[STAY | {"postcode": "AB12CD"}])
    await load(store, [[text_alone, tied, alone_too][each] for each in order])
    query = "MATCH (:Person)-[e:LIVED_AT]->(a:Address) RETURN e.agency, a.id ORDER BY e.agency"
    assert await store.read(query) == [[agency, "uprn:77"] for agency in ("csc", "hv", "police")]


async def test_a_text_tied_to_two_addresses_is_an_address_of_its_own_again(store: Store, tmp_path: Path) -> None:
    for agency, uprn in (("hv", ""), ("csc", "77"), ("police", "78")):
        await load(store, [write(tmp_path / agency, {"agency_id": agency}, addresses=[STAY | {"uprn": uprn}])])
    query = "MATCH (:Person)-[e:LIVED_AT]->(a:Address) RETURN e.agency, a.id ORDER BY e.agency"
    assert await store.read(query) == [["csc", "uprn:77"], ["hv", "text:1 high street|ab12cd"], ["police", "uprn:78"]]


@pytest.mark.parametrize(
    ("tables", "recorded_on"),
    [
        ({}, "2025-01-31"),
        ({"contacts": [VISIT, OTHER]}, "2024-03-01"),
        ({"contacts": [VISIT | {"recorded_on": "2024-03-09"}, OTHER]}, "2024-03-09"),
        ({"contacts": [VISIT | {"person_id": "m"}], "contact_people": [{"contact_id": "k1", "person_id": "c"}]}, "2024-03-01"),
        ({"contacts": [VISIT | {"on": "2024"}]}, "2024-12-31"),
        ({"contacts": [VISIT | {"on": "never"}, OTHER]}, "2024-05-01"),
    ],
)
async def test_when_a_record_was_written_down_is_worked_out_where_the_row_does_not_say(
    store: Store, tmp_path: Path, tables: dict[str, Any], recorded_on: str
) -> None:
    await load(store, [write(tmp_path / "one", people=[CHILD | {"recorded_on": ""}, MOTHER], **tables)])
    query = "MATCH (r:PersonRecord {source: 'c'}) RETURN toString(r.recorded_on)"
    assert await one(store, query) == [recorded_on]


async def test_a_record_worked_out_from_two_extracts_of_one_day_has_the_earlier_day(store: Store, tmp_path: Path) -> None:
    rows = [CHILD | {"recorded_on": ""}, MOTHER]
    first = write(tmp_path / "one", people=rows, contacts=[VISIT])
    await load(store, [first, write(tmp_path / "two", {"partial": "Y"}, people=rows, contacts=[OTHER])])
    query = "MATCH (r:PersonRecord {source: 'c'}) RETURN toString(r.recorded_on)"
    assert await one(store, query) == ["2024-03-01"]
