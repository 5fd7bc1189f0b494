"""Every finding of absence names the records that may be of the people in it and are not joined, with what would answer it.

One partnership tells all six: a child whom each other agency has under a record of its own that no identifier joins.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.lens import Lens
from graph.store import Store
from queries.core.findings import Finding
from queries.engine.find import find
from tests.queries.building import adult, child, loaded, partnership, person, tie

DAY = date(2025, 6, 1)
AMINA: dict[str, Any] = {"given_names": "Amina", "family_name": "Kowalczyk", "sex": "F"}
JAN: dict[str, Any] = {"given_names": "Jan", "family_name": "Kowalczyk", "sex": "M"}
HOME = {"address": "1 High St", "postcode": "AB1 2CD"}


def amina(**more: Any) -> dict[str, Any]:
    return child("c", "2015-03-04", **AMINA | more)


def jan(**more: Any) -> dict[str, Any]:
    return adult("j", "1985-07-08", **JAN | more)


async def named(store: Store, pattern: str, *agencies: str, subject: str | None = "csc/s/c", **parameters: Any) -> list[Finding]:
    lens = Lens.of(DAY, None, agencies or None)
    return (await find(store, pattern, subject=subject, lens=lens, parameters=parameters)).findings


def told(finding: Finding) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.record, each.holds) for each in finding.unjoined or ()]


async def test_a_father_whom_another_record_has_is_named_in_data_cautions_and_sentence(store: Store, tmp_path: Path) -> None:
    social_care = {"people": [amina(), adult("m")], "relationships": [tie("m", "c", "mother")]}
    surgery = {"people": [amina(), jan()], "relationships": [tie("j", "c", "father")]}
    await loaded(store, *partnership(tmp_path, csc=social_care, gp=surgery))
    (finding,) = await named(store, "absent_father")
    (unjoined,) = finding.unjoined or ()
    assert (unjoined.person, unjoined.record, unjoined.other) == (finding.subject, "gp/s/c", person("gp", "c"))
    assert unjoined.statement == "gp/s/c has the same name and birthday and is not joined; it has a father."
    assert unjoined.statement in finding.cautions
    assert finding.statement.endswith("There is a record that is not joined and would answer this, if it is theirs: gp/s/c.")
    assert finding.to_dict()["unjoined"] == [unjoined.to_dict()]
    assert [told(each) for each in await named(store, "absent_father", "csc")] == [[]]
    everyone = await named(store, "absent_father", subject=None)
    assert [told(each) for each in everyone if each.subject == finding.subject] == [[("gp/s/c", ("has a father",))]]


async def test_a_father_who_was_met_under_another_record_is_named(store: Store, tmp_path: Path) -> None:
    visits = [{"person_id": "c", "on": f"2025-0{month}-10"} for month in (2, 3, 4)]
    met = {"contact_id": "k9", "person_id": "c", "on": "2025-05-01"}
    social_care = {"people": [amina(), jan()], "relationships": [tie("j", "c", "father")], "contacts": visits}
    part = {"contact_id": "k9", "person_id": "j", "part": "parent", "presence": "present"}
    surgery = {"people": [amina(), jan()], "contacts": [met], "contact_people": [part]}
    await loaded(store, *partnership(tmp_path, csc=social_care, gp=surgery))
    (finding,) = await named(store, "absent_father")
    assert (finding.status, told(finding)) == ("never_contacted", [("gp/s/c", ()), ("gp/s/j", ("was met on 2025-05-01 (gp)",))])
    father = (finding.unjoined or ())[1].statement
    assert father.startswith("gp/s/j has the same name and birthday as the father and is not joined;")
    assert finding.cautions[0].endswith("it holds nothing that would answer this.")


async def test_an_adult_in_the_household_who_is_the_father_under_another_record_is_named(store: Store, tmp_path: Path) -> None:
    stays = [HOME | {"person_id": who, "start": "2024-01-01"} for who in ("c", "j")]
    social_care = {"people": [amina()], "addresses": stays[:1]}
    housing = {"people": [jan()], "addresses": stays[1:]}
    surgery = {"people": [amina(), jan()], "relationships": [tie("j", "c", "father")]}
    await loaded(store, *partnership(tmp_path, csc=social_care, housing=housing, gp=surgery))
    (finding,) = await named(store, "unrecorded_adult_in_household")
    held = {
        record: (each, statement)
        for record, each, statement in ((u.record, u.holds, u.statement) for u in finding.unjoined or ())
    }
    assert held["gp/s/j"][0] == ("is on record as the child's father",)
    assert held["gp/s/c"][0] == ("has the adult on record as its father",)
    assert "as the adult" in held["gp/s/j"][1]


async def test_a_child_who_was_seen_under_another_record_is_named(store: Store, tmp_path: Path) -> None:
    social_care = {"people": [amina()], "involvements": [{"person_id": "c", "kind": "child_in_need", "start": "2024-01-01"}]}
    seen = {"people": [amina()], "contacts": [{"person_id": "c", "on": "2025-05-20", "presence": "seen"}]}
    await loaded(store, *partnership(tmp_path, csc=social_care, school=seen))
    (finding,) = await named(store, "child_not_seen")
    assert told(finding) == [("school/s/c", ("was seen on 2025-05-20 (school)",))]


async def test_a_contact_since_the_child_moved_is_named(store: Store, tmp_path: Path) -> None:
    homes = [
        HOME | {"person_id": "c", "start": "2020-01-01", "end": "2025-01-01"},
        {"person_id": "c", "address": "2 Low St", "start": "2025-01-01"},
    ]
    before = [{"person_id": "c", "on": f"2024-1{month}-10"} for month in (0, 1, 2)]
    social_care = {"people": [amina()], "addresses": homes, "contacts": before}
    since = {"people": [amina()], "contacts": [{"person_id": "c", "on": "2025-03-20"}, {"person_id": "c", "on": "2025-04-20"}]}
    await loaded(store, *partnership(tmp_path, csc=social_care, school=since))
    (finding,) = await named(store, "off_the_radar")
    assert told(finding) == [("school/s/c", ("has 2 contacts since, the last on 2025-04-20 (school)",))]


async def test_a_child_taken_up_under_another_record_is_named(store: Store, tmp_path: Path) -> None:
    passed = {"people": [amina()], "contacts": [{"person_id": "c", "on": "2025-03-01", "kind": "referral", "referred_to": "mh"}]}
    taken = {
        "people": [amina()],
        "contacts": [{"person_id": "c", "on": "2025-03-10"}],
        "involvements": [{"person_id": "c", "kind": "mental_health", "start": "2025-03-12"}],
    }
    await loaded(store, *partnership(tmp_path, csc=passed, mh=taken))
    (finding,) = await named(store, "handed_over_not_picked_up")
    assert told(finding) == [("mh/s/c", ("has a contact of mh on 2025-03-10", "has an involvement of mh since 2025-03-12"))]


async def test_an_ethnicity_on_another_record_is_named_and_of_what_is_there_nothing_is(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, csc={"people": [amina()]}, gp={"people": [amina(ethnicity="WBRI")]}))
    (finding,) = await named(store, "heritage_not_understood")
    assert told(finding) == [("gp/s/c", ("has an ethnicity on record",))]
    assert "WBRI" not in str(finding.to_dict()), "that there is one answers it; which one is for whoever opens the record"


@pytest.mark.parametrize(("written", "says"), [("2025-05-20", 1), ("2025-06-20", 0)])
async def test_what_a_record_that_is_not_joined_holds_is_seen_through_the_same_lens(
    store: Store, tmp_path: Path, written: str, says: int
) -> None:
    social_care = {"people": [amina(), adult("m")], "relationships": [tie("m", "c", "mother")]}
    surgery = {"people": [amina(), jan()], "relationships": [tie("j", "c", "father", recorded_on=written)]}
    await loaded(store, *partnership(tmp_path, csc=social_care, gp=surgery))
    (finding,) = await named(store, "absent_father")
    assert [len(holds) for _, holds in told(finding)] == [says]


async def test_naming_takes_one_round_trip_where_nobody_is_proposed_and_four_where_many_are(store: Store, tmp_path: Path) -> None:
    alone = [
        child(f"x{number}", f"201{number}-05-05", given_names=name, family_name="Hale")
        for number, name in enumerate(("Tom", "Una"))
    ]
    await loaded(store, *partnership(tmp_path / "1", csc={"people": alone}))
    assert await cost(store) == 1
    many = [child(f"c{day}", f"2015-03-{day}", **AMINA) for day in range(10, 15)]
    files = partnership(tmp_path / "2", gp={"people": many}, school={"people": [each | {"ethnicity": "WBRI"} for each in many]})
    await loaded(store, *files)
    assert await cost(store) == 4


async def cost(store: Store) -> int:
    """What `unjoined` adds for everyone."""
    spent = []
    for with_unjoined in (False, True):
        before = store.round_trips
        await find(store, "heritage_not_understood", lens=Lens.of(DAY), with_unjoined=with_unjoined)
        spent.append(store.round_trips - before)
    return spent[1] - spent[0]
