"""The missing picture and explanations, asked of a store: what they cost, and that a set's lens shows what its set is said to."""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from graph.errors import InvalidInput, UnknownName
from graph.lens import Lens
from graph.store import Store
from queries.engine.find import find
from queries.explanations.explain import explain
from queries.explanations.missing_picture import missing_picture
from tests.queries.building import Files, adult, child, loaded, nhs, partnership, person, tie

UNTIL = date(2026, 11, 1)
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


async def test_all_patterns_of_one_child_take_two_round_trips_and_one_for_who_is_not_joined(known: Store) -> None:
    before = known.round_trips
    answer = await find(known, "all", subject=nhs(1), lens=LENS)
    assert known.round_trips - before == 3
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
    with pytest.raises(InvalidInput, match="nobody is found by the record 'hv/s/nobody'"):
        await missing_picture(known, "hv/s/nobody")
    with pytest.raises(UnknownName, match="unknown pattern 'missed'"):
        await explain(known, "missed", nhs(1))


async def test_a_smallest_set_shows_it_through_its_own_lens_and_no_part_of_it_does(known: Store) -> None:
    (missing,) = (await missing_picture(known, nhs(1), lens=LENS)).missing
    (fewest,) = missing.smallest.sets
    for agencies in [fewest, *combinations(fewest, len(fewest) - 1)]:
        asked = await find(known, "missed_appointments", subject=nhs(1), lens=Lens.of(UNTIL, agencies=agencies))
        assert len(asked.findings) == (agencies == fewest)


async def test_an_adult_is_explained_from_what_the_parameters_would_keep_out(store: Store, tmp_path: Path) -> None:
    people = [child("a", "2015-05-05"), child("b", "2016-05-05"), adult("f")]
    ties = [tie("f", "a", "father"), tie("f", "b", "father"), tie("m", "a", "mother")]
    await loaded(store, *partnership(tmp_path, csc={"people": [*people, adult("m")], "relationships": ties}))
    found = await explain(store, "adult_across_families", "csc/s/f", lens=LENS)
    assert (found.findings, found.not_asked) == ([], None)
    assert [each.statement for each in found.near_misses] == ["Would be found with only_with_concern false."]
