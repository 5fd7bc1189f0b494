"""Small random partnerships, with most dates near the edges of windows, and the questions to ask of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import Any

from hypothesis import strategies as st

from tests.queries.oracle.family import Family
from tests.queries.oracle.later import two_extracts
from tests.queries.oracle.people import (
    ADULTS,
    AGENCIES,
    ANCHORS,
    ANY_AGE,
    AS_OF,
    BABIES,
    CHILDREN,
    CONTACTS,
    COVERS,
    ETHNICITIES,
    FACTORS,
    INVOLVEMENTS,
    NUMBERS,
    OFFSETS,
    PLACE_KINDS,
    PLACES,
    SYSTEMS,
    TEENAGERS,
    TIES,
)
from tests.queries.oracle.scenes import SCENES
from tests.queries.oracle.view import Looking

Row = dict[str, Any]
Files = dict[str, Any]


@dataclass(frozen=True)
class Partnership:
    """What the extracts of one example have in common: when each child was born, what it is mostly about, and near which days."""

    births: dict[str, tuple[Any, ...]]
    factors: tuple[str, ...]
    contacts: dict[str, tuple[Any, ...]]
    involvements: tuple[str, ...]
    days: list[date]


def _of(*choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@st.composite
def _days(draw: st.DrawFn) -> date:
    """A day near an edge."""
    return draw(_of(*ANCHORS)) + timedelta(draw(_of(*OFFSETS)))  # type: ignore[no-any-return]


def _cut(draw: st.DrawFn, day: date) -> str:
    """The day as text, now and then partial."""
    return day.isoformat()[: draw(_of(*[10] * 12, 7, 4))]


def _recorded(draw: st.DrawFn, day: date) -> str | None:
    late = draw(_of(*[None] * 6, 0, 5, 60, 400))
    return None if late is None else (day + timedelta(late)).isoformat()


def _spell(draw: st.DrawFn, *, dated: bool) -> Row:
    start, length = draw(_days()), draw(_of(None, None, 0, 1, 30, 60, 61, 200, 400, 400))
    row: Row = {"start": _cut(draw, start) if dated or draw(_of(*[True] * 7, False)) else None}
    row["recorded_on"] = _recorded(draw, start)
    if length is not None:
        start, end = draw(_of((start, start + timedelta(length)), (start - timedelta(length), start)))
        row["start"] = row["start"] and start.isoformat()[: len(row["start"])]
        row |= {"end": _cut(draw, end), "end_recorded_on": _recorded(draw, end)}
        if row["start"] and row["end"] < row["start"][: len(row["end"])]:
            row["end"] = end.isoformat()
    return row


def _event(draw: st.DrawFn, near: list[date]) -> Row:
    day = draw(_of(*near)) + timedelta(draw(_of(*OFFSETS)))
    return {"on": _cut(draw, day) if draw(_of(*[True] * 11, False)) else None, "recorded_on": _recorded(draw, day)}


def _person(draw: st.DrawFn, name: str, births: tuple[Any, ...]) -> Row:
    row: Row = {"person_id": name, "nhs_number": draw(_of(*[NUMBERS[name]] * 6, None))}
    row["recorded_on"] = draw(_of(*["2000-01-01"] * 4, None, None, "2025-06-01", "2025-06-16"))
    row["sex"] = draw(_of("M", "M", "F", None) if name in ("fa", "man") else _of("F", "F", None))
    dead = _of(*[None] * (6 if name == "fa" else 16), "2024-06-01", "2025-06-15", "2025-06-16", "2025-06", "2025")
    row["date_of_death"] = draw(dead)
    if name in CHILDREN:
        row |= {"role": draw(_of("child", "child", "child", "both")), "ethnicity": draw(_of(*ETHNICITIES))}
        row |= dict(zip(("date_of_birth", "date_of_birth_kind"), draw(_of(*births)), strict=True))
    else:
        row["interpreter_needed"] = draw(_of(None, True, True, False))
        row |= {
            "role": draw(_of("adult", "adult", "adult", "both")),
            "date_of_birth": draw(_of(None, "1985-05-05", *["2006-07-01"] * 3)),
        }
    return row


def _births(draw: st.DrawFn) -> tuple[Any, ...]:
    """The dates of birth that records of one child have, each with its kind: mostly the same."""
    dates = draw(_of(BABIES, BABIES, TEENAGERS, TEENAGERS, ANY_AGE))
    mostly, kind = draw(_of(*dates)), draw(_of(None, None, "estimated", "expected") if dates is BABIES else _of(None))
    other = (draw(_of(*dates)), draw(_of(None, "estimated", "expected")))
    return *[(mostly, kind)] * 5, (mostly, None), (mostly and mostly[:7], kind), (None, None), other


def _tie(draw: st.DrawFn, known: list[str]) -> Row | None:
    possible = [tie for tie in TIES if tie[0] in known and tie[2] in known]
    if not possible:
        return None
    who, kind, whom = draw(_of(*possible))
    row: Row = {"person_id": who, "relationship": kind, "related_person_id": whom}
    row |= (
        _spell(draw, dated=True) if draw(_of(False, False, False, True)) else {"recorded_on": draw(_of(None, None, "2025-06-01"))}
    )
    return row | {"contact_restricted": draw(_of(None, None, None, True, False)) if kind in ("father", "parent") else None}


def _stay(draw: st.DrawFn, known: list[str]) -> Row:
    row = {"person_id": draw(_of(*known, *["c1"] * 6)), "uprn": draw(_of(*PLACES))}
    row |= {"address_kind": draw(_of(*PLACE_KINDS)), "local_authority": draw(_of(None, "E1", "E2"))}
    return row | _spell(draw, dated=False)


def _contact(draw: st.DrawFn, known: list[str], common: Partnership) -> Row:
    row = {"person_id": draw(_of(*known, *["c1"] * 5)), "interpreter_used": draw(_of(None, True, False, False))}
    row |= {name: draw(_of(*values)) for name, values in common.contacts.items()}
    row |= {"presence": draw(_of(None, None, "seen", "present", "absent")), "source_agency": draw(_of(None, None, "csc", "gp"))}
    return row | _event(draw, common.days)


def _involvement(draw: st.DrawFn, known: list[str], common: Partnership) -> Row:
    row = {"person_id": draw(_of(*known, *["c1"] * 2)), "kind": draw(_of(*common.involvements))} | _spell(draw, dated=False)
    reasons = _of(None, "completed", "moved", "non_engagement", "missed_appointments", "threshold_not_met")
    return row | {"closure_reason": draw(reasons) if "end" in row else None, "threshold_met": draw(_of(None, None, True, False))}


def _concern(draw: st.DrawFn, known: list[str], common: Partnership) -> Row:
    mostly = [name for name in known if name in ADULTS] if common.factors is FACTORS["parents"] else ["c1", "c1", "c1"]
    row = {"person_id": draw(_of(*known, *mostly)), "factor": draw(_of(*common.factors))}
    row |= {"whose": draw(_of(None, "child", "parent", "household", "not_stated"))}
    return row | {"status": draw(_of(None, "suspected", "confirmed", "reported", "ruled_out"))} | _event(draw, common.days)


def _rows(draw: st.DrawFn, most: int, column: str, letter: str, make: Any, *known: Any) -> list[Row]:
    made = [make(draw, *known) for _ in range(draw(st.integers(most // 3, most)))]
    return [{column: f"{letter}{number}"} | row for number, row in enumerate([row for row in made if row], start=1)]


def _before_ends(draw: st.DrawFn, involvements: list[Row]) -> list[Row]:
    """Contacts in the days before a spell's end, on either side of where it counts."""
    rows: list[Row] = []
    for row in [row for row in involvements if len(row.get("end") or "") == 10]:
        for outcome in draw(st.lists(_of("was_not_brought", "no_access", "attended"), max_size=2)):
            on = date.fromisoformat(row["end"]) - timedelta(draw(_of(-1, 0, 1, 30, 59, 60, 61)))
            rows.append({"contact_id": f"e{len(rows)}", "person_id": row["person_id"], "on": on.isoformat(), "outcome": outcome})
    return [row | {"kind": "appointment"} for row in rows]


def _took_part(draw: st.DrawFn, contacts: list[Row], known: list[str]) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for contact in contacts:
        for person in draw(st.lists(_of(*known, contact["person_id"], "mo", "fa", "fa"), max_size=3, unique=True)):
            if person in known:
                part = draw(_of(None, "parent", "alleged_perpetrator"))
                presence = draw(_of(None, "seen", "seen_alone", "present", "present", "absent", "not_stated"))
                rows[contact["contact_id"], person] = {"person_id": person, "part": part, "presence": presence}
    return [{"contact_id": contact} | row for (contact, _), row in rows.items()]


def _shares(draw: st.DrawFn, files: Files, agency: str) -> list[Row]:
    files = {"contact": files["contacts"], "involvement": files["involvements"], "concern": files["concerns"]}
    rows = {}
    for kind, record in [(kind, row[f"{kind}_id"]) for kind, facts in files.items() for row in facts]:
        other = draw(_of(None, None, *[name for name in AGENCIES if name != agency]))
        if other:
            day, decision = _cut(draw, draw(_days())), draw(_of(None, "shared", "withheld"))
            rows[kind, record] = {"with_agency": other, "on": day, "decision": decision}
    return [{"record_kind": kind, "record_id": record} | row for (kind, record), row in rows.items()]


@st.composite
def extracts(draw: st.DrawFn) -> list[Files]:
    """The extracts of two or three systems, two of which may be one agency's and hold some contacts both.

    Of one system in three there are two, an earlier and a later one.
    """
    births = {child: _births(draw) for child in CHILDREN}
    themes = (draw(_of(*each.values())) for each in (FACTORS, CONTACTS, INVOLVEMENTS))
    few = st.lists(_of(*ANCHORS), min_size=2, max_size=2)
    common = Partnership(births, *themes, draw(st.just(list(ANCHORS)) | few | few))
    made = [_extract(draw, common, *which) for which in draw(st.permutations(draw(_of(*SYSTEMS))))]
    for one, other in permutations(made, 2):
        if one["extract"]["agency_id"] == other["extract"]["agency_id"]:
            twice = [row for row in one.get("contacts", []) if row["person_id"] == "c1" and row["contact_id"][0] != "b"]
            also = [row | {"contact_id": f"b{row['contact_id']}"} for row in twice if draw(_of(False, True))]
            other["contacts"] = [*other.get("contacts", []), *also]
    for number, scene in enumerate(draw(st.lists(_of(*SCENES), min_size=3, max_size=5, unique=True))):
        family = Family(draw, made, number)
        scene(family)
        family.tell()
    return [each for files in made for each in (two_extracts(draw, files) if draw(_of(False, False, True)) else [files])]


def _extract(draw: st.DrawFn, common: Partnership, agency: str, system: str, kind: str) -> Files:
    header = {"agency_id": agency, "agency_name": agency, "agency_kind": kind, "system": system, "extracted_on": "2025-06-10"}
    header |= dict(zip(("covers_from", "covers_to"), draw(_of(*COVERS)), strict=True))
    known = ["c1", *draw(st.lists(_of(*CHILDREN[1:], *ADULTS, "mo", "fa", "fa"), min_size=2, max_size=5, unique=True))]
    files: Files = {"extract": header, "people": [_person(draw, name, common.births.get(name, ())) for name in known]}
    files["relationships"] = _rows(draw, 9, "relationship_id", "k", _tie, known)
    files["addresses"] = _rows(draw, 7, "stay_id", "k", _stay, known)
    files["contacts"] = _rows(draw, 15, "contact_id", "k", _contact, known, common)
    files["involvements"] = _rows(draw, 6, "involvement_id", "k", _involvement, known, common)
    files["contacts"] += _before_ends(draw, files["involvements"])
    files["concerns"] = _rows(draw, 10, "concern_id", "k", _concern, known, common)
    files["contact_people"] = _took_part(draw, files["contacts"], known)
    files["shares"] = _shares(draw, files, agency)
    return {name: rows for name, rows in files.items() if rows}


_CHOICES: dict[str, tuple[Any, ...]] = {
    "scope": ("child", "family", "family"),
    "only_with_concern": (True, False, False),
    "factors": (["neglect", "sexual_abuse", "domestic_abuse"], ["mental_ill_health"]),
}


@st.composite
def lenses(draw: st.DrawFn, made: list[Files]) -> Looking:
    """A lens on some of the agencies. What was known is now and then what was before, or between, two extracts of one system, or
    before somebody's record was written down."""
    agencies = sorted({files["extract"]["agency_id"] for files in made})
    chosen = draw(_of(*[agencies] * 5, agencies[:1], agencies[-1:], agencies[-2:]))
    as_of = AS_OF - timedelta(draw(_of(*[0] * 12, 1, 60, 200)))
    days = [as_of + timedelta(days) for days in (*[0] * 12, -1, -40, -200, 30)]
    return Looking(frozenset(chosen), as_of, draw(_of(*days, *_edges(made) * 3, *_written(made) * 2)))


def _edges(made: list[Files]) -> list[date]:
    """The days on which the later of two extracts of one system begins to count, and the days before."""
    systems: dict[tuple[str, str], set[date]] = {}
    for head in [files["extract"] for files in made]:
        systems.setdefault((head["agency_id"], head["system"]), set()).add(date.fromisoformat(head["extracted_on"]))
    later = sorted({max(days) for days in systems.values() if len(days) > 1})
    return [day - timedelta(before) for day in later for before in (0, 1)]


def _written(made: list[Files]) -> list[date]:
    """The days on which records of people were written down, but for the first of all, and the days before."""
    days = {date.fromisoformat(row["recorded_on"]) for files in made for row in files["people"] if row.get("recorded_on")}
    return [day - timedelta(before) for day in sorted(days)[1:] for before in (0, 1)]


@st.composite
def parameters(draw: st.DrawFn, defaults: dict[str, Any]) -> dict[str, Any]:
    """Parameters of a pattern: by default, or fewer, so that small partnerships have findings."""
    given: dict[str, Any] = {"include_deceased": draw(_of(False, False, False, True))}
    for name, default in defaults.items():
        choices = _CHOICES.get(name) or (
            (default, 30, 1)
            if name == "min_days" and default > 20
            else (1, 1, 2, 3)
            if name.startswith("min_")
            else (1, 12, 24, 24, default)
            if name.endswith("_months")
            else (1, 30, 60)
        )
        given |= draw(_of(*[{}] * len(choices), *({name: choice} for choice in choices)))
    return given
