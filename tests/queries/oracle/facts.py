"""The rows of one extract as facts: what the page says that every fact carries, and its defaults.

Nothing here comes from the product. An extract is its files as lists of dicts, as an agency would write them.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]
Files = Mapping[str, Any]

FILES = {
    "contact": "contacts",
    "involvement": "involvements",
    "concern": "concerns",
    "strength": "strengths",
    "stay": "addresses",
    "relationship": "relationships",
    "part": "contact_people",
    "share": "shares",
    "person": "people",
}
"""The file of each kind of fact. A part says who else took part in a contact."""
_WITH_AN_ID = ("contact", "involvement", "concern", "strength", "stay", "relationship")


@dataclass(frozen=True)
class Fact:
    """One row, as one version of it has it. `on` is its `on` or `start`; None in `recorded_on`: always on record.

    `record` is the key of whom it is about; `of` is the kind and id of the record that a part or a share belongs to, and that
    record has them as `parts` and `shares`. The version stands from the day `since` (None: always) until the day before `until`.
    """

    kind: str
    id: str
    agency: str
    system: str
    record: str
    row: Row
    related: str | None = None
    on: date | None = None
    recorded_on: date | None = None
    end: date | None = None
    end_recorded_on: date | None = None
    of: tuple[str, str] | None = None
    shares: tuple["Fact", ...] = ()
    parts: tuple["Fact", ...] = ()
    since: date | None = None
    until: date | None = None

    def says(self, name: str) -> Any:
        """What the row says under a name; None where it is blank."""
        return self.row.get(name)

    def stood(self, on: date) -> bool:
        """Whether this was the version that stood on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


def first_day(text: str | None) -> date | None:
    """A date that may be partial: the first day stands in."""
    return None if not text else date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str | None) -> date | None:
    """A date that may be partial: the last day stands in."""
    if not text or len(text) == 10:
        return first_day(text)
    year, month = int(text[:4]), int(text[5:7]) if len(text) == 7 else 12
    return date(year, month, calendar.monthrange(year, month)[1])


def facts_of(files: Files) -> list[Fact]:
    """Every row of an extract as a fact."""
    prefix = f"{files['extract']['agency_id']}/{files['extract']['system']}/"
    found = [_fact(kind, prefix, row[f"{kind}_id"], row) for kind in _WITH_AN_ID for row in files.get(FILES[kind], [])]
    by_id = {(fact.kind, fact.id): fact for fact in found}
    parts = [_part(prefix, row, by_id) for row in files.get("contact_people", [])]
    shares = [_share(prefix, row, by_id) for row in files.get("shares", [])]
    records = [_record(prefix, row, [*found, *parts], files["extract"]) for row in files["people"]]
    return [*found, *parts, *shares, *records]


def _fact(kind: str, prefix: str, local: str, row: Row) -> Fact:
    own = row.get("on") or row.get("start")
    agency, system, _ = prefix.split("/")
    end = last_day(row.get("end"))
    return Fact(
        kind,
        prefix + local,
        agency,
        system,
        prefix + row["person_id"],
        row,
        related=prefix + row["related_person_id"] if "related_person_id" in row else None,
        on=first_day(own),
        recorded_on=first_day(row.get("recorded_on")) or last_day(own),
        end=end,
        end_recorded_on=first_day(row.get("end_recorded_on")) or end,
    )


def _part(prefix: str, row: Row, facts: Mapping[tuple[str, str], Fact]) -> Fact:
    """Who else took part in a contact: of its days, and told apart by who it is and the part that they had."""
    contact = facts["contact", prefix + row["contact_id"]]
    key = prefix + row["person_id"]
    id_ = f"{contact.id}/{key}/{row.get('part')}"
    days = {"on": contact.on, "recorded_on": contact.recorded_on}
    return Fact("part", id_, contact.agency, contact.system, key, row, of=(contact.kind, contact.id), **days)


def _share(prefix: str, row: Row, facts: Mapping[tuple[str, str], Fact]) -> Fact:
    """That a record was shared, or withheld: told apart by the other agency, the day and the decision."""
    of = facts[row["record_kind"], prefix + row["record_id"]]
    told = first_day(row["on"])
    id_ = f"{of.kind} {of.id}/{row['with_agency']}/{told}/{row.get('decision') or 'shared'}"
    return Fact("share", id_, of.agency, of.system, of.record, row, on=told, recorded_on=last_day(row["on"]), of=(of.kind, of.id))


def _record(prefix: str, row: Row, facts: list[Fact], head: Row) -> Fact:
    """A person as this system describes them; without a recorded_on, on record since the earliest fact that has them in it."""
    key = prefix + row["person_id"]
    days = [fact.recorded_on for fact in facts if key in (fact.record, fact.related) and fact.recorded_on]
    earliest = min(days, default=first_day(head["extracted_on"]))
    agency, system, _ = prefix.split("/")
    known = row if _is_birth(row, head) else {name: cell for name, cell in row.items() if not name.startswith("date_of_birth")}
    return Fact("person", key, agency, system, key, known, recorded_on=first_day(row.get("recorded_on")) or earliest)


def _is_birth(row: Row, head: Row) -> bool:
    """Whether a date of birth is one at all: 1 January 1900, 31 December 9999, a day after the extract (its own, or the last that
    it covers) that is not said to be expected, one more than ten months after it that is, and an age over 120 stand for none."""
    born = first_day(row.get("date_of_birth"))
    if born is None:
        return True
    made = max(first_day(head[name]) or date.min for name in ("extracted_on", "covers_to") if head.get(name))
    latest = made + timedelta(304) if row.get("date_of_birth_kind") == "expected" else made
    return born not in (date(1900, 1, 1), date(9999, 12, 31)) and date(made.year - 121, 1, 1) < born <= latest


def agencies_named(files: Files) -> Iterator[str]:
    """The agencies that rows name: each is one, of kind other until its own extract says more."""
    yield from (row["with_agency"] for row in files.get("shares", []))
    for name in ("referred_to", "source_agency"):
        yield from (row[name] for row in files.get("contacts", []) if row.get(name))
