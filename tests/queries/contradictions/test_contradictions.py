"""What records of one person say differently stands side by side, with whose it is and since when; what can both hold is none."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.lens import Lens
from graph.store import Store
from queries.contradictions import (
    HomeAccount,
    NamedRecord,
    ParentTie,
    PersonAccounts,
    contradictions,
    contradictions_in,
)
from queries.core.facts import Record, Stay, Tie
from tests.queries.building import adult, child, loaded, nhs, partnership, person, tie

TODAY = date(2025, 6, 1)
SINCE = date(2024, 1, 1)


def record(key: str, name: str = "", **says: Any) -> NamedRecord:
    own: dict[str, Any] = dict.fromkeys(Record._fields) | {"person": "p", "key": key, "agency": key[:2], "told": []}
    own |= {"recorded_on": SINCE, "born_precision": "day"} | says
    given_names, _, family = name.partition(" ")
    return NamedRecord(Record(**own), given_names or None, family or None, ())


def home(id_: str, record_: str, address: str, start: date | None, end: date | None = None, kind: str = "home") -> HomeAccount:
    return HomeAccount(Stay("p", address, id_, record_[:2], start, start, end, end, kind, None), record_, address)


def parent(id_: str, who: str, record_: str, kind: str = "father") -> ParentTie:
    return ParentTie(Tie(who, "p", "PARENT_OF", id_, record_[:2], kind, None, SINCE, None, None, None), f"of {who}", record_)


def said(**accounts: Any) -> dict[str, list[str]]:
    found = contradictions_in(PersonAccounts("p", **accounts), TODAY)
    return {each.kind.value: [account.value for account in each.accounts] for each in found}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"sex": "F"}, {"sex": "M"}, {"sex": ["F", "M"]}),
        ({"sex": "F"}, {"sex": "U"}, {}),
        ({"sex": None}, {"sex": "M"}, {}),
        ({"born": date(2020, 5, 1)}, {"born": date(2020, 5, 2)}, {"date_of_birth": ["2020-05-01", "2020-05-02"]}),
        ({"born": date(2020, 5, 1), "born_precision": "month"}, {"born": date(2020, 5, 2)}, {}),
        (
            {"born": date(2020, 4, 1), "born_precision": "month"},
            {"born": date(2020, 5, 2)},
            {"date_of_birth": ["2020-04", "2020-05-02"]},
        ),
        ({"born": date(2020, 5, 1), "born_kind": "expected"}, {"born": date(2020, 4, 28)}, {}),
        ({"born": date(2020, 5, 1), "born_kind": "estimated"}, {"born": date(2020, 4, 28)}, {}),
        ({"ethnicity": "WBRI"}, {"ethnicity": "Indian"}, {"ethnicity": ["WBRI", "Indian"]}),
        ({"ethnicity": "MWBC"}, {"ethnicity": "MOTH"}, {}),
        ({"ethnicity": "WBRI"}, {"ethnicity": "REFU"}, {}),
        ({"ethnicity": "WBRI"}, {"ethnicity": "Sylheti-speaking"}, {}),
        ({"died": date(2025, 1, 1)}, {"died": date(2025, 1, 2)}, {"date_of_death": ["2025-01-01", "2025-01-02"]}),
        ({"died": date(2025, 1, 1)}, {}, {}),
    ],
)
def test_two_records_contradict_each_other_only_where_both_cannot_hold(
    one: dict[str, Any], other: dict[str, Any], expected: dict[str, list[str]]
) -> None:
    assert said(records=[record("gp/s/1", **one), record("hv/s/2", **other)]) == expected


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Asha Mellor", "Leena Mellor", True),
        ("Asha Mellor", "Asha Price", True),
        ("Kate Mellor", "Katherine Mellor", False),
        ("Asha Mellor", "Asha Melor", False),
        ("Asha Mellor", "", False),
    ],
)
def test_names_differ_by_more_than_a_slip_or_a_short_form(one: str, other: str, differ: bool) -> None:
    found = said(records=[record("gp/s/1", one), record("hv/s/2", other)])
    assert found == ({"name": [one, other]} if differ else {})


def test_every_account_stands_there_in_order_of_its_record_with_whose_it_is_and_since_when() -> None:
    records = [record("hv/s/2", sex="M"), record("gp/s/1", sex="F"), record("la/s/3", sex="F", recorded_on=None)]
    (found,) = contradictions_in(PersonAccounts("p", records), TODAY)
    assert [(each.value, each.agency, each.record, each.since) for each in found.accounts] == [
        ("F", "gp", "gp/s/1", SINCE),
        ("M", "hv", "hv/s/2", SINCE),
        ("F", "la", "la/s/3", None),
    ]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (home("s2", "hv/s/2", "2 Low Rd", date(2024, 6, 1)), ["1 High St", "2 Low Rd"]),
        (home("s2", "hv/s/2", "2 Low Rd", None, date(2024, 1, 2)), ["1 High St", "2 Low Rd"]),
        (home("s2", "hv/s/2", "2 Low Rd", date(2023, 1, 1), date(2024, 1, 1)), []),
        (home("s2", "hv/s/2", "1 High St", date(2024, 6, 1)), []),
        (home("s2", "gp/s/1", "2 Low Rd", date(2024, 6, 1)), []),
        (home("s2", "hv/s/2", "2 Low Rd", date(2024, 6, 1), kind="hospital"), []),
        (home("s2", "hv/s/2", "2 Low Rd", date(2024, 6, 1), kind="refuge"), []),
    ],
)
def test_two_homes_at_once_are_two_records_stays_at_two_addresses_on_one_day(other: HomeAccount, expected: list[str]) -> None:
    found = said(homes=[home("s1", "gp/s/1", "1 High St", date(2024, 1, 1)), other])
    assert found.get("two_homes", []) == expected


def test_two_fathers_contradict_each_other_unless_one_record_names_both() -> None:
    apart = [parent("r1", "x", "gp/s/1"), parent("r2", "y", "hv/s/2")]
    assert said(parents=apart) == {"two_fathers": ["of x", "of y"]}
    assert said(parents=[*apart, parent("r3", "x", "hv/s/2")]) == {}
    assert said(parents=[parent("r1", "x", "gp/s/1"), parent("r2", "x", "hv/s/2")]) == {}
    assert said(parents=[parent("r1", "x", "gp/s/1", "mother"), parent("r2", "y", "hv/s/2", "mother")]) == {
        "two_mothers": ["of x", "of y"]
    }
    assert said(parents=[parent("r1", "x", "gp/s/1", "mother"), parent("r2", "y", "hv/s/2", "step_parent")]) == {}


async def test_they_are_asked_of_one_person_through_the_lens_in_two_round_trips(store: Store, tmp_path: Path) -> None:
    number = nhs(1)
    visitor = {
        "people": [child("c", "2020-05-05", nhs_number=number, sex="F"), adult("f")],
        "relationships": [tie("f", "c", "father")],
        "addresses": [{"person_id": "c", "address": "1 High St", "postcode": "AB1 2CD", "start": "2024-01-01"}],
    }
    police = {
        "people": [child("c", "2020-05-06", nhs_number=number, sex="F", recorded_on="2025-03-01"), adult("f")],
        "relationships": [tie("f", "c", "father")],
        "addresses": [{"person_id": "c", "uprn": "100000001", "start": "2024-06-01"}],
    }
    await loaded(store, *partnership(tmp_path, hv=visitor, police=police))
    before = store.round_trips
    found = await contradictions(store, "police/s/c", lens=Lens.of(TODAY))
    assert store.round_trips - before == 2
    assert found.person == person("hv", "c")
    kinds = {each.kind.value: [(account.value, account.record) for account in each.accounts] for each in found.contradictions}
    assert kinds == {
        "date_of_birth": [("2020-05-05", "hv/s/c"), ("2020-05-06", "police/s/c")],
        "two_homes": [("1 High St, AB1 2CD", "hv/s/c"), ("uprn:100000001", "police/s/c")],
        "two_fathers": [("hv/s/f", "hv/s/c"), ("police/s/f", "police/s/c")],
    }
    earlier = await contradictions(store, "hv/s/c", lens=Lens.of(date(2025, 2, 1)))
    assert "date_of_birth" not in [each.kind for each in earlier.contradictions]
    alone = await contradictions(store, "hv/s/c", lens=Lens.of(TODAY, agencies=("hv",)))
    assert alone.contradictions == []
