"""The children that the lines of an extract are about: each is one record, whatever the lines say of them."""

from dataclasses import dataclass, field
from datetime import date
from sys import intern

from graph.facts import Content, Fact, Note, Value
from graph.identity.identifiers import valid_upn
from graph.vocabulary import Role
from loaders.codes.children import authority_child
from loaders.returns.lines import Line, shown
from loaders.returns.rows import LineRows
from loaders.returns.tally import Tally


@dataclass(slots=True)
class ReturnChild:
    """What the lines say of one child; the first line to say a thing stands, another thing said of it is a detail.

    Memory counts: a return of a large authority has many, and they say mostly the same.
    """

    said: Content = field(default_factory=dict)
    details: tuple[str, ...] = ()
    first: date | None = None
    mother: bool = False
    adopted: bool = False

    def add(self, *details: str) -> None:
        """Details, each kept once; children of whom the same is said share its text."""
        self.details += tuple(intern(each) for each in dict.fromkeys(details) if each not in self.details)


class Children:
    """Every child of an extract, gathered line by line before the first is written. Memory: an entry per child."""

    def __init__(self) -> None:
        self._children: dict[str, ReturnChild] = {}
        self._notes: list[Note] = []

    def of(self, child: str) -> ReturnChild:
        """What is said of a child, who is one of the extract from now on."""
        found = self._children.get(child)
        if found is None:
            found = self._children[child] = ReturnChild()
        return found

    @property
    def ids(self) -> list[str]:
        """The authority's ids of the children, in order of their first line."""
        return list(self._children)

    def take_notes(self) -> tuple[Note, ...]:
        """Where lines contradict each other; given once."""
        found, self._notes = tuple(self._notes), []
        return found

    def tell(self, line: Line, child: str, name: str, value: Value) -> None:
        """That a line says this of a child; another value than the one that stands is kept beside it, and noted."""
        said = self.of(child).said
        if value is None or said.setdefault(name, value) == value:
            return
        text = f"{line.table}: {name}={shown(value)}"
        if text not in self._children[child].details:
            self._children[child].add(text)
            stands = shown(said[name])
            self._notes.append(Note(line.file, line.number, f"child {child}: {name} {stands} elsewhere, {value} here; both kept"))

    def happened(self, child: str, on: date | None) -> None:
        """That something is told of a child on this day: the record of them is as old as the first."""
        found = self.of(child)
        if on and (found.first is None or on < found.first):
            found.first = on

    def died(self, line: Line, child: str, on: date | None) -> None:
        """That a service ended on this day because the child died; of several days the first that is told stands."""
        self.tell(line, child, "date_of_death", on)

    def fact(self, maker: LineRows, child: str) -> Fact:
        """The record of a child."""
        found, source = self._children[child], maker.source
        content: Content = {
            "role": (Role.BOTH if found.mother else Role.CHILD).value,
            "sensitivity": "sealed" if found.adopted else "normal",
            **found.said,
            "other_ids": [authority_child(source.agency, child)],
        }
        if found.details:
            content["details"] = sorted(found.details)
        born = content.get("date_of_birth")
        if isinstance(born, date):
            content["date_of_birth_kind"] = maker.birth_kind(born).value
        self._death(content)
        recorded = found.first if found.first and found.first <= source.extracted_on else source.extracted_on
        return maker.person(child, content, worked_out=recorded)

    def _death(self, content: Content) -> None:
        """A day of death before that of birth is no day of death: it stays in the details."""
        died, born = content.get("date_of_death"), content.get("date_of_birth")
        if isinstance(died, date) and isinstance(born, date) and died < born:
            details = content.get("details")
            del content["date_of_death"]
            content["details"] = [*(details if isinstance(details, list) else ()), f"date_of_death={died} (before the birth)"]

    def pupil(self, line: Line, child: str, upn: str | None, tally: Tally) -> None:
        """The UPN of a child; one that is not valid is kept as given, and joins nobody."""
        self.tell(line, child, "upn", upn)
        if upn and valid_upn(upn) is None:
            tally.count(line, f"{line.table}: the UPN is not a valid one: kept as given, and it joins nobody")
