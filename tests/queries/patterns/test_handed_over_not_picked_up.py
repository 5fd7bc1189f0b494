from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.lens import Lens
from graph.store import Store
from queries.engine.find import find
from queries.explanations.explain import explain
from tests.queries.building import Row, child, found, loaded, nhs, partnership, person

PATTERN = "handed_over_not_picked_up"
AS_OF = "2025-06-01"
GIRL = child("girl", "2012-05-01", nhs_number=nhs(1))
PASSED = {"person_id": "girl", "on": "2025-05-02", "kind": "referral", "outcome": "completed", "referred_to": "mh"}


def spell(start: str, end: str | None = None) -> Row:
    return {"person_id": "girl", "kind": "mental_health", "start": start, "end": end}


def contact(on: str, outcome: str = "did_not_attend") -> Row:
    return {"person_id": "girl", "on": on, "outcome": outcome}


async def load(store: Store, folder: Path, *passed: Row, **mh: Any) -> None:
    ours = {"people": [GIRL], "contacts": passed or [PASSED]}
    await loaded(store, *partnership(folder, school=ours, mh={"people": [GIRL], **mh}))


async def test_a_child_passed_on_of_whom_the_other_agency_has_nothing_is_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.subject, finding.key, finding.status) == (person("mh", "girl"), "school/s/k1", "silent")
    assert finding.answers == {"referred_to": "mh", "referred_on": date(2025, 5, 2)}
    assert [each.id for each in finding.evidence] == ["school/s/k1"]
    assert finding.missing_picture
    assert finding.statement.startswith("school passed this child on to mh on 2025-05-02; from that day to 2025-06-01,")


async def test_after_29_days_it_is_too_early_to_say_and_after_24_months_too_late(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path)
    assert await found(store, PATTERN, "2025-05-31") == []
    assert len(await found(store, PATTERN, "2027-05-01")) == 1
    assert await found(store, PATTERN, "2027-05-02") == []


@pytest.mark.parametrize(("on", "findings"), [("2025-05-01", 1), ("2025-05-02", 0), ("2025-06-01", 0), ("2025-06-02", 1)])
async def test_any_contact_in_those_days_picks_it_up(store: Store, tmp_path: Path, on: str, findings: int) -> None:
    await load(store, tmp_path, contacts=[contact(on)])
    assert len(await found(store, PATTERN, "2025-07-01")) == findings


async def test_only_no_further_action_is_a_refusal_and_it_is_evidence(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, contacts=[contact("2025-05-10", "no_further_action")])
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.status == "refused"
    assert [each.id for each in finding.evidence] == ["school/s/k1", "mh/s/k1"]
    assert "no further action, on 2025-05-10" in finding.statement


@pytest.mark.parametrize(
    ("involvement", "findings"),
    [
        (spell("2025-06-01", "2025-06-20"), 0),
        (spell("2025-06-02"), 1),
        (spell("2024-01-01"), 0),
        (spell("2024-01-01", "2025-05-03"), 0),
        (spell("2024-01-01", "2025-05-02"), 1),
    ],
)
async def test_a_service_that_starts_then_or_was_open_picks_it_up(
    store: Store, tmp_path: Path, involvement: Row, findings: int
) -> None:
    await load(store, tmp_path, involvements=[involvement])
    assert len(await found(store, PATTERN, "2025-07-01")) == findings


async def test_each_contact_that_passed_the_child_on_is_a_finding_and_passing_it_to_oneself_is_none(
    store: Store, tmp_path: Path
) -> None:
    await load(store, tmp_path, PASSED, PASSED | {"on": "2025-04-01"}, PASSED | {"referred_to": "school"})
    assert [each.key for each in await found(store, PATTERN, AS_OF)] == ["school/s/k1", "school/s/k2"]


async def test_it_takes_both_agencies_and_the_one_handed_to_sees_it_where_it_was_told(store: Store, tmp_path: Path) -> None:
    shares = [{"record_id": "k1", "with_agency": "mh", "on": "2025-05-05"}]
    school = {"people": [GIRL], "contacts": [PASSED], "shares": shares}
    await loaded(store, *partnership(tmp_path, school=school, mh={"people": [GIRL]}))
    assert await found(store, PATTERN, AS_OF, "school") == []
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.seen_by == ("mh",)
    assert len(await found(store, PATTERN, AS_OF, "mh")) == 1
    assert await found(store, PATTERN, AS_OF, "mh", known_at="2025-05-04") == []


@pytest.mark.parametrize(("covers_from", "covered"), [("2025-05-02", True), ("2025-05-03", False)])
async def test_coverage_is_that_of_the_agency_handed_to(store: Store, tmp_path: Path, covers_from: str, covered: bool) -> None:
    await load(store, tmp_path, extract={"covers_from": covers_from, "covers_to": "2025-06-01"})
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.coverage is not None
    assert finding.coverage.covered == (("mh",) if covered else ())
    assert finding.coverage.not_covered == (() if covered else ("mh",))
    assert ("No extracts of mh cover those days" in finding.statement) is not covered


async def test_of_an_agency_that_has_loaded_nothing_nothing_is_said_but_that(store: Store, tmp_path: Path) -> None:
    passed = [PASSED | {"referred_to": "oohgp"}, PASSED | {"referred_to": "oohgp", "on": "2025-04-01"}]
    boy = child("boy", "2013-05-01")
    ours = {"people": [GIRL, boy], "contacts": [*passed, passed[0] | {"person_id": "boy"}, passed[0] | {"on": "2025-05-20"}]}
    await loaded(store, *partnership(tmp_path, school=ours))
    answer = await find(store, PATTERN, lens=Lens.of(date.fromisoformat(AS_OF)))
    assert (answer.findings, answer.not_asked) == ([], ("2 children were passed to oohgp, which has loaded nothing",))
    alone = await find(store, "all", subject=person("school", "girl"), lens=Lens.of(date.fromisoformat(AS_OF)))
    assert alone.not_asked == ("1 child was passed to oohgp, which has loaded nothing",)
    why = await explain(store, PATTERN, person("school", "girl"), lens=Lens.of(date.fromisoformat(AS_OF)))
    assert "This child was passed to oohgp, which has loaded nothing." in why.statements
    assert (await find(store, PATTERN, lens=Lens.of(date.fromisoformat(AS_OF), agencies=("school",)))).not_asked == ()
