"""A second extract of a system: some rows of the first are not in it, and some say something else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.queries.oracle.facts import FILES, first_day
from tests.queries.oracle.people import ADULTS, AGENCIES, AS_OF, CHILDREN, COVERS, ETHNICITIES, PLACE_KINDS, PLACES

Row = dict[str, Any]
Files = dict[str, Any]
Change = Callable[[st.DrawFn, Row], Row]

DAYS = (("2025-06-10", "2025-06-15"), ("2025-03-10", "2025-06-16"), ("2025-06-15", "2025-06-20"), ("2024-06-10", "2025-06-10"))
"""The days of two extracts of one system."""
_FROM_THEN_ON = (*[("2000-01-01", "2025-12-31")] * 12, *COVERS)
"""The days that the later extract covers: mostly all, so that a row that it does not have was removed."""
_PEOPLE = ("person_id", "related_person_id")
_OF: dict[str, Callable[[Row], tuple[str, str]]] = {
    "contact_people": lambda row: ("contact", row["contact_id"]),
    "shares": lambda row: (row["record_kind"], row["record_id"]),
}
"""The kind and id of the record that a row belongs to."""


def two_extracts(draw: st.DrawFn, files: Files) -> list[Files]:
    """These files as the earlier or the later of two extracts of a system, and the other one; in either order."""
    extracts = [files, _another(draw, files)]
    first, second = draw(st.sampled_from((extracts, extracts, extracts[::-1])))
    days = draw(st.sampled_from(DAYS))
    covers = dict(zip(("covers_from", "covers_to"), draw(st.sampled_from(_FROM_THEN_ON)), strict=True))
    partial = draw(st.sampled_from((*[None] * 7, True)))
    earlier = first | {"extract": first["extract"] | {"extracted_on": days[0]}}
    later = second | {"extract": second["extract"] | {"extracted_on": days[1], "partial": partial} | covers}
    return draw(st.sampled_from(([earlier, later], [later, earlier])))  # type: ignore[no-any-return]


def _another(draw: st.DrawFn, files: Files) -> Files:
    rows = [(file, number) for file in files if file != "extract" for number in range(len(files[file]))]
    other: dict[str, list[Row | None]] = {file: list(own) for file, own in files.items() if file != "extract"}
    for file, number in draw(st.lists(st.sampled_from(rows), min_size=8, max_size=30, unique=True)):
        other[file][number] = _changed(draw, file, files[file][number])
    if draw(st.booleans()):  # every share is another, or there is none: of the two extracts, one tells of it before the other
        anew = draw(st.booleans())
        other["shares"] = [_changed(draw, "shares", row) for row in files.get("shares", [])] if anew else []
    kept = {file: [row for row in own if row is not None] for file, own in other.items()}
    whole = {"extract": files["extract"]} | _without_loose_ends(kept)
    return {file: own for file, own in whole.items() if own}


def _changed(draw: st.DrawFn, file: str, row: Row) -> Row | None:
    """The row with an end, or without, or saying something else; None where it is gone (but c1, who is in every extract)."""
    changes = _CHANGES[file]
    gone = (None,) * len(changes) if file != "people" else (None,) if row["person_id"] != "c1" else ()
    change = draw(st.sampled_from((*changes, *gone)))
    return row | change(draw, row) if change else None


def _without_loose_ends(files: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Only the rows whose people, and whose records, are still there."""
    people = {row["person_id"] for row in files["people"]}
    left = {file: [row for row in own if {row.get(name) for name in _PEOPLE} <= {None, *people}] for file, own in files.items()}
    ids = {(kind, row[f"{kind}_id"]) for kind in ("contact", "involvement", "concern") for row in left.get(FILES[kind], [])}
    for file, record in _OF.items():
        left[file] = [row for row in left.get(file, []) if record(row) in ids]
    return left


# --- what may be another ---


def _another_of(column: str, *choices: Any) -> Change:
    """Another value of a column."""
    return lambda draw, row: {column: draw(st.sampled_from([each for each in choices if each != row.get(column)]))}


def _another_day(column: str) -> Change:
    """Some days earlier, or later, than what the row says."""

    def change(draw: st.DrawFn, row: Row) -> Row:
        day = first_day(row.get(column)) or AS_OF
        return {column: (day + timedelta(draw(st.sampled_from((-1, 1, -30, 30, -400, 400))))).isoformat()}

    return change


def _another_start(draw: st.DrawFn, row: Row) -> Row:
    """An earlier start, so that the end stays behind it."""
    start = first_day(row.get("start") or row.get("end")) or AS_OF
    return {"start": (start - timedelta(draw(st.sampled_from((1, 30, 60, 400))))).isoformat()}


def _another_end(draw: st.DrawFn, row: Row) -> Row:
    """An end, where there was none; else none, or another."""
    start, end = first_day(row.get("start")) or date(2024, 1, 1), first_day(row.get("end"))
    if end and draw(st.booleans()):
        return {"end": None, "end_recorded_on": None}
    days = [max(start, each) for each in (AS_OF, AS_OF - timedelta(1), AS_OF - timedelta(60), start + timedelta(30), start)]
    ended = draw(st.sampled_from([each for each in days if each != end]))
    late = draw(st.sampled_from((None, None, 0, 5, 60)))
    recorded_on = None if late is None else (ended + timedelta(late)).isoformat()
    return {"end": ended.isoformat(), "end_recorded_on": recorded_on}


def _closed(draw: st.DrawFn, row: Row) -> Row:
    """As another end, with why it was."""
    ended = _another_end(draw, row)
    reasons = ("completed", "moved", "non_engagement", "missed_appointments", "threshold_not_met", None)
    return ended | {"closure_reason": draw(st.sampled_from(reasons)) if ended["end"] else None}


def _born(draw: st.DrawFn, row: Row) -> Row:
    """Another date of birth: near it, so that it contradicts no other record, or anything else."""
    born = row.get("date_of_birth") or ""
    near = [f"{born[:8]}{day}" for day in ("01", "14", "16")] if len(born) == 10 else []
    other = draw(st.sampled_from([*near * 3, "2012-06-15", "2024-06-16", "2007-06-16", "2025-06", None]))
    return {"date_of_birth": other, "date_of_birth_kind": draw(st.sampled_from((None, None, None, "estimated", "expected")))}


_OUTCOMES = ("attended", "was_not_brought", "no_access", "no_further_action", "cancelled_by_family", "completed")
_PRESENCES = (None, "seen", "present", "absent")
_SPELL: tuple[Change, ...] = (_another_start, _another_day("recorded_on"), *[_another_end] * 3)
_CHANGES: dict[str, tuple[Change, ...]] = {
    "people": (
        *[_born] * 3,
        _another_day("recorded_on"),
        _another_of("recorded_on", None, "2000-01-01", "2025-06-01"),
        _another_of("date_of_death", None, "2025-06-15", "2024-06-01"),
        _another_of("sex", "M", "F", None),
        _another_of("role", "child", "adult", "both"),
        _another_of("ethnicity", *ETHNICITIES),
        _another_of("interpreter_needed", None, True, False),
        *[lambda draw, row: {"nhs_number": None}] * 3,
    ),
    "relationships": (
        *_SPELL,
        _another_of("relationship", "mother", "father", "parent", "step_parent", "carer", "sibling", "partner", "other"),
        _another_of("contact_restricted", None, True, False),
    ),
    "addresses": (
        *_SPELL,
        _another_of("uprn", *PLACES),
        _another_of("address_kind", *PLACE_KINDS),
        _another_of("local_authority", "E1", "E3"),
    ),
    "contacts": (
        *[_another_of("outcome", *_OUTCOMES)] * 3,
        *[_another_day("on")] * 2,
        _another_day("recorded_on"),
        _another_of("presence", *_PRESENCES),
        _another_of("engagement", None, "agreed", "refused"),
        _another_of("referred_to", None, *AGENCIES),
        _another_of("person_id", *CHILDREN, *ADULTS),
    ),
    "contact_people": (
        _another_of("presence", "seen_alone", *_PRESENCES),
        _another_of("part", None, "parent", "alleged_perpetrator"),
    ),
    "involvements": (
        *[_closed] * 4,
        _another_start,
        _another_day("recorded_on"),
        _another_of("kind", "health_visiting", "child_in_need", "child_protection_plan", "assessment", "mental_health", "school"),
        _another_of("threshold_met", None, True, False),
    ),
    "concerns": (
        _another_of("factor", "domestic_abuse", "neglect", "mental_ill_health", "drugs", "self_harm", "housing"),
        _another_of("status", None, "confirmed", "ruled_out"),
        _another_of("whose", None, "child", "parent"),
        _another_day("on"),
        _another_day("recorded_on"),
    ),
    "shares": (_another_day("on"), _another_of("decision", None, "withheld"), _another_of("with_agency", *AGENCIES)),
}
"""What may be another in a row of each file."""
