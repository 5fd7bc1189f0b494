"""From what an object says to the row that became of it: a fact that is kept, or a reject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.facts import Fact, FactKind, Note, Reject
from loaders.extract import Row
from loaders.facts.builder import FactBuilder
from loaders.facts.seen import SeenFacts
from loaders.json_files.items import JsonItemError, JsonObject, Reader, T, words
from loaders.returns.tally import Tally, TallyPlace

# A place is one number: which of the files, and below that so many bits of the line in it.
_LINE_BITS = 40


@dataclass(slots=True)
class ObjectRows(FactBuilder):
    """Makes the rows of one extract. `file` and `record` name what is being read, as a rejected row says it.

    `tally` counts what is to be said of many objects at once.
    """

    file: str
    record: str = ""
    seen: SeenFacts = field(default_factory=SeenFacts)
    tally: Tally = field(default_factory=Tally)
    files: dict[str, int] = field(default_factory=dict)

    def kept(self, table: str, item: JsonObject, fact: Fact, notes: Iterable[str] = ()) -> Row:
        """The row of a fact; set aside where an earlier object says the same, rejected where one says something else."""
        index = self.files.setdefault(self.file, len(self.files))
        first = self.seen.first(fact, index << _LINE_BITS | item.line)
        if not first.same:
            reason = f"the same {table} stands twice with different content, first in {self._where(first.place)}"
            return self.refused(table, JsonItemError(item.line, item.path, fact.source, reason), fact.kind, fact.source)
        if not first.new:
            return self.aside(table, item, f"the same {table} stands already in {self._where(first.place)}: kept once")
        warnings = [self.note(item, text) for text in (*notes, *self._late(fact))]
        return Row(table, (fact,), warnings=tuple(warnings))

    def _where(self, place: int) -> str:
        """Where an element stands, in words."""
        index, line = divmod(place, 1 << _LINE_BITS)
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
