"""From the values of a row to the fact that it is."""

from datetime import date
from typing import Any

from graph.dates import FIRST_DAY, PartialDate, ends_before
from graph.errors import InvalidInput
from graph.facts import Content, End, Fact, FactKind, Source
from graph.identity.identifiers import key_part, record_key

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
    "people.csv": {"date_of_birth_kind": "actual", "sensitivity": "normal"},
    "addresses.csv": {"kind": "home", "restricted": False},
    "contacts.csv": {"sensitivity": "normal"},
    "involvements.csv": {"sensitivity": "normal"},
    "concerns.csv": {"whose": "not_stated", "status": "reported", "sensitivity": "normal"},
    "strengths.csv": {"kind": "other", "sensitivity": "normal"},
}


class ExtractFactBuilder:
    """Builds the facts of one extract."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._prefix = record_key(source.agency, source.system, "")

    def key(self, local: str) -> str:
        """The record key, or fact id, of one of this system's own ids."""
        return self._prefix + key_part(local)

    def person(self, values: Values, worked_out: date | None) -> Fact:
        """A record of a person; `worked_out` is its recorded_on where the row has none."""
        content: Content = dict(_DEFAULTS["people.csv"])
        content |= {name: value for name, value in values.items() if name not in ("person_id", "recorded_on")}
        for name in ("date_of_birth", "date_of_death"):
            _spread(content, name)
        if "date_of_birth" not in content:
            content.pop("date_of_birth_kind")
        local = values["person_id"]
        given = values.get("recorded_on")
        recorded = given or worked_out or self._source.extracted_on
        key = self.key(local)
        return Fact(FactKind.PERSON, key, local, (key,), content, recorded, recorded, given is None)

    def fact(self, file: str, values: Values) -> Fact:
        """The fact of a row of any other file that stands by itself; raises InvalidInput for an end before its start."""
        kind, id_column = KINDS[file]
        content: Content = dict(_DEFAULTS.get(file, {}))
        content |= {name: value for name, value in values.items() if name not in _HANDLED}
        self._renamed(file, values, content)
        own: PartialDate | None = values.get("on") or values.get("start")
        if own is not None:
            content["on_precision" if "on" in values else "start_precision"] = own.precision.value
        local = values[id_column]
        records = tuple(self.key(values[each]) for each in ("person_id", "related_person_id") if each in values)
        return Fact(
            kind,
            self.key(local),
            local,
            records,
            content,
            own.day if own else None,
            values.get("recorded_on") or _own_day_at_last(own),
            end=_end(values, own),
        )

    def _renamed(self, file: str, values: Values, content: Content) -> None:
        if file == "relationships.csv":
            content["kind"] = values["relationship"]
        elif file == "addresses.csv" and "address_kind" in values:
            content["kind"] = values["address_kind"]
        elif file == "involvements.csv" and "end" not in values and "closure_reason" in values:
            content["closure_reason"] = values["closure_reason"]
        elif file == "concerns.csv":
            for name in ("contact", "involvement"):
                if f"{name}_id" in values:
                    content[name] = self.key(values[f"{name}_id"])

    def contact_person(self, values: Values, contact: Fact) -> Fact:
        """Who else took part in a contact: a part of it, with its dates."""
        person = self.key(values["person_id"])
        part = values.get("part", "")
        content: Content = {name: values[name] for name in ("part", "presence") if name in values}
        return Fact(
            FactKind.CONTACT_PERSON,
            f"{contact.id}/{key_part(values['person_id'])}/{part}",
            f"{contact.source}/{values['person_id']}/{part}",
            (person,),
            content,
            contact.on,
            contact.recorded_on,
            parent=contact.id,
            parent_kind=FactKind.CONTACT,
        )

    def share(self, values: Values, parent: Fact) -> Fact:
        """That a record was shared with another agency, or withheld from it, on a day."""
        told: PartialDate = values["on"]
        decision = values.get("decision", "shared")
        local = f"{parent.kind}/{key_part(values['with_agency'])}/{told.day.isoformat()}/{decision}"
        content: Content = {name: values[name] for name in ("basis", "reason") if name in values}
        content |= {"with_agency": values["with_agency"], "decision": decision}
        return Fact(
            FactKind.SHARE,
            f"{parent.id}/{local}",
            f"{parent.source}/{local}",
            parent.records,
            content,
            told.day,
            _own_day_at_last(told),
            parent=parent.id,
            parent_kind=parent.kind,
        )


def _spread(content: Content, name: str) -> None:
    found: Any = content.get(name)
    if found is not None:
        content[name], content[f"{name}_precision"] = found.day, found.precision.value


def _own_day_at_last(own: PartialDate | None) -> date:
    """When a fact without a recorded_on was on record: its own date (of a partial one the last day), else always."""
    return FIRST_DAY if own is None else own.last_day


def _end(values: Values, start: PartialDate | None) -> End | None:
    end: PartialDate | None = values.get("end")
    if end is None:
        return None
    if start is not None and ends_before(end, start):
        raise InvalidInput(f"expected an end on or after the start, found {end.day} before {start.day}")
    says: Content = {"end_precision": end.precision.value}
    if "closure_reason" in values:
        says["closure_reason"] = values["closure_reason"]
    return End(end.day, values.get("end_recorded_on") or end.day, tuple(says.items()))
