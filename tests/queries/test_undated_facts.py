"""Facts without a day: what each pattern makes of them, by its definition (docs/adr/0012-facts-without-a-date.md)."""

from pathlib import Path
from typing import Any

import pytest

from graph.lens import Lens
from graph.store import Store
from loaders.load import load
from queries.core.facts import Concern
from queries.core.findings import Finding
from queries.core.wording import over
from queries.engine.find import find
from queries.engine.registry import registry
from queries.explanations.explain import explain
from queries.explanations.missing_picture import missing_picture
from tests.loaders.ssda903.returns import COLUMNS, written
from tests.queries.cases import AS_OF, case, contact, day, met, parent, question, record, spell

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,2,04/05/2005,WBRI,,,\n"
EPISODE = "C1,01/06/2021,S,C2,N1,U4,PR1,04/05/2023,E5,,LE1 1AA,LE9 9ZZ,\n"
CARE_LEAVER = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,04/05/2005,YES,F1,U1\n"


def undated(fact: Any) -> Any:
    """The same fact without its day, and on record always."""
    return fact._replace(recorded_on=None, **{"start" if hasattr(fact, "start") else "on": None})


def found(pattern: str, facts: dict[str, Any], **parameters: Any) -> list[Finding]:
    return question(pattern, **parameters).findings(case(**facts))


def concern(number: int, on: str | None, factor: str = "domestic_abuse", person: str = "c") -> Concern:
    on_ = day(on) if on else None
    return Concern(person, f"csc/s/n{number}", "csc", [], on_, on_, factor, "not_stated")


async def test_a_care_leaver_of_a_return_breaks_no_question(store: Store, tmp_path: Path) -> None:
    files = {"h.csv": HEADER, "e.csv": COLUMNS + EPISODE, "oc3.csv": CARE_LEAVER}
    await load(store, [written(tmp_path / "903", files)], agency="la-555")
    subject, lens = "la-555/ssda903/C1", Lens.of(day("2022-01-01"), day("2025-01-01"))
    everyone = await find(store, "all", lens=lens)
    assert [each.pattern for each in everyone.findings] == ["child_not_seen"]
    assert everyone.findings == (await find(store, "all", subject=subject, lens=lens)).findings
    assert everyone.findings[0].statement.startswith(
        "2 services open for this child with la-555, the first since a day that is not on record, and no record that anybody saw"
    )
    for pattern in registry():
        assert (await explain(store, pattern, subject, lens=lens)).statements
    assert (await missing_picture(store, subject, lens=lens)).not_judged == []
    assert (await find(store, "all")).not_judged == []


def test_a_service_without_a_start_has_been_open_long_enough() -> None:
    (finding,) = found("child_not_seen", {"involvements": [undated(spell("csc", "2025-05-30"))]})
    assert (finding.first_on, finding.last_on) == (None, None)
    assert found("child_not_seen", {"involvements": [spell("csc", "2025-05-30")]}) == []


def test_a_sighting_without_a_day_is_evidence_and_any_day_is_later() -> None:
    seen = undated(contact("hv", 1, "2025-05-01", presence="seen"))
    visit, other = contact("hv", 2, "2025-04-01"), undated(contact("hv", 3, "2025-04-02"))
    parts = [met(visit, "m"), met(other, "m")]
    facts = {"involvements": [spell("csc", "2024-01-01")], "took_part": parts, "adults": ["m"]}
    (finding,) = found("child_not_seen", facts | {"contacts": [seen, visit, other]})
    assert (finding.answers, len(finding.evidence)) == ({"last_seen_on": None, "adults_only": 1}, 3)
    assert "the last record of the child being seen is without a date; 1 attended contact" in finding.statement


def test_a_father_met_nobody_knows_when_was_met_and_not_lately() -> None:
    visits = [contact("gp", number, f"2025-0{number}-01") for number in (1, 2, 3)]
    once = undated(contact("hv", 4, "2025-05-01"))
    facts = {"ties": [parent("csc", "f", "father")], "contacts": [*visits, once], "took_part": [met(once, "f")]}
    (finding,) = found("absent_father", facts)
    assert (finding.status, finding.answers["last_contact_on"]) == ("not_recently", None)
    assert finding.statement.startswith("The last record of a service meeting the father of this child has no date (hv), though")


def test_what_has_no_day_is_next_to_nothing() -> None:
    agreed = {"engagement": "agreed"}
    contacts = [undated(contact("hv", 1, "2025-01-01", **agreed)), contact("hv", 2, "2025-02-01", outcome="did_not_attend")]
    assert found("apparent_compliance", {"contacts": contacts}, min_pairs=1) == []
    contacts = [contact("hv", 1, "2025-01-01", **agreed), contact("hv", 2, "2025-02-01", outcome="did_not_attend")]
    contacts.insert(1, undated(contact("hv", 3, "2025-01-15")))
    assert len(found("apparent_compliance", {"contacts": contacts}, min_pairs=1)) == 1


def test_an_agency_with_a_spell_since_always_took_the_child_up() -> None:
    passed = contact("gp", 1, "2025-01-01", referred_to="csc")
    assert len(found("handed_over_not_picked_up", {"contacts": [passed]})) == 1
    known = undated(spell("csc", "2025-01-01"))
    assert found("handed_over_not_picked_up", {"contacts": [passed], "involvements": [known]}) == []


def test_a_plan_without_a_start_rules_out_until_it_ends() -> None:
    falls_short = {"kind": "referral", "outcome": "no_further_action"}
    contacts = [contact("csc", number, f"2025-0{number}-01", **falls_short) for number in (1, 2, 3)]
    facts = {"contacts": contacts, "reached": [each.id for each in contacts]}
    plan = undated(spell("csc", "2025-01-01", "child_protection_plan"))
    assert found("below_threshold", facts | {"involvements": [plan]}, min_sources=1) == []
    ended = plan._replace(end=day("2024-12-31"), end_recorded_on=day("2024-12-31"))
    assert len(found("below_threshold", facts | {"involvements": [ended]}, min_sources=1)) == 1


def test_an_open_spell_without_a_start_hides_nothing_that_was_known_before() -> None:
    before = spell("csc", "2020-01-01", "looked_after", end=day("2021-01-01"), end_recorded_on=day("2021-01-01"))
    now = undated(spell("csc", "2022-01-01", "care_leaver"))
    (finding,) = found("previously_known", {"involvements": [before, now]})
    assert finding.answers["currently_open"] is True
    assert [each["count"] for each in finding.answers["by_person"]] == [1]
    (finding,) = found("previously_known", {"involvements": [now._replace(end=day("2024-01-01"))]})
    assert [(each["first_on"], each["last_on"]) for each in finding.answers["by_person"]] == [(None, None)]


def test_a_concern_without_a_day_counts_ever_and_is_past() -> None:
    concerns = [concern(1, None), concern(2, "2025-05-01", "drugs")]
    (finding,) = found("combined_factors", {"concerns": concerns})
    assert finding.answers["groups"] == {"domestic_abuse": "past", "substance_misuse": "current"}
    assert finding.statement.endswith("2 concerns by csc, on 2025-05-01 (1 without a date).")


def test_distress_without_a_day_has_no_days_after_it() -> None:
    teenager = [record("csc", born="2010-01-01")]
    concerns = [concern(1, None, "neglect"), concern(2, None, "poverty"), concern(3, None, "housing")]
    facts = {"records": teenager, "concerns": concerns, "contacts": [contact("gp", 1, "2025-05-01")]}
    (finding,) = found("adolescent_distress", facts)
    assert (finding.status, finding.answers["answered_by"], finding.on_record_since) == ("accumulated", [], None)
    assert finding.statement.endswith("none of these concerns has a date, so what followed them cannot be told.")


def test_a_young_person_known_since_nobody_knows_when_is_known_to_that_agency() -> None:
    facts = {
        "records": [record("csc", born="2010-01-01")],
        "involvements": [undated(spell("csc", "2024-01-01")), spell("gp", "2015-01-01")],
        "contacts": [contact("hv", 1, "2025-01-01", kind="home_visit")],
    }
    (finding,) = found("long_known_adolescent", facts)
    assert (finding.answers["known_to"], finding.answers["since"]) == (["csc", "gp", "hv"], day("2015-01-01"))
    nameless = {name: [each._replace(on=None) if name == "contacts" else each for each in facts[name]] for name in facts}
    nameless["involvements"] = [each._replace(start=None) for each in facts["involvements"]]
    assert found("long_known_adolescent", nameless) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([None], "on a day that is not on record"),
        ([None, None], "on days that are not on record"),
        ([AS_OF], "on 2025-06-01"),
        ([AS_OF, None, None], "on 2025-06-01 (2 without a date)"),
        ([AS_OF, day("2025-01-01"), None], "from 2025-01-01 to 2025-06-01 (1 without a date)"),
    ],
)
def test_days_are_told_with_how_many_are_not_on_record(days: list[Any], said: str) -> None:
    assert over(days) == said
