"""The one place where facts are made: a format gives values, and what every fact carries beside them follows from these.

That is the key, the records that it is about, how sensitive it is where nothing says otherwise, the precision beside each date,
since when it is on record, and how it ended. Definition: docs/model.md, "What every fact carries".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.dates import FIRST_DAY, PartialDate
from graph.facts import Content, End, Fact, FactKind, Source, Value, placeholder
from graph.identity.identifiers import key_part, record_key
from graph.vocabulary import AddressKind, BirthDateKind, Precision

Day = date | PartialDate
"""A whole day, or one that may stand for a month or a year."""

Says = Mapping[str, Value | PartialDate]
"""What a record of a person says, by property."""

_DEFAULTS: dict[FactKind, Content] = {
    FactKind.PERSON: {"sensitivity": "normal"},
    FactKind.CONTACT: {"sensitivity": "normal"},
    FactKind.INVOLVEMENT: {"sensitivity": "normal"},
    FactKind.CONCERN: {"sensitivity": "normal"},
    FactKind.STRENGTH: {"sensitivity": "normal"},
    FactKind.STAY: {"kind": AddressKind.HOME.value, "restricted": False},
}
"""What a fact says where its record does not."""

_DATES = ("date_of_birth", "date_of_death")
_TIES = (FactKind.RELATIONSHIP, FactKind.STAY)
_DAY = Precision.DAY


def local_id(*parts: object) -> str:
    """What tells one record of a system from another: its parts joined by colons, none of which is left in a part."""
    return ":".join(str(part).replace("%", "%25").replace(":", "%3A") for part in parts)


def with_details(*texts: Iterable[str]) -> Content:
    """Texts `name=value` that have no property of their own, as what a fact says; nothing where there are none."""
    found = [each for some in texts for each in some]
    return {"details": found} if found else {}


def ended(day: Day, says: Mapping[str, Value] | None = None, recorded_on: date | None = None) -> End:
    """How a spell ended: of a partial day the last, known since `recorded_on`, else since then; `says` is known with it."""
    end = _partial(day)
    own = (("end_precision", end.precision.value), *(says or {}).items())
    return End(end.last_day, recorded_on or end.last_day, own)


def _partial(day: Day) -> PartialDate:
    return day if isinstance(day, PartialDate) else PartialDate(day, _DAY)


@dataclass(slots=True)
class FactBuilder:
    """Builds the facts of one extract; people are named by their local ids, the system's own."""

    source: Source
    _prefix: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The part that all keys of an extract have in common is made once."""
        self._prefix = record_key(self.source.agency, self.source.system, "")

    def key(self, local: str) -> str:
        """The record key, or fact id, of one of this system's own ids."""
        return self._prefix + key_part(local)

    def person(
        self, local: str, says: Says, recorded_on: date | None = None, worked_out: date | None = None
    ) -> Fact:  # fmt: skip
        """A record of a person, whose `role` is in what it says.

        It is on record since the day that it names; else since the one that was worked out from other facts, else the extract's.
        """
        content = {**_DEFAULTS[FactKind.PERSON], **says}
        if content.get("date_of_birth") is None:
            content.pop("date_of_birth_kind", None)
        else:
            content.setdefault("date_of_birth_kind", BirthDateKind.ACTUAL.value)
        recorded = recorded_on or worked_out or self.source.extracted_on
        key = self.key(local)
        said = _with_precision(content)
        return Fact(FactKind.PERSON, key, local, (key,), said, recorded, recorded, recorded_on is None)

    def birth_kind(self, born: Day) -> BirthDateKind:
        """Of what kind a date of birth is that nothing else is said of: one after the day of the extract is a due date."""
        after = _partial(born).day > self.source.extracted_on
        return BirthDateKind.EXPECTED if after else BirthDateKind.ACTUAL

    def named_only(self, local: str, role: str, on: date, number: Mapping[str, Value]) -> Fact:
        """The record of somebody whom facts name and nothing describes, by an identifier (`number`) or by an id alone.

        One without a number gives way to any record of theirs, whenever that comes.
        """
        fact = placeholder(self.key(local), local, role, on)
        fact.content |= number
        fact.placeholder = not number
        return fact

    def event(
        self, kind: FactKind, local: str, about: str, on: Day | None, says: Mapping[str, Value], recorded_on: date | None = None
    ) -> Fact:  # fmt: skip
        """A fact of a day, about one person; without a day it is on record since the extract."""
        own = _partial(on) if on is not None else None
        content: Content = {**_DEFAULTS[kind], **says}
        if own is not None:
            content["on_precision"] = own.precision.value
        return self._fact(kind, local, (about,), content, own, recorded_on, None, None)

    def spell(
        self, kind: FactKind, local: str, about: Iterable[str], start: Day | None, end: End | None, says: Mapping[str, Value],
        recorded_on: date | None = None, worked_out: date | None = None,
    ) -> Fact:  # fmt: skip
        """A spell of one person or two: an involvement, a stay, or a relationship (the one, then the other).

        Without a start an involvement is on record since the day `worked_out`, else since the extract; the others always were.
        """
        own = _partial(start) if start is not None else None
        content: Content = {**_DEFAULTS.get(kind, {}), **says}
        if own is not None:
            content["start_precision"] = own.precision.value
        return self._fact(kind, local, about, content, own, recorded_on, worked_out, end)

    def _fact(
        self, kind: FactKind, local: str, about: Iterable[str], content: Content, own: PartialDate | None,
        recorded_on: date | None, worked_out: date | None, end: End | None,
    ) -> Fact:  # fmt: skip
        records = tuple(map(self.key, about))
        recorded = recorded_on or (own.last_day if own else None)
        # Ties without a day are always on record, the rest since the extract: see `spell`.
        defaulted = recorded is None and kind not in _TIES
        if recorded is None:
            recorded = worked_out or self.source.extracted_on if defaulted else FIRST_DAY
        on = own.day if own else None
        return Fact(kind, self.key(local), local, records, content, on, recorded, defaulted, end)

    def took_part(self, contact: Fact, person: str, says: Mapping[str, Value], *apart: str) -> Fact:
        """Who else took part in a contact: a part of it, with its dates.

        `apart` tells several of one person from each other, where a record may have them in a contact more than once.
        """
        id_, source = "/".join((contact.id, key_part(person), *apart)), "/".join((contact.source, person, *apart))
        return self._part(FactKind.CONTACT_PERSON, id_, source, (self.key(person),), {**says}, contact)

    def share(self, record: Fact, agency: str, decision: str, on: Day, says: Mapping[str, Value]) -> Fact:
        """That a record was shared with another agency, or withheld from it, on a day: a part of it."""
        told = _partial(on)
        local = f"{record.kind}/{key_part(agency)}/{told.day.isoformat()}/{decision}"
        content: Content = {**says, "with_agency": agency, "decision": decision}
        made = self._part(FactKind.SHARE, f"{record.id}/{local}", f"{record.source}/{local}", record.records, content, record)
        made.on, made.recorded_on = told.day, told.last_day
        return made

    def _part(
        self, kind: FactKind, id_: str, source: str, records: tuple[str, ...], content: Content, whole: Fact
    ) -> Fact:  # fmt: skip
        """A part of another fact, with its dates."""
        part = Fact(kind, id_, source, records, content, whole.on, whole.recorded_on)
        part.parent, part.parent_kind = whole.id, whole.kind
        return part


def _with_precision(says: Says) -> Content:
    """What is said, with the precision beside each date of birth or death."""
    content: Content = {}
    for name, value in says.items():
        if isinstance(value, PartialDate):
            content[name], content[f"{name}_precision"] = value.day, value.precision.value
        else:
            content[name] = value
            if name in _DATES and value is not None:
                content[f"{name}_precision"] = _DAY.value
    return content
