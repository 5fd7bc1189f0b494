"""Blind spots: what an agency alone would find missing, and whose facts answer it."""

from hypothesis import given
from hypothesis import strategies as st

from queries.explanations.blind_spots import answering_facts, blind_spots
from tests.queries.cases import AGENCIES, case, contact, met, parent, question, spell

VISITS = [contact("hv", number, f"2025-0{number}-01") for number in (3, 4, 5)]


def test_the_father_whom_the_police_know_is_a_blind_spot_of_the_health_visitor() -> None:
    seen = contact("police", 1, "2025-05-20")
    views = case(contacts=[*VISITS, seen], ties=[parent("police", "f", "father")], took_part=[met(seen, "f")])
    (spot,) = blind_spots(question("absent_father"), views)
    assert (spot.agency, spot.status, spot.agencies) == ("hv", "not_recorded", ("police",))
    assert [(each.kind, each.id) for each in spot.answered_by] == [("relationship", "police/s/r-f")]
    assert spot.statement.startswith("By the records of hv alone: No father of this child is on record with hv")
    assert spot.statement.endswith("Answered by records of police (relationship).")


def test_a_child_seen_by_another_agency_is_answered_by_every_contact_that_saw_it() -> None:
    seen = [contact(agency, 9, "2025-05-20", presence="seen") for agency in ("gp", "school")]
    views = case(contacts=seen, involvements=[spell("hv", "2024-01-01")])
    (spot,) = blind_spots(question("child_not_seen"), views)
    assert (spot.agency, spot.agencies) == ("hv", ("gp", "school"))
    assert [each.id for each in spot.answered_by] == ["gp/s/k9", "school/s/k9"]


def test_what_everybody_together_finds_too_is_no_blind_spot() -> None:
    assert list(blind_spots(question("absent_father"), case(contacts=VISITS))) == []


def test_what_was_shared_with_the_agency_is_no_blind_spot_of_it() -> None:
    seen = contact("gp", 9, "2025-05-20", presence="seen", shared_with=["hv"])
    assert list(blind_spots(question("child_not_seen"), case(contacts=[seen], involvements=[spell("hv", "2024-01-01")]))) == []


@given(
    visits=st.lists(st.tuples(st.sampled_from(AGENCIES), st.booleans(), st.booleans()), max_size=12),
    mothers=st.frozensets(st.sampled_from(AGENCIES)),
    fathers=st.frozensets(st.sampled_from(AGENCIES)),
)
def test_without_the_facts_that_answer_it_everybody_together_would_say_the_same(
    visits: list[tuple[str, bool, bool]], mothers: frozenset[str], fathers: frozenset[str]
) -> None:
    contacts = [contact(agency, number, "2025-05-01") for number, (agency, _, _) in enumerate(visits)]
    took_part = [met(each, "f") for each, (_, with_father, _) in zip(contacts, visits, strict=True) if with_father]
    took_part += [met(each, "m") for each, (_, _, with_mother) in zip(contacts, visits, strict=True) if with_mother]
    ties = [parent(agency, "m", "mother") for agency in sorted(mothers)]
    ties += [parent(agency, "f", "father") for agency in sorted(fathers)]
    views, asked = case(contacts=contacts, took_part=took_part, ties=ties), question("absent_father")
    for spot in blind_spots(asked, views):
        (verdict,) = asked.verdicts(views, spot.agency)
        answers = answering_facts(asked, views, spot.agency, verdict)
        assert {name[1] for name in answers} == {each.id for each in spot.answered_by}
        assert spot.agency not in spot.agencies
        for left in [set(), *({each} for each in answers)]:
            again = [each.status for each in asked.pattern.judge(views.case.without(answers - left), asked.context())]
            assert (spot.status in again) is (not left)
