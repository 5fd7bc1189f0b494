"""Who knew a fact: its own agency since it was written down, others since they were told, and what each did next."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.who_knew.knowledge import AgencyKnowledge
from queries.who_knew.question import WhoKnew, who_knew_fact, who_knew_finding
from tests.api.conftest import client_of
from tests.api.test_findings_graphql import answered
from tests.api.test_who_is_known import run
from tests.queries.building import child, loaded, nhs, partnership, person

TODAY = Lens.of(date(2025, 6, 1))
CHILD = child("c", "2020-05-05", nhs_number=nhs(1))


@pytest.fixture
async def told(store: Store, tmp_path: Path) -> Store:
    """A store in which the health visitor told social care of a missed contact late, and decided not to tell the police."""
    missed = [
        {"person_id": "c", "on": f"2025-0{month}-01", "outcome": "was_not_brought", "recorded_on": f"2025-0{month}-02"}
        for month in (1, 2, 3)
    ]
    shares = [
        {"record_id": "k1", "with_agency": "csc", "on": "2025-03-10", "basis": "safeguarding"},
        {"record_id": "k1", "with_agency": "police", "on": "2025-01-05", "decision": "withheld", "reason": "No consent"},
    ]
    answer = [{"person_id": "c", "on": "2025-04-01", "kind": "home_visit"}, {"person_id": "c", "on": "2025-03-10"}]
    late = [{"person_id": "c", "on": "2025-05-30"}]
    files = {
        "hv": {"people": [CHILD], "contacts": missed, "shares": shares},
        "csc": {"people": [CHILD], "contacts": answer},
        "police": {"people": [CHILD], "contacts": late},
        "gp": {"people": [CHILD]},
    }
    await loaded(store, *partnership(tmp_path / "extracts", **files))
    return store


def of(found: WhoKnew, agency: str) -> AgencyKnowledge:
    return next(each for each in found.agencies if each.agency == agency)


async def test_each_agency_knew_a_fact_since_it_wrote_it_down_or_was_told_or_never(told: Store) -> None:
    before = told.round_trips
    found = await who_knew_fact(told, "hv/s/k1", kind="contact", lens=TODAY)
    assert told.round_trips - before == 6
    assert (found.subject, found.pooled_since) == (person("csc", "c"), date(2025, 1, 2))
    hv, csc, police, gp = (of(found, each) for each in ("hv", "csc", "police", "gp"))
    assert (hv.all_since, hv.how, hv.did_next_on) == (date(2025, 1, 2), ("its own record",), date(2025, 2, 1))
    assert (csc.all_since, csc.how) == (date(2025, 3, 10), ("told by HV on 2025-03-10, basis: safeguarding",))
    assert (csc.did_next_on, csc.did_next) == (date(2025, 4, 1), "Home visit.")
    assert (police.known, police.all_since, police.did_next) == (0, None, "")
    assert police.withheld == ("HV decided on 2025-01-05 not to tell it: “No consent”",)
    assert (gp.known, gp.how, gp.withheld) == (0, (), ())


async def test_of_a_finding_an_agency_may_know_a_part(told: Store) -> None:
    (found,) = await who_knew_finding(told, "missed_appointments", "hv/s/c", lens=TODAY)
    hv, csc = of(found, "hv"), of(found, "csc")
    assert (hv.known, hv.facts, hv.since, hv.all_since) == (3, 3, date(2025, 1, 2), date(2025, 3, 2))
    assert (csc.known, csc.facts, csc.since, csc.all_since) == (1, 3, date(2025, 3, 10), None)
    assert found.pooled_since == date(2025, 3, 2)
    assert await who_knew_finding(told, "missed_appointments", "hv/s/c", lens=Lens.of(date(2025, 1, 15))) == []


async def test_a_lens_without_the_agency_that_decided_shows_no_decision_to_withhold_and_no_fact(told: Store) -> None:
    alone = await who_knew_fact(told, "hv/s/k1", lens=Lens.of(TODAY.as_of, agencies=("csc", "police")))
    assert [(each.agency, each.known, each.withheld) for each in alone.agencies] == [("csc", 1, ()), ("police", 0, ())]
    for hidden in (Lens.of(TODAY.as_of, agencies=("police",)), Lens.of(date(2025, 1, 1))):
        with pytest.raises(InvalidInput, match="no fact is found by that id"):
            await who_knew_fact(told, "hv/s/k1", lens=hidden)


async def test_the_command_and_graphql_say_the_same_as_python(told: Store, environment: dict[str, str]) -> None:
    table = run(environment, "who-knew", "hv/s/k1", "--as-of", "2025-06-01")
    assert "told by HV on" in table.stdout and "since 2025-01-02" in table.stderr
    json_ = run(
        environment, "who-knew", "missed_appointments", "--subject", "hv/s/c", "--as-of", "2025-06-01", "--format", "json"
    )
    assert [line.count('"known":3') for line in json_.stdout.splitlines()] == [0, 0, 1, 0]
    both = run(environment, "who-knew", "missed_appointments", "--subject", "hv/s/c", "--kind", "contact")
    assert both.exit_code == 2 and "--kind" in both.stderr
    query = (
        """{ whoKnew(fact: "hv/s/k1", lens: {asOf: "2025-06-01"}) { pooledSince agencies { agency known allSince didNext } } }"""
    )
    async with client_of(told) as client:
        (answer,) = (await answered(client, query))["data"]["whoKnew"]
        assert answer["pooledSince"] == "2025-01-02"
        assert answer["agencies"][0] == {"agency": "csc", "known": 1, "allSince": "2025-03-10", "didNext": "Home visit."}
        refused = await answered(client, '{ whoKnew(pattern: "missed_appointments") { statement } }')
        assert "expected a fact (and its kind), or a pattern and a subject" in refused["errors"][0]["message"]
