"""The missing picture and explanations, asked of a store: what they cost, and that a set's lens shows what its set is said to."""

from itertools import combinations
from pathlib import Path

import pytest

from graph.errors import InvalidInput, UnknownName
from graph.lens import Lens
from graph.store import Store
from loaders.invented import STORIES, write_example
from loaders.load import load
from queries.explain import explain
from queries.findings import find
from queries.missing_picture import missing_picture
from tests.queries.building import Files, adult, child, loaded, nhs, partnership, person, tie
from tests.queries.test_example import UNTIL

LENS = Lens.of(UNTIL)
CHILD = child("c", "2015-05-05", nhs_number=nhs(1))
MISSED = {"person_id": "c", "on": "2026-06-01", "outcome": "was_not_brought"}
SEEN = {"contact_id": "k9", "person_id": "c", "on": "2026-07-01", "outcome": "attended"}
VISITOR: Files = {
    "people": [CHILD, adult("m")],
    "relationships": [tie("m", "c", "mother")],
    "contacts": [MISSED],
}
POLICE: Files = {
    "people": [CHILD, adult("f")],
    "relationships": [tie("f", "c", "father")],
    "contacts": [MISSED, SEEN],
    "contact_people": [{"contact_id": "k9", "person_id": "f", "part": "parent", "presence": "seen"}],
}


@pytest.fixture
async def known(store: Store, tmp_path: Path) -> Store:
    """A child with an appointment missed at each of three agencies, whose father the police alone know."""
    await loaded(store, *partnership(tmp_path, hv=VISITOR, police=POLICE, school={"people": [CHILD], "contacts": [MISSED]}))
    return store


async def test_the_missing_picture_of_a_child_in_two_round_trips(known: Store) -> None:
    before = known.round_trips
    found = await missing_picture(known, nhs(1), lens=LENS)
    assert known.round_trips - before == 2
    assert [(each.finding.pattern, each.smallest.sets) for each in found.missing] == [
        ("missed_appointments", (("hv", "police", "school"),)),
    ]
    assert [(each.agency, each.status, each.agencies) for each in found.blind_spots] == [("hv", "not_recorded", ("police",))]
    rows = found.to_dicts()
    assert [each["what"] for each in rows] == ["missing", "blind_spot"]
    assert rows[0]["missing_picture"] is True
    assert found.subject == person("hv", "c")


async def test_a_smaller_lens_has_a_smaller_missing_picture(known: Store) -> None:
    found = await missing_picture(known, nhs(1), lens=Lens.of(UNTIL, agencies=("hv",)))
    assert (found.missing, found.blind_spots) == ([], [])


async def test_all_patterns_of_one_child_take_two_round_trips(known: Store) -> None:
    before = known.round_trips
    answer = await find(known, "all", subject=nhs(1), lens=LENS)
    assert known.round_trips - before == 2
    assert "missed_appointments" in [each.pattern for each in answer.findings]


async def test_a_child_that_a_pattern_finds_nothing_about_is_explained_from_its_facts(known: Store) -> None:
    before = known.round_trips
    found = await explain(known, "missed_appointments", nhs(1), lens=Lens.of(UNTIL, agencies=("hv",)))
    assert known.round_trips - before == 2
    assert found.findings == []
    assert [each.statement for each in found.near_misses] == ["Would be found with min_missed 1."]
    assert [(each.kind, each.about_subject) for each in found.looked_at] == [("contact", 1), ("person", 1)]
    assert [each.covered for each in found.agencies] == [False]
    father = await explain(known, "absent_father", nhs(1), lens=LENS)
    assert [each.id for each in father.in_the_way] == ["police/s/r1"]


async def test_somebody_unknown_and_an_unknown_pattern_are_refused(known: Store) -> None:
    with pytest.raises(InvalidInput, match="nobody is found by that name"):
        await missing_picture(known, "hv/s/nobody")
    with pytest.raises(UnknownName, match="unknown pattern 'missed'"):
        await explain(known, "missed", nhs(1))


async def test_each_smallest_set_of_the_example_shows_it_through_its_own_lens_and_no_part_of_it_does(
    store: Store, tmp_path: Path
) -> None:
    await load(store, write_example(tmp_path, UNTIL))
    girl = STORIES["passed_on"].people["girl"][0]
    found = await missing_picture(store, girl, lens=LENS)
    frequent = next(each for each in found.missing if each.finding.pattern == "frequent_moves")
    (fewest,) = frequent.smallest.sets
    for agencies in [fewest, *combinations(fewest, len(fewest) - 1)]:
        asked = await find(store, "frequent_moves", subject=girl, lens=Lens.of(UNTIL, agencies=agencies))
        assert len(asked.findings) == (agencies == fewest)
    man = STORIES["man_at_the_flat"].people["man"][0]
    tied = await explain(store, "adult_across_families", man, lens=LENS, parameters={"factors": "exploitation"})
    assert (tied.findings, tied.not_asked) == ([], None)
    assert [each.parameter for each in tied.near_misses] == ["only_with_concern", "factors"]
