"""Which fact a row is: from the values of its cells, by the file that it stands in."""

from datetime import date
from typing import Any

from graph.dates import FIRST_DAY, PartialDate, ends_before
from graph.errors import InvalidInput
from graph.facts import Content, End, Fact, FactKind
from loaders.facts.builder import FactBuilder, ended

Values = dict[str, Any]

KINDS: dict[str, tuple[FactKind, str]] = {
    "people.csv": (FactKind.PERSON, "person_id"),
    "relationships.csv": (FactKind.RELATIONSHIP, "relationship_id"),
    "addresses.csv": (FactKind.STAY, "stay_id"),
    "contacts.csv": (FactKind.CONTACT, "contact_id"),
    "involvements.csv": (FactKind.INVOLVEMENT, "involvement_id"),
    "concerns.csv": (FactKind.CONCERN, "concern_id"),
    "strengths.csv": (FactKind.STRENGTH, "strength_id"),
    "contact_people.csv": (FactKind.CONTACT_PERSON, "contact_id"),
    "shares.csv": (FactKind.SHARE, "record_id"),
}
"""Which kind of fact each file holds, and the column of its own id."""

_HANDLED = {
    "person_id", "related_person_id", "start", "end", "on", "recorded_on", "end_recorded_on", "closure_reason",
    "relationship", "address_kind", "contact_id", "involvement_id", "relationship_id", "stay_id", "concern_id", "strength_id",
}  # fmt: skip
_DEFAULTS: dict[str, Content] = {
    "concerns.csv": {"whose": "not_stated", "status": "reported"},
    "strengths.csv": {"kind": "other"},
}
_EVENTS = (FactKind.CONTACT, FactKind.CONCERN, FactKind.STRENGTH)


class ExtractFacts(FactBuilder):
    """Builds the facts of the rows of one extract."""

    def of_person(self, values: Values, worked_out: date | None) -> Fact:
        """A record of a person; `worked_out` is its recorded_on where the row has none."""
        says = {name: value for name, value in values.items() if name not in ("person_id", "recorded_on")}
        return self.person(values["person_id"], says, values.get("recorded_on"), worked_out)

    def of_row(self, file: str, values: Values) -> Fact:
        """The fact of a row of any other file that stands by itself; raises InvalidInput for an end before its start."""
        kind, id_column = KINDS[file]
        says: Content = {**_DEFAULTS.get(file, {}), **{name: each for name, each in values.items() if name not in _HANDLED}}
        self._rename(file, values, says)
        # What has no date at all was always on record: when the extract was made says nothing of it.
        undated = FIRST_DAY if values.get("on" if kind in _EVENTS else "start") is None else None
        recorded_on = values.get("recorded_on") or undated
        if kind in _EVENTS:
            return self.event(kind, values[id_column], values["person_id"], values.get("on"), says, recorded_on)
        about = [values[each] for each in ("person_id", "related_person_id") if each in values]
        start, end = values.get("start"), _end(values)
        return self.spell(kind, values[id_column], about, start, end, says, recorded_on)

    def _rename(self, file: str, values: Values, says: Content) -> None:
        """What stands under another name in a fact than in its row."""
        if file == "relationships.csv":
            says["kind"] = values["relationship"]
        elif file == "addresses.csv" and "address_kind" in values:
            says["kind"] = values["address_kind"]
        elif file == "involvements.csv" and "end" not in values and "closure_reason" in values:
            says["closure_reason"] = values["closure_reason"]
        elif file == "concerns.csv":
            for name in ("contact", "involvement"):
                if f"{name}_id" in values:
                    says[name] = self.key(values[f"{name}_id"])

    def of_part(self, file: str, values: Values, record: Fact) -> Fact:
        """Who else took part in a contact, or with whom a record was shared: a part of that record."""
        names = ("basis", "reason") if file == "shares.csv" else ("part", "presence")
        says: Content = {name: values[name] for name in names if name in values}
        if file == "shares.csv":
            return self.share(record, values["with_agency"], values.get("decision", "shared"), values["on"], says)
        return self.took_part(record, values["person_id"], says, values.get("part", ""))


def _end(values: Values) -> End | None:
    start: PartialDate | None = values.get("start")
    end: PartialDate | None = values.get("end")
    if end is None:
        return None
    if start is not None and ends_before(end, start):
        raise InvalidInput(f"expected an end on or after the start, found {end.day} before {start.day}")
    reason = "closure_reason"
    return ended(end, {reason: values[reason]} if reason in values else {}, values.get("end_recorded_on"))
