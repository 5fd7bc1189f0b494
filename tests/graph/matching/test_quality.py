"""Quality is measured on what is known: what is found, what is wrong, and of whom."""

from datetime import date

import pytest

from graph.matching.bands import LIKELY, POSSIBLE, Proposal, ranked
from graph.matching.match_model import ASSUMED
from graph.matching.quality import dimensions, measured, of_decisions
from loaders.invented.partnership.household import Rates
from loaders.invented.population import Population, measured_with, population
from tests.graph.matching.test_scorer import people

UNTIL = date(2026, 3, 31)


def proposal(left: str, right: str, score: float = 10, *held_back: str) -> Proposal:
    return Proposal(left, right, score, (), held_back, "m")


@pytest.fixture(scope="module")
def hard() -> Population:
    return population(children=60, seed=3, until=UNTIL, rates=Rates(twins=0.8, like_names=0.5, namesakes=0.8))


def test_what_is_found_missed_and_wrong_is_counted_by_band_and_group() -> None:
    records = people(4)
    whose = {key: key.rpartition("/")[2] for key in records}
    made = [proposal("gp/s/0", "hv/s/0"), proposal("gp/s/0", "hv/s/2", 1, "too_little_agrees")]
    found = measured(records, whose, made, dimensions(records, UNTIL))
    assert (found.total.true, found.total.found(LIKELY), found.total.error(LIKELY)) == (2, 0.5, 0)
    assert (found.total.found(LIKELY, POSSIBLE), found.total.error(POSSIBLE)) == (0.5, 1)
    assert (found.missed, [each.pair for each in found.mistaken]) == ([("gp/s/2", "hv/s/2")], [("gp/s/0", "hv/s/2")])
    assert list(found.groups["agencies"]) == ["gp and hv"]
    assert found.uncertain == 1


def test_decided_pairs_are_scored_as_if_nobody_had_decided() -> None:
    records = people(4)
    decided = {("gp/s/1", "hv/s/1"): "same", ("gp/s/0", "hv/s/2"): "different", ("gp/s/3", "gone/s/1"): "same"}
    found = of_decisions(records, decided, ASSUMED, {})
    assert (found.total.true, found.total.found(LIKELY), found.total.wrong.total()) == (1, 1, 0)


def test_who_is_nearly_as_near_holds_back_unless_it_is_the_same_person() -> None:
    three = [proposal("a", "b"), proposal("a", "c", 9), proposal("b", "c", 8)]
    person = {key: key for key in "abcd"}
    assert [each.band for each in ranked(three, person)] == [LIKELY] * 3
    assert [each.held_back for each in ranked(three[:2], person)] == [("another_is_as_near",)] * 2
    assert [each.band for each in ranked([proposal("a", "b", 20), proposal("a", "c", 9)], person)] == [LIKELY, POSSIBLE]
    assert ranked(ranked(three[:2], person)[:1], person) == three[:1]


def test_invented_twins_and_namesakes_are_never_likely(hard: Population) -> None:
    quality = measured_with(hard, ASSUMED, UNTIL)
    assert quality.total.true > 20
    assert quality.total.wrong[LIKELY] == 0
    same_birthday = [each for each in hard.truth.values() if each.born]
    assert len({(each.family, each.born) for each in same_birthday}) < len({each.person for each in same_birthday})


def test_the_known_truth_names_every_record_and_is_the_same_every_time(hard: Population) -> None:
    again = population(children=60, seed=3, until=UNTIL, rates=Rates(twins=0.8, like_names=0.5, namesakes=0.8))
    assert hard.truth == again.truth
    assert hard.records.keys() <= hard.truth.keys()
    assert {each.traits.named for each in hard.records.values()} == {each.traits.named for each in again.records.values()}


def test_names_differ_between_the_records_of_a_person_as_they_do_in_real_systems() -> None:
    found = population(children=150, seed=1, until=UNTIL)
    pairs = [
        (found.records[one], found.records[other])
        for one in found.records
        for other in found.records
        if one < other and found.truth[one].person == found.truth[other].person
    ]
    forenames = sum(one.first != other.first for one, other in pairs if one.first and other.first) / len(pairs)
    surnames = sum(one.family != other.family for one, other in pairs) / len(pairs)
    assert 0.07 < forenames < 0.17
    assert 0.12 < surnames < 0.24
