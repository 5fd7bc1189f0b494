"""Edges that patterns share: facts recorded, shared or ended late; what was ruled out; a refuge; who is a subject; who is kin."""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Files, Row, child, found, loaded, partnership, person, tie
from tests.queries.patterns.families import (
    AS_OF,  # fmt: skip
    DAY_BEFORE,
    EVENTS,
    FAMILIES,
    LATE,
    MOTHER,
    PARAMETERS,
    concern,
    contact,
    spell,
    stay,
    subject,
    together,
)

ADULTS = {"adult_across_families"}
INFANTS = {"perinatal_mental_health", "vulnerable_infant"}
ADOLESCENTS = {"adolescent_distress", "long_known_adolescent"}
ALL = set(FAMILIES)
HANDED_TO: Files = {"people": [child("nobody")]}
"""Of an agency that has loaded nothing, nothing is said."""


async def finds(store: Store, *agencies: str, known_at: str = AS_OF, families: Any = FAMILIES, **given: Any) -> set[str]:
    """The patterns that find something of their own family."""
    answers = {
        pattern: await found(store, pattern, AS_OF, *agencies, known_at=known_at, **PARAMETERS.get(pattern, {}) | given)
        for pattern in families
    }
    return {pattern for pattern, answer in answers.items() if subject(pattern) in {each.subject for each in answer}}


async def test_a_fact_recorded_late_was_not_known_the_day_before(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, csc=together(FAMILIES), hv=HANDED_TO))
    assert await finds(store, known_at=LATE) == ALL
    assert await finds(store, known_at=DAY_BEFORE) == set()


def split(decision: str) -> tuple[dict[str, Files], dict[str, Files], list[Row]]:
    """What social care has of the families; the fact of each that is the health visitor's; and whether that was shared."""
    own, theirs, shares = {}, {}, []
    for pattern, files in FAMILIES.items():
        if pattern == "apparent_compliance":
            continue  # what one agency agreed with a family says nothing of another's appointments
        late = {name: [row for row in rows if row.get("recorded_on") == LATE] for name, rows in files.items() if name in EVENTS}
        for name, (row,) in ((name, rows) for name, rows in late.items() if rows):
            id_ = {f"{EVENTS[name]}_id": pattern, "recorded_on": None}
            to = {"referred_to": "csc"} if "referred_to" in row else {}
            theirs[pattern] = {name: [row | id_ | to]}
            own[pattern] = files | {name: [each for each in files[name] if each is not row]}
            shares.append({"record_kind": EVENTS[name], "record_id": pattern, "with_agency": "csc", "on": LATE})
    return own, theirs, [share | {"decision": decision} for share in shares]


@pytest.mark.parametrize("decision", ["shared", "withheld"])
async def test_a_share_counts_from_its_day_and_what_was_withheld_never(store: Store, tmp_path: Path, decision: str) -> None:
    own, theirs, shares = split(decision)
    assert ALL - set(own) == {"absent_father", "apparent_compliance", "frequent_moves", "unrecorded_adult_in_household"}
    await loaded(store, *partnership(tmp_path, csc=together(own), hv=together(theirs) | {"shares": shares}))
    assert await finds(store, "csc", known_at=LATE, families=own) == (set(own) if decision == "shared" else set())
    assert await finds(store, "csc", known_at=DAY_BEFORE, families=own) == set()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"date_of_birth": "2025-06-02", "date_of_birth_kind": "expected"}, ADULTS | INFANTS),
        ({"date_of_birth": "2025-06-02"}, ADULTS),
        ({"date_of_birth": "2025-06-01"}, ALL - ADOLESCENTS),
        ({"date_of_birth": "2007-06-02"}, ALL - INFANTS),
        ({"date_of_birth": "2007-06-01"}, ADULTS),
        ({"date_of_birth": None}, ADULTS),
        ({"date_of_death": "2025-06-01"}, ADULTS),
        ({"date_of_death": "2025-06-02"}, ALL),
    ],
    ids=["unborn", "not born and not expected", "born today", "17", "18", "of no age", "died today", "alive today"],
)  # fmt: skip
async def test_who_is_asked_about(store: Store, tmp_path: Path, said: dict[str, Any], asked: set[str]) -> None:
    await loaded(store, *partnership(tmp_path, csc=together(FAMILIES, **said), hv=HANDED_TO))
    assert await finds(store) == asked
    if said.get("date_of_death"):
        assert await finds(store, include_deceased=True) == ALL


async def test_a_concern_that_was_ruled_out_counts_nowhere(store: Store, tmp_path: Path) -> None:
    resting = {pattern: files for pattern, files in FAMILIES.items() if "concerns" in files}
    ruled_out = {
        pattern: files
        | {"concerns": [{"status": "ruled_out" if "recorded_on" in row else None, **row} for row in files["concerns"]]}
        for pattern, files in resting.items()
    }
    assert set(resting) == ADULTS | INFANTS | {"accumulating_neglect", "adolescent_distress", "combined_factors"}
    await loaded(store, *partnership(tmp_path, csc=together(ruled_out)))
    assert await finds(store, families=ruled_out) == set()


ENDED = {"end": "2025-01-10", "end_recorded_on": LATE}
NEGLECT = [{**row, "recorded_on": None} for row in FAMILIES["accumulating_neglect"]["concerns"]]
WORRIES = [{**row, "recorded_on": None} for row in FAMILIES["below_threshold"]["contacts"]]
HOME = stay("c", "1 High Street", "2018-01-01")
HERE = stay("x", "1 High Street", "2015-01-01", "2023-05-31", end_recorded_on=LATE)
LODGER = stay("x", "1 High Street", "2025-05-01", "2025-05-15", end_recorded_on=LATE)
ABUSE = [concern("domestic_abuse", who="x"), concern("mental_ill_health", who="x")]
WITH_END: dict[str, tuple[Files, bool]] = {
    "accumulating_neglect": ({"concerns": NEGLECT, "involvements": [spell("looked_after", "2024-01-01") | ENDED]}, True),
    "adolescent_distress": ({"concerns": [concern("neglect"), *ABUSE], "addresses": [HOME, HERE]}, False),
    "adult_across_families": (
        {"concerns": ABUSE, "relationships": [tie("x", "d", "father")], "addresses": [HOME, LODGER]}, False,
    ),
    "below_threshold": (
        {"contacts": WORRIES, "involvements": [spell("child_in_need", "2024-01-01") | ENDED | {"end": "2025-01-01"}]}, True,
    ),
    "child_not_seen": ({"involvements": [spell("child_in_need", "2024-01-01") | ENDED]}, False),
    "closed_after_missed": ({"involvements": [spell("early_help", "2024-01-01", closure_reason="non_engagement") | ENDED]}, True),
    "combined_factors": ({"concerns": ABUSE, "addresses": [HOME, HERE]}, False),
    "off_the_radar": (
        {"contacts": [contact("2025-01-01")] * 3, "involvements": [spell("other", "2024-01-01", closure_reason="moved") | ENDED]},
        True,
    ),
    "previously_known": ({"involvements": [spell("assessment", "2024-01-01") | ENDED]}, True),
    "unrecorded_adult_in_household": ({"addresses": [HOME, LODGER]}, False),
    "vulnerable_infant": ({"concerns": ABUSE, "addresses": [HOME, HERE]}, False),
}  # fmt: skip
"""Families in which a spell or stay ended, which was written down later; and whether it takes that end for a finding."""


async def test_an_end_counts_from_the_day_it_was_written_down(store: Store, tmp_path: Path) -> None:
    families = {pattern: files for pattern, (files, _) in WITH_END.items()}
    needed = {pattern for pattern, (_, needs) in WITH_END.items() if needs}
    await loaded(store, *partnership(tmp_path, csc=together(families)))
    assert await finds(store, families=families, known_at=DAY_BEFORE) == set(families) - needed
    assert await finds(store, families=families, known_at=LATE) == needed


@pytest.mark.parametrize(("kind", "counts"), [("refuge", False), ("hostel", False), ("foster_home", True), ("temporary", True)])
@pytest.mark.parametrize("whose", ["c", "x"])
async def test_a_refuge_and_the_like_make_no_household(store: Store, tmp_path: Path, kind: str, counts: bool, whose: str) -> None:
    patterns = {"adolescent_distress", "combined_factors", "unrecorded_adult_in_household", "vulnerable_infant"} | ADULTS
    stays = [HOME, stay("x", "1 High Street", "2018-01-01")]
    stays = [row | {"address_kind": kind} if row["person_id"] == whose else row for row in stays]
    facts = {"addresses": stays, "concerns": [concern("neglect"), *ABUSE], "relationships": [tie("x", "d", "father")]}
    families = dict.fromkeys(patterns, facts)
    await loaded(store, *partnership(tmp_path, csc=together(families)))
    assert await finds(store, families=families) == (patterns if counts else set())


@pytest.mark.parametrize(
    ("ties", "are"),
    [
        ([tie("d", "c", "half_sibling")], True),
        ([tie("c", "d", "step_sibling", start="2020-01-01", end="2021-01-01")], True),
        ([tie("m", "c", "mother"), tie("m", "d", "parent")], True),
        ([tie("m", "c", "mother"), tie("m", "d", "step_parent")], False),
        ([tie("x", "c", "step_parent"), tie("x", "d", "step_parent")], False),
        ([tie("m", "c", "guardian"), tie("m", "d", "mother")], False),
    ],
    ids=["half", "step, once", "one mother", "her stepchild", "one step-parent", "her ward"],
)
async def test_who_is_a_brother_or_sister(store: Store, tmp_path: Path, ties: list[Row], are: bool) -> None:
    met = {"contact_id": "met", **contact("2025-05-01", who="d")}
    there = [{"contact_id": "met", "person_id": "absent_father-f", "presence": "present"}]
    families: dict[str, Files] = {
        "absent_father": {"relationships": [tie("f", "c", "father"), *ties], "contacts": [*[contact("2025-05-01")] * 3, met]},
        "accumulating_neglect": {"concerns": [{**row, "person_id": "d"} for row in NEGLECT], "relationships": ties},
        "below_threshold": {"contacts": [{**row, "person_id": "d"} for row in WORRIES], "relationships": ties},
        "previously_known": {"involvements": [spell("referral", "2024-01-01", who="d")], "relationships": ties},
    }
    await loaded(store, *partnership(tmp_path, csc=together(families) | {"contact_people": there}))
    found_ = await finds(store, families=families) | await finds(store, families=["below_threshold"], scope="family")
    assert found_ == (set(families) - {"absent_father"} if are else {"absent_father"})


@pytest.mark.parametrize(("role", "alone"), [("both", 1), ("child", 0)])
async def test_a_mother_of_17_is_a_child_known_before_a_parent_and_an_adult_where_somebody_has_her_as_one(
    store: Store, tmp_path: Path, role: str, alone: int
) -> None:
    csc = together({"child_not_seen": {"relationships": MOTHER, "contacts": [contact("2025-02-01")]}}, date_of_birth="2024-02-01")
    csc["people"] = [
        row | ({"role": role, "date_of_birth": "2007-06-02"} if row["person_id"].endswith("-m") else {}) for row in csc["people"]
    ]
    whose = {"c": "child_not_seen-c", "m": "child_not_seen-m"}
    csc["involvements"] = [
        spell("child_in_need", "2025-01-01", who=whose["c"]), spell("looked_after", "2020-01-01", "2024-01-01", who=whose["m"]),
    ]  # fmt: skip
    csc["contact_people"] = [{"contact_id": "k1", "person_id": whose["m"], "presence": "present"}]
    await loaded(store, *partnership(tmp_path, csc=csc))
    known = await found(store, "previously_known", AS_OF)
    assert {each.subject: [every["relation"] for every in each.answers["by_person"]] for each in known} == {
        person("csc", whose["c"]): ["parent_as_child"],
        person("csc", whose["m"]): ["self"],
    }
    (unseen,) = await found(store, "child_not_seen", AS_OF)
    assert unseen.answers["adults_only"] == alone


@pytest.mark.parametrize("outcome", ["cancelled_by_service", "unknown"])
async def test_what_a_service_cancelled_is_neither_missed_nor_attended(store: Store, tmp_path: Path, outcome: str) -> None:
    ended = spell("early_help", "2024-01-01", "2025-03-01")
    missed = contact("2025-02-01", "was_not_brought")
    families: dict[str, Files] = {
        "apparent_compliance": {"contacts": [contact("2025-01-01", engagement="agreed"), contact("2025-02-01", outcome)]},
        "missed_appointments": {"contacts": [contact("2025-02-01", outcome)] * 3},
        "closed_after_missed": {"involvements": [ended], "contacts": [missed, contact("2025-02-20", outcome)]},
    }
    await loaded(store, *partnership(tmp_path, csc=together(families)))
    assert await finds(store, families=families) == {"closed_after_missed"}
    assert await finds(store, families=["closed_after_missed"], within_days=9) == set()
