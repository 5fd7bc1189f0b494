"""The smallest sets of agencies that together show what none shows alone."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from queries.explanations.smallest_sets import LARGEST, SmallestSets, smallest_sets
from tests.queries.cases import AGENCIES, case, contact, parent, question

DAYS = [f"2025-0{month}-10" for month in range(1, 6)]


def test_three_agencies_with_a_missed_appointment_each_show_three_together() -> None:
    views = case(contacts=[contact(agency, 1, "2025-03-01", outcome="was_not_brought") for agency in ("gp", "hv", "school")])
    asked = question("missed_appointments")
    (verdict,) = asked.verdicts(views)
    found = smallest_sets(asked, views, verdict)
    assert found.sets == (("gp", "hv", "school"),)
    assert found.statement().startswith("No agency's records alone show it. The fewest that do, together: gp and hv and school.")


def test_every_smallest_set_is_named_whatever_its_size() -> None:
    missed = [("csc", 1), ("csc", 2), ("gp", 1), ("hv", 1), ("hv", 2)]
    views = case(contacts=[contact(agency, number, DAYS[number], outcome="was_not_brought") for agency, number in missed])
    asked = question("missed_appointments")
    (verdict,) = asked.verdicts(views)
    assert smallest_sets(asked, views, verdict).sets == (("csc", "gp"), ("csc", "hv"), ("gp", "hv"))


def test_what_takes_more_agencies_than_are_tried_says_so() -> None:
    views = case(contacts=[contact(agency, 1, "2025-03-01", outcome="was_not_brought") for agency in AGENCIES])
    asked = question("missed_appointments", min_missed=5)
    (verdict,) = asked.verdicts(views)
    found = smallest_sets(asked, views, verdict)
    assert (found.sets, found.tried_to, found.complete) == ((), LARGEST, False)
    assert found.statement() == "No 4 agencies' records together show it: it takes 5 or more."


def test_where_every_set_was_tried_it_does_not_say_that_some_were_not() -> None:
    assert "not tried" not in SmallestSets((("gp", "hv"),), ("gp", "hv"), 2).statement()


@given(
    kept=st.lists(
        st.tuples(st.sampled_from(AGENCIES), st.sampled_from(DAYS), st.booleans(), st.sampled_from(["", *AGENCIES])), max_size=9
    ),
    fathers=st.frozensets(st.sampled_from(AGENCIES)),
    pattern=st.sampled_from(["missed_appointments", "absent_father"]),
)
def test_every_set_shows_the_finding_and_no_part_of_it_does(
    kept: list[tuple[str, str, bool, str]], fathers: frozenset[str], pattern: str
) -> None:
    contacts = [
        contact(agency, number, on, outcome="was_not_brought" if missed else "attended", shared_with=[told] if told else [])
        for number, (agency, on, missed, told) in enumerate(kept)
    ]
    views = case(contacts=contacts, ties=[parent(agency, "f", "father") for agency in sorted(fathers)])
    asked = question(pattern)
    for verdict in asked.verdicts(views):
        wanted = (verdict.key, verdict.status)

        def shows(agencies: tuple[str, ...], wanted: tuple[str, str | None] = wanted) -> bool:
            return wanted in [(each.key, each.status) for each in asked.verdicts(views, *agencies)]

        found = smallest_sets(asked, views, verdict).sets
        every = [each for size in range(1, LARGEST + 1) for each in combinations(AGENCIES, size) if shows(each)]
        assert sorted(found) == sorted(each for each in every if not any(set(other) < set(each) for other in every))
