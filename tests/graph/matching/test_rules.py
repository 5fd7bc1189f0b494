"""Each sentence of docs/matching.md, "Rules before any score"."""

from datetime import date
from typing import Any

import pytest

from graph.matching.features import RecordFacts, RecordFeatures, Relative, features_of
from graph.matching.match_model import ASSUMED
from graph.matching.proposer import AskedPairs, proposed
from graph.matching.rules import never, not_likely
from tests.queries.building import nhs

ADA: dict[str, Any] = {"given_names": "Adaeze", "family_name": "Okonkwo", "date_of_birth": date(2015, 3, 4)}


def record(key: str, *relatives: tuple[str, str], home: str = "", **says: Any) -> RecordFacts:
    """One record, of a person of its own; relatives are given by relation and name, each with a record of their own."""
    facts = RecordFacts()
    facts.says[key] = {"role": "child", "date_of_birth_precision": "day"} | ADA | says
    facts.person[key] = key
    if home:
        facts.stays[key].append((home, ""))
    for relation, name in relatives:
        own = f"{key.rpartition('/')[0]}/{name}"
        facts.says[own] = {"given_names": name.split()[0], "family_name": name.split()[1]}
        facts.person[own] = own
        facts.ties[key].add(Relative(relation, own))
    return facts


def features(*facts: RecordFacts, **person: str) -> list[RecordFeatures]:
    every = RecordFacts()
    for each in facts:
        every.says |= each.says
        every.person |= each.person
        every.stays |= each.stays
        every.ties |= each.ties
    every.person |= {f"{key}/s/1": value for key, value in person.items()}
    found = features_of(every)
    return [found[next(iter(each.says))] for each in facts]


def why_never(one: RecordFacts, other: RecordFacts) -> str | None:
    return never(*features(one, other), lambda *_: False)


def bands(*facts: RecordFacts, asked: AskedPairs | None = None) -> list[str]:
    every = {each.key: each for each in features(*facts)}
    return [each.band for each in proposed(every, asked or AskedPairs(), ASSUMED)]


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"sensitivity": "sealed"}, "sealed"),
        ({"sex": "M"}, "sexes_differ"),
        ({"nhs_number": nhs(2)}, "two_nhs_numbers"),
        ({"date_of_birth": date(2003, 3, 4)}, "generations_apart"),
        ({"date_of_birth": date(2003, 3, 5)}, None),
        ({"date_of_birth": date(2003, 1, 1), "date_of_birth_precision": "year"}, "generations_apart"),
        ({"sex": "U", "nhs_number": "1234567890"}, None),
        ({}, None),
    ],
)
def test_a_pair_that_is_never_proposed(says: dict[str, Any], code: str | None) -> None:
    assert why_never(record("gp/s/1", sex="F", nhs_number=nhs(1)), record("hv/s/1", **says)) == code


def test_a_number_that_an_agency_says_was_replaced_keeps_nobody_apart() -> None:
    one = record("gp/s/1", nhs_number=nhs(1))
    assert bands(one, record("hv/s/1", nhs_number=nhs(2))) == []
    replaced = record("hv/s/1", nhs_number=nhs(2), other_ids=[f"former_nhs={nhs(1)}"])
    assert len(bands(one, replaced)) == 1


@pytest.mark.parametrize("given", ["Amara", "Jadaeze", "Adaeze Grace"])
@pytest.mark.parametrize("shared", [{}, {"family_name": "Eze", "home": "uprn:1"}])
def test_twins_are_never_proposed(given: str, shared: dict[str, Any]) -> None:
    one = record("gp/s/1", given_names="Adaeze Ngozi" if " " in given else "Adaeze", home="uprn:1")
    assert why_never(one, record("hv/s/1", **{"given_names": given} | shared)) == "twins"


def test_different_forenames_with_another_birthday_are_no_twins_and_not_alike_either() -> None:
    assert why_never(record("gp/s/1"), record("hv/s/1", given_names="Amara", date_of_birth=date(2017, 1, 1))) is None
    assert bands(record("gp/s/1"), record("hv/s/1", given_names="Amara", date_of_birth=date(2017, 1, 1))) == []


@pytest.mark.parametrize("given", ["Adaezi", "Adaze"])
def test_forenames_that_are_only_alike_might_be_of_twins(given: str) -> None:
    assert bands(record("gp/s/1", home="uprn:1"), record("hv/s/1", given_names=given, home="uprn:1")) == ["possible"]


def test_a_twin_whose_other_record_has_the_same_name_is_no_more_than_possible() -> None:
    one, other, third = record("gp/s/1"), record("hv/s/1"), record("ed/s/1", given_names="Amara")
    every = {each.key: each for each in features(one, other, third, hv="p", ed="p")}
    (found,) = proposed(every, AskedPairs(), ASSUMED)
    assert (found.pair, found.held_back) == (("gp/s/1", "hv/s/1"), ("might_be_twins",))


def test_a_father_and_a_son_of_one_name_are_never_likely() -> None:
    family = {"home": "uprn:1", "given_names": "Tom", "family_name": "Archer"}
    son = record("hv/s/1", **family, sex="M")
    assert bands(son, record("gp/s/1", **family, sex="M", date_of_birth=date(1985, 5, 5))) == []
    assert bands(son, record("gp/s/1", **family, sex="M", date_of_birth=None)) == ["possible"]


def test_two_records_of_one_system_with_one_name_and_birthday_are_a_duplicate() -> None:
    assert bands(record("gp/s/1"), record("gp/s/2")) == ["likely"]
    assert bands(record("gp/s/1"), record("gp/s/2", given_names="Adaeze Grace")) == ["likely"]
    one, other = features(record("gp/s/1"), record("gp/s/2", given_names="Amara"))
    assert "one_system" in not_likely(one, other, {"birthday": "same"})


@pytest.mark.parametrize("name", ["Baby", "Unknown", None, "  "])
def test_a_record_without_a_forename_joins_a_child_by_mother_and_day_only(name: str | None) -> None:
    born = record("gp/s/1", ("parent", "Ngozi Okonkwo"))
    assert bands(born, record("hv/s/1", ("parent", "Ngozi Okonkwo"), given_names=name)) == ["possible"]
    assert bands(born, record("hv/s/1", ("parent", "Efe Okonkwo"), given_names=name)) == []
    assert bands(born, record("hv/s/1", given_names=name)) == []
    assert bands(born, record("hv/s/1", ("parent", "Ngozi Okonkwo"), given_names=name, date_of_birth=date(2015, 3, 5))) == []


@pytest.mark.parametrize(("expected", "found"), [((2015, 3, 20), 1), ((2015, 7, 1), 1), ((2016, 1, 1), 0), ((2014, 12, 1), 0)])
def test_an_unborn_child_joins_one_born_around_the_day_that_was_expected(expected: tuple[int, int, int], found: int) -> None:
    says = {"given_names": None, "date_of_birth": date(*expected), "date_of_birth_kind": "expected"}
    unborn = record("hv/s/1", ("parent", "Ngozi Okonkwo"), **says)
    assert bands(record("gp/s/1", ("parent", "Ngozi Okonkwo")), unborn) == ["possible"] * found


def test_an_adult_without_a_forename_is_never_proposed() -> None:
    assert bands(record("gp/s/1", role="adult", date_of_birth=None), record("hv/s/1", role="adult", given_names=None)) == []


def test_what_was_judged_or_is_asked_already_is_not_proposed() -> None:
    pair = ("gp/s/1", "hv/s/1")
    one, other = record(pair[0]), record(pair[1])
    assert bands(one, other) == ["likely"]
    assert bands(one, other, asked=AskedPairs(decided=frozenset([pair]))) == []
    assert bands(one, other, asked=AskedPairs(open=frozenset([pair]))) == []


@pytest.mark.parametrize(
    ("born", "held"),
    [(date(2015, 4, 3), ()), (date(2015, 3, 5), ()), (date(2014, 3, 4), ("birthdays_differ",)), (None, ("no_birthday",))],
)
def test_a_birthday_that_differs_by_more_than_a_slip_is_never_likely(born: date | None, held: tuple[str, ...]) -> None:
    home = {"home": "uprn:1"}
    every = {each.key: each for each in features(record("gp/s/1", **home), record("hv/s/1", **home, date_of_birth=born))}
    (found,) = proposed(every, AskedPairs(), ASSUMED)
    assert found.held_back == held
