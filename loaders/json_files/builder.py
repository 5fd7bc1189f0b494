"""From what an object says to the row that became of it: a fact that is kept, or a reject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from graph.dates import FIRST_DAY, PartialDate, ends_before
from graph.facts import Content, End, Fact, FactKind, Note, Reject, Source
from graph.identity.identifiers import record_key
from graph.vocabulary import Precision
from graph.writing.pending_writes import base_digest, end_digest
from loaders.extract import Row
from loaders.json_files.items import JsonItemError, JsonObject, Reader, T, words
from loaders.returns.tally import Tally, TallyPlace

Seen = dict[int, int]
"""By a digest of kind and id, of the element that said it: its place, since when it is on record, and a digest of what it said.

All of it is in one number.
"""

_DIGEST_BITS = 64
_DAY_BITS = 22
_LINE_BITS = 40


def local_id(*parts: object) -> str:
    """What tells one record of a system from another: its parts joined by colons."""
    return ":".join(str(part).replace("%", "%25").replace(":", "%3A") for part in parts)


def whole(found: date) -> PartialDate:
    """A whole date as one of those that may be partial."""
    return PartialDate(found, Precision.DAY)


@dataclass(slots=True)
class JsonFactBuilder:
    """Makes the rows of one extract. `file` and `record` name what is being read, as a rejected row says it.

    `tally` counts what is to be said of many objects at once.
    """

    file: str
    source: Source
    record: str = ""
    seen: Seen = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
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

    def kept(self, table: str, item: JsonObject, fact: Fact, notes: Iterable[str] = ()) -> Row:
        """The row of a fact; set aside where an earlier object says the same, rejected where one says something else."""
        said = _digest(base_digest(fact) + (end_digest(fact) or ""))
        key, own = _digest(f"{fact.kind} {fact.id}"), self._placed(item.line, fact.recorded_on) << _DIGEST_BITS | said
        first = self.seen.setdefault(key, own)
        if (first ^ own) & (1 << _DIGEST_BITS) - 1:
            reason = f"the same {table} stands twice with different content, first in {self._where(first)}"
            return self.refused(table, JsonItemError(item.line, item.path, fact.source, reason), fact.kind, fact.source)
        if first is not own and fact.recorded_on >= _since(first):
            return self.aside(table, item, f"the same {table} stands already in {self._where(first)}: kept once")
        self.seen[key] = own
        warnings = [self.note(item, text) for text in (*notes, *self._late(fact))]
        return Row(table, (fact,), warnings=tuple(warnings))

    def _placed(self, line: int, since: date) -> int:
        """Where an element stands, and since when it is on record, as a number."""
        file = self.files.setdefault(self.file, len(self.files))
        return (file << _LINE_BITS | line) << _DAY_BITS | since.toordinal()

    def _where(self, seen: int) -> str:
        """Where an element stands, in words."""
        index, line = divmod(seen >> _DIGEST_BITS + _DAY_BITS, 1 << _LINE_BITS)
        file = list(self.files)[index]
        return f"line {line}" if file == self.file else f"{file}, line {line}"

    def refused(self, table: str, fault: JsonItemError, kind: FactKind | None = None, local: str | None = None) -> Row:
        """The row of an object that was not kept."""
        id_ = self.key(local) if kind and local else None
        beside = {"record": self.record}
        return Row(table, reject=Reject(self.file, fault.line, fault.path, fault.value, fault.reason, beside, kind, id_))

    def aside(self, table: str, item: JsonObject, reason: str) -> Row:
        """The row of an object that was read and has no place here."""
        return Row(table, warnings=(self.note(item, reason),))

    def gone(self, table: str, item: JsonObject, kind: FactKind, local: str, reason: str) -> Row:
        """The row of an object that says that a record was deleted."""
        return Row(table, warnings=(self.note(item, reason),), removed=((kind, self.key(local)),))

    def note(self, item: JsonObject, text: str) -> Note:
        """Something to know about an object."""
        return Note(self.file, item.line, f"{item.path}: {text}" if item.path else text)

    def listed(self, item: JsonObject, name: str, known: Mapping[str, T], given: list[str], rows: list[Row]) -> T | None:
        """What a code means; one that is not in the list is counted, and goes to `given` as `name=code`."""
        text = self.leaf(item, name, words, rows)
        found = None if text is None else known.get(text.upper())
        if text is not None and found is None:
            given.append(self.strange(item, name, text))
        return found

    def strange(self, item: JsonObject, name: str, text: str) -> str:
        """A code that is in no list, as `name=code`; it is counted by name."""
        self.tally.count(TallyPlace(self.file, item.line), f"{name} '{text[:60]}' is not in the list of codes; kept as given")
        return f"{name}={text[:60]}"

    def leaf(self, item: JsonObject, name: str, reader: Reader[T], rows: list[Row]) -> T | None:
        """What a value says whose fault rejects only itself: the reject goes to `rows`, and the object is kept without it."""
        try:
            return item.read(name, reader)
        except JsonItemError as fault:
            rows.append(self.refused(name, fault))
            return None

    def _late(self, fact: Fact) -> list[str]:
        made = self.source.extracted_on
        days = [fact.on if fact.kind is not FactKind.PERSON else None, fact.end.day if fact.end else None]
        return [f"{each} is after the file was made ({made}); it was kept" for each in days if each and each > made]


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BITS // 8).digest())


def _since(seen: int) -> date:
    return date.fromordinal(seen >> _DIGEST_BITS & (1 << _DAY_BITS) - 1)


def checked_end(item: JsonObject, name: str, start: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """An end that is not before its start; raises Fault."""
    if start and end and ends_before(end, start):
        raise item.fault(name, f"expected {name} on or after the start ({start.day}), found {end.day}")
    return end
