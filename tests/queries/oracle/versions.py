"""What the extracts of one system, one after the other, make of a fact: its versions, and from when until when each stands.

Read from the page of the graph model alone ("What every fact carries"), and far slower than the product does it: every extract
of a system is gone through again for each of its facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.queries.oracle.facts import FILES, Fact, Files, facts_of

_BLANK = {
    "address_kind": "home",
    "date_of_birth_kind": "actual",
    "decision": "shared",
    "status": "reported",
    "whose": "not_stated",
}
"""What a blank cell of these columns says."""
_END = ("end", "end_recorded_on", "closure_reason")


@dataclass(frozen=True)
class Extract:
    """One extract: its day, the days that it covers where it is whole, its files, and its facts by kind and id."""

    day: date
    covers: tuple[date, date] | None
    files: frozenset[str]
    facts: Mapping[tuple[str, str], Fact]

    @classmethod
    def of(cls, files: Files) -> "Extract":
        """Read the rows of an extract."""
        head = files["extract"]
        facts = {(fact.kind, fact.id): fact for fact in facts_of(files)}
        return cls(date.fromisoformat(head["extracted_on"]), covered(files), frozenset(files), facts)

    def misses(self, fact: Fact) -> bool:
        """Whether this extract would have a fact that was still there. Only the day that it was written down dates a record."""
        on = fact.recorded_on if fact.kind == "person" else fact.on
        if self.covers is None or on is None or FILES[fact.kind] not in self.files:
            return False
        return self.covers[0] <= on <= self.covers[1]


def covered(files: Files) -> tuple[date, date] | None:
    """The days that an extract covers; None where it does not say, or is a partial one."""
    head = files["extract"]
    if head.get("partial") or not (head.get("covers_from") and head.get("covers_to")):
        return None
    return date.fromisoformat(head["covers_from"]), date.fromisoformat(head["covers_to"])


def versions(of_one_system: Sequence[Files]) -> list[Fact]:
    """Every version of every fact in these extracts, each fact's in order. The extracts may come in any order."""
    extracts = sorted((Extract.of(files) for files in of_one_system), key=lambda each: each.day)
    names = dict.fromkeys(name for extract in extracts for name in extract.facts)
    return [version for name in names for version in _versions_of(name, extracts)]


def _versions_of(name: tuple[str, str], extracts: Sequence[Extract]) -> list[Fact]:
    """The versions of one fact: the first has stood always, and each until another extract says otherwise, or misses it."""
    made: list[Fact] = []
    for extract in extracts:
        said = extract.facts.get(name)
        last = made.pop() if made and made[-1].until is None else None
        if last is not None and said is None:
            made.append(replace(last, until=extract.day) if extract.misses(last) else last)
        elif last is not None and said is not None and _goes_on(last, said):
            made.append(_completed(last, said))
        elif said is not None:
            made += [replace(last, until=extract.day)] if last else []
            made.append(replace(said, since=extract.day if made else None))
    return made


def _goes_on(last: Fact, said: Fact) -> bool:
    """Whether an extract says what the one before it said, but perhaps an end that there was none of before."""
    return _but_its_end(last) == _but_its_end(said) and (last.end is None or _cells(last, *_END) == _cells(said, *_END))


def _completed(last: Fact, said: Fact) -> Fact:
    """The version with the end that was added; a day that was worked out for a record is the earliest worked out."""
    earliest = min((each.recorded_on for each in (last, said) if each.recorded_on), default=None)
    return replace(last, row=said.row, end=said.end, end_recorded_on=said.end_recorded_on, recorded_on=earliest)


def _but_its_end(fact: Fact) -> tuple[Any, ...]:
    """All that a fact says but how it ended: a record without a day of its own says none, though one is worked out for it."""
    left_out = {"recorded_on", *(_END if fact.end else ())}
    says = {name: _cells(fact, name) for name in {*fact.row, *_BLANK} - left_out}
    days = (fact.says("recorded_on"),) if fact.kind == "person" else (fact.on, fact.recorded_on)
    return fact.record, fact.related, days, {name: cells for name, cells in says.items() if cells != ("",)}


def _cells(fact: Fact, *names: str) -> tuple[Any, ...]:
    return tuple(_BLANK.get(name, "") if fact.says(name) is None else fact.says(name) for name in names)
