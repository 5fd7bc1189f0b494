from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, person, tie

PATTERN = "hard_to_engage"
AS_OF = "2025-06-01"
BOY = child("boy", "2018-05-01", nhs_number=nhs(1))
SISTER = child("sister", "2024-05-01", nhs_number=nhs(3))
MOTHER = adult("mother", "1990-01-01", nhs_number=nhs(2))
PEOPLE = [BOY, MOTHER]


def contact(on: str, engagement: str | None = "refused", about: str = "boy", **more: Any) -> Row:
    return {"person_id": about, "on": on, "engagement": engagement, **more}


HV = [contact("2024-06-02", "hostile"), contact("2025-01-01", None, outcome="no_access")]
GP = [contact("2025-02-01", "avoidant")]


async def load(store: Store, folder: Path, hv: list[Row], gp: list[Row]) -> None:
    agencies = {"hv": {"people": [BOY], "contacts": hv}, "gp": {"people": [BOY], "contacts": gp}}
    await loaded(store, *partnership(folder, **agencies))


async def test_three_refusals_with_two_agencies_are_found_though_neither_sees_them(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, HV, GP)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("gp", "boy")
    assert finding.answers == {"contacts": 3, "with_agencies": ["gp", "hv"]}
    assert finding.missing_picture
    assert [each.id for each in finding.evidence] == ["hv/s/k1", "hv/s/k2", "gp/s/k1"]
    assert "3 contacts about this child or with its parents or carers between 2024-06-02 and 2025-02-01" in finding.statement


async def test_the_first_leaves_the_window_after_a_year(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, HV, GP)
    assert await found(store, PATTERN, "2025-06-02") == []


async def test_one_agency_alone_is_not_enough_and_neither_are_two_contacts(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, [*HV, contact("2025-03-01")], [])
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, min_agencies=1)) == 1
    assert await found(store, PATTERN, AS_OF, min_agencies=1, min_contacts=4) == []


@pytest.mark.parametrize("engagement", ["reluctant", "engaged", "not_stated", None])
async def test_other_engagement_does_not_count(store: Store, tmp_path: Path, engagement: str | None) -> None:
    await load(store, tmp_path, HV, [contact("2025-02-01", engagement)])
    assert await found(store, PATTERN, AS_OF) == []


@pytest.mark.parametrize(("relationship", "findings"), [("mother", 1), ("guardian", 1), ("foster_carer", 0), ("partner", 0)])
async def test_contacts_about_a_parent_figure_count(store: Store, tmp_path: Path, relationship: str, findings: int) -> None:
    mh = {"people": [MOTHER], "contacts": [contact("2025-02-01", about="mother")]}
    hv = {"people": PEOPLE, "contacts": HV, "relationships": [tie("mother", "boy", relationship, recorded_on="2025-05-01")]}
    await loaded(store, *partnership(tmp_path, hv=hv, mh=mh))
    assert len(await found(store, PATTERN, AS_OF)) == findings
    assert await found(store, PATTERN, AS_OF, known_at="2025-04-30") == []


async def test_a_contact_about_a_sister_counts_where_their_mother_was_in_it_and_counts_once(store: Store, tmp_path: Path) -> None:
    ties = [tie("mother", "boy", "mother"), tie("mother", "sister", "mother")]
    part = [{"contact_id": "k1", "person_id": "mother"}, {"contact_id": "k1", "person_id": "boy"}]
    school = {"people": [BOY, SISTER, MOTHER], "contacts": [contact("2025-02-01", about="sister")], "contact_people": part}
    hv = {"people": PEOPLE, "contacts": HV, "relationships": ties[:1]}
    await loaded(store, *partnership(tmp_path, hv=hv, school=school))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"contacts": 3, "with_agencies": ["hv", "school"]}
    assert [(each.kind, each.id) for each in finding.evidence] == [
        ("relationship", "hv/s/r1"),
        ("contact", "hv/s/k1"),
        ("contact", "hv/s/k2"),
        ("contact", "school/s/k1"),
    ]


async def test_shared_contacts_let_one_agency_see_it(store: Store, tmp_path: Path) -> None:
    shares = [{"record_id": "k1", "with_agency": "hv", "on": "2025-04-01"}]
    gp = {"people": [BOY], "contacts": GP, "shares": shares}
    await loaded(store, *partnership(tmp_path, hv={"people": [BOY], "contacts": HV}, gp=gp))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.seen_by == ("hv",)
    assert len(await found(store, PATTERN, AS_OF, "hv")) == 1
    assert await found(store, PATTERN, AS_OF, "hv", known_at="2025-03-31") == []


@pytest.mark.parametrize("pattern", [PATTERN, "all"])
async def test_a_contact_about_a_sister_that_the_boy_alone_was_in_is_not_about_him(
    store: Store, tmp_path: Path, pattern: str
) -> None:
    part = [{"contact_id": "k1", "person_id": "boy", "presence": "present"}]
    school = {"people": [BOY, SISTER], "contacts": [contact("2025-02-01", about="sister")], "contact_people": part}
    await loaded(store, *partnership(tmp_path, hv={"people": PEOPLE, "contacts": HV}, school=school))
    findings = await found(store, pattern, AS_OF, subject="hv/s/boy")
    assert [each for each in findings if each.pattern == PATTERN] == []
