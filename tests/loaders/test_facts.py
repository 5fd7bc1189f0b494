"""What every fact carries, whatever format its values are from."""

from datetime import date

import pytest

from graph.dates import FIRST_DAY, PartialDate
from graph.facts import NAMED_ONLY, FactKind, Source
from graph.model import check_fact
from graph.vocabulary import Precision
from loaders.facts.builder import FactBuilder, ended, local_id, with_details
from loaders.facts.seen import SeenFacts

MADE = date(2026, 3, 31)
MAY = PartialDate(date(2019, 5, 1), Precision.MONTH)
BUILD = FactBuilder(Source("la/1", "Authority", "social_care", "case", MADE))
CHILD = {"role": "child"}


def test_a_key_has_agency_system_and_local_id_each_apart() -> None:
    assert BUILD.key("7/8") == "la%2F1/case/7%2F8"


def test_a_local_id_tells_its_parts_apart() -> None:
    assert local_id("a:b", 1, date(2020, 1, 2)) == "a%3Ab:1:2020-01-02"


@pytest.mark.parametrize("kind", [FactKind.CONTACT, FactKind.CONCERN, FactKind.STRENGTH])
def test_an_event_is_of_normal_sensitivity_where_nothing_else_is_said(kind: FactKind) -> None:
    assert BUILD.event(kind, "1", "c", MADE, {}).content["sensitivity"] == "normal"
    assert BUILD.event(kind, "1", "c", MADE, {"sensitivity": "sealed"}).content["sensitivity"] == "sealed"


def test_an_involvement_and_a_person_are_of_normal_sensitivity_where_nothing_else_is_said() -> None:
    spell = BUILD.spell(FactKind.INVOLVEMENT, "1", ("c",), MADE, None, {"kind": "referral"})
    assert spell.content["sensitivity"] == BUILD.person("c", CHILD).content["sensitivity"] == "normal"


def test_the_precision_stands_beside_each_date() -> None:
    person = BUILD.person("c", CHILD | {"date_of_birth": MAY, "date_of_death": date(2020, 1, 2)})
    assert person.content["date_of_birth"] == date(2019, 5, 1)
    assert person.content["date_of_birth_precision"] == "month"
    assert person.content["date_of_death_precision"] == "day"
    assert BUILD.event(FactKind.CONTACT, "1", "c", MAY, {}).content["on_precision"] == "month"
    assert BUILD.spell(FactKind.STAY, "1", ("c",), MADE, None, {}).content["start_precision"] == "day"


def test_a_date_of_birth_is_actual_where_nothing_else_is_said_and_no_kind_stands_without_one() -> None:
    assert BUILD.person("c", CHILD | {"date_of_birth": MAY}).content["date_of_birth_kind"] == "actual"
    assert "date_of_birth_kind" not in BUILD.person("c", CHILD | {"date_of_birth_kind": "expected"}).content


def test_a_birth_after_the_day_of_the_extract_is_a_due_date() -> None:
    assert BUILD.birth_kind(date(2026, 4, 1)) == "expected"
    assert BUILD.birth_kind(MADE) == "actual"


def test_a_record_is_known_since_it_was_written_down_else_since_what_was_worked_out_else_since_the_extract() -> None:
    said, worked = date(2020, 1, 1), date(2021, 1, 1)
    found = [BUILD.person("c", CHILD, said, worked), BUILD.person("c", CHILD, None, worked), BUILD.person("c", CHILD)]
    assert [(each.recorded_on, each.recorded_on_defaulted) for each in found] == [(said, False), (worked, True), (MADE, True)]


def test_of_a_partial_day_a_fact_is_on_record_since_the_last_it_can_mean() -> None:
    assert BUILD.event(FactKind.CONTACT, "1", "c", MAY, {}).recorded_on == date(2019, 5, 31)


@pytest.mark.parametrize(
    ("kind", "recorded", "defaulted"),
    [(FactKind.INVOLVEMENT, MADE, True), (FactKind.STAY, FIRST_DAY, False), (FactKind.RELATIONSHIP, FIRST_DAY, False)],
)
def test_without_a_start_an_involvement_is_known_since_the_extract_and_a_tie_always(
    kind: FactKind, recorded: date, defaulted: bool
) -> None:
    fact = BUILD.spell(kind, "1", ("c", "d"), None, None, {})
    assert (fact.on, fact.recorded_on, fact.recorded_on_defaulted) == (None, recorded, defaulted)


def test_an_end_is_the_last_day_that_it_can_mean_and_says_what_is_known_with_it() -> None:
    end = ended(MAY, {"closure_reason": "died"})
    assert (end.day, end.recorded_on) == (date(2019, 5, 31), date(2019, 5, 31))
    assert end.says == (("end_precision", "month"), ("closure_reason", "died"))
    assert ended(MAY, recorded_on=MADE).recorded_on == MADE


def test_a_part_has_the_days_of_its_record_and_a_share_its_own() -> None:
    contact = BUILD.event(FactKind.CONTACT, "1", "c", MAY, {"kind": "call", "outcome": "seen"})
    part = BUILD.took_part(contact, "m/1", {"part": "parent"}, "parent")
    assert (part.id, part.parent, part.on) == (f"{contact.id}/m%2F1/parent", contact.id, contact.on)
    share = BUILD.share(contact, "hv", "shared", date(2020, 1, 2), {})
    assert (share.id, share.on, share.records) == (
        f"{contact.id}/contact/hv/2020-01-02/shared",
        date(2020, 1, 2),
        contact.records,
    )
    for fact in (part, share):
        check_fact(fact)


def test_somebody_who_is_named_by_an_id_alone_gives_way_to_any_record_and_by_a_number_to_none() -> None:
    alone, numbered = (BUILD.named_only("m", "adult", MADE, number) for number in ({}, {"nhs_number": "9434765919"}))
    assert (alone.placeholder, numbered.placeholder) == (True, False)
    assert alone.content["details"] == numbered.content["details"] == [NAMED_ONLY]


def test_details_are_nothing_where_there_are_none() -> None:
    assert with_details([], []) == {}
    assert with_details(["a=1"], ["b=2"]) == {"details": ["a=1", "b=2"]}


def test_what_stands_twice_is_told_by_what_it_says() -> None:
    seen = SeenFacts()
    one, same = (BUILD.spell(FactKind.INVOLVEMENT, "1", ("c",), MADE, None, {"kind": "school"}) for _ in range(2))
    other = BUILD.spell(FactKind.INVOLVEMENT, "1", ("c",), MADE, ended(MADE), {"kind": "school"})
    assert seen.first(one, 3) == (3, True, True)
    assert seen.first(same, 5) == (3, False, True)
    assert seen.first(other, 7) == (3, False, False)


def test_a_record_that_is_there_since_an_earlier_day_is_as_good_as_new() -> None:
    seen = SeenFacts()
    days = (date(2020, 1, 1), date(2019, 1, 1), date(2019, 6, 1))
    found = [seen.first(BUILD.person("c", CHILD, worked_out=day), place) for place, day in enumerate(days)]
    assert found == [(0, True, True), (0, True, True), (0, False, True)]
