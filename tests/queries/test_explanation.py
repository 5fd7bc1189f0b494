"""Why a pattern finds something or nothing: near misses, what stands in the way, and who has no data."""

from hypothesis import given
from hypothesis import strategies as st

from queries.core.parameters import Parameter, Value
from queries.engine.case_views import CaseViews
from queries.explanations.explain import Explanation, explanation
from queries.explanations.near_misses import combined_near_miss, near_misses
from tests.queries.cases import case, contact, question, record, spell, stay

MOVES = [stay("csc", f"2025-0{number}-01", f"a{number}") for number in (1, 2, 3, 4)]


def explained(pattern: str, views: CaseViews | None, **parameters: int) -> Explanation:
    return explanation(question(pattern, **parameters), views, "c")


def test_a_finding_comes_with_the_value_from_which_on_it_would_not_be_found() -> None:
    found = explained("frequent_moves", case(stays=MOVES))
    (one,) = found.findings
    assert [(each.parameter, each.used, each.value, each.found) for each in one.near_misses] == [
        ("min_moves", 3, 4, False),
        ("window_months", 24, 4, False),
    ]
    assert found.statements[1] == "Would not be found with min_moves 4."


def test_without_a_finding_the_nearest_value_that_brings_it_is_named() -> None:
    found = explained("frequent_moves", case(stays=MOVES[:3]))
    assert found.findings == []
    assert [each.statement for each in found.near_misses] == ["Would be found with min_moves 2."]
    assert found.statements[0].startswith(
        "Nothing found. Looked at 5 records of people and 3 stays, by csc, gp, hv, police and school."
    )


def test_where_no_one_parameter_brings_it_several_are_named_together() -> None:
    found = explained("frequent_moves", case(stays=[stay("csc", f"20{year}-01-01", f"a{year}") for year in (17, 18, 19)]))
    assert found.near_misses == []
    assert [(each.parameter, each.value) for each in found.together] == [("min_moves", 2), ("window_months", 90)]
    assert "No one parameter brings it: would be found with min_moves 2 and window_months 90 together." in found.statements


def test_the_facts_that_stand_in_the_way_are_named() -> None:
    seen = [contact("gp", number, "2025-05-20", presence="seen") for number in (1, 2)]
    found = explained("child_not_seen", case(contacts=seen, involvements=[spell("hv", "2024-01-01")]))
    assert [each.id for each in found.in_the_way] == ["gp/s/k1", "gp/s/k2"]
    assert "Would be found without contact gp/s/k1 and contact gp/s/k2." in found.statements


def test_what_is_far_from_a_finding_says_that_it_is_not_on_record() -> None:
    found = explained("accumulating_neglect", case())
    assert found.statements[1].endswith("what it needs is not on record.")


def test_agencies_without_data_are_named_and_no_data_is_not_said_to_be_nothing() -> None:
    found = explained("missed_appointments", case(contacts=[contact("csc", 1, "2025-05-01")]))
    assert [(each.agency, each.covered) for each in found.agencies if each.agency in ("csc", "gp")] == [
        ("csc", True),
        ("gp", False),
    ]
    assert found.statements[-1] == (
        "Extracts of gp, hv, police and school do not cover 2024-06-02 to 2025-06-01: "
        "no data is not the same as nothing happened."
    )
    assert next(each.statement for each in found.agencies if each.agency == "gp").endswith("so what it did then is not known.")


def test_a_child_without_an_age_or_of_another_age_is_said_to_be_none_that_is_asked_about() -> None:
    nameless = explained("frequent_moves", case(records=[record("hv", born=None)], stays=MOVES))
    grown_up = explained("frequent_moves", case(records=[record("hv", born="2000-01-01")], stays=MOVES))
    young = explained("long_known_adolescent", case())
    assert (nameless.not_asked or "").startswith("No date of birth is on record in this lens")
    assert grown_up.not_asked == "The child is 25 on 2025-06-01, and the question is about children of 0 to 17."
    assert young.not_asked == "The child is 10 on 2025-06-01, and the question is about children of 13 to 17."


def test_a_child_that_had_died_is_found_with_the_parameter_that_asks_about_those() -> None:
    died = [record("hv", died=MOVES[-1].start)]
    found = explained("frequent_moves", case(records=died, stays=MOVES))
    assert (found.not_asked or "").startswith("They are on record as having died on 2025-04-01")
    assert [each.statement for each in found.near_misses] == ["Would be found with include_deceased true."]


def test_a_person_whom_the_question_is_not_about_is_told_apart_from_one_with_nothing_to_find() -> None:
    found = explained("frequent_moves", None)
    assert (found.not_asked or "").startswith("This is a question about children")


PARAMETERS = (Parameter("min_things", 3, "things", ""), Parameter("window_months", 12, "months", ""))


@given(things=st.lists(st.integers(0, 300), max_size=12), least=st.integers(1, 9), months=st.integers(1, 60))
def test_at_the_value_named_the_answer_turns_and_at_no_nearer_one(things: list[int], least: int, months: int) -> None:
    def shows(values: dict[str, Value]) -> bool:
        return sum(each < int(str(values["window_months"])) for each in things) >= int(str(values["min_things"]))

    used: dict[str, Value] = {"min_things": least, "window_months": months}
    named = list(near_misses(PARAMETERS, used, lambda values: shows(dict(values))))
    for turn in named:
        now = int(str(turn.used))
        assert shows(used | {turn.parameter: turn.value}) is turn.found is not shows(used)
        distance = abs(int(str(turn.value)) - now)
        nearer = [value for value in range(now - distance + 1, now + distance) if value > 0]
        assert all(shows(used | {turn.parameter: value}) is shows(used) for value in nearer)
    several = combined_near_miss(PARAMETERS, used, lambda values: shows(dict(values)))
    assert not several or shows(used | {each.parameter: each.value for each in several})
    assert bool(several or named or shows(used)) is (shows(used) or any(each < 240 for each in things))
