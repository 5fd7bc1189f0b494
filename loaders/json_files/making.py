"""From what an object says to the row that became of it: a fact that is kept, or a reject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from graph.dates import FIRST_DAY, PartialDate, ends_before
from graph.facts import Content, End, Fact, FactKind, Note, Reject, Source
from graph.identifiers import record_key
from graph.vocabulary import Precision
from graph.writing.items import base_digest, end_digest
from loaders.extract import Row
from loaders.json_files.items import Fault, Item, Reader, T

Seen = dict[int, int]
"""By a digest of kind and id: the place of the element that said it first, and a digest of what it said, in one number."""

_DIGEST_BITS = 64
_LINE_BITS = 40


def local_id(*parts: object) -> str:
    """What tells one record of a system from another: its parts joined by colons."""
    return ":".join(str(part).replace("%", "%25").replace(":", "%3A") for part in parts)


def whole(found: date) -> PartialDate:
    """A whole date as one of those that may be partial."""
    return PartialDate(found, Precision.DAY)


@dataclass(slots=True)
class Maker:
    """Makes the rows of one extract. `file` and `record` name what is being read, as a rejected row says it."""

    file: str
    source: Source
    record: str = ""
    seen: Seen = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

    def key(self, local: str) -> str:
        """The record key, or fact id."""
        return record_key(self.source.agency, self.source.system, local)

    def event(
        self, kind: FactKind, local: str, person: str, on: PartialDate, content: Content, recorded_on: date | None = None
    ) -> Fact:
        """A fact on a day about a person; on record from `recorded_on`, else from that day."""
        own: Content = {"sensitivity": "normal", "on_precision": on.precision.value, **content}
        return Fact(kind, self.key(local), local, (self.key(person),), own, on.day, recorded_on or on.last_day)

    def spell(
        self, kind: FactKind, local: str, people: Iterable[str], start: PartialDate | None, end: PartialDate | None,
        content: Content, says: Mapping[str, Any], recorded_on: date | None = None,
    ) -> Fact:  # fmt: skip
        """A spell of one or two people; `says` is what is known only with its end."""
        own: Content = {"start_precision": start.precision.value, **content} if start else dict(content)
        ended = End(end.last_day, end.last_day, (("end_precision", end.precision.value), *says.items())) if end else None
        records = tuple(self.key(each) for each in people)
        recorded = recorded_on or (start.last_day if start else FIRST_DAY)
        return Fact(kind, self.key(local), local, records, own, start.day if start else None, recorded, end=ended)

    def kept(self, table: str, item: Item, fact: Fact, notes: Iterable[str] = ()) -> Row:
        """The row of a fact, unless an earlier one with the same key says something else."""
        said = base_digest(fact) + (end_digest(fact) or "")
        if where := self._said_otherwise(fact, item.line, said):
            reason = f"the same {table} stands twice with different content, first in {where}"
            return self.refused(table, Fault(item.line, item.path, fact.source, reason), fact.kind, fact.source)
        warnings = [self.note(item, text) for text in (*notes, *self._late(fact))]
        return Row(table, (fact,), warnings=tuple(warnings))

    def _said_otherwise(self, fact: Fact, line: int, said: str) -> str:
        """Where an earlier element says something else under the same key; blank where none does. A few bytes an element."""
        place = self.files.setdefault(self.file, len(self.files)) << _LINE_BITS | line
        own = place << _DIGEST_BITS | _digest(said)
        first = self.seen.setdefault(_digest(f"{fact.kind} {fact.id}"), own)
        if (first ^ own) & (1 << _DIGEST_BITS) - 1 == 0:
            return ""
        index, line = divmod(first >> _DIGEST_BITS, 1 << _LINE_BITS)
        file = list(self.files)[index]
        return f"line {line}" if file == self.file else f"{file}, line {line}"

    def refused(self, table: str, fault: Fault, kind: FactKind | None = None, local: str | None = None) -> Row:
        """The row of an object that was not kept."""
        id_ = self.key(local) if kind and local else None
        beside = {"record": self.record}
        return Row(table, reject=Reject(self.file, fault.line, fault.path, fault.value, fault.reason, beside, kind, id_))

    def aside(self, table: str, item: Item, reason: str) -> Row:
        """The row of an object that was read and has no place here."""
        return Row(table, warnings=(self.note(item, reason),))

    def gone(self, table: str, item: Item, kind: FactKind, local: str, reason: str) -> Row:
        """The row of an object that says that a record was deleted."""
        return Row(table, warnings=(self.note(item, reason),), removed=((kind, self.key(local)),))

    def note(self, item: Item, text: str) -> Note:
        """Something to know about an object."""
        return Note(self.file, item.line, f"{item.path}: {text}" if item.path else text)

    def leaf(self, item: Item, name: str, reader: Reader[T], rows: list[Row]) -> T | None:
        """What a value says whose fault rejects only itself: the reject goes to `rows`, and the object is kept without it."""
        try:
            return item.read(name, reader)
        except Fault as fault:
            rows.append(self.refused(name, fault))
            return None

    def _late(self, fact: Fact) -> list[str]:
        made = self.source.extracted_on
        days = [fact.on if fact.kind is not FactKind.PERSON else None, fact.end.day if fact.end else None]
        return [f"{each} is after the file was made ({made}); it was kept" for each in days if each and each > made]


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BITS // 8).digest())


def checked_end(item: Item, name: str, start: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """An end that is not before its start; raises Fault."""
    if start and end and ends_before(end, start):
        raise item.fault(name, f"expected {name} on or after the start ({start.day}), found {end.day}")
    return end
