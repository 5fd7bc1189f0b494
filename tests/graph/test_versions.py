"""What extracts said of a fact, one after the other, is the same in any order of loading."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import FIRST_DAY, LAST_DAY
from graph.versions import Sighting, Version, merged, versions

DAYS = st.integers(1, 6).map(lambda number: date(2025, 1, number))
SIGHTINGS = st.builds(
    Sighting,
    DAYS,
    st.sampled_from("ab"),
    st.sampled_from([None, "x", "y"]),
    st.sampled_from([None, date(2024, 1, 1), date(2024, 2, 1)]),
    st.sampled_from(["l1", "l2"]),
    st.sampled_from([None, date(2024, 1, 1)]),
    st.sampled_from([0, 0, 1, 2]),
)
SOME = st.lists(SIGHTINGS, min_size=1, max_size=8)
ABSENCES = st.sets(DAYS)


def day(number: int) -> date:
    return date(2025, 1, number)


def made(sightings: list[Sighting], absences: set[date] | None = None) -> list[Version]:
    return versions(merged([], sightings), lambda on: absences or set())


@given(SOME, ABSENCES, st.randoms())
def test_any_order_of_sightings_gives_the_same_versions(sightings: list[Sighting], absences: set[date], random: object) -> None:
    at_once = made(sightings, absences)
    shuffled = sightings[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    stored: list[Version] = []
    for sighting in shuffled:
        stored = versions(merged(stored, [sighting]), lambda on: absences)
    assert stored == at_once


@given(SOME, ABSENCES)
def test_versions_keep_what_they_were_made_from(sightings: list[Sighting], absences: set[date]) -> None:
    assert merged(made(sightings, absences), []) == merged([], sightings)


@given(SOME, ABSENCES)
def test_versions_follow_one_another_without_overlap(sightings: list[Sighting], absences: set[date]) -> None:
    found = made(sightings, absences)
    assert found[0].version == FIRST_DAY
    for before, after in pairwise(found):
        assert before.version < before.until <= after.version
    assert found[-1].until == (found[-1].removed_on or LAST_DAY)


def test_the_first_version_has_no_bound() -> None:
    (version,) = made([Sighting(day(3), "a")])
    assert (version.version, version.until, version.removed_on) == (FIRST_DAY, LAST_DAY, None)


def test_an_added_end_completes_a_version_and_replaces_nothing() -> None:
    (version,) = made([Sighting(day(1), "a"), Sighting(day(2), "a", "x"), Sighting(day(3), "a", "x")])
    assert (version.end, version.ended_in) == ("x", day(2))


def test_another_end_is_another_version() -> None:
    first, second = made([Sighting(day(1), "a", "x"), Sighting(day(2), "a", "y")])
    assert (first.until, second.version) == (day(2), day(2))


def test_a_changed_row_makes_a_version() -> None:
    first, second = made([Sighting(day(1), "a"), Sighting(day(2), "b")])
    assert (first.until, first.removed_on, second.version) == (day(2), None, day(2))


def test_what_is_gone_and_comes_back_is_a_new_version() -> None:
    first, second = made([Sighting(day(1), "a"), Sighting(day(3), "a")], {day(2)})
    assert (first.until, first.removed_on) == (day(2), day(2))
    assert (second.version, second.removed_on) == (day(3), None)


def test_an_extract_before_the_first_sighting_removes_nothing() -> None:
    (version,) = made([Sighting(day(2), "a")], {day(1)})
    assert version.removed_on is None


def test_a_day_on_which_the_fact_was_seen_is_no_day_without_it() -> None:
    (version,) = made([Sighting(day(1), "a"), Sighting(day(2), "a")], {day(2)})
    assert version.removed_on is None


@given(st.permutations([Sighting(day(1), "a", None, day(9), "l2"), Sighting(day(1), "a", None, day(8), "l1")]))
def test_two_extracts_of_one_day_that_agree_are_one_sighting(sightings: list[Sighting]) -> None:
    assert merged([], sightings) == [Sighting(day(1), "a", None, day(8), "l1")]


@given(st.permutations([Sighting(day(1), "a", "x"), Sighting(day(1), "b"), Sighting(day(1), "a")]))
def test_of_two_extracts_of_one_day_that_differ_the_same_one_stands_always(sightings: list[Sighting]) -> None:
    assert [each.base for each in merged([], sightings)] == ["b"]


@given(st.permutations([Sighting(day(1), "a", correction=2), Sighting(day(1), "b", correction=1), Sighting(day(1), "c")]))
def test_what_was_corrected_last_stands_whatever_the_digests_and_the_order(sightings: list[Sighting]) -> None:
    assert [each.base for each in merged([], sightings)] == ["a"]


def test_a_later_extract_follows_a_correction() -> None:
    corrected, later = made([Sighting(day(1), "a", correction=1), Sighting(day(1), "z"), Sighting(day(2), "b")])
    assert (corrected.base, later.base, later.version) == ("a", "b", day(2))


def test_which_extracts_should_have_a_version_goes_by_its_own_date() -> None:
    asked: list[date | None] = []

    def lacking(on: date | None) -> list[date]:
        asked.append(on)
        return [day(1) + timedelta(days=5)] if on == day(1) else []

    first, second = versions([Sighting(day(2), "a", on=day(1)), Sighting(day(3), "b", on=day(2))], lacking)
    assert (first.removed_on, second.removed_on) == (None, None)
    assert asked == [day(1), day(2)]
