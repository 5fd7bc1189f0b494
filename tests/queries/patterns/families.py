"""One small family for each pattern, of which it finds something once the fact marked `LATE` is on record.

In each, `c` is the child, `m` its mother, `f` its father, `x` a man, `d` another child; ids and
addresses have the pattern's name before them.
"""

from collections.abc import Mapping
from typing import Any

from tests.queries.building import Files, Row, adult, child, nhs, person, tie

AS_OF, LATE, DAY_BEFORE = "2025-06-01", "2025-05-20", "2025-05-19"
EVENTS = {"contacts": "contact", "involvements": "involvement", "concerns": "concern"}
"""The files whose facts can be shared, with the kind that a share calls them."""
_ONE_AGENCY = ("hard_to_engage", "accumulating_neglect", "long_known_adolescent")
PARAMETERS: dict[str, dict[str, Any]] = {name: {"min_agencies": 1} for name in _ONE_AGENCY}
PARAMETERS |= {"apparent_compliance": {"min_pairs": 1}}
"""One agency alone is to see each of them."""

_OWN = ("person_id", "related_person_id", "address")
_LATE: Row = {"recorded_on": LATE}


def contact(on: str, outcome: str = "attended", who: str = "c", **more: Any) -> Row:
    return {"person_id": who, "on": on, "kind": "home_visit", "outcome": outcome, **more}


def concern(factor: str, on: str = "2025-02-01", who: str = "c", **more: Any) -> Row:
    return {"person_id": who, "factor": factor, "on": on, **more}


def spell(kind: str, start: str, end: str | None = None, who: str = "c", **more: Any) -> Row:
    return {"person_id": who, "kind": kind, "start": start, "end": end, **more}


def stay(who: str, home: str, start: str, end: str | None = None, **more: Any) -> Row:
    return {"person_id": who, "address": home, "start": start, "end": end, **more}


MOTHER = [tie("m", "c", "mother")]
_TURNED_DOWN = {"kind": "referral", "source_agency": "gp"}
FAMILIES: Mapping[str, Files] = {
    "absent_father": {"relationships": [MOTHER[0] | _LATE]},
    "accumulating_neglect": {
        "concerns": [*(concern("neglect", f"2025-0{n}-01") for n in (1, 2)), concern("housing", "2025-03-01", **_LATE)]
    },
    "adolescent_distress": {"concerns": [concern("self_harm", **_LATE)]},
    "adult_across_families": {
        "relationships": [tie("x", "c", "father"), tie("x", "d", "guardian")],
        "concerns": [concern("domestic_abuse", who="x", **_LATE)],
    },
    "apparent_compliance": {
        "contacts": [contact("2025-01-01", engagement="agreed"), contact("2025-02-01", "was_not_brought", **_LATE)]
    },
    "below_threshold": {
        "contacts": [
            *(contact(f"2025-0{n}-01", "no_further_action", kind="referral") for n in (1, 2)),
            contact("2025-03-01", "signposted", **_TURNED_DOWN, **_LATE),
        ]
    },
    "child_not_seen": {"involvements": [spell("child_in_need", "2025-01-01", **_LATE)]},
    "closed_after_missed": {
        "involvements": [spell("early_help", "2024-01-01", "2025-03-01", closure_reason="non_engagement", **_LATE)]
    },
    "combined_factors": {"concerns": [concern("domestic_abuse"), concern("drugs", whose="parent", **_LATE)]},
    "frequent_moves": {
        "addresses": [*(stay("c", f"{n} High Street", f"2024-0{n}-01") for n in (1, 2, 3)), stay("c", "4", "2024-04-01", **_LATE)]
    },
    "handed_over_not_picked_up": {"contacts": [contact("2025-02-01", "completed", referred_to="hv", **_LATE)]},
    "hard_to_engage": {"contacts": [*[contact("2025-01-01", "no_access")] * 2, contact("2025-02-01", "no_access", **_LATE)]},
    "heritage_not_understood": {
        "relationships": MOTHER,
        "contacts": [
            contact("2025-01-01", who="m", interpreter_used=False),
            contact("2025-02-01", who="m", interpreter_used=False, **_LATE),
        ],
    },
    "long_known_adolescent": {"contacts": [contact("2018-01-01"), contact("2025-02-01", **_LATE)]},
    "missed_appointments": {
        "contacts": [*[contact("2025-01-01", "was_not_brought")] * 2, contact("2025-02-01", "did_not_attend", **_LATE)]
    },
    "off_the_radar": {
        "contacts": [*[contact("2025-01-01", "no_access")] * 2, contact("2025-02-01", **_LATE)],
        "involvements": [spell("health_visiting", "2024-01-01", "2025-03-01", closure_reason="moved")],
    },
    "perinatal_mental_health": {
        "relationships": MOTHER, "concerns": [concern("mental_ill_health", who="m", **_LATE)],
    },
    "previously_known": {"contacts": [contact("2024-02-01", "accepted", kind="referral", referred_to="csc", **_LATE)]},
    "unrecorded_adult_in_household": {
        "addresses": [stay("c", "1 High Street", "2024-01-01"), stay("x", "1 High Street", "2024-01-01", **_LATE)]
    },
    "vulnerable_infant": {"concerns": [concern("alcohol", whose="parent", **_LATE)]},
}  # fmt: skip
BORN = {
    "adolescent_distress": "2010-01-01", "long_known_adolescent": "2010-01-01",
    "perinatal_mental_health": "2025-01-01", "vulnerable_infant": "2025-01-01",
}  # fmt: skip


def subject(pattern: str) -> str:
    """Whom a pattern is to find: the child, or the man."""
    return person("csc", f"{pattern}-{'x' if pattern == 'adult_across_families' else 'c'}")


def everybody(pattern: str, number: int, **more: Any) -> list[Row]:
    """The people of a family; `more` is said of its children."""
    born = {"date_of_birth": BORN.get(pattern, "2018-01-01")}
    children = [child(who, **(born | {"ethnicity": "WBRI"} | more)) for who in "cd"]
    known = [*children, adult("m", interpreter_needed=pattern == "heritage_not_understood"), adult("f"), adult("x")]
    return [row | {"nhs_number": nhs(10 * number + place)} for place, row in enumerate(known)]


def together(families: Mapping[str, Files], **more: Any) -> dict[str, list[Row]]:
    """All these families in the records of one agency; `more` is said of every child."""
    found: dict[str, list[Row]] = {"people": []}
    for number, (pattern, files) in enumerate(families.items()):
        for name, rows in {"people": everybody(pattern, number, **more), **files}.items():
            found[name] = found.get(name, []) + [_of(pattern, row) for row in rows]
    return found


def _of(pattern: str, row: Row) -> Row:
    return dict(row) | {name: f"{pattern}-{row[name]}" for name in _OWN if name in row}
