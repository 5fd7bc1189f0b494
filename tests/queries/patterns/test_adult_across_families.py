"""Is one adult tied to children of several families?"""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.core.findings import Finding
from tests.queries.building import adult, child, found, loaded, nhs, partnership, person, tie

PATTERN, AS_OF = "adult_across_families", "2025-06-01"
MAN = adult("man", nhs_number=nhs(1))
HARM = {"people": [MAN], "concerns": [{"person_id": "man", "factor": "domestic_abuse", "on": "2023-01-01"}]}
CHILDREN = [child("one", "2015-01-01"), child("two", "2018-01-01")]
FATHER = tie("man", "one", "father")


def home(who: str, start: str | None, end: str | None = None, uprn: str = "7777") -> dict[str, Any]:
    return {"person_id": who, "uprn": uprn, "start": start, "end": end}


async def asked(store: Store, folder: Path, *ties: dict[str, Any], **csc: Any) -> list[Finding]:
    """The police have the concern about the man; social care has the children and what is said."""
    mothers = [adult("mother"), adult("other")]
    csc = {"people": [MAN, *CHILDREN, *mothers], "relationships": [FATHER, *ties], **csc}
    await loaded(store, *partnership(folder, police=HARM, csc=csc))
    return await found(store, PATTERN, AS_OF)


async def test_a_father_who_lived_28_days_with_a_child_of_another_family_is_found(store: Store, tmp_path: Path) -> None:
    stays = [home("man", "2024-01-01", "2024-01-29"), home("two", "2018-01-01")]
    (finding,) = await asked(store, tmp_path, addresses=stays)
    assert (finding.subject, finding.key, finding.status) == (person("csc", "man"), "", None)
    assert finding.answers == {"families": 2, "children": sorted([person("csc", "one"), person("csc", "two")])}
    assert {each.id for each in finding.evidence} == {"police/s/n1", "csc/s/r1", "csc/s/s1", "csc/s/s2"}
    assert finding.missing_picture
    assert await found(store, PATTERN, AS_OF, "csc") == []


async def test_27_days_are_not_enough_and_days_in_two_homes_add_up(store: Store, tmp_path: Path) -> None:
    first = [home("man", "2024-01-01", "2024-01-28"), home("two", "2018-01-01", "2024-06-01")]
    again = [home("man", "2024-06-01", "2024-06-02", "8888"), home("two", "2024-06-01", uprn="8888")]
    assert await asked(store, tmp_path / "a", addresses=first) == []
    (finding,) = await asked(store, tmp_path / "b", addresses=[*first, *again])
    assert finding.answers["families"] == 2


@pytest.mark.parametrize(
    "joined",
    [
        [tie("one", "two", "half_sibling")],
        [tie("mother", "one", "mother"), tie("mother", "two", "mother")],
        [tie("one", "two", "mother")],
    ],
    ids=["siblings", "one mother", "mother and child"],
)
async def test_children_who_belong_together_are_one_family(store: Store, tmp_path: Path, joined: list[dict[str, Any]]) -> None:
    assert await asked(store, tmp_path, tie("man", "two", "father"), *joined) == []


@pytest.mark.parametrize("joined", [[], [tie("mother", "one", "mother"), tie("mother", "two", "step_parent")]])
async def test_a_stepmother_and_the_adult_himself_join_no_families(
    store: Store, tmp_path: Path, joined: list[dict[str, Any]]
) -> None:
    (finding,) = await asked(store, tmp_path, tie("man", "two", "father"), *joined)
    assert finding.answers["families"] == 2
    assert (
        "This adult is tied to 2 children of 2 families: parent or carer of 2; 1 concern about domestic abuse"
        in finding.statement
    )


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        (None, None, 1),
        ("2020-01-01", "2020-02-01", 1),
        ("2010-01-01", "2018-01-01", 0),
        ("2010-01-01", "2018-01-02", 1),
    ],
)
async def test_the_partner_of_a_parent_is_tied_while_the_child_was_one(
    store: Store, tmp_path: Path, start: str | None, end: str | None, times: int
) -> None:
    couple = tie("man", "mother", "partner", start=start, end=end)
    findings = await asked(store, tmp_path, couple, tie("mother", "two", "mother"))
    assert len(findings) == times


@pytest.mark.parametrize(("start", "times"), [("2024-12-31", 1), ("2025-01-01", 0)])
async def test_a_dated_tie_to_somebody_grown_up_is_none_to_a_child(store: Store, tmp_path: Path, start: str, times: int) -> None:
    grown = child("grown", "2007-01-01")
    people = [MAN, child("one", "2015-01-01"), grown]
    findings = await asked(store, tmp_path, tie("man", "grown", "guardian", start=start), people=people, **{})
    assert len(findings) == times


async def test_without_a_concern_about_them_nobody_is_found_unless_it_is_asked_so(store: Store, tmp_path: Path) -> None:
    csc = {"people": [MAN, *CHILDREN], "relationships": [FATHER, tie("man", "two", "carer")]}
    drinks = {"people": [MAN], "concerns": [{"person_id": "man", "factor": "alcohol", "on": "2023-01-01"}]}
    await loaded(store, *partnership(tmp_path, csc=csc, police=drinks))
    assert await found(store, PATTERN, AS_OF) == []
    (finding,) = await found(store, PATTERN, AS_OF, only_with_concern=False)
    assert finding.seen_by == ("csc",)
    assert len(await found(store, PATTERN, AS_OF, factors="alcohol,drugs")) == 1


async def test_a_foster_carer_is_no_parent_figure(store: Store, tmp_path: Path) -> None:
    assert await asked(store, tmp_path, tie("man", "two", "foster_carer")) == []


async def test_a_child_without_a_date_of_birth_is_tied_by_a_parent_figures_edge_alone(store: Store, tmp_path: Path) -> None:
    people = [MAN, child("one", "2015-01-01"), child("two"), adult("mother")]
    stays = [home("man", "2024-01-01"), home("two", "2018-01-01")]
    couple = [tie("man", "mother", "partner"), tie("mother", "two", "mother")]
    assert await asked(store, tmp_path / "a", *couple, people=people, addresses=stays) == []
    guardian = tie("man", "two", "guardian", start="2024-01-01")
    assert len(await asked(store, tmp_path / "b", *couple, guardian, people=people, addresses=stays)) == 1


async def test_who_died_is_asked_about_only_for_reviews(store: Store, tmp_path: Path) -> None:
    dead = MAN | {"date_of_death": "2025-01-01"}
    assert await asked(store, tmp_path, tie("man", "two", "father"), people=[dead, *CHILDREN]) == []
    assert len(await found(store, PATTERN, AS_OF, include_deceased=True)) == 1
