"""Nothing much is taken away unasked: an extract that no longer has what its system said stops, and says what would go."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.errors import RemovalsRefused
from graph.facts import Fact, FactKind
from graph.store import Store
from graph.writing.removals.upcoming_removals import ComingRemovals
from loaders.extract import Row
from loaders.load import load
from loaders.rows.fact_ids import FactIds
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import CHILD, VISIT, write
from tests.loaders.annex_a.workbooks import ONE, REFERRALS
from tests.loaders.annex_a.workbooks import written as workbook
from tests.loaders.ssd.tables import NAME, PERSON
from tests.loaders.ssda903.returns import EPISODES, HEADER
from tests.loaders.ssda903.returns import written as tables

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
SPELL = "C1,03/02/2010,M,{0:%d/%m/%Y},{0:%d/%m/%Y}\n"
VISITS = [VISIT | {"contact_id": f"k{number}"} for number in range(30)]
FEBRUARY = {"extracted_on": "2025-02-28", "covers_to": "2025-02-28"}


@pytest.mark.parametrize(
    ("held", "count", "empty", "many"),
    [(100, 21, (), True), (100, 20, (), False), (1000, 100, (), False), (1000, 101, (), True), (1000, 21, ("Missing",), True)],
)
def test_more_than_a_tenth_and_more_than_twenty_are_many_and_so_is_all_of_an_empty_table(
    held: int, count: int, empty: tuple[str, ...], many: bool
) -> None:
    removals = ComingRemovals(FactKind.CONTACT, held)
    for number in range(count):
        removals.add(f"hv/s/Missing:{number}")
    assert removals.are_many(empty) is many
    assert (removals.count, len(removals.ids)) == (count, 5)


def test_ids_are_found_by_kind() -> None:
    facts = [Fact(FactKind.CONTACT, f"hv/s/{number}", str(number), (), {}) for number in range(100)]
    ids = FactIds([Row("contacts", (fact,)) for fact in facts])
    assert all(ids.has(FactKind.CONTACT, fact.id) for fact in facts)
    assert not ids.has(FactKind.CONTACT, "hv/s/100")
    assert not ids.has(FactKind.CONCERN, "hv/s/1")


async def test_an_extract_that_lacks_much_stops_before_anything_is_written_and_goes_on_when_it_may(
    store: Store, tmp_path: Path
) -> None:
    first = write(tmp_path / "first", people=[CHILD], contacts=VISITS)
    await load(store, [first])
    before = await dump(store)
    second = write(tmp_path / "second", FEBRUARY, people=[CHILD], contacts=VISITS[:5])
    with pytest.raises(RemovalsRefused, match=r"25 of 30 of kind contact \(hv/s1/k10, .* --accept-removals"):
        await load(store, [second])
    assert await dump(store) == before
    (summary,) = await load(store, [second], accept_removals=True)
    assert summary.to_dict()["taken_away"] == {"contact": 25}
    (again,) = await load(store, [second])
    assert again.already_loaded


@pytest.mark.parametrize("header", [{"partial": "Y"}, {"covers_from": "", "covers_to": ""}, {"covers_from": "2025-02-01"}])
async def test_an_extract_that_cannot_say_that_anything_is_gone_is_not_asked_about(
    store: Store, tmp_path: Path, header: dict[str, str]
) -> None:
    await load(store, [write(tmp_path / "first", people=[CHILD], contacts=VISITS)])
    (summary,) = await load(store, [write(tmp_path / "second", FEBRUARY | header, people=[CHILD], contacts=[VISIT])])
    assert summary.to_dict()["taken_away"] == {}


async def test_an_older_extract_that_lacks_what_a_newer_one_has_takes_nothing_away(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "newer", FEBRUARY, people=[CHILD], contacts=VISITS)])
    await load(store, [write(tmp_path / "older", people=[CHILD], contacts=[VISIT])])


def many_spells(count: int) -> str:
    return MISSING + "".join(SPELL.format(date(2017, 6, 1) + timedelta(number)) for number in range(count))


async def test_a_table_with_headings_and_no_rows_is_warned_of_and_stops_where_it_would_take_much_away(
    store: Store, tmp_path: Path
) -> None:
    files = {"h.csv": HEADER, "e.csv": EPISODES}
    few, many, none = (tables(tmp_path / name, files | {"m.csv": held}) for name, held in (
        ("few", many_spells(1)), ("many", many_spells(21)), ("none", MISSING + "\n"),
    ))  # fmt: skip
    await load(store, [few], agency="la-1")
    (summary,) = await load(store, [none], agency="la-1")
    assert summary.to_dict()["taken_away"] == {}, "extracts of one day take nothing from each other"
    later = tables(
        tmp_path / "later",
        {"h.csv": HEADER, "e.csv": EPISODES.replace("SC1\n", "SC1\nC1,01/03/2018,L,V2,N1,K2,PR4,,,,,,\n"), "m.csv": MISSING},
    )
    (summary,) = await load(store, [later], agency="la-1")
    assert summary.taken_away.total() == 1
    assert [note.text for note in summary.warnings if "headings" in note.text] == [
        "Missing has its headings and no rows: 1 fact of before is taken away"
    ]
    await load(store, [many], agency="la-2")
    with pytest.raises(RemovalsRefused, match="21 of 21 of kind concern"):
        await load(store, [later], agency="la-2")


async def test_an_annex_a_list_and_an_ssd_table_without_rows_stop_too(store: Store, tmp_path: Path) -> None:
    heading, *_ = REFERRALS
    rows = [[*ONE, date(2021, 1, 5) + timedelta(number), "q) 6: Police", "No"] for number in range(21)]
    await load(store, [workbook(tmp_path, {"List 2": [heading, *rows]}, "one")], agency="la-1", extracted_on=None)
    later = [heading, [*ONE, date(2021, 6, 1), "q) 6: Police", "No"]]
    with pytest.raises(RemovalsRefused, match="of kind contact"):
        await load(store, [workbook(tmp_path, {"List 2": later}, "two")], agency="la-1")
    missing = "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type\n"
    spells = "".join(f"m{number},007,2025-05-01,M\n" for number in range(21))
    for folder, held in ((NAME, spells), ("ssd-2026-04-30", "")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ssd_person.csv").write_text(PERSON)
        (tmp_path / folder / "ssd_missing.csv").write_text(missing + held)
    await load(store, [tmp_path / NAME], agency="la-1")
    with pytest.raises(RemovalsRefused, match="21 of 21"):
        await load(store, [tmp_path / "ssd-2026-04-30"], agency="la-1")
