"""A chronology tells what records say, in order and in words, through the lens; what is loaded later renumbers nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.chronology import Chronology, ChronologyGroup, RowKind, chronology, question
from tests.queries.building import Files, adult, child, extract, loaded, nhs, partnership, person, tie

TODAY = Lens.of(date(2025, 6, 1))
CHILD = child("c", "2020-05-05", given_names="Asha", family_name="Mellor", nhs_number=nhs(1))
COVERED = {"extracted_on": "2025-05-30", "covers_from": "2019-01-01", "covers_to": "2025-05-30"}


def visitor(*contacts: dict[str, Any], extracted_on: str = "2025-05-30") -> Files:
    return {
        "extract": COVERED | {"extracted_on": extracted_on},
        "people": [CHILD, adult("m", given_names="Ruth", family_name="Mellor")],
        "contacts": [{"person_id": "c", "recorded_on": "2021-01-01"} | each for each in contacts],
    }


def told(found: Chronology) -> list[tuple[str, str, str]]:
    return [(row.number, row.period, row.event) for row in found.rows]


async def test_each_row_says_in_words_what_a_record_says_as_precisely_as_it_does(store: Store, tmp_path: Path) -> None:
    files = {
        "people": [CHILD, adult("m", given_names="Ruth", family_name="Mellor")],
        "contacts": [
            {"person_id": "c", "on": "2025-01-10", "kind": "home_visit", "outcome": "was_not_brought", "summary": "Nobody in"},
            {"person_id": "c", "on": "2025-02", "presence": "seen_alone"},
        ],
        "contact_people": [{"contact_id": "k2", "person_id": "m", "part": "parent", "presence": "present"}],
        "involvements": [
            {"person_id": "c", "kind": "section_47", "start": "2025-01-02", "end": "2025-03", "closure_reason": "non_engagement"}
        ],
        "concerns": [{"person_id": "c", "on": "2025-01-10", "factor": "fgm", "whose": "child", "status": "ruled_out"}],
        "strengths": [{"person_id": "c", "on": "2025-02-20", "kind": "voice_of_child", "words": "I like my teacher"}],
        "addresses": [
            {"person_id": "c", "start": "2024-01-01", "address": "1 High St", "address_kind": "home"},
            {"person_id": "c", "start": "2025-02-25", "address": "9 Hidden Lane", "address_kind": "refuge"},
        ],
        "relationships": [tie("m", "c", "mother")],
    }
    await loaded(store, *partnership(tmp_path, hv=files))
    before = store.round_trips
    found = await chronology(store, ["hv/s/c"], lens=TODAY)
    assert store.round_trips - before == 4
    assert (found.people, found.names) == ((person("hv", "c"),), ("Asha Mellor",))
    assert [(row.on.text, row.event, row.child_seen, row.action) for row in found.rows if row.number] == [
        ("2020-05-05", "Is born.", "", ""),
        ("2024-01-01", "Is at home: 1 High St.", "", ""),
        ("2025-01-02", "Start of section 47 enquiry.", "", ""),
        ("2025-01-10", "Home visit. “Nobody in”", "", "Was not brought."),
        ("2025-01-10", "Concern about female genital mutilation (the child's own, ruled out).", "", ""),
        ("2025-02-?", "Appointment. With Ruth Mellor (parent, there, not said to be seen).", "Seen alone.", "Attended."),
        ("2025-02-20", "The child's own words.", "“I like my teacher”", ""),
        ("2025-02-25", "Moves to refuge, at an address that is kept secret.", "", ""),
        ("2025-03-?", "End of section 47 enquiry.", "", "Reason given: the family did not engage."),
    ]
    ages = {row.event[:8]: row.age for row in found.rows}
    assert (ages["Is at ho"], ages["Home vis"]) == ("3 years 7 months", "4 years 8 months")
    assert "hidden lane" not in str(found.to_dicts()).lower()


async def test_a_lens_shows_a_decision_to_share_to_both_sides_and_one_to_withhold_to_its_own_agency(
    store: Store, tmp_path: Path
) -> None:
    shares = [
        {"record_id": "k1", "with_agency": "csc", "on": "2025-03-01", "basis": "safeguarding"},
        {"record_id": "k1", "with_agency": "police", "on": "2025-03-02", "decision": "withheld", "reason": "No consent"},
    ]
    files = visitor({"on": "2025-02-01"}) | {"shares": shares}
    await loaded(store, *partnership(tmp_path, hv=files, csc={"people": [CHILD]}, police={"people": [CHILD]}))

    async def seen(*agencies: str) -> list[str]:
        lens = Lens.of(TODAY.as_of, agencies=agencies)
        return [row.kind.value for row in (await chronology(store, [f"{agencies[0]}/s/c"], lens=lens)).rows if row.number][1:]

    assert await seen("hv") == ["event", "shared", "withheld"]
    assert await seen("csc") == ["event", "shared"]
    assert await seen("police") == []
    whole = await chronology(store, ["hv/s/c"], lens=TODAY)
    assert [(row.event, row.action) for row in whole.rows if row.kind in (RowKind.SHARED, RowKind.WITHHELD)] == [
        ("HV tells CSC of this record: appointment of 2025-02-01.", "Basis: safeguarding."),
        ("HV decides not to tell POLICE of this record: appointment of 2025-02-01.", "“No consent”"),
    ]


async def test_a_quiet_stretch_is_a_row_that_says_who_has_data_for_it(store: Store, tmp_path: Path) -> None:
    files = visitor({"on": "2025-01-01"}, {"on": "2025-05-24"})
    await loaded(store, *partnership(tmp_path, hv=files, police={"people": [CHILD]}))
    found = await chronology(store, ["hv/s/c"], lens=TODAY, start=date(2025, 1, 1))
    assert told(found) == [
        ("1", "2025-01-01", "Appointment."),
        ("", "2025-01-02 to 2025-05-23", "No contact on record for 142 days; HV has data for all of them, POLICE has not."),
        ("2", "2025-05-24", "Appointment."),
    ]
    assert not [row for row in (await chronology(store, ["hv/s/c"], lens=TODAY, gap_days=142)).rows if row.kind is RowKind.GAP]


async def test_a_later_load_renumbers_nothing_and_what_it_takes_away_stays_with_the_day(store: Store, tmp_path: Path) -> None:
    first = visitor({"on": "2025-01-01", "contact_id": "a"}, {"on": "2025-02-01", "contact_id": "b"}, extracted_on="2025-03-01")
    await loaded(store, extract(tmp_path / "1", "hv", first))
    before = await chronology(store, ["hv/s/c"], lens=TODAY)
    assert [each[:2] for each in told(before) if each[0]][1:] == [("2", "2025-01-01"), ("3", "2025-02-01")]
    second = visitor({"on": "2025-01-01", "contact_id": "a"}, {"on": "2025-01-15", "contact_id": "d"})
    await loaded(store, extract(tmp_path / "2", "hv", second), accept_removals=True)
    after = await chronology(store, ["hv/s/c"], lens=TODAY, numbers=before.numbers)
    rows = [(row.number, row.on.text, row.taken_away) for row in after.rows if row.number][1:]
    assert rows == [("2", "2025-01-01", None), ("2.1", "2025-01-15", None), ("3", "2025-02-01", date(2025, 5, 30))]
    again = await chronology(store, ["hv/s/c"], lens=TODAY, numbers=after.numbers)
    assert again.rows == after.rows
    assert [row.number for row in (await chronology(store, ["hv/s/c"], lens=TODAY)).rows if row.number] == ["1", "2", "3"]


async def test_siblings_and_a_household_are_taken_in_with_whom_each_row_is_about(store: Store, tmp_path: Path) -> None:
    home = {"address": "1 High St", "start": "2024-01-01"}
    files = {
        "people": [child("a", "2015-01-01"), child("b", "2017-01-01"), child("x", "2016-01-01"), adult("m"), adult("lodger")],
        "relationships": [tie("m", "a", "mother"), tie("m", "b", "mother"), tie("m", "x", "step_parent")],
        "addresses": [{"person_id": each, **home} for each in ("a", "lodger")],
    }
    await loaded(store, *partnership(tmp_path, hv=files))
    siblings = await chronology(store, ["hv/s/a"], group=ChronologyGroup.SIBLINGS, lens=TODAY)
    assert siblings.people == (person("hv", "a"), person("hv", "b"))
    household = await chronology(store, ["hv/s/a"], group=ChronologyGroup.HOUSEHOLD, lens=TODAY)
    assert household.people == (person("hv", "a"), person("hv", "lodger"))
    assert {row.people for row in household.rows if row.number} == {(each,) for each in household.people}


async def test_what_nobody_could_ask_is_refused_in_a_sentence(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, hv={"people": [CHILD]}))
    with pytest.raises(InvalidInput, match="1 to 10 people"):
        await chronology(store, [])
    with pytest.raises(InvalidInput, match="ends no earlier than it starts"):
        await chronology(store, ["hv/s/c"], start=date(2025, 2, 1), end=date(2025, 1, 1))
    with pytest.raises(InvalidInput, match="gap_days"):
        await chronology(store, ["hv/s/c"], gap_days=0)
    with pytest.raises(InvalidInput, match="nobody is found"):
        await chronology(store, ["hv/s/nobody"])


async def test_what_is_cut_short_says_so_and_can_be_gone_on_with_from_that_day(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"2025-01-0{day}" for day in range(1, 8)]
    await loaded(store, *partnership(tmp_path, hv=visitor(*({"on": each} for each in days))))
    monkeypatch.setattr(question, "MOST_ROWS", 4)
    first = await chronology(store, ["hv/s/c"], lens=TODAY)
    assert [row.on.text for row in first.rows] == ["2020-05-05", *days[:3]]
    (caution,) = first.cautions
    assert caution.startswith("This chronology is cut short after 4 rows, to 2025-01-03: there are more.")
    rest = await chronology(store, ["hv/s/c"], lens=TODAY, start=date(2025, 1, 4), end=date(2025, 1, 7))
    assert ([row.on.text for row in rest.rows], rest.cautions) == (days[3:], ())
