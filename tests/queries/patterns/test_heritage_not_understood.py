"""Do the records know who this child is?"""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.core.findings import Finding
from queries.patterns.heritage_not_understood.ethnicities import NAMES, code_of, contradict
from tests.queries.building import adult, child, found, loaded, nhs, partnership, person, tie

PATTERN, AS_OF = "heritage_not_understood", "2025-06-01"
MOTHER = adult("m", nhs_number=nhs(2), ethnicity="OOTH")


def one(ethnicity: str | None, born: str = "2018-01-01") -> dict[str, Any]:
    return child("c", born, nhs_number=nhs(1), ethnicity=ethnicity)


async def asked(store: Store, folder: Path, *ethnicities: str | None, born: str = "2018-01-01") -> list[Finding]:
    """One agency for each ethnicity that is recorded: csc, gp, school."""
    agencies = zip(("csc", "gp", "school"), ethnicities, strict=False)
    await loaded(store, *partnership(folder, **{id_: {"people": [one(each, born)]} for id_, each in agencies}))
    return await found(store, PATTERN, AS_OF)


async def test_refused_and_not_yet_obtained_are_no_recording(store: Store, tmp_path: Path) -> None:
    (finding,) = await asked(store, tmp_path, None, "REFU", "Information not yet obtained")
    assert (finding.subject, finding.key, finding.status) == (person("csc", "c"), "", "not_recorded")
    assert [(each.id, each.kind) for each in finding.evidence] == [
        ("csc/s/c", "person"),
        ("gp/s/c", "person"),
        ("school/s/c", "person"),
    ]
    assert finding.seen_by == ("csc", "gp", "school")


async def test_one_record_that_says_it_is_enough_but_not_for_those_who_cannot_see_it(store: Store, tmp_path: Path) -> None:
    assert await asked(store, tmp_path, None, "WBRI") == []
    (finding,) = await found(store, PATTERN, AS_OF, "csc")
    assert finding.status == "not_recorded"


async def test_two_agencies_contradict_each_other(store: Store, tmp_path: Path) -> None:
    (finding,) = await asked(store, tmp_path, "BCRB", "White British", "NOBT")
    assert finding.status == "contradictory"
    assert [each.id for each in finding.evidence] == ["csc/s/c", "gp/s/c"]
    assert finding.missing_picture
    assert finding.statement == "Records of this child differ on their ethnicity: black Caribbean (csc) and white British (gp)."


@pytest.mark.parametrize(
    ("first", "second"),
    [("WBRI", "white british"), ("WBRI", "Martian"), ("MOTH", "MWBC"), ("WBRI", "REFU")],
    ids=["the same in words", "a text that means no code", "another mixed background", "refused"],
)
async def test_what_may_be_the_same_is_no_contradiction(store: Store, tmp_path: Path, first: str, second: str) -> None:
    assert await asked(store, tmp_path, first, second) == []


@pytest.mark.parametrize(("born", "times"), [("2007-06-02", 1), ("2007-06-01", 0)])
async def test_the_child_is_under_18(store: Store, tmp_path: Path, born: str, times: int) -> None:
    assert len(await asked(store, tmp_path, None, born=born)) == times


def visit(on: str, **more: Any) -> dict[str, Any]:
    return {"person_id": "m", "on": on, "interpreter_used": "N", **more}


async def heard(store: Store, folder: Path, *contacts: dict[str, Any], **hv: Any) -> list[Finding]:
    """The GP says that the mother needs an interpreter; the health visitor sees her."""
    gp = {"people": [MOTHER | {"interpreter_needed": "Y"}]}
    hv = {"people": [one("OOTH"), MOTHER], "relationships": [tie("m", "c", "mother")], "contacts": contacts, **hv}
    await loaded(store, *partnership(folder, gp=gp, hv=hv))
    return await found(store, PATTERN, AS_OF)


async def test_a_mother_heard_twice_without_an_interpreter_is_found(store: Store, tmp_path: Path) -> None:
    about_child = {"contact_id": "k2", "person_id": "c", "on": "2025-05-01", "interpreter_used": "N"}
    took_part = [{"contact_id": "k2", "person_id": "m", "part": "parent", "presence": "not_stated"}]
    (finding,) = await heard(store, tmp_path, visit("2024-06-02"), about_child, contact_people=took_part)
    assert (finding.subject, finding.key, finding.status) == (person("hv", "c"), person("gp", "m"), "no_interpreter")
    assert {each.id for each in finding.evidence} == {"gp/s/m", "hv/s/r1", "hv/s/k1", "hv/s/k2"}
    assert finding.missing_picture
    assert await found(store, PATTERN, AS_OF, "hv") == []


@pytest.mark.parametrize(
    "second",
    [
        visit("2024-06-01"),
        visit("2025-05-01", interpreter_used="Y"),
        visit("2025-05-01", interpreter_used=None),
        visit("2025-05-01", outcome="did_not_attend"),
    ],
    ids=["a year and a day ago", "with one", "not said", "not attended"],
)
async def test_one_such_contact_is_not_enough(store: Store, tmp_path: Path, second: dict[str, Any]) -> None:
    assert await heard(store, tmp_path, visit("2025-04-01"), second) == []


async def test_a_contact_at_which_she_was_absent_is_not_hers(store: Store, tmp_path: Path) -> None:
    about_child = {"contact_id": "k2", "person_id": "c", "on": "2025-05-01", "interpreter_used": "N"}
    took_part = [{"contact_id": "k2", "person_id": "m", "presence": "absent"}]
    assert await heard(store, tmp_path, visit("2025-04-01"), about_child, contact_people=took_part) == []


@pytest.mark.parametrize("pattern", [PATTERN, "all"])
async def test_of_what_she_is_to_the_child_only_what_makes_her_a_parent_figure_is_evidence(
    store: Store, tmp_path: Path, pattern: str
) -> None:
    ties = [tie("m", "c", each) for each in ("guardian", "grandparent", "foster_carer")]
    await heard(store, tmp_path, visit("2025-01-01"), visit("2025-02-01"), relationships=ties)
    findings = await found(store, pattern, AS_OF, subject="hv/s/c")
    (finding,) = [each for each in findings if each.status == "no_interpreter"]
    assert [each.id for each in finding.evidence if each.kind == "relationship"] == ["hv/s/r1"]


def test_every_name_means_its_code() -> None:
    assert {code_of(name.upper()) for name in NAMES.values()} == set(NAMES)


def test_any_other_mixed_background_contradicts_what_is_not_mixed() -> None:
    assert contradict("MOTH", "WBRI")
    assert contradict("MWBC", "MWBA")
    assert not contradict("MWBC", "MOTH")
