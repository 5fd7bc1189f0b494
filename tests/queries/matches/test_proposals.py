"""What the matcher proposes is told in words, with why and why not more, and never more than the lens shows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InvalidInput
from graph.identity.decisions import decide
from graph.identity.judged import Decision
from graph.lens import Lens
from graph.store import Store
from queries.matches import MatchBand, Matches, compare, possible_matches
from tests.queries.building import adult, child, loaded, nhs, partnership, tie

DAY = date(2025, 6, 1)
AMINA: dict[str, Any] = {"given_names": "Amina", "family_name": "Kowalczyk", "sex": "F"}
HOME = {"address": "1 High St", "postcode": "AB1 2CD", "start": "2024-01-01"}
TODAY = Lens.of(DAY)


def amina(id_: str, born: str | None = "2015-03-04", **more: Any) -> dict[str, Any]:
    return child(id_, born, **AMINA | more)


def pairs(found: Matches) -> list[tuple[str, str, str]]:
    return [(each.left.key, each.right.key, each.band.value) for each in found.matches]


async def test_a_likely_pair_says_what_agrees_and_why_somebody_has_to_decide(store: Store, tmp_path: Path) -> None:
    files = partnership(
        tmp_path, gp={"people": [amina("a")], "addresses": [HOME | {"person_id": "a"}]}, school={"people": [amina("b")]}
    )
    await loaded(store, *files)
    (match,) = (await possible_matches(store, lens=TODAY)).matches
    assert (match.id, match.band) == ("gp/s/a = school/s/b", MatchBand.LIKELY)
    assert match.agrees == (
        "the same forename, 'Amina'",
        "the same surname, 'Kowalczyk'",
        "the same birthday, 2015-03-04",
        "the same sex, F",
    )
    assert (match.differs, match.reasons) == ((), ("no identifier joins them, so somebody has to decide",))


async def test_a_possible_pair_says_why_it_is_no_more_and_who_is_as_near(store: Store, tmp_path: Path) -> None:
    two = [amina("a", other_ids="x=1"), amina("b", sex="M", other_ids="x=2")]
    await loaded(store, *partnership(tmp_path, gp={"people": two}, school={"people": [amina("c", sex=None)]}))
    found = await possible_matches(store, lens=TODAY)
    assert pairs(found) == [("gp/s/a", "school/s/c", "possible"), ("gp/s/b", "school/s/c", "possible")]
    assert found.matches[0].reasons[1:] == ("another record is as near: gp/s/b",)
    through = await possible_matches(store, bands=[MatchBand.LIKELY], lens=TODAY)
    assert pairs(through) == []


async def test_a_page_of_likely_pairs_is_full_where_possible_ones_stand_before_them(store: Store, tmp_path: Path) -> None:
    two = [amina("a", other_ids="x=1"), amina("b", sex="M", other_ids="x=2")]
    other = {"given_names": "Tomasz", "family_name": "Eze", "sex": "M"}
    files = partnership(
        tmp_path,
        gp={"people": two},
        hv={"people": [child("t", "2018-07-09", **other)]},
        school={"people": [amina("c", sex=None), child("t", "2018-07-09", **other)]},
    )
    await loaded(store, *files)
    page = await possible_matches(store, bands=[MatchBand.LIKELY], first=1, lens=TODAY)
    assert (pairs(page), page.more) == ([("hv/s/t", "school/s/t", "likely")], False)
    every = await possible_matches(store, bands=[MatchBand.POSSIBLE], first=2, lens=TODAY)
    assert [each[2] for each in pairs(every)] == ["possible", "possible"]


async def test_of_two_records_that_are_not_proposed_it_says_which_rule_forbids_it(store: Store, tmp_path: Path) -> None:
    twin = amina("b", given_names="Leena", nhs_number=nhs(2))
    await loaded(store, *partnership(tmp_path, gp={"people": [amina("a")]}, school={"people": [twin, amina("c", "2001-03-04")]}))
    twins = await compare(store, "school/s/b", "gp/s/a", lens=TODAY)
    assert twins.state == "not_proposed"
    assert twins.reasons == (
        "one birthday and one family under different forenames are what twins have: only an identifier joins these",
    )
    assert "the forenames differ: 'Amina' and 'Leena'" in twins.differs
    older = await compare(store, "gp/s/a", "school/s/c", lens=TODAY)
    assert older.reasons == ("their birthdays are twelve years or more apart",)


async def test_a_decision_is_told_and_what_joins(store: Store, tmp_path: Path) -> None:
    known = {"nhs_number": nhs(1)}
    files = partnership(
        tmp_path,
        gp={"people": [amina("a"), amina("d", **known)]},
        school={"people": [amina("b")]},
        hv={"people": [amina("e", **known)]},
    )
    await loaded(store, *files)
    joined = await compare(store, "gp/s/d", "hv/s/e", lens=TODAY)
    assert (joined.state, joined.agrees[0]) == ("joined", f"both have the NHS number {nhs(1)}")
    await decide(store, [Decision("gp/s/a", "school/s/b", "different", "met both", "ann", DAY)])
    apart = await compare(store, "gp/s/a", "school/s/b", lens=TODAY)
    assert (apart.state, apart.decision and apart.decision.by) == ("different", "ann")
    before = await compare(store, "gp/s/a", "school/s/b", lens=Lens.of(date(2025, 5, 1)))
    assert before.decision is None and "met both" not in str(before)


async def test_what_the_lens_does_not_show_is_not_told_of_a_pair(store: Store, tmp_path: Path) -> None:
    files = partnership(
        tmp_path,
        gp={
            "people": [amina("a"), adult("m", "1990-01-01", given_names="Ngozi", family_name="Eze", recorded_on="2025-05-20")],
            "relationships": [tie("m", "a", "mother", recorded_on="2025-05-20")],
            "addresses": [HOME | {"person_id": "a", "recorded_on": "2025-05-20"}],
        },
        school={
            "people": [amina("b", None), adult("m", None, given_names="Ngozi", family_name="Eze")],
            "relationships": [tie("m", "b", "mother")],
            "addresses": [HOME | {"person_id": "b"}],
        },
    )
    await loaded(store, *files)
    (now,) = (await possible_matches(store, person="school/s/b", lens=TODAY)).matches
    assert "an address at which both have lived" in now.agrees
    assert "a relative of the same name" in now.agrees
    (before,) = (await possible_matches(store, person="school/s/b", lens=Lens.of(date(2025, 5, 1)))).matches
    assert not [each for each in before.agrees if "address" in each or "relative" in each]
    assert "there is nothing to compare of date of birth, home and relatives" in before.reasons
    assert pairs(await possible_matches(store, lens=Lens.of(DAY, None, ("school",)))) == []


async def test_a_sealed_record_is_compared_with_nobody_in_the_words_of_one_that_is_not_there(
    store: Store, tmp_path: Path
) -> None:
    sealed = amina("b", sensitivity="sealed")
    await loaded(store, *partnership(tmp_path, gp={"people": [amina("a")]}, school={"people": [sealed]}))
    assert pairs(await possible_matches(store, lens=TODAY)) == []
    said = []
    for key in ("school/s/b", "school/s/z"):
        with pytest.raises(InvalidInput) as error:
            await compare(store, "gp/s/a", key, lens=TODAY)
        said.append(str(error.value).replace(key, "KEY"))
    assert said[0] == said[1]
